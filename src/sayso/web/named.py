"""The sources of a case in; the same by their names, by words, and as addresses, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from urllib.parse import urlencode

from sayso.case import NamedSource
from sayso.case.words import folded

LONGEST = 200
"""Letters of a name in an address; names that are longer, and begin alike, share one."""


def source_address(name: str) -> str:
    """Return where all is to be read that a source is cited for."""
    return f"/source?{urlencode({'name': name[:LONGEST]}, errors='replace')}"


def shortly(name: str) -> str:
    """Return a name for a list, cut where it is no name that a reader would want whole."""
    return name if len(name) <= LONGEST else f"{name[:LONGEST]}…"


class Named:
    """The sources of a case that have a name, those of most articles first."""

    def __init__(self, every: Sequence[NamedSource]) -> None:
        """Take them in their order."""
        self.every = every
        self._by_name: dict[str, NamedSource] = {}
        # Where two share a name, it leads to the one that is known by it, and else to the one cited more.
        for each in every:
            self._by_name.setdefault(_known(each.source.name), each)
        for each in every:
            for name in each.source.merged:
                self._by_name.setdefault(_known(name), each)
        self._folded = [(_folded(each), each) for each in every]

    @cached_property
    def kinds(self) -> dict[str, int]:
        """How many sources there are of each type, the most first."""
        counted = Counter(each.source.type for each in self.every)
        return dict(sorted(counted.items(), key=lambda each: (-each[1], each[0])))

    def get(self, name: str) -> NamedSource | None:
        """Return the source that a name stands for, whatever its capitals."""
        return self._by_name.get(_known(name))

    def beginning(self, words: str) -> list[NamedSource]:
        """Return the sources with a name in which each of the words is, or begins, a word; all for no words."""
        asked = [f" {each}" for each in folded(words).split()]
        return [
            each
            for names, each in self._folded
            if any(all(word in name for word in asked) for name in names)
        ]

    def within(self, words: str) -> list[NamedSource]:
        """Return the sources one of whose names stands in a text, word by word."""
        text = f" {folded(words)} "
        return [
            each
            for names, each in self._folded
            if any(f"{name} " in text for name in names if name)
        ]


def _known(name: str) -> str:
    return name[:LONGEST].casefold()


def _folded(named: NamedSource) -> list[str]:
    names: Iterable[str] = dict.fromkeys(map(folded, (named.source.name, *named.source.merged)))
    return [f" {name}" if name else "" for name in names]
