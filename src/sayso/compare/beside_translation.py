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
_STEPS = ((1, 1), (1, 2), (2, 1), (1, 0))
"""Paragraphs of both texts that are passed together; none of the one and one of the other is left."""

_ACROSS = len(_STEPS)


def translated(here: Sequence[str], there: Sequence[str]) -> list[Group]:
    """Return the paragraphs of a text and of its translation in groups, in reading order.

    The heaviest way through both, as W. Gale and K. Church (1993) align sentences; what weighs are shared
    numbers and names, and like lengths.

    Args:
        here: The paragraphs of the one text.
        there: Those of the other.

    """
    groups = _way(_steps(here, there)) if here and there else []
    return list(in_order(groups, len(here), len(there), {}))


def _steps(here: Sequence[str], there: Sequence[str]) -> NDArray[np.int64]:
    """For each number of paragraphs of both the last step of the heaviest way so far."""
    rows, columns = (np.cumsum([0, *map(len, each)], dtype=np.float64) for each in (here, there))
    rows *= columns[-1] / rows[-1]
    shared = np.zeros((len(rows), len(columns)))
    shared[1:, 1:] = _shared(here, there).cumsum(0).cumsum(1)
    best = np.zeros_like(shared)
    steps = np.full(shared.shape, _ACROSS)
    for row in range(1, len(rows)):
        found = np.full((_ACROSS, len(columns)), -np.inf)
        for number, (down, right) in enumerate(_STEPS):
            before = row - down
            if before < 0:
                continue
            found[number, right:] = best[before, : len(columns) - right]
            if right:
                one, other = rows[row] - rows[before], columns[right:] - columns[:-right]
                found[number, right:] += (
                    (shared[row, right:] - shared[before, right:])
                    - (shared[row, :-right] - shared[before, :-right])
                    + LENGTH * np.minimum(one, other) / np.maximum(one, other)
                    - PARTED * (down + right - 2)
                )
        heaviest = found.max(axis=0)
        best[row] = np.maximum.accumulate(heaviest)
        steps[row] = np.where(best[row] > heaviest, _ACROSS, found.argmax(axis=0))
    return steps


def _way(steps: NDArray[np.int64]) -> list[Group]:
    """The groups on the way that the steps lead back."""
    found = []
    row, column = (size - 1 for size in steps.shape)
    while row or column:
        down, right = (*_STEPS, (0, 1))[steps[row, column]]
        if down and right:
            found.append(Group((row - down, row), (column - right, column)))
        row, column = row - down, column - right
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
