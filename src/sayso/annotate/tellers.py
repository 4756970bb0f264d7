"""Attributions -> the same, with those who tell set before those of whom they tell.

"Citing a clerk, the Post reported ...", "X said ..., reports the Post", "was quoted in the Post",
"told the Post, Reuters and AP": the model has one of the hands, or both side by side.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from sayso.annotate.lexicon.grammar import any_of
from sayso.annotate.lexicon.unmarked_words import load_unmarked
from sayso.annotate.nesting import in_order, is_cited, stands_in, without
from sayso.annotate.related import Related
from sayso.annotate.shapes import MOST, finite_verbs, written
from sayso.annotate.speakers import Speakers
from sayso.spans import overlaps, trimmed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sayso.annotate.lexicon import Lexicon
    from sayso.annotate.lexicon.unmarked_words import UnmarkedWords
    from sayso.annotate.segments import Segments
    from sayso.spans import Range

FARTHEST = 80
"""Code points behind a verb within which the outlet stands to which something is revealed."""

LONGEST = 60
"""Code points of the name of an outlet that reports at the end."""

_WORD = re.compile(r"\w+")
_EDGE = " \t\u00a0,;:—–-"


def set_before(
    found: Sequence[Related], segments: Segments, lexicon: Lexicon, relays: Collection[str] = ()
) -> list[Related]:
    """Return the attributions in the order of their cues, and those of the tellers that were missed.

    Args:
        found: Set one into another as far as the text nests them.
        segments: Of the text.
        lexicon: Of its language; where nobody has written its shapes, all stays as it is.
        relays: Names of outlets and agencies that the document is known to name.

    """
    words = load_unmarked(lexicon.language)
    if words is None:
        return list(found)
    return _Tellers(found, segments, lexicon, words, relays).read()


class _Tellers:
    """The attributions of one text, sentence by sentence."""

    def __init__(
        self,
        found: Sequence[Related],
        segments: Segments,
        lexicon: Lexicon,
        words: UnmarkedWords,
        relays: Collection[str],
    ) -> None:
        self._result = list(found)
        self._segments, self._text = segments, segments.text
        self._lexicon, self._words, self._relays = lexicon, words, relays
        self._speakers = Speakers(segments, lexicon, words)
        self._patterns = _patterns(words.language)

    def read(self) -> list[Related]:
        together: dict[int, list[int]] = {}
        for number, each in enumerate(self._result):
            at = self._segments.sentence_at(each.cue[0][0])
            together.setdefault(at, []).append(number)
        for at, sentence in enumerate(self._segments.sentences):
            numbers = together.get(at, [])[:MOST]
            for number in numbers:
                self._antecedent(number, sentence)
            self._citing_first(numbers, sentence)
            self._quoted(numbers, sentence)
            self._trailing(numbers, sentence)
            for number in numbers:
                self._passed_to(number, sentence)
        self._apart()
        return in_order(self._result)

    def _antecedent(self, number: int, sentence: Range) -> None:
        """Take "an aide" for the source of "an aide who said"."""
        each, text = self._result[number], self._text
        pronoun = text[slice(*each.source[0])].lower() if each.source else ""
        if pronoun not in self._words.relative:
            return
        anyone = pronoun in self._words.persons
        phrase = self._speakers.phrase_before(each.source[0][0], sentence[0], anyone=anyone)
        if phrase is not None:
            self._result[number] = replace(each, source=(phrase,))

    def _citing_first(self, numbers: Sequence[int], sentence: Range) -> None:
        """Set the Post before the clerk in "Citing a clerk, the Post reported that it was shut"."""
        text, lexicon = self._text, self._lexicon
        match = self._patterns.citing.match(text, *sentence)
        phrase = match and self._speakers.phrase_at(match.end(), sentence[1])
        if match is None or not phrase or not is_cited(text, phrase, lexicon):
            return
        if any(overlaps(phrase, s) for k in numbers for s in self._result[k].source):
            return
        citing = next((k for k in numbers if overlaps(self._result[k].cue[0], match.span())), None)
        telling = next((k for k in numbers if k != citing and self._tells(k, phrase)), None)
        if telling is None:
            telling = self._reporter(phrase, sentence)
        if telling is None:
            return
        content = self._result[telling].content
        made = Related(
            (phrase,), (match.span("cue"),), content, self._result[telling].score, telling
        )
        if citing is None or stands_in(self._result, telling, citing):
            self._result.append(made)
        else:
            self._result[citing] = made

    def _tells(self, number: int, behind: Range) -> bool:
        each = self._result[number]
        if not each.source or not each.content or each.source[0][0] < behind[1]:
            return False
        between = self._text[behind[1] : each.source[0][0]].lower()
        return self._lexicon.act_of.keys().isdisjoint(_WORD.findall(between))

    def _reporter(self, behind: Range, sentence: Range) -> int | None:
        """Add who reports behind "citing a clerk,", where that was not found."""
        match = self._patterns.reporter.match(self._text, behind[1], sentence[1])
        if match is None or not self._speakers.can_speak(match.span("who")):
            return None
        said = trimmed(self._text, *match.span("said"), " .!?…")
        self._result.append(Related((match.span("who"),), (match.span("verb"),), (said,), 0.7))
        return len(self._result) - 1

    def _quoted(self, numbers: Sequence[int], sentence: Range) -> None:
        """Take the clerk for the source, and the Post for the relay, of "the clerk was quoted in the Post"."""
        text = self._text
        for match in islice(self._patterns.quoted.finditer(text, *sentence), 2):
            speaker = self._speakers.phrase_before(match.start(), sentence[0], anyone=True)
            if speaker is None:
                continue
            where = self._patterns.where.match(text, match.end(), sentence[1])
            medium = where and self._speakers.phrase_at(where.end(), sentence[1])
            own = next((k for k in numbers if overlaps(self._result[k].cue[0], match.span())), None)
            if own is None:
                content = tuple(self._clause_before(speaker, sentence))
                if not content:
                    continue
                above = next((k for k in numbers if self._is_behind(k, match.end())), None)
                if above is not None:
                    outer = self._result[above]
                    kept = tuple(
                        p for c in outer.content for p in without(text, c, (speaker[0], c[1]))
                    )
                    content = kept or content
                own = len(self._result)
                self._result.append(Related((speaker,), (match.span(),), content, 0.7, above))
            each = self._result[own]
            if not any(overlaps(speaker, piece) for piece in each.source):
                content = tuple(
                    p
                    for c in each.content
                    for p in without(text, c, (speaker[0], max(c[1], speaker[1])))
                )
                each = replace(each, source=(speaker,), content=content or each.content)
                self._result[own] = each
            if where and medium and self._speakers.is_medium(medium):
                self._set_before(own, medium, where.span("cue"))

    def _clause_before(self, speaker: Range, sentence: Range) -> Iterator[Range]:
        piece = trimmed(self._text, sentence[0], speaker[0], _EDGE)
        if len(self._text[slice(*piece)].split()) > 2:
            yield piece

    def _is_behind(self, number: int, position: int) -> bool:
        each = self._result[number]
        return bool(each.source) and each.source[0][0] >= position and each.parent is None

    def _set_before(self, number: int, medium: Range, cue: Range, start: int | None = None) -> None:
        """Set a medium before an attribution, unless it stands there, or is the source itself."""
        each = self._result[number]
        above = None if each.parent is None else self._result[each.parent]
        if any(overlaps(medium, piece) for piece in each.source):
            return
        if above is not None and any(overlaps(medium, piece) for piece in above.source):
            return
        hole = (cue[0] if start is None else start, medium[1])
        content = tuple(p for c in each.content for p in without(self._text, c, hole))
        content = content or each.content
        self._result.append(
            Related((medium,), (cue,), content, each.score, each.parent, inferred=True)
        )
        self._result[number] = replace(each, content=content, parent=len(self._result) - 1)

    def _trailing(self, numbers: Sequence[int], sentence: Range) -> None:
        """Set the Post before the clerk in "The clerk said it was shut, reports the Post"."""
        match = self._patterns.trailing.search(self._text, *sentence)
        if match is None:
            return
        teller = match.span("after" if match["after"] else "before")
        cue = match.span("cue" if match["after"] else "verb")
        own = next(
            (k for k in numbers if any(overlaps(cue, piece) for piece in self._result[k].cue)),
            None,
        )
        inner = [
            k
            for k in numbers
            if k != own
            and self._result[k].parent is None
            and self._result[k].source
            and self._result[k].cue[0][1] <= match.start()
            and not overlaps(self._result[k].source[0], teller)
        ]
        if not inner or not (
            self._speakers.is_medium(teller)
            or (own is not None and self._speakers.can_speak(teller))
            or self._text[slice(*teller)] in self._relays
            or self._speakers.is_body(teller)
        ):
            return
        content = trimmed(self._text, sentence[0], match.start(), " ,")
        if own is None:
            own = len(self._result)
            self._result.append(Related((teller,), (cue,), (content,), 0.7))
        elif not overlaps(self._result[own].source[0] if self._result[own].source else cue, teller):
            self._result[own] = replace(self._result[own], source=(teller,), content=(content,))
        hole = (match.start(), sentence[1])
        for k in inner:
            each = self._result[k]
            if stands_in(self._result, own, k):
                continue
            kept = tuple(p for c in each.content for p in without(self._text, c, hole))
            self._result[k] = replace(each, content=kept or each.content, parent=own)

    def _passed_to(self, number: int, sentence: Range) -> None:
        """Set CBS before the officials in "officials revealed his name to CBS"."""
        each, text = self._result[number], self._text
        verb = text[slice(*each.cue[-1])].lower().split()[-1:]
        if not each.source or not each.content or not verb or verb[0] not in self._words.passing_to:
            return
        end = min(sentence[1], each.cue[-1][1] + FARTHEST)
        for match in self._patterns.passing.finditer(text, each.cue[-1][1], end):
            medium = self._speakers.phrase_at(match.end(), sentence[1])
            between = text[each.cue[-1][1] : match.start()]
            if any(mark in between for mark in ',;:.“”"'):
                return
            if medium and self._speakers.is_medium(medium):
                self._set_before(number, medium, each.cue[-1], match.start())
                return

    def _apart(self) -> None:
        """Give each of "the minister and the mayor", and of "the Globe, Reuters and AP", its own chain."""
        children: dict[int, list[int]] = {}
        for number, each in enumerate(self._result):
            if each.parent is not None:
                children.setdefault(each.parent, []).append(number)
        for number in range(len(self._result)):
            each = self._result[number]
            if not each.source:
                continue
            parts = self._speakers.parts(each.source[0]) or self._list_from(each)
            if len(parts) < 2:
                continue
            self._result[number] = replace(each, source=(parts[0],))
            for part in parts[1:]:
                self._result.append(replace(each, source=(part,)))
                copy = len(self._result) - 1
                if each.inferred:
                    for child in children.get(number, ()):
                        if self._result[child].content == each.content:
                            self._result.append(replace(self._result[child], parent=copy))

    def _list_from(self, each: Related) -> list[Range]:
        """The outlets of a list of which only the first was taken: "told the Globe, Reuters and AP"."""
        text = self._text
        if not each.inferred:
            return []
        sentence = self._segments.sentences[self._segments.sentence_at(each.source[0][0])]
        media = [each.source[0]]
        while len(media) < MOST:
            joined = self._patterns.joined.match(text, media[-1][1], sentence[1])
            following = joined and self._speakers.phrase_at(joined.end(), sentence[1])
            if joined is None or not following:
                break
            pieces = self._speakers.parts(following) or [following]
            if not all(self._speakers.is_medium(piece) for piece in pieces):
                break
            media += pieces
        return media


class _Patterns(NamedTuple):
    """The shapes of one language."""

    citing: re.Pattern[str]
    reporter: re.Pattern[str]
    quoted: re.Pattern[str]
    where: re.Pattern[str]
    trailing: re.Pattern[str]
    passing: re.Pattern[str]
    joined: re.Pattern[str]


@cache
def _patterns(language: str) -> _Patterns:
    lexicon, words = written(language)
    verbs = any_of(finite_verbs(lexicon, {"say", "report", "claim"}))
    reports = any_of(form for form, act in lexicon.act_of.items() if act == "report")
    perfect = any_of(lexicon.grammar.perfect_auxiliaries)
    name = rf"[^,.;:()\n“”\"]{{2,{LONGEST}}}?"
    saying = any_of(lexicon.saying)
    return _Patterns(
        citing=re.compile(rf"\W{{0,3}}(?P<cue>(?i:{any_of(lexicon.citing)})) "),
        reporter=re.compile(
            rf",? (?P<who>[^,;:()\n“”\"]{{2,80}}?) (?:{perfect} )?(?P<verb>{verbs})"
            r",? (?P<said>[^\n]{10,1000})"
        ),
        quoted=re.compile(rf"\b{any_of(lexicon.quoted)}(?: {saying}(?=[ ,.]))?"),
        where=re.compile(rf" (?P<cue>{any_of(lexicon.quoted_where)}) "),
        trailing=re.compile(
            rf",[”\"’]? (?:(?P<cue>{any_of(words.reporting)}|{reports}) (?P<after>{name})(?=[,.](?:\s|$)|$)"
            rf"|(?P<before>{name}) (?:{perfect} )?(?P<verb>{reports})(?=[,.](?:\s|$)|$))"
        ),
        passing=re.compile(rf" (?P<cue>{any_of(words.passing_markers)}) "),
        joined=re.compile(rf"(?:,? {any_of(words.coordinated)}|,)(?= )"),
    )
