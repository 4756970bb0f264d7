"""The explorer of a case as ``sayso serve`` runs it, and one who has come in; for the tests in a browser."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CLAIM = "About 40 lorries"
"""Words of the claim of the story in ``examples``."""


@dataclass
class Visit:
    """A page that is open, and what the browser has complained of."""

    page: Page
    root: str
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Open a page of the explorer."""
        answer = self.page.goto(self.root + path)
        assert answer is not None
        assert answer.status == 200, (path, answer.status)
        return self.page

    def ready(self, path: str) -> Page:
        """Open a page that may have to wait for a trace."""
        self.page.goto(self.root + path)
        self.page.wait_for_selector("main:not(.working)")
        return self.page


@contextlib.contextmanager
def explored(case: Path) -> Iterator[str]:
    """Serve a case on a free port, and give the address that lets one browser in."""
    with subprocess.Popen(  # noqa: S603  # our own
        [Path(sys.executable).with_name("sayso"), "serve", str(case), "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "SAYSO_TOKEN": "t" * 40},
        text=True,
    ) as server:
        assert server.stdout
        try:
            yield re.findall(r"http://\S+", server.stdout.readline())[0]
        finally:
            server.terminate()
            server.wait(10)


@contextlib.contextmanager
def visiting(browser: Browser, address: str, **settings: object) -> Iterator[Visit]:
    """Come in, and see to it that nothing is asked of others, and nothing complained of."""
    context = browser.new_context(reduced_motion="reduce", **settings)  # type: ignore[arg-type]
    page = context.new_page()
    root = address.partition("/?")[0]
    visit = Visit(page, root)
    page.on("console", lambda told: visit.complaints.append(f"{told.type}: {told.text}"))
    page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    page.on("dialog", lambda dialog: visit.complaints.append(f"dialog: {dialog.message}"))
    page.on("request", lambda asked: _own(asked.url, root, visit.complaints))
    page.goto(address)
    try:
        yield visit
        assert visit.complaints == [], visit.complaints
    finally:
        context.close()


def _own(url: str, root: str, complaints: list[str]) -> None:
    if not url.startswith((root + "/", "data:")):
        complaints.append(f"asked for {url}")


def too_wide(page: Page) -> Sequence[str]:
    """Return what stands out of a page to the right, so that one would have to push it aside."""
    found: list[str] = page.evaluate(
        "() => document.documentElement.scrollWidth <= innerWidth ? [] :"
        " [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right >"
        " innerWidth + 1).map(e => e.tagName + '.' + e.className).slice(0, 5)"
    )
    return found
