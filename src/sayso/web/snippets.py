"""A text and the places of words in it in; the stretch of it that shows them best, with its place, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from sayso.records import Record
from sayso.spans import Range, Span, span, trimmed

ROOM = 240
"""Letters of a snippet, about three lines."""

_REACH = ROOM * 3 // 4
"""Letters from the first marked word of a snippet within which others are sure to be shown."""

_LONGEST_WORD = 30
"""Letters within which a stretch is moved so that it cuts no word."""


class Piece(Record, frozen=True, kw_only=True):
    """A part of a snippet, and whether it is one of the words that were looked for."""

    text: str
    hit: bool


class Snippet(Record, frozen=True, kw_only=True):
    """A stretch of a text; its pieces one after another are its words."""

    span: Span
    pieces: tuple[Piece, ...]
    more_before: bool
    more_after: bool
    words: Span | None
    """The words that were looked for, from the first to the last."""


def snippet(text: str, marks: Sequence[Range], title: str | None = None) -> Snippet | None:
    """Return the stretch of ``text`` that holds most of the different marked words, the first of equals.

    Where words stand below the title too, those in the title are passed over. A stretch lies in one paragraph.
    None for a blank text.
    """
    begin = len(title) if title and text.startswith(title) and text[len(title) :].strip() else 0
    below = [each for each in marks if each[0] >= begin]
    place = _best(text, below or marks) if marks else _first_word(text, begin)
    start, end = trimmed(text, *_around(text, place))
    if start >= end:
        return None
    inside = [(a, b) for a, b in marks if start <= a and b <= end]
    line_start, line_end = trimmed(text, *_paragraph(text, start))
    return Snippet(
        span=span(text, start, end),
        pieces=pieces(text, (start, end), inside),
        more_before=line_start < start,
        more_after=end < line_end,
        words=span(text, inside[0][0], inside[-1][1]) if inside else None,
    )


def pieces(text: str, stretch: Range, marks: Sequence[Range]) -> tuple[Piece, ...]:
    """Return a stretch of ``text`` cut where marks in it begin and end; they are in order and apart."""
    return tuple(each for each in _cut(text, stretch, marks) if each.text)


def _cut(text: str, stretch: Range, marks: Sequence[Range]) -> Iterator[Piece]:
    at, end = stretch
    for a, b in marks:
        yield Piece(text=text[at:a], hit=False)
        yield Piece(text=text[a:b], hit=True)
        at = b
    yield Piece(text=text[at:end], hit=False)


def _best(text: str, marks: Sequence[Range]) -> int:
    """Return where the stretch begins that holds most different words, within one paragraph."""
    best, most, last = 0, 0, 0
    inside: Counter[str] = Counter()
    for first, (start, _) in enumerate(marks):
        line_end = text.find("\n", start, start + _REACH)
        reach = line_end if line_end >= 0 else start + _REACH
        while last < len(marks) and marks[last][1] <= reach:
            inside[_word(text, marks[last])] += 1
            last += 1
        if len(inside) > most:
            best, most = first, len(inside)
        if last > first:
            word = _word(text, marks[first])
            inside[word] -= 1
            if not inside[word]:
                del inside[word]
        last = max(last, first + 1)
    return marks[best][0]


def _around(text: str, place: int) -> Range:
    """Return a stretch of the paragraph at ``place`` with some words before it, that cuts no word."""
    line_start, line_end = _paragraph(text, place)
    if line_end - line_start <= ROOM:
        return line_start, line_end
    start = max(line_start, min(place - ROOM // 4, line_end - ROOM))
    end = min(line_end, start + ROOM)
    if start > line_start:
        start = _after_blank(text, start, place)
    if end < line_end:
        blank = text.rfind(" ", max(place, end - _LONGEST_WORD), end)
        end = blank if blank > place else end
    return start, end


def _after_blank(text: str, start: int, place: int) -> int:
    blank = text.find(" ", start, min(place, start + _LONGEST_WORD))
    return blank + 1 if blank >= 0 else start


def _first_word(text: str, begin: int) -> int:
    return begin + len(text[begin:]) - len(text[begin:].lstrip())


def _paragraph(text: str, place: int) -> Range:
    end = text.find("\n", place)
    return text.rfind("\n", 0, place) + 1, end if end >= 0 else len(text)


def _word(text: str, mark: Range) -> str:
    return text[mark[0] : mark[1]].casefold()
