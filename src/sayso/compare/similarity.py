"""A claim and passages of an article -> how near each passage is to the claim, by their words.

A word counts by how rare it is in the article: what stands in every sentence tells none of them apart,
and a word of the claim that the article never uses asks nothing of any passage. Two words are one where
they share their beginning ("fractured", "fractures"); so no list of endings is needed, in any language.
The sentences that have most of the claim lend it their other words: so the article says in its own terms
what the claim says in others.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

Similarity = Callable[[str, Sequence[str]], Sequence[float]]
"""A claim and passages -> for each passage 0 (other matters) to 1 (just what the claim says)."""

BEGINNING = 4
"""Letters that two words must share at least to be one word in two forms."""

MOSTLY_SHARED = 0.6
"""Share of the shorter word that must be the beginning of both."""

NEAREST = 2
"""Sentences that lend the claim their words."""

LENT = 0.6
"""Weight of a lent word, as a share of its own, where its sentence has all of the claim."""

OF_CLAIM = 0.5
"""Share of the nearness that is how much of the claim a passage has; the rest is how much of the
passage the claim has, so that a few words that say just this are near too."""

MOST_WORDS = 400
"""Words of a passage that are compared; a claim of more asks no more."""

_WORD = re.compile(r"\d[\d.,]*\d|[^\W_]+")


def words(text: str, left_out: frozenset[str] = frozenset()) -> list[str]:
    """Return the different words of ``text`` that tell what it is about, in lower case, in order."""
    found: dict[str, None] = {}
    for match in _WORD.finditer(text):
        word = match.group()
        small = word.lower().replace(",", "")
        if small not in left_out and (len(word) > 2 or word.isupper() or word[0].isdigit()):
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


class _Wanted:
    """The words of a claim, each with its weight, found by their beginnings."""

    def __init__(self, weights: dict[str, float]) -> None:
        self.weights = weights
        self.total = sum(weights.values())
        self._by_beginning: dict[str, list[str]] = {}
        for word in weights:
            self._by_beginning.setdefault(word[:BEGINNING], []).append(word)

    def forms(self, other: str) -> list[str]:
        """Return the wanted words of which another can be a form."""
        return [word for word in self._by_beginning.get(other[:BEGINNING], ()) if akin(word, other)]


class Lexical:
    """Compares by words, each weighed by how rare it is in the sentences of one article."""

    def __init__(self, sentences: Sequence[str], function_words: Iterable[str] = ()) -> None:
        """Count in how many of the sentences each word stands."""
        self._left_out = frozenset(function_words)
        self._sentences = [words(each, self._left_out) for each in sentences]
        self._frequency = Counter(word for each in self._sentences for word in each)

    def __call__(self, claim: str, passages: Sequence[str]) -> list[float]:
        """Return how near each passage is to the claim."""
        wanted = self._wanted(claim)
        return [self._nearness(wanted, words(each, self._left_out)) for each in passages]

    def _nearness(self, wanted: _Wanted, passage: Sequence[str]) -> float:
        """The mean of the weight of the claim's words in the passage, and of the passage's in the claim."""
        own = shared = 0.0
        held: set[str] = set()
        for word in passage:
            weight = self._weight(self._frequency.get(word, 1))
            forms = wanted.forms(word)
            held.update(forms)
            own += weight
            shared += weight if forms else 0.0
        if not held or not own:
            return 0.0
        of_claim = sum(wanted.weights[word] for word in held) / wanted.total
        return OF_CLAIM * of_claim + (1 - OF_CLAIM) * shared / own

    def _wanted(self, claim: str) -> _Wanted:
        """Return the claim's words that the article has in some form, and those lent to it."""
        asked = _Wanted(dict.fromkeys(words(claim, self._left_out), 1.0))
        counts: Counter[str] = Counter()
        for other, count in self._frequency.items():
            for word in asked.forms(other):
                counts[word] += count
        plain = _Wanted(
            {word: self._weight(counts[word]) for word in asked.weights if counts[word]}
        )
        if not plain.total:
            return plain
        near = sorted(
            ((self._nearness(plain, each), -k) for k, each in enumerate(self._sentences)),
            reverse=True,
        )
        lent: dict[str, float] = {}
        for nearness, k in near[:NEAREST]:
            for word in self._sentences[-k]:
                if not plain.forms(word):
                    weight = LENT * nearness * self._weight(self._frequency[word]) / NEAREST
                    lent[word] = lent.get(word, 0.0) + weight
        return _Wanted(plain.weights | lent)

    def _weight(self, count: int) -> float:
        size = max(1, len(self._sentences))
        return math.log(1 + size / min(max(count, 1), size))
