"""What a browser, a program, or somebody else's page asks, in; what comes through to the explorer, out."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from sayso.web import guard
from sayso.web.access import Access, access
from sayso.web.door import here
from tests.web.little import AT, SETTINGS, TOKEN, Visitors

MOST = guard.BODY_FACTOR * SETTINGS.max_bytes


@pytest.fixture
def printed() -> list[str]:
    return []


@pytest.fixture
def there(printed: list[str]) -> Access:
    return access("127.0.0.1", 8765, api_token=TOKEN, tell=printed.append)


@pytest.fixture
def new(there: Access) -> Visitors:
    return Visitors(there)


@pytest.fixture
def browser(there: Access, new: Visitors) -> TestClient:
    """One that has come in."""
    client = new(**{"sec-fetch-site": "same-origin"})
    assert client.get(there.address("127.0.0.1:8765")).status_code == 303
    return client


@pytest.fixture
def program(new: Visitors) -> TestClient:
    return new(**{"x-sayso-token": TOKEN})


def csrf_of(client: TestClient) -> str:
    found: list[str] = re.findall("<i>([0-9a-f]{64})</i>", client.get("/").text)
    return found[0]


def test_nobody_comes_in_without_a_right(new: Visitors) -> None:
    for path in ("/", "/story/x", "/story/x.json", "/none", "/openapi.json"):
        answer = new().get(path)
        assert answer.status_code == 401
        assert "Stories" not in answer.text
        assert answer.headers["www-authenticate"] == "Bearer"
    assert new().post("/add").status_code == 401
    assert new().request("BREW", "/").status_code == 401
    assert new().options("/").status_code == 401


def test_an_address_that_was_printed_lets_one_browser_in(
    there: Access, new: Visitors, printed: list[str]
) -> None:
    address = there.address("127.0.0.1:8765")
    assert address.startswith(f"{AT}/?token=")
    first, second = new(), new()
    answer = first.get(address)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    cookie = answer.headers["set-cookie"]
    assert re.fullmatch(r"sayso-8765=[\w-]{43}; HttpOnly; Path=/; SameSite=strict", cookie)
    assert address.split("=")[1] not in cookie
    assert "Stories" in first.get("/").text
    refused = second.get(address)
    assert refused.status_code == 401
    assert "has been used" in refused.text
    assert second.get("/").status_code == 401
    # It is printed anew, but not at each knock.
    assert len(printed) == 1
    assert second.get(printed[0]).status_code == 303


def test_who_is_in_spends_no_further_address(
    there: Access, browser: TestClient, new: Visitors
) -> None:
    address = there.address("127.0.0.1:8765")
    assert browser.get(address).status_code == 303
    assert new().get(address).status_code == 303


def test_a_link_that_another_program_opens_comes_in_by_a_page_of_ours(
    there: Access, new: Visitors
) -> None:
    link = {
        "sec-fetch-site": "cross-site",
        "sec-fetch-mode": "navigate",
        "sec-fetch-dest": "document",
    }
    answer = new(**link).get(there.address("127.0.0.1:8765"))
    assert answer.status_code == 200
    assert 'http-equiv="refresh" content="0;url=/"' in answer.text
    assert "token" not in answer.text


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/?token={}", "/"),
        ("/story/x?token={}&a=b%26c", "/story/x?a=b%26c"),
        ("/story/x?token=1&a=1&token={}", "/story/x?a=1"),
        ("/story/%C3%A4%22?token={}", "/story/%C3%A4%22"),
    ],
)
def test_the_address_without_the_token_is_ours(
    there: Access, new: Visitors, asked: str, led: str
) -> None:
    answer = new().get(AT + asked.format(there.visits.new_token()))
    assert (answer.status_code, answer.headers["location"]) == (303, led)


@pytest.mark.parametrize(
    "path", ["//evil.example", "//evil.example/", "/\\evil.example", "/%5Cevil.example"]
)
def test_an_address_that_could_mean_another_site_is_none(
    there: Access, new: Visitors, program: TestClient, path: str
) -> None:
    assert program.get(AT + path).status_code == 404
    answer = new().get(f"{AT}{path}?token={there.visits.new_token()}")
    assert answer.status_code == 404
    assert "location" not in answer.headers


@pytest.mark.parametrize(
    "address",
    ["https://evil.example", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example",
     "\t//evil.example", "/\t/evil.example", "/\n/evil.example", "javascript:alert(1)", ""],
)  # fmt: skip
def test_an_address_to_go_to_is_always_ours(address: str) -> None:
    made = here(address)
    assert made.startswith("/")
    assert not made.startswith(("//", "/\\"))
    assert made.isascii()
    assert made.isprintable()


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8765", "127.0.0.1", "localhost:80", "a b"]
)
def test_a_name_that_was_made_to_lead_here_gets_nothing(browser: TestClient, host: str) -> None:
    answer = browser.get("/", headers={"host": host})
    assert answer.status_code == 400
    assert "Stories" not in answer.text
    assert answer.headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "http://127.0.0.1:8765.evil.example"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "http://localhost:8765"},
        {"origin": "https://127.0.0.1:8765"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image"},
    ],
)
def test_another_site_gets_nothing_whatever_it_brings(
    browser: TestClient, headers: dict[str, str]
) -> None:
    csrf = csrf_of(browser)
    assert browser.get("/story/x.json", headers=headers).status_code == 403
    assert (
        browser.post("/add", data={"csrf": csrf, "text": "x"}, headers=headers).status_code == 403
    )
    mine = {**headers, "x-sayso-token": TOKEN}
    assert browser.post("/api/documents", content="{}", headers=mine).status_code == 403


def test_a_link_on_another_site_leads_to_a_page_of_ours_first(
    new: Visitors, printed: list[str]
) -> None:
    link = {
        "sec-fetch-site": "cross-site",
        "sec-fetch-mode": "navigate",
        "sec-fetch-dest": "document",
    }
    answer = new(**link).get("/story/x?a=%22%3E")
    assert answer.status_code == 401
    assert '<a href="/story/x?a=%22%3E">' in answer.text
    assert not printed
    assert new(**link).post("/add").status_code == 403


def test_a_form_that_another_site_made_changes_nothing(browser: TestClient, there: Access) -> None:
    good = csrf_of(browser)
    stranger = there.visits.csrf(there.visits.begin())
    for csrf in ("", "0" * 64, good[:-1], good + "0", stranger):
        assert browser.post("/add", data={"csrf": csrf, "text": "x"}).status_code == 403
    assert browser.post("/add", data={"text": "x"}).status_code == 403
    assert browser.delete("/api/judgements").status_code == 403
    assert browser.request("BREW", "/add").status_code == 403
    sent = browser.post("/add", data={"csrf": good, "text": "It rained."})
    assert (sent.status_code, sent.json()) == (200, "It rained. []")


def test_a_form_with_files_shows_first_that_it_is_ours(browser: TestClient) -> None:
    csrf = csrf_of(browser)
    files = [("files", ("a.txt", b"It rained. " * 6000)), ("files", ("b.txt", b"It snowed."))]
    sent = browser.post("/add", data={"csrf": csrf, "text": "x"}, files=files)
    assert (sent.status_code, sent.json()) == (200, "x ['It rained. It rained', 'It snowed.']")
    assert browser.post("/add", data={"csrf": "0" * 64}, files=files).status_code == 403


def test_a_page_may_show_it_in_a_header_too(browser: TestClient) -> None:
    headers = {"x-csrf-token": csrf_of(browser)}
    assert browser.delete("/api/judgements", headers=headers).json() == "undone"
    assert browser.post("/api/documents", content=b"{}", headers=headers).json() == "2 bytes"


@pytest.mark.parametrize(
    "headers",
    [
        {"x-sayso-token": TOKEN},
        {"authorization": f"Bearer {TOKEN}"},
        {"authorization": f"bearer  {TOKEN}"},
    ],
)
def test_a_program_comes_in_with_its_token(new: Visitors, headers: dict[str, str]) -> None:
    client = new(**headers)
    assert client.get("/story/x.json").json() == {"number": 0}
    assert client.post("/api/documents", content=b"{}").json() == "2 bytes"
    assert client.delete("/api/judgements").json() == "undone"
    assert "set-cookie" not in client.get("/").headers


def test_a_wrong_token_is_refused_even_of_one_who_is_in(browser: TestClient) -> None:
    for headers in (
        {"x-sayso-token": TOKEN[:-1]},
        {"authorization": "Bearer "},
        {"x-sayso-token": ""},
    ):
        assert browser.get("/story/x.json", headers=headers).status_code == 401
    assert browser.get("/", headers={"authorization": "Basic eDp5"}).status_code == 200
    # It comes in by no other way, as by an address that is kept in a history.
    assert browser.post(f"/api/documents?token={TOKEN}").status_code == 403


def test_one_can_leave(browser: TestClient) -> None:
    assert browser.post("/leave").status_code == 403
    answer = browser.post("/leave", data={"csrf": csrf_of(browser)})
    assert answer.status_code == 303
    assert "Max-Age=0" in answer.headers["set-cookie"]
    assert browser.get("/").status_code == 401


@pytest.mark.parametrize(
    "path", ["/", "/none", "/story/x.json", "/fails/defect", "/fails/usage", "/enter"]
)
def test_every_answer_keeps_a_browser_in_bounds(
    program: TestClient, new: Visitors, path: str
) -> None:
    for client in (program, new(), new("http://evil.example")):
        headers = client.get(path).headers
        assert "default-src 'none'; script-src 'self';" in headers["content-security-policy"]
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert headers["referrer-policy"] == "same-origin"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert "camera=()" in headers["permissions-policy"]
        assert not [name for name in headers if name.startswith("access-control")]


def test_pages_of_the_guard_need_no_style_of_their_own(new: Visitors) -> None:
    page = new().get("/").text
    assert not re.search(r"<script|<style|style=|https?://", page)


def test_what_no_case_holds_may_be_kept(new: Visitors) -> None:
    assert "immutable" in new().get("/static/app.css?v=0123").headers["cache-control"]
    assert new().get("/static/app.css").headers["cache-control"] == "no-cache"
    assert new().get("/static/none.css?v=0123").headers["cache-control"] == "no-store"
    assert new().post("/static/app.css").status_code == 401
    foreign = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}
    assert new(**foreign).get("/static/app.css").status_code == 403


def test_a_body_may_be_so_large(program: TestClient) -> None:
    assert program.post("/api/documents", content=b"x" * MOST).json() == f"{MOST} bytes"
    assert program.post("/api/documents", content=b"x" * (MOST + 1)).status_code == 413

    def pieces() -> Iterator[bytes]:
        for _ in range(MOST // 1000 + 1):
            yield b"x" * 1000

    answer = program.post("/api/documents", content=pieces())
    assert (answer.status_code, answer.json()["status"]) == (413, 413)
    answer = program.post("/add", files={"files": b"x" * MOST})
    assert answer.status_code == 413
    unread = program.post("/api/documents", headers={"content-length": "9" * 30})
    assert unread.status_code == 413
    assert program.post("/api/documents", headers={"content-length": "-1"}).status_code == 413


def test_a_form_is_bounded_before_it_is_known_to_be_ours(browser: TestClient) -> None:
    large = [("files", ("a.txt", b"x" * (MOST // 2))), ("files", ("b.txt", b"x" * (MOST // 2)))]
    answer = browser.post("/add", data={"csrf": csrf_of(browser)}, files=large)
    assert answer.status_code == 413


def test_addresses_and_headers_are_bounded(program: TestClient) -> None:
    assert program.get("/?" + "x" * guard.ADDRESS_BYTES).status_code == 414
    assert program.get("/", headers={f"x-{n}": "" for n in range(guard.HEADERS)}).status_code == 431


def test_so_many_are_answered_at_once(program: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "AT_ONCE", 0)
    answer = program.get("/story/x.json")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
    monkeypatch.undo()
    assert program.get("/story/x.json").status_code == 200


def test_there_is_no_other_way_to_speak_with_it(program: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect) as closed, program.websocket_connect("/"):
        pass
    assert closed.value.code == 1008


def test_a_question_mark_in_a_path_is_no_end_of_it(new: Visitors, there: Access) -> None:
    answer = new().get(f"{AT}/story%3Fx%23?token={there.visits.new_token()}")
    assert answer.headers["location"] == "/story%3Fx%23"
    assert new().get("/none%3F.json").headers["content-type"] == "application/problem+json"


def test_what_follows_an_address_that_ends_with_a_slash_is_ours(program: TestClient) -> None:
    answer = program.get("/story/x/")
    assert answer.status_code in {307, 404}
    assert answer.headers.get("location", AT).startswith((AT, "/story"))
