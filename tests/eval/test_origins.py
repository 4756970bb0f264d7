from __future__ import annotations

import json
import sys
from pathlib import Path

import msgspec
import pytest

from eval import origins
from eval.chains import Scores
from eval.origins import measured, story
from sayso.records import Annotations
from tests.compare.articles import Article

SAID = "herbicide from a barge poisoned the Lindmoor reservoir in May"
CLAIM = "Herbicide from a barge poisoned the Lindmoor reservoir in May."
TAIL = " ".join(f"Boat number {k} lay at the pier of the lower harbour." for k in range(30))


def gold_article(number: str, copy_of: str | None) -> dict[str, object]:
    link = {"span": "Anna Reuss", "name": "Harbour board", "type": "official"}
    return {
        "article": number,
        "stance": "repeats",
        "certainty": "attributed",
        "says_unconfirmed": False,
        "unconfirmed_span": None,
        "chains": [{"polarity": "supports", "links": [link]}],
        "copy_of": copy_of,
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "stories" / "reservoir"
    found.mkdir(parents=True)
    board = {"name": "Harbour board", "type": "official", "aliases": ["the board"]}
    (found / "story.json").write_text(
        json.dumps(
            {
                "claim": CLAIM,
                "origins": [board],
                "independent_origins": 1,
                "lower": 1,
                "upper": 2,
                "why": "One speaker.",
            }
        )
    )
    gold = [gold_article("1", None), gold_article("2", "1")]
    (found / "articles.jsonl").write_text("".join(json.dumps(each) + "\n" for each in gold))
    return found


@pytest.fixture
def given(folder: Path) -> dict[str, Annotations]:
    read = {}
    for number in ("1", "2"):
        made = Article(f"Report {number}. Anna Reuss said that {SAID}. {TAIL}")
        made.says(SAID, made.source("Anna Reuss", "person"))
        each = made.read()
        placed = msgspec.structs.replace(each.document.input, source=str(folder / f"{number}.txt"))
        document = msgspec.structs.replace(each.document, input=placed)
        read[f"{folder.name}/{number}.txt"] = msgspec.structs.replace(each, document=document)
    return read


def test_a_story_is_right_by_spans_and_not_by_names_alone(
    folder: Path, given: dict[str, Annotations]
) -> None:
    one = story(folder, given)
    scores = measured(one)
    assert scores["link"].f1 == scores["origin"].f1 == scores["copies"].f1 == 1
    assert scores["story origins"].f1 == 1
    assert scores["literal"].f1 == 0
    assert origins.macro(scores) == 1
    assert one.trace.independent_origins.count == 1


def test_the_command_prints_all_measures_and_fails_below_a_floor(
    folder: Path,
    given: dict[str, Annotations],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = folder.parent.parent / "read.jsonl"
    file.write_bytes(b"".join(msgspec.json.encode(each) + b"\n" for each in given.values()))
    words = ["origins", "--gold", str(folder.parent), "--read", str(file), "--errors"]
    monkeypatch.setattr(sys, "argv", words)
    assert origins.main() == 0
    printed = capsys.readouterr().out
    assert "+ ours origin person 2: Anna Reuss" in printed
    assert "mean absolute error 0.00" in printed
    assert "gold within our bounds: 1 of 1" in printed
    monkeypatch.setattr(origins, "FLOORS", {**origins.FLOORS, "link": 1.1})
    monkeypatch.setattr(origins, "HIGHEST_ERROR", -1.0)
    monkeypatch.setattr(origins, "LEAST_IN_BOUNDS", 1.1)
    assert origins.main() == 1
    assert "Floors not reached: link, independent origins, bounds." in capsys.readouterr().err
    monkeypatch.setattr(sys, "argv", [*words, "--lower-floors"])
    assert origins.main() == 0


def test_a_story_of_which_nothing_is_found_has_no_stance(folder: Path) -> None:
    assert origins.macro(Scores()) == 1
    assert folder.is_dir()
