from __future__ import annotations

import contextlib
import importlib.util
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.acquire import Raw, document
from sayso.errors import InputError
from sayso.settings import Settings

if TYPE_CHECKING:
    from types import ModuleType

    from sayso.records import Document


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


_pages = _load("pages")
PAGE: str = _pages.PAGE
STORY: tuple[str, ...] = _pages.STORY
PARAGRAPH = "The council said on Monday that the bridge was safe, and that nobody had doubted it. "


def read(page: str | bytes, url: str | None = None, **settings: int) -> Document:
    data = page if isinstance(page, bytes) else page.encode()
    raw = Raw(source="page.html", data=data, media_type="text/html", url=url)
    return document(raw, Settings(**settings))  # type: ignore[arg-type]


def article(inside: str) -> str:
    return f"<html><body><article>{inside}</article></body></html>"


def blocks(found: Document) -> list[tuple[str, str]]:
    return [(each.kind, found.text[each.start : each.end]) for each in found.blocks]


def refused(page: str | bytes) -> str:
    with pytest.raises(InputError) as caught:
        read(page)
    assert str(caught.value).endswith(".")
    return caught.value.reason


def test_the_parts_of_a_page_are_told_in_reading_order() -> None:
    assert [(kind, text[:24]) for kind, text in blocks(read(PAGE))] == [
        ("title", "Harbour authority denies"),
        ("lead", "Officials call the story"),
        ("notice", "By Ana Brandt and Tom Ok"),
        ("caption", "A freighter leaves the p"),
        ("paragraph", "The harbour authority sa"),
        ("paragraph", "A pilot told the Courier"),
        ("quote", "No ship is missing, and "),
        ("heading", "What the agency wrote"),
        ("paragraph", "Earlier reports by an ag"),
        ("paragraph", "The owner of the ship co"),
        ("notice", "Originally appeared at T"),
        ("notice", "With files from Nordic P"),
    ]


def test_a_credit_stays_with_its_caption() -> None:
    caption = next(text for kind, text in blocks(read(PAGE)) if kind == "caption")
    assert caption.endswith("Veldmark. Photograph: Lee Sands/Nordic Press")


def test_links_have_their_words_and_addresses() -> None:
    found = read(PAGE)
    links = {found.text[each.start : each.end]: each.url for each in found.links}
    assert links["reports"] == "https://agency.example/item?id=7&x=1#top"
    assert links["citing its log"] == "https://www.courier.example/log"
    assert links["Ana Brandt"] == "https://www.courier.example/staff/ana"


def test_what_the_page_says_about_itself_is_taken() -> None:
    found = read(PAGE)
    assert found.title == "Harbour authority denies report of missing ship"
    assert (found.outlet.name, found.outlet.domain) == ("The Veldmark Courier", "courier.example")
    assert found.byline == ("Ana Brandt", "Tom Okafor")
    assert found.published == "2031-03-04T05:06:07+01:00"
    assert found.modified == "2031-03-05"
    assert found.url == "https://www.courier.example/2031/03/04/ship?utm=1"
    assert found.language == "en"
    assert found.input.media_type == "text/html"


def test_an_address_of_another_site_is_not_believed_when_the_page_was_fetched() -> None:
    found = read(PAGE, url="https://copycat.example/1")
    assert found.url == "https://copycat.example/1"
    assert found.outlet.domain == "copycat.example"


def test_text_is_on_the_page_word_for_word() -> None:
    text = read(PAGE).text
    assert (
        "he had seen the freighter at noon near the outer mole, and that nothing about it" in text
    )


def test_a_break_is_a_line_and_two_are_a_paragraph() -> None:
    page = article(f"<p>{PARAGRAPH * 3}<br>Line two.<br><br>{PARAGRAPH * 2}</p>")
    found = [text for _, text in blocks(read(page))]
    assert found == [f"{PARAGRAPH * 3}\nLine two.".replace(" \n", "\n"), (PARAGRAPH * 2).strip()]


def test_cells_of_a_row_are_read_together() -> None:
    rows = "".join(f"<tr><td>Ward {n}</td><td>{n * 100}</td></tr>" for n in range(1, 6))
    page = article(f"<p>{PARAGRAPH * 4}</p><table>{rows}</table><p>{PARAGRAPH * 4}</p>")
    assert ("list", "Ward 2 200") in blocks(read(page))


