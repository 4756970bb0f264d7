"""A rule's page in Markdown in; its parts, among them the examples that tests run, out.

A page is written in five forms: ``#`` and ``##`` headings, paragraphs, lists of ``-``, and fenced blocks. A
block ``fires`` or ``quiet`` holds an example, as a page of HTML where it begins with ``<``, or else as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

PartKind = Literal["title", "heading", "paragraph", "item", "fires", "quiet", "code"]

_FENCE = "```"
_EXAMPLES: dict[str, PartKind] = {"fires": "fires", "quiet": "quiet"}
_MARKS: tuple[tuple[str, PartKind], ...] = (("## ", "heading"), ("# ", "title"), ("- ", "item"))
_CODE = re.compile(r"`([^`]*)`")


@dataclass(frozen=True)
class Part:
    """One part of a page."""

    kind: PartKind
    text: str

    @property
    def runs(self) -> tuple[tuple[str, bool], ...]:
        """The text in pieces, each with whether it stands between backticks."""
        pieces = _CODE.split(self.text)
        return tuple((piece, bool(n % 2)) for n, piece in enumerate(pieces) if piece)


def parts(page: str) -> tuple[Part, ...]:
    """Return the parts of a page, in their order."""
    return tuple(_parts(iter(page.splitlines())))


def _parts(lines: Iterator[str]) -> Iterator[Part]:
    kind: PartKind = "paragraph"
    kept: list[str] = []
    for line in lines:
        mark = next((each for each in _MARKS if line.startswith(each[0])), None)
        if kept and (mark or not line.strip() or line.startswith(_FENCE)):
            yield Part(kind, " ".join(kept))
            kind, kept = "paragraph", []
        if line.startswith(_FENCE):
            yield _example(line.removeprefix(_FENCE).strip(), lines)
        elif mark:
            kind, kept = mark[1], [line.removeprefix(mark[0]).strip()]
        elif line.strip():
            kept.append(line.strip())
    if kept:
        yield Part(kind, " ".join(kept))


def _example(name: str, lines: Iterator[str]) -> Part:
    """Return the block up to its closing fence; a page may end before it."""
    kept = []
    for line in lines:
        if line.startswith(_FENCE):
            break
        kept.append(line)
    return Part(_EXAMPLES.get(name, "code"), "\n".join(kept))
