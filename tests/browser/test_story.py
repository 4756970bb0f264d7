from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from sayso.cli.story_output import write_pages
from sayso.pipeline import Traced
from sayso.traces import Story
from tests.browser.conftest import ask_for_nothing_else, fit, served
from tests.show.builder import hostile
from tests.show.lorries import articles, lorries
from tests.show.tales import hostile_trace

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
NAMES = ["index.html", "story-st1.html", "story-st2.html"]


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of pages of two stories, ours and a hostile one."""
    folder = tmp_path_factory.mktemp("stories")
    evil = hostile_trace()
    written = [
        (_story("st1", lorries().claim), Traced(lorries(), lambda _: articles().values())),
        (_story("st2", evil.claim), Traced(evil, lambda _: (hostile(),))),
    ]
    write_pages(written, str(folder), str(folder / "case.sayso"))
    with served(folder) as address:
        yield address


def _story(identity: str, claim: str) -> Story:
    return Story(id=identity, claim=claim, documents=(), size=9, first="2023-10-16")


@pytest.mark.parametrize("name", NAMES)
def test_a_page_asks_for_nothing_and_complains_of_nothing(
    page: Page, stories: str, name: str
) -> None:
    ask_for_nothing_else(page, f"{stories}/{name}")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_a_page_never_scrolls_sideways(page: Page, stories: str, name: str, width: int) -> None:
    fit(page, f"{stories}/{name}", width)


def test_a_cell_leads_to_the_words_and_back(page: Page, stories: str) -> None:
    page.goto(f"{stories}/index.html")
    page.click("tbody a >> nth=0")
    page.click("#a-7 .stance a")
    assert "#p-" in page.url
    lit = page.evaluate("""[...document.querySelectorAll('article [class*="-w"]')].filter(e =>
        getComputedStyle(e).backgroundColor === 'rgb(255, 230, 128)')
        .map(e => e.textContent).join('')""")
    assert lit.startswith("At least 60 lorries")
    box = page.locator("article [class*='-w'] >> nth=0").bounding_box()
    assert box
    assert 0 <= box["y"] < 720
    page.click("text=back to the story")
    assert page.url.endswith("/story-st1.html")


def test_every_link_between_the_pages_leads_somewhere(page: Page, stories: str) -> None:
    page.goto(f"{stories}/story-st1.html")
    links = page.evaluate("[...document.querySelectorAll('a')].map(e => e.href)")
    for address in sorted({each.partition("#")[0] for each in links}):
        page.goto(address)
        ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
        wanted = {each.partition("#")[2] for each in links if each.startswith(f"{address}#")}
        assert wanted <= set(ids)


def test_landmarks_and_headings_are_in_order(page: Page, stories: str) -> None:
    page.goto(f"{stories}/story-st1.html")
    assert page.locator("h1").count() == 1
    assert page.locator("main").count() == 1
    levels = page.evaluate(
        "[...document.querySelectorAll('main h1, main h2, main h3')].map(e => +e.tagName[1])"
    )
    assert levels[0] == 2
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_hostile_names_stay_text(page: Page, stories: str) -> None:
    page.goto(f"{stories}/story-st2.html")
    assert page.locator("script, img, iframe").count() == 0
    assert "<script>alert(1)</script>" in (page.locator("h1").text_content() or "")
