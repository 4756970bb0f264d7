"""Articles a second, peak memory and time to the first output: ``python -m benchmarks.speed``.

    python -m benchmarks.speed --texts .../polnear/dev.jsonl.gz --pages .../article-html/html

Every figure is of a whole command, from its start to its end, loading included. Rounds take turns, so
that a machine that grows slower is slower for all; the median of the rounds is printed. The peer,
trafilatura alone, reads the same pages with metadata and links and does nothing else.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

WATCHED_EVERY = 0.05
"""Seconds between two looks at a command's memory."""

PEER = """
import gzip, pathlib, sys
from trafilatura import bare_extraction
for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    page = path.read_bytes()
    page = gzip.decompress(page) if path.suffix == ".gz" else page
    bare_extraction(page, with_metadata=True, include_links=True)
"""


@dataclass(slots=True)
class Command:
    """One thing that is measured, and what came out, one figure a round."""

    name: str
    words: Sequence[str]
    cores: int
    articles: int
    seconds: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, required=True, help="JSON lines with a key text")
    parser.add_argument("--pages", type=Path, required=True, help="folder of HTML pages")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        commands = _commands(options.texts, options.pages, Path(scratch))
        for _ in range(options.rounds):
            for command in commands:
                seconds, megabytes = measure(command.words, command.cores)
                command.seconds.append(seconds)
                command.megabytes.append(megabytes)
    print("| command | cores | articles | seconds | articles/s | peak memory, MB |")
    print("|---|---|---|---|---|---|")
    for command in commands:
        seconds = statistics.median(command.seconds)
        pace = command.articles / seconds
        memory = statistics.median(command.megabytes)
        print(
            f"| {command.name} | {command.cores} | {command.articles} | {seconds:.2f} "
            f"| {pace:.1f} | {memory:.0f} |"
        )


def _commands(texts: Path, pages: Path, scratch: Path) -> list[Command]:
    with (gzip.open if texts.suffix == ".gz" else open)(texts, "rt", encoding="utf8") as lines:
        articles = [json.dumps({"text": json.loads(line)["text"]}) for line in lines]
    many, one = scratch / "many.jsonl", scratch / "one.txt"
    many.write_text("\n".join(articles), encoding="utf8")
    one.write_text(json.loads(articles[0])["text"], encoding="utf8")
    count = sum(1 for _ in pages.iterdir())
    read = [str(Path(sys.executable).parent / "sayso"), "read", "--quiet", "--format", "jsonl"]
    result = []
    for cores in (1, 2):
        jobs = ["--jobs", str(cores)]
        out = ["-o", str(scratch / "out.jsonl")]
        result += [
            Command("sayso read, text", [*read, *jobs, *out, str(many)], cores, len(articles)),
            Command("sayso read, HTML", [*read, *jobs, *out, str(pages)], cores, count),
            Command(
                "trafilatura alone, HTML", [sys.executable, "-c", PEER, str(pages)], cores, count
            ),
            Command("sayso read, one article", [*read, str(one)], cores, 1),
        ]
    return result


def measure(words: Sequence[str], cores: int) -> tuple[float, float]:
    """Run a command on some cores; return its seconds and the peak memory of all its processes, MB.

    Raises:
        CalledProcessError: if the command fails.

    """
    chosen = set(sorted(os.sched_getaffinity(0))[:cores])
    environment = {**os.environ, "OMP_NUM_THREADS": str(cores)}
    began = time.perf_counter()
    process = subprocess.Popen(
        words,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    os.sched_setaffinity(process.pid, chosen)
    watched, most = psutil.Process(process.pid), 0
    while process.poll() is None:
        most = max(most, _memory(watched))
        time.sleep(WATCHED_EVERY)
    seconds = time.perf_counter() - began
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(words))
    return seconds, most / 1e6


def _memory(process: psutil.Process) -> int:
    """Resident bytes of a process and its children; pages that they share count once for each."""
    total = 0
    try:
        for each in (process, *process.children(recursive=True)):
            total += int(each.memory_info().rss)
    except psutil.NoSuchProcess:
        return total
    return total


if __name__ == "__main__":
    main()
