"""The sources of a case in; the same by their names, by words, and as addresses, out."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import islice
from urllib.parse import urlencode

from sayso.case import NamedSource
from sayso.case.words import folded
from sayso.show.plain import one_line

LONGEST = 200
"""Letters of a name in an address; names that are longer, and begin alike, share one."""


def source_address(name: str) -> str:
    """Return where all is to be read that a source is cited for."""
    return f"/source?{urlencode({'name': name[:LONGEST]}, errors='replace')}"


def shortly(text: str, most: int = LONGEST) -> str:
    """Return a name or words for a line with others: nothing that turns those round, and not too long."""
    line = one_line(text[: 2 * most])
    return line if len(line) <= most and len(text) <= 2 * most else f"{line[:most]}…"


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
        self._names = [(name, each) for each in every for name in _folded(each)]
        self._places: dict[str, set[int]] = {}
        for place, (name, _) in enumerate(self._names):
            for word in name.split():
                self._places.setdefault(word, set()).add(place)
        self._words = sorted(self._places)

    @cached_property
    def kinds(self) -> dict[str, int]:
        """How many sources there are of each type, the most first."""
        counted = Counter(each.source.type for each in self.every)
        return dict(sorted(counted.items(), key=lambda each: (-each[1], each[0])))

    def get(self, name: str) -> NamedSource | None:
        """Return the source that a name stands for, whatever its capitals."""
        return self._by_name.get(_known(name))

    def address(self, name: str | None) -> str | None:
        """Return where all is to be read that the source of a name is cited for; None if there is none."""
        return source_address(name) if name and self.get(name) else None

    def beginning(self, words: str) -> list[NamedSource]:
        """Return the sources with a name in which each of the words is, or begins, a word; all for no words."""
        asked = folded(words).split()
        if not asked:
            return [] if words.strip() else list(self.every)
        places = set.intersection(*map(self._begun, asked))
        return list(dict.fromkeys(self._names[each][1] for each in sorted(places)))

    def within(self, words: str) -> list[NamedSource]:
        """Return the sources one of whose names stands in a text, word by word."""
        text = f" {folded(words)} "
        places = {place for word in set(text.split()) for place in self._places.get(word, ())}
        stand = (place for place in sorted(places) if f" {self._names[place][0]} " in text)
        return list(dict.fromkeys(self._names[each][1] for each in stand))

    def _begun(self, start: str) -> set[int]:
        """Return the places of the names with a word that begins so."""
        first = bisect_left(self._words, start)
        found: set[int] = set()
        for word in islice(self._words, first, None):
            if not word.startswith(start):
                break
            found |= self._places[word]
        return found


def _known(name: str) -> str:
    return name[:LONGEST].casefold()


def _folded(named: NamedSource) -> Iterable[str]:
    names = dict.fromkeys(map(folded, (named.source.name, *named.source.merged)))
    return filter(None, names)
