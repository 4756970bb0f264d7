"""What it is to set two texts side by side: rows of paragraphs, and in each what has become of the words."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from sayso.records import BlockKind, Record, Sha256
from sayso.spans import Span

Change = Literal["same", "left_out", "added", "instead", "moved"]
Notable = Literal["number", "date", "quotation", "hedge", "negation"]
RowKind = Literal["beside", "left_out", "added", "moved", "moved_away"]


class Piece(Record, frozen=True, kw_only=True):
    """Words in a row of which the same has become."""

    span: Span
    change: Annotated[Change, Meta(description="Same, or what the other text has instead.")]
    notable: Annotated[
        Notable | None,
        Meta(description="What of the news the change touches; null for mere words."),
    ] = None
    pair: Annotated[
        int | None,
        Meta(
            description="One number for words put otherwise or moved, and for those of the other."
        ),
    ] = None


class Paragraph(Record, frozen=True, kw_only=True):
    """A paragraph of a text, or a line of a list."""

    number: Annotated[int, Meta(description="From 1 on, in its text.")]
    kind: BlockKind
    span: Span
    pieces: Annotated[
        tuple[Piece, ...], Meta(description="All of its words, in order; none of a translation.")
    ] = ()


class Row(Record, frozen=True, kw_only=True):
    """Paragraphs that tell the same, or one that the other text has not."""

    kind: Annotated[
        RowKind,
        Meta(description="Of a moved paragraph, moved_away is the place that it had before."),
    ]
    earlier: tuple[Paragraph, ...] = ()
    later: tuple[Paragraph, ...] = ()


class Counts(Record, frozen=True, kw_only=True):
    """Numbers of words; of a translation none is the same, and null stands for what is not known."""

    earlier: int
    later: int
    same: Annotated[int | None, Meta(description="Words of the later that are the earlier's.")] = (
        None
    )
    left_out: int | None = None
    added: int | None = None
    share: Annotated[float | None, Meta(description="Of the words of the later, 0 to 1.")] = None


class Beside(Record, frozen=True, kw_only=True):
    """Two texts side by side; each paragraph of the later one is in one row, in its order."""

    earlier: Sha256
    later: Sha256
    translated: Annotated[bool, Meta(description="They are in two languages: no word is compared.")]
    cut: Annotated[bool, Meta(description="Only the beginning of a very long text is here.")]
    rows: tuple[Row, ...]
    counts: Counts
