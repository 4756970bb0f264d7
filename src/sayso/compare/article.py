"""Annotations of one article and a claim -> how the article puts it, and the chains on which it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sayso.compare.chains import Chain, chains, nobody
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

OWN = 0.4
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
    stance = _stance(matches)
    origins = dict.fromkeys(each.links[-1].name for each in found if each.polarity == "supports")
    return Account(
        stance=stance,
        certainty=_certainty(annotations, matches, stance),
        chains=found,
        origins=tuple(origins),
        says_unconfirmed=_unconfirmed(annotations, found),
    )


def _unconfirmed(annotations: Annotations, found: Sequence[Chain]) -> tuple[Span, ...]:
    """What says that the claim is not confirmed, could not be verified, or is denied by somebody.

    Any such statement of the article counts: asked to be near the claim too, more were lost than mended.
    """
    spans = [
        piece
        for each in annotations.evidence
        if each.kind in {"unconfirmed", "unverified", "denied"}
        for piece in each.spans
    ]
    denying = {name for each in found if each.polarity == "denies" for name in each.claims}
    spans += [piece for each in annotations.claims if each.id in denying for piece in each.spans]
    return tuple(sorted(set(spans)))


def _stance(matches: Sequence[Match]) -> Stance:
    """What comes first is an article's own message; who only doubts is not told apart yet."""
    if not matches:
        return "neutral"
    first = min(matches, key=lambda each: each.claim.spans[0].start)
    return "denies" if first.polarity == "denies" else "repeats"


def _certainty(
    annotations: Annotations, matches: Sequence[Match], stance: Stance
) -> Certainty | None:
    """How strongly the article's own voice puts the claim at its strongest."""
    if stance == "neutral":
        return None
    if stance == "denies":
        return "denied"
    unnamed = nobody(annotations)
    without = [
        each
        for each in matches
        if each.polarity == "supports" and all(link.source in unnamed for link in each.claim.chain)
    ]
    plain = [each for each in without if each.claim.attribution is None]
    plain = [each for each in plain if each.claim.author.certainty in {None, "full"}]
    if any(each.strength >= OWN for each in plain):
        return "asserted"
    return "hedged" if len(without) > len(plain) else "attributed"
