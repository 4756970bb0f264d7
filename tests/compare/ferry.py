"""An invented ferry that runs aground, to be set side by side with itself, and what is asked of the rows."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from sayso.compare.beside import beside
from sayso.records import Block, Document, Input, document_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.compare.beside import Beside, Paragraph, Piece
    from sayso.records import BlockKind

FERRY = "The ferry Alma ran aground off Port Lindau on Monday, the harbour office said."
CREW = "Its crew of nine was brought ashore by two tugs before the tide turned."
OIL = "Some 400 litres of diesel leaked into the bay, a spokesman for the owners told reporters."
GULLS = "Wardens of the bird reserve found no gulls with oil on their feathers until the evening."
REPAIR = "The owners want to have the hull repaired at the yard in Great Holm within three weeks."


def document(
    *paragraphs: str,
    language: str | None = "en",
    published: str | None = None,
    kinds: Iterable[BlockKind] = (),
) -> Document:
    text = "\n\n".join(paragraphs)
    blocks, start = [], 0
    for kind, paragraph in zip(kinds, paragraphs, strict=False):
        blocks.append(Block(kind=kind, start=start, end=start + len(paragraph)))
        start += len(paragraph) + 2
    return Document(
        id=document_id(text),
        text=text,
        input=Input(source="-", sha256="sha256:" + 64 * "0", media_type="text/plain"),
        blocks=tuple(blocks),
        language=language,
        published=published,
    )


def compared(one: str, other: str) -> Beside:
    return beside(document(one), document(other))


def pieces(paragraphs: Iterable[Paragraph]) -> list[Piece]:
    return [piece for each in paragraphs for piece in each.pieces]


def changes(found: Beside) -> list[tuple[str, str, str | None]]:
    """What is not the same, first of the earlier text: its words, what became of them, what is notable."""
    sides = chain(*(row.earlier for row in found.rows)), chain(*(row.later for row in found.rows))
    return [
        (piece.span.text, piece.change, piece.notable)
        for piece in chain(*map(pieces, sides))
        if piece.change != "same"
    ]


def layout(found: Beside) -> list[tuple[str, list[int], list[int]]]:
    return [
        (row.kind, [each.number for each in row.earlier], [each.number for each in row.later])
        for row in found.rows
    ]
