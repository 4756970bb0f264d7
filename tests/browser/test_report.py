from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from sayso.show.fragment import Original
from sayso.spans import span
from tests.browser.conftest import ask_for_nothing_else, fit
from tests.show.builder import bridge, hostile

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
NAMES = ["bridge.html", "hostile.html", "index.html"]
GUIDE = "summary:has-text('How to read this')"


@pytest.mark.parametrize("name", NAMES)
def test_a_page_asks_for_nothing_and_complains_of_nothing(page: Page, site: str, name: str) -> None:
    ask_for_nothing_else(page, f"{site}/{name}")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_a_page_never_scrolls_sideways(page: Page, site: str, name: str, width: int) -> None:
    fit(page, f"{site}/{name}", width)


def test_a_hostile_article_stays_text(page: Page, site: str) -> None:
    page.goto(f"{site}/hostile.html")
    said = page.locator("article .paragraph").text_content() or ""
    assert "<script>alert(1)</script><img src=x onerror=alert(2)>" in said
    assert "{{7*7}}" in said
    assert page.locator("script, img, iframe").count() == 0
    assert page.locator("a[href^='javascript:' i], a[href^='data:' i]").count() == 0


@pytest.mark.parametrize("made", [bridge, hostile], ids=["bridge", "hostile"])
def test_the_browser_reads_the_article_s_own_words(page: Page, site: str, made: object) -> None:
    annotations = made()  # type: ignore[operator]
    page.goto(f"{site}/{made.__name__}.html")  # type: ignore[attr-defined]
    shown = page.evaluate("""[...document.querySelectorAll('article .block')].map(block => {
        const copy = block.cloneNode(true);
        copy.querySelectorAll('.tag').forEach(tag => tag.remove());
        return copy.textContent})""")
    text = annotations.document.text
    blocks = [text[each.start : each.end] for each in annotations.document.blocks]
    assert shown == [each.replace("\x1b", "\ufffd").replace("\x07", "\ufffd") for each in blocks]


def test_the_keyboard_reaches_each_statement_in_the_text_and_in_the_list(
    page: Page, site: str
) -> None:
    page.goto(f"{site}/bridge.html")
    seen: list[str] = []
    for _ in range(200):
        page.keyboard.press("Tab")
        focused = page.evaluate("""(() => { const e = document.activeElement;
            return e === document.body ? '' : e.id || e.getAttribute('href') || e.tagName })()""")
        if not focused:
            break
        seen.append(focused)
    assert seen[:2] == ["#article", "#sources"]
    labels = page.evaluate("[...document.querySelectorAll('li[id^=s-]')].map(e => e.id.slice(2))")
    assert len(labels) == len(bridge().attributions)
    for label in labels:
        assert f"w-{label}" in seen
        assert f"#w-{label}" in seen


def test_the_focus_can_be_seen(page: Page, site: str) -> None:
    page.goto(f"{site}/bridge.html")
    page.keyboard.press("Tab")
    skip = page.locator(".skip a").first
    assert (skip.bounding_box() or {"y": -1})["y"] >= 0
    width = skip.evaluate("e => getComputedStyle(e).outlineWidth")
    assert width == "3px"


def test_a_tag_leads_to_the_list_and_the_list_back(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"{site}/bridge.html")
    page.click("#w-1a")
    assert page.evaluate("location.hash") == "#s-1a"
    assert _in_view(page, "#s-1a")
    page.click("#s-1a a.said")
    assert page.evaluate("location.hash") == "#w-1a"
    assert _in_view(page, "#w-1a")


def test_all_words_of_the_statement_gone_to_light_up(page: Page, site: str) -> None:
    page.goto(f"{site}/bridge.html")
    colours = (
        "[...document.querySelectorAll('.i-3a')].map(e => getComputedStyle(e).backgroundColor)"
    )
    before = page.evaluate(colours)
    page.goto(f"{site}/bridge.html#w-3a")
    after = page.evaluate(colours)
    assert len(after) == 2
    assert len(set(after)) == 1
    assert set(before).isdisjoint(after)


