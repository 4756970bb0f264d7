"""A claim and what people judged in; all its phrasings, and each article beside the one that it puts, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.compare.match import Compared
    from sayso.records import Annotations
    from sayso.traces import Judgement

MOST = 8
"""Phrasings of one claim that are compared with every article."""

_DOCUMENT = "sha256:"


def phrasings(claim: str, judgements: Sequence[Judgement]) -> tuple[str, ...]:
    """Return the claim, and behind it what people judged to be the same, or the same as that.

    Capitals, white space and a full stop at the end make no other claim. Documents that are judged to put
    the same claim are no phrasings of it.
    """
    same = [
        {_key(each): each for each in one.subjects if not each.startswith(_DOCUMENT)}
        for one in judgements
        if one.kind == "same_claim"
    ]
    found = {_key(claim): claim}
    while True:
        touched = [each for each in same if not found.keys().isdisjoint(each)]
        more = {key: text for each in touched for key, text in each.items() if key not in found}
        if not more:
            return tuple(found.values())[:MOST]
        found |= more


def beside(annotations: Annotations, claims: Sequence[str]) -> Compared:
    """Return the article beside that phrasing of the claim to which one of its statements is nearest."""
    from sayso.compare.match import Compared  # noqa: PLC0415  # a trace that was kept compares nothing

    compared = [Compared(annotations, each) for each in claims]
    return max(compared, key=lambda each: max((one.strength for one in each.matches), default=0.0))


def _key(claim: str) -> str:
    return " ".join(claim.casefold().split()).rstrip(".")
