"""Finding copies among many articles, beside datasketch's LSH: ``python -m benchmarks.copies --texts FILE``.

FILE is gzipped JSON lines with a key text. The articles are those and variants of them made by rule
(``eval/copy_variants.py``), 1,000 and 10,000 in all. Each way runs in a process of its own, on the same
texts: the seconds of the processor for the signatures and for the pairs, the peak memory, how many pairs
are to be compared, and how many of the pairs of an article and its variant are among them. The last row is
the whole of ``copies``: pairs compared word by word, with kind and direction; its pairs are those of one set.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from datasketch import MinHash, MinHashLSH  # type: ignore[import-untyped]  # it ships no types

from eval.copy_variants import MADE, variants
from sayso.compare.copies import candidates, copies, copy_sets, signature
from sayso.compare.copy_words import words
from sayso.records import Document, Input, document_id

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

SIZES = (1_000, 10_000)
FEWEST_WORDS = 80
PERMUTATIONS = 128
"""Hashes of a MinHash: datasketch's own number."""

Found = tuple[float, float, set[tuple[str, str]]]
"""Seconds of the processor for the signatures, seconds for the pairs, the pairs."""


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--texts", type=Path, required=True, help="JSON lines with a key text")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--way", choices=list(WAYS), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.way is not None:
        print(json.dumps(measured(options.way, options.texts)))
        return
    with gzip.open(options.texts, "rt", encoding="utf8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    print("| articles | way | signatures, s | pairs, s | peak MB | pairs | recall | least recall |")
    print("|---|---|---|---|---|---|---|---|")
    for size in options.sizes:
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf8") as file:
            for each in corpus(texts, size):
                file.write(json.dumps(each) + "\n")
            file.flush()
            for way in WAYS:
                command = [sys.executable, "-m", "benchmarks.copies", "--texts", file.name]
                done = subprocess.run([*command, "--way", way], check=True, capture_output=True)
                print(f"| {size:,} | {way} | {json.loads(done.stdout)} |", flush=True)


def corpus(texts: Sequence[str], size: int) -> list[dict[str, str]]:
    """Return articles and variants of them, ``size`` in all, in no order, each with its source and kind."""
    rng = random.Random(1)  # noqa: S311  # no secret
    known = sorted({text for text in texts if len(words(text)) >= FEWEST_WORDS})
    rng.shuffle(known)
    sources = known[: min(len(known), size // (len(MADE) + 1))]
    made = list(variants(sources, known[::-1]))
    rng.shuffle(made)
    result = [{"text": text, "source": str(k), "made": ""} for k, text in enumerate(sources)]
    result += [{"text": e.text, "source": str(e.source), "made": e.made} for e in made]
    result += [{"text": text, "source": "-", "made": "-"} for text in known[len(sources) :]]
    result = result[:size]
    rng.shuffle(result)
    return result


def measured(way: str, path: Path) -> str:
    """Return the figures of one way, as cells of the table."""
    with path.open(encoding="utf8") as lines:
        articles = [json.loads(line) for line in lines]
    texts = {f"{k:06}": each["text"] for k, each in enumerate(articles)}
    before = _megabytes()
    first, second, pairs = WAYS[way](texts)
    memory = _megabytes()
    source_of = {e["source"]: f"{k:06}" for k, e in enumerate(articles) if not e["made"]}
    wanted: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for k, each in enumerate(articles):
        if each["made"] and each["source"] in source_of:
            ends = sorted((f"{k:06}", source_of[each["source"]]))
            wanted[each["made"]] += 1
            found[each["made"]] += (ends[0], ends[1]) in pairs
    least = min(wanted, key=lambda kind: found[kind] / wanted[kind])
    return (
        f"{first:.1f} | {second:.1f} | {memory:.0f} (texts {before:.0f}) | {len(pairs):,}"
        f" | {found.total() / wanted.total():.3f} | {found[least] / wanted[least]:.2f}, {least}"
    )


def _megabytes() -> float:
    """The highest memory of this process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def ours(texts: Mapping[str, str]) -> Found:
    """Candidates of this project."""
    began = time.process_time()
    signatures = {name: signature(text) for name, text in texts.items()}
    between = time.process_time()
    pairs = set(candidates(signatures))
    return between - began, time.process_time() - between, pairs


def whole(texts: Mapping[str, str]) -> Found:
    """All of finding copies: the relations of this project; its pairs are those in one set."""
    began = time.process_time()
    given = {document_id(text): name for name, text in texts.items()}
    source = Input(source="made", sha256="", media_type="text/plain")
    documents = [
        Document(id=document_id(text), text=text, input=source, language="en")
        for text in texts.values()
    ]
    between = time.process_time()
    relations = copies(documents)
    sets = copy_sets(relations)
    ended = time.process_time()
    found = {
        pair for each in sets for pair in combinations(sorted(given[name] for name in each), 2)
    }
    return between - began, ended - between, found


def peer(threshold: float) -> Callable[[Mapping[str, str]], Found]:
    """Candidates of datasketch: MinHash of the same 3-grams, and its LSH with a threshold."""

    def find(texts: Mapping[str, str]) -> Found:
        began = time.process_time()
        sketches = {}
        for name, text in texts.items():
            sketches[name] = MinHash(num_perm=PERMUTATIONS)
            sketches[name].update_batch([each.tobytes() for each in words(text).grams])
        between = time.process_time()
        index = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
        pairs = set()
        for name, sketch in sketches.items():
            pairs |= {(min(name, other), max(name, other)) for other in index.query(sketch)}
            index.insert(name, sketch)
        return between - began, time.process_time() - between, pairs

    return find


WAYS: dict[str, Callable[[Mapping[str, str]], Found]] = {
    "ours, candidates": ours,
    "datasketch LSH, threshold 0.5": peer(0.5),
    "datasketch LSH, threshold 0.2": peer(0.2),
    "ours, sets of copies": whole,
}


if __name__ == "__main__":
    main()
