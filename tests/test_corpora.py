"""Everything that lies beside the project is read from end to end, and the laws hold of all of it."""

from __future__ import annotations

import gzip
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sayso import pipeline
from sayso.records import Annotations, Drop
from sayso.settings import Settings
from tests.annotate.laws import lawful

if TYPE_CHECKING:
    from collections.abc import Sequence

DATA = Path(__file__).parents[2] / "shared" / "data"
SETTINGS = Settings(jobs=2)
BODIES = 1000

pytestmark = [
    pytest.mark.gate,
    pytest.mark.timeout(600),
    pytest.mark.skipif(not DATA.is_dir(), reason=f"there is no data folder at {DATA}"),
]


def _read(sources: Sequence[str]) -> tuple[list[Annotations], list[Drop]]:
    """Read the inputs in two processes, check the laws of each, and return what became of them."""
    found: list[Annotations] = []
    dropped: list[Drop] = []
    for each in pipeline.read(sources, SETTINGS):
        if isinstance(each, Drop):
            dropped.append(each)
            continue
        try:
            lawful(each)
        except (AssertionError, KeyError) as broken:
            broken.add_note(f"in {each.document.input.source}")
            raise
        found.append(each)
    return found, dropped


def test_every_page_is_annotated() -> None:
    found, dropped = _read([str(DATA / "article-html" / "html")])
    assert (len(found), dropped) == (181, [])
    assert sum(bool(each.attributions) for each in found) > len(found) / 2


def test_every_text_of_the_stories_is_annotated_or_has_no_text() -> None:
    found, dropped = _read([str(DATA / "origins")])
    assert len(found) > 127
    assert {each.reason for each in dropped} <= {"no text", "broken line", "empty", "not supported"}


def test_a_thousand_bodies_are_annotated(tmp_path: Path) -> None:
    chosen = tmp_path / "bodies.jsonl"
    with gzip.open(DATA / "fnc-1" / "bodies.jsonl.gz", "rb") as lines:
        chosen.write_bytes(b"".join(islice(lines, BODIES)))
    found, dropped = _read([str(chosen)])
    assert (len(found), dropped) == (BODIES, [])
