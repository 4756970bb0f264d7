"""Statuses and records in; what the OpenAPI document says of an operation's answers, out."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi import APIRouter

from sayso.records import Record
from sayso.web.forms import JSON

SCHEMAS = "#/components/schemas/"
PROBLEMS = "#/components/responses/"

ANY_PROBLEM = (400, 401, 403, 414, 422, 431, 503)
"""Statuses of problems that every operation may have."""

BODY_PROBLEMS = (408, 413, 415)
"""Statuses of problems with what is sent."""

Answers = dict[int | str, dict[str, Any]]


def router_of(resource: str) -> APIRouter:
    """Return the router of a resource, under its own name."""
    return APIRouter(
        prefix=f"/api/{resource}",
        tags=[resource],
        generate_unique_id_function=lambda route: f"{resource}-{route.name.replace('_', '-')}",
    )


def answers(records: dict[int, type[Record]], *problems: int, lead: str = "") -> Answers:
    """Return what is said of the answers of an operation.

    Args:
        records: What is answered, by status.
        problems: Statuses of further problems.
        lead: A header that leads elsewhere, ``Link`` or ``Location``.

    """
    said: Answers = {}
    for status, record in records.items():
        schema = {"$ref": SCHEMAS + record.__name__}
        said[status] = {
            "description": (record.__doc__ or "").partition("\n")[0],
            "content": {JSON: {"schema": schema}},
        }
        if lead:
            said[status]["headers"] = {lead: _LEADS[lead]}
    for status in (*ANY_PROBLEM, *problems):
        description = HTTPStatus(status).phrase
        said[status] = {"$ref": f"{PROBLEMS}{status}", "description": description}
    return said


_LEADS = {
    "Link": {
        "description": "Where the pages before and after this one are, RFC 8288.",
        "schema": {"type": "string"},
    },
    "Location": {
        "description": "Where it is to be found: the job, or what came of it.",
        "schema": {"type": "string", "format": "uri-reference"},
    },
}
