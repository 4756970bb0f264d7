"""Who has a claim from whom in, the circles in which it comes back out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping


def cycles(behind: Mapping[int, Collection[int]]) -> list[tuple[int, ...]]:
    """Return the sets of two and more that have a claim from one another, in order.

    These are the strongly connected components of the graph (Tarjan 1972), found without recursion: the
    graph is made of what strangers wrote.
    """
    return sorted(tuple(sorted(each)) for each in _Components(behind).all() if len(each) > 1)


class _Components:
    def __init__(self, behind: Mapping[int, Collection[int]]) -> None:
        self._behind = behind
        self._order: dict[int, int] = {}
        self._low: dict[int, int] = {}
        self._open: dict[int, None] = {}

    def all(self) -> Iterator[list[int]]:
        for root in sorted(self._behind):
            if root not in self._order:
                yield from self._from(root)

    def _from(self, root: int) -> Iterator[list[int]]:
        work = [(root, self._enter(root))]
        while work:
            at, others = work[-1]
            other = next(others, None)
            if other is None:
                work.pop()
                if work:
                    before = work[-1][0]
                    self._low[before] = min(self._low[before], self._low[at])
                if self._low[at] == self._order[at]:
                    yield self._close(at)
            elif other not in self._order:
                work.append((other, self._enter(other)))
            elif other in self._open:
                self._low[at] = min(self._low[at], self._order[other])

    def _enter(self, at: int) -> Iterator[int]:
        self._order[at] = self._low[at] = len(self._order)
        self._open[at] = None
        return iter(sorted(self._behind.get(at, ())))

    def _close(self, at: int) -> list[int]:
        """Take from the open ones all that came after it, and itself: they are one component."""
        component = []
        while True:
            last, _ = self._open.popitem()
            component.append(last)
            if last == at:
                return component
