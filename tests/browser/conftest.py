from __future__ import annotations

import contextlib
import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sayso.records import Drop
from sayso.show.index import entry, index
from sayso.show.report import report
from tests.show.builder import bridge, hostile

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--no-first-run"),
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed.")
    if not CHROMIUM.exists():
        pytest.skip(f"There is no Chromium at {CHROMIUM}.")
    with playwright.sync_playwright() as running:
        made = running.chromium.launch(executable_path=str(CHROMIUM), args=list(FLAGS))
        yield made
        made.close()


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the reports and their index."""
    folder = tmp_path_factory.mktemp("pages")
    (folder / "bridge.html").write_text(report(bridge()), "utf8")
    (folder / "hostile.html").write_text(report(hostile()), "utf8")
    entries = [entry(bridge(), "bridge.html"), entry(hostile(), "hostile.html")]
    drop = Drop(stage="acquire", reason="empty", detail="<script>x</script>: It holds no text.")
    (folder / "index.html").write_text(index(entries, [drop]), "utf8")
    return folder


@pytest.fixture(scope="session")
def site(pages: Path) -> Iterator[str]:
    """Return the address at which the folder is served; a page from a disk hides what it loads."""
    with served(pages) as address:
        yield address


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine, and give its address."""
    serve = functools.partial(Quiet, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), serve)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def ask_for_nothing_else(page: Page, address: str) -> None:
    """Open a page, which must load no other, and must not complain."""
    asked: list[str] = []
    told: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("dialog", lambda dialog: told.append(dialog.message))
    page.goto(address, wait_until="networkidle")
    assert asked == [address]
    assert told == []


def fit(page: Page, address: str, width: int) -> None:
    """Open a page in a window of a width, into which all of it must fit."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    wide = """[...document.querySelectorAll('body *')].filter(e => {
        const box = e.getBoundingClientRect(); return box.width && box.right > innerWidth + 1})
        .map(e => e.outerHTML.slice(0, 80))"""
    assert page.evaluate(wide) == []
