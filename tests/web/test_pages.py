from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from sayso import pipeline
from sayso.case import Case
from sayso.records import Annotations
from sayso.settings import Settings
from sayso.tables import lines_of
from sayso.traces import Judgement, Trace
from sayso.web.access import Access
from sayso.web.app import create_app
from sayso.web.choice import Choice
from sayso.web.job import Job
from sayso.web.shelf import Found, Shelf
from sayso.web.statics import statics
from tests.web.conftest import TOKEN


@pytest.fixture
def key(own_case: Path) -> str:
    """Return the key of the story, that of a document of it."""
    (story,) = pipeline.stories(str(own_case))
    return min(story.documents)[7:23]


@pytest.fixture
def trace(own_case: Path) -> Trace:
    (story,) = pipeline.stories(str(own_case))
    return pipeline.trace_story(str(own_case), story.id).trace


def test_stories_are_listed_with_what_they_rest_on(explorer: TestClient, key: str) -> None:
    page = explorer.get("/").text
    assert f'href="/story/{key}"' in page
    assert "Nine articles, one to five origins" in page
    assert page.count('class="one"') == 9
    assert page.count('class="root') == 5
    assert page.count('class="root maybe"') == 4
    (listed,) = explorer.get("/stories.json").json()["stories"]
    assert listed["address"] == f"/story/{key}"
    assert (listed["tally"]["lower"], listed["tally"]["upper"]) == (1, 5)
    table = explorer.get("/stories.csv")
    assert table.headers["content-disposition"] == 'attachment; filename="stories.csv"'
    assert len(list(csv.reader(io.StringIO(table.text)))) == 2
    assert explorer.get("/?order=latest&page=7").status_code == 200
    assert explorer.get("/?order=sideways").status_code == 422


def test_a_story_has_its_page_its_data_its_table_its_graph_and_its_numbers(
    explorer: TestClient, key: str, trace: Trace
) -> None:
    page = explorer.get(f"/story/{key}")
    assert page.status_code == 200
    assert "Nine articles, one to five origins" in page.text
    assert f'data-graph="/story/{key}/graph.json"' in page.text
    assert lines_of(Trace).decode(explorer.get(f"/story/{key}.json").content) == trace
    rows = list(csv.reader(io.StringIO(explorer.get(f"/story/{key}.csv").text)))
    assert len(rows) == 1 + len(trace.articles)
    assert {"nodes", "edges"} <= explorer.get(f"/story/{key}/graph.json").json().keys()
    assert explorer.get(f"/story/{key}/timeline.json").json()["format"] == 1


def test_the_address_of_a_story_is_that_of_any_of_its_articles(
    explorer: TestClient, trace: Trace, key: str
) -> None:
    for each in trace.articles:
        assert explorer.get(f"/story/{each.document[7:23]}.json").json()["story"] == trace.story
    led = explorer.get(f"/story/{trace.story}", follow_redirects=False)
    assert (led.status_code, led.headers["location"]) == (302, f"/story/{key}")


@pytest.mark.parametrize("path", ["/story/{}", "/article/{}", "/article/{}.json", "/story/{}.csv"])
@pytest.mark.parametrize(
    "name", ["0123456789abcdef", "st0123456789ab", "x", "%00", "..%2f..%2fetc", "'", "f" * 99]
)
def test_what_is_not_there_is_told(explorer: TestClient, path: str, name: str) -> None:
    answer = explorer.get(path.format(name))
    assert answer.status_code == 404
    assert "Traceback" not in answer.text


def test_rows_are_chosen_without_a_script_too(explorer: TestClient, key: str, trace: Trace) -> None:
    rows = re.compile(r'<tr id="a-\d+"[^>]*>')
    every = rows.findall(explorer.get(f"/story/{key}").text)
    assert not any(" hidden" in row for row in every)
    chosen = rows.findall(explorer.get(f"/story/{key}?stance=denies").text)
    assert [" hidden" not in row for row in chosen] == ['data-stance="denies"' in r for r in every]
    without = rows.findall(explorer.get(f"/story/{key}?copies=no").text)
    copies = [each for each in trace.articles if each.copy_of]
    assert sum(" hidden" in row for row in without) == len(copies) > 0
    source = next(each.id for each in trace.origins if each.name == "Harna")
    by = rows.findall(explorer.get(f"/story/{key}?source={source}&certainty=hedged").text)
    assert 0 < sum(" hidden" not in row for row in by) < len(every)
    assert Choice().stance == ""


