"""Signatures of many texts -> which passages stand in texts that have nothing else in common.

Subscription notes, credits of a site and its legal words are shared by all of its articles; nobody has copied
them from anybody.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from sayso.compare.copy_words import GRAM

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from sayso.compare.copy_words import Words
    from sayso.spans import Range

    Hashes = NDArray[np.uint32]
    Places = NDArray[np.int64]

MANY = 6
"""Texts that must have a passage before it is asked whether they are related."""

ASKED = 7
"""Of them so many are compared with each other."""

LOOKED_AT = 500
"""Texts with one 3-gram that are looked at, the first by name, however many have it."""

UNRELATED = 0.015
"""Share of the 3-grams of the shorter text that two texts on different matters share at most, the passage left
out: 95 in 100 pairs of different stories of Origins do, and 7 in 100 pairs of one story."""

KNOWN_PASSAGES = 4096
"""Answers that are kept, and sets of hashes."""


class Furniture:
    """Tells whether a passage is one that unrelated texts have, as far as the signatures can tell."""

    def __init__(self, signatures: Mapping[str, bytes]) -> None:
        """Sort the hashes; ``signatures`` are those of all texts at hand, by their names."""
        self._sketches = [
            np.frombuffer(signatures[name], dtype="<u4") for name in sorted(signatures)
        ]
        sizes = [len(each) for each in self._sketches]
        hashes = np.concatenate([*self._sketches, np.zeros(0, np.uint32)])
        order = np.argsort(hashes, kind="stable")
        self._hashes = hashes[order]
        self._owners = np.repeat(np.arange(len(sizes)), sizes)[order]
        self._read: WeakKeyDictionary[Words, tuple[Hashes, Places]] = WeakKeyDictionary()
        self._known: dict[bytes, bool] = {}
        self._sets = lru_cache(KNOWN_PASSAGES)(
            lambda number: frozenset[int](self._sketches[number].tolist())
        )

    def __call__(self, told: Words, place: Range) -> bool:
        """Return whether the words of this range are furniture; ``place`` counts words."""
        if told not in self._read:
            self._read[told] = self._counts(told)
        hashes, counts = (each[place[0] : place[1] - GRAM + 1] for each in self._read[told])
        kept = counts >= MANY
        # A passage that is the text's own for the most part is no furniture, whatever phrases it has.
        if int(kept.sum()) * 2 <= int((counts > 0).sum()):
            return False
        crowded: Hashes = np.unique(hashes[kept]).astype(np.uint32)
        key = crowded.tobytes()
        if key not in self._known:
            if len(self._known) == KNOWN_PASSAGES:
                self._known.clear()
            self._known[key] = self._unrelated(crowded)
        return self._known[key]

    def _counts(self, told: Words) -> tuple[Hashes, Places]:
        """For each word the hash that begins there, and how many texts have it; 0 where it is not kept."""
        hashes = (told.grams >> np.uint64(32)).astype(np.uint32)
        firsts = np.searchsorted(self._hashes, hashes, "left")
        return hashes, np.searchsorted(self._hashes, hashes, "right") - firsts

    def _unrelated(self, hashes: Hashes) -> bool:
        """Whether most of those that have most of the hashes share nothing else."""
        firsts = np.searchsorted(self._hashes, hashes, "left")
        behind = np.searchsorted(self._hashes, hashes, "right")
        owners = [
            self._owners[first : min(end, first + LOOKED_AT)]
            for first, end in zip(firsts.tolist(), behind.tolist(), strict=True)
        ]
        names, held = np.unique(np.concatenate(owners), return_counts=True)
        have = names[held * 2 > len(hashes)].tolist()
        if len(have) < MANY:
            return False
        rest = [
            self._sets(each).difference(hashes.tolist())
            for each in have[:: max(1, len(have) // ASKED)][:ASKED]
        ]
        pairs = list(combinations(rest, 2))
        return sum(_apart(*pair, len(hashes)) for pair in pairs) * 2 > len(pairs)


def _apart(one: frozenset[int], other: frozenset[int], passage: int) -> bool:
    """Whether two texts share nothing else; where little else is left of one, that cannot be told."""
    less = min(len(one), len(other))
    return less >= passage and len(one & other) <= max(1.0, UNRELATED * less)
