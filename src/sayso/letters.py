"""What a capital letter is, in all scripts that have them: a set for patterns; and texts without capitals.

A word character that is none of a to z would be "é" too, and every letter of a script without capitals.
"""

from __future__ import annotations

from collections.abc import Iterator

_CASED = (
    *(range(0x41, 0x590), range(0x10A0, 0x1100), range(0x13A0, 0x1400)),
    *(range(0x1C90, 0x1CC0), range(0x1E00, 0x2190), range(0x2C00, 0x2E00)),
    *(range(0xA640, 0xA800), range(0xFF21, 0xFF3B)),
)
"""Where the Basic Multilingual Plane has letters with capitals; sets beyond it are slow in patterns."""


def is_capital(letter: str) -> bool:
    """Return whether a letter is a capital, or a title letter such as "ǅ".

    >>> [is_capital(letter) for letter in ("É", "é", "Ж", "中", "7")]
    [True, False, True, False, False]
    """
    return letter.isalpha() and (letter.isupper() or letter.istitle())


def lowered(text: str) -> str:
    """Return a text in lower case, each of its letters at the place that it has.

    A pattern finds its matches in it several times faster than without regard to case in the text itself.

    >>> lowered("İzmir NEWS")
    'izmir news'
    """
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(letter.lower()[:1] for letter in text)


def _ranges() -> Iterator[str]:
    for block in _CASED:
        first = last = None
        for number in (*block, block.stop):
            if number in block and is_capital(chr(number)):
                first, last = number if first is None else first, number
            elif first is not None and last is not None:
                yield chr(first) if first == last else f"{chr(first)}-{chr(last)}"
                first = last = None


CAPITALS = "".join(_ranges())
"""The capitals, to stand within the brackets of a pattern: ``f"[{CAPITALS}]"``."""