def test_an_article_is_shown_with_what_leads_to_it(
    explorer: TestClient, trace: Trace, key: str
) -> None:
    copy = next(each for each in trace.articles if each.copy_of)
    own, other = copy.document[7:23], (copy.copy_of or "")[7:23]
    page = explorer.get(f"/article/{own}?from=%2Fstory%2F{key}").text
    assert f'href="/story/{key}#a-' in page
    assert f'href="/article/{own}/beside/{other}"' in page
    span = copy.claims[0].spans[0]
    assert f'id="p-{span.start}-{span.end}"' in page
    (style,) = re.findall(r'<link rel="stylesheet" href="(/article/[^"]*)"', page)
    css = explorer.get(style.replace("&amp;", "&"))
    assert css.headers["content-type"].startswith("text/css")
    assert f"#p-{span.start}-{span.end}" in css.text
    original = explorer.get(f"/article/{other}").text
    assert f'href="/article/{own}/beside/{other}"' in original
    found = lines_of(Annotations).decode(explorer.get(f"/article/{own}.json").content)
    assert found.document.id == copy.document


@pytest.mark.parametrize(
    "led",
    ["/story/0123456789abcdef", "https://evil.example/story/x", "/trace?claim=no", "//[", "/"],
)
def test_an_article_is_shown_wherever_one_comes_from(
    explorer: TestClient, key: str, led: str
) -> None:
    page = explorer.get(f"/article/{key}", params={"from": led})
    assert page.status_code == 200
    assert "evil.example" not in page.text


def test_the_first_stories_come_by_themselves(explorer: TestClient, own_case: Path) -> None:
    with Case.open(own_case, write=True) as opened:
        opened.keep_stories([], "")
    page = explorer.get("/")
    assert page.headers["refresh"] == "2"
    assert "They will stand here by themselves." in page.text
    assert "0 stories" not in page.text
    pipeline.stories(str(own_case))
    assert "refresh" not in explorer.get("/").headers


def test_two_articles_stand_side_by_side(explorer: TestClient, trace: Trace) -> None:
    copy = next(each for each in trace.articles if each.copy_of)
    address = f"/article/{copy.document[7:23]}/beside/{(copy.copy_of or '')[7:23]}"
    page = explorer.get(address)
    assert page.status_code == 200
    assert "<del" in page.text or "<ins" in page.text
    found = explorer.get(f"{address}.json").json()
    assert found["counts"]["share"] > 0.3


def test_a_claim_of_ones_own_is_traced(explorer: TestClient) -> None:
    claim = {"claim": "Lorries with cattle crossed into Toravia"}
    for path in ("/trace", "/trace.json", "/trace.csv", "/trace/graph.json"):
        for _ in range(40):
            answer = explorer.get(path, params=claim)
            if answer.status_code != 202:
                break
            assert "refresh" in answer.headers or answer.json()["state"] in {"waiting", "running"}
        assert answer.status_code == 200, path
    assert explorer.get("/trace/timeline.json", params=claim).json()["format"] == 1
    assert "These are your own words." in explorer.get("/trace", params=claim).text
    assert explorer.get("/trace").status_code == 422


def test_a_judgement_is_seen_at_once(explorer: TestClient, own_case: Path, key: str) -> None:
    assert "one to five origins" in explorer.get(f"/story/{key}").text
    names = ("Bertol Kessmer", "official with knowledge of the inquiry")
    with Case.open(own_case, write=True) as opened:
        opened.judge(Judgement(kind="merge", subjects=names))
    for _ in range(40):
        page = explorer.get(f"/story/{key}")
        if page.status_code == 200:
            break
        assert page.headers["refresh"] == "1"
    assert "one to four origins" in page.text
    with Case.open(own_case, write=True) as opened:
        opened.undo()
    assert "one to five origins" in explorer.get(f"/story/{key}").text


