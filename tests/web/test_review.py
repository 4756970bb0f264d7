"""What somebody decides in a browser in; the case with the judgement, and the pages that show it, out."""

from __future__ import annotations

import dataclasses
import html
import re
import time
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import msgspec
import pytest
from fastapi.testclient import TestClient

from sayso import pipeline
from sayso.case import Case
from sayso.errors import UsageError
from sayso.show.story import story_reading
from sayso.traces import Judgement, Merge, Origin
from sayso.web import judged, put_right
from sayso.web.judged import with_number, without_number
from tests.show.lorries import lorries

HOSTILE = '"><script>alert(1)</script>'
NAMES = ["Bertol Kessmer", "official with knowledge of the inquiry"]


def give(client: TestClient, kind: str, subjects: list[str], **fields: str) -> tuple[int, str]:
    """Send the form; return the status, and where it leads or what the page says."""
    sent = {"subject": subjects, **fields}
    answer = client.post(f"/review/{kind}", data=sent, follow_redirects=False)
    return answer.status_code, answer.headers.get("location", answer.text)


def story_of(path: Path) -> tuple[str, str]:
    """Return the address of the one story of the case, and its id."""
    (story,) = pipeline.stories(str(path))
    return f"/story/{min(story.documents)[7:23]}", story.id


