"""Two documents that share words -> which has them from the other, and what tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from sayso.outlets import directory
from sayso.spans import overlaps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.compare.copy_alignment import Alignment, Shares
    from sayso.compare.copy_words import Words
    from sayso.records import Credit, Document
    from sayso.spans import Range

START = 120
"""Code points within which a text is signed: "KELMOUTH (Reuters) - "."""

QUOTES_MORE = 0.5
"""Share of the shared words that must stand in quotation marks in the one text and not in the other."""

NEAR = 0.05
"""Difference of shares that tells nothing."""

DATE = len("2014-09-08")
FROM = ("republished_from", "translated_from")
SAYING = (*FROM, "agency")


@dataclass(frozen=True, slots=True)
class Direction:
    """Which of the two is the later, and why."""

    later_is_one: bool
    why: str
    inferred: bool = True

    def turned(self) -> Direction:
        """The same, seen from the other document."""
        return Direction(later_is_one=not self.later_is_one, why=self.why, inferred=self.inferred)


class Told:
    """A document, and what tells whose words it has."""

    def __init__(self, document: Document, words: Words, credits_: Sequence[Credit]) -> None:
        """Keep them."""
        self.document, self.words, self.credits = document, words, tuple(credits_)

    @cached_property
    def outlet(self) -> str | None:
        """The name under which Sayso's list has its outlet, else its own."""
        outlet = self.document.outlet
        known = (
            directory().by_domain(outlet.domain)
            or (directory().by_name(outlet.name) if outlet.name else None)
            or directory().by_address(self.document.url)
        )
        return known.name if known else outlet.name or outlet.domain

    @cached_property
    def agencies(self) -> frozenset[str]:
        """Whose text it is, by its credits, or by a name in brackets at its start."""
        text = self.document.text
        signed = {
            each.outlets[0].name
            for each in directory().named_in(text, 0, START)
            if each.clear
            and text[: each.place[0]].endswith("(")
            and text[each.place[1] :][:1] == ")"
        }
        return (
            frozenset(_listed(each.name) for each in self.credits if each.kind == "agency") | signed
        )

    @cached_property
    def voices(self) -> frozenset[str]:
        """Under which names others would cite it."""
        return self.agencies | ({self.outlet} if self.outlet else set())

    def credits_to(self, other: Told) -> str | None:
        """Return the name of the other document's outlet, where a credit says that the text is from there."""
        for each in self.credits:
            owner = other.voices if each.kind in FROM else {other.outlet}
            if each.kind in SAYING and (
                _listed(each.name) in owner
                or (each.url is not None and each.url == other.document.url)
            ):
                return each.name
        return None

    def links_to(self, other: Told) -> bool:
        """Return whether a link leads to the other document."""
        return other.document.url is not None and any(
            link.url == other.document.url for link in self.document.links
        )

    def names(self, voices: frozenset[str], shared: Sequence[Range]) -> str | None:
        """Return which of ``voices`` the text names in words of its own, not in the ranges that it shares."""
        if not voices:
            return None
        for each in directory().all_named(self.document.text):
            name = each.outlets[0].name
            if each.clear and name in voices and not any(overlaps(each.place, p) for p in shared):
                return name
        return None


def direction(one: Told, other: Told, alignment: Alignment) -> Direction:
    """Return which document has the words of the other, by the strongest sign there is.

    In this order: a credit or a link, a name in words of its own, the dates, marks of quotation, and what is
    contained in what.
    """
    back = alignment.turned()
    for sign in (_credited, _cited, _dated, _quoted):
        there, here = sign(one, other, alignment), sign(other, one, back)
        if there is not None and here is None:
            return there
        if here is not None and there is None:
            return here.turned()
    return _contained(one, other, alignment.shares)


def _credited(one: Told, other: Told, _: Alignment) -> Direction | None:
    name = one.credits_to(other)
    if name is not None:
        return Direction(later_is_one=True, why=f"it is credited to {name}", inferred=False)
    if one.links_to(other):
        return Direction(later_is_one=True, why="it links to the other", inferred=False)
    return None


def _cited(one: Told, other: Told, alignment: Alignment) -> Direction | None:
    name = one.names(
        other.voices - one.voices, [one.words.place(*each.one) for each in alignment.passages]
    )
    return Direction(later_is_one=True, why=f"it names {name}") if name else None


def _dated(one: Told, other: Told, _: Alignment) -> Direction | None:
    dates = one.document.published, other.document.published
    if _is_after(*dates):
        return Direction(later_is_one=True, why="it is dated later")
    return None


def _is_after(one: str | None, other: str | None) -> bool:
    """Whether an ISO date, or a time with its offset, is after another; where in doubt it is not."""
    if one is None or other is None:
        return False
    try:
        moments = datetime.fromisoformat(one), datetime.fromisoformat(other)
    except ValueError:
        return False
    if len(one) > DATE and len(other) > DATE and all(each.tzinfo for each in moments):
        return moments[0] > moments[1]
    return moments[0].date() > moments[1].date()


def _quoted(one: Told, other: Told, alignment: Alignment) -> Direction | None:
    shared = sum(each.one[1] - each.one[0] for each in alignment.passages)
    more = sum(
        int(one.words.quoted[slice(*each.one)].sum())
        - int(other.words.quoted[slice(*each.other)].sum())
        for each in alignment.passages
    )
    if shared and more > QUOTES_MORE * shared:
        return Direction(later_is_one=True, why="it has the shared words in quotation marks")
    return None


def _contained(one: Told, other: Told, shares: Shares) -> Direction:
    """What is the other's for the greater part is later: texts are cut more often than they are drawn out."""
    if abs(shares.one - shares.other) > NEAR:
        return Direction(
            later_is_one=shares.one > shares.other,
            why="a greater part of it is the other's than the other way round",
        )
    # Of texts of one length the one with the lower id is the earlier, so that the order is always the same.
    orders = (-len(one.words), one.document.id), (-len(other.words), other.document.id)
    return Direction(
        later_is_one=orders[0] > orders[1], why="nothing tells for certain which was first"
    )


def _listed(name: str) -> str:
    """The name under which Sayso's list has an outlet, else the name as it is."""
    known = directory().by_name(name)
    return known.name if known else name
