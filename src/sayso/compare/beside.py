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
    from collections.abc import Iterator, Sequence

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
    one, other = _Side(earlier), _Side(later)
    in_two = None not in {earlier.language, later.language} and earlier.language != later.language
    words_of: tuple[Told, Told] | tuple[None, None] = (None, None)
    if in_two:
        groups = translated(one.texts, other.texts)
        counts = Counts(earlier=one.size, later=other.size)
    else:
        day = earlier.published or later.published or ANY_DAY
        words_of = one.told(day, "left_out"), other.told(day, "added")
        groups = _compared(one, other, *words_of)
        counts = _counts(*words_of)
    return Beside(
        earlier=earlier.id,
        later=later.id,
        translated=in_two,
        cut=one.cut or other.cut,
        rows=tuple(
            _row(
                [one.paragraph(number, words_of[0]) for number in range(*group.one)],
                [other.paragraph(number, words_of[1]) for number in range(*group.other)],
                moved=group.moved,
            )
            for group in groups
        ),
        counts=counts,
    )


class _Side:
    """One of the texts: its beginning, and the paragraphs of that."""

    def __init__(self, document: Document) -> None:
        self._document = document
        beginning = document.text[:MOST_CODE_POINTS]
        found = words(beginning)
        if len(found) > MOST_WORDS:
            beginning = beginning[: int(found.ends[MOST_WORDS - 1])]
        lines = _PARAGRAPH.finditer(beginning)
        self.places: list[Range] = [each.span() for each in islice(lines, MOST_PARAGRAPHS)]
        end = self.places[-1][1] if self.places else 0
        self.text = beginning[:end]
        self.cut = bool(document.text[end:].strip())
        self.size = int((found.ends <= end).sum())
        self.texts = [self.text[slice(*place)] for place in self.places]
        self._starts = [block.start for block in document.blocks]

    def told(self, day: str, change: Change) -> Told:
        """Return its words; ``day`` is when it was published where that is not known."""
        return told(self.text, self._document.language, self._document.published or day, change)

    def kind(self, number: int) -> BlockKind:
        """Return what kind of a paragraph one is; ``number`` counts from 0 on."""
        start, _ = self.places[number]
        at = bisect_right(self._starts, start) - 1
        if at < 0 or start >= self._document.blocks[at].end:
            return "paragraph"
        return self._document.blocks[at].kind

    def title(self) -> int | None:
        """Return the number of the title."""
        return next((n for n in range(len(self.places)) if self.kind(n) == "title"), None)

    def paragraph(self, number: int, words_of: Told | None) -> Paragraph:
        """Return a paragraph with its words."""
        place = self.places[number]
        return Paragraph(
            number=number + 1,
            kind=self.kind(number),
            span=span(self.text, *place),
            pieces=tuple(_pieces(words_of, words_of.within(*place))) if words_of else (),
        )


def _compared(one: _Side, other: _Side, told_one: Told, told_other: Told) -> list[Group]:
    """The paragraphs of texts in one language; marks what has become of their words."""
    here = [told_one.within(*place) for place in one.places]
    there = [told_other.within(*place) for place in other.places]
    title, title_there = one.title(), other.title()
    titles = (title, title_there) if title is not None and title_there is not None else None
    groups = together(told_one, told_other, here, there, titles)
    pair = 1
    for group in groups:
        if group.one[0] < group.one[1] and group.other[0] < group.other[1]:
            rows, columns = here[slice(*group.one)], there[slice(*group.other)]
            both = (rows[0][0], rows[-1][1]), (columns[0][0], columns[-1][1])
            pair = compare(told_one, told_other, *both, pair)
    find_moved(told_one, told_other, pair)
    return groups


def _row(earlier: Sequence[Paragraph], later: Sequence[Paragraph], *, moved: bool) -> Row:
    kind: RowKind = "moved" if moved else "beside"
    if not later:
        kind = "moved_away" if moved else "left_out"
    elif not earlier:
        kind = "added"
    return Row(kind=kind, earlier=tuple(earlier), later=tuple(later))


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


def _counts(one: Told, other: Told) -> Counts:
    earlier, later = (sum(word.size for word in side.words) for side in (one, other))
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
