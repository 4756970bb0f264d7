"""A request's body as it comes in; the same out, as long as it is neither too large nor too slow."""

from __future__ import annotations

import asyncio
import re
import time
from collections import deque

from fastapi import HTTPException
from starlette.types import Message, Receive

BODY_SECONDS = 20.0
BODY_RATE = 20_000
"""A body has so many seconds, and one more for each so many bytes that have come."""

CSRF_WITHIN = 65_536
"""A form brings its field ``csrf`` within its first so many bytes, that is before any file."""

_CSRF = re.compile(
    rb"(?:^|&)csrf=([0-9a-f]{64})(?:&|$)"
    rb'|; ?name="?csrf"?\r\n(?:[^\r\n]+\r\n)*\r\n([0-9a-f]{64})\r\n'
)


class Body:
    """Receives a body in its place, and refuses it where it goes too far."""

    def __init__(self, receive: Receive, largest: int) -> None:
        """Wait for the body, of ``largest`` bytes at most."""
        self._receive = receive
        self._largest = largest
        self._ahead: deque[Message] = deque()
        self._size = 0
        self._began = 0.0
        self._whole = False

    async def __call__(self) -> Message:
        """Return the next piece.

        Raises:
            HTTPException: 413 if the body is too large, 408 if it is too slow.

        """
        return self._ahead.popleft() if self._ahead else await self._next()

    async def csrf(self) -> str:
        """Return what a form's field ``csrf`` holds, or nothing; what is read for that is received once more.

        The field is looked for by its form: whoever knows what it should hold has shown what was to be shown,
        wherever in a body it stands.
        """
        found = _CSRF.search(await self._start(CSRF_WITHIN))
        return (found[1] or found[2]).decode("ascii") if found else ""

    async def whole(self) -> bytes:
        """Return all of it."""
        return await self._start(self._largest)

    async def _start(self, size: int) -> bytes:
        read: list[bytes] = []
        while size > 0 and not self._whole:
            message = await self._next()
            self._ahead.append(message)
            read.append(message.get("body", b""))
            size -= len(read[-1])
        return b"".join(read)

    async def _next(self) -> Message:
        if self._whole:
            return await self._receive()  # it waits until the visitor leaves
        now = time.monotonic()
        self._began = self._began or now
        until = self._began + BODY_SECONDS + self._size / BODY_RATE
        try:
            async with asyncio.timeout(until - now):
                message = await self._receive()
        except TimeoutError:
            raise HTTPException(408) from None
        self._size += len(message.get("body", b""))
        if self._size > self._largest:
            raise HTTPException(413)
        self._whole = not message.get("more_body", False)
        return message
