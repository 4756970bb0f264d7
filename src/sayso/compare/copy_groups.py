"""Pairs of names -> the groups that they make, and the pairs in an order in which groups stay together."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class Groups:
    """Names that belong together, through whomever; each group is known by its least name."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def of(self, name: str) -> str:
        """Return the least name of the group."""
        while (above := self._above.get(name, name)) != name:
            self._above[name] = self._above.get(above, above)
            name = above
        return name

    def unite(self, one: str, other: str) -> None:
        """Make the groups of both one."""
        least, other = sorted((self.of(one), self.of(other)))
        self._above[other] = least


def together(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the pairs sorted, those first whose group has the least name."""
    groups = Groups()
    for pair in pairs:
        groups.unite(*pair)
    return sorted(pairs, key=lambda pair: (groups.of(pair[0]), pair))
