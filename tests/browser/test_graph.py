"""The graph and the charts of a story, in the strictest page that the explorer may serve."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest

from sayso.show.story import story_reading
from tests.browser.pictures import story_served
from tests.show.lorries import lorries
from tests.show.tales import article, chain, hostile_trace, origin, trace

if TYPE_CHECKING:
    from playwright.sync_api import ConsoleMessage, Page

    from sayso.show.story import StoryReading

pytestmark = pytest.mark.browser
CY = "document.querySelector('.graph-canvas')._cyreg.cy"
"""Cytoscape.js keeps what it has drawn at its container."""


@pytest.fixture(scope="module")
def story() -> Iterator[str]:
    """Return the address of a page with our own story."""
    with story_served(story_reading(lorries())) as address:
        yield address


def opened(page: Page, address: str) -> list[str]:
    """Open the page, wait for its graph, and return whatever the browser complains of."""
    told: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        told.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: told.append(str(error)))
    page.goto(address)
    page.wait_for_selector(".graph[data-drawn]")
    return told


def node(page: Page, name: str) -> tuple[float, float]:
    """Return where on the page the middle of a node is."""
    x, y = page.evaluate(
        f"""name => {{ const one = {CY}.nodes().filter(e => e.data('label').includes(name))[0];
            const box = document.querySelector('.graph-canvas').getBoundingClientRect();
            const at = one.renderedPosition(); return [box.x + at.x, box.y + at.y] }}""",
        name,
    )
    return x, y


def until(page: Page, expression: str) -> None:
    """Wait until it is true; the browser's own way of waiting is against the page's policy."""
    for _ in range(100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"It never came about: {expression}")


def shown(page: Page) -> list[str]:
    """Return the first lines of all nodes."""
    labels: list[str] = page.evaluate(
        f"{CY}.nodes().not('.area, .heading').map(e => e.data('label').split('\\n')[0])"
    )
    return labels


def zoom(page: Page) -> float:
    return float(page.evaluate(f"{CY}.zoom()"))


def test_the_policy_of_the_page_is_kept_and_no_other_host_is_asked(page: Page, story: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    assert opened(page, story) == []
    assert all(each.startswith((story, "data:")) for each in asked)
    assert page.locator("style, [style*='{']").count() == 0


def test_axe_finds_nothing_serious(page: Page, story: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    opened(page, story)
    found = axe.run(page).response["violations"]
    assert [each["id"] for each in found if each["impact"] in {"serious", "critical"}] == []


def test_who_denies_it_stands_apart_from_who_says_it(page: Page, story: str) -> None:
    opened(page, story)
    denying, saying = (
        page.evaluate(
            f"""{CY}.nodes().not('.area, .heading').filter(e => e.hasClass('denies') === {each})
                .map(e => e.position('x'))"""
        )
        for each in ("true", "false")
    )
    assert min(denying) > max(saying)
    assert "9  Toravia Today" in shown(page)


def test_no_box_covers_another(page: Page, story: str) -> None:
    opened(page, story)
    page.click("[data-do=unfold]")
    boxes: list[Any] = page.evaluate(
        f"""{CY}.nodes().not('.area, .heading').map(e => [e.position(), e.width(), e.height()])"""
    )
    for (one, width, height), (other, wide, high) in combinations(boxes, 2):
        beside = abs(one["x"] - other["x"]) >= (width + wide) / 2
        assert beside or abs(one["y"] - other["y"]) >= (height + high) / 2


def test_a_click_unfolds_and_another_leads_to_the_words(page: Page, story: str) -> None:
    opened(page, story)
    assert "3  Orlenz Courier" not in shown(page)
    page.mouse.click(*node(page, "Harna"))
    assert "3  Orlenz Courier" in shown(page)
    page.mouse.click(*node(page, "Orlenz Courier"))
    page.wait_for_url("**/article/3")


def test_a_line_tells_who_has_it_from_whom_and_leads_there(page: Page, story: str) -> None:
    opened(page, story)
    middle = page.evaluate(
        f"""(() => {{ const line = {CY}.edges().filter(e => e.target().data('label').includes('Toravia Today')
                && e.hasClass('denies'))[0];
            const box = document.querySelector('.graph-canvas').getBoundingClientRect();
            const at = line.renderedMidpoint(); return [box.x + at.x, box.y + at.y] }})()"""
    )
    page.mouse.move(*middle)
    telling = page.locator(".graph-telling")
    telling.get_by_text("Toravia Today has the denial from Toravian Customs Service").wait_for()
    link = telling.locator("q a")
    assert link.get_attribute("href") == "/article/9"
    page.mouse.click(*middle)
    page.wait_for_url("**/article/9")


def test_the_keyboard_goes_from_node_to_node_opens_and_leaves(page: Page, story: str) -> None:
    opened(page, story)
    page.focus(".graph-canvas")
    page.keyboard.press("ArrowRight")
    first = page.locator(".graph-telling strong").text_content()
    page.keyboard.press("ArrowRight")
    assert page.locator(".graph-telling strong").text_content() != first
    before = zoom(page)
    page.keyboard.press("+")
    assert zoom(page) > before
    page.keyboard.press("-")
    page.keyboard.press("0")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement === document.body")
    assert page.evaluate(f"{CY}.elements('.on, .pale').length") == 0
    page.focus(".graph-canvas")
    for _ in range(9):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url("**/source")


def test_the_wheel_stays_the_page_s_unless_ctrl_is_held(page: Page, story: str) -> None:
    page.set_viewport_size({"width": 900, "height": 500})
    opened(page, story)
    before = zoom(page)
    page.mouse.move(*node(page, "Estuary Times"))
    page.keyboard.down("Control")
    page.mouse.wheel(0, -120)
    page.keyboard.up("Control")
    until(page, f"{CY}.zoom() > {before}")
    before = zoom(page)
    page.mouse.wheel(0, 120)
    until(page, "scrollY > 0")
    assert zoom(page) == before


def test_a_drag_moves_the_graph_and_a_button_brings_all_of_it_back(page: Page, story: str) -> None:
    opened(page, story)
    start = node(page, "Estuary Times")
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] - 60, start[1] - 30)
    page.mouse.move(start[0] - 300, start[1] - 80)
    page.mouse.up()
    assert node(page, "Estuary Times")[0] < start[0] - 200
    page.click("[data-do=fit]")
    box = page.locator(".graph-canvas").bounding_box()
    assert box
    assert box["x"] < node(page, "Toravian Customs")[0] < box["x"] + box["width"]


def test_an_edge_beyond_which_there_is_more_is_told_of(page: Page, story: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    opened(page, story)
    canvas, cue = page.locator(".graph-canvas"), page.locator(".graph-more")
    assert "more-" not in str(canvas.get_attribute("class"))
    assert not cue.is_visible()
    page.set_viewport_size({"width": 360, "height": 740})
    opened(page, story)
    assert cue.is_visible()
    classes = str(canvas.get_attribute("class"))
    assert "more-right" in classes
    assert "more-left" not in classes
    assert "more-above" not in classes
    page.click('[data-do="fit"]')
    assert "more-" not in str(canvas.get_attribute("class"))
    assert not cue.is_visible()


def test_a_finger_is_shown_the_way_before_it_goes(page: Page, story: str) -> None:
    browser = page.context.browser
    assert browser
    context = browser.new_context(has_touch=True, viewport={"width": 360, "height": 740})
    phone = context.new_page()
    opened(phone, story)
    assert phone.evaluate("document.documentElement.scrollWidth") <= 360
    phone.touchscreen.tap(*node(phone, "Ministry"))
    phone.locator(".graph-telling strong").get_by_text("Ministry").wait_for()
    assert phone.url == story
    phone.locator(".graph-telling a").tap()
    phone.wait_for_url("**/article/2")
    context.close()


@pytest.mark.parametrize("way", ["keys", "buttons"])
def test_all_is_unfolded_and_folded_again(page: Page, story: str, way: str) -> None:
    opened(page, story)
    few = len(shown(page))
    for deed, more in (("unfold", True), ("fold", False)):
        button = page.locator(f"[data-do={deed}]")
        button.click() if way == "buttons" else button.press("Enter")
        assert (len(shown(page)) > few) is more


def test_the_colours_follow_the_page_s(page: Page, story: str) -> None:
    page.emulate_media(color_scheme="light")
    opened(page, story)
    paint = f"{CY}.nodes('.origin')[0].style('background-color')"
    light = page.evaluate(paint)
    page.emulate_media(color_scheme="dark")
    until(page, f"{paint} !== '{light}'")


def test_a_hostile_story_is_only_text(page: Page) -> None:
    with story_served(story_reading(hostile_trace())) as address:
        assert opened(page, address) == []
        assert page.evaluate(f"{CY}.nodes().some(e => e.data('label').includes('<script'))")
        page.focus(".graph-canvas")
        page.keyboard.press("ArrowRight")
        assert "<script>" in (page.locator(".graph-telling").text_content() or "")
        assert page.locator(".graph script").count() == 0


def test_without_an_answer_the_page_says_so_and_keeps_its_lists(page: Page, story: str) -> None:
    page.route("**/*.json", lambda route: route.fulfill(status=500, body="{}"))
    page.goto(story)
    page.locator(".graph-telling").get_by_text("could not be drawn").wait_for()
    assert page.locator(".graph-canvas").count() == 0
    assert page.locator(".chart:visible").count() == 0
    assert page.get_by_text("A list").count() > 0


def test_numbers_are_drawn_over_time(page: Page, story: str) -> None:
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        opened(page, story)
        page.wait_for_selector(".chart[data-drawn] canvas")
        assert page.locator(".chart[data-drawn]").count() == 2
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    x, y = _only_dot(page)
    page.click(".chart .u-over >> nth=1", position={"x": x, "y": y})
    page.wait_for_url("**/article/8")


def _only_dot(page: Page) -> tuple[float, float]:
    """Return where in the second chart the number is that only the eighth article has."""
    size = page.locator(".chart .u-over >> nth=1").bounding_box()
    assert size
    # Six days with a margin of 0.3 days; the fifth. The scale goes from 0 to 1.2 times the highest.
    return size["width"] * 4.3 / 5.6, size["height"] * (1 - 1 / 1.2)


def test_five_hundred_nodes_are_moved_without_jerks(page: Page) -> None:
    with story_served(crowd()) as address:
        opened(page, address)
        page.click("[data-do=unfold]")
        assert len(shown(page)) >= 500
        page.evaluate("""() => { let last = performance.now(); window.frames_ = [];
            (function tick() { const now = performance.now(); frames_.push(now - last); last = now;
            requestAnimationFrame(tick) })() }""")
        box = page.locator(".graph-canvas").bounding_box()
        assert box
        before = page.evaluate(f"{CY}.pan()")
        page.mouse.move(box["x"] + 200, box["y"] + 20)
        page.mouse.down()
        for step in range(60):
            page.mouse.move(box["x"] + 200 + 6 * step, box["y"] + 20 + 6 * step)
        page.mouse.up()
        assert page.evaluate(f"{CY}.pan()") != before
        frames = sorted(page.evaluate("frames_"))
        # A screen of 60 Hz gives 16.7 ms; a busy machine without a graphics card may need three times that.
        assert frames[len(frames) // 2] < 50


def crowd() -> StoryReading:
    """Return a story of 420 articles that have it from 80 sources over 20 relays."""
    articles = (
        article(
            f"Paper {number:03}",
            chain(f"Outlet {number % 20}", f"Source {number * 7 % 80}"),
            chain(f"Source {number * 3 % 80}"),
            date=f"2024-01-{1 + number // 20:02}",
        )
        for number in range(420)
    )
    sources = (origin(f"Source {number}") for number in range(80))
    relays = (origin(f"Outlet {number}", "relay") for number in range(20))
    return story_reading(trace(*articles, origins=(*sources, *relays)))
