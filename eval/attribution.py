"""Gate: source, cue and content against gold: ``python -m eval.attribution --gold PATH``.

PATH is a file in the form of PolNeAR's ``dev.jsonl.gz`` (also not gzipped), or a folder with one.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.scoring import ROLES, Tally, normalised, score
from sayso.acquire.text import exact
from sayso.annotate import Annotator
from sayso.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

FLOORS = {"exact source": 0.75, "exact cue": 0.68, "exact content": 0.61, "paired": 0.64}


def main() -> int:
    """Score, print the table, and return 1 when a floor is not reached."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--model", type=Path, help="folder of another model than the shipped one")
    parser.add_argument("--min-score", type=float, default=Settings().min_score)
    parser.add_argument(
        "--nesting",
        action="store_true",
        help="look for nested attributions too, though PolNeAR marks none (0 of 19,868 in train)",
    )
    parser.add_argument("--lower-floors", action="store_true", help="report, but never fail")
    options = parser.parse_args()
    settings = Settings(model=options.model, min_score=options.min_score, nesting=options.nesting)
    tallies = evaluate(options.gold, settings)
    return report(tallies, strict=not options.lower_floors)


def evaluate(gold: Path, settings: Settings) -> dict[str, Tally]:
    """Return the counts of each measure, each annotator of an article weighing the same."""
    annotate = Annotator(settings)
    tallies: dict[str, Tally] = {}
    for article in read(gold):
        text = article["text"]
        found = annotate(exact(text))
        predicted = [
            {
                "source": normalised(text, ((s.start, s.end) for s in each.source_spans)),
                "cue": normalised(text, ((s.start, s.end) for s in each.cue_spans)),
                "content": normalised(text, ((s.start, s.end) for s in each.content_spans)),
            }
            for each in found.attributions
        ]
        readings = article["annotations"]
        for reading in readings:
            theirs = [
                {role: normalised(text, map(tuple, each[role])) for role in ROLES}
                for each in reading["attributions"]
            ]
            once: dict[str, Tally] = {}
            score(text, predicted, theirs, once)
            for name, tally in once.items():
                share = len(readings)
                tallies.setdefault(name, Tally()).add(
                    tally.right / share, tally.predicted / share, tally.gold / share
                )
    return tallies


def report(tallies: dict[str, Tally], *, strict: bool) -> int:
    """Print the table; return 1 when ``strict`` and a floor is not reached."""
    print(f"{'measure':<16}{'precision':>10}{'recall':>8}{'F1':>8}{'floor':>8}")
    failed = False
    for name, tally in tallies.items():
        floor = FLOORS.get(name)
        failed |= floor is not None and tally.f1 < floor
        shown = "" if floor is None else f"{floor:.2f}"
        print(f"{name:<16}{tally.precision:>10.3f}{tally.recall:>8.3f}{tally.f1:>8.3f}{shown:>8}")
    if failed:
        print("A floor is not reached.", file=sys.stderr)
    return int(failed and strict)


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the gold articles of a file or a folder."""
    files = sorted(path.glob("*.jsonl*")) if path.is_dir() else [path]
    for file in files:
        with (gzip.open if file.suffix == ".gz" else open)(file, "rt", encoding="utf8") as lines:
            yield from map(json.loads, lines)


if __name__ == "__main__":
    sys.exit(main())
