"""Two documents, one a copy, excerpt, rewrite or translation of the other -> their paragraphs side by side.

What has become of the words is marked: left out, added, put otherwise, or moved; and what of it changes a
number, a date, a quotation, a hedge or a negation.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import groupby, islice
from typing import TYPE_CHECKING

from sayso.compare.beside_paragraphs import together
from sayso.compare.beside_records import Beside, Counts, Paragraph, Piece, Row
from sayso.compare.beside_translation import translated
from sayso.compare.beside_words import compare, find_moved, told
from sayso.compare.copy_words import words
from sayso.spans import span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.compare.beside_paragraphs import Group
    from sayso.compare.beside_records import Change, Notable, RowKind
    from sayso.compare.beside_words import Told
    from sayso.records import BlockKind, Document
    from sayso.spans import Range

__all__ = ["Beside", "Counts", "Paragraph", "Piece", "Row", "beside"]

MOST_WORDS = 10_000
"""Words of a text that are set beside the other; articles are shorter."""

MOST_CODE_POINTS = 200_000
"""Code points of it, whatever is a word in them."""

MOST_PARAGRAPHS = 400
"""Paragraphs of it."""

ANY_DAY = "2001-01-01"
"""What dates are told from where no day of publication is known: "3 May" is "May 3" in any year."""

_PARAGRAPH = re.compile(r"\S(?:[^\n]*\S)?")


def beside(earlier: Document, later: Document) -> Beside:
    """Return two documents side by side.

    Texts in two languages are set beside each other by their order, numbers and names alone, and no word of
    them is marked. Very long ones are cut (:data:`MOST_WORDS`).
    """
    day = earlier.published or later.published or ANY_DAY
    one = _Side(earlier, earlier.published or day, "left_out")
    other = _Side(later, later.published or day, "added")
    in_two = None not in {earlier.language, later.language} and earlier.language != later.language
    groups = translated(one.texts, other.texts) if in_two else _compared(one, other)
    return Beside(
        earlier=earlier.id,
        later=later.id,
        translated=in_two,
        cut=one.cut or other.cut,
        rows=tuple(_row(one, other, group, marked=not in_two) for group in groups),
        counts=_counts(one.told, other.told, marked=not in_two),
    )


class _Side:
    """One of the texts: its beginning, its paragraphs and its words."""

    def __init__(self, document: Document, published: str, change: Change) -> None:
        beginning = document.text[:MOST_CODE_POINTS]
        found = words(beginning)
        if len(found) > MOST_WORDS:
            beginning = beginning[: int(found.ends[MOST_WORDS - 1])]
        lines = _PARAGRAPH.finditer(beginning)
        self.places: list[Range] = [each.span() for each in islice(lines, MOST_PARAGRAPHS)]
        end = self.places[-1][1] if self.places else 0
        self.text = beginning[:end]
        self.cut = bool(document.text[end:].strip())
        self.texts = [self.text[slice(*place)] for place in self.places]
        starts = [block.start for block in document.blocks]
        at = (bisect_right(starts, start) - 1 for start, _ in self.places)
        self.kinds: list[BlockKind] = [
            document.blocks[number].kind
            if number >= 0 and start < document.blocks[number].end
            else "paragraph"
            for number, (start, _) in zip(at, self.places, strict=True)
        ]
        self.told = told(self.text, document.language, published, change)
        self.ranges = [self.told.within(*place) for place in self.places]

    def paragraph(self, number: int, *, marked: bool) -> Paragraph:
        """Return a paragraph; ``number`` counts from 0 on."""
        return Paragraph(
            number=number + 1,
            kind=self.kinds[number],
            span=span(self.text, *self.places[number]),
            pieces=tuple(_pieces(self.told, self.ranges[number])) if marked else (),
        )


def _compared(one: _Side, other: _Side) -> list[Group]:
    """The paragraphs of texts in one language; marks what has become of their words."""
    titles = None
    if "title" in one.kinds and "title" in other.kinds:
        titles = one.kinds.index("title"), other.kinds.index("title")
    groups = together(one.told, other.told, one.ranges, other.ranges, titles)
    pair = 1
    for group in groups:
        if group.one[0] < group.one[1] and group.other[0] < group.other[1]:
            here, there = (
                (side.ranges[first][0], side.ranges[behind - 1][1])
                for side, (first, behind) in ((one, group.one), (other, group.other))
            )
            pair = compare(one.told, other.told, here, there, pair)
    find_moved(one.told, other.told, pair)
    return groups


def _row(one: _Side, other: _Side, group: Group, *, marked: bool) -> Row:
    earlier, later = (
        tuple(side.paragraph(number, marked=marked) for number in range(*numbers))
        for side, numbers in ((one, group.one), (other, group.other))
    )
    kind: RowKind = "moved" if group.moved else "beside"
    if not later:
        kind = "moved_away" if group.moved else "left_out"
    elif not earlier:
        kind = "added"
    return Row(kind=kind, earlier=earlier, later=later)


def _pieces(side: Told, place: Range) -> Iterator[Piece]:
    """The words of a range, those together of which the same has become."""

    def fate(at: int) -> tuple[Change, Notable | None, int]:
        return side.changes[at], side.notable[at], side.pairs[at]

    for (change, notable, pair), group in groupby(range(*place), fate):
        numbers = list(group)
        start, end = side.words[numbers[0]].start, side.words[numbers[-1]].end
        yield Piece(
            span=span(side.text, start, end), change=change, notable=notable, pair=pair or None
        )


def _counts(one: Told, other: Told, *, marked: bool) -> Counts:
    earlier, later = (sum(word.size for word in side.words) for side in (one, other))
    if not marked:
        return Counts(earlier=earlier, later=later)
    kept, same = (
        sum(
            word.size
            for word, change in zip(side.words, side.changes, strict=True)
            if change in {"same", "moved"}
        )
        for side in (one, other)
    )
    return Counts(
        earlier=earlier,
        later=later,
        same=same,
        left_out=earlier - kept,
        added=later - same,
        share=round(same / later, 3) if later else None,
    )
