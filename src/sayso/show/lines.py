"""An annotated document in; the lines and columns of its words in the file that it was read from, out."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from sayso.acquire.charset import decode
from sayso.acquire.raw import HTML, PLAIN
from sayso.errors import InputError
from sayso.records import Document
from sayso.spans import Span

LARGEST = 20_000_000
"""Bytes of a file in which words are looked for."""

WORDS = 12
"""Words that are looked for, from the first on; after them the end is where the words end."""

MOST = 1_000
"""Places at which the same words are looked for."""

_BETWEEN = r"(?:\s|<[^<>]{0,300}>){1,9}"
"""What may stand between two words in the file: white space, and tags of HTML."""

_BODY = re.compile("<body", re.IGNORECASE)


@dataclass(frozen=True)
class Place:
    """Where words stand in a file; lines and columns count from 1, columns in code points."""

    line: int
    column: int
    end_line: int
    end_column: int
    """The column after the last one."""


class Lines:
    """Finds words of one document in its file; where there is doubt, or no file, it finds nothing."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._file = _file(document)
        body = _BODY.search(self._file)
        self._from = body.start() if body else 0
        self._starts = [0, *(each.end() for each in re.finditer("\n", self._file))]

    def place(self, span: Span) -> Place | None:
        """Return where the first words of ``span`` stand: at the same turn among the same words."""
        words = span.text.split()[:WORDS]
        if not self._file or not words:
            return None
        pattern = re.compile(_BETWEEN.join(map(re.escape, words)))
        here = [each.start() for each in islice(pattern.finditer(self._text), MOST)]
        there = list(islice(pattern.finditer(self._file, self._from), MOST))
        turn = bisect_right(here, span.start + len(span.text) - len(span.text.lstrip())) - 1
        if turn < 0 or len(here) != len(there):
            return None
        start, end = there[turn].span()
        return Place(*self._at(start), *self._at(end))

    def _at(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def _file(document: Document) -> str:
    """Return the text of the file, or nothing where the document is no file by itself."""
    given = document.input
    path = Path(given.source)
    try:
        if given.media_type not in {HTML, PLAIN} or not path.is_file():
            return ""
        if path.stat().st_size > LARGEST:
            return ""
        return decode(path.read_bytes(), given.media_type).replace("\r\n", "\n")
    except (OSError, ValueError, InputError):
        return ""
