"""The folder ``fnc-1/`` (Fake News Challenge) and its bodies as read -> pairs of headline and body, by story.

Two bodies that share a headline which is related to both are of one story, and so are those that are of one
story with a third: nothing of a story is ever on both sides of a split.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from sayso.records import Annotations

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

LABELS = ("agree", "disagree", "discuss", "unrelated")


@dataclass(frozen=True, slots=True)
class Pair:
    """A headline, the number of a body, and what the body does with the headline."""

    headline: str
    body: str
    label: str
    story: str


def pairs(folder: Path) -> list[Pair]:
    """Return all pairs of the folder with the stories of their bodies."""
    given = list(lines(folder / "stances.jsonl.gz"))
    above: dict[str, str] = {}

    def root(name: str) -> str:
        above.setdefault(name, name)
        while above[name] != name:
            above[name] = above[above[name]]
            name = above[name]
        return name

    for each in given:
        if each["stance"] != "unrelated":
            one, other = root(f"b {each['body']}"), root(f"h {each['headline']}")
            # The smaller name stays, so that the order of the lines changes nothing.
            above[max(one, other)] = min(one, other)
    return [
        Pair(each["headline"], each["body"], each["stance"], root(f"b {each['body']}"))
        for each in given
    ]


def texts(folder: Path) -> dict[str, str]:
    """Return the text of each body by its number."""
    return {each["body"]: each["text"] for each in lines(folder / "bodies.jsonl.gz")}


def lines(path: Path) -> Iterator[dict[str, str]]:
    """Yield the objects of a packed file of lines."""
    with gzip.open(path, "rt", encoding="utf8") as opened:
        yield from map(json.loads, opened)


def read(path: Path, most: int | None = None) -> dict[str, Annotations]:
    """Return bodies as read (``sayso read --format jsonl`` of lines with their numbers as ids).

    Of more than ``most`` those are taken that come first by a hash of their number.
    """
    with path.open("rb") as opened:
        found = [msgspec.json.decode(line, type=Annotations) for line in opened]
    found.sort(key=lambda each: _hash(f"sample{each.document.input.id}"))
    return {each.document.input.id or "": each for each in found[:most]}


def is_held_out(story: str) -> bool:
    """Return whether a story is of the half that nothing is fitted on."""
    return int(_hash(story), 16) % 2 == 1


def _hash(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()


def fnc_score(gold: Sequence[str], ours: Sequence[str]) -> float:
    """Return the score of the challenge: a quarter for related or not, three for the stance, of the best."""
    score = best = 0.0
    for theirs, mine in zip(gold, ours, strict=True):
        related = theirs != "unrelated"
        best += 1.0 if related else 0.25
        if related and mine != "unrelated":
            score += 0.25
        if theirs == mine:
            score += 0.75 if related else 0.25
    return score / best if best else 0.0


def macro_f1(gold: Sequence[str], ours: Sequence[str], labels: Sequence[str]) -> float:
    """Return the mean over the labels of their F1."""
    return sum(f1_of(gold, ours, each) for each in labels) / len(labels)


def f1_of(gold: Sequence[str], ours: Sequence[str], label: str) -> float:
    """Return the F1 of one label; 0 where it never comes."""
    right = sum(a == b == label for a, b in zip(gold, ours, strict=True))
    told = sum(each == label for each in gold) + sum(each == label for each in ours)
    return 2 * right / told if told else 0.0
