"""Pages that were made in; the same again, as long as what they were made of has not changed, out."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

from fastapi import Response

from sayso.web.judged import AUTHOR, NUMBER

if TYPE_CHECKING:
    from fastapi import Request

MOST_BYTES = 100_000_000
"""Of all pages together; those asked for last are kept."""

_Key = tuple[str, ...]


class KeptPages:
    """Pages as one visitor was shown them, each with what it was made of."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        """Keep no more than ``most`` bytes."""
        self._most = most
        self._lock = Lock()
        self._pages: OrderedDict[_Key, tuple[str, Response]] = OrderedDict()
        self._size = 0

    def again(self, request: Request, made_of: str) -> Response | None:
        """Return the page that was kept, if it was made of the same."""
        key = _key(request)
        with self._lock:
            made, page = self._pages.get(key, ("", None))
            if page is None or made != made_of:
                return None
            self._pages.move_to_end(key)
        return Response(page.body, media_type=page.media_type)

    def keep(self, request: Request, made_of: str, page: Response) -> Response:
        """Keep a page and return it; one that tells of a judgement is shown once."""
        if page.status_code == 200 and NUMBER not in request.query_params:  # HTTP's
            key = _key(request)
            with self._lock:
                self._drop(key)
                self._pages[key] = (made_of, Response(page.body, media_type=page.media_type))
                self._size += len(page.body)
                while self._size > self._most:
                    self._drop(next(iter(self._pages)))
        return page

    def _drop(self, key: _Key) -> None:
        _, page = self._pages.pop(key, ("", None))
        self._size -= len(page.body) if page is not None else 0


def _key(request: Request) -> _Key:
    """Return what else decides how a page looks: its address, and what its forms are filled with."""
    url = request.url
    return (url.path, url.query, request.state.csrf, request.cookies.get(AUTHOR, ""))
