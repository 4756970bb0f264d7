"""The explorer in a browser: what an editor does who has never seen it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from axe_playwright_python.sync_playwright import Axe

from sayso import pipeline
from sayso.case import Case
from sayso.settings import Settings
from tests.browser.exploring import CLAIM, Visit, explored, too_wide, visiting

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ARTICLE = """Ferry service to Skarn suspended

The ferry to the island of Skarn will not sail until Friday, the Harbour Gazette reported on Tuesday, citing a
spokeswoman for the port authority, Ida Brenn. The crossing is unsafe because two of the three engines have
failed, Brenn told the newspaper.

The claim could not be independently verified."""


@pytest.fixture(scope="session")
def shown(lorries: Path) -> Iterator[str]:
    """Serve that case for those who change nothing in it; a token lets programs in again and again."""
    with explored(lorries) as address:
        yield address.partition("/?")[0]


@pytest.fixture
def visit(browser: Browser, shown: str) -> Iterator[Visit]:
    with visiting(browser, shown, extra_http_headers={"X-Sayso-Token": "t" * 40}) as made:
        yield made


@pytest.fixture(scope="session")
def places(lorries: Path) -> list[str]:
    """Return the addresses of one page of each kind."""
    (story,) = pipeline.stories(str(lorries))
    found = pipeline.trace_story(str(lorries), story.id).trace
    copy = next(each for each in found.articles if each.copy_of)
    key, other = copy.document[7:23], (copy.copy_of or "")[7:23]
    return [
        "/",
        f"/story/{key}",
        "/trace?claim=Lorries+with+cattle+crossed+the+border",
        f"/article/{key}",
        f"/article/{key}/beside/{other}",
        "/sources",
        "/source?name=Harna",
        "/search?q=cattle",
        "/search",
        "/add",
        "/jobs",
        "/review",
        "/api",
    ]


def test_an_article_is_pasted_and_its_chain_read(browser: Browser, tmp_path: Path) -> None:
    with (
        explored(tmp_path / "new.sayso") as address,
        visiting(browser, address) as visit,
    ):
        page = visit.page
        page.get_by_role("link", name="Add some").click()
        page.get_by_label("Text", exact=True).fill(ARTICLE)
        page.get_by_role("button", name=re.compile("Add")).last.click()
        page.get_by_role("link", name="Who says what in it").click(timeout=60_000)
        page.wait_for_selector("main.read")
        told = page.locator("#sources").inner_text()
        assert "Harbour Gazette" in told
        assert "Ida Brenn" in told
        assert page.get_by_text("could not be independently verified").count() >= 1


def test_a_story_is_traced_to_the_words(visit: Visit) -> None:
    page = visit.open("/")
    page.get_by_role("link", name=re.compile(CLAIM)).click()
    page.wait_for_selector("main.story")
    assert "Nine articles, one to five origins" in page.locator(".verdict").inner_text()
    page.wait_for_selector(".graph canvas")
    row = page.get_by_role("row").filter(has_text="Quayside Herald").first
    row.get_by_role("link", name="repeats").click()
    page.wait_for_selector("article")
    assert re.search(r"#p-\d+-\d+$", page.url)
    lit = page.evaluate(
        "() => { const e = document.querySelector(':target'); const at = e.id + '-w';"
        " const c = getComputedStyle(document.querySelector('.' + at)).backgroundColor;"
        " return [document.querySelector('.' + at).textContent, c]; }"
    )
    assert lit[0].strip()
    assert lit[1] not in {"rgba(0, 0, 0, 0)", "transparent"}


def test_rows_of_the_table_are_chosen(visit: Visit, places: list[str]) -> None:
    page = visit.open(places[1])
    rows = page.locator("table.articles tbody tr:visible")
    before = rows.count()
    page.get_by_label("Stance").select_option("denies")
    assert 0 < rows.count() < before
    assert "stance=denies" in page.url
    page.reload()
    assert rows.count() < before


@pytest.fixture
def apart(lorries: Path, tmp_path: Path) -> Path:
    """Return a copy of the case, to be changed."""
    return Path(shutil.copy(lorries, tmp_path / "own.sayso"))


def test_two_sources_are_merged_and_the_count_changes_until_it_is_undone(
    browser: Browser, apart: Path, places: list[str]
) -> None:
    with explored(apart) as address, visiting(browser, address) as visit:
        verdict = visit.page.locator(".verdict")
        visit.ready(places[1])
        before = verdict.inner_text()
        page = visit.open(
            "/review?kind=merge&subject=Bertol+Kessmer"
            "&subject=official+with+knowledge+of+the+inquiry"
        )
        page.get_by_role("button", name=re.compile("one source", re.IGNORECASE)).first.click()
        page.wait_for_selector("text=/Judgement 1/")
        visit.ready(places[1])
        assert "one to four origins" in verdict.inner_text()
        visit.open("/review")
        page.get_by_role("button", name="Undo").first.click()
        visit.ready(places[1])
        assert verdict.inner_text() == before
    with Case.open(apart) as opened:
        assert [each.undone_at is not None for each in opened.history()] == [True]


def test_all_is_done_with_the_keyboard(visit: Visit) -> None:
    page = visit.open("/")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        if CLAIM in (page.evaluate("() => document.activeElement.textContent") or ""):
            break
    page.keyboard.press("Enter")
    page.wait_for_selector("main.story .graph canvas")
    page.locator(".graph-canvas").focus()
    hint = page.locator(".graph-telling").inner_text()
    page.keyboard.press("ArrowRight")
    assert page.locator(".graph-telling").inner_text() != hint
    focused = page.evaluate(
        "() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle; }"
    )
    assert focused != "none"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, shown: str, places: list[str], scheme: str) -> None:
    wrong = []
    asked = {"color_scheme": scheme, "extra_http_headers": {"X-Sayso-Token": "t" * 40}}
    with visiting(browser, shown, **asked) as visit:
        for each in places:
            page = visit.ready(each)
            for found in Axe().run(page).response["violations"]:
                nodes = [node["target"] for node in found["nodes"]][:3]
                wrong.append((each, found["id"], found["impact"], nodes))
    assert wrong == []


def test_a_phone_shows_every_page_without_pushing_it_aside(
    browser: Browser, shown: str, places: list[str]
) -> None:
    asked = {
        "viewport": {"width": 360, "height": 740},
        "extra_http_headers": {"X-Sayso-Token": "t" * 40},
    }
    with visiting(browser, shown, **asked) as visit:
        wide = {each: too_wide(visit.ready(each)) for each in places}
    assert {each: what for each, what in wide.items() if what} == {}


def test_every_page_reads_without_a_script(browser: Browser, shown: str, places: list[str]) -> None:
    asked = {"java_script_enabled": False, "extra_http_headers": {"X-Sayso-Token": "t" * 40}}
    with visiting(browser, shown, **asked) as visit:
        for each in places:
            page = visit.ready(each)
            assert page.locator("h1").count() == 1, each
            assert page.locator("[hidden]:visible").count() == 0, each


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """Return a folder of pages that try to be more than text."""
    attack = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    escaped = attack.replace("<", "&lt;").replace(">", "&gt;")
    data = (
        '{"@type":"NewsArticle","headline":"</script><script>alert(3)</script>",'
        '"author":{"name":"\\u003cscript\\u003ealert(4)\\u003c/script\\u003e"},'
        '"publisher":{"name":"Evil \\u0022onmouseover=alert(5) x=\\u0022"}}'
    )
    folder = tmp_path / "hostile"
    folder.mkdir()
    for number in range(3):
        body = (
            f"<!doctype html><html><head><title>{escaped} {number}</title>"
            f'<script type="application/ld+json">{data}</script>'
            f'<meta property="og:site_name" content="{escaped}"></head><body><article>'
            f"<h1>{escaped} lorries crossed the border {number}</h1><p>Forty lorries crossed the border"
            f" at Umber on Monday, {escaped} told the Gazette in the case number {number}.</p>"
            f'<p>“Nobody has looked into them,” said Ana <a href="javascript:alert(6)">Brandt'
            f"</a>, a spokeswoman for the {escaped} office of customs, at the border on Monday.</p>"
            f"<p>The Gazette reported, citing “{{{{7*7}}}} ${{alert(8)}}” Brandt, that the lorries were"
            f" full of cattle.</p></article></body></html>"
        )
        (folder / f"{number} 'onload=alert(9)' .html").write_text(body, "utf8")
    return folder


def test_articles_that_try_to_be_more_than_text_are_text(
    browser: Browser, hostile: Path, tmp_path: Path
) -> None:
    path = tmp_path / "<b onclick=alert(1)>.sayso"
    added = list(pipeline.add(path, [str(hostile)], Settings(jobs=1)))
    keys = [each.document.id[7:23] for each in added if hasattr(each, "document")]
    pipeline.stories(str(path))
    with Case.open(path) as opened:
        names = [each.name for each in opened.sources()]
    with explored(path) as address, visiting(browser, address) as visit:
        visit.ready("/")
        for each in keys:
            visit.ready(f"/article/{each}")
            visit.ready(f"/story/{each}")
        visit.ready(f"/article/{keys[0]}/beside/{keys[1]}")
        for each in ("/sources", "/search?q=script", "/review", "/add", "/search?q=%3Cscript%3E"):
            visit.ready(each)
        for each in names:
            visit.page.goto(visit.root + "/sources")
            visit.ready("/source?name=" + each.replace("&", "%26").replace("#", "%23"))
        assert visit.page.locator("main script").count() == 0


def test_what_is_in_an_address_is_text(visit: Visit) -> None:
    attack = "%3Cscript%3Ealert(1)%3C/script%3E%22%20onfocus=alert(2)%20autofocus=%22"
    for path in ("/search?q=", "/trace?claim=", "/sources?q=", "/review?kind=merge&subject="):
        visit.ready(path + attack)
    visit.page.goto(f"{visit.root}/source?name={attack}")
    visit.page.goto(f"{visit.root}/{attack}")
    visit.complaints[:] = [each for each in visit.complaints if "404" not in each]
