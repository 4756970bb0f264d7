"""A case in; the page of all sources that its articles name, out."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response

from sayso.case import CaseSource
from sayso.records import Record, SourceType
from sayso.show.story_table import csv_table
from sayso.web.forms import PageNumber, TheShelf, as_csv, as_json
from sayso.web.named import Named, shortly, source_address
from sayso.web.rendering import render

router = APIRouter(include_in_schema=False)

PAGE = 100
"""Sources on a page."""

Words = Annotated[str, Query(max_length=500)]
Kind = Annotated[SourceType | Literal[""], Query(alias="type")]

_COLUMNS = ("name", "type", "articles", "statements", "also_called", "address")


class Order(StrEnum):
    """Which sources stand first."""

    ARTICLES = "articles"
    NAME = "name"


class ListedSource(Record, frozen=True, kw_only=True):
    """A source with its address."""

    source: CaseSource
    address: str


@router.get("/sources")
def page(
    request: Request,
    shelf: TheShelf,
    q: Words = "",
    kind: Kind = "",
    order: Order = Order.ARTICLES,
    page: PageNumber = 1,
) -> Response:
    """Return the page."""
    named = shelf.named()
    found = _found(named, q, kind)
    if order is Order.NAME:
        found.sort(key=lambda each: (each.source.name.casefold(), each.source.name))
    pages = max(1, -(-len(found) // PAGE))
    page = min(page, pages)
    asked = {name: value for name, value in (("q", q), ("type", kind)) if value}
    return render(
        request,
        "sources.html.jinja",
        shown=found[(page - 1) * PAGE : page * PAGE],
        found=len(found),
        every=len(named.every),
        kinds=named.kinds,
        q=q,
        kind=kind,
        order=order.value,
        page=page,
        pages=pages,
        query=f"?{urlencode(asked)}" if asked else "",
        shortly=shortly,
    )


@router.get("/sources.json")
def as_data(shelf: TheShelf, q: Words = "", kind: Kind = "") -> Response:
    """Return the sources, those of most articles first."""
    return as_json({"format": 1, "sources": _found(shelf.named(), q, kind)})


@router.get("/sources.csv")
def as_table(shelf: TheShelf, q: Words = "", kind: Kind = "") -> Response:
    """Return a line for each source."""
    rows = (
        (
            *(each.source.name, each.source.type, each.source.documents, each.source.attributions),
            *("; ".join(each.source.merged), each.address),
        )
        for each in _found(shelf.named(), q, kind)
    )
    return as_csv(csv_table(_COLUMNS, rows), "sources")


def listed_source(source: CaseSource) -> ListedSource:
    """Return a source as programs get it."""
    return ListedSource(source=source, address=source_address(source.name))


def _found(named: Named, words: str, kind: str) -> list[ListedSource]:
    found = named.beginning(words)
    return [listed_source(each.source) for each in found if kind in {"", each.source.type}]
