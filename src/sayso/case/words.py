"""Words that somebody looks for in; a query of SQLite's full-text index, in which nothing is syntax, out."""

from __future__ import annotations

import re

MOST_WORDS = 64
"""Words of a query; a claim is a sentence, and whoever pastes an article need not wait for all its words."""

_WORD = re.compile(r"\w+")


def match(words: str) -> str:
    """Return the query for documents that hold any of the words, each once, quoted; empty for no words."""
    found = dict.fromkeys(_WORD.findall(words[:10_000].casefold()))
    return " OR ".join(f'"{each}"' for each in list(found)[:MOST_WORDS])
