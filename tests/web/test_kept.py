from __future__ import annotations

from pathlib import Path

from fastapi import Request, Response
from fastapi.testclient import TestClient

from sayso import pipeline
from sayso.case import Case
from sayso.traces import Judgement
from sayso.web.kept import APART, MOMENT, KeptPages


def asked(query: str = "", cookie: str = "") -> Request:
    headers = [(b"cookie", f"sayso-author={cookie}".encode())] if cookie else []
    scope = {"type": "http", "path": "/x", "query_string": query.encode(), "headers": headers}
    request = Request(scope | {"server": ("127.0.0.1", 1), "scheme": "http"})
    request.state.csrf = "c"
    return request


def test_a_page_is_kept_for_who_asks_the_same_while_it_is_made_of_the_same() -> None:
    pages = KeptPages()
    pages.keep(asked(), "1", Response(b"one", media_type="text/html"))
    again = pages.again(asked(), "1")
    assert again is not None
    assert (again.body, again.media_type) == (b"one", "text/html")
    assert pages.again(asked(), "2") is None
    assert pages.again(asked("page=2"), "1") is None
    assert pages.again(asked(cookie="Ana"), "1") is None
    pages.keep(asked(), "2", Response(b"two"))
    assert pages.again(asked(), "1") is None


def test_what_is_shown_once_or_is_no_page_is_not_kept() -> None:
    pages = KeptPages()
    pages.keep(asked("judged=1"), "1", Response(b"told"))
    assert pages.again(asked("judged=1"), "1") is None
    pages.keep(asked(), "1", Response(b"wait", 202))
    assert pages.again(asked(), "1") is None


def test_those_asked_for_last_are_kept() -> None:
    pages = KeptPages(most=2 * (APART + 20))
    for number in range(4):
        pages.keep(asked(f"page={number}"), "1", Response(b"xxxx"))
        pages.again(asked("page=0"), "1")
    kept = [n for n in range(4) if pages.again(asked(f"page={n}"), "1")]
    assert kept == [0, 3]


def test_addresses_take_room_too_where_pages_take_none() -> None:
    pages = KeptPages(most=100_000)
    queries = [f"page={number}{'x' * 8_000}" for number in range(20)]
    for each in queries:
        pages.keep(asked(each), "1", Response(b""))
    assert 0 < sum(pages.again(asked(each), "1") is not None for each in queries) < 12


def test_a_page_may_be_a_moment_behind_what_is_added_but_never_behind_a_judgement() -> None:
    clock = [0.0]
    pages = KeptPages(now=lambda: clock[0])
    pages.keep(asked(), "judged 1", Response(b"one"), "articles 1")
    clock[0] = MOMENT
    assert pages.again(asked(), "judged 1", "articles 2") is not None
    assert pages.again(asked(), "judged 2", "articles 1") is None
    clock[0] = MOMENT + 1
    assert pages.again(asked(), "judged 1", "articles 2") is None
    assert pages.again(asked(), "judged 1", "articles 1") is not None


def test_a_page_of_the_explorer_is_made_anew_when_something_is_judged(
    explorer: TestClient, own_case: Path
) -> None:
    (story,) = pipeline.stories(str(own_case))
    key = min(story.documents)[7:23]
    paths = (f"/story/{key}", f"/article/{key}", "/source?name=Harna", "/search?q=cattle")
    before = {each: explorer.get(each).text for each in paths}
    assert {each: explorer.get(each).text for each in paths} == before
    with Case.open(own_case, write=True) as opened:
        opened.judge(Judgement(kind="merge", subjects=("Harna", "Bertol Kessmer")))
    assert "Bertol Kessmer" not in before["/source?name=Harna"].partition("<main")[2][:3000]
    after = explorer.get("/source?name=Harna").text
    assert after != before["/source?name=Harna"]
