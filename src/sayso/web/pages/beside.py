"""The keys of two articles in; the page that shows them side by side, what differs marked, out."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from sayso.compare.beside import beside
from sayso.records import Annotations
from sayso.show.beside import Head, rows
from sayso.show.headline import headline
from sayso.show.plain import day
from sayso.show.wording import wording
from sayso.web.forms import TheShelf, as_json
from sayso.web.rendering import render
from sayso.web.shelf import document_key

router = APIRouter(include_in_schema=False)


@router.get("/article/{key}/beside/{other}.json")
def as_data(shelf: TheShelf, key: str, other: str) -> Response:
    """Return what an article has of another one, which was there before."""
    later, earlier = shelf.article(key), shelf.article(other)
    return as_json(beside(earlier.document, later.document))


@router.get("/article/{key}/beside/{other}")
def page(request: Request, shelf: TheShelf, key: str, other: str) -> Response:
    """Return the page of an article beside another one, which was there before."""
    later, earlier = shelf.article(key), shelf.article(other)
    found = beside(earlier.document, later.document)
    return render(
        request,
        "explored_beside.html.jinja",
        found=found,
        rows=rows(found, wording()),
        earlier=_head(earlier),
        later=_head(later),
        address=f"/article/{key}/beside/{other}",
        turned=f"/article/{other}/beside/{key}",
    )


def _head(article: Annotations) -> Head:
    document = article.document
    title = headline(document).text
    outlet = document.outlet.name or document.outlet.domain
    return Head(
        name=outlet or title,
        title=title if outlet else "",
        date=day(document.published) or "",
        href=f"/article/{document_key(document.id)}",
    )
