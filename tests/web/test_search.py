"""What a search finds, where it leads, and how it shows the words."""

from __future__ import annotations

import csv
import io
import re
import time
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import msgspec
import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from sayso.case import Case
from sayso.records import Annotations
from sayso.settings import Settings
from sayso.spans import Range
from sayso.web.access import Access
from sayso.web.app import create_app
from sayso.web.named import Named
from sayso.web.snippets import ROOM, snippet
from tests.case.articles import article
from tests.web.conftest import TOKEN


def client(case: Path) -> TestClient:
    app = create_app(case, Settings(), Access.local(8765, TOKEN))
    return TestClient(app, "http://127.0.0.1:8765", headers={"X-Sayso-Token": TOKEN})


def by(number: int, name: str, day: str = "2021-05-04") -> Annotations:
    """Return an article in which somebody of this name speaks."""
    told = article(number)
    source = msgspec.structs.replace(told.sources[0], name=name, named=True)
    document = msgspec.structs.replace(told.document, published=day)
    return msgspec.structs.replace(told, sources=(source,), document=document)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "x.sayso"
    with Case.open(made, create=True) as case:
        for number in range(30):
            case.add(by(number, "Zoë Harna", f"2021-05-{number + 1:02}"))
        case.add(by(30, "Ferry Board"))
    return made


@pytest.fixture
def site(path: Path) -> Iterator[TestClient]:
    with client(path) as made:
        yield made


def hits(page: str) -> list[str]:
    return re.findall(r'<mark class="hit">([^<]*)</mark>', page)


def test_articles_claims_and_sources_are_found(site: TestClient) -> None:
    page = site.get("/search?q=ferry").text
    assert page.count("<h3>") == 10
    assert "All 31 articles" in page
    assert "in the claims of 31 articles" in page
    assert '<a class="name" href="/source?name=Ferry+Board">' in page
    assert set(hits(page)) == {"Ferry"}
    assert page.count('<p class="by"><a href="/source?name=Zo%C3%AB+Harna">') >= 9


def test_a_hit_leads_to_the_words(site: TestClient) -> None:
    page = site.get("/search?q=NÔON&in=articles").text
    address = unescape(re.findall(r'<h3><a href="([^"]+)"', page)[0])
    read, anchor = address.split("#")
    article_page = site.get(read).text
    assert f'<span class="anchor" id="{anchor}"></span>' in article_page
    (style,) = re.findall(r'<link rel="stylesheet" href="(/article/[^"]*)"', article_page)
    assert f"#{anchor}:target" in site.get(unescape(style)).text
    claim = site.get("/search?q=noon&in=claims").text
    (place, *_) = re.findall(r'<p class="claim"><a href="([^"]+)"', claim)
    assert re.fullmatch(r"/article/[0-9a-f]{16}\?words=(\d+)-(\d+)#p-\1-\2", unescape(place))


@pytest.mark.parametrize("words", ["1-1", "5-2", "0-99999999", "12-24"])
def test_words_that_an_article_does_not_have_are_no_error(site: TestClient, words: str) -> None:
    key = article(1).document.id[7:23]
    assert site.get(f"/article/{key}?words={words}").status_code == 200
    assert site.get(f"/article/{key}.css?words={words}").status_code == 200
    assert site.get(f"/article/{key}?words=x").status_code == 422


def test_the_list_has_pages(site: TestClient) -> None:
    first = site.get("/search?q=ferry&in=articles").text
    second = site.get("/search?q=ferry&in=articles&page=2").text
    assert (first.count("<h3>"), second.count("<h3>")) == (25, 6)
    assert site.get("/search?q=ferry&in=articles&page=99").text.count("<h3>") == 6
    assert site.get("/search?q=ferry&in=claims&page=2").text.count('<p class="claim">') == 6
    assert "Page 1 of 2" in first
    assert site.get("/search?q=ferry&in=elsewhere").status_code == 422


