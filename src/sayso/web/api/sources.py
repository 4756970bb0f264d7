"""The sources of a case, out."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Response

from sayso.web.api.described import answers, router_of
from sayso.web.api.paging import ThePage
from sayso.web.api.records import SourceList
from sayso.web.forms import TheShelf

router = router_of("sources")

Named = Annotated[bool, Query(description="Those with a name, or else those without.")]


@router.get("", responses=answers({200: SourceList}, lead="Link"))
def listed(shelf: TheShelf, page: ThePage, *, named: Named = True) -> Response:
    """List who is cited.

    Names are one that people have judged to be one, or that mean one outlet. Those without a name are listed
    by the words that articles use of them.
    """
    with shelf.open() as opened:
        found = opened.sources(named=named)
    items = tuple(page.of(found))
    return page.answer(SourceList(items=items, total=len(found), page=page.number, size=page.size))
