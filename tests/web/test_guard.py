"""What a browser, a program, or somebody else's page asks, in; what comes through to the explorer, out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Annotated

import msgspec
import pytest
from fastapi import FastAPI, Form, HTTPException, Request, UploadFile
from fastapi.responses import HTMLResponse, PlainTextResponse
from fastapi.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from sayso.errors import AnchorError, FetchError, NotYetError, TooLargeError, UsageError
from sayso.settings import Settings
from sayso.web import access as module
from sayso.web import guard
from sayso.web.access import Access, access
from sayso.web.door import here
from sayso.web.guard import GuardedApp

AT = "http://127.0.0.1:8765"
TOKEN = "a-token-for-programs-of-test"  # noqa: S105
PASSWORD = "correct horse"  # noqa: S105
SETTINGS = Settings(max_bytes=20_000)
MOST = guard.BODY_FACTOR * SETTINGS.max_bytes

Client = Callable[..., TestClient]


def explorer(there: Access) -> FastAPI:
    app = GuardedApp(there, SETTINGS, docs_url=None, redoc_url=None)

    @app.get("/")
    @app.get("/story/x")
    def page(request: Request) -> HTMLResponse:
        return HTMLResponse(f"<p>Stories</p><i>{request.state.csrf}</i>")

    @app.get("/story/x.json")
    def data(number: int = 0) -> dict[str, int]:
        return {"number": number}

    @app.get("/static/app.css")
    def style() -> PlainTextResponse:
        return PlainTextResponse("b {}", headers={"cache-control": "max-age=1"})

    @app.post("/add")
    def add(text: Annotated[str, Form()] = "", files: list[UploadFile] | None = None) -> str:
        return f"{text} {[each.file.read().decode()[:20] for each in files or []]}"

    @app.post("/api/documents")
    async def documents(request: Request) -> str:
        return f"{len(await request.body())} bytes"

    @app.delete("/api/judgements")
    def undo() -> str:
        return "undone"

    @app.get("/fails/{how}")
    def fails(how: str) -> str:
        raise {
            "usage": UsageError("There is no such \x1b[31mclaim."),
            "later": NotYetError("PDF is not read yet."),
            "large": TooLargeError("It is too large."),
            "fetch": FetchError("The page could not be fetched."),
            "anchor": AnchorError("Secret."),
            "http": HTTPException(418, "A teapot."),
            "unknown": HTTPException(499),
            "moved": HTTPException(304),
        }.get(how, ZeroDivisionError(f"Secret \x1b[2J of {how}"))

    return app


@pytest.fixture
def printed() -> list[str]:
    return []


@pytest.fixture
def there(printed: list[str]) -> Access:
    return access("127.0.0.1", 8765, api_token=TOKEN, tell=printed.append)


@pytest.fixture
def new(there: Access) -> Client:
    app = explorer(there)

    def made(at: str = AT, **headers: str) -> TestClient:
        return TestClient(app, at, headers=headers, follow_redirects=False)

    return made


@pytest.fixture
def browser(there: Access, new: Client) -> TestClient:
    """One that has come in."""
    client = new(**{"sec-fetch-site": "same-origin"})
    assert client.get(there.address("127.0.0.1:8765")).status_code == 303
    return client


@pytest.fixture
def program(new: Client) -> TestClient:
    return new(**{"x-sayso-token": TOKEN})


def csrf_of(client: TestClient) -> str:
    found: list[str] = re.findall("<i>([0-9a-f]{64})</i>", client.get("/").text)
    return found[0]


def test_nobody_comes_in_without_a_right(new: Client) -> None:
    for path in ("/", "/story/x", "/story/x.json", "/none", "/openapi.json"):
        answer = new().get(path)
        assert answer.status_code == 401
        assert "Stories" not in answer.text
        assert answer.headers["www-authenticate"] == "Bearer"
    assert new().post("/add").status_code == 401
    assert new().request("BREW", "/").status_code == 401
    assert new().options("/").status_code == 401


def test_an_address_that_was_printed_lets_one_browser_in(
    there: Access, new: Client, printed: list[str]
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
    there: Access, browser: TestClient, new: Client
) -> None:
    address = there.address("127.0.0.1:8765")
    assert browser.get(address).status_code == 303
    assert new().get(address).status_code == 303


def test_a_link_that_another_program_opens_comes_in_by_a_page_of_ours(
    there: Access, new: Client
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
    there: Access, new: Client, asked: str, led: str
) -> None:
    answer = new().get(AT + asked.format(there.visits.new_token()))
    assert (answer.status_code, answer.headers["location"]) == (303, led)


@pytest.mark.parametrize(
    "path", ["//evil.example", "//evil.example/", "/\\evil.example", "/%5Cevil.example"]
)
def test_an_address_that_could_mean_another_site_is_none(
    there: Access, new: Client, program: TestClient, path: str
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
    new: Client, printed: list[str]
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
def test_a_program_comes_in_with_its_token(new: Client, headers: dict[str, str]) -> None:
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
    program: TestClient, new: Client, path: str
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


def test_pages_of_the_guard_need_no_style_of_their_own(new: Client) -> None:
    page = new().get("/").text
    assert not re.search(r"<script|<style|style=|https?://", page)


def test_what_no_case_holds_may_be_kept(new: Client) -> None:
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


def test_a_question_mark_in_a_path_is_no_end_of_it(new: Client, there: Access) -> None:
    answer = new().get(f"{AT}/story%3Fx%23?token={there.visits.new_token()}")
    assert answer.headers["location"] == "/story%3Fx%23"
    assert new().get("/none%3F.json").headers["content-type"] == "application/problem+json"


def test_what_follows_an_address_that_ends_with_a_slash_is_ours(program: TestClient) -> None:
    answer = program.get("/story/x/")
    assert answer.status_code in {307, 404}
    assert answer.headers.get("location", AT).startswith((AT, "/story"))


class TestByPassword:
    @pytest.fixture
    def there(self) -> Access:
        return access(
            "0.0.0.0",  # noqa: S104
            8765,
            password=PASSWORD,
            api_token=TOKEN,
            allowed=["https://news.example.org"],
        )

    @staticmethod
    def enter(client: TestClient, **values: str) -> tuple[int, str]:
        page = client.get("/story/x?a=b").text
        csrf = re.findall('name="csrf" value="([0-9a-f]{64})"', page)[0]
        to = re.findall('name="next" value="([^"]+)"', page)[0]
        answer = client.post("/enter", data={"csrf": csrf, "next": to, **values})
        return answer.status_code, answer.headers.get("location", "")

    def test_lets_in_who_knows_it(self, new: Client) -> None:
        client = new("http://10.0.0.5:8765")
        assert client.get("/").status_code == 401
        assert self.enter(client, password="wrong horse") == (401, "")  # noqa: S106
        assert client.get("/").status_code == 401
        assert self.enter(client, password=PASSWORD) == (303, "/story/x?a=b")
        assert "Stories" in client.get("/").text

    def test_leads_to_the_stories_where_one_asked_for_the_form_itself(self, new: Client) -> None:
        assert 'name="next" value="/"' in new().get("/enter").text

    def test_leads_nowhere_else(self, new: Client) -> None:
        for to in ("//evil.example", "https://evil.example", "/\\evil.example", "/\t/evil.example"):
            status, location = self.enter(new(), password=PASSWORD, next=to)
            assert status == 303
            assert re.fullmatch(r"/[^/\\][ -~]*", location)

    def test_is_asked_by_a_form_of_ours(self, new: Client) -> None:
        status, _ = self.enter(new(), password=PASSWORD, csrf="0" * 64)
        assert status == 403
        assert new().post("/enter", data={"password": PASSWORD}).status_code == 403
        assert new().post("/enter", data={"password": PASSWORD + "x" * 20_000}).status_code == 413
        evil = new(origin="http://evil.example")
        assert evil.post("/enter", data={"password": PASSWORD}).status_code == 403

    def test_may_be_tried_a_few_times(self, new: Client) -> None:
        client = new()
        tries = [self.enter(client, password="wrong horse")[0] for _ in range(module.ATTEMPTS)]  # noqa: S106
        assert tries == [401] * module.ATTEMPTS
        assert self.enter(client, password=PASSWORD)[0] == 429

    def test_leaves_no_other_way(self, new: Client, there: Access) -> None:
        assert new().get(there.address("127.0.0.1:8765")).status_code == 401
        assert new(**{"x-sayso-token": TOKEN}).get("/").status_code == 200
        assert new("http://evil.example:8765").get("/").status_code == 400

    def test_is_kept_by_a_cookie_for_https_alone_where_https_is_spoken(self, new: Client) -> None:
        client = new("http://news.example.org", origin="https://news.example.org")
        answer = client.get("/")
        assert "Secure" in answer.headers["set-cookie"]
        plain = new("http://news.example.org", origin="http://news.example.org")
        assert plain.get("/").status_code == 403

    def test_pages_hold_words_of_the_address_harmlessly(self, new: Client) -> None:
        page = new().get('/x\'"><script>alert(1)</script>?"><b>').text
        assert "<script" not in page
        assert "<b>" not in page.replace("<b>Sayso</b>", "")


def test_a_problem_is_what_the_standard_says(program: TestClient) -> None:
    told = msgspec.json.decode(program.get("/api/none").content)
    assert set(told) == {"type", "title", "status", "detail"}
