"""The explorer in; the OpenAPI 3.1 document of its interface for programs, out."""

from __future__ import annotations

from functools import cache
from http import HTTPStatus
from importlib import resources
from typing import TYPE_CHECKING, Any

import msgspec
from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.openapi.utils import get_openapi

from sayso.case import Given
from sayso.records import Annotations
from sayso.tables import lines_of
from sayso.traces import Trace
from sayso.web.api import records
from sayso.web.api.described import ANY_PROBLEM, BODY_PROBLEMS, SCHEMAS
from sayso.web.api.waiting import FAILED
from sayso.web.forms import JSON, as_json
from sayso.web.job import Job
from sayso.web.problems import PROBLEM_TYPE, Problem
from sayso.web.wording import texts

if TYPE_CHECKING:
    from sayso.web.access import Access

router = APIRouter(include_in_schema=False)

ADDRESS = "/api/openapi.json"

RECORDS = (
    Annotations,
    Given,
    Job,
    Problem,
    Trace,
    records.CitationList,
    records.ClaimList,
    records.DocumentList,
    records.HitList,
    records.JobList,
    records.JudgementList,
    records.NewDocument,
    records.NewJudgement,
    records.SourceList,
    records.StatedClaim,
    records.StoryListing,
    records.TracedStory,
)
"""What operations take and answer."""


@router.get(ADDRESS)
def as_data(request: Request) -> Response:
    """Return the document."""
    return as_json(openapi(request.app))


def openapi(app: FastAPI) -> dict[str, Any]:
    """Return what OpenAPI says of the interface; made once."""
    if app.openapi_schema is None:
        app.openapi_schema = _made(app)
    return app.openapi_schema


def _made(app: FastAPI) -> dict[str, Any]:
    about = texts().api
    made = get_openapi(
        title=app.title, version=app.version, description=about["intro"], routes=app.routes
    )
    _, schemas = msgspec.json.schema_components(RECORDS, ref_template=SCHEMAS + "{name}")
    components = made.setdefault("components", {})
    components["schemas"] = dict(sorted({**components.get("schemas", {}), **schemas}.items()))
    components["responses"] = {
        str(status): _problem(status) for status in (*ANY_PROBLEM, 404, FAILED, *BODY_PROBLEMS)
    }
    components["securitySchemes"] = _security(app.state.access)
    made["security"] = [{name: []} for name in components["securitySchemes"]]
    for operations in made["paths"].values():
        for operation in operations.values():
            _tell(operation)
    return made


def _problem(status: int) -> dict[str, Any]:
    return {
        "description": texts().problem.get(str(status), HTTPStatus(status).phrase),
        "content": {PROBLEM_TYPE: {"schema": {"$ref": SCHEMAS + Problem.__name__}}},
    }


def _security(access: Access) -> dict[str, Any]:
    about = texts().api
    return {
        "token": {
            "type": "apiKey",
            "in": "header",
            "name": "X-Sayso-Token",
            "description": about["token"],
        },
        "bearer": {"type": "http", "scheme": "bearer", "description": about["bearer"]},
        "cookie": {
            "type": "apiKey",
            "in": "cookie",
            "name": access.cookie,
            "description": about["cookie"],
        },
    }


class Examples(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What stands in ``examples.json``: examples of records, and of the parameters of resources, by name."""

    records: dict[str, msgspec.Raw]
    parameters: dict[str, dict[str, str | int]]


@cache
def examples() -> Examples:
    """Return the examples."""
    data = resources.files(__package__).joinpath("examples.json").read_bytes()
    return lines_of(Examples).decode(data)


def _tell(operation: dict[str, Any]) -> None:
    """Make the first sentence about an operation its summary, and show what it takes and answers."""
    first, _, rest = operation.pop("description").partition("\n\n")
    operation["summary"] = first.strip().removesuffix(".")
    if rest:
        operation["description"] = " ".join(rest.split())
    (resource,) = operation["tags"]
    known = examples().parameters.get(resource, {})
    for each in operation.get("parameters", []):
        if each["name"] in known:
            each["example"] = known[each["name"]]
    for each in (operation.get("requestBody", {}), *operation["responses"].values()):
        _show(each.get("content", {}))


def _show(content: dict[str, Any]) -> None:
    """Put an example beside the name of a record."""
    schema = content.get(JSON, {}).get("schema", {})
    example = examples().records.get(schema.get("$ref", "").removeprefix(SCHEMAS))
    if example is not None:
        content[JSON]["example"] = msgspec.json.decode(example)
