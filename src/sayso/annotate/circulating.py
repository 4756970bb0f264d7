"""A sentence -> what circulates in it, and in which media: "a video of it appeared on Twitter".

Who says it is then no more known than the medium in which it is to be found.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from sayso.annotate.lexicon.grammar import any_of
from sayso.annotate.shapes import EDGE, MOST, NEAR, WORD, written
from sayso.spans import trimmed

if TYPE_CHECKING:
    from sayso.annotate.lexicon import Lexicon
    from sayso.annotate.lexicon.unmarked_words import UnmarkedWords
    from sayso.annotate.speakers import Speakers
    from sayso.spans import Range

MOST_MEDIA = 4
"""Media of one list: "in the Post, the Herald and on Radio Kestrel"."""

LATEST = 8
"""Words of a clause among which the noun of its subject stands."""


class Circulation(NamedTuple):
    """What circulates, and where."""

    subject: Range
    verb: Range
    media: tuple[Range, ...]
    content: tuple[Range, ...]


class Circulating:
    """Looks through the sentences of one text."""

    def __init__(
        self, text: str, lexicon: Lexicon, words: UnmarkedWords, speakers: Speakers
    ) -> None:
        """Take the text with its language and the phrases that can be sources."""
        self._text, self._lexicon, self._words = text, lexicon, words
        self._speakers = speakers
        self._patterns = _patterns(words.language)

    def first(self, sentence: Range) -> Circulation | None:
        """Return the first message of a sentence that is said to circulate in media."""
        text = self._text
        for match in islice(self._patterns.circulating.finditer(text, *sentence), MOST):
            start = self._speakers.clause_start(sentence[0], match.start(), main=True)
            subject = self._message(start, match.start())
            media = subject and self._media(match.end(), sentence[1])
            if not subject or not media:
                continue
            if self._names_only(subject) and not self._has_agent(match.end(), media[0][0]):
                continue
            shown = self._patterns.showing.match(text, media[-1][1], sentence[1])
            content = [subject]
            if shown is not None:
                content.append(trimmed(text, *shown.span("said"), EDGE))
            return Circulation(subject, match.span(), tuple(media), tuple(content))
        return None

    def _names_only(self, subject: Range) -> bool:
        """Whether what circulates is a name, which only who publishes it tells: "his identity"."""
        said = WORD.findall(self._text[slice(*subject)].lower())
        return not any(
            self._lexicon.grammar.singular(word) in self._words.messages for word in said
        )

    def _has_agent(self, start: int, end: int) -> bool:
        return self._text[start:end].split()[-1:] in [[word] for word in self._words.agent]

    def _message(self, start: int, end: int) -> Range | None:
        """The subject of a clause, where it is headed by a message: "Two videos that show it have"."""
        words, lexicon = self._words, self._lexicon
        tokens = list(islice(WORD.finditer(self._text, start, end), LATEST))
        another = False
        for token in tokens:
            word = token.group().lower()
            if lexicon.grammar.singular(word) in {*words.messages, *words.identities}:
                break
            if word in lexicon.clause_openers and word not in words.relative:
                start, another = token.end(), False
            elif word not in lexicon.definite:
                another |= word in lexicon.prepositions or word in lexicon.gender_of_pronoun
        else:
            return None
        if another:
            return None
        subject = trimmed(self._text, start, end, EDGE)
        said = list(WORD.finditer(self._text, *subject))
        if any(word.group().lower() in words.unsaid for word in said[-3:]):
            return None
        small = {
            *words.auxiliaries,
            *lexicon.grammar.perfect_auxiliaries,
            *words.relative,
            *lexicon.that,
        }
        while said and said[-1].group().lower() in {*small, *words.between}:
            said.pop()
        return (subject[0], said[-1].end()) if said else None

    def _media(self, start: int, end: int) -> list[Range]:
        """The media behind a verb of circulating."""
        text = self._text
        for marker in self._patterns.marker.finditer(text, start, min(end, start + NEAR)):
            between = [word.lower() for word in WORD.findall(text, start, marker.start())]
            if not all(self._may_stand_between(word) for word in between):
                return []
            phrase = self._speakers.phrase_at(marker.end(), end)
            if phrase is None or not self._speakers.is_medium(phrase):
                continue
            media = [phrase]
            while len(media) < MOST_MEDIA:
                joined = self._patterns.joined.match(text, phrase[1], end)
                following = joined and self._speakers.phrase_at(joined.end(), end)
                if not following or not self._speakers.is_medium(following):
                    break
                phrase = following
                media.append(phrase)
            return media
        return []

    def _may_stand_between(self, word: str) -> bool:
        known = word in {*self._words.between, *self._lexicon.time, *self._lexicon.abbreviations}
        return (
            known
            or word in self._words.media_markers
            or word.isdigit()
            or word.endswith(self._lexicon.grammar.adverb_endings)
        )


class _Patterns(NamedTuple):
    """The shapes of one language."""

    circulating: re.Pattern[str]
    marker: re.Pattern[str]
    joined: re.Pattern[str]
    showing: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    _, words = written(language)
    markers = any_of(words.media_markers)
    plain = r"[^.;:()\n“”\"]"
    return _Patterns(
        circulating=re.compile(rf"\b{any_of(words.circulating)}\b"),
        marker=re.compile(rf" {markers} "),
        joined=re.compile(rf"(?:, |,? {any_of(words.coordinated)} )(?:{markers} )?"),
        showing=re.compile(
            rf"{plain}{{0,40}}?(?P<said>\b{any_of(words.showing)} {plain}{{3,300}})"
        ),
    )
