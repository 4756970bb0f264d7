"""Visitors from other machines, who come in by a password."""

from __future__ import annotations

import re

import pytest
from fastapi.testclient import TestClient

from sayso.web import access as module
from sayso.web.access import Access, access
from tests.web.little import TOKEN, Visitors

PASSWORD = "correct horse"  # noqa: S105


@pytest.fixture
def new(there: Access) -> Visitors:
    return Visitors(there)


@pytest.fixture
def there() -> Access:
    return access(
        "0.0.0.0",  # noqa: S104
        8765,
        password=PASSWORD,
        api_token=TOKEN,
        allowed=["https://news.example.org"],
    )


def enter(client: TestClient, **values: str) -> tuple[int, str]:
    page = client.get("/story/x?a=b").text
    csrf = re.findall('name="csrf" value="([0-9a-f]{64})"', page)[0]
    to = re.findall('name="next" value="([^"]+)"', page)[0]
    answer = client.post("/enter", data={"csrf": csrf, "next": to, **values})
    return answer.status_code, answer.headers.get("location", "")


def test_the_password_lets_in_who_knows_it(new: Visitors) -> None:
    client = new("http://10.0.0.5:8765")
    assert client.get("/").status_code == 401
    assert enter(client, password="wrong horse") == (401, "")  # noqa: S106
    assert client.get("/").status_code == 401
    assert enter(client, password=PASSWORD) == (303, "/story/x?a=b")
    assert "Stories" in client.get("/").text


def test_the_password_leads_to_the_stories_where_one_asked_for_the_form_itself(
    new: Visitors,
) -> None:
    assert 'name="next" value="/"' in new().get("/enter").text


def test_the_password_leads_nowhere_else(new: Visitors) -> None:
    for to in ("//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example"):
        status, location = enter(new(), password=PASSWORD, next=to)
        assert status == 303
        assert re.fullmatch(r"/[^/\\][ -~]*", location)


def test_the_password_is_asked_by_a_form_of_ours(new: Visitors) -> None:
    status, _ = enter(new(), password=PASSWORD, csrf="0" * 64)
    assert status == 403
    assert new().post("/enter", data={"password": PASSWORD}).status_code == 403
    assert new().post("/enter", data={"password": PASSWORD + "x" * 20_000}).status_code == 413
    evil = new(origin="http://evil.example")
    assert evil.post("/enter", data={"password": PASSWORD}).status_code == 403


def test_the_password_may_be_tried_a_few_times(new: Visitors) -> None:
    client = new()
    tries = [enter(client, password="wrong horse")[0] for _ in range(module.ATTEMPTS)]  # noqa: S106
    assert tries == [401] * module.ATTEMPTS
    assert enter(client, password=PASSWORD)[0] == 429


def test_the_password_leaves_no_other_way(new: Visitors, there: Access) -> None:
    assert new().get(there.address("127.0.0.1:8765")).status_code == 401
    assert new(**{"x-sayso-token": TOKEN}).get("/").status_code == 200
    assert new("http://evil.example:8765").get("/").status_code == 400


def test_the_password_is_kept_by_a_cookie_for_https_alone_where_https_is_spoken(
    new: Visitors,
) -> None:
    client = new("http://news.example.org", origin="https://news.example.org")
    answer = client.get("/")
    assert "Secure" in answer.headers["set-cookie"]
    plain = new("http://news.example.org", origin="http://news.example.org")
    assert plain.get("/").status_code == 403


def test_the_password_pages_hold_words_of_the_address_harmlessly(new: Visitors) -> None:
    page = new().get('/x\'"><script>alert(1)</script>?"><b>').text
    assert "<script" not in page
    assert "<b>" not in page.replace("<b>Sayso</b>", "")
