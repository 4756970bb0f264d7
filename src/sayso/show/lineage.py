"""Attributions and claims in; who makes a statement, who passes one on, and through which hands, out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import msgspec

from sayso.records import Act, Annotations, Attribution, Claim, Via

Role = Literal["statement", "relay", "silence"]
"""Makes a statement, passes another's on, or makes none: declines to comment."""

Hop = tuple[str | None, Via]
"""The source through whose hands a statement went, and how that is known."""

_PASSING: frozenset[Act] = frozenset({"say", "report", "cite", "claim", "other"})
"""What a relay does; who denies, confirms, doubts or asks adds a word of their own."""


def _common(one: Claim, other: Claim) -> Claim:
    """Return the first claim, without a certainty or polarity that the other does not share."""
    if one.certainty == other.certainty and one.polarity == other.polarity:
        return one
    return msgspec.structs.replace(
        one,
        certainty=one.certainty if one.certainty == other.certainty else None,
        polarity=one.polarity if one.polarity == other.polarity else None,
    )


class Lineage:
    """Tells of each attribution what it is to the others."""

    def __init__(self, annotations: Annotations) -> None:
        self._attributions = {each.id: each for each in annotations.attributions}
        self._children: dict[str, list[Attribution]] = {}
        for each in annotations.attributions:
            if each.parent is not None:
                self._children.setdefault(each.parent, []).append(each)
        self._claims: dict[str, Claim] = {}
        for claim in annotations.claims:
            if claim.attribution:
                first = self._claims.setdefault(claim.attribution, claim)
                self._claims[claim.attribution] = _common(first, claim)

    def claim(self, attribution: Attribution) -> Claim | None:
        """Return the claim that is the attribution's own; of several, what is true of all."""
        return self._claims.get(attribution.id)

    def hops(self, attribution: Attribution) -> tuple[Hop, ...]:
        """Return the claim's chain, or else those that the attribution stands in; nearest first."""
        claim = self.claim(attribution)
        if claim and claim.chain:
            return tuple((link.source, link.via) for link in claim.chain)
        return tuple(reversed([(each.source, "text") for each in self._outwards(attribution)]))

    def role(self, attribution: Attribution) -> Role:
        """Return what the attribution does.

        A content that is wholly a deeper source's is the claim of that one; so without a claim of
        its own, who holds another is a relay, and who holds none has made no statement. Records
        without any claim tell no such thing: there each is a statement but an implied relay.
        """
        if attribution.id in self._claims:
            return "statement"
        if self._passes(attribution) and self.passed(attribution):
            return "relay"
        return "silence" if self._claims and attribution.id not in self._children else "statement"

    def passed(self, attribution: Attribution) -> tuple[Attribution, ...]:
        """Return the statements that the attribution passes on, through other relays or not."""
        return tuple(self._deepest(attribution, {attribution.id}))

    def _deepest(self, attribution: Attribution, seen: set[str]) -> Iterator[Attribution]:
        for child in self._children.get(attribution.id, ()):
            if child.id in seen:  # records from elsewhere may be circular
                continue
            seen.add(child.id)
            if self._passes(child):
                yield from self._deepest(child, seen)
            else:
                yield child

    def _passes(self, attribution: Attribution) -> bool:
        return (
            attribution.id in self._children
            and attribution.id not in self._claims
            and (attribution.inferred or (bool(self._claims) and attribution.act in _PASSING))
        )

    def _outwards(self, attribution: Attribution) -> Iterator[Attribution]:
        seen: set[str] = set()
        each: Attribution | None = attribution
        while each and each.id not in seen:  # records from elsewhere may be circular
            seen.add(each.id)
            yield each
            each = self._attributions.get(each.parent or "")
