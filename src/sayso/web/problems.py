"""What went wrong in; what is said about it, to a program or to people, out.

Programs get RFC 9457, ``application/problem+json``; people get a page. Neither gets a traceback.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, cast
from uuid import uuid4

import msgspec
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from msgspec import UNSET, UnsetType
from starlette.exceptions import HTTPException as BareHTTPException
from starlette.requests import ClientDisconnect
from starlette.routing import Match

from sayso.errors import AnchorError, BusyError, InputError, NotYetError, SaysoError, TooLargeError
from sayso.show.plain import printable
from sayso.web.rendering import render, render_alone
from sayso.web.shelf import MissingError
from sayso.web.wording import texts

PROBLEM_TYPE = "application/problem+json"

_DETAIL_CHARACTERS = 1000
_TRACEBACK_CHARACTERS = 20_000
_WRONG_PARTS = 20
_METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")

_STATUS: tuple[tuple[type[SaysoError], HTTPStatus], ...] = (
    (MissingError, HTTPStatus.NOT_FOUND),
    (BusyError, HTTPStatus.SERVICE_UNAVAILABLE),
    (TooLargeError, HTTPStatus.REQUEST_ENTITY_TOO_LARGE),
    (InputError, HTTPStatus.UNPROCESSABLE_ENTITY),
    (NotYetError, HTTPStatus.UNSUPPORTED_MEDIA_TYPE),
    (SaysoError, HTTPStatus.BAD_REQUEST),
)


class Wrong(msgspec.Struct, frozen=True):
    """A part of a request that cannot be understood."""

    where: str
    why: str


class Problem(msgspec.Struct, frozen=True):
    """One problem, RFC 9457.

    Attributes:
        title: What is wrong in general: the phrase of the status.
        status: Of HTTP.
        detail: What is wrong here, in a sentence.
        type: Of the problem; ``about:blank`` says that the status tells it.
        instance: By which a defect can be found in what the server wrote about it.
        errors: The parts of the request that cannot be understood.

    """

    title: str
    status: int
    detail: str
    type: str = "about:blank"
    instance: str | UnsetType = UNSET
    errors: tuple[Wrong, ...] | UnsetType = UNSET


def tell_problems(app: FastAPI) -> None:
    """Have ``app`` answer all errors in the one way."""
    app.add_exception_handler(BareHTTPException, _http)
    app.add_exception_handler(RequestValidationError, _not_understood)
    app.add_exception_handler(SaysoError, _ours)
    app.add_exception_handler(ClientDisconnect, _gone)
    app.add_exception_handler(Exception, _defect)


def answer(
    request: Request,
    problem: Problem,
    headers: Mapping[str, str] | None = None,
    *,
    alone: bool = False,
    told: Sequence[str] = (),
) -> Response:
    """Return the answer that tells ``problem``.

    Args:
        request: To which it answers.
        problem: That is told.
        headers: Of the answer.
        alone: Whether the page is to show nothing of the case.
        told: What is wrong with each part that cannot be understood, in sentences for people.

    """
    if for_program(request):
        return Response(msgspec.json.encode(problem), problem.status, headers, PROBLEM_TYPE)
    if alone or not hasattr(request.app.state, "shelf"):
        shown = {"title": texts().problem["title"], "detail": problem.detail}
        return render_alone("alone.html.jinja", problem.status, headers, **shown)
    return render(
        request,
        "problem.html.jinja",
        status=problem.status,
        headers=headers,
        problem=problem,
        told=told,
    )


def http_problem(error: BareHTTPException) -> Problem:
    """Return the problem that ``error`` tells, in its own words if it has any but the status's."""
    phrase = _phrase(error.status_code)
    sentences = texts().problem
    own = str(error.detail) if error.detail and error.detail != phrase else ""
    detail = own or sentences.get(str(error.status_code)) or sentences["other"]
    return Problem(phrase, error.status_code, _sentence(detail))


def for_program(request: Request) -> bool:
    """Return whether a program asks: by the address, or since it takes JSON and no page."""
    path = request.scope["path"]
    accepts = request.headers.get("accept", "")
    return (
        path.startswith("/api/")
        or path.endswith((".json", ".csv"))
        or ("json" in accepts and "html" not in accepts)
    )


async def _http(request: Request, error: Exception) -> Response:
    error = cast("BareHTTPException", error)
    if error.status_code < HTTPStatus.BAD_REQUEST:
        return Response(status_code=error.status_code, headers=error.headers)
    headers = error.headers
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        headers = {"Allow": ", ".join(_allowed(request))}
    return answer(request, http_problem(error), headers)


def _allowed(request: Request) -> list[str]:
    """Return all that can be done at an address; Starlette tells of the first function there alone."""
    scope, routes = request.scope, request.app.routes
    return [
        method
        for method in _METHODS
        # HEAD is answered wherever GET is.
        for meant in ["GET" if method == "HEAD" else method]
        if any(each.matches({**scope, "method": meant})[0] is Match.FULL for each in routes)
    ]


async def _gone(_: Request, __: Exception) -> Response:
    """Answer nobody: who asked has left before all was said."""
    return Response(status_code=HTTPStatus.BAD_REQUEST)


async def _ours(request: Request, error: Exception) -> Response:
    if isinstance(error, AnchorError):
        return await _defect(request, error)
    status = next(status for kind, status in _STATUS if isinstance(error, kind))
    busy = {"Retry-After": "1"} if status == HTTPStatus.SERVICE_UNAVAILABLE else None
    return answer(request, Problem(_phrase(status), status, _told(request, error)), busy)


def _told(request: Request, error: Exception) -> str:
    """Return what an error says, without where on this machine the case lies."""
    shelf = getattr(request.app.state, "shelf", None)
    told = str(error)
    return _sentence(told if shelf is None else told.replace(str(shelf.path), shelf.path.name))


async def _not_understood(request: Request, error: Exception) -> Response:
    error = cast("RequestValidationError", error)
    parts = error.errors()[:_WRONG_PARTS]
    # What was sent is not sent back: it may be anything, of any length.
    wrong = tuple(
        Wrong(".".join(map(str, each["loc"]))[:100], _sentence(str(each["msg"]))) for each in parts
    )
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    problem = Problem(_phrase(status), status, texts().problem["422"], errors=wrong)
    return answer(request, problem, told=tuple(dict.fromkeys(map(_for_people, parts))))


def _for_people(part: Mapping[str, Any]) -> str:
    """Return what is wrong with a part of a request, in the words of the page that it came from."""
    fields, whys = texts().fields, texts().wrong
    named = (fields[each] for each in map(str, part["loc"][1:]) if each in fields)
    return whys.get(part["type"], whys["other"]).format(field=next(named, fields["other"]))


async def _defect(request: Request, error: Exception) -> Response:
    """Answer with a number alone; what it stands for is written where the server was started."""
    number = uuid4()
    lines = "".join(traceback.format_exception(error))[-_TRACEBACK_CHARACTERS:]
    # Words of an article may stand in it, and an article may hold what a terminal obeys.
    sys.stderr.write(printable(f"Defect {number}: {request.method} failed\n{lines}"))
    sys.stderr.flush()
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    detail = texts().problem["500"].format(number=number)
    problem = Problem(_phrase(status), status, detail, instance=f"urn:uuid:{number}")
    return answer(request, problem, alone=True)


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _sentence(text: str) -> str:
    return printable(text[:_DETAIL_CHARACTERS])
