"""Gold stories and their articles as read -> the weights of ``sayso/compare/standing.toml``, as that file.

``python -m eval.fit_chains --gold FOLDER --read FILE`` fits a logistic model with Newton's method: each
voice of an article is an example, positive where it is a link of a gold chain. The figures that count go to
standard error: each story scored with weights fitted on the others. The same input gives the same weights.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from eval.chains import Article, Scores, articles, folders, is_gold, readings, scored
from sayso.compare import account
from sayso.compare.chains import article_voices, linked
from sayso.compare.match import Compared
from sayso.compare.standing import FEATURES, Weights

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.records import Annotations

Matrix = npt.NDArray[np.float64]

RIDGE = 3.0
"""Of the weights of standardised features; from 0.3 to 10 the figures on unseen stories are the same."""

LEAST = 0.44
"""Likelihood from which on a voice is taken; link F1 on unseen stories differs by .02 from .36 to .48."""

STEPS = 50
ENOUGH = 1e-9


class Story:
    """A gold story with the examples that its articles give."""

    def __init__(self, claim: str, told: Sequence[Article]) -> None:
        """Read the features of each voice and whether it is gold."""
        self.claim = claim
        self.told = told
        rows, labels = [], []
        for each in told:
            for voice in article_voices(Compared(each.read, claim)):
                rows.append(voice.features)
                labels.append(is_gold(linked(each.read, voice), each))
        self.rows: Matrix = np.array(rows, dtype=np.float64)
        self.labels: Matrix = np.array(labels, dtype=np.float64)


def main() -> int:
    """Print the weights, and how well they do on stories that they have not seen."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--read", type=Path, help="annotations made before, as for eval.chains")
    options = parser.parse_args()
    given = None if options.read is None else readings(options.read)
    stories = stories_of(options.gold, given)
    print(written(fitted(list(stories.values()))))
    unseen(stories)
    return 0


def stories_of(gold: Path, given: Mapping[str, Annotations] | None = None) -> dict[str, Story]:
    """Return the stories under a folder by name, from annotations made before where they are given."""
    stories = {}
    for folder in folders(gold):
        claim = json.loads((folder / "story.json").read_text("utf8"))["claim"]
        stories[folder.name] = Story(claim, articles(folder, given))
    return stories


def fitted(stories: Sequence[Story]) -> Weights:
    """Return the weights that fit the examples of the stories."""
    rows = np.concatenate([each.rows for each in stories])
    labels = np.concatenate([each.labels for each in stories])
    mean, scale = rows.mean(axis=0), rows.std(axis=0)
    scale[scale == 0] = 1.0
    design = np.column_stack([np.ones(len(rows)), (rows - mean) / scale])
    penalty = RIDGE * np.eye(design.shape[1])
    penalty[0, 0] = 0.0
    found = np.zeros(design.shape[1])
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-design @ found))
        slope = design.T @ (likely - labels) + penalty @ found
        bend = (design * (likely * (1 - likely))[:, None]).T @ design + penalty
        step = np.linalg.solve(bend, slope)
        found -= step
        if np.abs(step).max() < ENOUGH:
            break
    plain = found[1:] / scale
    return Weights(
        intercept=round(float(found[0] - plain @ mean), 3),
        least=LEAST,
        weights={name: round(float(each), 3) for name, each in zip(FEATURES, plain, strict=True)},
    )


def written(model: Weights) -> str:
    """Return weights as the text of the data file."""
    lines = [
        "# How likely a voice stands behind a claim; see sayso/compare/standing.py for the features.",
        "# Made by python -m eval.fit_chains on the eight stories of origins; do not edit by hand.",
        f"intercept = {model.intercept}",
        f"least = {model.least}",
        "",
        "[weights]",
        *(f"{name} = {model.weights[name]}" for name in FEATURES),
    ]
    return "\n".join(lines)


def unseen(stories: Mapping[str, Story]) -> Scores:
    """Print for each story what weights fitted on the others reach; return what they reach together."""
    whole = Scores()
    every = [_with(each, fitted(list(stories.values()))) for each in stories.values()]
    for name, each in stories.items():
        scores = _with(each, fitted([other for other in stories.values() if other is not each]))
        whole.take(scores)
        _tell(name, scores)
    _tell("all, unseen", whole)
    seen = Scores()
    for scores in every:
        seen.take(scores)
    _tell("all, seen", seen)
    return whole


def _with(story: Story, model: Weights) -> Scores:
    whole = Scores()
    for each in story.told:
        whole.take(scored(each, account(each.read, story.claim, model=model)))
    return whole


def _tell(name: str, scores: Scores) -> None:
    shown = "  ".join(
        f"{measure} {scores[measure].f1:.3f}"
        for measure in ("link", "origin", "says_unconfirmed", "certainty")
    )
    print(f"{name:<24}{shown}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
