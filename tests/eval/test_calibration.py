from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from eval import calibration
from eval.calibration import (
    Sample,
    bins,
    brier,
    by_chance,
    collect,
    expected_error,
    held_out,
    logit,
    platt,
    scaled,
)
from sayso.errors import UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

TEXT = "The mayor said on Tuesday that the harbour was shut. Nobody knew for how long.\n"
CHANCE = np.random.default_rng(7)
GOLD = Path(__file__).parents[3] / "shared" / "data" / "polnear" / "dev.jsonl.gz"


def sample(score: NDArray[np.float64], right: NDArray[np.float64]) -> Sample:
    return Sample(score, right, np.ones(len(score)), np.arange(len(score)) // 10)


def drawn(count: int, slope: float = 1.0, intercept: float = 0.0) -> Sample:
    """Scores whose chance to be right is what Platt scaling with these two numbers makes of them."""
    score = CHANCE.uniform(0.02, 0.98, count)
    right = CHANCE.random(count) < scaled(score, slope, intercept)
    return sample(score, right.astype(float))


def gold(folder: Path, *contents: str) -> Path:
    """One article, with an annotator for each content."""
    path = folder / "gold.jsonl"
    readings = [
        {"attributions": [{role: place(words) for role, words in roles(content).items()}]}
        for content in contents
    ]
    path.write_text(json.dumps({"text": TEXT, "annotations": readings}) + "\n")
    return path


def roles(content: str) -> dict[str, str]:
    return {"source": "The mayor", "cue": "said", "content": content}


def place(words: str) -> list[list[int]]:
    start = TEXT.index(words)
    return [[start, start + len(words)]]


def test_scores_that_keep_their_word_have_no_error() -> None:
    exact = sample(np.repeat([0.25, 0.75], 4), np.array([1.0, 0, 0, 0, 1, 1, 1, 0]))
    assert expected_error(exact) == pytest.approx(0)
    assert brier(exact) == pytest.approx(0.1875)
    many = drawn(20_000)
    assert expected_error(many) < 0.02
    assert expected_error(many, equal_count=True) < 0.02
    assert expected_error(many) < 2 * by_chance(many, draws=20)


@pytest.mark.parametrize("equal_count", [False, True])
def test_the_error_is_the_distance_where_all_bins_miss_by_as_much(
    equal_count: bool,  # noqa: FBT001
) -> None:
    bold = sample(np.full(100, 0.9), np.repeat([1.0, 0.0], 50))
    assert expected_error(bold, equal_count=False) == pytest.approx(0.4)
    spread = sample(np.linspace(0.5, 0.99, 100), np.ones(100))
    assert expected_error(spread, equal_count=equal_count) == pytest.approx(0.255)


def test_bins_have_equal_width_or_equal_count_and_the_last_one_holds_1() -> None:
    some = sample(np.array([0.0, 0.05, 0.1, 0.95, 1.0]), np.array([0.0, 1, 1, 1, 1]))
    assert [each.count for each in bins(some)] == [2, 1, 0, 0, 0, 0, 0, 0, 0, 2]
    assert bins(some)[0].right == 0.5
    many = drawn(1000)
    assert {each.count for each in bins(many, equal_count=True)} == {100}


def test_a_weight_counts_as_so_many_attributions() -> None:
    two = Sample(np.array([0.9, 0.9]), np.array([1.0, 0]), np.array([3.0, 1.0]), np.zeros(2, int))
    assert expected_error(two) == pytest.approx(0.15)


@pytest.mark.parametrize(("slope", "intercept"), [(1, 0), (0.5, -1), (2, 0.7)])
def test_platt_scaling_finds_the_numbers_that_made_the_sample(
    slope: float, intercept: float
) -> None:
    assert platt(drawn(40_000, slope, intercept)) == pytest.approx((slope, intercept), abs=0.08)


def test_what_platt_scaling_mends_is_mended_in_held_out_articles_too() -> None:
    bold = drawn(20_000, 0.5, -1)
    assert expected_error(bold) > 0.15
    assert expected_error(held_out(bold)) < 0.02


def test_each_article_is_scaled_by_the_others() -> None:
    some = drawn(200)
    flipped = Sample(some.score, some.right.copy(), some.weight, some.article)
    flipped.right[:10] = 1 - flipped.right[:10]
    assert (held_out(some).score[:10] == held_out(flipped).score[:10]).all()
    assert (held_out(some).score[10:20] != held_out(flipped).score[10:20]).any()


def test_the_fit_exists_where_right_and_wrong_are_parted() -> None:
    parted = sample(np.array([0.1, 0.2, 0.8, 0.9]), np.array([0.0, 0, 1, 1]))
    assert np.isfinite(platt(parted)).all()
    assert np.isfinite(logit(np.array([0.0, 1.0]))).all()


def test_an_attribution_is_right_for_each_annotator_who_marked_it(tmp_path: Path) -> None:
    found = collect(gold(tmp_path, "that the harbour was shut", "Nobody"), None)
    mayor = found.part(found.score == found.score.max())
    assert mayor.right.tolist() == [1, 0]
    assert mayor.weight.tolist() == [0.5, 0.5]


def test_gold_in_which_nothing_is_found_is_wrong_use(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text("")
    with pytest.raises(UsageError, match="anything was found"):
        collect(path, None)


def run(monkeypatch: pytest.MonkeyPatch, bold: Sample, *words: str) -> int:
    monkeypatch.setattr(calibration, "collect", lambda *_: bold)
    monkeypatch.setattr(sys, "argv", ["calibration", "--gold", "somewhere", *words])
    return calibration.main()


def test_the_command_prints_the_numbers_and_draws_the_plot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    plot = tmp_path / "plot.svg"
    (tmp_path / "labels.json").write_text(json.dumps({"labels": []}))
    words = ("--raise-ceiling", "--model", str(tmp_path), "--plot", str(plot))
    assert run(monkeypatch, drawn(5000, 0.5, -1), *words) == 0
    last = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert last["calibration"] == pytest.approx([0.5, -1], abs=0.15)
    assert "Scores as they are" in plot.read_text()


def test_the_numbers_go_on_from_those_that_the_model_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept: dict[str, Any] = {"labels": [], "calibration": [2.0, 3.0]}
    (tmp_path / "labels.json").write_text(json.dumps(kept))
    run(monkeypatch, drawn(5000, 0.5, -1), "--model", str(tmp_path))
    last = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert last["calibration"] == pytest.approx([1, 0.5], abs=0.4)


def test_an_error_above_the_ceiling_fails_unless_it_is_raised(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    some = drawn(500)
    monkeypatch.setattr(calibration, "CEILING", 0.0)
    assert run(monkeypatch, some) == 1
    assert "above" in capsys.readouterr().err
    assert run(monkeypatch, some, "--raise-ceiling") == 0


@pytest.mark.gate
@pytest.mark.timeout(600)
@pytest.mark.skipif(not GOLD.is_file(), reason=f"there is no gold of attribution at {GOLD}")
def test_scores_are_calibrated(monkeypatch: pytest.MonkeyPatch) -> None:
    assert calibration.CEILING == 0.05
    monkeypatch.setattr(sys, "argv", ["calibration", "--gold", str(GOLD)])
    assert calibration.main() == 0