def test_headings_with_nothing_below_them_are_left_out() -> None:
    teasers = "<h3>Ferry is late again</h3><h3>Why it rains</h3><h3>Harbour sold</h3>"
    story = f"<p>{PARAGRAPH * 3}</p>"
    page = article(f"{story}{teasers}<h2>What now</h2>{story.replace('Monday', 'Friday')}{teasers}")
    assert [text for kind, text in blocks(read(page)) if kind == "heading"] == ["What now"]


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "mailto:a@b.example",
        "data:text/html,x",
        "#top",
        "http://[",
        "",
        "//",
        "x" * 9000,
        "http://a b/",
    ],
)
def test_links_that_lead_to_no_page_are_left_out(href: str) -> None:
    page = article(f'<p>{PARAGRAPH * 3}<a href="{href}">here</a></p>')
    found = read(page)
    assert found.links == ()
    assert "here" in found.text


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (b"", "empty"),
        (b" \n\0\0 ", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "not text"),
        (b"<html></html>", "no article text"),
        (b"<!-- -->", "no article text"),
        (b"<<<<<<", "no article text"),
        (b"<html><body><script>alert(1)</script></body></html>", "no article text"),
        (
            b"""<html><body><div><h1>Before you go on</h1><p>We and our partners use cookies to show
            you content that fits you.</p><p>By choosing Accept you agree that we store cookies on
            your device.</p><button>Accept all</button></div></body></html>""",
            "no article text",
        ),
        (
            b"<html><body><p>Please enable JavaScript and cookies to go on to the site.</p></body>",
            "no article text",
        ),
        (b"<div>" * 10_000 + b"text " * 500 + b"</div>" * 10_000, "no article text"),
        (b"<p>a" * 400_000, "too large"),
        (b"<article><p>" + b"<a href=/x>a</a> b " * 59_000, "too large"),
    ],
)
def test_a_page_without_an_article_says_why(page: bytes, reason: str) -> None:
    start = time.monotonic()
    assert refused(page) == reason
    assert time.monotonic() - start < 20


def test_an_article_about_cookies_is_no_wall() -> None:
    page = article(f"<p>The site uses cookies, the court found.</p><p>{PARAGRAPH * 5}</p>")
    assert "the court found" in read(page).text


@pytest.mark.parametrize(
    "script",
    [
        "[" * 100_000,
        '{"@type": ' * 50_000,
        "null",
        "[1, 2]",
        '{"@type": ["NewsArticle", 3], "headline": 4}',
        '{"@type": "NewsArticle", "author": [[], {"name": []}, 5], "publisher": []}',
        '{"@type": "NewsArticle", "datePublished": "0000-99-99", "author": "'
        + "x" * 100_000
        + '"}',
        '{"@type": "NewsArticle", "headline": "\\ud800", "publisher": {"name": {}}}',
        '{"@graph": ' + "[{}]," * 10 + "}",
        "9" * 5000,
    ],
)
def test_broken_metadata_does_not_lose_the_page(script: str) -> None:
    page = PAGE.replace("</head>", f'<script type="application/ld+json">{script}</script></head>')
    found = read(page)
    assert found.published == "2031-03-04T05:06:07+01:00"
    assert found.text.encode()


def test_null_bytes_are_left_out() -> None:
    data = PAGE.encode().replace(b"harbour", b"har\0bour")
    assert "The harbour authority" in read(data).text


def test_a_page_in_another_charset_is_read() -> None:
    sentence = "Совет заявил, что мост закрыт. "
    head = "<html><head><meta charset=windows-1251></head><body><article>"
    page = f"{head}<p>{sentence * 5}</p><p>{sentence}</p></article></body></html>"
    found = read(page.encode("cp1251"))
    assert sentence.strip() in found.text
    assert found.language == "ru"


@pytest.mark.parametrize(
    "piece",
    [
        "<p>a<b>",
        "<table><tr><td>a",
        "<ul><li>a",
        "<br>",
        "<a href=x>a</a>",
        "&amp;",
        "<p class='caption'>(",
        "<figure><figcaption>a",
        "<q>",
        "<div class='" + "byline " * 100 + "'>By A",
        "<p>By A",
        "<p>Photo: ",
        "<font><p>x</font>",
        "\u00e9&nbsp;",
    ],
)
def test_adversarial_pages_take_bounded_time(piece: str) -> None:
    page = f"<html><body><article><p>{PARAGRAPH * 3}</p>{piece * 6000}</article></body></html>"
    start = time.monotonic()
    with contextlib.suppress(InputError):
        read(page[:1_000_000])
    assert time.monotonic() - start < 30


TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<div class=caption>",
        "</div>",
        "<a href='/x'>",
        "</a>",
        "<br>",
        "<h1>",
        "</h1>",
        "<q>",
        "</q>",
        "<figcaption>",
        "<td>",
        "<tr>",
        "<table>",
        "<li>",
        "<span class=byline>",
        "</span>",
        "<blockquote>",
        "<script>",
        "<!--",
        "-->",
        "<pre>",
        "&#0;",
        "&eacute;",
    ]
)
PIECES = st.lists(
    st.one_of(TAGS, st.text(st.characters(), max_size=30), st.just(PARAGRAPH)), max_size=40
)


@given(PIECES)
def test_blocks_cover_any_page_and_links_lie_within(pieces: list[str]) -> None:
    page = f"<html><body><article><p>{PARAGRAPH * 4}</p>{''.join(pieces)}</article></body></html>"
    try:
        found = read(page.encode("utf-8", "surrogatepass"))
    except InputError:
        return
    rest = list(found.text)
    for block in found.blocks:
        rest[block.start : block.end] = " " * (block.end - block.start)
    assert not "".join(rest).strip()
    assert all(found.text[each.start : each.end].strip() for each in found.links)
    assert "\n\n".join(text for _, text in blocks(found)) == found.text
