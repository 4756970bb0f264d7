"""Links, files and a pasted text in; the job that adds them, and the page of the form, out."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Depends, HTTPException, Request, Response
from fastapi.responses import RedirectResponse
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException as BareHTTPException

from sayso.errors import SaysoError
from sayso.web.forms import TheJobs
from sayso.web.guard import BODY_FACTOR
from sayso.web.job import Given, pasted
from sayso.web.jobs import LONGEST_CLAIM
from sayso.web.rendering import render
from sayso.web.wording import texts

if TYPE_CHECKING:
    from sayso.settings import Settings

router = APIRouter(include_in_schema=False)

MOST_FILES = 1_000
"""Files of one form; each waits in memory or, from a megabyte on, on the disk."""

MOST_LINKS = 1_000
"""Links of one form: fetching them can take hours."""

MOST_FIELDS = 20
"""Fields of one form that are no files; ours has eight."""

BROKEN = 400
"""HTTP's status by which Starlette says that a form has too many parts, or none that it can tell apart."""

WRONG = 422
"""HTTP's status for a form that was filled in wrongly."""

_ADDRESS = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
_NO_SCHEME = re.compile(r"(?:[\w-]{1,63}\.){1,8}[^\W\d]{2,63}(?:[/?#:]\S*)?", re.IGNORECASE)
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Filled:
    """What somebody has filled in, but for files, which no page can fill in again."""

    links: str = ""
    text: str = ""
    title: str = ""
    outlet: str = ""
    date: str = ""
    address: str = ""


class WrongError(SaysoError):
    """A part of the form is filled in wrongly."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


async def _sent(request: Request) -> AsyncIterator[FormData]:
    """Yield the form that was sent, within bounds; its files are closed behind it."""
    most: Settings = request.app.state.settings
    try:
        form = await request.form(
            max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=most.max_bytes
        )
    except BareHTTPException as error:
        # Starlette has one status for what cannot be read and for what is too much, and tells which in words.
        if error.status_code != BROKEN or "maximum" not in error.detail.lower():
            raise
        raise HTTPException(413, _limits(most)) from error
    try:
        yield form
    finally:
        await form.close()


@router.get("/add")
def page(request: Request) -> Response:
    """Return the page with the form."""
    return _page(request, Filled())


@router.post("/add")
def add(request: Request, jobs: TheJobs, form: Annotated[FormData, Depends(_sent)]) -> Response:
    """Begin to add what was given, and lead to where one sees how far it is."""
    filled = Filled(**{name: _field(form, name) for name in Filled.__slots__})
    try:
        job = jobs.add(_given(filled, form))
    except WrongError as wrong:
        return _page(request, filled, wrong.field, str(wrong))
    except SaysoError as problem:
        return _page(request, filled, "", str(problem))
    return RedirectResponse(f"/jobs/{job.id}", 303)


def _page(request: Request, filled: Filled, field: str = "", message: str = "") -> Response:
    most: Settings = request.app.state.settings
    return render(
        request,
        "add.html.jinja",
        status=WRONG if message else 200,
        filled=filled,
        field=field,
        message=message,
        limits=_limits(most),
        most_bytes=BODY_FACTOR * most.max_bytes,
        most_files=MOST_FILES,
    )


def _limits(most: Settings) -> str:
    return (
        texts()
        .add["limits"]
        .format(
            files=f"{MOST_FILES:,}",
            links=f"{MOST_LINKS:,}",
            together=_megabytes(BODY_FACTOR * most.max_bytes),
            each=_megabytes(most.max_bytes),
            letters=f"{most.max_characters:,}",
        )
    )


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.4g}"


def _field(form: FormData, name: str) -> str:
    given = form.get(name)
    return given if isinstance(given, str) else ""


def _given(filled: Filled, form: FormData) -> list[Given]:
    """Return what was given, links first.

    Raises:
        WrongError: if nothing was, or a part of it cannot be understood.

    """
    words = texts().add
    given = [Given(name=each, url=each) for each in _links(filled.links)]
    given += [
        Given(name=each.filename, data=each.file.read(), media_type=each.content_type or "")
        for each in form.getlist("files")
        if isinstance(each, UploadFile) and each.filename
    ]
    if filled.text.strip():
        given.append(_text(filled))
    elif any(map(str.strip, (filled.title, filled.outlet, filled.date, filled.address))):
        raise WrongError("text", words["no_text"])
    if not given:
        raise WrongError("links", words["nothing"])
    return given


def _links(lines: str) -> list[str]:
    words = texts().add
    found = dict.fromkeys(line.strip() for line in lines.splitlines() if line.strip())
    if len(found) > MOST_LINKS:
        raise WrongError("links", words["many_links"].format(n=f"{MOST_LINKS:,}"))
    links = []
    for line in found:
        link = address(line)
        if link is None:
            shown = line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"
            raise WrongError("links", words["no_link"].format(line=shown))
        links.append(link)
    return links


def address(line: str) -> str | None:
    """Return the address in a line, which may lack its beginning as browsers show it; None where it is none."""
    if len(line) > LONGEST_CLAIM:
        return None
    if _NO_SCHEME.fullmatch(line):
        return f"https://{line}"
    return line if _ADDRESS.fullmatch(line) else None


def _text(filled: Filled) -> Given:
    words = texts().add
    url = None
    if filled.address.strip():
        url = address(filled.address.strip())
        if url is None:
            raise WrongError("address", words["no_address"])
    if filled.date.strip():
        try:
            date.fromisoformat(filled.date.strip())
        except ValueError:
            raise WrongError("date", words["no_date"]) from None
    return pasted(
        filled.text,
        title=filled.title,
        url=url,
        outlet=filled.outlet,
        published=filled.date.strip(),
    )
