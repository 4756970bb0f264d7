"""The OpenAPI document in; the same as a page for who writes a program, out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Request, Response

from sayso.web.api.described import ANY_PROBLEM, BODY_PROBLEMS, SCHEMAS
from sayso.web.api.schema import openapi
from sayso.web.forms import JSON
from sayso.web.problems import Problem
from sayso.web.rendering import render

router = APIRouter(include_in_schema=False)

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """A parameter of an operation, or a key of a record."""

    name: str
    form: str
    record: str
    """The name of the record that it is, or holds; empty for none."""
    about: str
    default: str
    required: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """What an operation takes or answers: a form of body, or a status."""

    name: str
    about: str
    record: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """Something that can be asked."""

    id: str
    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Part, ...]
    takes: tuple[Told, ...]
    answers: tuple[Told, ...]
    command: str
    """That asks it, with the examples of what it needs."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of a record."""

    name: str
    about: str
    parts: tuple[Part, ...]


@router.get("/api")
def page(request: Request) -> Response:
    """Return the page."""
    made = openapi(request.app)
    schemas = made["components"]["schemas"]
    problems = {int(each): said for each, said in made["components"]["responses"].items()}
    return render(
        request,
        "api.html.jinja",
        operations=tuple(_operations(made, _root(request))),
        records=tuple(
            Keys(name, each.get("description", ""), _keys(each)) for name, each in schemas.items()
        ),
        problems={each: said["description"] for each, said in sorted(problems.items())},
        ways=tuple(
            Told(each.get("name", "Authorization"), each["description"])
            for each in made["components"]["securitySchemes"].values()
        ),
        problem=Problem.__name__,
    )


def _root(request: Request) -> str:
    """Return the address by which the explorer is called, also where something before it speaks https."""
    header = request.headers["host"]
    called = request.app.state.access.host(header)
    return f"https://{header}" if called.https else f"http://{header}"


def _operations(made: Json, at: str) -> Iterator[Operation]:
    for path, methods in made["paths"].items():
        for method, each in methods.items():
            given = each.get("parameters", [])
            yield Operation(
                id=each["operationId"],
                method=method.upper(),
                path=path,
                summary=each["summary"],
                description=each.get("description", ""),
                parameters=tuple(map(_parameter, given)),
                takes=tuple(_bodies(each.get("requestBody", {}).get("content", {}))),
                answers=tuple(_answers(each["responses"])),
                command=_command(method, at + _asked(path, given), body="requestBody" in each),
            )


def _command(method: str, address: str, *, body: bool) -> str:
    what = " --json @body.json" if body else f" -X {method.upper()}" if method != "get" else ""
    return f'curl -H "X-Sayso-Token: $SAYSO_TOKEN"{what} "{address}"'


def _asked(path: str, parameters: list[Json]) -> str:
    needed = {each["name"]: each for each in parameters if each.get("required")}
    in_path = {name: each["example"] for name, each in needed.items() if each["in"] == "path"}
    asked = {name: each["example"] for name, each in needed.items() if each["in"] == "query"}
    address = path.format_map({name: quote(str(value)) for name, value in in_path.items()})
    return f"{address}?{urlencode(asked)}" if asked else address


def _parameter(each: Json) -> Part:
    schema = each["schema"]
    return Part(
        name=each["name"],
        form=_form(schema),
        record=_record(schema),
        about=each.get("description", ""),
        default=_default(schema),
        required=each.get("required", False),
    )


def _bodies(content: Json) -> Iterator[Told]:
    for kind, each in content.items():
        about = "; ".join(
            f"{name}: {part['description']}"
            for name, part in each["schema"].get("properties", {}).items()
        )
        yield Told(kind, about, _record(each["schema"]), _example(each))


def _answers(responses: Json) -> Iterator[Told]:
    for status, each in sorted(responses.items()):
        if int(status) not in {*ANY_PROBLEM, *BODY_PROBLEMS}:
            said = each.get("content", {}).get(JSON, {})
            yield Told(status, each["description"], _record(said.get("schema", {})), _example(said))


def _keys(schema: Json) -> tuple[Part, ...]:
    needed = schema.get("required", ())
    return tuple(
        Part(
            name,
            _form(each),
            _record(each),
            each.get("description", ""),
            _default(each),
            name in needed,
        )
        for name, each in schema.get("properties", {}).items()
    )


def _form(schema: Json) -> str:
    """Return what a value is, in the words of JSON Schema."""
    if several := schema.get("anyOf"):
        return " or ".join(map(_form, several))
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if "$ref" in schema:
        return _record(schema)
    if schema.get("type") == "array":
        return f"array of {_form(schema.get('items', {}))}"
    return str(schema.get("type", "any"))


def _record(schema: Json) -> str:
    """Return the name of the record that a value is or holds."""
    for each in (schema, schema.get("items", {}), *schema.get("anyOf", ())):
        if "$ref" in each:
            return str(each["$ref"]).removeprefix(SCHEMAS)
    return ""


def _default(schema: Json) -> str:
    default = schema.get("default")
    return "" if default in (None, "", []) else json.dumps(default)


def _example(content: Json) -> str:
    example = content.get("example")
    return "" if example is None else json.dumps(example, indent=1, ensure_ascii=False)
