"""What goes wrong in; what a program and a person are told, out."""

from __future__ import annotations

import re

import msgspec
import pytest
from fastapi.testclient import TestClient

from sayso.web.access import Access
from tests.web.little import TOKEN, Visitors


@pytest.fixture
def program() -> TestClient:
    return Visitors(Access.local(8765, TOKEN))(**{"x-sayso-token": TOKEN})


@pytest.mark.parametrize(
    ("how", "status", "detail"),
    [
        ("usage", 400, "There is no such \ufffd[31mclaim."),
        ("later", 415, "PDF is not read yet."),
        ("large", 413, "It is too large."),
        ("fetch", 422, "The page could not be fetched."),
        ("http", 418, "A teapot."),
        ("unknown", 499, "This cannot be answered."),
    ],
)
def test_a_problem_is_told_in_one_way(
    program: TestClient, how: str, status: int, detail: str
) -> None:
    answer = program.get(f"/fails/{how}", headers={"accept": "application/json"})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert told["detail"] == detail
    assert told["status"] == status
    assert told["type"] == "about:blank"
    page = program.get(f"/fails/{how}")
    assert page.status_code == status
    assert page.headers["content-type"].startswith("text/html")
    assert detail in page.text


def test_a_status_without_a_body_has_none(program: TestClient) -> None:
    assert program.get("/fails/moved").content == b""


@pytest.mark.parametrize("how", ["defect", "anchor"])
def test_a_defect_is_told_by_a_number_alone(
    program: TestClient, capsys: pytest.CaptureFixture[str], how: str
) -> None:
    for accept in ("text/html", "application/json"):
        answer = program.get(f"/fails/{how}", headers={"accept": accept})
        assert answer.status_code == 500
        assert not re.search("Secret|Traceback|ZeroDivision|Anchor", answer.text)
        number = re.findall(r"[0-9a-f]{8}-[0-9a-f-]{27}", answer.text)[0]
        written = capsys.readouterr().err
        assert f"Defect {number}: GET failed\nTraceback" in written
        assert "\x1b" not in written


def test_what_cannot_be_understood_is_named_and_not_sent_back(program: TestClient) -> None:
    answer = program.get("/story/x.json?number=%3Cscript%3E")
    assert answer.status_code == 422
    told = answer.json()
    assert told["errors"][0]["where"] == "query.number"
    assert "script" not in answer.text


def test_addresses_of_programs_get_problems_for_programs(program: TestClient) -> None:
    for path in ("/api/none", "/none.json", "/none.csv"):
        assert program.get(path).json()["status"] == 404
    assert program.get("/none").text.startswith("<!doctype html>")
    assert program.put("/add").status_code == 405


def test_a_problem_is_what_the_standard_says(program: TestClient) -> None:
    told = msgspec.json.decode(program.get("/api/none").content)
    assert set(told) == {"type", "title", "status", "detail"}
