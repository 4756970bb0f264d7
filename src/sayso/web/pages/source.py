"""The name of a source in; the page of all that it is cited for, by whom and in which words, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from sayso.case import Citation
from sayso.records import Act
from sayso.show.story_table import csv_table
from sayso.web.citations import Choice, Citations, CitedSource, Shown, citations, shown
from sayso.web.forms import PageNumber, TheShelf, as_csv, as_json
from sayso.web.named import shortly
from sayso.web.rendering import render
from sayso.web.shelf import Shelf

router = APIRouter(include_in_schema=False)

PAGE = 25
"""Statements on a page."""

LONGEST = 1_500
"""Letters of a statement that are shown; it leads to all of them."""

OUTLETS = 10
"""Outlets that are listed before the others are folded."""

MOST = 20_000
"""Statements in a table for a spreadsheet, the latest."""

BATCH = 500
"""Statements whose articles are held at once for such a table."""

Name = Annotated[str, Query(min_length=1, max_length=2_000)]
Does = Annotated[Act | Literal[""], Query(alias="act")]
By = Annotated[str, Query(alias="outlet", max_length=500)]

_COLUMNS = (
    *("source", "published", "outlet", "title", "act", "cue", "words", "passed_on_by", "certainty"),
    *("denied", "score", "document", "address"),
)


@router.get("/source")
def page(
    request: Request,
    shelf: TheShelf,
    name: Name,
    act: Does = "",
    outlet: By = "",
    page: PageNumber = 1,
) -> Response:
    """Return the page of a source."""
    shelf.named()  # a list of names that is too old is made anew first
    judged, changed = shelf.state()
    if again := shelf.pages.again(request, judged, changed):
        return again
    found = citations(shelf, name, Choice(act, outlet))
    page, pages, chosen = _page_of(found, page)
    made = render(
        request,
        "source.html.jinja",
        found=found,
        source=found.source,
        shown=list(shown(shelf, chosen)),
        page=page,
        pages=pages,
        first_outlets=OUTLETS,
        longest=LONGEST,
        known=shelf.named().address,
        shortly=shortly,
        query=found.choice.query(found.source.name),
    )
    return shelf.pages.keep(request, judged, made, changed)


@router.get("/source.json")
def as_data(
    shelf: TheShelf, name: Name, act: Does = "", outlet: By = "", page: PageNumber = 1
) -> Response:
    """Return a page of what a source is cited for."""
    found = citations(shelf, name, Choice(act, outlet))
    page, pages, chosen = _page_of(found, page)
    return as_json(
        CitedSource(
            source=found.source,
            speaks_for=found.speaks_for,
            outlets=found.outlets,
            found=len(found.chosen),
            page=page,
            pages=pages,
            statements=tuple(each.record() for each in shown(shelf, chosen)),
        )
    )


@router.get("/source.csv")
def as_table(shelf: TheShelf, name: Name, act: Does = "", outlet: By = "") -> Response:
    """Return a line for each statement, the latest first."""
    found = citations(shelf, name, Choice(act, outlet))
    rows = (_row(found.source.name, each) for each in _all(shelf, found.chosen[:MOST]))
    return as_csv(csv_table(_COLUMNS, rows), "source")


def _page_of(found: Citations, page: int) -> tuple[int, int, Sequence[Citation]]:
    """Return the number of the page, or of the last one, how many there are, and what is on it."""
    pages = max(1, -(-len(found.chosen) // PAGE))
    page = min(page, pages)
    return page, pages, found.chosen[(page - 1) * PAGE : page * PAGE]


def _all(shelf: Shelf, chosen: Sequence[Citation]) -> Iterator[Shown]:
    for start in range(0, len(chosen), BATCH):
        yield from shown(shelf, chosen[start : start + BATCH])


def _row(name: str, each: Shown) -> Sequence[object]:
    document, statement = each.annotations.document, each.statement
    claim, attribution = statement.claim, statement.attribution
    hands = " < ".join(hand.name or "" for hand in statement.chain[:-1])
    return (
        *(name, document.published, each.outlet, each.title, attribution.act),
        *(" … ".join(statement.cues), each.words, hands, claim.certainty if claim else None),
        *(
            bool(claim and claim.polarity == "negative"),
            attribution.score,
            document.id,
            each.address,
        ),
    )
