"""Annotations in; what an article took from another place without leading there, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.checks.rule import Article, Rule
from sayso.outlets import directory, domain_of
from sayso.spans import overlaps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.records import Credit, Finding

_WAYS = {"republished_from": "was first published by", "translated_from": "was translated from"}


class Republished(Rule):
    """What another outlet published first, and no link leads to."""

    code = "RE501"
    name = "original-not-linked"

    def check(self, article: Article) -> Iterator[Finding]:
        """Yield one finding for each credit that leads nowhere."""
        for credit in article.annotations.credits:
            if credit.kind in _WAYS and not _linked(credit, article):
                yield self.finding(
                    f"This text {_WAYS[credit.kind]} “{credit.name}”, and no link leads to the original:"
                    " what was changed or left out on the way cannot be seen.",
                    credit.spans,
                )


def _linked(credit: Credit, article: Article) -> bool:
    """Return whether a link lies on the credit, or leads to the outlet that it names."""
    if credit.url:
        return True
    outlet = directory().by_name(credit.name)
    for link in article.annotations.document.links:
        if any(overlaps((link.start, link.end), (span.start, span.end)) for span in credit.spans):
            return True
        if outlet and directory().by_address(link.url) == outlet and domain_of(link.url):
            return True
    return False


RULES = (Republished,)
