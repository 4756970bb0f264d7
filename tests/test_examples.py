"""The examples in; out comes whether their hand-made truth fits the words of the articles."""

from __future__ import annotations

import html
import json
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args
from urllib.parse import urlsplit

import pytest
import trafilatura
from lxml import etree
from lxml import html as lxml_html

from sayso.records import CreditKind, SourceType

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLES = Path(__file__).parent.parent / "examples"
TRUTH: dict[str, Any] = json.loads((EXAMPLES / "story.json").read_text("utf8"))
FOLDER = EXAMPLES / TRUTH["folder"]
ARTICLES: list[dict[str, Any]] = TRUTH["articles"]
FILES = [article["file"] for article in ARTICLES]
PAGES = [article for article in ARTICLES if article["file"].endswith(".html")]

RESERVED = (".example", ".test", ".invalid", ".localhost")
NAMESPACES = {"schema.org", "ogp.me"}  # they name a vocabulary and lead to no article
ADDRESS = re.compile(r"(?:https?:)?//[^\s\"'<>]+")
MAIL = re.compile(r"[\w.+-]+@((?:[\w-]+\.)+[\w-]+)")
RELATIONS = {"copies", "excerpts", "rewrites", "translates", "cites", "links_to"}


def source_text(name: str) -> str:
    """The words of a file as a reader sees them, white space folded."""
    raw = (FOLDER / name).read_text("utf8")
    if name.endswith(".html"):
        page = lxml_html.document_fromstring(raw)
        etree.strip_elements(page, "script", "style", "head", with_tail=False)
        raw = str(page.text_content())
    elif name.endswith(".jsonl"):
        records = [json.loads(line) for line in raw.splitlines()]
        raw = "\n\n".join(f"{record['title']}\n\n{record['text']}" for record in records)
    return " ".join(raw.split())


def words_of(article: dict[str, Any]) -> Iterator[str]:
    """Everything that the truth says is verbatim in the article."""
    yield article["headline"]
    if article["unconfirmed"]:
        yield article["unconfirmed"]
    for source in article["sources"]:
        yield source["mention"]
        yield from source["says"]
    for each in article["unattributed"]:
        yield from (each["cue"], each["says"])
    for relation in article["relations"]:
        yield from relation["words"]
    yield from (each["words"] for each in article["credits"] + article["quantities"])
    yield from (link["words"] for chain in article["chains"] for link in chain["links"])


def test_the_truth_lists_every_file_and_no_other() -> None:
    assert sorted(FILES) == sorted(path.name for path in FOLDER.iterdir())


@pytest.mark.parametrize("article", ARTICLES, ids=FILES)
def test_verbatim_words_are_in_the_article(article: dict[str, Any]) -> None:
    text = source_text(article["file"])
    assert [words for words in words_of(article) if words not in text] == []


@pytest.mark.parametrize("article", ARTICLES, ids=FILES)
def test_every_source_says_something_and_has_a_known_type(article: dict[str, Any]) -> None:
    assert article["sources"]
    for source in article["sources"]:
        assert source["says"]
        assert source["type"] in get_args(SourceType)
    assert {credit["kind"] for credit in article["credits"]} <= set(get_args(CreditKind))
    for credit in article["credits"]:
        assert credit["name"] in credit["words"]


@pytest.mark.parametrize("article", ARTICLES, ids=FILES)
def test_nested_and_relayed_sources_name_a_source_of_the_same_article(
    article: dict[str, Any],
) -> None:
    names = {source["name"] for source in article["sources"]}
    entries = article["sources"] + article["unattributed"]
    outer = [entry[key] for entry in entries for key in ("nested_in", "relayed_by") if key in entry]
    assert set(outer) <= names


@pytest.mark.parametrize("article", ARTICLES, ids=FILES)
def test_an_article_rests_only_on_earlier_ones(article: dict[str, Any]) -> None:
    published = {each["file"]: date.fromisoformat(each["published"]) for each in ARTICLES}
    for relation in article["relations"]:
        assert relation["kind"] in RELATIONS
        assert relation["to"] != article["file"]
        assert published[relation["to"]] <= published[article["file"]]
    assert article["copy_of"] is None or article["copy_of"] in published


def test_mutations_quote_the_articles() -> None:
    values = [value for mutation in TRUTH["mutations"] for value in mutation["values"]]
    missing = [value for value in values if value["words"] not in source_text(value["file"])]
    assert missing == []


def test_bounds_of_the_origins_hold_the_count() -> None:
    origins = TRUTH["independent_origins"]
    assert 1 <= origins["lower"] <= origins["count"] <= origins["upper"] == len(TRUTH["origins"])
    assert origins["why"]


@pytest.mark.parametrize("name", FILES)
def test_addresses_are_on_reserved_domains(name: str) -> None:
    raw = html.unescape((FOLDER / name).read_text("utf8"))
    hosts = {urlsplit(found).hostname or "" for found in ADDRESS.findall(raw)}
    hosts |= set(MAIL.findall(raw))
    assert [host for host in hosts - NAMESPACES if not host.endswith(RESERVED)] == []


@pytest.mark.parametrize("article", PAGES, ids=[page["file"] for page in PAGES])
def test_links_lead_to_the_articles_that_the_truth_names(article: dict[str, Any]) -> None:
    page = lxml_html.document_fromstring((FOLDER / article["file"]).read_text("utf8"))
    addresses = {each["url"]: each["file"] for each in ARTICLES if each["url"]}
    hrefs = [str(href) for href in page.xpath("//body//a/@href")]
    linked = {addresses[href] for href in hrefs if href in addresses} - {article["file"]}
    said = {each["to"] for each in article["relations"] if each["kind"] == "links_to"}
    assert linked == said
    assert page.xpath("//link[@rel='canonical']/@href") == [article["url"]]


@pytest.mark.parametrize("article", PAGES, ids=[page["file"] for page in PAGES])
def test_the_main_text_of_a_page_holds_what_its_sources_say(article: dict[str, Any]) -> None:
    raw = (FOLDER / article["file"]).read_text("utf8")
    body = " ".join((trafilatura.extract(raw) or "").split())
    said = [words for source in article["sources"] for words in source["says"]]
    assert [words for words in said if words not in body and words not in article["headline"]] == []


@pytest.mark.parametrize("name", FILES)
def test_length_is_that_of_a_news_article(name: str) -> None:
    assert 150 <= len(source_text(name).split()) <= 650
