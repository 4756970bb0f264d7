"""Links, files and texts in; the job that adds them, its page, and sentences for what is wrong, out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from sayso.case import Case
from sayso.errors import UsageError
from sayso.records import Drop
from sayso.settings import Settings
from sayso.web.access import Access
from sayso.web.app import create_app
from sayso.web.job import Given, Job, pasted
from sayso.web.pages import add
from tests.case.articles import article

TOKEN = "t" * 40
SETTINGS = Settings(max_bytes=20_000)
HOSTILE = '"><script>alert(1)</script>'
TEXT = "Harbour stays shut\n\nThe harbour stays shut, the port authority said."


class Kept:
    """Keeps what is given, and does nothing with it."""

    def __init__(self) -> None:
        self.given: list[Given] = []
        self.jobs: dict[str, Job] = {}
        self.searched = 0
        self.full = False

    def add(self, given: Sequence[Given]) -> Job:
        if self.full:
            raise UsageError("There is too much to do already.")
        self.given = list(given)
        return self.put(Job(id="new", kind="add", about=given[0].name, total=len(given)))

    def put(self, job: Job) -> Job:
        self.jobs[job.id] = job
        return job

    def job(self, name: str) -> Job | None:
        return self.jobs.get(name)

    def list(self) -> tuple[Job, ...]:
        return tuple(reversed(self.jobs.values()))

    def stories(self) -> Job:
        self.searched += 1
        return Job(id="s", kind="stories")

    def stop(self, name: str) -> Job:
        return self.put(msgspec.structs.replace(self.jobs[name], state="stopped"))

    def close(self) -> None:
        pass


@pytest.fixture
def jobs() -> Kept:
    return Kept()


@pytest.fixture
def app(tmp_path: Path, jobs: Kept) -> FastAPI:
    made = create_app(tmp_path / "x.sayso", SETTINGS, Access.local(8765, TOKEN))
    made.state.jobs.close()
    made.state.jobs = jobs
    return made


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    headers = {"X-Sayso-Token": TOKEN}
    return TestClient(app, "http://127.0.0.1:8765", headers=headers, follow_redirects=False)


def documents(app: FastAPI, number: int) -> tuple[str, ...]:
    with Case.open(app.state.shelf.path, write=True) as case:
        made = [article(each) for each in range(number)]
        for each in made:
            case.add(each)
    return tuple(each.document.id for each in made)


def test_the_form_tells_its_limits(client: TestClient) -> None:
    page = client.get("/add").text
    assert "1,000 files and 1,000 links, 0.1 MB together. Each file up to 0.02 MB" in page
    assert "1,000,000 letters" in page
    assert 'name="csrf"' in page


def test_all_three_ways_are_one_job(client: TestClient, jobs: Kept) -> None:
    answer = client.post(
        "/add",
        data={
            "links": " https://courier.example/a \n\nwww.herald.example/b?c=1\nhttps://courier.example/a\n",
            "text": TEXT,
            "title": "Shut",
            "outlet": "Courier",
            "date": "2024-05-31",
            "address": "courier.example/shut",
        },
        files=[("files", ("a.html", b"<p>A", "text/html")), ("files", ("", b"", ""))],
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/jobs/new")
    first, second, file, text = jobs.given
    assert (first.url, first.data, second.url) == (
        "https://courier.example/a",
        b"",
        "https://www.herald.example/b?c=1",
    )
    assert (file.name, file.data, file.media_type) == ("a.html", b"<p>A", "text/html")
    assert msgspec.json.decode(text.data) == {
        "title": "Shut",
        "outlet": "Courier",
        "published": "2024-05-31",
        "text": TEXT,
        "url": "https://courier.example/shut",
    }


def test_a_text_of_which_nothing_is_known_stays_a_text(client: TestClient, jobs: Kept) -> None:
    client.post("/add", data={"text": TEXT})
    (given,) = jobs.given
    assert given == pasted(TEXT)
    assert given.data == TEXT.encode()


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({}, "Give a link, a file or a text first."),
        ({"links": "\n \n", "text": " "}, "Give a link, a file or a text first."),
        ({"links": f"no link {HOSTILE}"}, "This is no address of a page: “no link"),
        ({"links": "ftp://courier.example/a"}, "This is no address of a page"),
        ({"links": "https://courier.example/" + "a" * 2_000}, "This is no address of a page"),
        ({"links": "\n".join(f"a.example/{n}" for n in range(1_001))}, "too many links"),
        ({"title": HOSTILE}, "There is no text to which this belongs."),
        ({"text": TEXT, "date": "31 May"}, "This is no date."),
        ({"text": TEXT, "address": HOSTILE}, "This is no address of a page. It begins"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_nothing_is_lost(
    client: TestClient, jobs: Kept, sent: dict[str, str], told: str
) -> None:
    answer = client.post("/add", data=sent)
    assert answer.status_code == 422
    assert told in answer.text
    assert re.search(r'aria-invalid="true"[^>]*autofocus', answer.text)
    assert "<script>alert" not in answer.text
    assert answer.text.count(TEXT.splitlines()[-1]) == ("text" in sent and sent["text"] == TEXT)
    assert jobs.given == []


def test_where_too_much_waits_what_was_filled_in_stays(client: TestClient, jobs: Kept) -> None:
    jobs.full = True
    answer = client.post("/add", data={"text": TEXT})
    assert answer.status_code == 422
    assert "too much to do already" in answer.text
    assert TEXT.splitlines()[-1] in answer.text


@pytest.mark.parametrize(
    "sent",
    [
        {"files": [("files", ("a.txt", b"a"))] * 3},
        {"data": {f"field{n}": "" for n in range(21)}, "files": {"files": ("a.txt", b"a")}},
        {"data": {"text": "a" * 20_001}, "files": {"files": ("a.txt", b"a")}},
    ],
    ids=["files", "fields", "a text"],
)
def test_a_form_that_is_too_large_is_refused_in_a_sentence(
    client: TestClient, jobs: Kept, sent: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(add, "MOST_FILES", 2)
    answer = client.post("/add", **sent)  # type: ignore[arg-type]
    assert answer.status_code == 413
    assert "At once: 2 files and 1,000 links" in answer.text
    assert jobs.given == []


def test_a_body_beyond_all_bounds_is_refused_before_it_is_read(client: TestClient) -> None:
    answer = client.post("/add", files={"files": ("a.txt", b"a" * 200_000)})
    assert answer.status_code == 413


def test_what_is_no_form_gives_nothing(client: TestClient) -> None:
    assert (
        client.post("/add", content=b"x", headers={"content-type": "text/plain"}).status_code == 422
    )
    broken = {"content-type": "multipart/form-data"}
    answer = client.post("/add", content=b"x", headers=broken)
    assert answer.status_code == 400
    assert "At once" not in answer.text


def test_a_file_in_the_place_of_a_text_is_none(client: TestClient, jobs: Kept) -> None:
    answer = client.post("/add", files={"text": ("a.txt", b"a")})
    assert (answer.status_code, jobs.given) == (422, [])


def test_the_page_of_a_job_follows_it(client: TestClient, app: FastAPI, jobs: Kept) -> None:
    first, *_ = documents(app, 2)
    job = jobs.put(
        Job(
            id="j",
            kind="add",
            state="running",
            about="a.html",
            total=3,
            done=1,
            documents=(first,),
            added=1,
        )
    )
    page = client.get("/jobs/j").text
    assert "Adding a.html and 2 more" in page
    assert "data-live" in page
    assert '<noscript><meta http-equiv="refresh"' in page
    assert "1 of 3" in page
    assert "1 article added" in page
    assert 'action="/jobs/j/stop"' in page
    assert f"/article/{first[7:23]}" in page
    assert client.get("/jobs/j.json").json() == msgspec.json.decode(msgspec.json.encode(job))
    answer = client.post("/jobs/j/stop")
    assert (answer.status_code, answer.headers["location"]) == (303, "/jobs/j")
    stopped = client.get("/jobs/j").text
    assert "Stopped. What was added stays." in stopped
    assert "/stop" not in stopped


def test_what_was_left_out_is_explained(client: TestClient, jobs: Kept) -> None:
    drops = (
        Drop(stage="acquire", reason="not yet", detail="a.pdf: Sayso cannot read PDF yet."),
        Drop(stage="acquire", reason="not yet", detail=f"{HOSTILE}.pdf"),
        Drop(stage="read", reason="new reason", detail="b"),
    )
    jobs.put(
        Job(
            id="j",
            kind="add",
            state="done",
            about=HOSTILE,
            done=9,
            total=9,
            dropped=drops,
            dropped_count=9,
        )
    )
    page = client.get("/jobs/j").text
    assert page.count("Sayso cannot read this form yet. Copy the text and paste it.") == 1
    assert "new reason" in page
    assert "9 left out" in page
    assert "Only the first 3 are listed." in page
    assert "<script>alert" not in page
    assert "data-live" not in page


def test_one_article_leads_on_to_what_it_rests_on(
    client: TestClient, app: FastAPI, jobs: Kept
) -> None:
    document, other, _ = documents(app, 3)
    done = Job(
        id="j", kind="add", state="done", about="a", total=1, done=1, documents=(document,), added=1
    )
    jobs.put(done)
    page = client.get("/jobs/j").text
    assert "Which story it tells is being found." in page
    assert "data-live" in page
    assert jobs.searched == 1
    jobs.put(Job(id="s", kind="stories", state="running"))
    assert "data-live" in client.get("/jobs/j").text
    assert jobs.searched == 1
    jobs.put(Job(id="s", kind="stories", state="failed", message="It failed."))
    page = client.get("/jobs/j").text
    assert "is not known yet" in page
    assert "data-live" not in page
    del jobs.jobs["s"]
    found(app, (document, other))
    page = client.get("/jobs/j").text
    assert "See what it rests on" in page
    assert "2 articles" in page
    assert re.search(r'href="/story/[0-9a-f]{16}"', page)
    assert "data-live" not in page


def test_articles_that_nothing_else_tells_of_say_so(
    client: TestClient, app: FastAPI, jobs: Kept
) -> None:
    one, two = documents(app, 2)
    found(app, (one,), (two,))
    jobs.put(Job(id="j", kind="add", state="done", done=1, documents=(one,), added=1))
    page = client.get("/jobs/j").text
    assert "No other article of this case tells of the same." in page
    assert "What it rests on by itself" in page
    jobs.put(Job(id="k", kind="add", state="done", done=2, documents=(one, two), known=2))
    page = client.get("/jobs/k").text
    assert "2 known before" in page
    assert "by itself" not in page


def test_other_work_leads_to_what_it_has_made(client: TestClient, app: FastAPI, jobs: Kept) -> None:
    story = found(app, documents(app, 2))
    jobs.put(Job(id="t", kind="trace", state="done", about=story))
    assert re.search(r'href="/story/[0-9a-f]{16}">See the trace', client.get("/jobs/t").text)
    jobs.put(Job(id="c", kind="trace", state="done", about=f"The moon & {HOSTILE}"))
    page = client.get("/jobs/c").text
    assert 'href="/trace?claim=The+moon+%26+%22%3E' in page
    jobs.put(Job(id="s", kind="stories", state="done"))
    assert 'href="/">See the stories' in client.get("/jobs/s").text
    jobs.put(Job(id="f", kind="trace", state="failed", about="x", message="It is damaged."))
    page = client.get("/jobs/f").text
    assert "It is damaged." in page
    assert 'role="alert"' in page
    listed = client.get("/jobs").text
    assert all(f'href="/jobs/{each}"' in listed for each in "tcsf")
    assert [each["id"] for each in client.get("/jobs.json").json()["jobs"]] == list("fsct")


def test_work_that_is_not_known_is_missing(client: TestClient) -> None:
    assert "Nothing was begun" in client.get("/jobs").text
    for answer in (client.get("/jobs/x"), client.get("/jobs/x.json"), client.post("/jobs/x/stop")):
        assert answer.status_code == 404


def found(app: FastAPI, *stories: Sequence[str]) -> str:
    """Keep these as the stories of the case as it is now, and return the id of the first."""
    from sayso.keeping import stories_in  # noqa: PLC0415  # it loads what compares
    from sayso.traces import Story  # noqa: PLC0415

    path = app.state.shelf.path
    with Case.open(path) as opened:
        stories_in(opened)
    with Case.open(path) as opened:
        made_by = opened.stories_made_by() or ""
    made = [
        Story(id=f"st{number:012x}", claim="", documents=tuple(each), size=len(each))
        for number, each in enumerate(stories)
    ]
    with Case.open(path, write=True) as opened:
        opened.keep_stories(made, made_by)
    return made[0].id
