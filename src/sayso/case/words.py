"""Words that somebody looks for in; a query of SQLite's full-text index, in which nothing is syntax, out."""

from __future__ import annotations

import re
import unicodedata
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


def phrases(words: str) -> list[str]:
    """Return queries for what stands between blanks, each quoted and once, in order.

    SQLite divides each as it divides a text, so that "U.S." is found as U beside S, and not wherever both are.
    """
    given = (each.replace('"', " ").replace("\0", " ") for each in words[:10_000].split())
    worded = [each for each in given if any(map(str.isalnum, each))]
    return [f'"{each}"' for each in {each.lower(): each for each in worded}.values()][:MOST_WORDS]


def folded(text: str) -> str:
    """Return a text as names are compared: no capitals, no marks on letters, single blanks between words.

    >>> folded("Müller-Ağa, É.")
    'muller aga e'
    """
    apart = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(each for each in apart if not unicodedata.combining(each))
    return " ".join(_WORD.findall(bare))
