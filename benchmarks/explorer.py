"""How fast the explorer answers: ``python -m benchmarks.explorer --case FILE [--texts FILE]``.

``wrk`` asks (Debian's package of that name) on the loopback: first one reader each page ten times, by its kind;
then fifty at once pages of all kinds, once resting a second on average between two pages, as a reader would at
least, and once not at all; and with ``--texts``, lines of JSON with a key text, gzipped, once more while these
are added to the same case through the explorer. The case is copied first.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import httpx

from sayso import pipeline
from sayso.case import Case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.traces import Story

SAYSO = str(Path(sys.executable).parent / "sayso")
TOKEN = "benchmark-benchmark-benchmark-benchmark"  # noqa: S105  # of a server that lives for minutes
READERS = 50
SECONDS = 60
TRACED = 12
"""Stories that are asked for, the largest among them; each is traced before."""

ALONE = 10
"""How often one reader asks for each page."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--case", type=Path, required=True)
    parser.add_argument("--texts", type=Path, help="gzipped JSON lines with a key text")
    parser.add_argument("--seconds", type=int, default=SECONDS)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        case = Path(scratch) / "case.sayso"
        shutil.copy(options.case, case)
        kinds = _addresses(case)
        listed = Path(scratch) / "addresses"
        every = [each for addresses in kinds.values() for each in addresses]
        listed.write_text("\n".join(every), encoding="utf8")
        with _served(case) as base:
            print("| page | median, ms | longest, ms | kB |\n|---|---|---|---|")
            for kind, addresses in kinds.items():
                print(f"| {kind} | {_alone(base, addresses)} |", flush=True)
            print(f"\n| {READERS} readers | requests | errors | median, ms | 95% | 99% | longest |")
            print("|---|---|---|---|---|---|---|")
            for name, rest in (("resting 1 s", 1000), ("without rest", 0)):
                print(f"| {name} | {_crowd(base, listed, rest, options.seconds)} |", flush=True)
            if options.texts is not None:
                with _adding(base, options.texts):
                    print(
                        f"| resting 1 s, while adding | {_crowd(base, listed, 1000, options.seconds)} |"
                    )


def _addresses(case: Path) -> dict[str, list[str]]:
    """Return the addresses of pages by their kind; the stories among them are traced, as a reader has done."""
    found = pipeline.stories(str(case))
    told = [each for each in found if each.size > 1]
    chosen = [told[k * (len(told) - 1) // (TRACED - 1)] for k in range(TRACED)]
    for each in chosen:
        pipeline.trace_story(str(case), each.id)
    with Case.open(case) as opened:
        ids = opened.ids()
        ids = ids[:: max(1, len(ids) // 40)]
        names = [each.name for each in opened.sources()[:40]]
    words = [word for each in chosen for word in each.claim.split() if len(word) > 4][:30]
    return {
        "stories": ["/", "/?order=latest", "/?page=2"],
        "story, of the most articles": [_story(chosen[0])],
        "story": [_story(each) for each in chosen],
        "article": [f"/article/{each[7:23]}" for each in ids],
        "source": [f"/source?name={quote(each)}" for each in names],
        "search": [f"/search?q={quote(each)}" for each in words],
    }


def _story(story: Story) -> str:
    return f"/story/{min(story.documents)[7:23]}"


@contextlib.contextmanager
def _served(case: Path) -> Iterator[str]:
    """Serve the case, and give the address."""
    environment = {**os.environ, "SAYSO_TOKEN": TOKEN}
    command = [SAYSO, "serve", str(case), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as server:
        try:
            line = server.stdout.readline() if server.stdout else ""
            yield line.split(" at ")[1].split("/?")[0]
        finally:
            server.terminate()


def _alone(base: str, addresses: list[str]) -> str:
    taken, size = [], 0
    with httpx.Client(base_url=base, headers={"X-Sayso-Token": TOKEN}, timeout=60) as client:
        for address in addresses:
            client.get(address).raise_for_status()
            for _ in range(ALONE):
                began = time.perf_counter()
                answer = client.get(address)
                taken.append(1000 * (time.perf_counter() - began))
                size = max(size, len(answer.content))
    return f"{statistics.median(taken):.0f} | {max(taken):.0f} | {size // 1000}"


def _crowd(base: str, listed: Path, rest: int, seconds: int) -> str:
    script = str(Path(__file__).with_name("explorer.lua"))
    rules = [f"-c{READERS}", f"-d{seconds}s", "--timeout", "30s", "-H", f"X-Sayso-Token: {TOKEN}"]
    command = ["wrk", "-t1", "--latency", *rules, "-s", script, base, "--", str(listed), str(rest)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    told = next(line for line in run.stdout.splitlines() if line.startswith("RESULT"))
    requests, wrong, failed, *times = told.split()[1:]
    errors = int(wrong) + int(failed)
    return " | ".join([requests, str(errors), *(f"{float(each):.0f}" for each in times)])


@contextlib.contextmanager
def _adding(base: str, texts: Path) -> Iterator[None]:
    """Add new articles through the explorer meanwhile."""
    with gzip.open(texts, "rt", encoding="utf8") as every:
        lines = [
            json.dumps({"text": json.loads(line)["text"] + "\n\nThis line makes it another."})
            for line in every
        ]
    headers = {"X-Sayso-Token": TOKEN}
    with httpx.Client(base_url=base, headers=headers, timeout=60) as client:
        given = {"files": ("new.jsonl", "\n".join(lines).encode())}
        job = client.post("/api/documents", files=given).raise_for_status().json()
        address = f"/api/jobs/{job['id']}"
        time.sleep(5)
        yield
        ended = client.get(address).json()
        print(f"\nThe job is {ended['state']}: {ended['done']} of {ended['total']} were added.")
        client.delete(address)


if __name__ == "__main__":
    main()
