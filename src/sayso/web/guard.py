"""Requests of unknown origin in; those that may be answered, with answers that a browser keeps in bounds, out.

Nothing of the explorer stands before this: `GuardedApp` puts it round the whole application, error pages
and all, so that no page that is added can be forgotten.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI, HTTPException, Request, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from sayso.settings import Settings
from sayso.web.access import Access
from sayso.web.answers import with_headers, without_body
from sayso.web.bodies import Body
from sayso.web.door import READS, Door
from sayso.web.hosts import Host, read_origin
from sayso.web.problems import answer, http_problem, tell_problems
from sayso.web.wording import texts

AT_ONCE = 64
"""Requests answered at the same time; FastAPI's pool has 40 threads."""

HEADERS = 100
ADDRESS_BYTES = 8192

BODY_FACTOR = 5
"""A body may be so many times the largest input: several files, or one in the escapes of JSON."""


class GuardedApp(FastAPI):
    """An application behind the guard."""

    def __init__(self, access: Access, settings: Settings, **values: Any) -> None:  # noqa: ANN401  # FastAPI's own
        """Make it.

        Args:
            access: How one may come in.
            settings: For the largest input.
            values: As FastAPI takes them.

        """
        super().__init__(**values)
        self._access = access
        self._settings = settings
        self.state.access = access
        tell_problems(self)

    def build_middleware_stack(self) -> ASGIApp:
        """Return all that a request goes through, the guard first."""
        return Guard(super().build_middleware_stack(), self._access, self._settings)


class Guard:
    """Lets in who may come in; ASGI middleware."""

    def __init__(self, app: ASGIApp, access: Access, settings: Settings) -> None:
        """Stand before ``app``."""
        self._app = app
        self._access = access
        self._door = Door(access)
        self._largest = BODY_FACTOR * settings.max_bytes
        self._under_way = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or have it answered."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._http(scope, receive, with_headers(scope, send))
        else:  # there is no other way to speak with the explorer, and none that could be forgotten here
            await send({"type": "websocket.close", "code": 1008})

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = Body(receive, self._largest)
        request = Request(scope, body)
        with self._counted():
            try:
                response = await self._examined(request, body)
            except HTTPException as refused:
                response = answer(request, http_problem(refused), refused.headers, alone=True)
            if response is not None:
                await response(scope, body, send)
                return
            # Starlette has answered an error and told of it before it raises it once more, for the server.
            with contextlib.suppress(Exception):
                if request.method == "HEAD":  # as GET, but for the body: RFC 9110, 9.3.2
                    await self._app({**scope, "method": "GET"}, body, without_body(send))
                else:
                    await self._app(scope, body, send)

    @contextlib.contextmanager
    def _counted(self) -> Iterator[None]:
        self._under_way += 1
        try:
            yield
        finally:
            self._under_way -= 1

    async def _examined(self, request: Request, body: Body) -> Response | None:
        """Return the answer to one who may not come in, or not yet; None to let the request through."""
        if self._under_way > AT_ONCE:
            raise HTTPException(503, headers={"Retry-After": "1"})
        self._bounded(request)
        host = self._access.host(request.headers.get("host", ""))
        if host is None:
            raise HTTPException(400, texts().access["host"])
        _from_here(request, host)
        return await self._door.admit(request, body, host)

    def _bounded(self, request: Request) -> None:
        """Refuse what is too large before anything is read of it, and addresses that mean another site."""
        if len(request.headers.raw) > HEADERS:
            raise HTTPException(431)
        if (
            len(request.scope["query_string"]) + len(request.scope.get("raw_path") or b"")
            > ADDRESS_BYTES
        ):
            raise HTTPException(414)
        path = request.scope["path"]
        if not path.startswith("/") or path.startswith("//") or "\\" in path:
            raise HTTPException(404)
        length = request.headers.get("content-length", "0")
        if not length.isdecimal() or int(length[:20]) > self._largest:
            raise HTTPException(413)


def _from_here(request: Request, host: Host) -> None:
    """Refuse what another site has a browser ask for, but for following a link.

    W3C Fetch Metadata tells it for pages that are safe from eavesdropping, as those of this machine are;
    Origin tells it for all that change something.
    """
    origin = request.headers.get("origin")
    if origin is not None:
        found = read_origin(origin)
        own = Host(host.name, host.port, https=host.https or request.scope["scheme"] == "https")
        if found is None or found.origin != own.origin:
            raise HTTPException(403, texts().access["origin"])
    follows_link = (
        request.method in READS
        and request.headers.get("sec-fetch-mode") == "navigate"
        and request.headers.get("sec-fetch-dest") == "document"
    )
    if not follows_link and request.headers.get("sec-fetch-site") in {"cross-site", "same-site"}:
        raise HTTPException(403, texts().access["origin"])
