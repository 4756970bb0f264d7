"""Pages that were made in; the same again, as long as what they were made of has not changed, out."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from fastapi import Response

from sayso.web.judged import AUTHOR, NUMBER

if TYPE_CHECKING:
    from fastapi import Request

MOST_BYTES = 100_000_000
"""Of all pages together; those asked for last are kept."""

APART = 2_000
"""Bytes that a page takes beside its own and those of what it is kept by, about."""

MOMENT = 5.0
"""Seconds for which a page may be behind what is being added."""

_Key = tuple[str, ...]


class _Kept(NamedTuple):
    """A page, what it was made of and when."""

    made_of: str
    changed: str
    at: float
    page: Response


class KeptPages:
    """Pages as one visitor was shown them, each with what it was made of."""

    def __init__(self, most: int = MOST_BYTES, now: Callable[[], float] = time.monotonic) -> None:
        """Keep no more than ``most`` bytes."""
        self._most = most
        self._now = now
        self._lock = Lock()
        self._pages: OrderedDict[_Key, _Kept] = OrderedDict()
        self._size = 0

    def again(self, request: Request, made_of: str, changed: str = "") -> Response | None:
        """Return the page that was kept, if it was made of the same.

        Args:
            request: For the page.
            made_of: What it must be made of.
            changed: What it should be made of; a page that was made a moment ago may be of something else.

        """
        key = _key(request)
        with self._lock:
            kept = self._pages.get(key)
            if kept is None or kept.made_of != made_of:
                return None
            if kept.changed != changed and self._now() - kept.at > MOMENT:
                return None
            self._pages.move_to_end(key)
        return Response(kept.page.body, media_type=kept.page.media_type)

    def keep(self, request: Request, made_of: str, page: Response, changed: str = "") -> Response:
        """Keep a page and return it; one that tells of a judgement is shown once."""
        if page.status_code == 200 and NUMBER not in request.query_params:
            key = _key(request)
            own = Response(page.body, media_type=page.media_type)
            with self._lock:
                self._drop(key)
                self._pages[key] = _Kept(made_of, changed, self._now(), own)
                self._size += _size(key, own)
                while self._size > self._most:
                    self._drop(next(iter(self._pages)))
        return page

    def _drop(self, key: _Key) -> None:
        kept = self._pages.pop(key, None)
        self._size -= _size(key, kept.page) if kept is not None else 0


def _size(key: _Key, page: Response) -> int:
    """Return what a page takes: who asks can make its address long, and there are pages of no bytes."""
    return APART + len(page.body) + sum(map(len, key))


def _key(request: Request) -> _Key:
    """Return what else decides how a page looks: its address, and what its forms are filled with."""
    url = request.url
    return (url.path, url.query, request.state.csrf, request.cookies.get(AUTHOR, ""))
