"""The name of a source in; the sources of a case, and all places where one is cited, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from fastapi import Query, Response

from sayso.case import Citation
from sayso.records import Annotations
from sayso.show.report import place
from sayso.web.api.described import answers, router_of
from sayso.web.api.paging import ThePage
from sayso.web.api.records import CitationList, CitedIn, SourceList
from sayso.web.forms import TheShelf
from sayso.web.shelf import MissingError, Shelf, document_key

router = router_of("sources")
citations = router_of("citations")

WithName = Annotated[bool, Query(description="Those with a name, or else those without.")]
Source = Annotated[
    str,
    Query(min_length=1, max_length=2_000, description="A name of it, whatever its capitals."),
]


@router.get("", responses=answers({200: SourceList}, lead="Link"))
def listed(shelf: TheShelf, page: ThePage, *, named: WithName = True) -> Response:
    """List who is cited.

    Names are one that people have judged to be one, or that mean one outlet. Those without a name are listed
    by the words that articles use of them.
    """
    if named:
        found = tuple(each.source for each in shelf.named().every)
    else:
        with shelf.open() as opened:
            found = opened.sources(named=False)
    items = tuple(page.of(found))
    return page.answer(SourceList(items=items, total=len(found), page=page.number, size=page.size))


@citations.get("", responses=answers({200: CitationList}, 404, lead="Link"))
def cited(shelf: TheShelf, source: Source, page: ThePage) -> Response:
    """List all places where a source is cited, under any of its names.

    The latest article stands first, and what is cited in the order of each article.
    """
    known = shelf.named().get(source)
    if known is None:
        raise MissingError("No article of this case names this source.")
    with shelf.open() as opened:
        found = opened.cited(known.called)
    return page.answer(
        CitationList(
            items=tuple(_told(shelf, page.of(found))),
            total=len(found),
            page=page.number,
            size=page.size,
            source=known.source,
        )
    )


def _told(shelf: Shelf, found: Sequence[Citation]) -> Iterator[CitedIn]:
    articles = {
        each.document.id: each for each in shelf.articles([each.document for each in found])
    }
    for each in found:
        yield _citation(each, articles[each.document])


def _citation(found: Citation, article: Annotations) -> CitedIn:
    said = next((each for each in article.attributions if each.id == found.attribution), None)
    address = f"/article/{document_key(found.document)}"
    spans = said.content_spans if said else ()
    return CitedIn(
        document=found.document,
        address=f"{address}#{place(spans[0])}" if spans else address,
        outlet=found.outlet,
        published=found.published,
        speaks_for=found.speaks_for,
        attribution=said,
    )
