from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter

import msgspec
import pytest

from sayso.records import Annotations
from sayso.show.report import Back, place, report
from sayso.show.story import led_in, places, story_reading
from sayso.show.story_index import story_entry, story_index
from sayso.show.story_report import story_report
from sayso.traces import Story, Trace
from tests.show.builder import bridge, hostile
from tests.show.lorries import articles, lorries
from tests.show.pages import Page
from tests.show.tales import article, chain, hostile_trace, origin, trace


def listed(made: Trace) -> str:
    story = Story(id="st1", claim=made.claim, documents=(), size=9, first="2023-10-16", last=None)
    return story_index([story_entry(story, made, "./story-st1.html")])


def text(html: str) -> str:
    return re.sub(r"\s+", " ", Page(html).text)


PAGES = [
    story_report(lorries()),
    story_report(hostile_trace()),
    story_report(hostile_trace(), {hostile().document.id: "./a.html"}, "./index.html"),
    story_report(trace()),
    listed(lorries()),
    listed(hostile_trace()),
]


@pytest.mark.parametrize("html", PAGES)
def test_the_page_holds_and_loads_nothing_foreign(html: str) -> None:
    page = Page(html)
    names = {name for name, _ in page.elements}
    assert not names & {"script", "img", "iframe", "form", "object", "embed", "base"}
    assert not page.all("src")
    assert not page.all("style")
    assert not any(name.startswith("on") for _, values in page.elements for name in values)
    for href in page.all("href"):
        assert re.match(r"#|\./|data:,$", href), href


@pytest.mark.parametrize("html", PAGES)
def test_every_link_within_the_page_leads_somewhere_and_no_id_stands_twice(html: str) -> None:
    page = Page(html)
    ids = Counter(page.all("id"))
    assert max(ids.values(), default=1) == 1
    assert {each[1:] for each in page.all("href") if each.startswith("#")} <= set(ids)
    assert set(" ".join(page.all("aria-labelledby")).split()) <= set(ids)


def test_the_policy_names_the_one_style() -> None:
    style = re.search("<style>(.*?)</style>", PAGES[0], re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode("utf8")).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in PAGES[0]


def test_count_reasons_tree_changes_and_table_are_told_in_words() -> None:
    told = text(PAGES[0])
    for each in (
        "Nine articles, one to three origins",
        "Most likely two. 8 repeat it · 1 denies it · 4 copies",
        "Articles 01 to 06 all go back to one statement by the ministry's spokesman.",
        "could know it",
        "also called Bertol Kessmer",
        "He speaks for the ministry. likely",
        "Who denies it Toravian Customs Service",
        "the hedge is lost",
        "the number grew",
        "Denied by: Toravian Customs Service",
        "4 Altwerdaer Tagblatt translation",
        "It does not say whether the claim is true.",
    ):
        assert each in told


@pytest.mark.parametrize(
    ("count", "words"),
    [
        ((1, 1, 1), "One article, one origin"),
        ((0, 0, 0), "One article, no origin is named"),
        ((1, 0, 2), "One article, up to two origins"),
        ((14, 12, 16), "1 article, 12 to 16 origins"),
    ],
)
def test_bounds_are_in_letters_where_all_numbers_can_be(
    count: tuple[int, int, int], words: str
) -> None:
    assert words in text(story_report(trace(article("A"), count=count)))


def test_a_claim_that_nobody_puts_is_answered_with_a_sentence() -> None:
    told = text(story_report(trace(article("A", stance="neutral"))))
    assert "No article of the case puts this claim." in told
    assert "Neither repeats nor denies it" in told


def test_a_page_of_an_article_lights_up_the_words_that_the_story_leads_to() -> None:
    story = story_reading(lorries())
    pages = {each.document: f"./{each.number}.html" for each in story.told}
    made = Page(story_report(lorries(), pages, "./index.html"))
    by_page = {
        pages[each.document.id]: Page(
            report(
                each,
                Back(
                    "./index.html",
                    story=True,
                    places=places(story.by_document[each.document.id], story).values(),
                ),
            )
        )
        for each in articles().values()
    }
    leading = [href.partition("#") for href in made.all("href") if href.startswith("./")]
    within = [(page, where) for page, _, where in leading if where]
    assert len(within) > 60
    for page, where in within:
        assert where in by_page[page].all("id")
    assert all("back to the story" in each.text for each in by_page.values())


def test_places_may_overlap_and_lie_across_statements() -> None:
    made: Annotations = bridge()
    spans = [each.content_spans[0] for each in made.attributions]
    page = Page(report(made, Back("./index.html", places=spans)))
    assert {place(each) for each in spans} <= set(page.all("id"))
    assert max(Counter(page.all("id")).values()) == 1
    assert page.blocks == Page(report(made)).blocks
    assert "all articles" in page.text


def test_a_page_says_where_dates_are_not_known() -> None:
    assert "nothing tells which came first" in text(story_report(hostile_trace()))
    assert "nothing tells which came first" not in text(story_report(lorries()))


def test_an_article_without_an_outlet_is_known_by_its_title() -> None:
    unknown = article("A", chain("B"), outlet="")
    told = text(story_report(trace(unknown, article("C"), origins=(origin("B"),))))
    assert "outlet not known" in told
    assert "A writes" in told


def test_a_claim_that_begins_within_a_sentence_stands_behind_an_ellipsis() -> None:
    found = msgspec.structs.replace(trace(article("A")), claim="the bridge fell", story="st1")
    assert "The claim … the bridge fell" in text(story_report(found))
    own_words = msgspec.structs.replace(found, story=None)
    assert "The claim the bridge fell" in text(story_report(own_words))
    assert led_in("The bridge fell") == "The bridge fell"
    assert led_in("") == ""


def test_columns_in_which_nothing_would_stand_are_left_out() -> None:
    bare = text(story_report(trace(article("A", chain("B"), outlet=""), origins=(origin("B"),))))
    assert "outlet not known" not in bare
    assert "Outlet" not in bare
    assert "Copy of" not in bare
    told = text(story_report(lorries()))
    assert "Outlet" in told
    assert "Copy of" in told


def test_an_article_without_a_title_is_known_by_its_first_words() -> None:
    bare = msgspec.structs.replace(article("A", outlet=""), title=None)
    told = text(story_report(trace(bare), known={bare.document: "It fell on Monday"}))
    assert told.count("It fell on Monday") >= 3
