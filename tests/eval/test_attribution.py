from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from eval import attribution
from eval.attribution import FLOORS, evaluate, read, report
from eval.scoring import Tally
from sayso.settings import Settings

TEXT = "The mayor said on Tuesday that the harbour was shut. Nobody knew for how long.\n"


def marked(source: str, cue: str, content: str) -> dict[str, Any]:
    def place(words: str) -> list[list[int]]:
        start = TEXT.index(words)
        return [[start, start + len(words)]]

    return {"source": place(source), "cue": place(cue), "content": place(content)}


RIGHT = marked("The mayor", "said", "that the harbour was shut")
WRONG = marked("Nobody", "knew", "for how long")


def gold(folder: Path, *readings: list[dict[str, Any]]) -> Path:
    path = folder / "gold.jsonl"
    annotations = [{"annotator": str(k), "attributions": each} for k, each in enumerate(readings)]
    path.write_text(json.dumps({"id": "1", "text": TEXT, "annotations": annotations}) + "\n")
    return path


def test_gold_is_read_packed_or_not_and_from_a_folder(tmp_path: Path) -> None:
    path = gold(tmp_path, [RIGHT])
    with gzip.open(tmp_path / "more.jsonl.gz", "wb") as packed:
        packed.write(path.read_bytes())
    assert len(list(read(path))) == len(list(read(tmp_path / "more.jsonl.gz"))) == 1
    assert len(list(read(tmp_path))) == 2


def test_what_the_model_finds_is_scored(tmp_path: Path) -> None:
    found = evaluate(gold(tmp_path, [RIGHT]), Settings(nesting=False))
    assert found["paired"].recall == found["exact source"].recall == 1


def test_each_annotator_of_an_article_weighs_the_same(tmp_path: Path) -> None:
    found = evaluate(gold(tmp_path, [RIGHT], [WRONG]), Settings(nesting=False))
    assert found["exact source"].gold == 1
    assert found["exact source"].right == 0.5


@pytest.mark.parametrize(
    ("f1", "strict", "code"), [(0.9, True, 0), (0.1, True, 1), (0.1, False, 0)]
)
def test_a_floor_that_is_not_reached_fails(
    f1: float,
    strict: bool,  # noqa: FBT001
    code: int,
    capsys: pytest.CaptureFixture[str],
) -> None:
    tallies = {"paired": Tally(f1, 1, 1), "token cue": Tally(0, 1, 1)}
    assert report(tallies, FLOORS["en"], strict=strict) == code
    printed = capsys.readouterr()
    assert "0.76" in printed.out
    assert ("A floor is not reached." in printed.err) == (f1 < 0.76)


def test_the_command_fails_below_a_floor_and_may_only_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["attribution", "--gold", str(gold(tmp_path, [WRONG]))]
    monkeypatch.setattr(sys, "argv", words)
    assert attribution.main() == 1
    monkeypatch.setattr(sys, "argv", [*words, "--lower-floors", "--nesting", "--min-score", "0.4"])
    assert attribution.main() == 0
