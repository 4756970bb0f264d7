"""A story in; the facts of it that are numbers with dates, as points of a chart, out."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from msgspec import Meta

from sayso.records import FORMAT, Record, Sha256
from sayso.show.headline import shortened
from sayso.show.plain import one_line
from sayso.show.story import StoryReading
from sayso.show.story_changes import Change, changes
from sayso.show.story_graph import To, nowhere
from sayso.traces import ChangeKind

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")


class TimelinePoint(Record, frozen=True, kw_only=True):
    """One number in one article."""

    date: Annotated[str, Meta(description="Day of the article: YYYY-MM-DD.")]
    value: float
    modifier: Annotated[
        str,
        Meta(description="exact, about, at_least or at_most; anything else as the trace has it."),
    ] = "exact"
    hedged: bool = False
    number: Annotated[int, Meta(description="Of the article in the story.")]
    name: str
    document: Sha256
    words: Annotated[str, Meta(description="As they stand in the article, on one line.")] = ""
    href: str | None = None


class TimelineFact(Record, frozen=True, kw_only=True):
    """A number of the claim, as it was told in the course of time."""

    index: Annotated[
        int, Meta(description="Place of the fact among all mutations of the trace, from 1.")
    ]
    fact: str
    change: ChangeKind
    points: Annotated[
        tuple[TimelinePoint, ...], Meta(description="By day, then number of the article.")
    ]
    left_out: Annotated[int, Meta(description="Articles that give it without a day or a number.")]


class Timeline(Record, frozen=True, kw_only=True):
    """Facts that can be drawn over time: the object at ``/story/KEY/timeline.json``."""

    format: Literal[1] = FORMAT
    facts: tuple[TimelineFact, ...] = ()


def story_timeline(story: StoryReading, to: To = nowhere) -> Timeline:
    """Return the facts of which two days or more are known with two numbers or more.

    Args:
        story: What is drawn.
        to: Where the words of an article are.

    """
    made = (_fact(index, each, to) for index, each in enumerate(changes(story), 1))
    return Timeline(facts=tuple(each for each in made if each))


def _fact(index: int, change: Change, to: To) -> TimelineFact | None:
    points = []
    tellers = 0
    for step in change.steps:
        tellers += len(step.tellers)
        modifier = step.value.modifier or "exact"
        points += [
            TimelinePoint(
                date=teller.told.date,
                value=step.number,
                modifier=modifier,
                hedged=modifier != "exact",
                number=teller.told.number,
                name=one_line(teller.told.name),
                document=teller.told.document,
                words=shortened(one_line(teller.span.text)) if teller.span else "",
                href=to(teller.told, [teller.span] if teller.span else []),
            )
            for teller in step.tellers
            if step.number is not None and teller.told.date and _DAY.match(teller.told.date)
        ]
    if len({each.date for each in points}) < 2 or len({each.value for each in points}) < 2:
        return None
    return TimelineFact(
        index=index,
        fact=one_line(change.mutation.fact),
        change=change.mutation.change,
        points=tuple(sorted(points, key=lambda each: (each.date, each.number, each.value))),
        left_out=tellers - len(points),
    )
