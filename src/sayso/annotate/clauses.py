"""Attributions and the sentences around them -> those that the shape of the sentence adds.

"X said A and warned that B" has two, "A, a poll found." has its cue at the end, "A — X said — B" has its
content on both sides, and "X said A, adding B" one source for both.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from sayso.annotate.lexicon import load
from sayso.annotate.lexicon.grammar import any_of
from sayso.annotate.phrases import describe, name_runs
from sayso.annotate.related import Related
from sayso.annotate.segments import MARKS
from sayso.spans import RangeIndex, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.annotate.lexicon import Lexicon
    from sayso.annotate.segments import Segments
    from sayso.spans import Range

LONGEST_NAME = 4
"""Words of a name that can be the source that the network has missed."""

NEAR = 60
"""Code points from a cue within which its neighbours are looked for."""

SURE = 0.8
"""Score of what only the shape of the sentence tells."""

_DASHES = ("—", "–", " -")
_STOP = " \t\u00a0.!?…"


def completed(found: Sequence[Related], segments: Segments, lexicon: Lexicon) -> list[Related]:
    """Return the attributions with those added, and those parts prolonged, that the shapes tell."""
    result = [_named(each, segments, lexicon) for each in found]
    taken = _Taken(result)
    result = [_with_front(each, taken, segments) for each in result]
    result = _inherited(list(_split(result, segments, lexicon)), segments, lexicon)
    result = _participles(result, segments, lexicon)
    result += _coordinated(result, taken, segments, lexicon)
    result += _at_the_end(_Taken(result), segments, lexicon)
    return result


class _Taken:
    """The places in which something of an attribution stands."""

    def __init__(self, found: Sequence[Related]) -> None:
        parts = [piece for each in found for piece in (*each.source, *each.cue, *each.content)]
        self._index = RangeIndex((piece, 0) for piece in parts)

    def holds(self, place: Range) -> bool:
        """Whether any of them has a part here."""
        return next(self._index.over(place), None) is not None


def _named(each: Related, segments: Segments, lexicon: Lexicon) -> Related:
    """Take the name right before the cue for its source, or as the end of its source."""
    text, cue = segments.text, each.cue[0]
    start = segments.sentences[segments.sentence_at(cue[0])][0]
    before = [piece for piece in (*each.source, *each.content) if start < piece[1] <= cue[0]]
    gap = (max([start, *(end for _, end in before)]), cue[0])
    name = trimmed(text, *gap, " \t\u00a0,")
    words = text[slice(*name)]
    if not words or len(words) > NEAR or len(words.split()) > LONGEST_NAME:
        return each
    timed = {word.lower() for word in words.split()} & {*lexicon.time, *lexicon.clause_openers}
    if timed or name_runs(words, lexicon) != [words]:
        return each
    if name[0] == start and len(words.split()) == 1:
        return each  # it may have its capital from the sentence: "But", "After"
    if not each.source and "," not in text[name[1] : cue[0]]:
        return replace(each, source=(name,))
    if each.source and each.source[0][1] == gap[0] and "," in text[gap[0] - 1 : name[0]]:
        return replace(each, source=((each.source[0][0], name[1]),))
    return each


def _split(found: Sequence[Related], segments: Segments, lexicon: Lexicon) -> Iterator[Related]:
    """Part "X said A and warned that B" where all of it was taken for what X said.

    In PolNeAR train B is an attribution of its own 31 times and a part of the first one 4 times.
    """
    text = segments.text
    pattern = _second_verb(lexicon.language)
    for each in found:
        start, end = each.content[-1] if each.content else (0, 0)
        plain = each.source and start >= each.cue[-1][1]
        match = pattern.search(text, start, end) if plain else None
        if (
            match is None
            or match["verb"].lower() not in _saying(lexicon)
            or any(mark in text[start:end] for mark in MARKS)
        ):
            yield each
            continue
        yield replace(each, content=(*each.content[:-1], (start, match.start())))
        said = (match.start("that"), end)
        yield replace(each, cue=(match.span("verb"),), content=(said,))


def _inherited(found: Sequence[Related], segments: Segments, lexicon: Lexicon) -> list[Related]:
    """Give "... and insisted" the source of the verb before, where its own was not found."""
    text = segments.text
    ends = {each.content[-1][1]: each for each in found if each.source}
    result = []
    for each in found:
        sentence = segments.sentences[segments.sentence_at(each.cue[0][0])][0]
        start = max(sentence, each.cue[0][0] - NEAR)
        before = text[start : each.cue[0][0]].rstrip()
        words = before.rsplit(None, 1)
        end = len(words[0].rstrip(" ,")) if len(words) > 1 else 0
        other = ends.get(start + end)
        joins = len(words) > 1 and words[1] in lexicon.coordinating
        if (
            not each.source
            and joins
            and other is not None
            and other.content[-1][0] > other.cue[0][0]
        ):
            result.append(replace(each, source=other.source))
        else:
            result.append(each)
    return result


def _participles(found: Sequence[Related], segments: Segments, lexicon: Lexicon) -> list[Related]:
    """Give "..., adding that ..." who speaks last before it in its sentence, "Citing a poll, X" the next."""
    text = segments.text
    speakers: dict[int, list[Related]] = {}
    for each in found:
        if each.source and each.source[0][1] <= each.cue[0][0]:
            speakers.setdefault(segments.sentence_at(each.cue[0][0]), []).append(each)
    result = []
    for each in found:
        at, end = each.cue[0]
        number = segments.sentence_at(at)
        near = speakers.get(number, ())
        opens = not any(map(str.isalnum, text[segments.sentences[number][0] : at]))
        if each.source or text[at:end].split(maxsplit=1)[0].lower() not in _ing_forms(lexicon):
            result.append(each)
        elif before := [other for other in near if other.cue[0][0] < at]:
            result.append(replace(each, source=max(before, key=lambda other: other.cue[0]).source))
        elif opens and (behind := [other for other in near if _behind_comma(text, other)]):
            result.append(replace(each, source=min(other.source for other in behind)))
        else:
            result.append(each)
    return result


def _behind_comma(text: str, each: Related) -> bool:
    return text[max(0, each.source[0][0] - NEAR) : each.source[0][0]].rstrip().endswith(",")


def _with_front(each: Related, taken: _Taken, segments: Segments) -> Related:
    """Take in what stands before an aside where what stands behind it is the content: "A — X said — B"."""
    if not each.source or not each.content:
        return each
    text = segments.text
    start, end = segments.sentences[segments.sentence_at(each.cue[0][0])]
    first = min(each.source[0][0], each.cue[0][0])
    last = max(each.source[0][1], each.cue[-1][1])
    said = each.content[0][0]
    before = text[max(start, first - NEAR) : first].rstrip()
    behind = text[last : min(said, last + NEAR)].rstrip()
    dashed = before.endswith(_DASHES) and behind.endswith(_DASHES)
    # Behind commas only what goes on with a small letter is the rest of the words before.
    enclosed = before.endswith(",") and behind == "," and text[said].islower()
    if not (dashed or enclosed) or said < last or each.content[-1][1] > end:
        return each
    front = trimmed(text, start, first, " \t\u00a0—–-,")
    if front[0] < front[1] and not taken.holds(front):
        return replace(each, content=(front, *each.content))
    return each


def _coordinated(
    found: Sequence[Related], taken: _Taken, segments: Segments, lexicon: Lexicon
) -> Iterator[Related]:
    """The second verb of "X said A and warned that B"."""
    text = segments.text
    second, clause_end = _second_verb(lexicon.language), _clause_end(lexicon.language)
    for each in found:
        if not each.source or not each.content:
            continue
        sentence = segments.sentences[segments.sentence_at(each.cue[0][0])]
        end = each.content[-1][1]
        if each.content[-1][0] < each.cue[-1][1] or not sentence[0] <= end <= sentence[1]:
            continue
        match = second.match(text, end, sentence[1])
        if match is None or match["verb"].lower() not in _saying(lexicon):
            continue
        stop = clause_end.search(text, match.end(), sentence[1])
        content = trimmed(text, match.start("that"), stop.start() if stop else sentence[1], _STOP)
        if not taken.holds((match.start("verb"), content[1])):
            yield Related(each.source, (match.span("verb"),), (content,), SURE)


def _at_the_end(taken: _Taken, segments: Segments, lexicon: Lexicon) -> Iterator[Related]:
    """The cue of "A, a poll by Larkin Research found."."""
    text = segments.text
    for start, end in segments.sentences:
        match = _LAST_CLAUSE.match(text, start, end)
        if match is None or match["verb"].lower() not in _saying(lexicon):
            continue
        phrase = describe(match["source"], lexicon)
        known = phrase.named or phrase.head_kind is not None
        content = match.span("content")
        parts = (content, match.span("source"), match.span("verb"))
        if known and phrase.form != "pronoun" and not any(map(taken.holds, parts)):
            yield Related((parts[1],), (parts[2],), (content,), SURE)


_LAST_CLAUSE = re.compile(
    r"(?P<content>(?:[^\s,“”\"]+ ){3}[^,“”\"\n]*), "
    r"(?P<source>[^\s,“”\"]+(?: [^\s,“”\"]+){0,6}) (?P<verb>[^\W\d_]+)[.]"
)


@cache
def _second_verb(language: str) -> re.Pattern[str]:
    """The pattern of ", and later warned that"."""
    lexicon = load(language)
    grammar = lexicon.grammar
    adverb = rf"(?:[^\W\d_]+{any_of(grammar.adverb_endings)}|{any_of(grammar.adverbs)})"
    return re.compile(
        rf",? {any_of(lexicon.coordinating)} (?:{adverb} )?(?P<verb>[^\W\d_]+) "
        rf"(?P<that>{any_of(lexicon.that)}\b)"
    )


@cache
def _clause_end(language: str) -> re.Pattern[str]:
    """The pattern of what ends the content of a second verb."""
    return re.compile(rf",? {any_of(load(language).grammar.clause_ends)}\b|[;:]| [—–] ")


def _ing_forms(lexicon: Lexicon) -> frozenset[str]:
    """Present participles of listed verbs."""
    return frozenset(filter(lexicon.grammar.is_gerund, lexicon.act_of))


def _saying(lexicon: Lexicon) -> frozenset[str]:
    """Finite verbs of saying and reporting."""
    return frozenset(
        form
        for form, act in lexicon.act_of.items()
        if act in {"say", "report", "claim", "confirm"} and not lexicon.grammar.is_gerund(form)
    )
