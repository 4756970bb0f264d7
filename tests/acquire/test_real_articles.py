"""All that lies beside the project is read without a crash, offsets exact, in bounded time."""

from __future__ import annotations

import gzip
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import html

from eval import extraction
from sayso.acquire import Raw, document, raws
from sayso.acquire.charset import decode
from sayso.acquire.normal import clean
from sayso.acquire.text import exact
from sayso.errors import InputError
from sayso.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.records import Document

DATA = Path(__file__).parents[2].parent / "shared" / "data"
SLOWEST = 10.0  # seconds for one page on a busy machine; the median is 0.03

pytestmark = [
    pytest.mark.gate,
    pytest.mark.skipif(not DATA.is_dir(), reason=f"there is no data folder at {DATA}"),
]


def _whole(found: Document) -> None:
    rest = list(found.text)
    for block in found.blocks:
        rest[block.start : block.end] = " " * (block.end - block.start)
    assert not "".join(rest).strip()
    assert all(found.text[each.start : each.end].strip() for each in found.links)


def _pages() -> Iterator[Raw]:
    gold = json.loads((DATA / "article-html" / "ground-truth.json").read_text("utf-8"))
    for name in sorted(gold):
        packed = (DATA / "article-html" / "html" / f"{name}.html.gz").read_bytes()
        yield Raw(
            source=name, data=gzip.decompress(packed), media_type="text/html", url=gold[name]["url"]
        )


def test_every_page_is_read_with_its_words() -> None:
    missing: list[str] = []
    blocks = 0
    for raw in _pages():
        start = time.monotonic()
        found = document(raw, Settings())
        assert time.monotonic() - start < SLOWEST, raw.source
        _whole(found)
        assert found.title, raw.source
        page = html.document_fromstring(
            decode(raw.data).encode(), parser=html.HTMLParser(encoding="utf-8")
        )
        seen = "".join(clean(page.text_content()).split())
        for block in found.blocks:
            words = "".join(found.text[block.start : block.end].split())
            blocks += block.kind == "paragraph"
            if block.kind == "paragraph" and words not in seen:
                missing.append(f"{raw.source}: {words[:60]}")
    # The rest stands in no element: one page has its story in a script, and some quotation marks
    # come from the style.
    assert len(missing) < 0.01 * blocks, missing


def test_every_plain_text_is_read() -> None:
    texts = [*raws([str(DATA / "origins")], Settings())]
    read = 0
    for raw in texts:
        if isinstance(raw, Raw):
            try:
                _whole(document(raw, Settings()))
                read += 1
            except InputError as error:
                assert error.reason in {"no text", "broken line", "empty"}  # noqa: PT017
    assert read > 127


def test_a_thousand_bodies_are_read_and_kept_exactly() -> None:
    found = raws([str(DATA / "fnc-1" / "bodies.jsonl.gz")], Settings())
    for _, raw in zip(range(1000), found, strict=False):
        assert isinstance(raw, Raw)
        _whole(document(raw, Settings()))
        text = json.loads(raw.data)["text"]
        kept = exact(text)
        assert kept.text == text
        _whole(kept)


def test_our_extraction_is_not_below_trafilaturas() -> None:
    assert extraction.main(["--gold", str(DATA / "article-html")]) == 0
