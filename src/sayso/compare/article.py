"""Annotations of one article and a claim -> how the article puts it, and the chains on which it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.compare.chains import Chain, chains
from sayso.compare.match import Compared
from sayso.compare.own_voice import Certainty, certainty_of
from sayso.compare.stance import stance
from sayso.records import Record
from sayso.spans import Span
from sayso.traces import ArticleStance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.compare.similarity import Similarity
    from sayso.compare.standing import Weights
    from sayso.records import Annotations


DENIED = 0.35
"""Strength from which on what a source denies is the claim. From .35 to .5 as many articles are right."""

AGAINST: frozenset[ArticleStance] = frozenset({"denies", "doubts"})


class Account(Record, frozen=True, kw_only=True):
    """How one article puts one claim."""

    stance: ArticleStance
    certainty: Certainty | None
    chains: tuple[Chain, ...] = ()
    origins: tuple[str, ...] = ()
    says_unconfirmed: tuple[Span, ...] = ()


def account(
    annotations: Annotations,
    claim: str,
    similarity: Similarity | None = None,
    model: Weights | None = None,
) -> Account:
    """Return how the article puts ``claim``.

    Args:
        annotations: Of the article.
        claim: One sentence.
        similarity: What says how near passages are to the claim; by their words if not given.
        model: What says how likely a voice stands behind the claim; that of the package if not given.

    """
    return accounted(Compared(annotations, claim, similarity), model)


def accounted(
    compared: Compared, model: Weights | None = None, *, puts: bool | None = None
) -> Account:
    """Return how an article that is compared already puts the claim.

    Args:
        compared: The article beside the claim.
        model: What says how likely a voice stands behind the claim; that of the package if not given.
        puts: Whether it puts the claim at all, where that is known.

    """
    if puts is False:
        return Account(stance="neutral", certainty=None)
    found = chains(compared, model)
    found_stance = stance(compared, compared.claim, puts=puts)
    origins = dict.fromkeys(each.links[-1].name for each in found if each.polarity == "supports")
    return Account(
        stance=found_stance,
        certainty=certainty_of(compared, found_stance),
        chains=found,
        origins=tuple(origins),
        says_unconfirmed=_unconfirmed(compared, found, found_stance),
    )


def _unconfirmed(
    compared: Compared, found: Sequence[Chain], found_stance: ArticleStance
) -> tuple[Span, ...]:
    """What says that the claim is not confirmed, could not be verified, or is denied by somebody.

    Any such statement of the article counts: asked to be near the claim too, more were lost than mended. What
    a source denies must be near: "it is not allowed" within a quotation denies little. Who is against the claim
    himself says that it is not confirmed, be it in words that nothing else hears: so do all 55 such articles
    that were read by hand.
    """
    annotations = compared.annotations
    spans = [
        piece
        for each in annotations.evidence
        if each.kind in {"unconfirmed", "unverified", "denied"}
        for piece in each.spans
    ]
    told = {name for each in found for name in each.claims}
    denying = {name for each in found if each.polarity == "denies" for name in each.claims}
    spans += [
        piece
        for each in compared.matches
        if each.claim.id in denying or (each.polarity == "denies" and each.claim.id in told)
        if each.strength >= DENIED
        for piece in each.claim.spans
    ]
    if not spans and found_stance in AGAINST:
        spans += _nearest(compared)
    return tuple(sorted(set(spans)))


def _nearest(compared: Compared) -> list[Span]:
    """The sentence of the article that is nearest to the claim."""
    near = zip(compared.of_sentences, compared.sentences, strict=True)
    _, (start, end) = max(near, key=lambda each: each[0], default=(0.0, (0, 0)))
    return [Span(start, end, compared.annotations.document.text[start:end])] if end else []
