"""Annotations in; facts of an article that cannot all be so, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.checks.rule import Article, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.records import Claim, Fact, Finding

_ROUNDED = 0.1
"""Share by which a figure may differ that is called rounded."""


class FiguresDisagree(Rule):
    """Figures of one claim that differ within the article."""

    code = "FA401"
    name = "figures-disagree"

    def check(self, article: Article) -> Iterator[Finding]:
        """Yield one finding for each figure of headline or lead that the claim below has otherwise."""
        for claim in article.claims.values():
            for below in article.restated(claim)[:1]:
                if not article.shared(claim, below):
                    continue
                for one, other in _pairs(claim, below):
                    if not _agree(one, other):
                        yield self.finding(
                            f"“{one.span.text}” and “{other.span.text}” are told of the same thing,"
                            " and cannot both be so.",
                            (one.span, other.span),
                            [claim.id, below.id],
                        )


class DateAfterPublication(Rule):
    """What is told as done on a day after the article was published."""

    code = "FA402"
    name = "date-after-publication"
    default = False

    def check(self, article: Article) -> Iterator[Finding]:
        """Yield one finding for each day of an asserted claim that lies after the publication."""
        published = (article.annotations.document.published or "")[:10]
        if not published:
            return
        for claim in article.claims.values():
            if claim.certainty != "full":
                continue
            for fact in claim.facts:
                day = fact.value or ""
                if (
                    fact.kind == "date"
                    and len(day) == len(published)
                    and day > published
                    and day[:4] in fact.span.text
                ):
                    yield self.finding(
                        f"“{fact.span.text}” ({day}) lies after the publication on {published}:"
                        " what is told of it cannot have happened yet.",
                        (fact.span,),
                        [claim.id],
                    )


def _pairs(claim: Claim, below: Claim) -> Iterator[tuple[Fact, Fact]]:
    """Yield the figures that count the same, where each claim has one of them only."""
    mine, theirs = _figures(claim), _figures(below)
    for unit in mine.keys() & theirs.keys():
        if len(mine[unit]) == len(theirs[unit]) == 1:
            yield mine[unit][0], theirs[unit][0]


def _figures(claim: Claim) -> dict[str, list[Fact]]:
    found: dict[str, list[Fact]] = {}
    for fact in claim.facts:
        if fact.kind == "quantity" and fact.unit and _number(fact) is not None:
            found.setdefault(fact.unit, []).append(fact)
    return found


def _number(fact: Fact) -> float | None:
    try:
        return float(fact.value or "")
    except ValueError:
        return None


def _agree(one: Fact, other: Fact) -> bool:
    """Return whether both figures can be so, as they are hedged."""
    first, second = _number(one) or 0.0, _number(other) or 0.0
    if first == second:
        return True
    for low, high, at_low, at_high in (
        (first, second, one, other),
        (second, first, other, one),
    ):
        if low < high and (at_low.modifier == "at_least" or at_high.modifier == "at_most"):
            return True
    about = "about" in {one.modifier, other.modifier}
    return about and abs(first - second) <= _ROUNDED * max(first, second)


RULES = (FiguresDisagree, DateAfterPublication)
