"""Two documents side by side in; rows for a page, their words in stretches of one look, out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.show.headline import shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sayso.compare.beside_records import Beside, Change, Notable, Paragraph, Row, RowKind
    from sayso.records import BlockKind
    from sayso.show.wording import Wording

_PLAIN: frozenset[BlockKind] = frozenset({"title", "lead", "heading", "paragraph"})
"""Kinds of paragraphs that a reader knows by their look."""

Where = dict[int, int]
"""For the number of a pair of moved words the row in which they stand."""


@dataclass(frozen=True)
class Head:
    """What stands over a column."""

    name: str
    title: str | None = None
    date: str | None = None
    href: str | None = None


@dataclass(frozen=True)
class Stretch:
    """Words of one look; together those of a paragraph are its text."""

    text: str
    change: Change = "same"
    notable: Notable | None = None
    pair: int | None = None
    leads_to: int | None = None
    """Of moved words the row where they stand in the other text."""


@dataclass(frozen=True)
class Told:
    """A paragraph of one side."""

    number: int
    kind: BlockKind
    label: str | None
    """The kind of paragraph in words, where its look does not tell it."""
    stretches: tuple[Stretch, ...]
    whole: bool
    """Whether the other text has no word of it."""


@dataclass(frozen=True)
class Shown:
    """A row of the page."""

    number: int
    kind: RowKind
    same: bool
    """Whether every word of it is the same in both."""
    state: str
    """What has become of it, in a word or two; empty where words were not compared."""
    earlier: tuple[Told, ...]
    later: tuple[Told, ...]
    leads_to: int | None = None
    """Of a moved paragraph the row at its other place."""
    beginning: str = ""
    """The first words of a paragraph that stands in another row."""


def rows(found: Beside, words: Wording) -> tuple[Shown, ...]:
    """Return the rows of the page."""
    numbered = list(enumerate(found.rows, 1))
    places: dict[RowKind, Where] = {
        kind: {row.earlier[0].number: number for number, row in numbered if row.kind == kind}
        for kind in ("moved", "moved_away")
    }
    in_earlier = {each: number for number, row in numbered for each in _moved(row.earlier)}
    in_later = {each: number for number, row in numbered for each in _moved(row.later)}
    shown = []
    for number, row in numbered:
        leads_to = None
        if row.kind in places:
            other = places["moved_away" if row.kind == "moved" else "moved"]
            leads_to = other[row.earlier[0].number]
        state = _state(row)
        shown.append(
            Shown(
                number=number,
                kind=row.kind,
                same=state == "same" and not found.translated,
                state=words.beside[state] if not found.translated else "",
                earlier=tuple(_told(each, words, in_later) for each in row.earlier),
                later=tuple(_told(each, words, in_earlier) for each in row.later),
                leads_to=leads_to,
                beginning=shortened(row.earlier[0].span.text) if row.kind == "moved_away" else "",
            )
        )
    return tuple(shown)


def _moved(paragraphs: tuple[Paragraph, ...]) -> Iterator[int]:
    for piece in (piece for each in paragraphs for piece in each.pieces):
        if piece.change == "moved" and piece.pair is not None:
            yield piece.pair


def _state(row: Row) -> str:
    """The key of the words for what has become of a row."""
    pieces = [piece for each in (*row.earlier, *row.later) for piece in each.pieces]
    if row.kind == "beside":
        return "same" if all(piece.change == "same" for piece in pieces) else "changed"
    moved = sum(len(piece.span.text) for piece in pieces if piece.change == "moved")
    return "moved" if 2 * moved > sum(len(piece.span.text) for piece in pieces) else row.kind


def _told(paragraph: Paragraph, words: Wording, elsewhere: Mapping[int, int]) -> Told:
    return Told(
        number=paragraph.number,
        kind=paragraph.kind,
        label=None if paragraph.kind in _PLAIN else words.block[paragraph.kind],
        stretches=tuple(_stretches(paragraph, elsewhere)),
        whole=bool(paragraph.pieces)
        and all(piece.change in {"left_out", "added"} for piece in paragraph.pieces),
    )


def _stretches(paragraph: Paragraph, elsewhere: Mapping[int, int]) -> Iterator[Stretch]:
    """The words of a paragraph and what stands between them; what is the same goes with that."""
    begin = at = paragraph.span.start
    text = paragraph.span.text
    for piece in paragraph.pieces:
        if piece.change == "same":
            continue
        if at < piece.span.start:
            yield Stretch(text[at - begin : piece.span.start - begin])
        at = piece.span.end
        leads_to = elsewhere.get(piece.pair or 0) if piece.change == "moved" else None
        yield Stretch(piece.span.text, piece.change, piece.notable, piece.pair, leads_to)
    if at < paragraph.span.end:
        yield Stretch(text[at - begin :])
