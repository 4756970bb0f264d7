"""An attribution between the network's reading and the record: who, the cue, what, and within which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.spans import Range


@dataclass(frozen=True, slots=True)
class Related:
    """An attribution with its place among the others; ``parent`` is an index into the same list."""

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    score: float
    parent: int | None = None
    inferred: bool = False
