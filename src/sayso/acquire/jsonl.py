"""A line of JSON in, its Document out: ``text`` is needed, what else is there is taken."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sayso.acquire.compose import About
from sayso.acquire.metadata import iso_date
from sayso.acquire.normal import one_line
from sayso.acquire.raw import LINES, Raw
from sayso.acquire.text import from_text
from sayso.errors import InputError

if TYPE_CHECKING:
    from sayso.records import Document
    from sayso.settings import Settings

_LONGEST = 2_000  # characters of a field that is not the text


def from_json(raw: Raw, settings: Settings) -> Document:
    """Return the article of one JSON object.

    A field of the wrong type is as if it were not there, but for ``text``; a number is good for
    an id.

    Raises:
        InputError: if the bytes are no JSON object, or it has no text.

    """
    fields = _object(raw)
    text = fields.get("text")
    if not isinstance(text, str):
        raise InputError(f'{_here(raw)} has no "text".', reason="no text")
    if not text.strip():
        raise InputError(f'The "text" of {_here(raw).lower()} is empty.', reason="empty")
    outlet, domain = _outlet(fields.get("outlet"))
    spoken = _string(fields.get("language"))
    about = About(
        url=_address(fields.get("url")),
        outlet=outlet,
        domain=domain,
        title=_string(fields.get("title")),
        published=iso_date(fields.get("published")),
        language=spoken,
        id=_id(fields.get("id")),
    )
    return from_text(text, about, raw, settings)


def _object(raw: Raw) -> dict[str, Any]:
    try:
        value = json.loads(raw.data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise InputError(
            f"{_here(raw)} is no JSON that can be read.", reason="broken line"
        ) from error
    if not isinstance(value, dict):
        raise InputError(f"{_here(raw)} is no JSON object.", reason="broken line")
    return value


def _here(raw: Raw) -> str:
    return f"Line {raw.id}" if raw.media_type == LINES else "The file"


def _string(value: object) -> str | None:
    return one_line(value[:_LONGEST]) or None if isinstance(value, str) else None


def _id(value: object) -> str | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)[:_LONGEST]
    return _string(value)


def _outlet(value: object) -> tuple[str | None, str | None]:
    """Return the name and the domain of an outlet, given as a name or as an object of both."""
    if isinstance(value, dict):
        return _string(value.get("name")), _string(value.get("domain"))
    return _string(value), None


def _address(value: object) -> str | None:
    address = _string(value)
    try:
        usable = address and urlsplit(address).scheme in {"http", "https"}
    except ValueError:
        return None
    return address if usable else None
