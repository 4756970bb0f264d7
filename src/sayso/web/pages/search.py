"""Words in; the page of the articles, the claims and the sources in which they are found, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Annotated, Literal
from urllib.parse import urlencode

import msgspec
from fastapi import APIRouter, Query, Request, Response

from sayso.case import Case
from sayso.records import Record
from sayso.show.story_table import csv_table
from sayso.web.forms import PageNumber, TheShelf, as_csv, as_json
from sayso.web.found import (
    FoundArticles,
    FoundClaims,
    FoundSources,
    found_articles,
    found_claims,
    found_sources,
)
from sayso.web.named import Named, shortly
from sayso.web.rendering import render
from sayso.web.shelf import Shelf
from sayso.web.snippets import Piece

router = APIRouter(include_in_schema=False)

FEW = 10
"""Articles, articles with claims, and sources that are shown, where all three are."""

PAGE = 25
"""Articles, articles with claims, or sources on a page of one of them alone."""

MOST = 200
"""Of each, in a table for a spreadsheet."""

Words = Annotated[str, Query(max_length=500)]

_COLUMNS = ("found", "words", "source", "title", "outlet", "published", "document", "address")


class Group(StrEnum):
    """What is looked for."""

    ALL = "all"
    ARTICLES = "articles"
    CLAIMS = "claims"
    SOURCES = "sources"


Where = Annotated[Group, Query(alias="in")]


class Found(Record, frozen=True, kw_only=True):
    """All that was found; a group that was not asked for is left out."""

    format: Literal[1] = 1
    words: str
    page: int
    pages: int
    articles: FoundArticles | None
    claims: FoundClaims | None
    sources: FoundSources | None


@router.get("/search")
def page(
    request: Request, shelf: TheShelf, q: Words = "", where: Where = Group.ALL, page: PageNumber = 1
) -> Response:
    """Return the page."""
    asked = q.strip()
    if not asked:
        where = Group.ARTICLES
    shelf.named()  # a list of names that is too old is made anew first
    judged, changed = shelf.state()
    if again := shelf.pages.again(request, judged, changed):
        return again
    found = _found(shelf, shelf.named(), asked, where, page)
    made = render(
        request,
        "search.html.jinja",
        found=found,
        q=q,
        asked=asked,
        where=where.value,
        few=FEW,
        shortly=shortly,
        query=f"?{urlencode({'q': asked}, errors='replace')}",
    )
    return shelf.pages.keep(request, judged, made, changed)


@router.get("/search.json")
def as_data(
    shelf: TheShelf, q: Words = "", where: Where = Group.ALL, page: PageNumber = 1
) -> Response:
    """Return a page of what was found."""
    return as_json(_found(shelf, shelf.named(), q.strip(), where, page))


@router.get("/search.csv")
def as_table(shelf: TheShelf, q: Words = "", where: Where = Group.ALL) -> Response:
    """Return a line for each of the first articles, claims and sources that were found."""
    found = _found(shelf, shelf.named(), q.strip(), where, 1, MOST)
    return as_csv(csv_table(_COLUMNS, _rows(found)), "found")


def _found(
    shelf: Shelf, named: Named, words: str, where: Group, page: int, limit: int = 0
) -> Found:
    """Return the page that is asked for, or the last one; of all groups, the first of each."""
    every = where is Group.ALL
    limit = limit or (FEW if every else PAGE)
    with shelf.open() as opened:
        found = _groups(opened, named, words, where, (1 if every else page, limit))
        total = max(each.total for each in (found.articles, found.claims, found.sources) if each)
        pages = 1 if every else max(1, -(-total // limit))
        if found.page > pages:
            found = _groups(opened, named, words, where, (pages, limit))
    return msgspec.structs.replace(found, pages=pages)


def _groups(opened: Case, named: Named, words: str, where: Group, at: tuple[int, int]) -> Found:
    page, limit = at
    asked = {each: where in {Group.ALL, each} for each in Group}
    return Found(
        words=words,
        page=page,
        pages=page,
        articles=found_articles(opened, words, limit, page) if asked[Group.ARTICLES] else None,
        claims=found_claims(opened, named, words, limit, page) if asked[Group.CLAIMS] else None,
        sources=found_sources(named, words, limit, page) if asked[Group.SOURCES] else None,
    )


def _rows(found: Found) -> Iterator[tuple[object, ...]]:
    for one in found.articles.items if found.articles else ():
        words, title = _text(one.snippet.pieces) if one.snippet else "", _text(one.title)
        yield ("article", words, "", title, one.outlet, one.published, one.document, one.address)
    for each in found.claims.items if found.claims else ():
        words, chain = (
            " … ".join(map(_text, each.words)),
            " < ".join(voice.name for voice in each.chain),
        )
        place = (each.outlet, each.published, each.document, each.address)
        yield ("claim", words, chain, each.title, *place)
    for source in found.sources.items if found.sources else ():
        yield ("source", "", source.source.name, "", "", "", "", source.address)


def _text(pieces: Sequence[Piece]) -> str:
    return "".join(each.text for each in pieces)
