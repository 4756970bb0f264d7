"""The list of sources, and the page of what one is cited for."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import msgspec
import pytest
from fastapi.testclient import TestClient

from sayso.case import Case
from sayso.records import Annotations, Source
from sayso.settings import Settings
from sayso.traces import Judgement
from sayso.web import seldom
from sayso.web.access import Access
from sayso.web.app import create_app
from sayso.web.citations import shown
from sayso.web.pages import source as source_page
from tests.case.articles import article
from tests.web.conftest import TOKEN

HOSTILE = (
    "<script>alert(1)</script>",
    "\"' onmouseover=alert(1) x='",
    "\u202eevil\u2066\u200f\u061c name",
    "=HYPERLINK(1)",
    "A" * 5_000,
    "B" * 4_999 + "é",
    "Ünï & Çø <b>",
    "50 % of {n} {{ n }} {% x %}",
    "Harna\nKelmouth",
)


def client(case: Path) -> TestClient:
    app = create_app(case, Settings(), Access.local(8765, TOKEN))
    return TestClient(app, "http://127.0.0.1:8765", headers={"X-Sayso-Token": TOKEN})


def by(number: int, name: str, outlet: str = "Kelmouth Echo", **changed: object) -> Annotations:
    """Return an article in which somebody of this name speaks."""
    given = article(number, outlet=outlet)
    source = msgspec.structs.replace(given.sources[0], **{"name": name, "named": True, **changed})
    return msgspec.structs.replace(given, sources=(source,))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "x.sayso"
    with Case.open(made, create=True) as case:
        for number in range(60):
            case.add(by(number, "Harna", outlet=f"Paper {number % 15}", type="agency"))
        case.add(by(60, "Ann Reed", speaks_for="Harna", type="person"))
        for number, whom in enumerate(("the Board", "Harna", "harna"), 70):
            case.add(by(number, "Tom Vale", speaks_for=whom, type="person"))
        case.add(by(61, "HARNA", type="agency"))
        silent = by(62, "Harna", outlet="Tide", type="agency")
        case.add(msgspec.structs.replace(silent, attributions=(), claims=(), evidence=()))
    return made


@pytest.fixture
def site(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr(source_page, "PAGE", 50)
    with client(path) as made:
        yield made


def statements(page: str) -> list[str]:
    """Return where the statements of a page lead."""
    return re.findall(r'<a class="said" href="([^"]+)"', page)


def test_sources_are_listed_and_chosen(site: TestClient) -> None:
    page = site.get("/sources").text
    assert re.findall(r'<a href="/source\?name=([^"]+)"', page) == ["Harna", "Tom+Vale", "Ann+Reed"]
    assert "also called <bdi>HARNA</bdi>" in page
    assert "3 sources" in page
    assert "Ann+Reed" not in site.get("/sources?type=agency").text
    assert "name=Harna" not in site.get("/sources?q=re").text
    assert "No source is called that." in site.get("/sources?q=nobody").text
    first = site.get("/sources?order=name").text
    assert first.index("Ann+Reed") < first.index("name=Harna")
    assert site.get("/sources?page=99").status_code == 200
    assert site.get("/sources?type=ghost").status_code == 422


def test_the_list_of_sources_is_data_and_a_table(site: TestClient) -> None:
    listed = site.get("/sources.json?q=harna").json()["sources"]
    assert [(each["address"], each["source"]["documents"]) for each in listed] == [
        ("/source?name=Harna", 62)
    ]
    rows = list(csv.reader(io.StringIO(site.get("/sources.csv?type=person").text)))
    assert rows[2] == ["Ann Reed", "person", "1", "1", "", "/source?name=Ann+Reed"]


def test_a_case_without_sources_says_so(tmp_path: Path) -> None:
    with client(tmp_path / "empty.sayso") as site:
        assert "names a source yet" in site.get("/sources").text
        assert site.get("/source?name=Harna").status_code == 404


def test_a_source_is_shown_with_all_that_it_is_cited_for(site: TestClient) -> None:
    page = site.get("/source?name=harna").text
    assert "<bdi>Harna</bdi></h1>" in page
    assert "61 statements · 62 articles · 17 outlets" in page
    assert "1 article names it and gives no words of it." in page
    assert len(statements(page)) == 50
    assert len(statements(site.get("/source?name=HARNA&page=2").text)) == 11
    assert "Page 2 of 2" in site.get("/source?name=Harna&page=7").text
    assert "7 more outlets" in page
    speaker = site.get("/source?name=Ann+Reed").text
    assert 'Said to speak for <a href="/source?name=Harna">' in speaker
    told = site.get("/source.json?name=Tom+Vale").json()["speaks_for"]
    assert [each.casefold() for each in told] == ["harna", "the board"]


def test_words_lead_to_the_article(site: TestClient) -> None:
    address = statements(site.get("/source?name=Ann+Reed").text)[0]
    read, anchor = address.split("#")
    article_page = site.get(read).text
    assert f'id="{anchor}"' in article_page
    assert "Ferry 60 will sail at noon" in article_page


def test_statements_are_chosen_by_act_and_outlet(site: TestClient) -> None:
    page = site.get("/source?name=Harna&outlet=Paper+3").text
    assert len(statements(page)) == 4
    assert "Only in <b><bdi>Paper 3</bdi></b>" in page
    assert statements(site.get("/source?name=Harna&act=deny").text) == []
    assert "cited for nothing of that kind" in site.get("/source?name=Harna&act=deny").text
    assert len(statements(site.get("/source?name=Harna&act=other&page=2").text)) == 11
    assert site.get("/source?name=Harna&act=sing").status_code == 422


def test_what_a_source_is_cited_for_is_data_and_a_table(site: TestClient) -> None:
    found = site.get("/source.json?name=Harna&page=2").json()
    assert (found["found"], found["page"], found["pages"]) == (61, 2, 2)
    assert found["source"]["merged"] == ["HARNA"]
    assert found["outlets"][0] == {"name": "Paper 0", "articles": 4, "statements": 4}
    first = found["statements"][0]
    assert first["attribution"]["content_spans"][0]["text"].endswith("will sail at noon")
    assert (first["role"], first["chain"]) == ("statement", ["Harna"])
    table = site.get("/source.csv?name=Harna&outlet=Paper+3")
    rows = list(csv.DictReader(io.StringIO(table.text)))
    assert len(rows) == 4
    assert rows[0]["words"].endswith("will sail at noon")
    assert (rows[0]["cue"], rows[0]["denied"], rows[0]["certainty"]) == ("said", "False", "full")


def test_names_that_people_merge_are_one_source(path: Path) -> None:
    with Case.open(path, write=True) as case:
        case.judge(Judgement(kind="merge", subjects=("Harna", "Ann Reed")))
    with client(path) as site:
        page = site.get("/source?name=Ann+Reed").text
        assert "<bdi>Harna</bdi></h1>" in page
        assert "62 statements" in page
        assert "<bdi>Ann Reed</bdi>" in page


def test_the_list_knows_of_changes(
    path: Path, site: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seldom, "RESTS", 0.0)
    assert site.get("/source?name=Tom+Hale").status_code == 404
    with Case.open(path, write=True) as case:
        case.add(by(90, "Tom Hale"))
    assert site.get("/source?name=Tom+Hale").status_code == 200


@pytest.mark.parametrize("path_", ["/source", "/source.json", "/source.csv"])
def test_who_is_not_named_has_no_page(site: TestClient, path_: str) -> None:
    for name in ("harbour master", "nobody", "%00", "'"):
        answer = site.get(path_, params={"name": name})
        assert answer.status_code == 404
        assert "Traceback" not in answer.text
    assert site.get(path_).status_code == 422


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_only_names(tmp_path: Path, name: str) -> None:
    made = tmp_path / "x.sayso"
    with Case.open(made, create=True) as case:
        case.add(by(1, name, outlet=name, speaks_for=name, type="person"))
    with client(made) as site:
        listed = site.get("/sources").text
        (address,) = map(unescape, re.findall(r'<th scope="row"><a href="([^"]+)"', listed))
        for page in (listed, site.get(address).text, site.get("/search?q=noon").text):
            assert "<script>alert" not in page
            assert "onmouseover=alert(1) x='\"" not in page.replace("&#39;", "'")
            assert "<b>" not in page.replace("<b>Sayso</b>", "").replace("<b aria", "")
            assert len(page) < 30_000
            assert "\u202e" not in page
        (by_outlet,) = re.findall(r'<a href="([^"]+&amp;outlet=[^"]+)"', site.get(address).text)
        for each in (address, f"/source{unescape(by_outlet)}"):
            assert len(statements(site.get(each).text)) == 1
        for form in (".json", ".csv"):
            assert site.get(address.replace("/source", f"/source{form}")).status_code == 200
        cell = next(csv.DictReader(io.StringIO(site.get("/sources.csv").text)))["name"]
        assert not cell.startswith("=")


def test_who_passes_on_the_words_of_others_is_shown_so(tmp_path: Path) -> None:
    given = by(1, "Ann Reed", type="person")
    attribution = given.attributions[0]
    harna = msgspec.structs.replace(given.sources[0], id="s2", name="Harna", type="agency")
    pronoun: Source = msgspec.structs.replace(given.sources[0], id="s3", name="he", resolved=False)
    relay = msgspec.structs.replace(attribution, id="a2", source="s2", act="report")
    inner = msgspec.structs.replace(attribution, parent="a2")
    by_him = msgspec.structs.replace(attribution, id="a3", source="s3", parent="a2")
    claim = msgspec.structs.replace(
        given.claims[0],
        polarity="negative",
        chain=(
            msgspec.structs.replace(given.claims[0].chain[0], source="s2", attribution="a2"),
            given.claims[0].chain[0],
        ),
    )
    told = msgspec.structs.replace(
        given,
        sources=(given.sources[0], harna, pronoun),
        attributions=(inner, relay, by_him),
        claims=(claim, msgspec.structs.replace(claim, id="c2", attribution="a3")),
    )
    made = tmp_path / "x.sayso"
    with Case.open(made, create=True) as case:
        case.add(told)
    with client(made) as site:
        page = site.get("/source?name=Harna").text
        assert 'passes on the words of <a href="/source?name=Ann+Reed">' in page
        assert "<q><bdi>he</bdi></q>" in page
        assert "Ferry 1 will sail at noon" in page
        spoken = site.get("/source?name=Ann+Reed").text
        assert 'Passed on by <a href="/source?name=Harna">' in spoken
        assert "<strong>denied</strong>" in spoken
        (row,) = csv.DictReader(io.StringIO(site.get("/source.csv?name=Ann+Reed").text))
        assert (row["denied"], row["passed_on_by"]) == ("True", "Harna")


def test_a_story_leads_only_to_sources_that_have_a_page(explorer: TestClient) -> None:
    story = next(each["address"] for each in explorer.get("/stories.json").json()["stories"])
    told = explorer.get(story).text + explorer.get(f"{story}/graph.json").text
    led = {unescape(each) for each in re.findall(r'"(/source\?name=[^"]+)"', told)}
    assert "/source?name=Senna+Halvik" in led
    assert {explorer.get(each).status_code for each in led} == {200}


def test_a_statement_that_is_gone_when_its_article_is_opened_is_left_out(path: Path) -> None:
    with Case.open(path) as case:
        (reed, *_) = case.cited({("Ann Reed", None)})
    app = create_app(path, Settings(), Access.local(8765, TOKEN))
    gone = reed._replace(attribution="a9")
    with TestClient(app):
        assert [each.statement.key for each in shown(app.state.shelf, [gone, reed])] == ["1a"]