def test_no_words_show_the_latest_articles_and_what_a_search_does(site: TestClient) -> None:
    for page in (site.get("/search").text, site.get("/search?q=+&in=sources").text):
        assert "Capitals and accents make no difference" in page
        assert "The latest articles" in page
        assert page.index("2021-05-30") < page.index("2021-05-29")
    assert "2021-05-01" in site.get("/search?page=2").text


def test_what_is_not_found_is_told(site: TestClient) -> None:
    page = site.get("/search?q=zeppelin").text
    assert "No article holds these words." in page
    assert "No claim holds these words." in page
    assert "No source is called that." in site.get("/search?q=zeppelin&in=sources").text
    assert "No article holds all of these words." in site.get("/search?q=zeppelin+noon").text
    assert "hold some of them" in site.get("/search?q=zeppelin+noon&in=claims").text
    signs = site.get("/search?q=%22%2A").text
    assert "No article holds these words." in signs
    assert "No source is called that." in site.get("/search?q=%22%2A&in=sources").text


def test_an_empty_case_says_so(tmp_path: Path) -> None:
    with client(tmp_path / "empty.sayso") as site:
        assert "holds no articles yet" in site.get("/search").text


def test_what_is_found_is_data_and_a_table(site: TestClient) -> None:
    found = site.get("/search.json?q=harna").json()
    assert found["articles"]["total"] == 0
    assert found["sources"]["items"][0]["address"] == "/source?name=Zo%C3%AB+Harna"
    found = site.get("/search.json?q=noon&in=articles&page=2").json()
    assert (found["page"], found["pages"], found["claims"]) == (2, 2, None)
    item = found["articles"]["items"][0]
    assert (
        "".join(each["text"] for each in item["snippet"]["pieces"])
        == item["snippet"]["span"]["text"]
    )
    rows = list(csv.DictReader(io.StringIO(site.get("/search.csv?q=ferry+board").text)))
    assert [each["found"] for each in rows].count("source") == 1
    claims = list(csv.DictReader(io.StringIO(site.get("/search.csv?q=noon&in=claims").text)))
    assert {each["source"] for each in claims} == {"Zoë Harna", "Ferry Board"}


def test_a_claim_of_the_article_itself_is_called_so(tmp_path: Path) -> None:
    told = article(1)
    claim = msgspec.structs.replace(told.claims[0], attribution=None, chain=(), origin=None)
    with Case.open(tmp_path / "x.sayso", create=True) as case:
        case.add(msgspec.structs.replace(told, claims=(claim,)))
    with client(tmp_path / "x.sayso") as site:
        assert "the article itself" in site.get("/search?q=noon").text


@pytest.mark.parametrize(
    "asked",
    [
        "<script>alert(1)</script>",
        "\"'><b>",
        "NEAR(a",
        "claims:noon",
        "a\0b",
        "\u202e\u2066noon",
        "x" * 500,
    ],
)
def test_a_hostile_query_is_only_words(site: TestClient, asked: str) -> None:
    for form in ("", ".json", ".csv"):
        answer = site.get(f"/search{form}", params={"q": asked})
        assert answer.status_code == 200
    page = site.get("/search", params={"q": asked}).text
    assert "<script>alert" not in page
    assert "'><b>" not in page
    assert site.get("/search", params={"q": "x" * 501}).status_code == 422


def test_a_hostile_article_is_only_text(tmp_path: Path) -> None:
    told = article(1)
    title = "<img src=x onerror=alert(1)> ferry"
    document = msgspec.structs.replace(told.document, title=title)
    with Case.open(tmp_path / "x.sayso", create=True) as case:
        case.add(msgspec.structs.replace(told, document=document))
    with client(tmp_path / "x.sayso") as site:
        page = site.get("/search?q=ferry").text
        assert "<img" not in page
        assert "&lt;img src=x onerror=alert(1)&gt; <mark" in page


