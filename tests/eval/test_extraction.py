from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest

from eval import extraction
from eval.extraction import Counts, Result, compared, shingles

if TYPE_CHECKING:
    from pathlib import Path

PARAGRAPH = "The council said on Monday that the bridge was safe, and that nobody had doubted it. "


def test_a_shingle_is_four_words_and_a_shorter_text_is_one() -> None:
    assert list(shingles("a, b c d e")) == [("a", "b", "c", "d"), ("b", "c", "d", "e")]
    assert list(shingles("a b")) == [("a", "b")]
    assert not shingles(" ")


def test_shingles_are_compared_as_often_as_they_stand() -> None:
    assert compared("a b c d", "a b c d e") == Counts(right=1, wrong=1, missed=0)
    assert compared("a b c d a b c d", "a b c d") == Counts(right=1, wrong=0, missed=4)


def test_f1_is_of_the_means_and_pages_without_text_found_count_for_recall_only() -> None:
    result = Result("x", (Counts(1, 1, 0), Counts(0, 0, 4)), 0.0, 1.0)
    assert (result.precision, result.recall) == (0.5, 0.5)
    assert result.f1 == 0.5


@pytest.mark.parametrize(("readers", "expected"), [("ours", 1), ("theirs", 0)])
def test_the_gate_fails_when_ours_is_worse(
    readers: str, expected: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "html").mkdir()
    page = f"<html><body><article><p>{PARAGRAPH * 5}</p></article></body></html>"
    (tmp_path / "html" / "a.html.gz").write_bytes(gzip.compress(page.encode()))
    gold = {"a": {"articleBody": PARAGRAPH * 5, "url": "https://news.example/"}}
    (tmp_path / "ground-truth.json").write_text(json.dumps(gold))
    monkeypatch.setattr(extraction, readers, lambda _: "wrong")
    assert extraction.main(["--gold", str(tmp_path), "--worst", "1"]) == expected
