"""Annotations in; what an article says of the evidence that does not hold, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.checks.rule import Article, Rule
from sayso.spans import overlaps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.records import Claim, Evidence, Finding

OPEN = frozenset({"unconfirmed", "unverified"})
"""Kinds of evidence that leave a claim without confirmation."""


class Unconfirmed(Rule):
    """What the text itself calls unconfirmed."""

    code = "CO301"
    name = "unconfirmed"

    def check(self, article: Article) -> Iterator[Finding]:
        """Yield one finding for each sentence that says so."""
        seen: set[object] = set()
        for each in article.annotations.evidence:
            if each.kind not in OPEN or each.spans in seen:
                continue
            seen.add(each.spans)
            yield self.finding(_told(each, article), each.spans, each.claims)


class ConfirmsNothing(Rule):
    """What is called a confirmation, and shares no fact with what it is to confirm."""

    code = "CO302"
    name = "confirms-nothing"

    def check(self, article: Article) -> Iterator[Finding]:
        """Yield one finding for each confirmation whose words are about something else."""
        for each in article.annotations.evidence:
            said = _said(each, article)
            about = [article.claims[name] for name in each.claims]
            if (
                each.kind != "confirmed"
                or not said
                or not about
                or any(one in about for one in said)
            ):
                continue
            shared = any(article.shared(one, other) for one in about for other in said)
            if any(one.facts for one in about) and not shared:
                source = article.sources[each.source or ""]
                yield self.finding(
                    f"This is called a confirmation, but what “{source.name}” says shares no date, figure,"
                    " place or name with what it is to confirm.",
                    each.spans,
                    [*each.claims, *(claim.id for claim in said)],
                )


class SameOrigin(Rule):
    """What is confirmed by whom it came from, or by who has it from there."""

    code = "CO303"
    name = "same-origin"

    def check(self, article: Article) -> Iterator[Finding]:
        """Yield one finding for each confirmation that goes back to the origin of the claim."""
        for each in article.annotations.evidence:
            if each.kind != "confirmed" or each.source is None:
                continue
            behind = {each.source} | {
                hand.id for claim in _said(each, article) for hand in article.hands(claim)
            }
            for claim in article.claims.values():
                if claim.attribution is None or claim.attribution == each.attribution:
                    continue
                about = {claim.id, *(below.id for below in article.restated(claim))}
                if about.intersection(each.claims) and claim.origin in behind:
                    source = article.sources[claim.origin or ""]
                    yield self.finding(
                        f"The confirmation goes back to “{source.name}”, from whom the claim came in the"
                        " first place: it adds no second source.",
                        (*each.spans, *claim.spans),
                        [claim.id],
                    )


def _said(each: Evidence, article: Article) -> list[Claim]:
    """Return the claims in the words of a confirmation that its source passes on or makes."""
    return [
        claim
        for claim in article.claims.values()
        if any(hand.id == each.source for hand in article.hands(claim))
        and claim.attribution != each.attribution
        and any(
            overlaps((one.start, one.end), (other.start, other.end))
            for one in each.spans
            for other in claim.spans
        )
    ]


def _told(each: Evidence, article: Article) -> str:
    """Return what it means that this is not confirmed: that headline or lead state it all the same."""
    place = next(
        (
            claim.place
            for claim in article.claims.values()
            if claim.place is not None
            and claim.attribution is None
            and claim.author.certainty == "full"
            and any(below.id in each.claims for below in article.restated(claim))
        ),
        None,
    )
    if place is not None:
        return f"The text itself says that this is not confirmed, and yet its {place} states it as a fact."
    return "The text itself says that this is not confirmed: what rests on it is no more certain."


RULES = (Unconfirmed, ConfirmsNothing, SameOrigin)