def shown(text: str, *words: str, title: str | None = None) -> str:
    """Return the snippet for words, with brackets around them."""
    marks: list[Range] = sorted(
        (found.start(), found.end()) for each in words for found in re.finditer(each, text)
    )
    made = snippet(text, marks, title)
    if made is None:
        return ""
    assert made.span.text == "".join(each.text for each in made.pieces)
    told = "".join(f"[{each.text}]" if each.hit else each.text for each in made.pieces)
    return "…" * made.more_before + told + "…" * made.more_after


def test_a_snippet_shows_where_most_words_stand_together() -> None:
    far = " ".join(["harbour"] * 60)
    text = f"The ferry left. {far} The ferry is late today. {far}"
    told = shown(text, "ferry", "late")
    assert "[ferry] is [late]" in told
    assert told.startswith("…harbour")
    assert told.endswith("harbour…")
    assert len(told) < ROOM + 10


def test_a_snippet_is_of_one_paragraph_below_the_title() -> None:
    text = "Ferry late\n\nNobody sails.\nThe ferry waits."
    assert shown(text, "[Ff]erry", title="Ferry late") == "The [ferry] waits."
    assert shown(text, "late", title="Ferry late") == "Ferry [late]"
    assert shown(text, title="Ferry late") == "Nobody sails."
    assert shown("Ferry late", title="Ferry late") == "Ferry late"
    assert shown(" \n ") == ""


def test_words_that_stand_in_two_paragraphs_have_no_place_in_a_snippet() -> None:
    made = snippet("so U.\nS. it is", [(3, 8)])
    assert made is not None
    assert (made.span.text, made.words) == ("so U.", None)


def test_a_snippet_begins_and_ends_with_whole_words_where_there_are_any() -> None:
    text = f"{'harbour ' * 40}ferry {'w' * 400}"
    told = shown(text, "ferry")
    assert told.startswith("…harbour")
    assert "[ferry] www" in told
    assert told.endswith("w…")
    assert shown("harbour " * 60 + "ferry", "ferry").endswith("harbour [ferry]")


def test_a_long_text_without_blanks_is_cut_anywhere() -> None:
    text = "x" * 500 + "y" + "x" * 500
    assert "[y]" in shown(text, "y")
    assert len(shown(text, "y")) <= ROOM + 4


@given(
    st.text("ab \n", max_size=900),
    st.lists(st.tuples(st.integers(0, 900), st.integers(1, 9)), max_size=30),
)
def test_a_snippet_is_a_stretch_of_the_text(text: str, places: list[tuple[int, int]]) -> None:
    marks: list[Range] = []
    for start, length in sorted(places):
        if (not marks or marks[-1][1] <= start) and start + length <= len(text):
            marks.append((start, start + length))
    made = snippet(text, marks)
    if made is None:
        return
    assert text[made.span.start : made.span.end] == made.span.text
    assert "".join(each.text for each in made.pieces) == made.span.text
    assert len(made.span.text) <= ROOM
    if made.words:
        assert text[made.words.start : made.words.end] == made.words.text


def test_a_snippet_of_a_text_of_many_hits_takes_no_long_time() -> None:
    text = "ferry " * 100_000
    marks = [(at, at + 5) for at in range(0, len(text), 6)]
    began = time.process_time()
    assert snippet(text, marks) is not None
    assert time.process_time() - began < 5


def test_names_are_found_by_their_beginnings_and_in_a_sentence(path: Path) -> None:
    with Case.open(path) as case:
        named = Named(case.named_sources())
    assert [each.source.name for each in named.beginning("zoe h")] == ["Zoë Harna"]
    assert [each.source.name for each in named.beginning("har zo")] == ["Zoë Harna"]
    assert named.beginning("oe") == []
    assert len(named.beginning(" ")) == 2
    assert named.beginning("…") == []
    assert [each.source.name for each in named.within("said ZOE HARNA today")] == ["Zoë Harna"]
    assert named.within("zoe said harna") == []
    assert named.get("ZOË HARNA") is named.get("zoë harna") is not None
