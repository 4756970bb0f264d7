"""A sentence -> those by whom something in it is said, as agents of passives and in asides.

"The photo was debunked by two agencies", "the deal, first reported by the Post, via a friend", "the dam, as
the ministry has said, was safe".
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from sayso.annotate.lexicon.grammar import any_of
from sayso.annotate.shapes import EDGE, MOST, NEAR, WORD, finite_verbs, written
from sayso.spans import trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.annotate.lexicon import Lexicon
    from sayso.annotate.lexicon.unmarked_words import UnmarkedWords
    from sayso.annotate.speakers import Speakers
    from sayso.spans import Range

NOUN = 8
"""Words before a relative pronoun among which the phrase begins for which it stands."""

FEWEST_WORDS = 2
"""Words of a piece of content that stands on either side of an aside."""


class Said(NamedTuple):
    """Who says what, and by which words."""

    source: Range
    verb: Range
    """The word that decides."""
    cue: Range
    content: tuple[Range, ...]


class Agents:
    """Looks through the sentences of one text."""

    def __init__(
        self, text: str, lexicon: Lexicon, words: UnmarkedWords, speakers: Speakers
    ) -> None:
        """Take the text with its language and the phrases that can be sources."""
        self._text, self._lexicon, self._words = text, lexicon, words
        self._speakers = speakers
        self._patterns = _patterns(words.language)

    def passives(self, sentence: Range) -> Iterator[Said]:
        """Yield each agent with what it confirms, denies or reports; content is empty where nothing is."""
        for match in islice(self._patterns.passive.finditer(self._text, *sentence), MOST):
            agent = self._speakers.phrase_at(match.end(), sentence[1])
            if agent is None or not self._says(agent, match["verb"].lower()):
                continue
            before = _before(self._text, match.start(), sentence[0])
            opens, form = self._verb_group(before)
            if form == "unsaid":
                continue
            cue = (opens if form else match.start(), match.end())
            content = list(self._of_passive(sentence, cue, agent, form))
            if match["named"]:
                content.append(match.span("named"))
                cue = (cue[0], match.end("verb"))
            if form == "" and not (content and self._has_determiner(content[0])):
                content = []
            yield Said(agent, match.span("verb"), trimmed(self._text, *cue), tuple(sorted(content)))

    def asides(self, sentence: Range) -> Iterator[Said]:
        """Yield the ministry of "The dam, as the ministry has said, was safe"."""
        for match in islice(self._patterns.aside.finditer(self._text, *sentence), MOST):
            who = match.span("who")
            if not self._speakers.can_speak(who) or self._speakers.phrase_at(*who) != who:
                continue
            content = tuple(self._around(sentence, match.span()))
            if content:
                yield Said(who, match.span("verb"), match.span("verb"), content)

    def behind(self, start: int, end: int) -> list[Said]:
        """Return from whom an agent that ends here has it: ", allegedly via intelligence sources"."""
        match = self._patterns.through.match(self._text, start, end)
        deeper = match and self._speakers.phrase_at(match.end(), end)
        if match is None or not deeper or not self._speakers.can_speak(deeper):
            return []
        return [Said(deeper, match.span("cue"), match.span("cue"), ())]

    def _says(self, agent: Range, verb: str) -> bool:
        """Whether an agent says something by doing this: a senate that confirms a judge does not."""
        if not self._speakers.can_speak(agent):
            return False
        return verb not in self._words.decided or not self._speakers.has_head(
            agent, self._words.deciding
        )

    def _verb_group(self, before: Sequence[re.Match[str]]) -> tuple[int, str]:
        """Where the verb group of a participle begins, and whether it is finite, an aside, or neither."""
        words, lexicon = self._words, self._lexicon
        lowered = [each.group().lower() for each in before]
        if any(word in words.unsaid or word.endswith(words.negating) for word in lowered):
            return 0, "unsaid"
        form, opens = "", 0
        for each, word in zip(reversed(before), reversed(lowered), strict=True):
            if word in words.auxiliaries or (form and word in lexicon.grammar.perfect_auxiliaries):
                form, opens = "finite", each.start()
            elif word in words.asides and (not form or opens):
                return each.start(), "aside"
            elif word not in words.between and not word.endswith(lexicon.grammar.adverb_endings):
                break
        return opens, form

    def _of_passive(self, sentence: Range, cue: Range, agent: Range, form: str) -> Iterator[Range]:
        """What is confirmed by the agent: the subject, and what the agent calls it."""
        text = self._text
        if form == "aside":
            yield from self._around(sentence, (cue[0], agent[1]))
            return
        end = trimmed(text, sentence[0], cue[0], EDGE)[1]
        last = text[max(sentence[0], end - NEAR) : end].lower().split()[-1:]
        start = sentence[0]
        if last and last[0] in {*self._words.relative, *self._lexicon.that}:
            end = trimmed(text, sentence[0], end - len(last[0]), EDGE)[1]
            start = self._noun_start(sentence[0], end)
        start = max(start, self._speakers.clause_start(sentence[0], end))
        subject = self._without_between(trimmed(text, start, end, EDGE))
        if subject[0] < subject[1]:
            yield subject
        more = self._patterns.complement.match(text, agent[1], sentence[1])
        if more is not None:
            yield trimmed(text, more.start("said"), more.end("said"), EDGE)

    def _without_between(self, place: Range) -> Range:
        """A subject without the adverb at its end: "The deal, first reported by the Post"."""
        last = self._text[slice(*place)].rsplit(maxsplit=1)[-1:]
        if last and last[0].lower() in self._words.between:
            return trimmed(self._text, place[0], place[1] - len(last[0]), EDGE)
        return place

    def _noun_start(self, start: int, end: int) -> int:
        """Where the last determiner stands before a place, or the start."""
        determiners = {*self._lexicon.definite, *self._lexicon.indefinite}
        found = [
            word.start()
            for word in _before(self._text, end, start, NOUN)
            if word.group().lower() in determiners
        ]
        return found[-1] if found else start

    def _has_determiner(self, subject: Range) -> bool:
        """Whether a phrase before a bare participle is one: "an account denied by the ministry"."""
        words = self._text[slice(*subject)].lower().split()
        return bool(words) and words[0] in {*self._lexicon.definite, *self._lexicon.indefinite}

    def _around(self, sentence: Range, hole: Range) -> Iterator[Range]:
        """The clause to which an aside belongs, without it."""
        text = self._text
        opened = [
            each.start() for each in self._patterns.subordinate.finditer(text, sentence[0], hole[0])
        ]
        for start, end in ((max(opened, default=sentence[0]), hole[0]), (hole[1], sentence[1])):
            piece = trimmed(text, start, max(start, end), EDGE)
            if len(WORD.findall(text, *piece)) >= FEWEST_WORDS:
                yield piece


class _Patterns(NamedTuple):
    """The shapes of one language."""

    passive: re.Pattern[str]
    through: re.Pattern[str]
    complement: re.Pattern[str]
    aside: re.Pattern[str]
    subordinate: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    lexicon, words = written(language)
    grammar = lexicon.grammar
    perfect = any_of(grammar.perfect_auxiliaries)
    verbs = any_of(saying(lexicon))
    adverb = rf"(?:[^\W\d_]{{2,15}}{any_of(grammar.adverb_endings)} )?"
    return _Patterns(
        passive=re.compile(
            rf"\b(?P<verb>{any_of(words.passives)})"
            rf"(?: (?P<named>{any_of(words.complements)} [^.;:()\n“”\"]{{2,80}}?))?"
            rf",? {any_of(words.agent)} (?=\S)"
        ),
        through=re.compile(rf",? {adverb}(?P<cue>{any_of(words.through)}) "),
        complement=re.compile(
            rf",? (?P<said>{any_of(words.complements)} [^,.;:()\n“”\"]{{2,100}}|"
            rf"{any_of(lexicon.that)} [^.;:()\n“”\"]{{3,300}})"
        ),
        aside=re.compile(
            rf"(?:\b{any_of(words.asides)}|\b{any_of(w.capitalize() for w in words.asides)}) "
            rf"(?P<who>[^,.;:()\n“”\"]{{2,70}}?) (?:{perfect} )?{adverb}(?P<verb>{verbs})(?=[,.:;]|$)"
        ),
        subordinate=re.compile(rf"\b{any_of(words.subordinate)} "),
    )


def saying(lexicon: Lexicon) -> tuple[str, ...]:
    """Return the finite verbs by which something is said, reported or confirmed."""
    return finite_verbs(lexicon, {"say", "report", "claim", "confirm", "speculate"})


def _before(text: str, position: int, start: int, count: int = 4) -> list[re.Match[str]]:
    """The last words before a place."""
    return list(WORD.finditer(text, max(start, position - NEAR), position))[-count:]
