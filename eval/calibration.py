"""Scores and gold in, how well a score tells the chance to be right out, and what mends it.

``python -m eval.calibration --gold PATH [--model DIR] [--plot FILE.svg]``

A score should be the probability that an annotator marks such an attribution. One is right where its
content and its source both overlap those of one attribution of the annotator ("paired" in
``eval/scoring.py``, but without the one-to-one match: whether an attribution is right does not depend
on what else was found); the annotators of an article weigh the same. All scores are looked at, not only
those that are shown, but for cues without a listed verb, of which the annotator leaves out the low ones.

The expected calibration error is that of Guo et al. 2017 (On Calibration of Modern Neural Networks): the
mean distance between score and share of right ones over ten bins, weighed by their counts. The figure
that we quote has bins of equal width; bins of equal count stand beside it. The mend is Platt scaling
(Platt 1999): a slope and an intercept on the logit of the score. Its figures are of held-out articles,
in five folds; the numbers that are printed for ``labels.json`` are fitted on all. Beside each error
stands the one that chance alone would give on so few attributions if the scores were perfect.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from eval.attribution import explicit, marked, read, spans
from eval.diagram import Panel, drawing
from eval.scoring import paired
from sayso.acquire.text import exact
from sayso.annotate import Annotator
from sayso.annotate.models import folder
from sayso.errors import UsageError
from sayso.settings import Settings

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

BINS = 10
FOLDS = 5
CEILING = 0.05
"""Of the expected calibration error of the scores as they are."""

EDGE = 5e-5
"""Least distance of a score from 0 and 1, as the annotator rounds to four digits."""


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """Parallel arrays, one entry for each attribution and each annotator of its article."""

    score: Numbers
    right: Numbers
    """1 where the annotator marked such an attribution, else 0."""
    weight: Numbers
    """One over the number of annotators."""
    article: NDArray[np.int64]

    def part(self, which: NDArray[np.bool_]) -> Sample:
        """Return the entries for which ``which`` holds."""
        return Sample(self.score[which], self.right[which], self.weight[which], self.article[which])


@dataclass(frozen=True, slots=True)
class Bin:
    """What is in one bin: how many attributions, their mean score, the share that is right."""

    count: float
    score: float
    right: float


def collect(gold: Path, model: Path | None) -> Sample:
    """Return the scores of all that the annotator finds in the gold articles."""
    annotate = Annotator(Settings(model=model, min_score=0.0, nesting=False))
    rows: list[tuple[float, float, float, int]] = []
    for number, article in enumerate(read(gold)):
        text = article["text"]
        readings = marked(article)
        for each in explicit(annotate(exact(text))):
            ours = spans(text, each)
            rows += [
                (
                    each.score,
                    float(any(paired(text, ours, other) for other in theirs)),
                    1 / len(readings),
                    number,
                )
                for theirs in readings
            ]
    if not rows:
        raise UsageError(f"{gold} holds no article in which anything was found.")
    columns = np.array(rows)
    return Sample(columns[:, 0], columns[:, 1], columns[:, 2], columns[:, 3].astype(np.int64))


def bins(sample: Sample, *, equal_count: bool = False) -> list[Bin]:
    """Return the ten bins, an empty one with a count of 0; of equal width unless told otherwise."""
    if equal_count:
        order = np.argsort(sample.score, kind="stable")
        upto = np.cumsum(sample.weight[order]) - sample.weight[order] / 2
        place = np.empty(len(order), dtype=np.int64)
        place[order] = upto / sample.weight.sum() * BINS
    else:
        place = np.minimum((sample.score * BINS).astype(np.int64), BINS - 1)
    result = []
    for number in range(BINS):
        part = sample.part(place == number)
        count = float(part.weight.sum())
        share = part.weight / count if count else part.weight
        result.append(Bin(count, float(share @ part.score), float(share @ part.right)))
    return result


def expected_error(sample: Sample, *, equal_count: bool = False) -> float:
    """Return the expected calibration error."""
    found = bins(sample, equal_count=equal_count)
    return sum(each.count * abs(each.score - each.right) for each in found) / float(
        sample.weight.sum()
    )


def by_chance(sample: Sample, draws: int = 200) -> float:
    """Return the mean error if each attribution were right with just its score as the probability."""
    chance = np.random.default_rng(1)
    errors = []
    for _ in range(draws):
        right = chance.random(len(sample.score)) < sample.score
        errors.append(expected_error(replace(sample, right=right.astype(np.float64))))
    return float(np.mean(errors))


def brier(sample: Sample) -> float:
    """Return the mean squared distance of the score from 1 where right and 0 where wrong."""
    return float(np.average((sample.score - sample.right) ** 2, weights=sample.weight))


def platt(sample: Sample) -> tuple[float, float]:
    """Return slope and intercept on the logit that make the sample likeliest, by Newton's method.

    The targets are Platt's: drawn in a little from 0 and 1, so that the fit exists where a score
    parts right from wrong without an error.
    """
    right, wrong = sample.weight @ sample.right, sample.weight @ (1 - sample.right)
    target = np.where(sample.right > 0, (right + 1) / (right + 2), 1 / (wrong + 2))
    columns = np.stack([logit(sample.score), np.ones_like(sample.score)], axis=1)
    values = np.array([1.0, 0.0])
    loss = _loss(columns @ values, target, sample.weight)
    for _ in range(100):
        chance = _sigmoid(columns @ values)
        gradient = columns.T @ (sample.weight * (chance - target))
        curvature = (columns.T * (sample.weight * chance * (1 - chance))) @ columns
        step = np.linalg.solve(curvature + 1e-9 * np.eye(2), gradient)
        while (after := _loss(columns @ (values - step), target, sample.weight)) > loss:
            step = step / 2
            if np.abs(step).max() < 1e-12:
                return float(values[0]), float(values[1])
        values, loss = values - step, after
    return float(values[0]), float(values[1])


def scaled(score: Numbers, slope: float, intercept: float) -> Numbers:
    """Return the scores after Platt scaling."""
    return _sigmoid(slope * logit(score) + intercept)


def held_out(sample: Sample) -> Sample:
    """Return the sample with each score scaled by what was fitted on the other folds' articles."""
    fold = sample.article % FOLDS
    score = sample.score.copy()
    for number in range(FOLDS):
        fitted = platt(sample.part(fold != number))
        score[fold == number] = scaled(sample.score[fold == number], *fitted)
    return replace(sample, score=score)


