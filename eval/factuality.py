"""Sentences with events that are scored from -3 (did not happen) to 3 (happened), as running text.

The corpora give their sentences as tokens with spaces between; here they read as a page would print them, so
that what was trained on them, and what is measured on them, is text as Sayso meets it.
"""

from __future__ import annotations

import gzip
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.spans import Range

_JOINED_BEFORE = frozenset(
    {",", ".", "?", "!", ":", ";", "%", ")", "]", "}", "...", "'", "n't", "''"}
)
"""Tokens with no space before them, beside those that begin with an apostrophe ("'s")."""
_JOINED_AFTER = frozenset({"(", "[", "{", "$", "£", "€", "``"})
_WRITTEN = {
    "``": '"',
    "''": '"',
    "-LRB-": "(",
    "-RRB-": ")",
    "-LSB-": "[",
    "-RSB-": "]",
    "-LCB-": "{",
    "-RCB-": "}",
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its events: the range of each one's word, and its score."""

    text: str
    events: tuple[tuple[Range, float], ...]


def read(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a file: JSON lines, gzipped or not, with ``text`` and ``targets``."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf8") as lines:
        for line in lines:
            given = json.loads(line)
            text, places = running(given["text"].split())
            events = [
                ((places[first][0], places[last - 1][1]), float(target["label"]))
                for target in given["targets"]
                for first, last in [target["span1"]]
            ]
            yield Sentence(text, tuple(events))


def running(tokens: Sequence[str]) -> tuple[str, list[Range]]:
    """Return the text as a page would print it, and where in it each token stands."""
    text = ""
    places: list[Range] = []
    joined = True
    for token in tokens:
        written = _WRITTEN.get(token, token)
        apart = not (joined or token in _JOINED_BEFORE or token.startswith("'") or written == ")")
        text += " " * apart + written
        places.append((len(text) - len(written), len(text)))
        joined = token in _JOINED_AFTER or written == "("
    return text, places
