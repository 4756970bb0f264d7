"""What the interface says of itself: every name leads somewhere, every example is true, every part is shown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import msgspec
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from sayso.settings import Settings
from sayso.web.access import access as access_
from sayso.web.api.schema import RECORDS, examples, openapi
from sayso.web.app import create_app
from tests.web.api_case import AT, HEADERS, TOKEN, explorer

PAGE = Path(__file__).parents[2] / "docs" / "explorer-api.md"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    made = explorer(tmp_path_factory.mktemp("api") / "x.sayso")
    yield made
    made.state.jobs.close()


@pytest.fixture
def document(app: FastAPI) -> dict[str, Any]:
    return openapi(app)


@pytest.fixture
def program(app: FastAPI) -> TestClient:
    return TestClient(app, AT, headers=HEADERS)


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, each in methods.items():
            yield method.upper(), path, each


def test_the_document_is_served_as_it_is_made(
    program: TestClient, document: dict[str, Any]
) -> None:
    found = program.get("/api/openapi.json")
    assert found.headers["content-type"] == "application/json"
    assert found.json() == json.loads(json.dumps(document))
    assert document["openapi"].startswith("3.1")
    assert TestClient(program.app, AT).get("/api/openapi.json").status_code == 401


def test_every_name_leads_to_what_it_names(document: dict[str, Any]) -> None:
    text = json.dumps(document)
    for each in set(re.findall(r'"\$ref": "#/([^"]+)"', text)):
        found = document
        for name in each.split("/"):
            found = found[name]
        assert found
    ids = [each["operationId"] for _, _, each in operations(document)]
    assert len(ids) == len(set(ids))


def test_every_operation_is_described(document: dict[str, Any]) -> None:
    for method, path, each in operations(document):
        assert each["summary"], (method, path)
        assert {"401", "422", "503"} <= each["responses"].keys()
        answered = [said for status, said in each["responses"].items() if status < "3"]
        for said in answered:
            (content,) = said["content"].values()
            assert content["schema"]["$ref"]
            assert content["example"]
        for parameter in each.get("parameters", []):
            assert parameter["description"], (path, parameter)
            if parameter["required"]:
                assert "example" in parameter
        if method == "POST":
            assert each["requestBody"]["content"]["application/json"]["example"]
    names = {each["name"] for _, _, op in operations(document) for each in op.get("parameters", [])}
    assert {"id", "page", "size", "wait", "claim", "q", "source", "number"} <= names


def test_every_example_is_of_the_record_that_it_shows(document: dict[str, Any]) -> None:
    by_name = {each.__name__: each for each in RECORDS}
    assert set(examples().records) == set(by_name)
    for name, value in examples().records.items():
        read = msgspec.json.decode(value, type=by_name[name])
        assert msgspec.json.decode(msgspec.json.encode(read))
        schema = {**document, "$ref": f"#/components/schemas/{name}"}
        jsonschema.Draft202012Validator(schema).validate(msgspec.json.decode(value))


def test_the_page_shows_all_of_it(program: TestClient, document: dict[str, Any]) -> None:
    page = program.get("/api")
    assert page.headers["content-type"].startswith("text/html")
    for method, path, each in operations(document):
        assert f'id="{each["operationId"]}"' in page.text
        assert f"<code>{method} {path}</code>" in page.text
    for name in document["components"]["schemas"]:
        assert f'id="record-{name}"' in page.text
    ids = set(re.findall(r' id="([^"]+)"', page.text))
    assert set(re.findall(r'href="#([^"]+)"', page.text)) <= ids
    assert "<script" not in page.text
    assert "style=" not in page.text
    assert "`" not in page.text


def test_commands_are_for_the_name_that_it_is_called_by(tmp_path: Path) -> None:
    access = access_("127.0.0.1", 8765, api_token=TOKEN, allowed=["https://news.example"])
    app = create_app(tmp_path / "x.sayso", Settings(), access)
    for at in ("https://news.example", "http://127.0.0.1:8765"):
        page = TestClient(app, at.replace("https", "http"), headers=HEADERS).get("/api")
        assert f"{at}/api/documents" in page.text
    app.state.jobs.close()


def test_an_address_is_one_with_no_slash_behind_it(program: TestClient) -> None:
    assert program.get("/api/documents/", follow_redirects=False).status_code == 404


def test_the_manual_names_every_operation(document: dict[str, Any]) -> None:
    told = PAGE.read_text("utf8")
    for method, path, each in operations(document):
        line = f"| `{method} {path}` | {each['summary']} |"
        assert line in told, line
