"""Attributions -> the same, each quotation with its one speaker, and quotations that go on taken in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sayso.annotate.segments import MARKS
from sayso.spans import RangeIndex, contains, overlaps, trimmed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.annotate.related import Related
    from sayso.annotate.segments import Segments
    from sayso.spans import Range

_BETWEEN = " \t\n\u00a0,;"
_STOPS = ".!?…"


def apart(found: Sequence[Related], segments: Segments) -> list[Related]:
    """Give words that two attributions claim to the one whose cue stands with them.

    That is the one with its cue in the same sentence; for a whole quotation in a sentence of its own,
    the one that speaks last before it. Nobody loses all that he says, and what is said within
    another's words stays both's.
    """
    result = list(found)
    contents = RangeIndex((piece, k) for k, each in enumerate(found) for piece in each.content)
    pairs = {
        (k, other)
        for k, each in enumerate(found)
        for piece in each.content
        for other in contents.over(piece)
        if k < other
    }
    for one, other in sorted(pairs):
        if _nested(found[one], found[other]) or found[one].content == found[other].content:
            continue
        for shared in _shared(result[one], result[other], segments):
            loser = _loser(shared, (one, other), result, segments)
            if loser is not None:
                result[loser] = _without(result[loser], shared, segments.text)
    return result


def _nested(a: Related, b: Related) -> bool:
    return any(
        contains(piece, cue)
        for outer, inner in ((a, b), (b, a))
        for piece in outer.content
        for cue in inner.cue
    )


def _shared(a: Related, b: Related, segments: Segments) -> list[Range]:
    """What both contents hold, sentence by sentence."""
    result = []
    for one in a.content:
        for other in b.content:
            start, last = max(one[0], other[0]), min(one[1], other[1])
            while start < last:
                number = segments.sentence_at(start) + 1
                following = segments.sentences[number : number + 1]
                end = min([last, *(each[0] for each in following)])
                result.append((start, end))
                start = end
    return result


def _loser(
    shared: Range, pair: tuple[int, int], found: Sequence[Related], segments: Segments
) -> int | None:
    """Which of the two does not say the shared words; None where nothing tells."""
    sentence = segments.sentence_at(shared[0])
    sentences = [segments.sentence_at(found[k].cue[0][0]) for k in pair]
    here = [number == sentence for number in sentences]
    if any(here):
        return None if all(here) else pair[here.index(False)]
    quoted = any(contains(_marked(q), shared) for q in segments.quotations_over(shared))
    if not quoted or sentences[0] == sentences[1] or max(sentences) > sentence:
        return None
    return pair[sentences.index(min(sentences))]


def _marked(quotation: Range) -> Range:
    return quotation[0] - 1, quotation[1] + 1


def _without(each: Related, hole: Range, text: str) -> Related:
    """Take words away, unless nothing would be left."""
    pieces = [
        trimmed(text, start, end, _BETWEEN)
        for piece in each.content
        for start, end in (
            ((piece[0], hole[0]), (hole[1], piece[1])) if overlaps(piece, hole) else (piece,)
        )
    ]
    left = tuple((a, b) for a, b in pieces if any(map(str.isalnum, text[a:b])))
    return replace(each, content=left) if left else each


def resumed(found: Sequence[Related], segments: Segments) -> list[Related]:
    """Give "..., said X. “...”" the second quotation, where nobody has it.

    It must stand alone in the next sentence of the paragraph, and the first words be quoted too.
    """
    parts = [piece for each in found for piece in (*each.content, *each.cue, *each.source)]
    taken = RangeIndex((piece, 0) for piece in parts)
    given: set[Range] = set()
    result = []
    for each in found:
        longer = each
        while (following := _next_quotation(longer, segments)) is not None:
            if following in given or next(taken.over(following), None) is not None:
                break
            given.add(following)
            longer = replace(longer, content=(*longer.content, following))
        result.append(longer)
    return result


def _next_quotation(each: Related, segments: Segments) -> Range | None:
    """The quotation that is all of the sentence after an attribution of quoted words."""
    quoted = [q for piece in each.content for q in segments.quotations_over(piece)]
    end = max(piece[1] for piece in (*each.content, *each.cue, *each.source))
    number = segments.sentence_at(end - 1) + 1
    if not quoted or number >= len(segments.sentences) or each.parent is not None:
        return None
    start = segments.sentences[number][0]
    if segments.paragraph_at(start) != segments.paragraph_at(end - 1):
        return None
    opened = segments.quotations_over((start, start + 2))
    if not opened or opened[0][0] != start + 1:
        return None
    first, last = _marked(opened[0])
    closed = segments.text[last - 1 : last] in MARKS and segments.text[last - 2] in _STOPS
    at_end = last == segments.sentences[segments.sentence_at(last - 1)][1]
    return (first, last) if closed and at_end else None
