"""Claims of attributions -> the same with one assertion each, by sentences and coordinated clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from sayso.annotate.predicates import sentences
from sayso.spans import overlaps, span, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sayso.annotate.predicates import Predicates
    from sayso.annotate.segments import Segments
    from sayso.records import Attribution, Claim
    from sayso.spans import Range

MOST_INNER = 100
"""Attributions within one content that are looked at."""

_EDGE = " \t\n\u00a0,;—–"

_PASSING_ON = frozenset({"say", "report", "cite", "claim", "other"})
"""Acts whose content may be another's word; who denies or doubts it claims something himself."""

Part = list["Range"]
"""The pieces of one assertion."""


def split(
    claims: Iterable[Claim],
    said: Sequence[Attribution],
    segments: Segments,
    predicates: Predicates,
) -> Iterator[Claim]:
    """Yield the claims, those with several assertions once for each; what only passes a word on is left out."""
    act = {each.id: each.act for each in said}
    inner: dict[str, list[Attribution]] = {}
    for each in said:
        if each.parent is not None and act.get(each.parent) in _PASSING_ON:
            inner.setdefault(each.parent, []).append(each)
    for claim in claims:
        pieces = [(each.start, each.end) for each in claim.spans]
        parts = _parts(pieces, segments, predicates)
        within = inner.get(claim.attribution or "", [])[:MOST_INNER]
        kept = [part for part in parts if not any(_is_of(part, one) for one in within)]
        if len(parts) < 2 or not kept:
            yield claim
            continue
        for part in kept:
            spans = tuple(span(segments.text, *piece) for piece in part)
            yield msgspec.structs.replace(claim, spans=spans)


def _parts(pieces: Sequence[Range], segments: Segments, predicates: Predicates) -> list[Part]:
    """Return the assertions of a content; what asserts nothing stays with what stands before it."""
    parts: list[Part] = []
    loose: Part = []
    for group in _by_sentence(pieces, segments):
        clauses = _clauses(group[0], predicates) if len(group) == 1 else [group]
        for clause in clauses:
            words = [word for piece in clause for word in predicates.read(piece)]
            if predicates.asserts(words):
                parts.append([*loose, *clause])
                loose = []
            elif parts:
                parts[-1] += clause
            else:
                loose += clause
    if loose:
        parts.append(loose)
    return [_joined(part, segments.text) for part in parts]


def _by_sentence(pieces: Sequence[Range], segments: Segments) -> list[Part]:
    """Return the pieces by the sentences in which they stand; a small letter goes on with the one before."""
    groups: list[tuple[int, Part]] = []
    for piece in pieces:
        first = segments.sentence_at(piece[0])
        for number, stretch in sentences(piece, segments.sentences, first):
            start, end = trimmed(segments.text, *stretch, _EDGE)
            if start >= end:
                continue
            small = segments.text[start:end].lstrip("\"'“‘«„")[:1].islower()
            if groups and (groups[-1][0] == number or small):
                groups[-1][1].append((start, end))
            else:
                groups.append((number, [(start, end)]))
    return [group for _, group in groups]


def _clauses(place: Range, predicates: Predicates) -> list[Part]:
    words = predicates.read(place)
    cut = predicates.clauses(words)
    result: list[Part] = []
    for first, last in cut:
        start = place[0] if not first else words[first].start
        end = place[1] if last == len(words) else words[last - 1].end
        result.append([trimmed(predicates.text, start, end, _EDGE)])
    return result


def _joined(part: Part, text: str) -> Part:
    """Join pieces with only blanks between them."""
    result: Part = []
    for start, end in part:
        if result and not text[result[-1][1] : start].strip():
            result[-1] = (result[-1][0], end)
        else:
            result.append((start, end))
    return result


def _is_of(part: Part, inner: Attribution) -> bool:
    """Whether a part of a content is all a deeper source's: words, cue and source."""
    said = [(each.start, each.end) for each in inner.content_spans]
    if not any(overlaps(piece, place) for piece in part for place in said):
        return False
    own = [
        (each.start, each.end)
        for each in (*inner.content_spans, *inner.cue_spans, *inner.source_spans)
    ]
    size = sum(end - start for start, end in part)
    shared = sum(
        max(0, min(end, other[1]) - max(start, other[0])) for start, end in part for other in own
    )
    return size - shared <= 2 * (len(part) + len(own))
