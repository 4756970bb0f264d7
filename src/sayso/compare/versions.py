"""Facts of one kind in; those put together that are versions of one fact, out.

Two are versions of one where they can be by their values, and the same words stand around them. A number of
the dead and one of the hurt stand among much the same words: where different words stand just beside two
numbers, and either article has the other's word too, it tells them apart, and so do we.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from sayso.compare.frames import contrast, likeness
from sayso.compare.similarity import BEGINNING, akin, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.compare.frames import Framed
    from sayso.records import Fact

FACTOR = 4
"""How many times as large one version of a number can be as another."""

DAYS = 100
"""How far apart two versions of a date can be."""

ALIKE = 0.4
"""How much of what stands around two numbers or dates must be the same."""

SAME_PLACE = 0.5
"""The same for names, whose sentences must be more alike: most sentences of a story name somebody."""

MOST_VALUES = 30
"""Values of one kind that are put together, those of most articles first."""

MOST_COMPARED = 8
"""Facts of one value whose surroundings are compared with others'."""

_NUMBER = re.compile(r"\d{1,30}(?:\.\d{1,9})?")
_DAY = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_WORD = re.compile(r"[^\W\d_]+")
_NAMES = frozenset({"place", "participant"})

Value = tuple[str, str | None]
"""A value and how it is hedged."""


class Versions:
    """Puts together the facts that articles tell differently."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Keep the texts of all articles by the ids of their documents."""
        self._texts = {key: _Text(text) for key, text in texts.items()}

    def slots(self, told: Sequence[Framed]) -> list[list[Framed]]:
        """Part facts of one kind into those that are versions of one; each fact is in one part at most."""
        having: dict[Value, list[Framed]] = {}
        for each in told:
            having.setdefault(value_of(each.fact), []).append(each)
        where = {value: {each.document for each in every} for value, every in having.items()}
        slots: list[list[Value]] = []
        ranked = sorted(where, key=lambda each: (-len(where[each]), each[0], each[1] or ""))
        for value in ranked[:MOST_VALUES]:
            fitting = []
            for number, slot in enumerate(slots):
                # Two values that one article gives side by side are two facts.
                if any(value[0] != one[0] and where[value] & where[one] for one in slot):
                    continue
                closeness = max(self._closeness(having[value], having[one]) for one in slot)
                if closeness:
                    # The same value otherwise hedged goes before all others.
                    same = any(value[0] == one[0] for one in slot)
                    fitting.append((same, closeness, -number))
            if fitting:
                slots[-max(fitting)[2]].append(value)
            else:
                slots.append([value])
        # In the order of the facts, which is that of time.
        return [[each for each in told if value_of(each.fact) in slot] for slot in slots]

    def _closeness(self, some: Sequence[Framed], others: Sequence[Framed]) -> float:
        """How alike what stands around two values is at its most; 0 where they are no versions of one."""
        least = SAME_PLACE if some[0].fact.kind in _NAMES else ALIKE
        best = 0.0
        for a in some[:MOST_COMPARED]:
            for b in others[:MOST_COMPARED]:
                alike = likeness(a, b)
                if alike >= max(least, best) and self._can_be(a, b):
                    best = alike
        return best

    def _can_be(self, a: Framed, b: Framed) -> bool:
        """Whether two facts can be versions of one, whatever else stands around them."""
        one, other = a.fact, b.fact
        if one.kind == "quantity":
            return _near(one.value or "", other.value or "") and not self._told_apart(a, b)
        if one.kind == "date":
            return _moved(one.value or "", other.value or "")
        return (
            a.before == b.before
            and (one.kind == "place" or a.after == b.after)
            and _apart(one, other)
            and not self._texts[b.document].names(one)
            and not self._texts[a.document].names(other)
        )

    def _told_apart(self, a: Framed, b: Framed) -> bool:
        """Whether an article has the words that stand beside both: "killed three and hurt five"."""
        words = contrast(a, b)
        return words is not None and (
            self._texts[a.document].has(words[1]) or self._texts[b.document].has(words[0])
        )


class _Text:
    def __init__(self, text: str) -> None:
        self._text = text.casefold()

    def names(self, fact: Fact) -> bool:
        """Return whether it names a place or participant, by its value or as the other article does."""
        return any(name.casefold() in self._text for name in (fact.value, fact.span.text) if name)

    def has(self, word: str) -> bool:
        """Return whether it has a form of a word in lower case."""
        return any(akin(word, each) for each in self._words.get(word[:BEGINNING], ()))

    @cached_property
    def _words(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for each in _WORD.findall(self._text):
            found.setdefault(each[:BEGINNING], set()).add(each)
        return found


def value_of(fact: Fact) -> Value:
    """Return what a fact gives and how it is hedged."""
    return fact.value or "", modifier(fact)


def modifier(fact: Fact) -> str | None:
    """Return how a value is hedged; None where it is not."""
    return None if fact.modifier == "exact" else fact.modifier


def number(value: str) -> float | None:
    """Return the number that a value is; a range or a vague word is none."""
    return float(value) if _NUMBER.fullmatch(value) else None


def is_end(value: Value, other: Value) -> bool:
    """Return whether it is the bare end of the other's range: "10 or 20" tells the same as "10 to 20"."""
    return value[1] is None and "-" in other[0] and value[0] in other[0].split("-")


def day(value: str) -> int | None:
    """Return the number of a day, or of the first of a month; None for what is no such date."""
    match = _DAY.fullmatch(value[:10])
    if not match:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3] or 1)).toordinal()
    except ValueError:
        return None


def _near(a: str, b: str) -> bool:
    """Whether two numbers are of one size; a vague word can be a version of any number."""
    first, other = _NUMBER.match(a), _NUMBER.match(b)  # of a range the first
    if not first or not other:
        return True
    low, high = sorted((float(first[0]), float(other[0])))
    return high <= low * FACTOR


def _moved(a: str, b: str) -> bool:
    """Whether two dates are near each other and neither is only less exact: a month and a day in it."""
    one, other = day(a), day(b)
    if one is None or other is None or a.startswith(b) or b.startswith(a):
        return False
    return abs(one - other) <= DAYS


def _apart(one: Fact, other: Fact) -> bool:
    """Whether two names share no word and mean two: of places the gazetteer must know both."""
    told = [set(words(f"{fact.value} {fact.span.text}")) for fact in (one, other)]
    if not told[0].isdisjoint(told[1]):
        return False
    if one.kind == "place":
        # A town is in a country: only towns beside towns, and countries beside countries, are two.
        levels = [{"," in each for each in fact.candidates} for fact in (one, other)]
        return levels[0] == levels[1] and len(levels[0]) == 1
    return not any(fact.span.text.isupper() for fact in (one, other))  # initials of any name
