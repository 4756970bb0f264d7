"""What a program asks of a case, and what it is told."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

import msgspec
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from sayso.case import Case
from sayso.errors import BusyError
from sayso.records import Annotations
from sayso.settings import Settings
from sayso.traces import Trace
from sayso.web.access import Access
from sayso.web.api import waiting
from sayso.web.api.records import TracedStory
from sayso.web.app import create_app
from sayso.web.jobs import Jobs
from sayso.web.shelf import MissingError, Shelf
from tests.web.api_case import AT, HEADERS, TOKEN, JobsAtOnce, example, explorer

KEY = example().document.id.removeprefix("sha256:")[:16]
TEXT = "The ferry to Sandrey is late, harbour master Ilse Brandt said on Tuesday."


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    made = explorer(tmp_path_factory.mktemp("api") / "x.sayso")
    yield made
    made.state.jobs.close()


@pytest.fixture
def program(app: FastAPI) -> TestClient:
    return TestClient(app, AT, headers=HEADERS, follow_redirects=False)


@pytest.fixture
def turn(app: FastAPI, monkeypatch: pytest.MonkeyPatch) -> Any:  # noqa: ANN401  # a function
    """Decide what comes of the next job: 0 new, 1 known, 2 left out, 3 failed."""
    jobs: JobsAtOnce = app.state.jobs

    def decided(number: int) -> None:
        monkeypatch.setattr(jobs, "_turn", iter([number]))

    return decided


def get(program: TestClient, address: str) -> Any:  # noqa: ANN401  # JSON
    found = program.get(f"/api/{address}")
    assert found.status_code == 200, found.text
    return found.json()


def problem(found: Any, status: int) -> str:  # noqa: ANN401  # an answer
    """Return what a problem says, having seen that it is one."""
    assert found.status_code == status, found.text
    assert found.headers["content-type"] == "application/problem+json"
    told = found.json()
    assert told["status"] == status
    assert told["title"]
    assert "sayso/" not in found.text
    return str(told["detail"])


def test_every_list_has_the_same_shape_and_pages(program: TestClient) -> None:
    lists = (
        "documents",
        f"documents/{KEY}/claims",
        "stories",
        "sources",
        "sources?named=false",
        "citations?source=Ilse%20Brandt",
        "search?q=ferry",
        "judgements",
        "jobs",
    )
    for each in lists:
        found = get(program, each)
        assert {"items", "total", "page", "size"} <= found.keys()
        assert (found["page"], found["size"]) == (1, 50)
        assert len(found["items"]) == found["total"]
        lead = "&" if "?" in each else "?"
        assert not get(program, f"{each}{lead}page=1000000&size=200")["items"]
        for wrong in ("page=0", "size=0", "size=201", "page=" + "9" * 30, "page=x"):
            assert problem(program.get(f"/api/{each}{lead}{wrong}"), 422)


def test_pages_lead_to_those_beside_them(program: TestClient) -> None:
    first = program.get("/api/documents?size=1")
    assert first.headers["link"] == '</api/documents?page=2&size=1>; rel="next"'
    seen, address = [], "/api/documents?size=1"
    while address:
        found = program.get(address)
        seen += [each["id"] for each in found.json()["items"]]
        address = found.links.get("next", {}).get("url", "")
    assert seen == sorted(set(seen))
    assert len(seen) == first.json()["total"] == 4
    last = program.get("/api/search?q=ferry+%C3%A9%3E&size=1&page=99")
    assert 'rel="prev"' in last.headers["link"]
    assert "%C3%A9%3E" in last.headers["link"]
    assert "link" not in program.get("/api/documents").headers


def test_a_document_is_what_read_prints(program: TestClient) -> None:
    whole = example()
    for key in (whole.document.id, whole.document.id[7:], KEY, KEY[:8]):
        found = program.get(f"/api/documents/{key}")
        assert msgspec.json.decode(found.content, type=Annotations) == whole
    assert problem(program.get("/api/documents/00000000"), 404)
    for wrong in ("x", "0000000", "%00", "sha256:", KEY + "%0a", "0" * 65):
        assert program.get(f"/api/documents/{wrong}").status_code in {404, 422}


def test_a_claim_brings_its_chain_and_its_story(program: TestClient) -> None:
    claims = get(program, f"documents/{KEY}/claims")["items"]
    assert [each["claim"]["id"] for each in claims] == [each.id for each in example().claims]
    found = get(program, f"claims/{KEY}-c2")
    assert found == claims[1]
    assert [each["source"] for each in found["claim"]["chain"]] == ["s1", "s2"]
    assert [each["name"] for each in found["sources"]] == ["Kelmouth Courier", "Ilse Brandt"]
    assert [each["id"] for each in found["attributions"]] == ["a2", "a3"]
    assert found["address"].startswith(f"/article/{KEY}#p-")
    assert found["story"].startswith("st")
    assert problem(program.get(f"/api/claims/{KEY}-c99"), 404)
    assert problem(program.get("/api/claims/00000000-c1"), 404)
    assert problem(program.get(f"/api/claims/{KEY}"), 422)


def test_a_claim_of_a_new_article_is_in_no_story(
    program: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object) -> None:
        raise MissingError("No story of this case holds that; it may not have been found yet.")

    monkeypatch.setattr(Shelf, "story", none)
    assert get(program, f"claims/{KEY}-c1")["story"] is None


def test_a_story_is_known_by_any_of_its_documents(program: TestClient, turn: Any) -> None:  # noqa: ANN401
    turn(0)
    listed = get(program, "stories")
    story = next(each for each in listed["items"] if f"sha256:{KEY}" in str(each))["story"]
    assert get(program, f"stories?order=latest&least={story['size']}")["items"]
    assert not get(program, "stories?least=1000")["items"]
    for name in (story["id"], KEY, story["documents"][0]):
        found = program.get(f"/api/stories/{name}")
        told = msgspec.json.decode(found.content, type=TracedStory)
        assert told.story.id == story["id"]
        assert told.tally.articles == 2
    assert problem(program.get("/api/stories/st000000000000"), 404)
    assert problem(program.get("/api/stories/00000000"), 404)


def test_a_claim_is_traced_or_it_is_said_why_not(program: TestClient, turn: Any) -> None:  # noqa: ANN401
    turn(0)
    found = program.get("/api/trace?claim=Two%20ferries%20collided")
    assert msgspec.json.decode(found.content, type=Trace).origins
    turn(3)
    assert problem(program.get("/api/trace?claim=Another"), 409) == "The disk is full."
    assert problem(program.get("/api/trace?claim=%20"), 400)
    assert problem(program.get("/api/trace"), 422)
    assert problem(program.get("/api/trace?claim=" + "x" * 2001), 422)
    assert problem(program.get("/api/trace?claim=x&wait=nan"), 422)
    assert problem(program.get("/api/trace?claim=x&wait=21"), 422)


def test_what_takes_longer_is_a_job(
    program: TestClient, app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    for lane in app.state.jobs._lanes.values():
        monkeypatch.setattr(lane, "submit", lambda _: None)
    found = program.get("/api/trace?claim=Not%20yet%20traced&wait=0.05")
    assert found.status_code == 202
    job = found.json()
    assert found.headers["location"] == f"/api/jobs/{job['id']}"
    assert job["state"] == "waiting"
    assert program.get(found.headers["location"] + "?wait=0.05").json() == job
    monkeypatch.setattr(app.state.shelf, "_found", OrderedDict())
    assert program.get(f"/api/stories/{KEY}?wait=0").status_code == 202
    # Where others wait for theirs, it is not waited for.
    monkeypatch.setattr(waiting, "_seats", BoundedSemaphore(1))
    with waiting.waiting(1.0) as seconds:
        assert seconds == 1.0
        assert program.get("/api/trace?claim=Not%20yet%20traced&wait=20").status_code == 202
    with waiting.waiting(1.0) as seconds:
        assert seconds == 1.0
    app.state.jobs._tickets.clear()


def test_a_source_is_found_by_any_of_its_names(program: TestClient) -> None:
    assert "Ilse Brandt" in str(get(program, "sources"))
    assert "harbour master" in str(get(program, "sources?named=false"))
    found = get(program, "citations?source=ilse%20brandt")
    assert found["source"]["name"] == "Ilse Brandt"
    (said,) = found["items"]
    assert said["attribution"]["source"] == "s2"
    assert said["address"].startswith(f"/article/{KEY}#p-")
    for nobody in ("nobody", "%00", "%F0%9F%98%80", "x" * 2000):
        assert problem(program.get(f"/api/citations?source={nobody}"), 404)


def test_words_are_found_at_their_places(program: TestClient) -> None:
    found = get(program, "search?q=ferries+sandrey")
    assert found["every"]
    (hit,) = found["items"]
    assert [each["text"] for each in hit["words"]] == ["Sandrey", "ferries", "Sandrey"]
    assert "two ferries" in hit["snippet"]["text"]
    assert not get(program, "search?q=sandrey+zebra")["every"]
    for nothing in ("%00", '"', "AND+OR+NEAR(", "*"):
        assert get(program, f"search?q={nothing}&claims=true")["total"] == 0


def test_what_is_decided_can_be_taken_back(
    program: TestClient, app: FastAPI, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.case.opening.PATIENCE", 0.05)
    new = {"kind": "merge", "subjects": ["Ilse Brandt", "I. Brandt"], "author": "Jo"}
    made = program.post("/api/judgements", json=new)
    assert made.status_code == 201
    address = made.headers["location"]
    assert program.get(address).json() == made.json()
    assert made.json()["judgement"] == new | {"note": ""}
    assert get(program, "judgements?standing=true")["items"][0] == made.json()
    undone = program.delete(address)
    assert undone.json()["undone_at"]
    assert program.get(address).json() == undone.json()
    assert not get(program, "judgements?standing=true")["items"]
    assert problem(program.delete(address), 404)
    assert problem(program.get("/api/judgements/999"), 404)
    with Case.open(app.state.shelf.path, write=True):
        assert problem(program.post("/api/judgements", json=new), 503)
        assert program.delete(address).headers["retry-after"] == "1"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"kind": "merge", "subjects": ["a", " a"]}, 400),
        ({"kind": "merge", "subjects": ["a"]}, 422),
        ({"kind": "merge", "subjects": ["a", "b" * 2001]}, 422),
        ({"kind": "merge", "subjects": [str(each) for each in range(101)]}, 422),
        ({"kind": "none", "subjects": ["a", "b"]}, 422),
        ({"kind": "merge", "subjects": ["a", "b"], "more": 1}, 422),
        ({"kind": "not_a_copy", "subjects": ["00000000", "11111111"]}, 404),
        ({"kind": "same_claim", "subjects": ["st000000000000", "x"]}, 404),
        ([], 422),
    ],
)
def test_what_cannot_be_decided_is_refused(program: TestClient, body: object, status: int) -> None:
    assert problem(program.post("/api/judgements", json=body), status)


def test_a_body_that_is_none_of_ours_is_refused(program: TestClient) -> None:
    json = {"content-type": "application/json"}
    for address in ("/api/judgements", "/api/documents"):
        assert problem(program.post(address, content=b"x"), 415)
        assert problem(program.post(address, data={"text": "x"}), 415)
        for body in (
            b"",
            b"{",
            b"null",
            b"[" * 100_000,
            b'"\\ud800"',
            b"\xff",
            b'{"text":"\\ud800"}',
        ):
            assert problem(program.post(address, content=body, headers=json), 422)
    form = {"content-type": "multipart/form-data; boundary=x"}
    assert problem(program.post("/api/documents", content=b"--x--", headers=form), 422)
    assert problem(program.post("/api/documents", content=b"\0", headers=form), 400)
    bare = {"content-type": "multipart/form-data"}
    assert problem(program.post("/api/documents", content=b"x", headers=bare), 400)
    assert problem(program.post("/api/documents", content=b"x" * 6_000_000, headers=json), 413)


def test_an_article_is_added_with_what_is_known_of_it(program: TestClient, turn: Any) -> None:  # noqa: ANN401
    about = {"title": "Late", "outlet": "Sandrey Echo", "published": "2023-05-02"}
    given: list[dict[str, Any]] = [
        {"text": TEXT},
        {"text": TEXT, "url": "https://echo.example/1", **about},
        {"html": f"<p>{TEXT}</p>", "url": "https://echo.example/1"},
        {"html": f"<p>{TEXT}</p>"},
        {"url": "HTTPS://echo.example/1"},
    ]
    for each in given:
        turn(0)
        made = program.post("/api/documents", json=each)
        assert made.status_code == 201
        assert made.headers["location"] == f"/api/documents/{KEY}"
        assert made.json()["document"]["id"] == example().document.id
    turn(1)
    assert program.post("/api/documents?wait=1", json=given[0]).status_code == 200
    turn(2)
    assert (
        problem(program.post("/api/documents", json=given[0]), 422) == "pasted text: It is empty."
    )
    turn(3)
    failed = program.post("/api/documents", json=given[0])
    assert (failed.status_code, failed.json()["message"]) == (202, "The disk is full.")
    assert failed.headers["location"] == f"/api/jobs/{failed.json()['id']}"


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"text": ""},
        {"text": None},
        {"text": "x", "html": "x"},
        {"url": "ftp://echo.example"},
        {"url": "javascript:alert(1)"},
        {"url": "https://echo.example/" + "x" * 2000},
        {"url": "https://echo.example", "title": "x"},
        {"html": "x", "published": "2023"},
        {"text": "x", "title": "x" * 2001},
        {"text": "x", "more": "x"},
    ],
)
def test_what_is_no_article_is_refused(program: TestClient, body: object) -> None:
    assert problem(program.post("/api/documents", json=body), 422)


def test_files_are_added_together(program: TestClient, turn: Any) -> None:  # noqa: ANN401
    turn(0)
    files = [("files", ("../../a.txt", TEXT.encode(), "text/plain")), ("files", ("b", b"", ""))]
    job = program.post("/api/documents", files=files).json()
    assert job["about"] == "a.txt"
    assert problem(program.post("/api/documents", files={"file": b"x"}), 422)
    assert problem(program.post("/api/documents", files=[("files", b"x")] * 1001), 400)


def test_a_job_can_be_stopped(program: TestClient, turn: Any) -> None:  # noqa: ANN401
    turn(0)
    files = [("files", (f"{each}.txt", TEXT.encode(), "text/plain")) for each in range(2)]
    made = program.post("/api/documents", files=files)
    job = get(program, "jobs")["items"][0]
    assert program.delete(f"/api/jobs/{job['id']}").json() == job
    assert made.status_code in {201, 202}
    assert problem(program.get("/api/jobs/0000000000000000"), 404)
    assert problem(program.delete("/api/jobs/0000000000000000"), 404)
    assert problem(program.get("/api/jobs/x"), 422)


def test_who_asks_for_too_much_is_told_to_wait(
    program: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise BusyError("There is too much to do already.")

    monkeypatch.setattr(Jobs, "_check", busy)
    found = program.post("/api/documents", json={"text": TEXT})
    assert problem(found, 503)
    assert found.headers["retry-after"] == "1"


def test_all_that_can_be_done_at_an_address_is_told(program: TestClient) -> None:
    for address, methods in (
        ("documents", "GET, HEAD, POST"),
        (f"documents/{KEY}", "GET, HEAD"),
        ("judgements/1", "GET, HEAD, DELETE"),
        ("jobs/0000000000000000", "GET, HEAD, DELETE"),
    ):
        found = program.put(f"/api/{address}")
        assert problem(found, 405)
        assert found.headers["allow"] == methods
    assert problem(program.get("/api/none"), 404)


def test_a_text_is_read_and_its_document_answered(tmp_path: Path) -> None:
    """Nothing stands in for anything: it is read by a model, in a process of its own."""
    app = create_app(tmp_path / "x.sayso", Settings(), Access.local(api_token=TOKEN))
    with TestClient(app, AT, headers=HEADERS) as program:
        assert problem(program.get("/api/trace?claim=x&wait=20"), 409)
        made = program.post("/api/documents?wait=20", json={"text": TEXT, "title": "Late"})
        if made.status_code == 202:  # the machine is very busy
            made = program.get(made.headers["location"] + "?wait=20")
            made = program.get(f"/api/documents/{made.json()['documents'][0]}")
        read = msgspec.json.decode(made.content, type=Annotations)
        assert read.document.title == "Late"
        assert [each.name for each in read.sources] == ["Ilse Brandt"]
        again = program.post("/api/documents?wait=20", json={"text": TEXT, "title": "Late"})
        assert again.status_code == 200
        assert again.content == made.content
