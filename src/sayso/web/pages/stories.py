"""A case in; the page of its stories, articles against origins as a picture, out."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache

from fastapi import APIRouter, Request, Response
from markupsafe import Markup

from sayso.records import Record
from sayso.show.story_table import stories_table
from sayso.show.wording import wording
from sayso.traces import IndependentOrigins, Story, Tally
from sayso.web.forms import PageNumber, TheShelf, as_csv, as_json
from sayso.web.rendering import part, render
from sayso.web.shelf import Listed

router = APIRouter(include_in_schema=False)

PAGE = 50
"""Stories on a page."""


MOST_BARS = 60
"""Articles, and origins, that the picture of a story shows."""


class Order(StrEnum):
    """Which stories stand first."""

    LARGEST = "largest"
    LATEST = "latest"


class ListedStory(Record, frozen=True, kw_only=True):
    """A story with its address and, where it was traced, on how many origins it rests."""

    story: Story
    address: str
    tally: Tally | None = None


@router.get("/")
@router.get("/stories")
def page(
    request: Request, shelf: TheShelf, order: Order = Order.LARGEST, page: PageNumber = 1
) -> Response:
    """Return the page."""
    found = shelf.stories()
    told = [each for each in found.every if each.story.size > 1]
    if order is Order.LATEST:
        told.sort(key=lambda each: each.story.last or "", reverse=True)
    pages = max(1, -(-len(told) // PAGE))
    # The first stories come by themselves; later, what somebody is writing in the form is not taken from them.
    waits = bool(found.articles) and not found.every and not found.current
    return render(
        request,
        "stories.html.jinja",
        headers={"Refresh": "2"} if waits else {},
        stories=found,
        waits=waits,
        shown=told[(page - 1) * PAGE : page * PAGE],
        told=len(told),
        alone=len(found.every) - len(told),
        page=min(page, pages),
        pages=pages,
        order=order.value,
        rests=rests,
        picture=picture,
    )


@router.get("/stories.json")
def as_data(shelf: TheShelf) -> Response:
    """Return all stories with what is known of each."""
    every = shelf.stories().every
    return as_json({"format": 1, "stories": [listed_story(each) for each in every]})


@router.get("/stories.csv")
def as_table(shelf: TheShelf) -> Response:
    """Return a line for each story."""
    return as_csv(stories_table(each.story for each in shelf.stories().every), "stories")


def listed_story(each: Listed) -> ListedStory:
    """Return a story as programs get it."""
    return ListedStory(story=each.story, address=f"/story/{each.key}", tally=each.tally)


def picture(each: Listed) -> Markup:
    """Return the picture of what a story rests on."""
    tally = each.tally
    if tally is None:
        return _picture(min(each.story.size, MOST_BARS), 0, 0, 0)
    upper = min(tally.upper, MOST_BARS)
    return _picture(min(tally.articles, MOST_BARS), tally.lower, min(tally.count, upper), upper)


@lru_cache(maxsize=1000)
def _picture(articles: int, lower: int, likely: int, upper: int) -> Markup:
    return part("parts/picture.html.jinja", "collapse", articles, lower, likely, upper)


def rests(tally: Tally) -> str:
    """Return how many articles put the claim of a story and on how many origins it rests, in words."""
    counted = IndependentOrigins(count=tally.count, lower=tally.lower, upper=tally.upper)
    return wording().found(tally.articles, counted)
