"""Words that somebody looks for in; a query of SQLite's full-text index, in which nothing is syntax, out."""

from __future__ import annotations

import re
from collections.abc import Iterable

MOST_WORDS = 64
"""Words of a query; a claim is a sentence, and whoever pastes an article need not wait for all its words."""

_WORD = re.compile(r"\w+")


def asked(words: str) -> list[str]:
    """Return the different words of a text that are looked for, in lower case, in order."""
    return list(dict.fromkeys(_WORD.findall(words[:10_000].casefold())))[:MOST_WORDS]


def match(words: Iterable[str]) -> str:
    """Return the query for documents that hold any of the words, quoted; empty for no words."""
    return " OR ".join(f'"{each}"' for each in words)
