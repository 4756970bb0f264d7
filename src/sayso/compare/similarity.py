"""A claim and passages of an article -> how much of what the claim says each passage says, by its words.

A word counts by how rare it is in the article: what stands in every sentence tells none of them apart,
and a word of the claim that the article never uses asks nothing of any passage. Two words are one where
they share their beginning ("fractured", "fractures"); so no list of endings is needed, in any language.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

Similarity = Callable[[str, Sequence[str]], Sequence[float]]
"""A claim and passages -> for each passage 0 (other matters) to 1 (all that the claim says)."""

BEGINNING = 4
"""Letters that two words must share at least to be one word in two forms."""

MOSTLY_SHARED = 0.6
"""Share of the shorter word that must be the beginning of both."""

_WORD = re.compile(r"\d[\d.,]*\d|[^\W_]+")


def words(text: str, function_words: Iterable[str] = ()) -> list[str]:
    """Return the words of ``text`` that tell what it is about, in lower case."""
    left_out = frozenset(function_words)
    found = []
    for word in _WORD.findall(text):
        small = word.lower().replace(",", "")
        if small in left_out:
            continue
        if len(word) > 2 or word.isupper() or word[0].isdigit():
            found.append(small)
    return found


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
    """Compares by words, each weighed by how rare it is in the sentences of one article."""

    def __init__(self, sentences: Sequence[str], function_words: Iterable[str] = ()) -> None:
        """Count in how many of the sentences each word stands."""
        self._left_out = frozenset(function_words)
        self._size = len(sentences)
        self._frequency = Counter(
            word for each in sentences for word in set(words(each, self._left_out))
        )

    def __call__(self, claim: str, passages: Sequence[str]) -> list[float]:
        """Return the weight of the claim's words that each passage has, of those that the article has."""
        wanted = self._weights(claim)
        total = sum(wanted.values())
        if not total:
            return [0.0] * len(passages)
        by_beginning: dict[str, list[str]] = {}
        for word in wanted:
            by_beginning.setdefault(word[:BEGINNING], []).append(word)
        result = []
        for passage in passages:
            held = {
                word
                for other in set(words(passage, self._left_out))
                for word in by_beginning.get(other[:BEGINNING], ())
                if akin(word, other)
            }
            result.append(sum(wanted[word] for word in held) / total)
        return result

    def _weights(self, claim: str) -> dict[str, float]:
        """Return the weight of each word of the claim that stands in the article in some form."""
        wanted = dict.fromkeys(words(claim, self._left_out), 0)
        by_beginning: dict[str, list[str]] = {}
        for word in wanted:
            by_beginning.setdefault(word[:BEGINNING], []).append(word)
        for other, count in self._frequency.items():
            for word in by_beginning.get(other[:BEGINNING], ()):
                if akin(word, other):
                    wanted[word] += count
        return {
            word: math.log(1 + self._size / min(count, self._size))
            for word, count in wanted.items()
            if count
        }
