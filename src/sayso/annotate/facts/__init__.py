"""Claims, captions, sources and the day of publication -> the facts in them: dates, quantities, places, who.

The text is read once; each claim then has those facts whose words stand in it. Everything is decided by the
words of the language's file, the gazetteer and what the article tells of its names; what they do not tell is
left out.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

import msgspec

from sayso.annotate.facts.dates import find_dates, published_on
from sayso.annotate.facts.participants import Participants
from sayso.annotate.facts.places import Places
from sayso.annotate.facts.quantities import find_quantities
from sayso.annotate.facts.scan import scan
from sayso.annotate.lexicon.fact_words import load_facts
from sayso.records import Caption, Fact
from sayso.spans import span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.annotate.facts.scan import Hit
    from sayso.annotate.lexicon import Lexicon
    from sayso.annotate.segments import Segments
    from sayso.records import Claim, Document, Source
    from sayso.spans import Span

_ONCE = frozenset({"place", "participant"})
"""Kinds of which a claim has each value once, at its first words."""


def add_facts(
    claims: Sequence[Claim],
    sources: Iterable[Source],
    document: Document,
    segments: Segments,
    lexicon: Lexicon,
    hits: Sequence[Hit] | None = None,
) -> list[Claim]:
    """Return the claims with their facts, in the order of the text; ``hits`` where they were found before."""
    if not claims:
        return list(claims)
    if hits is None:
        hits = find_facts(segments, sources, document.published, lexicon)
    starts = [hit.core[0] for hit in hits]
    return [
        msgspec.structs.replace(
            claim, facts=tuple(_facts_in(claim.spans, hits, starts, segments.text))
        )
        for claim in claims
    ]


def find_facts(
    segments: Segments, sources: Iterable[Source], published: str | None, lexicon: Lexicon
) -> list[Hit]:
    """Return all the facts of a text, by their places."""
    scanned = scan(segments, load_facts(lexicon.language), lexicon.given_names)
    dates = list(find_dates(scanned, published_on(published)))
    quantities = list(find_quantities(scanned, [hit.place for hit in dates]))
    participants = Participants(scanned, sources, lexicon)
    named = Places(scanned, participants.names).find()
    busy = {start for hit in dates for start in range(*hit.core)}
    places = [hit for hit in named if hit.core[0] not in busy]
    persons = participants.find([hit.place for hit in (*places, *dates)])
    return sorted((*dates, *quantities, *places, *persons), key=lambda hit: hit.core)


def captions(document: Document, hits: Sequence[Hit]) -> list[Caption]:
    """Return the captions of a document with those of ``hits`` that stand in them, in the order of the text."""
    starts = [hit.core[0] for hit in hits]
    pieces = [
        (span(document.text, block.start, block.end),)
        for block in document.blocks
        if block.kind == "caption"
    ]
    return [
        Caption(spans=spans, facts=tuple(_facts_in(spans, hits, starts, document.text)))
        for spans in pieces
    ]


def _facts_in(
    pieces: Iterable[Span], hits: Sequence[Hit], starts: Sequence[int], text: str
) -> Iterable[Fact]:
    seen: set[tuple[str, str | None]] = set()
    for piece in pieces:
        for hit in hits[bisect_left(starts, piece.start) : bisect_left(starts, piece.end)]:
            if hit.core[1] > piece.end:
                continue
            if hit.kind in _ONCE and (hit.kind, hit.value) in seen:
                continue
            seen.add((hit.kind, hit.value))
            start, end = max(hit.place[0], piece.start), min(hit.place[1], piece.end)
            yield Fact(
                kind=hit.kind,
                span=span(text, start, end),
                value=hit.value,
                modifier=hit.modifier,
                unit=hit.unit,
                candidates=hit.candidates,
                weekday=hit.weekday,
            )
