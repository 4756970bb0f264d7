"""Annotations in; what an article says of the evidence that does not hold, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.checks.rule import Article, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.records import Evidence, Finding

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


def _told(each: Evidence, article: Article) -> str:
    """Return who leaves it unconfirmed, and whether headline or lead state it all the same."""
    source = article.sources.get(each.source or "")
    who = f"“{source.name}” does not confirm it" if source else "it is not confirmed"
    places = [
        claim.place
        for claim in article.claims.values()
        if claim.place
        and claim.attribution is None
        and claim.author.certainty == "full"
        and any(other.id in each.claims for other in article.restated(claim))
    ]
    if places:
        return f"The text itself says that {who}, and yet its {places[0]} states it as a fact."
    return f"The text itself says that {who}: nothing that rests on it is more certain."


RULES = (Unconfirmed,)
