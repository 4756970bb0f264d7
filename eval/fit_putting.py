"""Gold stories as read, and claims made by hand -> the weights of ``sayso/compare/putting.toml``.

``python -m eval.fit_putting --gold FOLDER --read FILE --claims FILE``. The lines of the last are objects with
``story`` (the name of a gold story), ``claim``, and ``put``: true for the story's own claim in other words,
false for what has its names and is told by none of its articles. An article of the story that is not neutral
in gold puts the claims of the first kind and the story's own; no article puts the others, and none of another
story puts any.

Each article is taken among 1, 2, 4, 8 and all of its story. The figures that count go to standard error: each
story with weights fitted on all others.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

from eval.chains import folders, readings
from eval.logistic import binary
from sayso.compare.match import Compared
from sayso.compare.putting import FEATURES, Model, Seen, features
from sayso.compare.sketch import keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sayso.records import Annotations

Kind = Literal["own", "other words", "false", "planted", "stranger"]
KINDS: tuple[Kind, ...] = ("own", "other words", "false", "planted", "stranger")
"""Of an article of the story beside a claim; planted: beside a false one that another article puts, which is
measured and not fitted on."""

PLANTED = 0.85
"""How near an article is to a claim that it puts, in other words: half of those in gold are nearer."""

SIZES = (1, 2, 4, 8, 1000)
"""Articles of the story among which an article is taken."""

STRANGERS = 4
"""Articles of other stories that are set beside each claim."""

OF_OWN = 10.0
"""How much an article beside its story's own claim counts, of which there is one, for one beside each other."""

RIDGE = 5.0
LEAST = 0.3
TRIED = (0.2, 0.3, 0.4, 0.5)


@dataclass(frozen=True, slots=True)
class Example:
    """An article among some of a story, beside a claim."""

    story: str
    claim: str
    kind: Kind
    size: int
    values: tuple[float, ...]


def main() -> int:
    """Print the weights, and how well they do on stories that they have not seen."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--read", type=Path, required=True, help="the stories as read")
    parser.add_argument("--claims", type=Path, required=True, help="claims made by hand")
    options = parser.parse_args()
    given = list(examples(options.gold, readings(options.read), options.claims))
    print(written(fitted(given)))
    unseen(given)
    return 0


def examples(gold: Path, read: Mapping[str, Annotations], made: Path) -> Iterator[Example]:
    """Yield each article among some of its story, and strangers, beside each claim."""
    words = {
        key: frozenset(keys(each.document.text, each.document.language))
        for key, each in read.items()
    }
    claims = [json.loads(line) for line in made.read_text("utf8").splitlines()]
    for folder in folders(gold):
        own = json.loads((folder / "story.json").read_text("utf8"))["claim"]
        stances = {}
        with (folder / "articles.jsonl").open(encoding="utf8") as lines:
            for each in map(json.loads, lines):
                stances[f"{folder.name}/{each['article']}.txt"] = each["stance"]
        put: list[tuple[Kind, str]] = [("own", own)]
        put += [
            ("other words" if each["put"] else "false", each["claim"])
            for each in claims
            if each["story"] == folder.name
        ]
        others = [key for key in read if key not in stances]
        for kind, claim in put:
            far = _shuffled(others, claim)[:STRANGERS]
            beside = {
                key: Seen(claim, "en", Compared(read[key], claim).nearest(), words[key])
                for key in (*stances, *far)
            }
            for size in SIZES:
                for key, stance in stances.items():
                    if kind == "false" or stance != "neutral":
                        yield _example(folder.name, claim, kind, size, key, [*stances], beside)
                    if kind == "false":
                        yield _example(folder.name, claim, "planted", size, key, [*stances], beside)
                for key in far:
                    yield _example(folder.name, claim, "stranger", size, key, [*stances], beside)


def _example(
    story: str,
    claim: str,
    kind: Kind,
    size: int,
    key: str,
    stances: Sequence[str],
    beside: Mapping[str, Seen],
) -> Example:
    own = [each for each in _shuffled(stances, key) if each != key]
    # A stranger comes beside an article of the story at the least.
    among = [key, *own[: size if kind == "stranger" else size - 1]]
    story_of = {each: beside[each] for each in among}
    if kind == "planted":
        story_of[""] = Seen(claim, "en", PLANTED, frozenset(keys(claim, "en")))
    values = features(story_of)[key]
    return Example(story, claim, kind, size, tuple(values[name] for name in FEATURES))


def _shuffled(names: Sequence[str], by: str) -> list[str]:
    return sorted(names, key=lambda each: hashlib.sha256(f"{by} {each}".encode()).hexdigest())


def fitted(given: Sequence[Example]) -> Model:
    """Return the model that fits; those that put a claim count as much together as those that do not."""
    given = [each for each in given if each.kind != "planted"]
    labels = np.array([each.kind in {"own", "other words"} for each in given], dtype=np.float64)
    counts = np.array([OF_OWN if each.kind == "own" else 1.0 for each in given])
    for label in (0, 1):
        counts[labels == label] *= len(given) / 2 / counts[labels == label].sum()
    rows = np.array([each.values for each in given], dtype=np.float64)
    intercept, weights = binary(rows, labels, ridge=RIDGE, weights=counts)
    return Model(
        intercept=round(intercept, 3),
        least=LEAST,
        weights={
            name: round(float(weight), 3) for name, weight in zip(FEATURES, weights, strict=True)
        },
    )


def written(model: Model) -> str:
    """Return the file of a model."""
    return "\n".join(
        [
            "# How likely an article puts a claim; see sayso/compare/putting.py for the features.",
            "# Made by python -m eval.fit_putting; do not edit by hand.",
            "",
            f"intercept = {model.intercept}",
            f"least = {model.least}",
            "",
            "[weights]",
            *(f"{name} = {weight}" for name, weight in model.weights.items()),
        ]
    )


def unseen(given: Sequence[Example]) -> None:
    """Print which share of articles is held to put a claim, each story by the weights of all others."""
    likely: list[float] = []
    ordered = []
    for story in sorted({each.story for each in given}):
        model = fitted([each for each in given if each.story != story])
        held = [each for each in given if each.story == story]
        ordered += held
        likely += [model.likelihood(dict(zip(FEATURES, each.values, strict=True))) for each in held]
    found = np.array(likely)
    heads = (*KINDS, "no article of a false one")
    print(f"{'least':>6}{'articles':>10}" + "".join(f"{k:>26}" for k in heads), file=sys.stderr)
    for least in TRIED:
        for size in SIZES:
            here = [at for at, each in enumerate(ordered) if each.size == size]
            shares = [
                np.mean([found[at] >= least for at in here if ordered[at].kind == kind])
                for kind in KINDS
            ]
            false: dict[str, bool] = {}
            for at in here:
                if ordered[at].kind == "false":
                    claim = ordered[at].claim
                    false[claim] = false.get(claim, False) or bool(found[at] >= least)
            shares.append(1 - np.mean(list(false.values())))
            told = "all" if size == SIZES[-1] else size
            print(
                f"{least:>6}{told:>10}" + "".join(f"{share:>26.3f}" for share in shares),
                file=sys.stderr,
            )


if __name__ == "__main__":
    sys.exit(main())
