"""Gate: source, cue and content against gold: ``python -m eval.attribution --gold PATH``.

PATH is a file in the form of PolNeAR's ``dev.jsonl.gz`` (also not gzipped), or a folder with one. With
``--baseline``, a second table has what quotation marks and reporting verbs alone reach on the same gold.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval import baseline
from eval.scoring import ROLES, Tally, normalised, score
from sayso.acquire.text import exact
from sayso.annotate import Annotator
from sayso.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from eval.scoring import Attribution
    from sayso.records import Annotations
    from sayso.records import Attribution as Found

FLOORS = {
    "en": {
        "exact source": 0.78,
        "exact cue": 0.71,
        "exact content": 0.68,
        "whole": 0.52,
        "paired": 0.76,
    },
    "de": {"paired": 0.40},
}
"""By the language of the gold; English is read by the network, German by rules."""

MARKING_SCOPE = frozenset({"de"})
"""Languages whose gold marks the sentences that still stand on an attribution before them."""


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
    parser.add_argument("--baseline", action="store_true", help="score the rule baseline beside it")
    parser.add_argument("--lower-floors", action="store_true", help="report, but never fail")
    options = parser.parse_args()
    settings = Settings(model=options.model, min_score=options.min_score, nesting=options.nesting)
    tallies = evaluate(options.gold, settings)
    floors = FLOORS.get(language(options.gold), {})
    status = report(tallies, floors, strict=not options.lower_floors)
    if options.baseline:
        print("\nRule baseline: quotation marks and reporting verbs")
        _table(tallied(options.gold, baseline.find), {})
    return status


def evaluate(gold: Path, settings: Settings) -> dict[str, Tally]:
    """Return the counts of each measure for what the annotator finds under ``settings``."""
    annotate = Annotator(settings)

    def find(text: str) -> list[Attribution]:
        found = annotate(exact(text))
        whole = found.document.language in MARKING_SCOPE
        told = [spans(text, each) for each in explicit(found)]
        return [*told, *goes_on(text, found)] if whole else told

    return tallied(gold, find)


def language(gold: Path) -> str:
    """Return the language of the first text of a gold file; English where nothing tells."""
    return next((exact(each["text"]).language for each in read(gold)), None) or "en"


def explicit(found: Annotations) -> list[Found]:
    """Return the attributions that the text makes; PolNeAR marks no sentence that only goes on from one."""
    return [each for each in found.attributions if each.scope == "explicit"]


def goes_on(text: str, found: Annotations) -> list[Attribution]:
    """Return what only goes on from an attribution; sentences in a row are one, as German gold has them."""
    by_id = {each.id: each for each in found.attributions}
    runs: list[tuple[Found, list[Found]]] = []
    for each in found.attributions:
        if each.scope == "explicit" or each.continues is None:
            continue
        last = runs[-1][1][-1].content_spans[-1].end if runs else 0
        between = text[last : each.content_spans[0].start]
        if runs and runs[-1][0].id == each.continues and not between.strip():
            runs[-1][1].append(each)
        else:
            runs.append((by_id[each.continues], [each]))
    return [
        {
            "source": normalised(text, ((s.start, s.end) for s in first.source_spans)),
            "cue": (),
            "content": normalised(
                text, ((s.start, s.end) for each in run for s in each.content_spans)
            ),
        }
        for first, run in runs
    ]


def spans(text: str, found: Found) -> Attribution:
    """Return an attribution of ours in the form that the scorer reads."""
    return {
        "source": normalised(text, ((s.start, s.end) for s in found.source_spans)),
        "cue": normalised(text, ((s.start, s.end) for s in found.cue_spans)),
        "content": normalised(text, ((s.start, s.end) for s in found.content_spans)),
    }


def tallied(gold: Path, find: Callable[[str], list[Attribution]]) -> dict[str, Tally]:
    """Return the counts of each measure, each annotator of an article weighing the same."""
    tallies: dict[str, Tally] = {}
    for article in read(gold):
        text = article["text"]
        predicted = find(text)
        readings = marked(article)
        for theirs in readings:
            once: dict[str, Tally] = {}
            score(text, predicted, theirs, once)
            for name, tally in once.items():
                share = len(readings)
                tallies.setdefault(name, Tally()).add(
                    tally.right / share, tally.predicted / share, tally.gold / share
                )
    return tallies


def marked(article: dict[str, Any]) -> list[list[Attribution]]:
    """Return what each annotator of a gold article marked, in the form that the scorer reads.

    PolNeAR has several annotators; German gold has one, and its attributions in the article itself.
    """
    readings = article.get("annotations", [article])
    return [
        [
            {role: normalised(article["text"], map(tuple, each[role])) for role in ROLES}
            for each in reading["attributions"]
        ]
        for reading in readings
    ]


def report(tallies: dict[str, Tally], floors: dict[str, float], *, strict: bool) -> int:
    """Print the table; return 1 when ``strict`` and a floor is not reached."""
    _table(tallies, floors)
    failed = any(tallies[name].f1 < floor for name, floor in floors.items() if name in tallies)
    if failed:
        print("A floor is not reached.", file=sys.stderr)
    return int(failed and strict)


def _table(tallies: dict[str, Tally], floors: dict[str, float]) -> None:
    print(
        f"{'measure':<16}{'precision':>10}{'recall':>8}{'F1':>8}" + f"{'floor':>8}" * bool(floors)
    )
    for name, tally in tallies.items():
        shown = f"{floors[name]:>8.2f}" if name in floors else ""
        print(f"{name:<16}{tally.precision:>10.3f}{tally.recall:>8.3f}{tally.f1:>8.3f}{shown}")


def read(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the gold articles of a file or a folder."""
    files = sorted(path.glob("*.jsonl*")) if path.is_dir() else [path]
    for file in files:
        with (gzip.open if file.suffix == ".gz" else open)(file, "rt", encoding="utf8") as lines:
            yield from map(json.loads, lines)


if __name__ == "__main__":
    sys.exit(main())
