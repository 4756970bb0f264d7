from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter

import pytest
from hypothesis import given, settings

from sayso.records import Annotations, Drop
from sayso.show.index import entry, index
from sayso.show.plain import printable
from sayso.show.report import report
from sayso.show.segments import blocks
from tests.show.builder import bridge, document, hostile
from tests.show.pages import Page
from tests.show.strategies import any_annotations

LEFT_OUT = Drop(stage="acquire", reason="empty", detail="<b>x</b>.html: It holds no text.")


def listed(*names: str) -> str:
    return index([entry(hostile(), name) for name in names], [LEFT_OUT])


@settings(max_examples=150, deadline=None)
@given(any_annotations())
def test_the_article_s_text_is_there_once_and_well_nested_whatever_the_spans_are(
    made: Annotations,
) -> None:
    page = Page(report(made))
    text = made.document.text
    parts = [text[each.start : each.end] for each in blocks(made.document)]
    shown = [printable(part) for part in parts]
    untitled = [] if any(b.kind == "title" for b in made.document.blocks) else ["Untitled article"]
    assert page.blocks == untitled + shown
    assert "".join("".join(parts).split()) == "".join(text.split())


@settings(max_examples=50, deadline=None)
@given(any_annotations())
def test_every_link_within_the_page_leads_somewhere_and_no_id_stands_twice(
    made: Annotations,
) -> None:
    page = Page(report(made))
    ids = Counter(page.all("id"))
    assert max(ids.values()) == 1
    within = {each[1:] for each in page.all("href") if each.startswith("#")}
    assert within <= set(ids)
    assert set(" ".join(page.all("aria-labelledby")).split()) <= set(ids)


def test_nothing_but_blank_space_lies_outside_of_the_blocks() -> None:
    for made in (bridge(), hostile()):
        text = made.document.text
        shown = "".join(text[each.start : each.end] for each in blocks(made.document))
        assert shown.split() == text.replace("\n\n", "").split()


def test_text_outside_of_all_blocks_is_shown_too() -> None:
    made = document(("paragraph", "One."), ("paragraph", "Two."), ("paragraph", "Three."))
    fields = {name: getattr(made, name) for name in made.__struct_fields__}
    fields["blocks"] = made.blocks[1:2]
    page = Page(report(Annotations(document=type(made)(**fields))))
    assert [each.strip() for each in page.blocks[1:]] == ["One.", "Two.", "Three."]


def test_the_same_annotations_give_the_same_file() -> None:
    assert report(bridge()) == report(bridge())


@pytest.mark.parametrize("html", [report(hostile()), report(bridge()), listed("a.html", "b.html")])
def test_the_page_holds_and_loads_nothing_foreign(html: str) -> None:
    page = Page(html)
    names = {name for name, _ in page.elements}
    assert not names & {"script", "img", "iframe", "form", "object", "embed", "base", "svg"}
    assert not page.all("src")
    assert not any(name.startswith("on") for _, values in page.elements for name in values)
    assert not page.all("style")
    for href in page.all("href"):
        assert re.match(r"#|https?://|\./|data:,$", href), href


def test_the_policy_names_the_one_style() -> None:
    html = report(bridge())
    style = re.search("<style>(.*?)</style>", html, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode("utf8")).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in html
    assert "unsafe" not in html
    assert "url(" not in style[1]
    assert "@import" not in style[1]


def test_manner_chain_and_doubt_are_told_in_words() -> None:
    text = re.sub(r"\s+", " ", Page(report(bridge())).text)
    for words in (
        "direct quotation",
        "indirect, in the article’s words",
        "mixed: partly quoted",
        "not clear who this is",
        "speaks for port authority",
        "carries on from an earlier sentence",
        "No source named",
        "implied, not said outright",
        "the article links this to coastal.example",
        "Translated from Der Hafenbote",
        "Sayso is not sure of this one (60 %)",
        "sha256:",
        "attribution en-1",
    ):
        assert words in text


def test_statements_lead_into_the_original_page() -> None:
    hrefs = Page(report(bridge())).all("href")
    original = [each for each in hrefs if ":~:text=" in each]
    assert len(original) == len(bridge().attributions)
    assert "https://kelmouth.example/news/bridge#:~:text=money%20had%20been%20short" in original


def test_a_tag_leads_to_its_entry_and_back() -> None:
    page = Page(report(bridge()))
    ids = set(page.all("id"))
    for attribution in ("s-3a", "s-0a", "s-9a"):
        assert attribution in ids
        assert attribution.replace("s-", "w-") in ids


def test_the_index_lists_articles_in_order_and_what_was_left_out() -> None:
    page = Page(listed("z ü.html", "a#b.html"))
    links = [each for each in page.all("href") if each.startswith("./")]
    assert links == ["./z%20%C3%BC.html", "./a%23b.html"]
    assert "<b>x</b>.html: It holds no text." in page.text
    assert "2 articles · 1 input was left out" in page.text
