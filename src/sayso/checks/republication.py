"""Annotations in; what an article took from another place without leading there, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.checks.rule import Article, Rule
from sayso.outlets import directory
from sayso.spans import contains

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
                and _is_notice(credit, article)
                and _is_outlet(credit, article)
                and not _linked(credit, article)
            ):
                yield self.finding(
                    f"This text {_WAYS[credit.kind]} “{credit.name}”, and no link leads to the original:"
                    " what was changed or left out on the way cannot be seen.",
                    credit.spans,
                )


class AgencyUnderByline(Rule):
    """An agency's text that the outlet signs as its own."""

    code = "RE502"
    name = "agency-under-byline"
    default = False

    def check(self, article: Article) -> Iterator[Finding]:
        """Yield a finding for the first agency that is credited below the name of the outlet itself."""
        names = article.annotations.document.byline
        shared = any(each.kind == "contributed" for each in article.annotations.credits)
        if shared or any(_names_agency(name) for name in names):
            return
        own = [name for name in names if _is_own(name, article)]
        for credit in article.annotations.credits:
            if own and credit.kind == "agency" and credit.spans and _names_agency(credit.name):
                yield self.finding(
                    f"The text is credited to “{credit.name}” and signed “{', '.join(own)}”:"
                    " who did the reporting is not told.",
                    credit.spans,
                )
                return


def _is_notice(credit: Credit, article: Article) -> bool:
    """Return whether a credit is told of the text: "a deal first reported by" is told of the deal."""
    blocks = article.annotations.document.blocks
    notices = [(each.start, each.end) for each in blocks if each.kind == "notice"]
    return all(
        any(contains(each, (span.start, span.end)) for each in notices) for span in credit.spans
    )


def _is_outlet(credit: Credit, article: Article) -> bool:
    """Return whether a credit names an outlet, and no day or region that stands in the same words."""
    known = directory().by_name(credit.name) is not None
    source = any(
        each.name == credit.name and each.type in {"outlet", "agency"}
        for each in article.annotations.sources
    )
    return known or (source and not any(letter.isdigit() for letter in credit.name))


def _names_agency(words: str) -> bool:
    """Return whether these words name an agency."""
    named = [outlet for each in directory().named_in(words) for outlet in each.outlets]
    return any(outlet.is_agency for outlet in (*named, directory().by_name(words)) if outlet)


def _is_own(name: str, article: Article) -> bool:
    """Return whether a byline is the outlet's own name, alone or with others: "Harrow Post staff"."""
    own = article.annotations.document.outlet
    listed = directory().by_domain(own.domain)
    known = {each.casefold() for each in (own.name, listed.name if listed else None) if each}
    return any(each in name.casefold() for each in known)


def _linked(credit: Credit, article: Article) -> bool:
    """Return whether a link lies on the credit, or leads to the outlet that it names."""
    if credit.url:
        return True
    outlet = directory().by_name(credit.name)
    there = outlet is not None and outlet.name in article.linked_outlets
    return there or article.is_linked(credit.spans)


RULES = (Republished, AgencyUnderByline)
