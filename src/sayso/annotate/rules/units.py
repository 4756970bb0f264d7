"""A segmented text -> its sentences as tokens and clauses, each quotation one token.

A sentence here goes on to the end of a quotation that it holds, however many full stops stand in it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.annotate.segments import MARKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.annotate.segments import Segments
    from sayso.spans import Range

LONGEST = 300
"""Tokens of a sentence; a longer one is read in pieces, so that no text takes long."""

QUOTED_NAME = 6
"""Words in quotation marks that may be a name: the magazine „Der Spiegel“."""

_TOKEN = re.compile(
    r"(?P<aside>[(\[][^()\[\]\n]{0,160}[)\]])|\d+(?:[.,:]\d+)+|\w+(?:[-’'&/.@]\w+)*-?|[^\w\s]"
)
_SEPARATORS = frozenset(",:;–—")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark, an aside in brackets, or a whole quotation with its marks."""

    word: str
    lower: str
    start: int
    end: int
    kind: str

    @property
    def capital(self) -> bool:
        """Whether it is a word with a capital, as nouns and names have."""
        return self.kind == "word" and self.word[0].isupper()

    @property
    def separates(self) -> bool:
        """Whether it is a mark between clauses."""
        return self.kind == "mark" and self.word in _SEPARATORS


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence; a clause is a range of tokens between marks, ends exclusive."""

    tokens: tuple[Token, ...]
    clauses: tuple[Range, ...] = field(default=())

    @property
    def start(self) -> int:
        """Where the first token begins."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where the last token ends."""
        return self.tokens[-1].end

    def word(self, index: int) -> str:
        """Return the word at an index in lower case; nothing outside of the sentence."""
        return self.tokens[index].lower if 0 <= index < len(self.tokens) else ""

    def ends_at(self, index: int) -> bool:
        """Whether a clause ends before this index."""
        if index >= len(self.tokens):
            return True
        token = self.tokens[index]
        return token.kind == "mark" and token.word in ",:;–—.!?…"


def units(segments: Segments) -> Iterator[Unit]:
    """Yield the sentences of a text in their order."""
    for start, end in _ranges(segments):
        tokens = list(_tokens(segments, start, end))
        for first in range(0, len(tokens), LONGEST):
            part = tuple(tokens[first : first + LONGEST])
            yield Unit(part, tuple(_clauses(part)))


def _ranges(segments: Segments) -> Iterator[Range]:
    """Sentences, those joined that a quotation joins."""
    pending: Range | None = None
    for start, end in segments.sentences:
        first = pending[0] if pending is not None else start
        crossing = any(
            opened < end < closed for opened, closed in segments.quotations_over((end - 1, end + 1))
        )
        if crossing and segments.paragraph_at(start) == segments.paragraph_at(end):
            pending = (first, end)
            continue
        pending = None
        yield first, end
    if pending is not None:
        yield pending


def _tokens(segments: Segments, start: int, end: int) -> Iterator[Token]:
    text, at = segments.text, start
    for opened, closed in segments.quotations_over((start, end)):
        first = opened - 1 if opened > 0 and text[opened - 1] in MARKS else opened
        last = closed + 1 if text[closed : closed + 1] and text[closed] in MARKS else closed
        if first < at:
            continue
        yield from _plain(text, at, first)
        last = min(last, end)
        words = text[first:last]
        if first < last:
            yield Token(words, words.lower(), first, last, "quote")
        at = last
    yield from _plain(text, at, end)


def _plain(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        kind = "aside" if match["aside"] else "word" if word[0].isalnum() else "mark"
        yield Token(word, word.lower(), match.start(), match.end(), kind)


def _clauses(tokens: tuple[Token, ...]) -> Iterator[Range]:
    first = 0
    for index, token in enumerate(tokens):
        if token.separates:
            if first < index:
                yield first, index
            first = index + 1
    last = len(tokens)
    while last > first and tokens[last - 1].kind == "mark":
        last -= 1
    if first < last:
        yield first, last


def size(token: Token) -> int:
    """Return how many words a quotation has."""
    return len(_WORD.findall(token.word))
