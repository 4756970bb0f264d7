"""Text -> the token arrays that the encoder reads; the same code serves training and reading.

WordPiece drops line breaks and letter case, and both carry weight in news: a line of the text is
therefore followed by a break token, and each token has a *shape* that says how it is written and
whether it stands inside quotation marks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

BREAK_ID = 1
"""``[unused0]`` of the BERT vocabulary: stands for a line break."""

SHAPES = 6
"""Lower case, Capitalised or CAPITALS, each outside or inside quotation marks."""

_LINE = re.compile(r"[^\n]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_TYPED = re.compile("``|''")
"""Quotation marks as typewriters and TeX write them; both are straight marks to the encoder."""
_OPENING = frozenset("“„«‟")
_CLOSING = frozenset("”»")
_TOGGLING = frozenset('"＂')
_PARTNERS = {"„": frozenset("“”"), "»": frozenset("«"), "‚": frozenset("‘’")}
"""Marks that others close than :data:`_CLOSING`: German, Danish, Polish."""
_MARK = re.compile(
    f"[{''.join({*_OPENING, *_CLOSING, *_TOGGLING, *_PARTNERS}.union(*_PARTNERS.values()))}]"
)


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """Parallel arrays, one entry a token; offsets are code points into the text."""

    ids: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    shapes: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.ids)


def tokenize(text: str, tokenizer: Tokenizer, *, breaks: bool = True) -> Tokens:
    """Encode ``text`` line by line, without special tokens other than the breaks between lines."""
    # A lone surrogate is no character that could be encoded; its replacement is as long.
    lines = [
        (m.start(), _TYPED.sub('" ', _SURROGATE.sub("\ufffd", m.group())))
        for m in _LINE.finditer(text)
    ]
    ids: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    shapes: list[int] = []
    encodings = tokenizer.encode_batch([line for _, line in lines], add_special_tokens=False)
    for (offset, line), encoding in zip(lines, encodings, strict=True):
        quoted = _inside_quotes(line)
        # A headline in capitals: none of them says that a word is an abbreviation.
        most = 1 if line.isupper() else 2
        for token_id, (start, end) in zip(encoding.ids, encoding.offsets, strict=True):
            ids.append(token_id)
            starts.append(offset + start)
            # Of a mark of two characters the encoder has read one.
            ends.append(offset + end + (line[start:end] == '"' != text[offset + start]))
            shapes.append(min(_shape(line[start:end]), most) + 3 * quoted[start])
        if not breaks:
            continue
        ids.append(BREAK_ID)
        starts.append(offset + len(line))
        ends.append(offset + len(line))
        shapes.append(0)
    return Tokens(*(np.asarray(column, dtype=np.int64) for column in (ids, starts, ends, shapes)))


def lines_of(text: str, tokens: Tokens) -> NDArray[np.int64]:
    """Return for each token the number of the line in which it stands."""
    breaks = np.fromiter((i for i, char in enumerate(text) if char == "\n"), dtype=np.int64)
    numbers: NDArray[np.int64] = np.searchsorted(breaks, tokens.starts)
    return numbers


def _shape(piece: str) -> int:
    if len(piece) > 1 and piece.isupper():
        return 2
    return int(piece[:1].isupper())


def _inside_quotes(line: str) -> bytes:
    """For each character, 1 where it stands between double quotation marks of this line, or is one."""
    opened, since = "", 0
    states = bytearray(len(line))
    for mark in _MARK.finditer(line):
        i, char = mark.start(), mark.group()
        toggles = char in _TOGGLING
        if opened:
            partners = _PARTNERS.get(opened, _CLOSING)
            if toggles or (char in partners and not (char == "’" and _in_word(line, i))):
                states[since : i + 1] = b"\1" * (i + 1 - since)
                opened = ""
        elif toggles or char in _OPENING or (char in _PARTNERS and _begins_word(line, i)):
            opened, since = char, i
    if opened:
        states[since:] = b"\1" * (len(line) - since)
    return bytes(states)


def _begins_word(line: str, at: int) -> bool:
    return line[at + 1 : at + 2].isalnum() and not line[max(0, at - 1) : at].isalnum()


def _in_word(line: str, at: int) -> bool:
    return line[at + 1 : at + 2].isalnum()
