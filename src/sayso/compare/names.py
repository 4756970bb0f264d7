"""Two names, however spelled and in whatever script, in; whether they can be one name out.

Names are written in Latin letters first (anyascii), then by what sounds alike in the ways to romanise
Arabic, Cyrillic and Hebrew: the table is ``romanisation.toml``. What is left to differ is measured by
RapidFuzz. Nothing here knows whether a name is a person's.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec
from anyascii import anyascii
from rapidfuzz.distance import JaroWinkler, Levenshtein

from sayso.tables import shipped

NEAR = 0.8
"""Levenshtein similarity from which on two long words are one name in two spellings."""

NEAR_SHORT = 0.92
"""Jaro-Winkler similarity that a word of four or five sounds needs: a letter more is another name."""

LONG = 6
"""Sounds from which on a word is long."""

MOST_LETTERS = 80
"""Letters of a name that are compared; no word of a name is longer."""

_WORD = re.compile(r"[^\W_]+(?:['’‘][^\W_]+)*")
_VOWELS = re.compile("[aeiou]")
_POSSESSIVE = re.compile(r"['’]s?$")


class Romanisation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the file holds; see the comments in it."""

    articles: frozenset[str]
    sounds: tuple[tuple[str, str], ...]


@lru_cache(maxsize=1)
def romanisation() -> Romanisation:
    """Return the table that comes with the package.

    Raises:
        UsageError: if its file is not as it should be.

    """
    return shipped(__package__, "romanisation.toml", Romanisation)


def words_of(name: str) -> list[str]:
    """Return the words of a name as they are written, a possessive's ending left out."""
    return [_POSSESSIVE.sub("", match[0]) for match in _WORD.finditer(name[: 4 * MOST_LETTERS])]


@lru_cache(maxsize=16384)
def sound(word: str) -> str:
    """Return a word in small Latin letters by its sounds, one way for all ways to write them.

    >>> sound("Mayhoub") == sound("Maihub") == sound("Майхуб")
    True
    """
    latin = re.sub(r"[^a-z0-9]", "", anyascii(word[:MOST_LETTERS]).lower())
    heard = latin
    for written, alike in romanisation().sounds:
        heard = heard.replace(written, alike)
    return re.sub(r"([a-z])\1+", r"\1", heard) or latin


def sounds_of(name: str) -> tuple[str, ...]:
    """Return the sounds of the words of a name, without articles unless nothing else is left."""
    heard = [(word.lower(), sound(word)) for word in words_of(name)]
    kept = tuple(each for word, each in heard if each and word not in romanisation().articles)
    return kept or tuple(each for _, each in heard if each)


def alike(a: str, b: str) -> bool:
    """Return whether two words, given by their sounds, can be two spellings of one."""
    if a == b:
        return True
    if min(len(a), len(b)) < 4 or a[0] != b[0]:
        return False
    if min(len(a), len(b)) >= LONG:
        return Levenshtein.normalized_similarity(a, b) >= NEAR
    return JaroWinkler.similarity(a, b) >= NEAR_SHORT


def same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Return whether two names of two words or more can be one person's, given by their sounds.

    The last words must be one, and so must the first, unless one of them is the other's initial: brothers
    share all but that. Or the one is the other with words left out, but not the first.
    """
    if min(len(a), len(b)) < 2:
        return False
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) < len(longer) and shorter[0] == longer[0] and set(shorter) <= set(longer):
        return True
    if not alike(a[-1], b[-1]):
        return False
    first, other = a[0], b[0]
    initial = min(len(first), len(other)) == 1 and first[0] == other[0]
    return initial or _given(first, other)


def _given(a: str, b: str) -> bool:
    """Whether two given names can be one where the surnames are: of a short one vowels within it alone differ.

    "Munir", "Monir"; but "Maria" is not "Mario", nor "Marta".
    """
    if a == b or (min(len(a), len(b)) >= LONG and alike(a, b)):
        return True
    near = min(len(a), len(b)) >= LONG - 1 and (a[0], a[-1]) == (b[0], b[-1])
    return near and _VOWELS.sub("", a) == _VOWELS.sub("", b)
