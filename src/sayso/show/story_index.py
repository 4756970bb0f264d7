"""What several stories are about, in; the page that lists them, out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.show.page import render, style
from sayso.show.plain import day
from sayso.show.wording import wording
from sayso.traces import Story, Trace


@dataclass(frozen=True)
class StoryEntry:
    """One line of the list; it outlives the trace, which may be large."""

    href: str
    claim: str
    articles: int
    days: tuple[str, ...]
    """The first and the last day; one where they are the same, none where no article has a date."""
    found: str
    """How many articles put the claim, and on how many origins it rests."""


def story_entry(story: Story, trace: Trace, href: str) -> StoryEntry:
    """Return the line for the story whose report is at ``href``, seen from the list."""
    putting = sum(each.stance != "neutral" for each in trace.articles)
    return StoryEntry(
        href=href,
        claim=story.claim,
        articles=story.size,
        days=tuple(dict.fromkeys(d for d in (day(story.first), day(story.last)) if d)),
        found=wording().found(putting, trace.independent_origins),
    )


def story_index(entries: Sequence[StoryEntry]) -> str:
    """Return the page, in the order of the entries."""
    return render("stories.html.jinja", style("story"), entries=entries)
