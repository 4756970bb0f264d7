"""The whole explorer, asked by nobody in particular: nothing of it stands outside of the guard."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.routing import BaseRoute

from sayso.settings import Settings
from sayso.web.access import Access, access
from sayso.web.app import create_app
from sayso.web.door import READS

AT = "http://127.0.0.1:8765"
TOKEN = "a-token-for-programs-of-test"  # noqa: S105
ACCESS = Access.local(8765, TOKEN)


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    made = create_app(tmp_path_factory.mktemp("case") / "x.sayso", Settings(), ACCESS)
    yield made
    made.state.jobs.close()


@pytest.fixture
def stranger(app: FastAPI) -> TestClient:
    return TestClient(app, AT, follow_redirects=False)


@pytest.fixture
def visitor(app: FastAPI) -> TestClient:
    return TestClient(
        app, AT, cookies={ACCESS.cookie: ACCESS.visits.begin()}, follow_redirects=False
    )


def addresses(routes: Iterable[BaseRoute]) -> Iterator[tuple[str, str]]:
    """Yield each method and address, with words of ours in the place of its parts."""
    for route in routes:
        if inner := getattr(route, "original_router", None):
            yield from addresses(inner.routes)
        else:
            path = re.sub(r"\{[^}]*\}", "x", getattr(route, "path", "/"))
            yield from ((method, path) for method in sorted(getattr(route, "methods", None) or ()))


def test_every_address_is_guarded(app: FastAPI, stranger: TestClient, visitor: TestClient) -> None:
    found = sorted(set(addresses(app.routes)))
    assert ("GET", "/") in found
    for method, path in found:
        answer = stranger.request(method, path)
        if path.startswith("/static/"):
            assert answer.status_code == 404
        else:
            assert answer.status_code == 401, path
        if method not in READS:
            assert visitor.request(method, path).status_code == 403, path
            assert visitor.request(method, path, data={"csrf": "0" * 64}).status_code == 403, path


def test_what_is_not_there_is_told_on_a_page_with_the_menu(visitor: TestClient) -> None:
    page = visitor.get("/none")
    assert page.status_code == 404
    assert "There is nothing at this address." in page.text
    assert 'aria-label="Pages"' in page.text
    assert visitor.get("/none.json").json()["status"] == 404


def test_only_the_headers_of_an_answer_can_be_asked_for(
    visitor: TestClient, stranger: TestClient
) -> None:
    for address in ("/sources", "/api/stories", "/search.json", "/none", "/static/style.css"):
        answer, alone = visitor.get(address), visitor.head(address)
        assert (alone.status_code, alone.content) == (answer.status_code, b"")
        assert {**alone.headers} == {**answer.headers}
    assert stranger.head("/sources").status_code == 401


def test_who_came_in_by_a_password_can_leave(app: FastAPI, tmp_path: Path) -> None:
    there = access("0.0.0.0", 8765, password="correct horse")  # noqa: S104, S106
    other = create_app(tmp_path / "x.sayso", Settings(), there)
    there_in = TestClient(other, AT, cookies={there.cookie: there.visits.begin()})
    assert 'action="/leave"' in there_in.get("/none").text
    other.state.jobs.close()
    here_in = TestClient(app, AT, cookies={ACCESS.cookie: ACCESS.visits.begin()})
    assert 'action="/leave"' not in here_in.get("/none").text


def test_strangers_learn_nothing_of_the_case(stranger: TestClient) -> None:
    assert "x.sayso" not in stranger.get("/").text
    assert stranger.get("/openapi.json").status_code == 401


header = st.text(st.characters(max_codepoint=255, exclude_characters="\r\n\0"), max_size=60)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(
    name=st.sampled_from(
        ["host", "origin", "cookie", "authorization", "x-sayso-token", "x-csrf-token", "accept",
         "content-length", "content-type", "sec-fetch-site", "referer", "if-none-match"]
    ),
    value=header,
    method=st.sampled_from(["GET", "POST", "HEAD", "DELETE", "OPTIONS", "BREW"]),
    path=st.text(st.characters(max_codepoint=0x2FFF), max_size=20),
)  # fmt: skip
def test_nothing_that_is_asked_is_a_defect(
    visitor: TestClient, name: str, value: str, method: str, path: str
) -> None:
    address = "/" + quote(path, safe="/?=")
    answer = visitor.request(method, address, headers=[(name.encode(), value.encode("latin-1"))])
    assert answer.status_code < 500
    assert answer.headers["x-frame-options"] == "DENY"


def test_a_case_is_made_where_there_is_none(tmp_path: Path) -> None:
    create_app(tmp_path / "new.sayso", Settings(), ACCESS).state.jobs.close()
    assert (tmp_path / "new.sayso").exists()
