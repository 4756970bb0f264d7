"""Annotations in; what an article took from another place without leading there, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.checks.rule import Article, Rule
from sayso.outlets import directory

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
            if (
                credit.kind in _WAYS
                and _is_outlet(credit, article)
                and not _linked(credit, article)
            ):
                yield self.finding(
                    f"This text {_WAYS[credit.kind]} “{credit.name}”, and no link leads to the original:"
                    " what was changed or left out on the way cannot be seen.",
                    credit.spans,
                )


class AgencyUnderByline(Rule):
    """An agency's text that bears the name of somebody of the outlet."""

    code = "RE502"
    name = "agency-under-byline"
    default = False

    def check(self, article: Article) -> Iterator[Finding]:
        """Yield one finding for each agency that is credited below another's name."""
        names = article.annotations.document.byline
        shared = any(each.kind == "contributed" for each in article.annotations.credits)
        if not names or shared or any(_is_agency(name) for name in names):
            return
        for credit in article.annotations.credits:
            if credit.kind == "agency" and credit.spans:
                yield self.finding(
                    f"The text is credited to “{credit.name}” and stands under the name of"
                    f" “{', '.join(names)}”: who did the reporting is not told.",
                    credit.spans,
                )


def _is_outlet(credit: Credit, article: Article) -> bool:
    """Return whether a credit names an outlet, and no day or region that stands in the same words."""
    known = directory().by_name(credit.name) is not None
    source = any(
        each.name == credit.name and each.type in {"outlet", "agency"}
        for each in article.annotations.sources
    )
    return known or (source and not any(letter.isdigit() for letter in credit.name))


def _is_agency(name: str) -> bool:
    return any(directory().named_in(name)) or directory().by_name(name) is not None


def _linked(credit: Credit, article: Article) -> bool:
    """Return whether a link lies on the credit, or leads to the outlet that it names."""
    if credit.url:
        return True
    outlet = directory().by_name(credit.name)
    there = outlet is not None and outlet.name in article.linked_outlets
    return there or article.is_linked(credit.spans)


RULES = (Republished, AgencyUnderByline)
