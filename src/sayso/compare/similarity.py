"""A claim and passages of an article -> how near each passage is to the claim, by their words.

Two words are one where they share their beginning ("fractured", "fractures"); so no list of endings is
needed, in any language. All words that tell something weigh the same: weighing them by how rare they are in
the article takes weight from just what it is about, and found fewer of the sources (the notes on chains
have the figures).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

Similarity = Callable[[str, Sequence[str]], Sequence[float]]
"""A claim and passages -> for each passage 0 (other matters) to 1 (just what the claim says)."""

BEGINNING = 4
"""Letters that two words must share at least to be one word in two forms."""

MOSTLY_SHARED = 0.6
"""Share of the shorter word that must be the beginning of both."""

MOST_WORDS = 400
"""Words of a passage that are compared; a claim of more asks no more."""

_WORD = re.compile(r"\d[\d.,]*\d|[^\W_]+")


def words(text: str, left_out: frozenset[str] = frozenset()) -> list[str]:
    """Return the different words of ``text`` that tell what it is about, in lower case, in order."""
    found: dict[str, None] = {}
    for match in _WORD.finditer(text):
        word = match.group()
        small = word.lower().replace(",", "")
        if small not in left_out and (
            len(word) > 2 or word[0].isdigit() or (len(word) == 2 and word.isupper())
        ):
            found[small] = None
            if len(found) == MOST_WORDS:
                break
    return list(found)


def akin(a: str, b: str) -> bool:
    """Return whether two words in lower case can be forms of one."""
    if a == b:
        return True
    if a[:BEGINNING] != b[:BEGINNING] or a[0].isdigit():
        return False
    shorter = min(len(a), len(b))
    shared = next((k for k in range(shorter) if a[k] != b[k]), shorter)
    return shared >= BEGINNING and shared >= MOSTLY_SHARED * shorter


class Lexical:
    """Compares by words; what is left out says nothing of what a passage is about."""

    def __init__(self, left_out: Iterable[str] = ()) -> None:
        """Keep the words that do not count."""
        self._left_out = frozenset(left_out)

    def __call__(self, claim: str, passages: Sequence[str]) -> list[float]:
        """Return how near each passage is to the claim.

        It is the mean of how much of the claim the passage has and how much of the passage the claim
        has, so that a few words that say just this are near too.
        """
        wanted = words(claim, self._left_out)
        by_beginning: dict[str, list[str]] = {}
        for word in wanted:
            by_beginning.setdefault(word[:BEGINNING], []).append(word)
        result = []
        for passage in passages:
            told = words(passage, self._left_out)
            forms = [
                [mine for mine in by_beginning.get(word[:BEGINNING], ()) if akin(mine, word)]
                for word in told
            ]
            held = {mine for each in forms for mine in each}
            shared = sum(map(bool, forms))
            result.append((len(held) / len(wanted) + shared / len(told)) / 2 if held else 0.0)
        return result
