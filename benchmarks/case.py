"""How a case grows: ``python -m benchmarks.case --case FILE [--sizes 1000 10000] [--texts FILE]``.

The case holds as many articles as the largest size; smaller ones are made of those that were added to it first.
Every figure is of a whole command: ``stories`` when nothing is kept, again, and when an article has been added;
``trace`` of ten stories, large and small alike, for the first and for the second time. With ``--texts``, lines
of JSON with a key text, gzipped, ``add`` and ``read`` take turns on these, on two cores.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import json
import sqlite3
import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from benchmarks.speed import measure
from sayso import pipeline
from sayso.case import Case
from sayso.records import Annotations, document_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

SIZES = (1_000, 3_000, 10_000)
TRACED = 10
"""Stories that are traced, at equal distances from the largest to the smallest."""

ROUNDS = 5
SAYSO = str(Path(sys.executable).parent / "sayso")

Figures = tuple[float, float]
"""Seconds, and the peak memory in MB."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--case", type=Path, required=True, help="a case of the largest size")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--texts", type=Path, help="gzipped JSON lines with a key text")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        print("| articles | stories | first, s | again, s | one more, s | peak MB |", end="")
        print(" trace first, s | again, s | peak MB |\n|---|---|---|---|---|---|---|---|---|")
        for size in options.sizes:
            print(f"| {size:,} | {_grown(options.case, size, Path(scratch))} |", flush=True)
        if options.texts is not None:
            print(_added(options.texts, Path(scratch)))


def _grown(whole: Path, size: int, scratch: Path) -> str:
    """Return the figures of a case of some articles, as cells of the table."""
    path = scratch / f"{size}.case"
    with Case.open(path, create=True) as made:
        for each, versions in _first(whole, size):
            made.add(each, versions)
    again = [_run("stories", str(path)) for _ in range(2)]
    found = pipeline.stories(str(path))
    chosen = [found[k * (len(found) - 1) // (TRACED - 1)].id for k in range(TRACED)]
    traced = [[_run("trace", str(path), "--story", each) for _ in range(2)] for each in chosen]
    with Case.open(path, write=True) as opened:
        opened.add(_another(next(opened.annotations())))
    more = _run("stories", str(path))
    cells = [f"{len(found):,}", *(f"{seconds:.1f}" for seconds, _ in (*again, more))]
    cells.append(f"{max(memory for _, memory in again):.0f}")
    for turn in (0, 1):
        seconds = sorted(each[turn][0] for each in traced)
        cells.append(f"{statistics.median(seconds):.2f} ({seconds[0]:.2f} to {seconds[-1]:.2f})")
    cells.append(f"{max(each[0][1] for each in traced):.0f}")
    return " | ".join(cells)


def _first(whole: Path, size: int) -> Iterator[tuple[Annotations, dict[str, str]]]:
    """Yield the articles that were added first, with what they were annotated with."""
    with contextlib.closing(sqlite3.connect(f"file:{whole}?mode=ro", uri=True)) as opened:
        rows = opened.execute(
            "SELECT a.json, d.versions FROM documents d JOIN annotations a ON a.document = d.number"
            " ORDER BY d.number LIMIT ?",
            (size,),
        )
        decoder = msgspec.json.Decoder(Annotations)
        for annotations, versions in rows:
            yield decoder.decode(annotations), json.loads(versions)


def _another(article: Annotations) -> Annotations:
    """Return an article with a line more."""
    text = f"{article.document.text}\n\nThere is one line more."
    document = msgspec.structs.replace(article.document, id=document_id(text), text=text)
    return msgspec.structs.replace(article, document=document)


def _run(*words: str) -> Figures:
    return measure([SAYSO, *words], 2)


def _added(texts: Path, scratch: Path) -> str:
    """Return how long adding takes beside reading, as the median of rounds in turns."""
    with gzip.open(texts, "rt", encoding="utf8") as lines:
        articles = [json.dumps({"text": json.loads(line)["text"]}) for line in lines]
    many = scratch / "many.jsonl"
    many.write_text("\n".join(articles), encoding="utf8")
    out = ["--quiet", "--jobs", "2"]
    taken: dict[str, list[float]] = {"read": [], "add": []}
    for turn in range(ROUNDS):
        read = ["--format", "jsonl", "-o", str(scratch / "read.jsonl"), str(many)]
        taken["read"].append(_run("read", *out, *read)[0])
        taken["add"].append(_run("add", *out, str(scratch / f"{turn}.case"), str(many))[0])
    return _rates(taken, len(articles))


def _rates(taken: Mapping[str, Sequence[float]], count: int) -> str:
    shares = [read / add for read, add in zip(taken["read"], taken["add"], strict=True)]
    read, add = (count / statistics.median(taken[each]) for each in ("read", "add"))
    return (
        f"\nread {read:.1f} articles/s, add {add:.1f}; of read's rate {statistics.median(shares):.2f}"
        f" ({min(shares):.2f} to {max(shares):.2f}), {ROUNDS} rounds of {count}"
    )


if __name__ == "__main__":
    main()
