"""A text's tokens -> the stretches of it that go through the network one by one.

Each stretch is read with some tokens around it, so that no seam shows in the output. Seams lie where a line
ends, as far as they can: what is said there seldom goes on in the next.
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sayso.spans import Range


class Stretch(NamedTuple):
    """A part of the text that is judged at once."""

    own: Range
    """Tokens that are judged here."""
    read: Range
    """The same with those around it."""


def stretches(tokens: int, room: int, around: int, ends: NDArray[np.int64]) -> list[Stretch]:
    """Return stretches that cover the text, of about one length: a rest is cheap to read, but reads badly.

    Args:
        tokens: Of the text.
        room: Tokens that can be read at once.
        around: Tokens before and behind a stretch that are read with it; less than a third of ``room``.
        ends: Where seams are best, in order: after the last token of each line.

    """
    if tokens <= room:
        return [Stretch((0, tokens), (0, tokens))] if tokens else []
    ends = ends[ends < tokens]
    fewest = math.ceil((tokens - 2 * around) / (room - 2 * around))
    seams = _seams(tokens, fewest, room, around, ends)
    if len(ends) and not np.isin(seams, ends).all():
        # One more leaves the seams room to move.
        seams = _seams(tokens, fewest + 1, room, around, ends)
    edges = [0, *seams, tokens]
    return [
        Stretch((start, end), (max(0, start - around), min(tokens, end + around)))
        for start, end in pairwise(edges)
    ]


def _seams(tokens: int, number: int, room: int, around: int, ends: NDArray[np.int64]) -> list[int]:
    """Where ``number`` stretches meet: each where a line ends nearest to an equal share of what is left."""
    seams = [0]
    for left in range(number - 1, 0, -1):
        before = seams[-1]
        lowest = max(before + 1, tokens - left * (room - 2 * around) - around)
        highest = before + room - (2 if before else 1) * around
        equal = before + round((tokens - before) / (left + 1))
        first, last = np.searchsorted(ends, (lowest, highest + 1))
        near = ends[first:last]
        seams.append(
            int(near[np.abs(near - equal).argmin()])
            if len(near)
            else min(max(equal, lowest), highest)
        )
    return seams[1:]
