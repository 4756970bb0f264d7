"""A request in; who asks, and the judgement that has just led to the page, out: what pages need to judge."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from sayso.case import login_name
from sayso.errors import SaysoError
from sayso.show.headline import headline

if TYPE_CHECKING:
    from fastapi import Request, Response

    from sayso.case import Case, Given

NUMBER = "judged"
"""The part of an address that tells which judgement has led there."""

AUTHOR = "sayso-author"
"""The cookie that keeps the name under which somebody judged last."""

REMEMBERED = 365 * 24 * 3600
"""Seconds."""

LONGEST_AUTHOR = 200
"""Code points, as in ``judging``."""

_NOBODY = frozenset({"root", "Administrator", "SYSTEM"})
"""Names that accounts have, and nobody who judges."""

_DOCUMENT = re.compile(r"sha256:[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Judged:
    """The judgement that has led to a page, and the address of that page without it."""

    given: Given
    titles: Mapping[str, str]
    """Of the articles that it is about."""
    back: str


def judged(request: Request) -> Judged | None:
    """Return the judgement whose number is in the address, if there is one."""
    number = request.query_params.get(NUMBER, "")
    if not (number.isascii() and number.isdecimal() and len(number) <= 9):
        return None
    try:
        with request.app.state.shelf.open() as opened:
            found = next((each for each in opened.history() if each.number == int(number)), None)
            known = titles(opened, [found] if found else [])
    except SaysoError:  # the page itself will tell
        return None
    asked = f"{request.url.path}?{request.url.query}"
    return Judged(found, known, without_number(asked)) if found else None


def history(request: Request) -> tuple[Given, ...]:
    """Return all judgements of the case, also those that were taken back."""
    with request.app.state.shelf.open() as opened:
        found: tuple[Given, ...] = opened.history()
    return found


def titles(opened: Case, shown: Iterable[Given]) -> Mapping[str, str]:
    """Return the headlines of the articles that judgements are about, by the ids of their documents."""
    subjects = {each for given in shown for each in given.judgement.subjects}
    wanted = [each for each in subjects if _DOCUMENT.fullmatch(each)]
    if not wanted:
        return {}
    return {each.id: headline(each).text for each in opened.texts(opened.ids(wanted))}


def author(request: Request) -> str:
    """Return under which name who asks has judged last, or else that of this machine's user.

    Who comes in by a password may be anybody, and the machine's administrator is nobody's name.
    """
    known = unquote(request.cookies.get(AUTHOR, ""))[:LONGEST_AUTHOR].strip()
    if known or request.app.state.access.password is not None:
        return known
    name = login_name()
    return "" if name in _NOBODY else name


def remember(response: Response, name: str) -> None:
    """Let a browser keep the name under which somebody judges."""
    value = quote(name.strip()[:LONGEST_AUTHOR], errors="replace")
    response.set_cookie(AUTHOR, value, max_age=REMEMBERED, httponly=True, samesite="strict")


def without_number(address: str) -> str:
    """Return an address of this server without the number of a judgement."""
    parts = urlsplit(address)
    query = urlencode(
        [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if pair[0] != NUMBER]
    )
    return f"{parts.path}?{query}" if query else parts.path


def with_number(address: str, number: int) -> str:
    """Return an address of this server with the number of a judgement, in place of another."""
    plain = without_number(address)
    return f"{plain}{'&' if '?' in plain else '?'}{urlencode({NUMBER: number})}"
