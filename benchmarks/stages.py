"""Where the time of a reading goes: ``python -m benchmarks.stages --texts .../polnear/dev.jsonl.gz``.

Prints milliseconds an article for each stage on one core, and tokens a second through the network on one
core and on two. Nested attributions are read by the same stages once more; they stand in a row of their own.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import ParamSpec, TypeVar

from sayso.acquire import Raw, document, text
from sayso.annotate import Annotator, annotator
from sayso.annotate.models import folder
from sayso.annotate.tagger import Tagger
from sayso.settings import Settings

Given = ParamSpec("Given")
Result = TypeVar("Result")

OBJECT = "application/json"
STAGES = {
    "language, in acquiring": (text, "language"),
    "tokens": (Tagger, "tokenize"),
    "network": (Tagger, "score"),
    "arcs": (Tagger, "arcs"),
    "decoding, with the three above": (annotator, "decode"),
    "decoding of contents, likewise": (annotator, "decode_each"),
    "segments": (annotator, "segment"),
    "relations": (annotator, "relate"),
    "nesting, with all that it reads": (annotator, "deepen"),
    "sources": (annotator, "find_sources"),
    "attributions": (annotator, "attributions"),
    "claims": (annotator, "claims"),
    "names the network leaves out": (annotator, "unmarked"),
    "tellers": (annotator, "set_before"),
    "how sure events are": (annotator, "sureness"),
    "outlets": (annotator, "Media"),
    "hands": (annotator, "through"),
    "scope": (annotator, "continued"),
    "assertions": (annotator, "all_claims"),
    "moods": (annotator, "still"),
    "anonymity": (annotator, "add_anonymity"),
    "chains": (annotator, "complete"),
    "certainty": (annotator, "add_certainty"),
    "facts": (annotator, "find_facts"),
    "facts of claims": (annotator, "add_facts"),
    "statements on evidence": (annotator, "statements"),
    "evidence": (annotator, "find_evidence"),
    "credits": (annotator, "find_credits"),
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, required=True, help="JSON lines with a key text")
    options = parser.parse_args()
    with (gzip.open if options.texts.suffix == ".gz" else open)(
        options.texts, "rt", encoding="utf8"
    ) as lines:
        texts = [json.loads(line)["text"] for line in lines]
    for cores in (1, 2):
        print(f"network, {cores} cores: {tokens_a_second(texts, cores):,.0f} tokens/s")
    spent = stages(texts)
    whole = spent.pop("whole")
    print(f"\n| stage | ms an article | share |\n|---|---|---|\n| all | {whole:.1f} | |")
    for name, each in spent.items():
        print(f"| {name} | {each:.1f} | {each / whole:.0%} |")


def tokens_a_second(texts: Sequence[str], cores: int) -> float:
    """Return how many tokens of the texts the network reads in a second, each counted once.

    Two cores are two threads on one network; reading itself takes a process for each.
    """
    tagger = Tagger(folder(), threads=1)
    tokens = [tagger.tokenize(text) for text in texts]
    tagger.score(tokens[0])
    began = time.perf_counter()
    with ThreadPoolExecutor(cores) as pool:
        list(pool.map(tagger.score, tokens))
    return sum(map(len, tokens)) / (time.perf_counter() - began)


def stages(texts: Sequence[str]) -> dict[str, float]:
    """Return the milliseconds an article of the whole and of each stage."""
    settings = Settings()
    read = Annotator(settings, threads=1)
    inputs = [
        Raw(source="text", data=json.dumps({"text": text}).encode(), media_type=OBJECT)
        for text in texts
    ]
    read(document(inputs[0], settings))
    spent: dict[str, float] = defaultdict(float)
    for name, (where, what) in STAGES.items():
        setattr(where, what, _timed(getattr(where, what), name, spent))
    began = time.process_time()
    for each in inputs:
        start = time.process_time()
        article = document(each, settings)
        spent["acquiring"] += time.process_time() - start
        read(article)
    spent["whole"] = time.process_time() - began
    order = sorted(spent, key=spent.__getitem__, reverse=True)
    return {name: 1000 * spent[name] / len(texts) for name in order}


def _timed(
    function: Callable[Given, Result], name: str, spent: dict[str, float]
) -> Callable[Given, Result]:
    def timed(*given: Given.args, **named: Given.kwargs) -> Result:
        start = time.process_time()
        try:
            return function(*given, **named)
        finally:
            spent[name] += time.process_time() - start

    return timed


if __name__ == "__main__":
    main()
