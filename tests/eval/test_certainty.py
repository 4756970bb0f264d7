"""The gate of certainty: what it reads, what it computes, and when it fails."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import pytest

from eval import certainty
from eval.certainty import evaluate, files, floor_of, macro_f1, pearson, predict, side

GOLD = Path(__file__).parents[3] / "shared" / "data" / "factuality"

SENTENCES = [
    ("The dam did n't burst .", 4, -3.0),
    ("The road may open in May .", 3, 1.0),
    ("The mayor left .", 2, 3.0),
]


def write(folder: Path, name: str) -> Path:
    path = folder / f"{name}.jsonl"
    lines = [
        json.dumps({"text": text, "targets": [{"span1": [at, at + 1], "label": label}]})
        for text, at, label in SENTENCES
    ]
    path.write_text("\n".join(lines) + "\n")
    return path


def test_cues_give_each_word_its_number() -> None:
    text = "The dam did not burst. It may rain."
    burst, rain = text.index("burst"), text.index("rain")
    numbers = predict(text, [(burst, burst + 5), (rain, rain + 4)])
    assert numbers[0] < -2 < 0 < numbers[1] < 2


def test_a_set_is_scored(tmp_path: Path) -> None:
    score = evaluate(write(tmp_path, "uw-new"))
    assert score.events == 3
    assert score.pearson > 0.95
    assert score.error < 0.5 < score.error_of_constant
    assert score.macro_f1 == pytest.approx(2 / 3) or score.macro_f1 == 1


def test_other_numbers_can_be_scored(tmp_path: Path) -> None:
    score = evaluate(write(tmp_path, "uw-new"), lambda _, ranges: [3.0] * len(ranges))
    assert score.pearson == 0
    assert score.error == score.error_of_constant


def test_a_file_without_events_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "uw-new.jsonl"
    path.write_text("")
    with pytest.raises(SystemExit, match="no events"):
        evaluate(path)


def test_files_and_folders_are_read_packed_or_not(tmp_path: Path) -> None:
    path = write(tmp_path, "uw-new")
    with gzip.open(tmp_path / "other.jsonl.gz", "wb") as packed:
        packed.write(path.read_bytes())
    assert [name for name, _ in files([tmp_path, path])] == ["other", "uw-new", "uw-new"]


def test_a_floor_is_that_of_the_corpus() -> None:
    assert [floor_of(name) for name in ("uw-test", "uds_ih2-dev", "other")] == [0.70, 0.75, None]


def test_macro_f1_weighs_the_classes_alike() -> None:
    assert [side(number) for number in (-0.76, -0.75, 0.75, 0.76)] == [-1, 0, 0, 1]
    assert macro_f1([(3, 3), (3, 3), (3, -3)]) == pytest.approx((2 * 2 / 5 + 0) / 2)


def test_r_of_what_varies_together_is_one() -> None:
    assert pearson([(1, 2), (2, 4), (3, 6)]) == pytest.approx(1)


def test_the_command_fails_below_a_floor_and_may_only_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["certainty", "--gold", str(write(tmp_path, "uw-new"))]
    monkeypatch.setattr(sys, "argv", words)
    assert certainty.main() == 0
    monkeypatch.setattr(certainty, "FLOORS", {"uw": 1.1})
    assert certainty.main() == 1
    assert "A floor is not reached." in capsys.readouterr().err
    monkeypatch.setattr(sys, "argv", [*words, "--lower-floors"])
    assert certainty.main() == 0


@pytest.mark.gate
@pytest.mark.skipif(not GOLD.is_dir(), reason=f"there is no gold of certainty at {GOLD}")
def test_rules_alone_keep_what_they_reach() -> None:
    assert evaluate(GOLD / "uw-dev.jsonl.gz").pearson >= 0.66
