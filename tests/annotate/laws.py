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
        assert attribution.cue_spans or attribution.scope == "continued"
        assert attribution.content_spans
        _scope(attribution, by_id)
        for pieces in (
            attribution.source_spans,
            attribution.cue_spans,
            attribution.content_spans,
        ):
            _in_order_and_apart(pieces)
        assert 0 <= attribution.score <= 1
        assert ancestors(attribution, by_id)[-1].parent is None
    claims = {claim.id for claim in found.claims}
    assert len(claims) == len(found.claims)
    for claim in found.claims:
        _chain(claim, by_id)
        _said_of(claim, claims)
    _evidence(found, claims, set(by_id))


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
        explicit = attribution.scope == "explicit"
        assert (attribution.source is None) == (not attribution.source_spans) or not explicit
        if attribution.source is not None:
            used.add(attribution.source)
            assert set(attribution.source_spans) <= set(by_id[attribution.source].mentions)
    used |= {link.source for claim in found.claims for link in claim.chain if link.via != "text"}
    assert used == set(by_id)
    for source in found.sources:
        assert source.name.strip()
        _in_order_and_apart(source.mentions, apart=False)


def _in_order_and_apart(pieces: Sequence[Span], *, apart: bool = True) -> None:
    for one, following in pairwise(pieces):
        assert one < following
        assert not apart or one.end <= following.start


def _chain(claim: Claim, by_id: dict[str, Attribution]) -> None:
    vias = [link.via for link in claim.chain]
    assert vias == sorted(vias, key=lambda via: via != "credit")
    assert all((link.attribution is None) == (link.via == "credit") for link in claim.chain)
    last = claim.chain[-1].source if claim.chain else None
    assert claim.origin in {None, last}
    if claim.attribution is None:
        assert set(vias) <= {"credit"}
        return
    attribution = by_id[claim.attribution]
    for piece in claim.spans:
        assert any(c.start <= piece.start < piece.end <= c.end for c in attribution.content_spans)
    line = ancestors(attribution, by_id)
    hands = [link for link in claim.chain if link.via == "text"]
    places = {each.id: (number, each.source) for number, each in enumerate(line)}
    through = [places[link.attribution or ""] for link in hands]
    assert through == sorted(set(through), reverse=True)
    assert [source for _, source in through] == [link.source for link in hands]
    # Who quotes himself within his own words is one hand.
    assert all(one.source != other.source for one, other in pairwise(claim.chain))


def _said_of(claim: Claim, claims: set[str]) -> None:
    """A claim states another one that is there, and its facts lie in its own words."""
    assert claim.restates is None or claim.restates in claims - {claim.id}
    for fact in claim.facts:
        assert any(s.start <= fact.span.start < fact.span.end <= s.end for s in claim.spans)


def _evidence(found: Annotations, claims: set[str], attributions: set[str]) -> None:
    """A statement on the evidence leads to what it is said of, and to who says it."""
    assert len({each.id for each in found.evidence}) == len(found.evidence)
    for each in found.evidence:
        assert each.spans
        assert set(each.claims) <= claims
        assert each.attribution is None or each.attribution in attributions
        assert each.source is None or each.source in {source.id for source in found.sources}


def _scope(attribution: Attribution, by_id: dict[str, Attribution]) -> None:
    """A sentence that goes on is its source's to whom the one before it is, through the same hands."""
    assert (attribution.scope == "continued") == (attribution.continues is not None)
    if attribution.continues is not None:
        before = by_id[attribution.continues]
        assert before.scope == "explicit"
        assert (before.source, before.parent) == (attribution.source, attribution.parent)
