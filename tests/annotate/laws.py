"""What holds of every annotated document; the tests of single articles and of corpora share it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.records import Annotations, Attribution, Claim
    from sayso.spans import Span


def lawful(found: Annotations) -> None:
    """Check offsets, blocks, links, and that every name in a record leads to its record."""
    text = found.document.text
    for each in found.spans():
        assert 0 <= each.start < each.end <= len(text)
        assert text[each.start : each.end] == each.text
    for block in found.document.blocks:
        assert 0 <= block.start < block.end <= len(text)
    for link in found.document.links:
        assert 0 <= link.start < link.end <= len(text)
    _sources(found)
    by_id = {each.id: each for each in found.attributions}
    assert len(by_id) == len(found.attributions)
    for attribution in found.attributions:
        assert attribution.cue_spans
        assert attribution.content_spans
        for pieces in (
            attribution.source_spans,
            attribution.cue_spans,
            attribution.content_spans,
        ):
            _in_order_and_apart(pieces)
        assert 0 <= attribution.score <= 1
        assert ancestors(attribution, by_id)[-1].parent is None
    assert len({claim.id for claim in found.claims}) == len(found.claims)
    for claim in found.claims:
        _chain(claim, by_id)


def ancestors(attribution: Attribution, by_id: dict[str, Attribution]) -> list[Attribution]:
    """Return the attribution and those it stands in, the innermost first.

    A missing parent is a KeyError; a ring fails.
    """
    line = [attribution]
    while line[-1].parent is not None:
        above = by_id[line[-1].parent]
        assert above not in line, f"{attribution.id} is its own ancestor"
        line.append(above)
    return line


def _sources(found: Annotations) -> None:
    by_id = {each.id: each for each in found.sources}
    assert len(by_id) == len(found.sources)
    used = set()
    for attribution in found.attributions:
        assert (attribution.source is None) == (not attribution.source_spans)
        if attribution.source is not None:
            used.add(attribution.source)
            assert set(attribution.source_spans) <= set(by_id[attribution.source].mentions)
    assert used == set(by_id)
    for source in found.sources:
        assert source.name.strip()
        _in_order_and_apart(source.mentions, apart=False)


def _in_order_and_apart(pieces: Sequence[Span], *, apart: bool = True) -> None:
    for one, following in pairwise(pieces):
        assert one < following
        assert not apart or one.end <= following.start


def _chain(claim: Claim, by_id: dict[str, Attribution]) -> None:
    assert claim.attribution is not None
    attribution = by_id[claim.attribution]
    assert claim.spans == attribution.content_spans
    hands = [each for each in reversed(ancestors(attribution, by_id)) if each.source is not None]
    # Who quotes himself within his own words is one hand.
    inner = [*hands[1:], None]
    hands = [h for h, i in zip(hands, inner, strict=False) if i is None or h.source != i.source]
    assert [(link.source, link.attribution) for link in claim.chain] == [
        (each.source, each.id) for each in hands
    ]
    if claim.origin is not None:
        assert claim.origin == claim.chain[-1].source == attribution.source
