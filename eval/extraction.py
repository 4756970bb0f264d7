"""Pages with the text that people marked in, shingle F1 out: ours beside trafilatura's.

The measure is that of the article-extraction-benchmark (Scrapinghub): shingles of four words,
counted,
normalised by page; precision and recall are means over pages, and F1 is made of the means. The
benchmark's text leaves out titles and captions, so of our documents only the story counts.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import trafilatura

from sayso.acquire import Raw, document
from sayso.errors import InputError
from sayso.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sayso.records import Document

_WORD = re.compile(r"\w+")
_SHINGLE = 4
_NO_STORY = frozenset({"title", "caption", "notice"})


@dataclass(frozen=True)
class Page:
    """One page of the benchmark."""

    name: str
    html: bytes
    text: str


@dataclass(frozen=True)
class Counts:
    """Shingles of one page: found, found but not marked, marked but not found."""

    right: int
    wrong: int
    missed: int

    @property
    def f1(self) -> float:
        """F1 of this page."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


@dataclass(frozen=True)
class Result:
    """What one reader got on all pages."""

    name: str
    counts: tuple[Counts, ...]
    accuracy: float
    seconds: float

    @property
    def precision(self) -> float:
        """Mean over the pages where anything was found."""
        found = [each for each in self.counts if each.right + each.wrong]
        return statistics.mean(each.right / (each.right + each.wrong) for each in found)

    @property
    def recall(self) -> float:
        """Mean over the pages where anything is marked."""
        marked = [each for each in self.counts if each.right + each.missed]
        return statistics.mean(each.right / (each.right + each.missed) for each in marked)

    @property
    def f1(self) -> float:
        """Harmonic mean of the two means, as the benchmark has it."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the shingles of a text; one shorter than a shingle is one itself."""
    words = _WORD.findall(text)
    starts = range(max(1, len(words) - _SHINGLE + 1))
    return Counter(tuple(words[start : start + _SHINGLE]) for start in starts if words)


def compared(gold: str, found: str) -> Counts:
    """Return how the shingles of a text agree with those of the gold text."""
    wanted, given = shingles(gold), shingles(found)
    right = (wanted & given).total()
    return Counts(right, given.total() - right, wanted.total() - right)


def story(document: Document) -> str:
    """Return the text of a document without title, captions and notices."""
    blocks = (each for each in document.blocks if each.kind not in _NO_STORY)
    return "\n\n".join(document.text[each.start : each.end] for each in blocks)


def ours(html: bytes) -> str:
    """Return the story that Sayso finds on a page; empty where it finds none."""
    try:
        return story(document(Raw(source="-", data=html, media_type="text/html"), Settings()))
    except InputError:
        return ""


def theirs(html: bytes) -> str:
    """Return the text that trafilatura finds on a page."""
    return trafilatura.extract(html, include_comments=False) or ""


def pages(gold: Path) -> list[Page]:
    """Return the pages of the benchmark's folder, by name."""
    marked = json.loads((gold / "ground-truth.json").read_text("utf-8"))
    return [
        Page(
            name=name,
            html=gzip.decompress((gold / "html" / f"{name}.html.gz").read_bytes()),
            text=marked[name].get("articleBody", ""),
        )
        for name in sorted(marked)
    ]


def measured(name: str, reader: Callable[[bytes], str], gold: Sequence[Page]) -> Result:
    """Return what a reader gets on the pages, and how long it takes."""
    start = time.perf_counter()
    texts = [reader(page.html) for page in gold]
    seconds = time.perf_counter() - start
    counts = tuple(compared(page.text, text) for page, text in zip(gold, texts, strict=True))
    same = [
        _WORD.findall(page.text) == _WORD.findall(text)
        for page, text in zip(gold, texts, strict=True)
    ]
    return Result(name, counts, sum(same) / max(1, len(same)), seconds)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; return 1 if ours is below trafilatura's."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--gold", type=Path, required=True, help="folder of the benchmark")
    parser.add_argument("--worst", type=int, default=0, help="name so many of our worst pages")
    parser.add_argument(
        "--lower-floor", type=float, default=0.0, help="how far below trafilatura is let pass"
    )
    options = parser.parse_args(arguments)
    gold = pages(options.gold)
    theirs(b"<html><body><p>Loads what is loaded once.</p></body></html>")
    mine, other = measured("sayso", ours, gold), measured("trafilatura", theirs, gold)
    print(f"{len(gold)} pages   precision  recall   F1     accuracy  pages/s")
    for each in (mine, other):
        print(
            f"{each.name:<12}{each.precision:>8.4f}{each.recall:>10.4f}{each.f1:>8.4f}"
            f"{each.accuracy:>9.4f}{len(gold) / each.seconds:>9.1f}"
        )
    both = sorted(zip(gold, mine.counts, other.counts, strict=True), key=lambda row: row[1].f1)
    for page, own, their in both[: options.worst]:
        print(f"  {page.name[:12]}  ours {own.f1:.3f}  trafilatura {their.f1:.3f}  {own}")
    passed = mine.f1 >= other.f1 - options.lower_floor
    print("passed" if passed else "failed: our F1 is below trafilatura's")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
