"""Words in; the documents that hold them, with the words at their places, out."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Response

from sayso.case import Hit
from sayso.spans import span
from sayso.web.api.described import answers, router_of
from sayso.web.api.paging import ThePage
from sayso.web.api.records import HitList, SearchHit
from sayso.web.forms import TheShelf
from sayso.web.shelf import document_key
from sayso.web.snippets import snippet

router = router_of("search")

MOST_WORDS = 20
"""Places of words in a text that a hit names, the first."""

Words = Annotated[str, Query(min_length=1, max_length=2_000, description="What is looked for.")]
InClaims = Annotated[bool, Query(description="Look in claims alone.")]


@router.get("", responses=answers({200: HitList}, lead="Link"))
def found(shelf: TheShelf, q: Words, page: ThePage, *, claims: InClaims = False) -> Response:
    """Find documents by their words.

    Those that hold all the words are found or, where none does, those that hold some. Nothing in the words is
    syntax, and neither capitals nor marks on letters make a difference.
    """
    with shelf.open() as opened:
        hits = opened.find(q, page.size, page.start, claims=claims)
    return page.answer(
        HitList(
            items=tuple(map(_told, hits.hits)),
            total=hits.total,
            page=page.number,
            size=page.size,
            every=hits.every,
        )
    )


def _told(hit: Hit) -> SearchHit:
    shown = snippet(hit.text, hit.in_text, hit.title)
    return SearchHit(
        document=hit.document,
        address=f"/article/{document_key(hit.document)}",
        title=hit.title,
        outlet=hit.outlet,
        published=hit.published,
        snippet=shown.span if shown else None,
        words=tuple(span(hit.text, *each) for each in hit.in_text[:MOST_WORDS]),
    )
