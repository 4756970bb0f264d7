"""A list and the number of a page in; the page with links to those beside it, out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, TypeVar

from fastapi import Depends, Query, Request, Response

from sayso.web.api.records import Listing
from sayso.web.forms import PageNumber, as_json

MOST_ITEMS = 200
"""Items of a page."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list is asked for."""

    request: Request
    number: int
    size: int

    @property
    def start(self) -> int:
        """How many items are on the pages before."""
        return (self.number - 1) * self.size

    def of(self, items: Sequence[Item]) -> Sequence[Item]:
        """Return the items of a whole list that are on this page."""
        return items[self.start : self.start + self.size]

    def answer(self, listing: Listing[Item]) -> Response:
        """Return the answer that holds this page."""
        response = as_json(listing)
        last = max(1, -(-listing.total // self.size))
        links = [("prev", min(self.number - 1, last)), ("next", self.number + 1)]
        told = [f'<{self._at(each)}>; rel="{rel}"' for rel, each in links if 0 < each <= last]
        if told:
            response.headers["Link"] = ", ".join(told)
        return response

    def _at(self, number: int) -> str:
        url = self.request.url.include_query_params(page=number, size=self.size)
        return f"{url.path}?{url.query}"


def _page(
    request: Request,
    page: PageNumber = 1,
    size: Annotated[int, Query(ge=1, le=MOST_ITEMS, description="Items on a page.")] = 50,
) -> Page:
    return Page(request, page, size)


ThePage = Annotated[Page, Depends(_page)]
