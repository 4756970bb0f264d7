"""A request from one of our own addresses in; whether it comes in, by which right, and the page if not, out."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from urllib.parse import parse_qsl, quote, urlencode

from fastapi import HTTPException, Request, Response
from fastapi.responses import RedirectResponse

from sayso.web.access import (
    ATTEMPT_SECONDS,
    PRINT_SECONDS,
    Access,
    Password,
    new_secret,
    same_secret,
)
from sayso.web.answers import STATIC
from sayso.web.bodies import Body
from sayso.web.hosts import Host
from sayso.web.problems import for_program
from sayso.web.rendering import render_alone
from sayso.web.wording import texts

ENTER = "/enter"
LEAVE = "/leave"

READS = frozenset({"GET", "HEAD", "OPTIONS"})
"""Methods that change nothing: RFC 9110, 9.2.1."""

_FORM_BYTES = 16_384
_SAFE = "/?&=%:;,+@!~*'()-._"
_BEARER = "bearer "


class Door:
    """Lets visitors in."""

    def __init__(self, access: Access) -> None:
        """Let in as ``access`` has it."""
        self._access = access
        self._visits = access.visits
        self._told = float("-inf")

    async def admit(self, request: Request, body: Body, host: Host) -> Response | None:
        """Return None to let ``request`` through, or the answer that it gets here.

        What comes through has the state ``csrf``, which its forms bring back.

        Raises:
            HTTPException: 401 or 403, where a program or a form may not come in.

        """
        request.state.csrf = ""
        # Not that of request.url, in which a question mark of the path ends it.
        path, method = request.scope["path"], request.method
        if path.startswith(STATIC) and method in READS:
            return None
        if path == ENTER and method == "POST" and (password := self._access.password):
            return await self._by_password(request, host, password)
        if "token" in request.query_params and method == "GET" and not self._access.password:
            return self._by_address(request, host)
        if (token := _programs_token(request)) is not None:
            if not self._access.is_api_token(token):
                raise HTTPException(401, texts().access["program"], {"WWW-Authenticate": "Bearer"})
            return None
        return await self._by_session(request, body, host)

    async def _by_session(self, request: Request, body: Body, host: Host) -> Response | None:
        session = request.cookies.get(self._access.cookie, "")
        if not self._visits.goes_on(session):
            return self._knocked(request, host)
        csrf = request.state.csrf = self._visits.csrf(session)
        if request.method not in READS:
            given = request.headers.get("x-csrf-token") or await body.csrf()
            if not same_secret(given, csrf):
                raise HTTPException(403, texts().access["csrf"])
            if request.scope["path"] == LEAVE:
                return self._left(session)
        return None

    def _by_address(self, request: Request, host: Host) -> Response:
        """Exchange a one-time token for a session, and show the address without it."""
        token = request.query_params["token"]
        rest = [pair for pair in request.query_params.multi_items() if pair[0] != "token"]
        to = here(quote(request.scope["path"]) + ("?" + urlencode(rest) if rest else ""))
        if self._visits.goes_on(request.cookies.get(self._access.cookie, "")):
            return RedirectResponse(to, 303)
        session = self._visits.spend(token)
        if session is None:
            return self._knocked(request, host, "used")
        if request.headers.get("sec-fetch-site") == "cross-site":
            # A browser would follow a redirect as the site from which it came, and leave the cookie out.
            response: Response = _page("welcome", 200, to=to, refresh=True)
        else:
            response = RedirectResponse(to, 303)
        return self._with_cookie(response, self._access.cookie, session, request, host)

    async def _by_password(self, request: Request, host: Host, password: Password) -> Response:
        form = dict(
            parse_qsl((await Body(request.receive, _FORM_BYTES).whole()).decode("utf8", "replace"))
        )
        before = request.cookies.get(self._before, "")
        if not before or not same_secret(form.get("csrf", ""), self._visits.csrf(before)):
            raise HTTPException(403, texts().access["csrf"])
        machine = request.client.host if request.client else ""
        if not self._access.attempts.another(machine):
            headers = {"Retry-After": str(int(ATTEMPT_SECONDS))}
            raise HTTPException(429, texts().access["wait"], headers)
        to = here(form.get("next", "/"))
        if not await asyncio.to_thread(password.matches, form.get("password", "")):
            return self._form(request, host, to, "wrong")
        response = RedirectResponse(to, 303)
        return self._with_cookie(response, self._access.cookie, self._visits.begin(), request, host)

    def _knocked(self, request: Request, host: Host, why: str = "knock") -> Response:
        """Return the answer to one who has not come in: how to."""
        headers = {"WWW-Authenticate": "Bearer"}
        if for_program(request) or request.method not in READS:
            raise HTTPException(401, texts().access["program"], headers)
        path, query = request.scope["path"], request.url.query
        to = "/" if path == ENTER else here(quote(path) + (f"?{query}" if query else ""))
        if request.headers.get("sec-fetch-site") == "cross-site" and why == "knock":
            # A browser leaves the cookie out where another site leads here; from our own page it brings it.
            return _page("elsewhere", 401, headers, to=to)
        if self._access.password:
            return self._form(request, host, to, "password_asked")
        self._print_address(request, host)
        return _page(why, 401, headers)

    def _form(self, request: Request, host: Host, to: str, why: str) -> Response:
        """Return the page that asks for the password; a cookie of its own tells our form from another's."""
        before = request.cookies.get(self._before) or new_secret()
        headers = {"WWW-Authenticate": "Bearer"}
        page = _page(why, 401, headers, to=to, csrf=self._visits.csrf(before), enter=ENTER)
        return self._with_cookie(page, self._before, before, request, host)

    def _left(self, session: str) -> Response:
        self._visits.end(session)
        response = RedirectResponse("/", 303)
        response.delete_cookie(self._access.cookie)
        return response

    def _print_address(self, request: Request, host: Host) -> None:
        if time.monotonic() - self._told >= PRINT_SECONDS:
            self._told = time.monotonic()
            self._access.tell(self._access.address(request.headers["host"], https=host.https))

    def _with_cookie(
        self, response: Response, name: str, value: str, request: Request, host: Host
    ) -> Response:
        secure = host.https or request.url.scheme == "https"
        response.set_cookie(name, value, secure=secure, httponly=True, samesite="strict")
        return response

    @property
    def _before(self) -> str:
        """The name of the cookie of one who has not come in."""
        return self._access.cookie + "-before"


def here(address: str) -> str:
    """Return an address of this server, whatever ``address`` is: two slashes would lead to another."""
    return "/" + quote(address.lstrip("/\\"), safe=_SAFE)


def _page(
    why: str, status: int, headers: Mapping[str, str] | None = None, **values: object
) -> Response:
    words = texts().access
    told = {"title": words["title"], "detail": words[why], **values}
    return render_alone("alone.html.jinja", status, headers, **told)


def _programs_token(request: Request) -> str | None:
    """Return what a program brings to come in."""
    token = request.headers.get("x-sayso-token")
    given = request.headers.get("authorization", "")
    if token is None and given[: len(_BEARER)].lower() == _BEARER:
        token = given[len(_BEARER) :].strip()
    return token
