"""The id of a story in; the story with its trace, or the job that makes it, out."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query, Response

from sayso.traces import tally
from sayso.web.api.described import answers, router_of
from sayso.web.api.paging import ThePage
from sayso.web.api.records import StoryListing, TracedStory
from sayso.web.api.waiting import ACCEPTED, FAILED, SOON, Wait, under_way, waiting
from sayso.web.forms import TheShelf, as_json
from sayso.web.job import Job
from sayso.web.pages.stories import Order, listed_story
from sayso.web.shelf import story_key

router = router_of("stories")

_ABOUT = (
    "Of the story, or of any document of it, of which the first eight digits or more are enough."
)
Id = Annotated[
    str,
    Path(pattern="^(st[0-9a-f]{12}|(sha256:)?[0-9a-f]{8,64})$", description=_ABOUT),
]
First = Annotated[Order, Query(description="Which stand first.")]
Least = Annotated[int, Query(ge=1, le=1_000_000, description="Fewest articles of a story.")]


@router.get("", responses=answers({200: StoryListing}, lead="Link"))
def listed(
    shelf: TheShelf, page: ThePage, order: First = Order.LARGEST, least: Least = 1
) -> Response:
    """List the stories, with what is known of the origins of each."""
    found = shelf.stories()
    every = [each for each in found.every if each.story.size >= least]
    if order is Order.LATEST:
        every.sort(key=lambda each: each.story.last or "", reverse=True)
    return page.answer(
        StoryListing(
            items=tuple(map(listed_story, page.of(every))),
            total=len(every),
            page=page.number,
            size=page.size,
            current=found.current,
        )
    )


@router.get(
    "/{id}", responses=answers({200: TracedStory, ACCEPTED: Job}, 404, FAILED, lead="Location")
)
def one(shelf: TheShelf, id: Id, wait: Wait = SOON) -> Response:  # noqa: A002  # its name in addresses
    """Return a story with its trace.

    The id of a story changes when articles join it; that of a document leads to the story that it is in,
    whatever has come to it. Where no trace is made in time, the answer is the job that makes it (202).
    """
    story = shelf.story(id, find=True)
    with waiting(wait) as seconds:
        found = shelf.traced(story, seconds)
    if found.reading is None:
        return under_way(found.job)
    trace = found.reading.trace
    address = f"/story/{story_key(story)}"
    return as_json(TracedStory(story=story, address=address, tally=tally(trace), trace=trace))
