"""Annotations in; facts of an article that cannot all be so, out."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from sayso.checks.rule import Article, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.records import Caption, Claim, Fact, Finding

_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})(?![0-9])")

_CAPTIONS = 50
"""Captions that are looked at: each is held against all dates of the text."""

_ROUNDED = 0.1
"""Share by which a figure may differ that is called rounded."""


class FiguresDisagree(Rule):
    """Figures of one claim that differ within the article."""

    code = "FA401"
    name = "figures-disagree"

    def check(self, article: Article) -> Iterator[Finding]:
        """Yield one finding for each figure of headline or lead that the claim below has otherwise."""
        for claim in article.leading:
            for below in article.restated(claim)[:1]:
                if not article.shared(claim, below) or _denied(claim) or _denied(below):
                    continue
                for one, other in _pairs(claim, below):
                    if not _agree(one, other):
                        yield self.finding(
                            f"“{one.span.text}” and “{other.span.text}” are told of the same thing,"
                            " and cannot both be so.",
                            (one.span, other.span),
                            [claim.id, below.id],
                        )


class ImpossibleDate(Rule):
    """What is told as done on a day after the publication, or on a day of the week that it was not."""

    code = "FA402"
    name = "impossible-date"
    default = False

    def check(self, article: Article) -> Iterator[Finding]:
        """Yield one finding for each day that cannot be meant."""
        yield from self._of_another_weekday(article)
        yield from self._to_come(article)

    def _of_another_weekday(self, article: Article) -> Iterator[Finding]:
        for claim in article.claims.values():
            for fact in claim.facts:
                day = _day(fact)
                if day and fact.weekday and day.isoweekday() != fact.weekday:
                    yield self.finding(
                        f"“{fact.span.text}”: {day} is another day of the week. One of the two is wrong.",
                        (fact.span,),
                        [claim.id],
                    )

    def _to_come(self, article: Article) -> Iterator[Finding]:
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


def _day(fact: Fact) -> date | None:
    """Return the day of the calendar that a fact is, if it is one."""
    try:
        return date.fromisoformat(fact.value or "") if fact.kind == "date" else None
    except ValueError:
        return None


class OlderPicture(Rule):
    """A picture from another time than what the text tells of."""

    code = "FA403"
    name = "older-picture"
    default = False

    def check(self, article: Article) -> Iterator[Finding]:
        """Yield one finding for each caption with a date before the event, of which the text never speaks."""
        published = article.annotations.document.published or ""
        told = [fact for claim in article.claims.values() for fact in claim.facts]
        dates = [fact for fact in told if fact.kind == "date"]
        for caption in article.annotations.captions[:_CAPTIONS]:
            taken = [fact for fact in caption.facts if fact.kind == "date"]
            if len(taken) != 1 or not (dates or published) or not _shows_event(caption):
                continue
            day = taken[0].value or ""
            said = day[:4] in taken[0].span.text  # a year that we supplied ourselves is a guess
            if not said or not _months(day) or any(_overlap(day, fact.value) for fact in dates):
                continue
            known = [months for fact in dates if (months := _months(fact.value or ""))]
            event = _months(published) or min(known, default=0)
            if not event or event - _months(day) > 1:
                yield self.finding(
                    f"The caption dates the picture “{taken[0].span.text}”, and nothing in the text is of"
                    " that time: who sees it takes it for a picture of the event.",
                    (taken[0].span,),
                )


def _denied(claim: Claim) -> bool:
    """Return whether a claim says that something is not so: its figure is then nobody's."""
    return "negative" in {claim.polarity, claim.author.polarity}


def _shows_event(caption: Caption) -> bool:
    """Return whether a picture may be one of an event: it was taken at a place, and is no mere portrait."""
    return any(fact.kind == "place" for fact in caption.facts)


def _overlap(day: str, other: str | None) -> bool:
    """Return whether two dates, each cut to its precision, may be the same."""
    return bool(other) and (day.startswith(other or "") or (other or "").startswith(day))


def _months(day: str) -> int:
    """Return in which month a date lies, counted from the year 0; 0 where it has none."""
    found = _MONTH.match(day)
    return int(found[1]) * 12 + int(found[2]) if found else 0


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


RULES = (FiguresDisagree, ImpossibleDate, OlderPicture)
