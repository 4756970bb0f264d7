"""Attributions -> what each does and how it quotes, and the claims with their chains."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.annotate.chains import text_chain
from sayso.records import Attribution, Claim
from sayso.spans import overlaps, span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.annotate.lexicon import Lexicon
    from sayso.annotate.related import Related
    from sayso.annotate.segments import Segments
    from sayso.records import Act, Link, Manner
    from sayso.spans import Range

MOSTLY = 0.9
"""Share of a content's word characters inside quotation marks from which on it is quoted directly."""

_PASSING_ON = frozenset({"say", "report", "cite", "claim", "other"})
"""Acts whose whole content may be another's word; who denies or doubts it claims something himself."""

_WORD = re.compile(r"\w+")


def attributions(
    found: Sequence[Related],
    sources: Sequence[str | None],
    segments: Segments,
    lexicon: Lexicon,
    links: Sequence[Link] = (),
) -> list[Attribution]:
    """Return the records, named a1, a2, ... in the order given; ``sources`` runs beside ``found``."""
    text = segments.text
    return [
        Attribution(
            id=f"a{number}",
            source=source,
            source_spans=tuple(span(text, *piece) for piece in each.source),
            cue_spans=tuple(span(text, *piece) for piece in each.cue),
            content_spans=tuple(span(text, *piece) for piece in each.content),
            manner=manner(each.content, each.cue, segments),
            act=act(" ".join(text[slice(*piece)] for piece in each.cue), lexicon),
            parent=None if each.parent is None else f"a{each.parent + 1}",
            inferred=each.inferred,
            url=_address((*each.cue, *each.source), links),
            score=round(min(1.0, each.score), 4),
        )
        for number, (each, source) in enumerate(zip(found, sources, strict=True), 1)
    ]


def manner(content: Sequence[Range], cue: Sequence[Range], segments: Segments) -> Manner:
    """Return how a content is quoted: all of it in marks, some words of it, or none.

    Marks that hold the cue too are another's: what is told within a quotation is not quoted by it.
    """
    marks = [
        quotation
        for piece in content
        for quotation in segments.quotations_over(piece)
        if not any(overlaps(quotation, c) for c in cue)
    ]
    if not marks:
        return "indirect"
    words = [
        match.span()
        for start, end in content
        for match in _WORD.finditer(segments.text, start, end)
    ]
    quoted = [
        word for word in words if any(start <= word[0] and word[1] <= end for start, end in marks)
    ]
    if not quoted:
        return "indirect"
    size = sum(end - start for start, end in words)
    return "direct" if sum(end - start for start, end in quoted) >= MOSTLY * size else "mixed"


def act(cue: str, lexicon: Lexicon) -> Act:
    """Return what the speaker does, by the last word of the cue that the lexicon lists."""
    for word in reversed(_WORD.findall(cue.lower())):
        if word in lexicon.act_of:
            return lexicon.act_of[word]
    return "other"


def claims(found: Sequence[Attribution], lexicon: Lexicon) -> list[Claim]:
    """Return a claim for each content, with the chain of those on whose word it stands.

    Who declines to comment or does not confirm claims nothing. Where one content is both a relay's and
    a deeper source's, it is one claim, and the deeper one's.
    What is not known yet, certainty and facts, stays empty.
    """
    by_id = {each.id: each for each in found}
    relayed = {
        each.parent
        for each in found
        if each.parent is not None
        and by_id[each.parent].act in _PASSING_ON
        and _covers(each, by_id[each.parent])
    }
    result: list[Claim] = []
    for each in found:
        if not each.content_spans or each.id in relayed or _refuses(each, lexicon):
            continue
        chain = text_chain(each, by_id)
        result.append(
            Claim(
                id=f"c{len(result) + 1}",
                spans=each.content_spans,
                attribution=each.id,
                chain=chain,
                origin=chain[-1].source if chain and each.source is not None else None,
                evidentiality="reported",
                cues=each.cue_spans,
            )
        )
    return result


def _refuses(each: Attribution, lexicon: Lexicon) -> bool:
    """Whether a cue declines, or does not say or confirm."""
    words = {word for cue in each.cue_spans for word in _WORD.findall(cue.text.lower())}
    negated = words & set(lexicon.negations) and each.act in {"say", "confirm"}
    return bool(words & set(lexicon.refusing) or negated)


def _covers(inner: Attribution, outer: Attribution) -> bool:
    """Whether the inner content is all of the outer one, but for cue and source of the inner."""
    left = sum(len(piece.text) for piece in outer.content_spans) - sum(
        len(piece.text) for piece in inner.content_spans
    )
    within = all(
        any(o.start <= i.start and i.end <= o.end for o in outer.content_spans)
        for i in inner.content_spans
    )
    own = sum(len(piece.text) for piece in (*inner.cue_spans, *inner.source_spans))
    return within and left <= own + 2 * len(outer.content_spans)


def _address(ranges: Sequence[Range], links: Sequence[Link]) -> str | None:
    """The address of the first link that lies on one of the ranges."""
    return next(
        (
            link.url
            for start, end in ranges
            for link in links
            if link.start < end and start < link.end
        ),
        None,
    )