def test_files_are_kept_by_the_browser_while_they_are_the_same(explorer: TestClient) -> None:
    page = explorer.get("/").text
    (style,) = re.findall(r'href="(/static/page\.css[^"]*)"', page)
    answer = explorer.get(style)
    assert "immutable" in answer.headers["cache-control"]
    again = explorer.get("/static/page.css", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert {"page.css", "graph.js", "vendor/cytoscape.js"} <= statics().keys()
    for name in ("../app.py", "%2e%2e/app.py", "", "vendor", "page.css/"):
        assert explorer.get(f"/static/{name}").status_code == 404


def test_files_are_packed_for_who_can_unpack_them_and_pages_are_not(explorer: TestClient) -> None:
    script = "/static/vendor/cytoscape.js"
    plain = explorer.get(script, headers={"Accept-Encoding": "identity"})
    packed = explorer.get(script, headers={"Accept-Encoding": "br, GZIP;q=0.5"})
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) * 2 < int(plain.headers["content-length"])
    assert packed.content == plain.content
    assert packed.headers["etag"] != plain.headers["etag"]
    assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"
    same = {"If-None-Match": packed.headers["etag"], "Accept-Encoding": "gzip"}
    assert explorer.get(script, headers=same).status_code == 304
    for refused in ("gzip;q=0", "br, gzip; q=0.00", "xgzip"):
        answer = explorer.get(script, headers={"Accept-Encoding": refused})
        assert "content-encoding" not in answer.headers, refused
    assert "content-encoding" not in explorer.get("/").headers


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("/trace?claim=", "The claim is empty."),
        ("/trace", "The claim is missing."),
        ("/?order=%3Cscript%3E", "The order is none of those that can be chosen."),
        ("/?page=two", "The number of the page is no whole number."),
        ("/article/0123456789abcdef?words=x", "A part of the address or of the form cannot be"),
    ],
)
def test_people_are_told_what_is_wrong_in_the_words_of_the_page(
    explorer: TestClient, path: str, told: str
) -> None:
    answer = explorer.get(path, headers={"Accept": "text/html"})
    assert answer.status_code == 422
    assert told in answer.text
    assert "query." not in answer.text
    assert "String" not in answer.text
    assert "<script>" not in answer.text
    for_program = explorer.get(path, headers={"Accept": "application/json"}).json()
    assert for_program["errors"][0]["where"].startswith("query.")


def test_a_claim_is_not_traced_where_there_are_no_articles(tmp_path: Path) -> None:
    with Case.open(tmp_path / "empty.sayso", create=True):
        pass
    app = create_app(tmp_path / "empty.sayso", Settings(), Access.local(8765, TOKEN))
    with TestClient(app, "http://127.0.0.1:8765", headers={"X-Sayso-Token": TOKEN}) as site:
        page = site.get("/trace?claim=It+fell")
    assert page.status_code == 200
    assert "This case holds no articles yet." in page.text
    assert 'href="/add">Add some' in page.text
    assert "sayso add" not in page.text
    assert "refresh" not in page.headers


def test_nobody_comes_in_without_a_token(explorer: TestClient, key: str) -> None:
    for path in ("/", f"/story/{key}", f"/article/{key}.json", "/stories.csv"):
        assert explorer.get(path, headers={"X-Sayso-Token": "wrong" + TOKEN}).status_code == 401


@pytest.mark.parametrize("path", [".json", ".csv", "/graph.json", "/timeline.json"])
def test_a_program_is_told_when_nothing_will_come_of_a_trace(
    explorer: TestClient, key: str, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = Found(None, job=Job(id="x", kind="trace", state="failed", message="It broke."))
    monkeypatch.setattr(Shelf, "traced", lambda *_, **__: failed)
    answer = explorer.get(f"/story/{key}{path}")
    assert (answer.status_code, answer.json()["detail"]) == (409, "It broke.")
    page = explorer.get(f"/story/{key}")
    assert "It broke." in page.text
    assert "refresh" not in page.headers
