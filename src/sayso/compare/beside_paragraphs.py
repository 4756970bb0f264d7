"""The paragraphs of two texts -> those that tell the same beside each other, in reading order."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from itertools import pairwise, product
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from rapidfuzz.distance import Indel

from sayso.compare.beside_words import alignment, runs
from sayso.compare.copy_alignment import ALIKE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sayso.compare.beside_words import Told
    from sayso.spans import Range

SHARED = 0.3
"""Share of the words of the shorter of two paragraphs that the other must have, for them to tell the same."""

NEIGHBOURS = 12
"""Paragraphs of each side, between two that tell the same, that are compared with each other."""

REACH = 3
"""Paragraphs over which one can be beside two of the other text; what lies between goes with them."""

SKIPPED = 0.5
"""Part of the words of a pair that does not count where others lie between: these may have pairs themselves."""

Pair = tuple[int, int]
"""The number of a paragraph of the one text and of one of the other."""


class Group(NamedTuple):
    """Paragraphs that stand beside each other, as ranges of their numbers; either side may be empty."""

    one: Range
    other: Range
    moved: bool = False
    """Whether they stand elsewhere in the one text than in the other: one paragraph of each. Where the one
    has it the side of the other is empty."""


def together(
    one: Told,
    other: Told,
    here: Sequence[Range],
    there: Sequence[Range],
    titles: Pair | None = None,
) -> list[Group]:
    """Return the paragraphs of both texts in groups, in reading order.

    Args:
        one: The words of a text.
        other: Those of the other.
        here: The paragraphs of the one, as ranges of its words.
        there: Those of the other.
        titles: Two that stand beside each other whatever they say.

    """
    links = _links(one, other, here, there)
    if titles:
        links[titles] = max(1.0, links.get(titles, 0.0))
    order = chain(links)
    links |= _neighbours(one, other, here, there, order)
    order = chain(links)
    groups = grouped(order)
    taken = {each for group in groups for each in range(*group.one)}
    taken_there = {each for group in groups for each in range(*group.other)}
    moved: dict[int, int] = {}
    for here_at, there_at in sorted(links, key=lambda pair: (-links[pair], pair)):
        if here_at not in taken and there_at not in taken_there:
            moved[there_at] = here_at
            taken.add(here_at)
            taken_there.add(there_at)
    return list(in_order(groups, len(here), len(there), moved))


def chain(links: Mapping[Pair, float]) -> list[Pair]:
    """Return the heaviest pairs of which none stands before another in one text and behind it in the other."""
    pairs = sorted(links)
    row, column = np.array(pairs, np.int64).reshape(-1, 2).T
    heaviest = np.zeros(len(pairs))
    before = np.full(len(pairs), -1)
    for at, pair in enumerate(pairs):
        down, right = pair[0] - row[:at], pair[1] - column[:at]
        apart = (right > 0) & (down > 0)
        fits = apart | (right + down <= REACH) & (right >= 0)
        over = ~apart & (right + down > 1)
        sums = np.where(fits, heaviest[:at] - over * SKIPPED * links[pair], 0.0)
        if at and sums.max() > 0:
            before[at] = sums.argmax()
            heaviest[at] = sums.max()
        heaviest[at] += links[pair]
    found: list[Pair] = []
    at = int(heaviest.argmax()) if pairs else -1
    while at >= 0:
        found.append(pairs[at])
        at = int(before[at])
    return found[::-1]


def grouped(order: Sequence[Pair]) -> list[Group]:
    """Return the groups that pairs make, each with what stands between its paragraphs."""
    found: list[Group] = []
    for here, there in order:
        if found and (here < found[-1].one[1] or there < found[-1].other[1]):
            before = found.pop()
            found.append(Group((before.one[0], here + 1), (before.other[0], there + 1)))
        else:
            found.append(Group((here, here + 1), (there, there + 1)))
    return found


def in_order(
    groups: Sequence[Group], here: int, there: int, moved: Mapping[int, int]
) -> Iterator[Group]:
    """Return the groups, and the paragraphs that are in none, each by itself.

    Args:
        groups: In order.
        here: How many paragraphs the one text has.
        there: How many the other has.
        moved: For a paragraph of the other text the one of the one text that it was.

    """
    away = set(moved.values())
    at_here = at_there = 0
    for group in (*groups, Group((here, here), (there, there))):
        for each in range(at_here, group.one[0]):
            yield Group((each, each + 1), (at_there, at_there), each in away)
        for each in range(at_there, group.other[0]):
            if each in moved:
                yield Group((moved[each], moved[each] + 1), (each, each + 1), moved=True)
            else:
                yield Group((group.one[0], group.one[0]), (each, each + 1))
        if group.one[0] < group.one[1]:
            yield group
        at_here, at_there = group.one[1], group.other[1]


def _links(
    one: Told, other: Told, here: Sequence[Range], there: Sequence[Range]
) -> dict[Pair, float]:
    """How many words two paragraphs share, for each that shares most with the other."""
    shared: dict[Pair, float] = {}
    for pair, weight in _shared(one, other, here, there).items():
        shorter = min(here[pair[0]][1] - here[pair[0]][0], there[pair[1]][1] - there[pair[1]][0])
        if weight >= SHARED * shorter:
            shared[pair] = min(weight, shorter)
    best: dict[Pair, Pair] = {}
    for pair in shared:
        for side in (0, 1):
            key = (side, pair[side])
            if key not in best or _rank(pair, shared) > _rank(best[key], shared):
                best[key] = pair
    return {pair: shared[pair] for pair in best.values()}


def _shared(
    one: Told, other: Told, here: Sequence[Range], there: Sequence[Range]
) -> dict[Pair, float]:
    """How many words two paragraphs share in passages, in sentences lightly rewritten, or as a whole."""
    found: dict[Pair, float] = defaultdict(float)
    starts = [first for first, _ in here], [first for first, _ in there]
    both = alignment(one, other)
    taken: set[int] = set()
    taken_there: set[int] = set()
    # The longest first, and each word once: what a text says twice stands in one place of the other.
    for passage in sorted((*both.passages, *both.rewritten), key=lambda each: -each.shared):
        for run in runs(one, other, passage.one, passage.other):
            for at, at_there in zip(range(*run.one), range(*run.other), strict=False):
                if run.same and at not in taken and at_there not in taken_there:
                    taken.add(at)
                    taken_there.add(at_there)
                    pair = bisect_right(starts[0], at) - 1, bisect_right(starts[1], at_there) - 1
                    found[pair] += 1.0
    alike: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, place in reversed(list(enumerate(here))):
        alike[tuple(one.keys(place))].append(number)
    for number, place in enumerate(there):
        numbers = alike.get(tuple(other.keys(place)))
        if numbers:
            found[numbers.pop(), number] += place[1] - place[0]
    return found


def _rank(pair: Pair, shared: Mapping[Pair, float]) -> tuple[float, int]:
    return shared[pair], -abs(pair[0] - pair[1])


def _neighbours(
    one: Told, other: Told, here: Sequence[Range], there: Sequence[Range], order: Sequence[Pair]
) -> dict[Pair, float]:
    """How alike paragraphs are that lie between the same two pairs, where they are alike."""
    found: dict[Pair, float] = {}
    for before, behind in pairwise([(-1, -1), *order, (len(here), len(there))]):
        rows, columns = (
            range(last + 1, first)[:NEIGHBOURS] for last, first in zip(before, behind, strict=True)
        )
        for pair in product(rows, columns):
            keys = one.keys(here[pair[0]]), other.keys(there[pair[1]])
            similar = Indel.normalized_similarity(*keys, score_cutoff=ALIKE)
            if similar:
                found[pair] = similar * min(map(len, keys))
    return found
