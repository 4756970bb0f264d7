"""The paragraphs of a text and of its translation -> those that tell the same, by order, numbers and names."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np

from sayso.compare.beside_paragraphs import Group, in_order
from sayso.compare.copy_alignment import RARE
from sayso.compare.names import sound

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

LENGTH = 0.5
"""Weight of two paragraphs being of like length, beside one number or name that no other paragraph has."""

PARTED = 0.3
"""Taken off where a paragraph is set beside two: translators seldom part or join them."""

BEGINNING = 5
"""Sounds of a name that are compared; its ending may be that of a case."""

FEWEST_SOUNDS = 3
"""Sounds of a name that is compared."""

_ANCHOR = re.compile(r"\d(?:[\d.,]*\d)?|[^\W\d_]{3,}")
_STEPS = ((1, 1), (1, 2), (2, 1), (1, 0), (0, 1))


def translated(here: Sequence[str], there: Sequence[str]) -> list[Group]:
    """Return the paragraphs of a text and of its translation in groups, in reading order.

    The heaviest way through both, as W. Gale and K. Church (1993) align sentences; what weighs are shared
    numbers and names, and lengths.

    Args:
        here: The words of the paragraphs of the one text.
        there: Those of the other.

    """
    shared = _shared(here, there)
    sizes = [np.array([0, *map(len, each)], np.float64).cumsum() for each in (here, there)]
    ratio = sizes[1][-1] / sizes[0][-1] if len(here) and len(there) else 1.0
    sizes[0] *= ratio
    sums = np.zeros((len(here) + 1, len(there) + 1))
    sums[1:, 1:] = shared.cumsum(0).cumsum(1)
    lengths, widths, heavy = sizes[0].tolist(), sizes[1].tolist(), sums.tolist()
    best = [[0.0] * (len(there) + 1) for _ in range(len(here) + 1)]
    steps = [[(0, 0)] * (len(there) + 1) for _ in range(len(here) + 1)]
    for i in range(len(here) + 1):
        for j in range(len(there) + 1):
            found = []
            for down, right in _STEPS:
                a, b = i - down, j - right
                if a < 0 or b < 0:
                    continue
                weight = best[a][b]
                if down and right:
                    one, other = lengths[i] - lengths[a], widths[j] - widths[b]
                    alike = min(one, other) / max(one, other)
                    weight += heavy[i][j] - heavy[a][j] - heavy[i][b] + heavy[a][b]
                    weight += LENGTH * alike - PARTED * (down + right - 2)
                found.append((weight, (down, right)))
            if found:
                best[i][j], steps[i][j] = max(found)
    return list(in_order(_way(steps), len(here), len(there), {}))


def _way(steps: Sequence[Sequence[tuple[int, int]]]) -> list[Group]:
    """The groups on the way that the steps lead back."""
    found = []
    i, j = len(steps) - 1, len(steps[0]) - 1
    while i or j:
        down, right = steps[i][j]
        if down and right:
            found.append(Group((i - down, i), (j - right, j)))
        i, j = i - down, j - right
    return found[::-1]


def _shared(here: Sequence[str], there: Sequence[str]) -> NDArray[np.float64]:
    """How many numbers and names two paragraphs share; those of many paragraphs weigh less."""
    found = np.zeros((len(here), len(there)))
    standing = _standing(here), _standing(there)
    for anchor in standing[0].keys() & standing[1].keys():
        rows, columns = (sorted(each[anchor]) for each in standing)
        if max(len(rows), len(columns)) <= RARE:
            found[np.ix_(rows, columns)] += 1 / max(len(rows), len(columns))
    return found


def _standing(paragraphs: Sequence[str]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for number, paragraph in enumerate(paragraphs):
        for anchor in _anchors(paragraph):
            found[anchor].add(number)
    return found


def _anchors(paragraph: str) -> Iterator[str]:
    """Its numbers, and its words with a capital, or of a script without, as they sound."""
    for match in _ANCHOR.finditer(paragraph):
        word = match[0]
        if word[0].isdigit():
            yield re.sub("[.,]", "", word)
        elif not word[0].islower() and len(heard := sound(word)) >= FEWEST_SOUNDS:
            yield heard[:BEGINNING]
