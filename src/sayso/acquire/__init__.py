"""Names of inputs in, Documents out: anything that holds an article becomes one immutable text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.acquire.raw import (
    HTML,
    LINES,
    OBJECT,
    STAGE,
    Raw,
    count,
    count_of,
    linked,
    named,
    raws,
    raws_of,
)
from sayso.records import Document, Drop

if TYPE_CHECKING:
    from sayso.errors import InputError
    from sayso.settings import Settings

__all__ = ["Raw", "count", "count_of", "document", "drop", "linked", "named", "raws", "raws_of"]


def document(raw: Raw, settings: Settings) -> Document:
    """Return the article that one input holds, its text normalised once and for all.

    Raises:
        InputError: in one sentence, if there is none or it cannot be read.

    """
    # The readers load libraries that not every run needs; a plain text should not wait for them.
    media_type = raw.media_type.partition(";")[0].strip().lower()
    if media_type == HTML:
        from sayso.acquire.page import page  # noqa: PLC0415

        return page(raw, settings)
    if media_type in {LINES, OBJECT}:
        from sayso.acquire.jsonl import from_json  # noqa: PLC0415

        return from_json(raw, settings)
    from sayso.acquire.text import plain  # noqa: PLC0415

    return plain(raw, settings)


def drop(source: str, error: InputError) -> Drop:
    """Return the record of an input that could not be read."""
    return Drop(stage=STAGE, reason=error.reason, detail=f"{named(source)}: {error}")