def logit(score: Numbers) -> Numbers:
    """Return the log odds of a score, which is kept off 0 and 1."""
    inside = np.clip(score, EDGE, 1 - EDGE)
    return np.log(inside / (1 - inside))


def main() -> int:
    """Print the tables and the two numbers; return 1 where the error is above the ceiling."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--model", type=Path, help="folder of another model than the shipped one")
    parser.add_argument("--plot", type=Path, help="where to write the reliability diagram (SVG)")
    parser.add_argument("--raise-ceiling", action="store_true", help="report, but never fail")
    options = parser.parse_args()
    raw = collect(options.gold, options.model)
    mended = held_out(raw)
    named = {"as they are": raw, "after Platt scaling, held out": mended}
    _print(named)
    slope, intercept = _composed(platt(raw), options.model)
    print(json.dumps({"calibration": [round(slope, 4), round(intercept, 4)]}))
    if options.plot:
        panels = [
            Panel(
                title=f"Scores {name}",
                note=f"expected calibration error {expected_error(each):.3f}",
                bins=[(one.score, one.right, one.count) for one in bins(each)],
            )
            for name, each in named.items()
        ]
        options.plot.write_text(drawing(panels), encoding="utf8")
    failed = expected_error(raw) > CEILING
    if failed:
        print(f"The error of the scores as they are is above {CEILING}.", file=sys.stderr)
    return int(failed and not options.raise_ceiling)


def _print(named: dict[str, Sample]) -> None:
    shown = Settings().min_score
    print(
        f"{'scores':<31}{'n':>7}{'right':>7}{'ECE':>7}{'chance':>8}{'equal count':>13}{'Brier':>7}"
    )
    for name, sample in named.items():
        part = sample.part(sample.score >= shown)
        for label, each in ((name, sample), (f"  of those from {shown} on", part)):
            if len(each.score):
                count = f"{each.weight.sum():>7.0f}"
                right = f"{np.average(each.right, weights=each.weight):>7.3f}"
                error = f"{expected_error(each):>7.3f}{by_chance(each):>8.3f}"
                equal = f"{expected_error(each, equal_count=True):>13.3f}"
                print(f"{label:<31}{count}{right}{error}{equal}{brier(each):>7.3f}")
    for name, sample in named.items():
        print(f"\nScores {name}\n{'bin':<12}{'n':>8}{'score':>8}{'right':>8}{'gap':>8}")
        for number, found in enumerate(bins(sample)):
            label = f"{number / BINS:.1f} to {(number + 1) / BINS:.1f}"
            rest = f"{found.score:>8.3f}{found.right:>8.3f}{found.right - found.score:>+8.3f}"
            print(f"{label:<12}{found.count:>8.1f}{rest if found.count else ''}")
    print()


def _composed(fitted: tuple[float, float], model: Path | None) -> tuple[float, float]:
    """Return the numbers for a model whose scores are scaled already: both steps in one."""
    labels = json.loads((folder(model) / "labels.json").read_text(encoding="utf8"))
    slope, intercept = labels.get("calibration", (1.0, 0.0))
    return fitted[0] * slope, fitted[0] * intercept + fitted[1]


def _sigmoid(value: Numbers) -> Numbers:
    result: Numbers = 1 / (1 + np.exp(-np.clip(value, -500, 500)))
    return result


def _loss(value: Numbers, target: Numbers, weight: Numbers) -> float:
    """Return the weighed cross entropy of the chances whose log odds are ``value``."""
    return float(weight @ (np.logaddexp(0, value) - target * value))


if __name__ == "__main__":
    sys.exit(main())