def test_each_level_of_nesting_has_its_line(page: Page, site: str) -> None:
    page.goto(f"{site}/bridge.html")
    lines = """(e => { const s = getComputedStyle(e); return ['--l1', '--l2', '--l3', '--l4']
        .map(name => s.getPropertyValue(name)).filter(c => c !== 'transparent').length})"""
    assert page.locator(".i-1a").first.evaluate(lines) == 3
    assert page.locator(".i-6a").first.evaluate(lines) == 2
    assert page.locator(".i-5a").first.evaluate(lines) == 1


def test_landmarks_and_headings_are_in_order(page: Page, site: str) -> None:
    page.goto(f"{site}/bridge.html")
    assert page.locator("h1").count() == 1
    assert page.locator("main").count() == 1
    levels = page.evaluate(
        "[...document.querySelectorAll('main h1, main h2, main h3')].map(e => +e.tagName[1])"
    )
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    unnamed = page.evaluate("""[...document.querySelectorAll('a, section, nav')].filter(e =>
        !(e.textContent.trim() || e.getAttribute('aria-label'))).length""")
    assert unnamed == 0


def test_print_shows_the_list_whole(page: Page, site: str) -> None:
    page.goto(f"{site}/bridge.html")
    page.emulate_media(media="print")
    style = page.locator(".sources").evaluate(
        "e => [getComputedStyle(e).overflowY, getComputedStyle(e).position]"
    )
    assert style == ["visible", "static"]
    assert not page.locator(".jump").is_visible()
    assert page.locator(".key").is_visible()
    assert not page.locator(GUIDE).is_visible()


def test_the_key_is_folded_on_a_phone_and_open_elsewhere(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(f"{site}/bridge.html")
    assert not page.locator(".key").is_visible()
    page.click(GUIDE)
    assert page.locator(".key").is_visible()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.reload()
    assert page.locator(".key").is_visible()
    assert not page.locator(GUIDE).is_visible()


@pytest.mark.parametrize("medium", ["screen", "print"])
def test_a_link_is_not_drawn_as_a_cue_is(
    page: Page, site: str, medium: Literal["screen", "print"]
) -> None:
    page.emulate_media(media=medium)
    page.goto(f"{site}/bridge.html")
    style = "e => [getComputedStyle(e).textDecorationStyle, getComputedStyle(e).color]"
    link = page.locator("article .who .link").first.evaluate(style)
    cue = page.locator("article u.cue").first.evaluate(style)
    assert link[0] == "dotted"
    assert cue[0] == "solid"
    assert link[1] != cue[1]


@pytest.mark.parametrize(
    "words",
    [
        "the well-known, so-called “middle” part",
        "a sentence that begins here and goes on so long that only both of its ends are given",
        "short, and then " + "long " * 30 + "indeed",
        "ends one paragraph.\n\nThis begins another",
        "twice said",
    ],
)
def test_a_link_opens_the_original_page_at_the_words(
    page: Page, site: str, pages: Path, words: str
) -> None:
    filler = "Nothing to see. " * 8
    before = "\n\n".join([filler] * 40)
    text = f"First twice saying.\n\n{before}\n\nThen {words} end.\n\n{before}"
    body = "".join(f"<p>{part}</p>" for part in text.split("\n\n"))
    (pages / "original.html").write_text(f"<!doctype html><meta charset=utf-8>{body}", "utf8")
    start = text.index(words)
    address = Original(f"{site}/original.html", text).link([span(text, start, start + len(words))])
    page.set_viewport_size({"width": 800, "height": 600})
    page.goto(address or "")
    page.wait_for_function("scrollY > 0", timeout=5000)
    expected = page.evaluate(
        """words => [...document.querySelectorAll('p')]
        .find(p => p.textContent.includes(words)).getBoundingClientRect().top""",
        words.partition("\n")[0],
    )
    assert 0 <= expected <= 600


def _in_view(page: Page, selector: str) -> bool:
    box = page.locator(selector).bounding_box()
    size = page.viewport_size
    return bool(box and size and 0 <= box["y"] < size["height"])
