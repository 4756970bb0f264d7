"""Annotations in; what an article says of the evidence that does not hold, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.checks.rule import Article, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.records import Claim, Evidence, Finding

_LACKING = frozenset({"unconfirmed", "unverified"})


def is_unconfirmed(each: Evidence) -> bool:
    """Return whether a statement calls its claims unconfirmed, and does not only leave a question open."""
    return each.kind in _LACKING and not each.open


class Unconfirmed(Rule):
    """What the text itself calls unconfirmed."""

    code = "CO301"
    name = "unconfirmed"

    def check(self, article: Article) -> Iterator[Finding]:
        """Yield one finding for each sentence that says so."""
        seen: set[object] = set()
        for each in article.annotations.evidence:
            if not is_unconfirmed(each) or each.spans in seen:
                continue
            seen.add(each.spans)
            yield self.finding(
                "The text itself says that this is not confirmed: what rests on it is no more certain.",
                each.spans,
                each.claims,
            )


class ConfirmsNothing(Rule):
    """What is called a confirmation, and passes on words that share no fact with what they are to confirm.

    Who confirms something as their own word vouches for it, in whatever words they go on.
    """

    code = "CO302"
    name = "confirms-nothing"

    def check(self, article: Article) -> Iterator[Finding]:
        """Yield one finding for each confirmation whose words are about something else."""
        for each in article.annotations.evidence:
            if each.kind != "confirmed":
                continue
            about = [article.claims[name] for name in each.claims]
            said = [claim for claim in _said(each, article) if claim.origin != each.source]
            if not said or any(claim.id in each.claims for claim in said):
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
            about = {
                claim.id: claim
                for name in each.claims
                for claim in (article.claims[name], *article.restating.get(name, ()))
            }
            for claim in about.values():
                own = claim.attribution is None or claim.attribution == each.attribution
                if not own and claim.origin in behind:
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
        for claim in article.over(each.spans)
        if claim.attribution != each.attribution
        and any(hand.id == each.source for hand in article.hands(claim))
    ]


RULES = (Unconfirmed, ConfirmsNothing, SameOrigin)
