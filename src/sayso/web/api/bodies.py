"""A record, or the JSON that a program sends, in; what OpenAPI says of it, and the record, out."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

import msgspec
from fastapi import Depends, HTTPException, Request
from fastapi.exceptions import RequestValidationError

from sayso.records import Record
from sayso.tables import lines_of
from sayso.web.api.described import SCHEMAS
from sayso.web.forms import JSON

FILES = "multipart/form-data"

Sent = TypeVar("Sent", bound=Record)


def media_type(request: Request) -> str:
    """Return in which form the body of a request is."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


def takes(record: type[Record], *, one_of: object = None, **others: object) -> dict[str, Any]:
    """Return what is said of an operation that takes a body.

    Args:
        record: Which it takes as JSON.
        one_of: Schemas, of which the record is to follow one too.
        others: Other forms of body, by their media types.

    """
    schema: dict[str, Any] = {"$ref": SCHEMAS + record.__name__}
    if one_of is not None:
        schema["oneOf"] = one_of
    content = {JSON: {"schema": schema}, **others}
    return {"requestBody": {"required": True, "content": content}}


def read(body: bytes, record: type[Sent]) -> Sent:
    """Return the record that a body holds as JSON.

    Raises:
        RequestValidationError: if it does not.

    """
    try:
        return lines_of(record).decode(body)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        message, _, where = str(error).partition(" - at `$.")
        raise wrong(where.removesuffix("`"), message) from error


def wrong(where: str, why: str) -> RequestValidationError:
    """Return the problem that a part of a body cannot be understood."""
    return RequestValidationError(
        [{"type": "body", "loc": ("body", *filter(None, [where])), "msg": why}]
    )


async def _json(request: Request) -> bytes:
    if media_type(request) != JSON:
        raise HTTPException(415)
    return await request.body()


TheJson = Annotated[bytes, Depends(_json)]
