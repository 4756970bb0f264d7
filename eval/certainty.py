"""Gate: how sure a text is of its events, against gold: ``python -m eval.certainty --gold PATH [PATH ...]``.

PATH is a file in the form of ``uw-dev.jsonl.gz`` (also not gzipped), or a folder with such files; each file is
a set of its own. The corpora ask two things of an event (``CONVENTIONS``): of the news sets the number is the
mean of what the cues say and of what the network says, of the web sets it is the network's.

The first table has Pearson's r and the mean absolute error of the numbers from -3 to 3, both also for a
constant 3 (whose r does not exist), and the macro F1 of positive, uncertain and negative. The second has what
cues alone reach.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from eval.factuality import read
from sayso.annotate.certainty.cues import Clause, find
from sayso.annotate.certainty.weigh import SURE, weigh
from sayso.annotate.lexicon import load
from sayso.annotate.lexicon.certainty_words import load_certainty
from sayso.annotate.models import folder
from sayso.annotate.segments import segment
from sayso.annotate.sureness import CONVENTIONS, sureness
from sayso.annotate.tagger import Tagger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sayso.spans import Range

FLOORS = {"uw": 0.70, "uds_ih2": 0.75}
"""Least Pearson r, by the corpus with which a file's name begins."""

UNCERTAIN = 0.75
"""Up to this far from 0 an event is uncertain, in gold and prediction alike. It is MEANTIME's one step between
0 and 3 and means "possible"; UW's and UDS's numbers are averages over readers, which lie on either side."""

LANGUAGE = "en"


class Score(NamedTuple):
    """How near the numbers of one set are to the gold."""

    events: int
    pearson: float
    error: float
    error_of_constant: float
    macro_f1: float


def main() -> int:
    """Score, print the table, and return 1 when a floor is not reached."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True, nargs="+")
    parser.add_argument("--model", type=Path, help="folder of another model than the shipped one")
    parser.add_argument("--lower-floors", action="store_true", help="report, but never fail")
    options = parser.parse_args()
    sets = list(files(options.gold))
    network = Network(options.model)
    scores = {name: evaluate(path, network.predictor(name)) for name, path in sets}
    status = report(scores, strict=not options.lower_floors)
    print("\nCues alone")
    report({name: evaluate(path) for name, path in sets}, strict=False, floors=False)
    return status


class Network:
    """What the shipped network, or another, says of events."""

    def __init__(self, model: Path | None = None) -> None:
        """Load the model.

        Raises:
            SystemExit: if it says nothing of events.

        """
        self._tagger = Tagger(folder(model), threads=1)
        self._heard("It rained.", [(3, 9)], CONVENTIONS[0])

    def predictor(self, name: str) -> Callable[[str, Sequence[Range]], list[float]]:
        """Return what gives words of a text their numbers as the corpus of this name asks for them."""
        convention = convention_of(name)
        if convention != "news":
            return lambda text, ranges: self._heard(text, ranges, convention)

        def both(text: str, ranges: Sequence[Range]) -> list[float]:
            pairs = zip(self._heard(text, ranges, convention), predict(text, ranges), strict=True)
            return [(one + other) / 2 for one, other in pairs]

        return both

    def _heard(self, text: str, ranges: Sequence[Range], convention: str) -> list[float]:
        tokens = self._tagger.tokenize(text)
        sure = sureness(tokens, self._tagger.score(tokens), convention)
        if sure is None:
            raise SystemExit("This model does not say how sure events are.")
        return [sure(place) or 0.0 for place in ranges]


def predict(text: str, ranges: Sequence[Range]) -> list[float]:
    """Return a number from -3 to 3 for each of the words: what the cues of its sentence say of it."""
    words = load_certainty(LANGUAGE)
    segments = segment(text, load(LANGUAGE).abbreviations)
    numbers = []
    for place in ranges:
        sentence = segments.sentences[segments.sentence_at(place[0])]
        clause = Clause(text, sentence, words)
        event = clause.index_of(place)
        numbers.append(SURE if event is None else weigh(find(clause), event).number)
    return numbers


def evaluate(
    path: Path, predicted: Callable[[str, Sequence[Range]], list[float]] = predict
) -> Score:
    """Return the scores of one set.

    Raises:
        SystemExit: if the file has no events.

    """
    pairs = []
    for sentence in read(path):
        numbers = predicted(sentence.text, [place for place, _ in sentence.events])
        gold = (label for _, label in sentence.events)
        pairs += list(zip(numbers, gold, strict=True))
    if not pairs:
        raise SystemExit(f"There are no events in {path}.")
    return Score(
        events=len(pairs),
        pearson=pearson(pairs),
        error=sum(abs(number - label) for number, label in pairs) / len(pairs),
        error_of_constant=sum(abs(SURE - label) for _, label in pairs) / len(pairs),
        macro_f1=macro_f1(pairs),
    )


def pearson(pairs: Sequence[tuple[float, float]]) -> float:
    """Return Pearson's correlation coefficient; 0 where one side never varies."""
    left, right = zip(*pairs, strict=True)
    try:
        return statistics.correlation(left, right)
    except statistics.StatisticsError:
        return 0.0


def macro_f1(pairs: Sequence[tuple[float, float]]) -> float:
    """Return the mean F1 of those of the three classes that gold or prediction has."""
    classes = [(side(number), side(label)) for number, label in pairs]
    scores = []
    for kind in sorted({each for pair in classes for each in pair}):
        right = sum(pair == (kind, kind) for pair in classes)
        named = sum((number == kind) + (label == kind) for number, label in classes)
        scores.append(2 * right / named)
    return sum(scores) / len(scores)


def side(number: float) -> int:
    """Return 1 for positive, 0 for uncertain, -1 for negative."""
    return (number > UNCERTAIN) - (number < -UNCERTAIN)


def report(scores: Mapping[str, Score], *, strict: bool, floors: bool = True) -> int:
    """Print the table; return 1 when ``strict`` and a floor is not reached."""
    print(f"{'set':<20}{'events':>8}{'r':>8}{'floor':>8}{'error':>8}{'of 3':>8}{'macro F1':>10}")
    failed = False
    for name, score in scores.items():
        floor = floor_of(name) if floors else None
        failed |= floor is not None and score.pearson < floor
        shown = f"{floor:>8.2f}" if floor is not None else " " * 8
        print(
            f"{name:<20}{score.events:>8}{score.pearson:>8.3f}{shown}{score.error:>8.3f}"
            f"{score.error_of_constant:>8.3f}{score.macro_f1:>10.3f}"
        )
    if failed:
        print("A floor is not reached.", file=sys.stderr)
    return int(failed and strict)


def convention_of(name: str) -> str:
    """Return what a set asks of an event, by the corpus in its name: one of ``CONVENTIONS``."""
    return "web" if name.startswith("uds") else "news"


def floor_of(name: str) -> float | None:
    """Return the least r of a set, by the corpus in its name."""
    return FLOORS.get(name.split("-", 1)[0])


def files(paths: Sequence[Path]) -> Iterator[tuple[str, Path]]:
    """Yield the sets, with their names, that files and folders hold."""
    for path in paths:
        for file in sorted(path.glob("*.jsonl*")) if path.is_dir() else [path]:
            yield file.name.split(".", 1)[0], file


if __name__ == "__main__":
    sys.exit(main())
