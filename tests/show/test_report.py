from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from importlib.metadata import version

import msgspec
import pytest
from hypothesis import given, settings

from sayso.records import Annotations, Drop, Source
from sayso.show.index import entry, index
from sayso.show.plain import printable
from sayso.show.reading import reading
from sayso.show.report import report
from sayso.show.segments import blocks
from tests.show.builder import Pencil, bridge, document, hostile
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
    assert page.blocks == shown
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
    assert [each.strip() for each in page.blocks] == ["One.", "Two.", "Three."]


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
        "passed on 1a · implied, not said outright",
        "reported · the words of 2a",
        "declined to comment makes no statement",
        "7 sources · 9 statements · 1 names no source · 2 only pass words on",
        "the article links this to coastal.example",
        "Translated from Der Hafenbote",
        "Sayso is unsure (60 %)",
        "sha256:",
        "attribution en-1",
    ):
        assert words in text


def test_statements_lead_into_the_original_page() -> None:
    hrefs = Page(report(bridge())).all("href")
    original = [each for each in hrefs if ":~:text=" in each]
    relays = [each for each in reading(bridge()).statements if each.role == "relay"]
    assert len(original) == len(bridge().attributions) - len(relays)
    assert "https://kelmouth.example/news/bridge#:~:text=money%20had%20been%20short" in original


def test_the_list_says_no_words_twice() -> None:
    html = report(bridge())
    listed_ = html[html.index('<section class="sources"') :]
    for words in ("for another ten years", "read and filed"):
        assert listed_.count(words) == 1


def test_notices_that_repeat_the_head_are_quiet_and_others_are_not() -> None:
    page = Page(report(bridge()))
    notices = [values for _, values in page.elements if "notice" in (values.get("class") or "")]
    assert [values.get("data-kind") for values in notices] == ["Notice", None, None]
    assert ["quiet" in (values["class"] or "") for values in notices] == [False, True, True]


def test_the_key_explains_only_what_the_page_shows() -> None:
    key = Page(report(bridge())).text
    assert "somebody whom the text does not name" in key
    assert "Sayso is unsure" in key
    made = document(("paragraph", "It is fine, said Ida."))
    pen = Pencil(made)
    pen.says(None, [pen.at("Ida")], [pen.at("said")], [pen.at("It is fine")])
    attributions = tuple(msgspec.structs.replace(e, source="s1") for e in pen.attributions)
    ida = Source(id="s1", name="Ida", type="person", named=True, mentions=(pen.at("Ida"),))
    plain = Annotations(document=made, sources=(ida,), attributions=attributions)
    text = Page(report(plain)).text
    assert "what somebody says" in text
    assert "somebody whom" not in text
    assert "unsure" not in text


def test_what_sayso_is_unsure_of_is_marked_in_the_text() -> None:
    elements = Page(report(bridge())).elements
    marks = [(values["class"] or "").split() for name, values in elements if name == "mark"]
    unsure = {name for each in marks if "unsure" in each for name in each if name[:2] == "i-"}
    assert unsure == {"i-5a", "i-6b"}


def test_what_was_not_read_is_said_with_its_reason() -> None:
    reason = "No attribution model reads the language 'de' yet."
    drop = Drop(stage="attribution", reason="language", detail=reason)
    made = Annotations(document=document(("lead", "Regen.")), dropped=(drop,))
    text = Page(report(made)).text
    assert f"Who says what was not read. {reason}" in text
    assert text.count(reason) == 1
    assert "No statements of others" not in text
    row = Page(index([entry(made, "a.html")], [])).text
    assert f"Who says what was not read: {reason}" in row
    assert "0" not in row.partition("Statements")[2].partition("Made by")[0]


def test_the_page_says_who_made_it() -> None:
    page = Page(report(bridge()))
    made_by = [v["content"] for _, v in page.elements if v.get("name") == "generator"]
    assert made_by == [f"Sayso {version('sayso')}"]


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
