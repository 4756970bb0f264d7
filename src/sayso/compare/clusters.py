"""Weighed words of many texts -> groups of those that tell of one matter, by average linkage.

The average of the cosines of all pairs of two groups is the product of the sums of their vectors over the
product of their sizes, so no pair has to be looked at but the candidates: texts that share a rare word.
A group grows only while it is near as a whole, so one text that tells of two matters does not chain them.
"""

from __future__ import annotations

import heapq
import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Vector = dict[str, float]
"""A weight for each word, of length 1 as a whole."""

MOST_POSTINGS = 60
"""Texts that are looked at for one word, those in which it weighs most."""

MOST_PROBED = 20
"""Words by which candidates of a text are sought, those that weigh most; with 60 the stories are the same."""

MOST_PARTNERS = 12
"""Candidates of one text, and of a group the double: those it is nearest to."""

SLACK = 0.01
"""By how much a group may have gone from a text, while it grew, for the two to be joined all the same."""

MOST_WORDS = 200
"""Words that are kept of the sum of a group's vectors, those that weigh most."""


def scaled(vector: Mapping[str, float]) -> Vector:
    """Return the vector at length 1."""
    length = math.sqrt(sum(each * each for each in vector.values())) or 1.0
    return {word: weight / length for word, weight in vector.items()}


def product(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Return the sum of the products of the weights of what both have; of two of length 1 the cosine."""
    if len(a) > len(b):
        a, b = b, a
    return sum(weight * b[word] for word, weight in a.items() if word in b)


def candidates(vectors: Sequence[Vector]) -> list[tuple[int, int]]:
    """Return pairs of the texts that may be near, by their numbers, the smaller first."""
    postings: dict[str, list[tuple[float, int]]] = {}
    probes = [_heaviest(vector, MOST_PROBED) for vector in vectors]
    for number, vector in enumerate(probes):
        for word, weight in vector.items():
            postings.setdefault(word, []).append((-weight, number))
    for word, places in postings.items():
        postings[word] = heapq.nsmallest(MOST_POSTINGS, places)
    pairs: set[tuple[int, int]] = set()
    for number, vector in enumerate(probes):
        near: dict[int, float] = {}
        for word, weight in vector.items():
            for other, place in postings[word]:
                near[place] = near.get(place, 0.0) + weight * other
        near.pop(number, None)
        best = heapq.nsmallest(MOST_PARTNERS, ((each, place) for place, each in near.items()))
        pairs.update((min(number, place), max(number, place)) for _, place in best)
    return sorted(pairs)


class _Group:
    """Texts that are together: the sum of their vectors, their numbers, and the groups they may join."""

    __slots__ = ("members", "partners", "total")

    def __init__(self, total: Vector, members: list[int]) -> None:
        self.total = total
        self.members = members
        self.partners: set[int] = set()

    def near(self, other: _Group) -> float:
        """Return the average cosine of the pairs of both."""
        return product(self.total, other.total) / (len(self.members) * len(other.members))


class _Clusters:
    """All groups, and which pairs of them are near enough to be joined, the nearest first."""

    def __init__(self, groups: Iterable[_Group], least: float) -> None:
        self.groups = dict(enumerate(groups))
        self._least = least
        self._next = len(self.groups)
        self._went: dict[int, int] = {}
        self._queue: list[tuple[float, int, int]] = []

    def link(self, a: int, b: int) -> None:
        near = self.groups[a].near(self.groups[b])
        # What is far now may come nearer when one of them grows.
        if near >= self._least / 2:
            self.groups[a].partners.add(b)
            self.groups[b].partners.add(a)
            heapq.heappush(self._queue, (-near, min(a, b), max(a, b)))

    def settle(self) -> None:
        while self._queue:
            near, a, b = heapq.heappop(self._queue)
            if -near < self._least:
                break
            if a in self.groups and b in self.groups:
                self._join(a, b)
            else:
                self._link_anew(self._now(a), self._now(b), -near)

    def _link_anew(self, a: int, b: int, before: float) -> None:
        """Look again at a pair of which one was joined: it may be among those that the joined group let go.

        Of a hundred copies of one text all have the same few for candidates, more than a group keeps.
        """
        if a == b or b in self.groups[a].partners:
            return
        near = self.groups[a].near(self.groups[b])
        # Put in order again whenever a group grows, many copies would take the square of their number.
        if near >= max(self._least, before - SLACK):
            self._join(a, b)
        else:
            self.link(a, b)

    def _now(self, number: int) -> int:
        """Return the number of the group in which one of this number is now."""
        while number in self._went:
            further = self._went[number]
            self._went[number] = self._went.get(further, further)
            number = further
        return number

    def _join(self, a: int, b: int) -> None:
        one, other = self.groups.pop(a), self.groups.pop(b)
        joined = _Group(_sum(one.total, other.total), one.members + other.members)
        number, self._next = self._next, self._next + 1
        self.groups[number] = joined
        self._went[a] = self._went[b] = number
        around = (one.partners | other.partners) - {a, b}
        for each in around:
            self.groups[each].partners -= {a, b}
        near = ((-joined.near(self.groups[each]), each) for each in around)
        for _, each in heapq.nsmallest(2 * MOST_PARTNERS, near):
            self.link(each, number)


def _sum(a: Vector, b: Vector) -> Vector:
    if len(a) < len(b):
        a, b = b, a
    total = dict(a)
    for word, weight in b.items():
        total[word] = total.get(word, 0.0) + weight
    if len(total) <= 2 * MOST_WORDS:
        return total
    return _heaviest(total, MOST_WORDS)


def _heaviest(vector: Vector, most: int) -> Vector:
    best = heapq.nsmallest(most, vector.items(), key=lambda each: (-each[1], each[0]))
    return dict(best)


def clusters(
    vectors: Sequence[Vector], least: float, together: Iterable[Sequence[int]] = ()
) -> list[list[int]]:
    """Return the groups of texts whose average cosine is ``least`` or more, by their numbers, in order.

    Args:
        vectors: One for each text, of length 1.
        least: Average cosine, 0 to 1, from which on two groups are joined.
        together: Texts that are in one group whatever their words are; each text in one of them at most.

    """
    given = [sorted(each) for each in together]
    held = {number for each in given for number in each}
    given += [[number] for number in range(len(vectors)) if number not in held]
    groups = []
    for members in sorted(given):
        total: Vector = {}
        for number in members:
            total = _sum(total, vectors[number])
        groups.append(_Group(total, members))
    of = {number: k for k, group in enumerate(groups) for number in group.members}
    pairs = {(min(of[a], of[b]), max(of[a], of[b])) for a, b in candidates(vectors)}
    found = _Clusters(groups, least)
    for a, b in sorted(pairs):
        if a != b:
            found.link(a, b)
    found.settle()
    return sorted(sorted(each.members) for each in found.groups.values())
