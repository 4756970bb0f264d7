"""Raw characters in, normalised text out: done once, before any offset is made.

What changes, and why:

- NFC, because lexicons, tokenizers and browsers (for text fragments) meet composed letters;
  never NFKC,
  which rewrites words (``½``, ``ﬁ``, ``²``).
- Every line end becomes a line feed; every other space (no-break, thin, ideographic, tab) a
  blank, and
  runs of blanks one blank, as a browser shows them.
- What no reader sees goes: control characters, soft hyphens, zero-width spaces, byte order marks,
  direction marks. Zero-width joiners stay: they spell words in Persian and in Indic scripts.
- A lone surrogate, which no file can hold, becomes the replacement character.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_UNSEEN = (
    "\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\ufffe\uffff"
)
_DIRECTION = range(0x202A, 0x202F), range(0x2066, 0x2070)
_LINE_ENDS = "\u0085\u2028\u2029\x0b\x0c"


@cache
def _table() -> dict[int, str | None]:
    """Return what single characters become; None removes one."""
    table: dict[int, str | None] = {}
    for code in (*range(0x20), *range(0x7F, 0xA0)):
        table[code] = None
    for span in _DIRECTION:
        table.update(dict.fromkeys(span))
    table.update({ord(each): None for each in _UNSEEN})
    table.update({ord(each): "\n" for each in _LINE_ENDS})
    for code in (0x09, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000):
        table[code] = " "
    table[0x0A] = "\n"
    return table


_SURROGATE = re.compile("[\ud800-\udfff]")
_SIMPLE = re.compile(r"[\n\x20-\x7e]*", re.ASCII)
_BLANKS = re.compile(r" {2,}")
_BLANKS_AT_LINE = re.compile(r" ?\n ?")


def clean(text: str) -> str:
    """Return the text with line ends, spaces and unseen characters settled; runs of blanks stay.

    What it returns can still be cut and joined; ``tidy`` is the last step.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _SIMPLE.fullmatch(text):
        return text
    text = _SURROGATE.sub("\ufffd", text.translate(_table()))
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def tidy(text: str) -> str:
    """Return cleaned text with one blank for a run of blanks, none at a line's ends, trimmed."""
    text = _BLANKS.sub(" ", clean(text))
    return _BLANKS_AT_LINE.sub("\n", text).strip(" \n")


def one_line(text: str) -> str:
    """Return the text tidied, with its lines joined by blanks."""
    return " ".join(tidy(text).split())


def fold(text: str) -> str:
    """Return the letters and digits only, case folded: for comparing titles and paragraphs."""
    return "".join(filter(str.isalnum, text.casefold()))
