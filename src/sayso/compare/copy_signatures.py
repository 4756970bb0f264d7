"""A text -> a few hundred bytes that tell which 3-grams it has; many of them -> the pairs worth comparing.

The signature is a MOD sketch (A. Broder, "On the resemblance and containment of documents", 1997): of the
hashes of all 3-grams those below a bound, the same for all texts. Unlike a MinHash of fixed size it tells
how much of a short text a long one contains: an excerpt of a tenth is found as well as a copy. Every hash is
a band of its own, so that each passage has its own bands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sayso.compare.copy_words import words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from sayso.compare.copy_words import Words

    Numbers = NDArray[np.uint32]

KEPT = 4
"""One 3-gram in so many is kept: of a passage of fifty words a dozen, of an article some hundred."""

FEWEST, MOST = 64, 4096
"""Hashes of a signature: of a note of fifty words all are kept, of a book no more than of 50 articles."""

CROWD = 48
"""Texts that may share a 3-gram for each to be compared with each. What more have in common is a phrase, a
passage that everybody adds, or one agency's text in a hundred outlets."""

NEXT = 4
"""In a crowd, each text is compared with so many behind it, in an order in which copies stand together."""

LEAST = 0.15
"""Share of the 3-grams of the shorter text, as the signatures tell it, from which on a pair is compared. Half
of what the least of true copies share, since of few hashes the share is not exact."""

FEWEST_SHARED = 3
"""Hashes that a pair must share."""

PARTNERS = 64
"""Pairs of one text, the likeliest; copies that are more than this many meet through each other."""

_BOUND = (1 << 32) // KEPT


def signature(text: str) -> bytes:
    """Return the signature of a text: hashes of 3-grams, sorted, four bytes each, the lowest first."""
    return signature_of(words(text))


def signature_of(told: Words) -> bytes:
    """Return the signature of a text whose words are known."""
    hashes = np.unique((told.grams >> np.uint64(32)).astype(np.uint32))
    kept = max(FEWEST, min(MOST, int(np.searchsorted(hashes, _BOUND))))
    return hashes[:kept].astype("<u4").tobytes()


def candidates(signatures: Mapping[str, bytes]) -> tuple[tuple[str, str], ...]:
    """Return the pairs of texts that may share a passage, each pair and all of them in the order of the names.

    Time and memory grow with the number of hashes, and not with the number of pairs: of a hash that a crowd
    has, each text is paired with the next few only.

    Args:
        signatures: By the name of the text; what :func:`signature` gave.

    """
    names = sorted(signatures)
    sketches = [np.frombuffer(signatures[name], dtype="<u4") for name in names]
    postings = _Postings(sketches)
    pairs = [
        (names[one], names[other])
        for one in range(len(names))
        for other in postings.partners(one).tolist()
    ]
    return tuple(sorted({(min(pair), max(pair)) for pair in pairs}))


class _Postings:
    """Which texts have each hash."""

    def __init__(self, sketches: list[Numbers]) -> None:
        self.sizes = np.array([len(each) for each in sketches], dtype=np.int64)
        self._ends = np.concatenate(([0], np.cumsum(self.sizes)))
        hashes = np.concatenate(sketches) if sketches else np.zeros(0, np.uint32)
        # Within a hash texts stand in an order in which those that share their lowest hashes are neighbours.
        rank = np.empty(len(sketches), dtype=np.int64)
        rank[sorted(range(len(sketches)), key=lambda k: sketches[k][:16].tolist())] = np.arange(
            len(sketches)
        )
        owners = np.repeat(np.arange(len(sketches)), self.sizes)
        order = np.lexsort((rank[owners], hashes))
        self._owners: NDArray[np.int64] = owners[order]
        starts = np.flatnonzero(
            np.diff(hashes[order], prepend=hashes[order][:1] ^ 1 if len(order) else 0)
        )
        group = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(order))))
        ends = np.append(starts[1:], len(order))
        # For each hash of each text, in the order of the texts: where it stands, and where its crowd ends.
        self._place = np.empty(len(order), dtype=np.int64)
        self._place[order] = np.arange(len(order))
        self._first, self._behind = starts[group], ends[group]
        self._crowded = self._behind - self._first > CROWD
        counted = np.bincount(owners, weights=~self._crowded[self._place], minlength=len(sketches))
        self._telling = counted.astype(np.int64)

    def partners(self, one: int) -> NDArray[np.int64]:
        """The texts with which this one is compared: in crowds those behind it, else those of any place."""
        places = self._place[self._ends[one] : self._ends[one + 1]]
        crowded = self._crowded[places]
        near = places[crowded]
        everywhere = self._gathered(self._first[places[~crowded]], self._behind[places[~crowded]])
        close = self._gathered(near + 1, np.minimum(near + 1 + NEXT, self._behind[near]))
        others, shared = np.unique(everywhere[everywhere != one], return_counts=True)
        telling = np.minimum(self._telling[others], self._telling[one])
        enough = (shared >= FEWEST_SHARED) & (shared >= LEAST * np.maximum(telling, 1))
        likely, share = others[enough], shared[enough] / np.maximum(telling[enough], 1)
        if len(likely) > PARTNERS:
            likely = likely[np.argsort(-share, kind="stable")[:PARTNERS]]
        # What crowds have in common counts for neighbours, beside what these share anyway.
        neighbours, common = np.unique(close, return_counts=True)
        where = np.minimum(np.searchsorted(others, neighbours), max(0, len(others) - 1))
        if len(others):
            common = common + np.where(others[where] == neighbours, shared[where], 0)
        least = LEAST * np.minimum(self.sizes[neighbours], self.sizes[one])
        chosen = neighbours[(common >= FEWEST_SHARED) & (common >= least)]
        return np.unique(np.concatenate((likely, chosen)))

    def _gathered(self, firsts: NDArray[np.int64], behind: NDArray[np.int64]) -> NDArray[np.int64]:
        """The texts at all places of the ranges, one after the other."""
        counts = behind - firsts
        offsets = np.repeat(firsts - np.concatenate(([0], np.cumsum(counts)[:-1])), counts)
        result: NDArray[np.int64] = self._owners[offsets + np.arange(len(offsets))]
        return result
