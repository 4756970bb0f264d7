"""A text -> its paragraphs, sentences and quotations, as ranges of code points."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.letters import CAPITALS
from sayso.spans import trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.spans import Range

OPENING = "“„«‟〝"
CLOSING = "”»〞"
STRAIGHT = '"＂'
MARKS = OPENING + CLOSING + STRAIGHT + "‚‘’'"
SINGLE = {"‘": "’", "'": "'", "‚": "‘’"}
"""Single marks that open, each with those that close it."""

LONGEST_SENTENCE = 3000
"""Code points; what goes on without a stop for longer is parted, so that no text makes a sentence of itself."""

_PARAGRAPH = re.compile(r"\S(?:[^\n]*\S)?")
# It begins with the mark, and looks behind it only then: so a search passes over the letters quickly.
_STOP = re.compile(
    rf"""[.!?…](?:(?<![.!?…]{{2}})[.!?…]*["'”’»“‘«)\]]*(?=\s+["'“‘«»„‚(\[]*[{CAPITALS}0-9—–-]|\s*$)"""
    # The blank or line break behind it was lost: "was closed.The harbour", but not "3.5" or "U.S.Army".
    rf"""|(?<=[^\W\d_{CAPITALS}]{{2}}.)[.!?…]*[”’»)\]]*(?=["'“‘«»„‚(\[]?[{CAPITALS}][^\W\d_{CAPITALS}]))"""
)
_LAST_WORD = re.compile(r"([\w.]+)$")
_MARK = re.compile(f"[{OPENING}{CLOSING}{STRAIGHT}‚‘’']")
_PARTNER = {mark: re.compile(rf"(?<![\ss])[{marks}](?![^\W_])") for mark, marks in SINGLE.items()}
_EDGE = " \t\u00a0"


@dataclass(frozen=True, slots=True)
class Segments:
    """The structure of a text; each list in reading order."""

    text: str
    paragraphs: tuple[Range, ...]
    sentences: tuple[Range, ...]
    quotations: tuple[Range, ...]
    """Inside of the marks; a quotation over several paragraphs has one range in each."""
    open_ended: frozenset[int]
    """Indices of paragraphs that end within a quotation which the next paragraph takes up."""

    def quotations_over(self, place: Range) -> tuple[Range, ...]:
        """Return the quotations that share a code point with ``place``; they never overlap."""
        first = bisect_right(self.quotations, (place[0], place[0]))
        if first and self.quotations[first - 1][1] > place[0]:
            first -= 1
        last = bisect_left(self.quotations, (place[1], -1))
        return self.quotations[first:last]

    def sentence_at(self, position: int) -> int:
        """Return the index of the sentence that holds ``position``, or the last one before it."""
        return max(0, bisect_right(self.sentences, (position, len(self.text) + 1)) - 1)

    def paragraph_at(self, position: int) -> int:
        """Return the index of the paragraph that holds ``position``, or the last one before it."""
        return max(0, bisect_right(self.paragraphs, (position, len(self.text) + 1)) - 1)


def segment(text: str, abbreviations: Sequence[str]) -> Segments:
    """Return the segments of ``text``; a full stop after an abbreviation ends no sentence."""
    paragraphs = tuple(match.span() for match in _PARAGRAPH.finditer(text))
    known = frozenset(abbreviations)
    sentences = [
        piece
        for part in paragraphs
        for each in _sentences(text, part, known)
        for piece in _pieces(text, *each)
    ]
    quotations, open_ended = _quotations(text, paragraphs)
    return Segments(text, paragraphs, tuple(sentences), tuple(quotations), frozenset(open_ended))


def _sentences(text: str, paragraph: Range, abbreviations: frozenset[str]) -> list[Range]:
    start, end = paragraph
    result = []
    for match in _STOP.finditer(text, start, end):
        before = _LAST_WORD.search(text, max(start, match.start() - 20), match.start())
        word = before.group(1) if before else ""
        abbreviated = word.lower() in abbreviations or (len(word) == 1 and word.isupper())
        if abbreviated and match.group().startswith(".") and match.end() < end:
            continue
        if text[start : match.end()].strip():
            result.append((start, match.end()))
        start = match.end()
        while start < end and text[start] in _EDGE:
            start += 1
    if start < end:
        result.append((start, end))
    return result


def _pieces(text: str, start: int, end: int) -> Iterator[Range]:
    """A sentence, or pieces of one that is too long, each up to a blank where there is one."""
    while end - start > LONGEST_SENTENCE:
        blank = text.rfind(" ", start + LONGEST_SENTENCE // 2, start + LONGEST_SENTENCE)
        stop = blank if blank >= 0 else start + LONGEST_SENTENCE
        yield trimmed(text, start, stop)
        start, _ = trimmed(text, stop, end)
    if start < end:
        yield start, end


def _quotations(text: str, paragraphs: Sequence[Range]) -> tuple[list[Range], set[int]]:
    result: list[Range] = []
    open_ended: set[int] = set()
    for number, (start, end) in enumerate(paragraphs):
        opened: int | None = None
        mark = ""
        for match in _MARK.finditer(text, start, end):
            char, at = match.group(), match.start()
            if opened is None:
                if _opens(text, at, start, end, char):
                    opened, mark = match.end(), char
            elif _closes(text, at, end, mark, char):
                if opened < at:
                    result.append((opened, at))
                opened = None
        if opened is not None and opened < end and mark not in SINGLE:
            result.append((opened, end))
            following = paragraphs[number + 1][0] if number + 1 < len(paragraphs) else len(text)
            alike = STRAIGHT if mark in STRAIGHT else OPENING + mark
            if text[following : following + 1] and text[following] in alike:
                open_ended.add(number)
    return result, open_ended


def _opens(text: str, at: int, start: int, end: int, char: str) -> bool:
    """Whether the mark at ``at`` opens a quotation; single marks only where no letter stands before."""
    free = at == start or not text[at - 1].isalnum()
    followed = at + 1 < end and not text[at + 1].isspace()
    if char in SINGLE:
        return free and followed and _single_closes(text, at + 1, end, char)
    if char in CLOSING:
        # As Danes (») and Swedes (”) begin, or typed the wrong way round; "5” wide" begins nothing.
        return followed and (free if char == "»" else at == start or text[at - 1].isspace())
    return char in OPENING or (char in STRAIGHT and followed)


def _single_closes(text: str, start: int, end: int, char: str) -> bool:
    """A single mark is a quotation only where its partner stands after a word's end."""
    return _PARTNER[char].search(text, start, min(end, start + 1000)) is not None


def _closes(text: str, at: int, end: int, mark: str, char: str) -> bool:
    if mark in STRAIGHT:
        return char in STRAIGHT or (char == "”" and not text[at - 1].isspace())
    if mark in SINGLE:
        return char in SINGLE[mark] and (at + 1 >= end or not text[at + 1].isalnum())
    if mark == "„":
        return char in "“”" + STRAIGHT
    if mark == "»":
        return char == "«"
    # An opening mark with no word after it is a closing one that was typed the wrong way round.
    wrong_way = char in OPENING and not text[at + 1 : at + 2].isalnum()
    return char in CLOSING + STRAIGHT or wrong_way
