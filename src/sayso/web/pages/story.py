"""The key of a story, or a claim, in; the page of its trace, its graph, its timeline and its table, out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse

from sayso.show.report import place
from sayso.show.story import Told
from sayso.show.story_graph import Page, nowhere, story_graph
from sayso.show.story_report import story_values
from sayso.show.story_table import articles_table
from sayso.show.story_timeline import story_timeline
from sayso.spans import Span
from sayso.web.choice import Choice, sources_of
from sayso.web.forms import TheShelf, as_csv, as_json
from sayso.web.job import Job
from sayso.web.judged import history
from sayso.web.kept import KeptPages
from sayso.web.pictures import graph_words
from sayso.web.put_right import put_right
from sayso.web.rendering import render
from sayso.web.shelf import Found, Shelf, document_key, story_key
from sayso.web.wording import texts

router = APIRouter(include_in_schema=False)

WAITING = 202
"""HTTP's status while a trace is made: accepted, and not done yet."""

Claim = Annotated[str, Query(min_length=1, max_length=2_000)]
Chosen = Annotated[Choice, Depends()]


class ExplorerLeads:
    """Leads to the words of articles on their own pages, lit up as this story leads to them."""

    def __init__(self, story: str, source: Page = nowhere) -> None:
        """Take the address of the story's page, without what is before its path, and what gives a source's."""
        self._story = story
        self.source = source

    def to(self, told: Told, spans: Sequence[Span] = ()) -> str:
        """Return where the first of ``spans`` is to be read, or the article without any."""
        shown = next((each for each in spans if each.text.strip()), None)
        return f"{self.page(told)}#{place(shown)}" if shown else self.page(told)

    def row(self, told: Told) -> str:
        """Return where the article stands in the table."""
        return f"#a-{told.number}"

    def page(self, told: Told) -> str:
        """Return where the whole article is to be read."""
        return f"/article/{document_key(told.document)}?from={quote(self._story, safe='')}"


@router.get("/trace.json")
def words_data(shelf: TheShelf, claim: Claim) -> Response:
    """Return the trace of a claim, or the job that makes it."""
    return _data(shelf.traced_words(claim))


@router.get("/trace.csv")
def words_table(shelf: TheShelf, claim: Claim) -> Response:
    """Return the table of the articles that put a claim."""
    return _table(shelf.traced_words(claim))


@router.get("/trace/graph.json")
def words_graph(shelf: TheShelf, claim: Claim) -> Response:
    """Return the graph of a claim."""
    return _graph(shelf, shelf.traced_words(claim), _words_address(claim))


@router.get("/trace/timeline.json")
def words_timeline(shelf: TheShelf, claim: Claim) -> Response:
    """Return the numbers of a claim over time."""
    return _timeline(shelf.traced_words(claim), _words_address(claim))


@router.get("/trace")
def words_page(request: Request, shelf: TheShelf, claim: Claim, choice: Chosen) -> Response:
    """Return the page of a claim in a reader's own words."""
    with shelf.open() as opened:
        empty = not opened.count()
    if empty:
        return render(request, "working.html.jinja", job=None, claim=claim, empty=True)
    query = f"?{urlencode({'claim': claim})}"
    asked = _Asked("/trace", choice, claim, query)
    return _page(request, shelf.traced_words(claim), asked)


@router.get("/story/{key}.json")
def as_data(shelf: TheShelf, key: str) -> Response:
    """Return the trace of a story, or the job that makes it."""
    return _data(shelf.traced(shelf.story(key, find=True)))


@router.get("/story/{key}.csv")
def as_table(shelf: TheShelf, key: str) -> Response:
    """Return the table of the articles of a story."""
    return _table(shelf.traced(shelf.story(key)))


@router.get("/story/{key}/graph.json")
def graph(shelf: TheShelf, key: str) -> Response:
    """Return the graph of a story."""
    return _graph(shelf, shelf.traced(shelf.story(key)), f"/story/{key}")


@router.get("/story/{key}/timeline.json")
def timeline(shelf: TheShelf, key: str) -> Response:
    """Return the numbers of a story over time."""
    return _timeline(shelf.traced(shelf.story(key)), f"/story/{key}")


@router.get("/story/{key}")
def page(request: Request, shelf: TheShelf, key: str, choice: Chosen) -> Response:
    """Return the page of a story."""
    story = shelf.story(key, find=True)
    if key == story.id:
        return RedirectResponse(f"/story/{story_key(story)}", 302)
    return _page(request, shelf.traced(story), _Asked(f"/story/{key}", choice, story.claim))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What page is asked for, and of its table which rows."""

    address: str
    choice: Choice
    claim: str
    query: str = ""


def _page(request: Request, found: Found, asked: _Asked) -> Response:
    if found.reading is None:
        return _working(request, found.job, asked.claim)
    pages: KeptPages = request.app.state.shelf.pages
    if again := pages.again(request, found.key):
        return again
    leads = ExplorerLeads(asked.address + asked.query, request.app.state.shelf.named().address)
    values = story_values(found.reading.trace, leads, found.known)
    drawn = {each.index for each in story_timeline(values.story).facts}
    made = render(
        request,
        "explored_story.html.jinja",
        address=asked.address,
        query=asked.query,
        claim_asked=asked.claim if asked.query else "",
        choice=asked.choice,
        sources=sources_of(values.story),
        shown_count=sum(asked.choice.shows(each, values.story) for each in values.story.told),
        charted=drawn,
        graph_words=graph_words(),
        document_key=document_key,
        right=put_right(values.story, history(request)),
        **vars(values),
    )
    return pages.keep(request, found.key, made)


def _working(request: Request, job: Job | None, claim: str) -> Response:
    """Return the page that waits for a trace; the browser asks again by itself until it is there."""
    ended = job is None or job.ended
    headers = {} if ended else {"Refresh": "1"}
    status = 200 if ended else WAITING
    return render(
        request,
        "working.html.jinja",
        status=status,
        headers=headers,
        job=job,
        claim=claim,
        empty=False,
    )


def _not_yet(job: Job | None) -> Response:
    """Return the job that is to make a trace, unless nothing will come of it.

    Raises:
        HTTPException: 409, so that nobody asks again and again.

    """
    if job is None or job.ended:
        raise HTTPException(409, job.message if job and job.message else texts().story["failed"])
    return as_json(job, WAITING)


def _data(found: Found) -> Response:
    if found.reading is None:
        return _not_yet(found.job)
    return as_json(found.reading.trace)


def _table(found: Found) -> Response:
    if found.reading is None:
        return _not_yet(found.job)
    return as_csv(articles_table(found.reading.trace), "articles")


def _graph(shelf: Shelf, found: Found, address: str) -> Response:
    if found.reading is None:
        return _not_yet(found.job)
    leads = ExplorerLeads(address, shelf.named().address)
    return as_json(story_graph(found.reading, leads.to, leads.source))


def _timeline(found: Found, address: str) -> Response:
    if found.reading is None:
        return _not_yet(found.job)
    return as_json(story_timeline(found.reading, ExplorerLeads(address).to))


def _words_address(claim: str) -> str:
    return f"/trace?{urlencode({'claim': claim})}"