def verdict(client: TestClient, address: str) -> str:
    """Return on how many origins a story rests, as soon as its page tells."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        answer = client.get(address)
        if answer.status_code == 200:
            return str(re.findall(r'class="verdict">(.*?)<', answer.text)[0])
        time.sleep(0.2)
    raise AssertionError(answer.text)


def test_merging_two_origins_changes_the_count_and_undoing_brings_it_back(
    explorer: TestClient, own_case: Path
) -> None:
    address, _ = story_of(own_case)
    before = verdict(explorer, address)
    status, to = give(explorer, "merge", NAMES, note="He is.", author="Mara Éč", next=address)
    assert (status, to) == (303, f"{address}?judged=1")
    after = verdict(explorer, to)
    assert (before, after) == (
        "Nine articles, one to five origins",
        "Nine articles, one to four origins",
    )
    page = explorer.get(to).text
    assert "Judgement 1 stands." in page
    assert 'action="/review/undo/1"' in page
    assert f'name="next" value="{address}"' in page
    # What a person has made one is undone where it is seen; no other judgement would part it.
    assert 'formaction="/review/undo/1"' in page
    answer = explorer.post("/review/undo/1", data={"next": address}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{address}?judged=1")
    began = time.monotonic()
    answer = explorer.get(answer.headers["location"])
    assert answer.status_code == 200  # the trace was kept: nobody waits for it
    assert time.monotonic() - began < 5
    assert before in answer.text
    assert "Judgement 1 is taken back." in answer.text
    assert "/review/undo/1" not in answer.text
    given = explorer.get("/review.json").json()["judgements"]
    assert [each["judgement"]["author"] for each in given] == ["Mara Éč"]


def test_what_a_story_offers_is_a_judgement(explorer: TestClient, own_case: Path) -> None:
    address, _ = story_of(own_case)
    verdict(explorer, address)
    page = explorer.get(address).text
    offered = [html.unescape(each) for each in re.findall(r'formaction="([^"]+)"', page)]
    kinds = {urlsplit(each).path for each in offered}
    assert kinds == {"/review/split", "/review/not_a_copy"}
    for each in offered:
        # The fields that the same form has for two names are none of this button's.
        answer = explorer.post(
            each, data={"subject": ["", "Harna"], "next": address}, follow_redirects=False
        )
        assert answer.status_code == 303
        judgement = explorer.get("/review.json").json()["judgements"][-1]["judgement"]
        assert judgement["subjects"] == [
            v for k, v in parse_qsl(urlsplit(each).query) if k == "subject"
        ]
    assert "no copies of one another" in explorer.get(answer.headers["location"]).text


def test_the_form_is_filled_in_by_an_address(explorer: TestClient) -> None:
    names = ["Harna", HOSTILE]
    asked = {"kind": "split", "subject": names, "next": "//elsewhere.example/x"}
    page = explorer.get("/review", params=asked).text
    assert 'action="/review/split"' in page
    assert 'id="subject-0" name="subject" value="Harna"' in page
    assert "<script>alert" not in page
    assert 'name="next" value="/elsewhere.example/x"' in page
    assert 'id="subject-2"' in page
    assert '<option value="Harna"></option>' in page


def test_the_claims_of_stories_are_suggested_and_mean_them(
    explorer: TestClient, own_case: Path
) -> None:
    (story,) = pipeline.stories(str(own_case))
    assert (
        f'<option value="{story.claim}"></option>' in explorer.get("/review?kind=same_claim").text
    )
    status, _ = give(explorer, "same_claim", [f" {story.claim} ", "Lorries went over the border"])
    assert status == 303
    with Case.open(own_case) as case:
        (given,) = case.judgements()
    assert given.subjects[0] == story.claim
    assert given.subjects[1] in story.documents
    assert given.subjects[2] == "Lorries went over the border"
    page = explorer.get("/review?kind=same_claim").text
    assert f"/article/{given.subjects[1][7:]}" in page


def test_stories_are_found_anew_where_a_judgement_changes_them(
    explorer: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def at_once() -> None:
        asked.append("stories")
        raise UsageError("There is too much to do already.")

    monkeypatch.setattr(explorer.app.state.jobs, "stories_at_once", at_once)  # type: ignore[attr-defined]
    give(explorer, "merge", NAMES)
    assert asked == []
    _, to = give(explorer, "same_claim", ["Lorries crossed", "Trucks went over"])
    assert asked == ["stories"]
    assert "The stories are found anew by it" in explorer.get(to).text
    explorer.post("/review/undo/2")
    assert asked == ["stories"] * 2


def test_articles_are_named_by_the_addresses_of_their_pages(
    explorer: TestClient, own_case: Path
) -> None:
    with Case.open(own_case) as case:
        one, other, *_ = case.ids()
    page = explorer.get("/review?kind=not_a_copy").text
    assert "<datalist" not in page
    named = [f"http://127.0.0.1:8765/article/{one[7:23]}?from=%2Fstory%2Fx#p-1-2", other[7:23]]
    assert give(explorer, "not_a_copy", named)[0] == 303
    with Case.open(own_case) as case:
        assert case.judgements()[0].subjects == (one, other)
    status, page = give(explorer, "not_a_copy", ["f" * 16, other])
    assert status == 422
    assert "There is no such article in this case." in page


def test_a_name_that_no_source_has_is_told_before_it_is_judged(
    explorer: TestClient, own_case: Path
) -> None:
    status, page = give(
        explorer, "merge", ["Harna", f"Harnna{HOSTILE}"], note="Why <b>", author="M"
    )
    assert status == 422
    assert page.count("No source is called") == 1
    assert "<script>alert" not in page
    assert 'value="Why &lt;b&gt;"' in page
    with Case.open(own_case) as case:
        assert case.judgements() == ()
    # Sources without a name are sources too.
    assert give(explorer, "merge", ["Harna", "unnamed OFFICIAL"])[0] == 303
    assert give(explorer, "merge", ["Harna", "Harnna"], sure="true")[0] == 303


@pytest.mark.parametrize(
    ("kind", "subjects"), [("merge", ["Harna"]), ("merge", []), ("same_claim", ["A", " A "])]
)
def test_a_judgement_about_one_is_none(
    explorer: TestClient, kind: str, subjects: list[str]
) -> None:
    status, page = give(explorer, kind, subjects)
    assert status == 422
    assert "A judgement is about two or more" in page


def test_what_a_person_has_made_one_is_not_split_but_taken_back(explorer: TestClient) -> None:
    assert give(explorer, "merge", NAMES)[0] == 303
    status, page = give(explorer, "split", [*NAMES, "Harna"])
    assert status == 422
    assert "Judgement 1 says that they are one source." in page
    assert give(explorer, "split", [NAMES[0], "Harna"])[0] == 303


def test_what_cannot_be_is_refused(explorer: TestClient) -> None:
    assert give(explorer, "marry", NAMES)[0] == 422
    assert give(explorer, "merge", NAMES, note="a" * 2_001)[0] == 422
    assert give(explorer, "merge", ["a"] * 101)[0] == 422
    assert explorer.post("/review/undo/1").status_code == 400
    assert explorer.post("/review/undo/0").status_code == 422


def test_a_name_is_remembered_by_the_browser_that_gave_it(
    explorer: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judged, "login_name", lambda: "somebody")
    assert 'name="author" value="somebody"' in explorer.get("/review").text
    answer = explorer.post(
        "/review/merge", data={"subject": NAMES, "author": ' Mara "É" '}, follow_redirects=False
    )
    kept = answer.headers["set-cookie"].lower()
    assert "httponly" in kept
    assert "samesite=strict" in kept
    assert 'name="author" value="Mara &#34;É&#34;"' in explorer.get("/review").text


def test_no_name_is_made_up_for_who_may_be_anybody(
    explorer: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(judged, "login_name", lambda: "root")
    assert 'name="author" value=""' in explorer.get("/review").text
    monkeypatch.setattr(judged, "login_name", lambda: "somebody")
    state = explorer.app.state  # type: ignore[attr-defined]
    open_to_all = dataclasses.replace(state.access, password="long enough")  # noqa: S106  # nobody's
    monkeypatch.setattr(state, "access", open_to_all)
    assert 'name="author" value=""' in explorer.get("/review").text


def test_the_history_has_pages_and_tells_what_was_taken_back(
    explorer: TestClient, own_case: Path
) -> None:
    assert "Nothing was judged" in explorer.get("/review").text
    with Case.open(own_case, write=True) as case:
        for number in range(60):
            subjects = (f"One {number}", HOSTILE)
            case.judge(Judgement(kind="merge", subjects=subjects, note="<i>", author="<b>"))
        case.undo(60)
    page = explorer.get("/review").text
    assert "“<bdi>One 59</bdi>”" in page
    assert "One 9</bdi>" not in page
    assert page.count(" · taken back ") == 1
    assert page.count('action="/review/undo/') == 49
    assert "Page 1 of 2" in page
    assert "<script>alert" not in page
    assert "<i>" not in page
    last = explorer.get("/review?page=9").text
    assert "One 9</bdi>" in last


def test_the_number_of_a_judgement_in_an_address_is_no_more_than_that(explorer: TestClient) -> None:
    for number in ("1", "x", "²", "9" * 20, "-1", HOSTILE):
        answer = explorer.get("/review", params={"judged": number})
        assert answer.status_code == 200
        assert "notice-line judged" not in answer.text
        assert "<script>alert" not in answer.text


def test_an_address_keeps_what_else_it_says() -> None:
    assert with_number("/story/a", 3) == "/story/a?judged=3"
    asked = "/trace?claim=A+%26+b&judged=1&empty="
    assert without_number(asked) == "/trace?claim=A+%26+b&empty="
    assert with_number(asked, 2) == "/trace?claim=A+%26+b&empty=&judged=2"


def test_only_what_a_judgement_can_change_is_offered() -> None:
    relay = Origin(id="r", name="Agency", type="agency", role="relay")
    merged = (
        Merge(name="Agency", why="It has it from there."),
        Merge(name="Port", why="Its chief."),
    )
    origin = Origin(id="o", name="Harbour", type="organisation", merged=merged)
    story = story_reading(msgspec.structs.replace(lorries(), origins=(origin, relay)))
    right = put_right.put_right(story, [])
    assert [(each.name, each.merge.name, each.judged) for each in right.one] == [
        ("Harbour", "Port", None)
    ]
    assert right.names == ("Harbour", "Agency")
