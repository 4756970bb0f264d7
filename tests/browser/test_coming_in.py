"""A browser that comes in by a printed address, and sites that would have it do what its owner did not ask."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.conftest import served
from tests.web.serving import Serving, serving

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

EVIL = """<!doctype html><title>Evil</title>
<a href="{explorer}">Come</a>
<form method="post" action="{root}/add" enctype="multipart/form-data">
<input type="hidden" name="csrf" value="0"><button>Win</button></form>
<img src="{root}/" alt=""><iframe src="{root}/" title="x"></iframe>"""


@pytest.fixture
def explorer(tmp_path: Path) -> Iterator[Serving]:
    with serving(tmp_path / "x.sayso", "--port", "0") as running:
        yield running


def test_a_printed_address_lets_in_and_forms_work(explorer: Serving, page: Page) -> None:
    page.goto(explorer.address)
    assert (page.title(), page.url) == ("Form", explorer.root + "/")
    page.set_input_files("input[type=file]", {"name": "a.txt", "mimeType": "", "buffer": b"Rain."})
    page.click("button")
    assert page.title() == "Got 5 bytes for x.sayso"
    page.goto(explorer.address)
    assert page.title() == "Form"


def test_a_link_in_a_file_lets_in(explorer: Serving, page: Page, tmp_path: Path) -> None:
    file = tmp_path / "link.html"
    file.write_text(EVIL.format(explorer=explorer.address, root=""), "utf8")
    page.goto(file.as_uri())
    page.click("a")
    page.wait_for_url(explorer.root + "/")
    assert page.title() == "Form"


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost"])
def test_another_site_leads_here_and_no_further(
    explorer: Serving, page: Page, tmp_path: Path, name: str
) -> None:
    page.goto(explorer.address)
    answers: dict[str, int] = {}
    folder = tmp_path / "evil"
    folder.mkdir()
    (folder / "index.html").write_text(
        EVIL.format(explorer=explorer.root, root=explorer.root), "utf8"
    )
    with served(folder) as address:
        evil = address.replace("127.0.0.1", name)
        page.on("response", lambda got: answers.update({got.request.resource_type: got.status}))
        page.goto(evil)
        page.wait_for_load_state("networkidle")
        assert answers.get("image", 403) == 403
        assert [frame.title() for frame in page.frames[1:]] != ["Form"]
        page.click("button")
        page.wait_for_url(explorer.root + "/add")
        assert answers["document"] == 403
        page.goto(evil)
        page.click("a")
        if page.title() != "Form":  # the other site's cookies are not ours
            page.get_by_role("link", name="Go on").click()
            page.wait_for_load_state()
        assert page.title() == "Form"
