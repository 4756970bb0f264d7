"""Offsets into a text; the one place where spans are made.

A span is a half-open range of Unicode code points together with the words it covers, and
``text[start:end] == span.text`` holds always.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

import msgspec

from sayso.errors import AnchorError

Range = tuple[int, int]
"""``(start, end)`` in code points, end exclusive."""

_EDGE = " \t\r\n\f\v\u00a0\u200b\ufeff"


class Span(msgspec.Struct, frozen=True, order=True):
    """``text[start:end]`` of a document, with its words."""

    start: int
    end: int
    text: str

    def __post_init__(self) -> None:
        """Refuse what can point at no text.

        Raises:
            AnchorError: if the span is empty, turned round, or as long as its words are not.

        """
        if self.start < 0 or self.end - self.start != len(self.text) or not self.text:
            raise AnchorError(f"A span of {self.start}:{self.end} cannot read {self.text!r}.")


def span(text: str, start: int, end: int) -> Span:
    """Return the span of ``text`` from ``start`` to ``end``, code points, end exclusive.

    Raises:
        AnchorError: if the range is empty or lies outside of the text.

    """
    if not 0 <= start < end <= len(text):
        raise AnchorError(f"{start}:{end} is no range of a text of {len(text)} code points.")
    return Span(start, end, text[start:end])


def check(text: str, spans: Iterable[Span]) -> None:
    """Check that each span reads what it says in ``text``.

    Raises:
        AnchorError: at the first span that does not.

    """
    for each in spans:
        if text[each.start : each.end] != each.text:
            raise AnchorError(f"{each.start}:{each.end} does not read {each.text!r} in the text.")


def trimmed(text: str, start: int, end: int, edge: str = _EDGE) -> Range:
    """Return the range without the characters of ``edge`` at both ends; it may become empty."""
    while start < end and text[start] in edge:
        start += 1
    while end > start and text[end - 1] in edge:
        end -= 1
    return start, end


def overlaps(a: Range, b: Range) -> bool:
    """Return whether the two ranges share a code point."""
    return a[0] < b[1] and b[0] < a[1]


def contains(outer: Range, inner: Range) -> bool:
    """Return whether ``inner`` lies within ``outer``."""
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def merged(ranges: Iterable[Range], text: str, bridge: str = "") -> list[Range]:
    """Return the ranges in order, with those joined that touch, overlap, or have only ``bridge`` between."""
    result: list[Range] = []
    for start, end in sorted(ranges):
        if result and (start <= result[-1][1] or not text[result[-1][1] : start].strip(bridge)):
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


class RangeIndex:
    """Finds which of many ranges lie over a place, without looking at them all.

    Ranges lie apart by the power of two that their length reaches: one that covers the whole text must not
    make every question one about all others.
    """

    def __init__(self, ranges: Iterable[tuple[Range, int]]) -> None:
        """Sort the ranges, each with the number that it stands for."""
        classes: dict[int, list[tuple[Range, int]]] = {}
        for (start, end), number in sorted(ranges):
            alike = classes.setdefault((end - start).bit_length(), [])
            alike.append(((start, end), number))
        self._classes = [
            (1 << size, [start for (start, _), _ in alike], alike)
            for size, alike in classes.items()
        ]

    def over(self, place: Range) -> Iterator[int]:
        """Return the number of each range that shares a code point with ``place``, in order."""
        start, end = place
        found: list[tuple[Range, int]] = []
        for longest, starts, alike in self._classes:
            first, last = bisect_left(starts, start - longest), bisect_left(starts, end)
            if first < last:
                found += [each for each in alike[first:last] if each[0][1] > start]
        return iter([number for _, number in sorted(found)])
