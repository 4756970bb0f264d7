"""Gate: the stance of bodies to headlines: ``python -m eval.stance --gold FOLDER --read FILE``.

FOLDER is in the form of ``fnc-1/`` (the Fake News Challenge); FILE has its bodies as read by Sayso, each with
its number as id (``sayso read --format jsonl``). A headline is the claim. Three answers are measured on the
stories of one half, by hash, of which nothing else was seen:

- *rules*: the rules of ``sayso.compare.own_voice``; the challenge's "discuss" is their "repeats" and "doubts".
- *features*: a model over the features of ``sayso.compare.stance_features``, fitted on the other half.
- *TF-IDF*: the same model over the weighed words of headline and body and their cosine, fitted likewise.

*FNC* is the score of the challenge; *macro F1* is over agree, disagree, discuss and unrelated.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from eval import fnc
from eval.logistic import Matrix, Softmax
from sayso.compare.match import Compared
from sayso.compare.own_voice import stance_of
from sayso.compare.sketch import keys
from sayso.compare.stance_features import features

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sayso.records import Annotations

FLOORS = {"FNC": 0.78, "macro F1": 0.52}
"""Of the model over features on unseen stories."""

RIDGE = 1e-4
MOST_WORDS = 1000
"""Words that the baseline knows, those that most of its half's texts have."""

OF_RULES = {
    "repeats": "discuss",
    "doubts": "discuss",
    "denies": "disagree",
    "neutral": "unrelated",
}


@dataclass(frozen=True, slots=True)
class Beside:
    """A pair with what both sides of the measure need of it."""

    pair: fnc.Pair
    values: tuple[float, ...]
    rules: str


def main() -> int:
    """Score, print the table, and return 1 when a floor is not reached."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--read", type=Path, required=True)
    parser.add_argument("--bodies", type=int, default=600, help="bodies that are taken, by a hash")
    parser.add_argument("--lower-floors", action="store_true", help="report, but never fail")
    options = parser.parse_args()
    bodies = fnc.read(options.read, options.bodies)
    given = [each for each in fnc.pairs(options.gold) if each.body in bodies]
    scores = report(list(beside(given, bodies)), bodies)
    failed = any(scores[name] < floor for name, floor in FLOORS.items())
    if failed:
        print("A floor is not reached.", file=sys.stderr)
    return int(failed and not options.lower_floors)


def beside(pairs: Iterable[fnc.Pair], bodies: Mapping[str, Annotations]) -> Iterable[Beside]:
    """Yield each pair with its features and what the rules say."""
    for each in pairs:
        compared = Compared(bodies[each.body], each.headline)
        values = features(compared, each.headline)
        yield Beside(each, values, OF_RULES[stance_of(compared)])


def report(pairs: Sequence[Beside], bodies: Mapping[str, Annotations]) -> dict[str, float]:
    """Print the table; return the scores of the model over features."""
    seen = [each for each in pairs if not fnc.is_held_out(each.pair.story)]
    held = [each for each in pairs if fnc.is_held_out(each.pair.story)]
    gold = [each.pair.label for each in held]
    print(f"{len(seen)} pairs to fit, {len(held)} of other stories to score:", end=" ")
    print(", ".join(f"{count} {label}" for label, count in sorted(Counter(gold).items())))
    heads = ("FNC", "macro F1", *fnc.LABELS)
    print(f"{'':<26}" + "".join(f"{name:>11}" for name in heads))
    labels = np.array([fnc.LABELS.index(each.pair.label) for each in seen])
    tfidf = Weighed([each.pair for each in seen], bodies)
    found = {
        "features, unseen": _learnt(_values(seen), labels, _values(held)),
        "rules": [each.rules for each in held],
        "TF-IDF, unseen": _learnt(
            tfidf([each.pair for each in seen]),
            labels,
            tfidf([each.pair for each in held]),
            standardised=False,
        ),
        "always unrelated": ["unrelated"] * len(held),
    }
    scores = {name: _scores(gold, ours) for name, ours in found.items()}
    for name, each in scores.items():
        print(f"{name:<26}" + "".join(f"{each[head]:>11.3f}" for head in heads))
    print(f"{'floor':<26}" + "".join(f"{floor:>11.2f}" for floor in FLOORS.values()))
    return scores["features, unseen"]


def _values(pairs: Sequence[Beside]) -> Matrix:
    return np.array([each.values for each in pairs], dtype=np.float64)


def _learnt(
    rows: Matrix, labels: npt.NDArray[np.int64], unseen: Matrix, *, standardised: bool = True
) -> list[str]:
    model = Softmax(rows, labels, ridge=RIDGE, standardised=standardised)
    return [fnc.LABELS[k] for k in model(unseen)]


def _scores(gold: Sequence[str], ours: Sequence[str]) -> dict[str, float]:
    return {
        "FNC": fnc.fnc_score(gold, ours),
        "macro F1": fnc.macro_f1(gold, ours, fnc.LABELS),
        **{label: fnc.f1_of(gold, ours, label) for label in fnc.LABELS},
    }


def _told(text: str) -> Counter[str]:
    return Counter(keys(text, "en"))


class Weighed:
    """Pairs -> the weighed words of the headline, those of the body, and their cosine."""

    def __init__(self, pairs: Sequence[fnc.Pair], bodies: Mapping[str, Annotations]) -> None:
        """Learn from the pairs which words there are, and how rare."""
        self._words_of = {body: _told(each.document.text) for body, each in bodies.items()}
        known = [self._words_of[each] for each in sorted({pair.body for pair in pairs})]
        known += [_told(each) for each in sorted({pair.headline for pair in pairs})]
        having = Counter(word for each in known for word in set(each))
        best = sorted(having, key=lambda word: (-having[word], word))
        self._rare = {word: float(np.log(len(known) / having[word])) for word in best}
        self._numbers = {word: k for k, word in enumerate(best[:MOST_WORDS])}

    def __call__(self, pairs: Sequence[fnc.Pair]) -> Matrix:
        """Return a row for each pair."""
        size = len(self._numbers)
        rows = np.zeros((len(pairs), 2 * size + 1))
        for k, pair in enumerate(pairs):
            head, body = _told(pair.headline), self._words_of[pair.body]
            rows[k, :size], rows[k, size:-1] = self._vector(head), self._vector(body)
            rows[k, -1] = self._cosine(head, body)
        return rows

    def _vector(self, told: Counter[str]) -> Matrix:
        vector = np.zeros(len(self._numbers))
        for word, count in told.items():
            if word in self._numbers:
                vector[self._numbers[word]] = count * self._rare[word]
        length = float(np.linalg.norm(vector)) or 1.0
        scaled: Matrix = vector / length
        return scaled

    def _cosine(self, one: Counter[str], other: Counter[str]) -> float:
        a, b = (
            {word: count * self._rare[word] for word, count in each.items() if word in self._rare}
            for each in (one, other)
        )
        lengths = float(np.linalg.norm(list(a.values())) * np.linalg.norm(list(b.values())))
        return sum(weight * b[word] for word, weight in a.items() if word in b) / (lengths or 1.0)


if __name__ == "__main__":
    sys.exit(main())
