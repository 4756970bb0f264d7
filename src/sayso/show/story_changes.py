"""A story's mutations in; for each fact the steps in which it changed, and what changed, out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from sayso.show.plain import day
from sayso.show.story import StoryReading, Told
from sayso.spans import Span
from sayso.traces import ArticleCertainty, Mutation, MutationValue

Turn = Literal["grew", "fell", "hedge_lost", "hedge_gained", "other"]
"""What a step does to the one before it."""
CERTAINTY = "certainty"
"""What a trace calls the mutation that tells how sure the articles put the claim."""
_SURE = get_args(ArticleCertainty)
_EXACT = frozenset({None, "exact"})


@dataclass(frozen=True)
class Teller:
    """An article that tells the fact so, and where."""

    told: Told
    span: Span | None


@dataclass(frozen=True)
class Step:
    """One way in which the fact is told."""

    value: MutationValue
    words: str | None
    """Of the first article that tells it so, as they stand there."""
    date: str | None
    turn: Turn | None
    """None for the first step, and where dates do not tell which came first."""
    tellers: tuple[Teller, ...]
    number: float | None

    @property
    def shown(self) -> Teller | None:
        """The first article of which it is known where it tells it so."""
        return next((each for each in self.tellers if each.span), None)


@dataclass(frozen=True)
class Change:
    """A fact, and how it was told in the course of time."""

    mutation: Mutation
    steps: tuple[Step, ...]

    @property
    def dated(self) -> bool:
        """Whether it is known of all steps when they came, so that their order tells what changed."""
        return all(each.date for each in self.steps)

    @property
    def of_certainty(self) -> bool:
        """Whether it is no fact of the claim but how sure the articles put it."""
        return self.mutation.fact == CERTAINTY and self.mutation.values[0].value in _SURE

    @property
    def scale(self) -> float | None:
        """The largest number of the steps; None where they are not all to be compared as numbers."""
        numbers = [each.number for each in self.steps if each.number is not None]
        return max(numbers) if len(set(numbers)) > 1 and min(numbers) >= 0 else None


def changes(story: StoryReading) -> tuple[Change, ...]:
    """Return the facts that articles tell differently, in the order of the trace."""
    return tuple(Change(each, tuple(_steps(each, story))) for each in story.trace.mutations)


def _steps(mutation: Mutation, story: StoryReading) -> Iterator[Step]:
    before: MutationValue | None = None
    counted: MutationValue | None = None
    for value in mutation.values:
        where = dict(zip(value.articles, value.spans, strict=False))
        tellers = tuple(
            Teller(told, where.get(told.document)) for told in story.numbered(value.articles)
        )
        spans = (each.span for each in tellers if mutation.fact != CERTAINTY)
        words = next((each.text for each in spans if each), None)
        yield Step(
            value=value,
            words=words,
            date=day(value.first_seen),
            turn=_turn(before, counted, value) if before and _in_order(before, value) else None,
            tellers=tellers,
            number=_number(value.value),
        )
        before = value
        counted = value if _number(value.value) is not None else counted


def _in_order(before: MutationValue, after: MutationValue) -> bool:
    """Return whether dates tell that the one came first; else nothing has changed, they only differ."""
    return before.first_seen is not None and after.first_seen is not None


def _turn(before: MutationValue, counted: MutationValue | None, after: MutationValue) -> Turn:
    """Return what ``after`` changes; numbers are compared over vague words that stand between them."""
    one, other = _number(counted.value) if counted else None, _number(after.value)
    if one is not None and other is not None and one != other:
        return "grew" if other > one else "fell"
    if before.value == "hedged" and after.value == "asserted":
        return "hedge_lost"
    if before.value in {"asserted", "attributed"} and after.value == "hedged":
        return "hedge_gained"
    if before.value == after.value and before.modifier not in _EXACT and after.modifier in _EXACT:
        return "hedge_lost"
    if before.value == after.value and before.modifier in _EXACT and after.modifier not in _EXACT:
        return "hedge_gained"
    return "other"


def _number(value: str) -> float | None:
    """Return the number that ``value`` is; a range or a vague word is none."""
    try:
        number = float(value.replace(",", ""))
    except ValueError:
        return None
    return number if abs(number) < float("inf") else None
