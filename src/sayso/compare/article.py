"""Annotations of one article and a claim -> how the article puts it, and the chains on which it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sayso.compare.chains import Chain, chains
from sayso.compare.match import match
from sayso.records import Record
from sayso.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.compare.match import Match
    from sayso.compare.similarity import Similarity
    from sayso.records import Annotations

Stance = Literal["repeats", "denies", "doubts", "neutral"]
Certainty = Literal["asserted", "hedged", "attributed", "denied"]

OWN = 0.3
"""Strength from which on an assertion of the article's own is the claim, and not only of its matter."""


class Account(Record, frozen=True, kw_only=True):
    """How one article puts one claim."""

    stance: Stance
    certainty: Certainty | None
    chains: tuple[Chain, ...] = ()
    origins: tuple[str, ...] = ()
    says_unconfirmed: tuple[Span, ...] = ()


def account(annotations: Annotations, claim: str, similarity: Similarity | None = None) -> Account:
    """Return how the article puts ``claim``.

    Args:
        annotations: Of the article.
        claim: One sentence.
        similarity: What says how near passages are to the claim; by their words if not given.

    """
    matches = match(annotations, claim, similarity)
    found = chains(annotations, matches)
    stance = _stance(matches, found)
    origins = dict.fromkeys(each.links[-1].name for each in found if each.polarity == "supports")
    return Account(
        stance=stance,
        certainty=_certainty(matches, stance),
        chains=found,
        origins=tuple(origins),
        says_unconfirmed=_unconfirmed(annotations),
    )


def _unconfirmed(annotations: Annotations) -> tuple[Span, ...]:
    """What says that the claim is not confirmed, could not be verified, or is denied by somebody."""
    return tuple(
        piece
        for each in annotations.evidence
        if each.kind in {"unconfirmed", "unverified", "denied"}
        for piece in each.spans
    )


def _stance(matches: Sequence[Match], found: Sequence[Chain]) -> Stance:
    """Repeats, unless nothing puts the claim at all; issue 5 tells more."""
    return "repeats" if matches or found else "neutral"


def _certainty(matches: Sequence[Match], stance: Stance) -> Certainty | None:
    """How strongly the article's own voice puts the claim at its strongest."""
    if stance == "neutral":
        return None
    if stance == "denies":
        return "denied"
    supporting = [each for each in matches if each.polarity == "supports"]
    own = [each for each in supporting if not each.claim.chain and each.strength >= OWN]
    if any(
        each.claim.attribution is None and each.claim.author.certainty in {None, "full"}
        for each in own
    ):
        return "asserted"
    return "hedged" if own else "attributed"
