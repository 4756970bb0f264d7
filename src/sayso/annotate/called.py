"""Two names of one article in, whether they are one source's out: "Anna Berg", "Berg", "BBC"."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from sayso.annotate.lexicon import load

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.annotate.lexicon import Lexicon

_WORD = re.compile(r"\w+")


def same_name(a: str, b: str, lexicon: Lexicon) -> bool:
    """Return whether two names are one: equal, a surname of the other, or its initials."""
    ours, theirs = words_of(a, lexicon.language), words_of(b, lexicon.language)
    short, long = sorted((ours, theirs), key=len)
    if ours == theirs or not short:
        return ours == theirs
    if len(short) == 1:
        given = lexicon.gender_of(a) or lexicon.gender_of(b)
        surname = short[0] == long[-1] and (len(long) == 2 or given is not None)
        return surname or (len(short[0]) > 1 and short[0] == initials(long, lexicon))
    ends = short[0] == long[0] and short[-1] == long[-1]
    starts = long[: len(short)] == short and len(long) - len(short) == 1
    return ends or starts or long[-len(short) :] == short


def initials(words: Sequence[str], lexicon: Lexicon) -> str:
    """Return the first letters of the words of a name, those between names left out."""
    return "".join(word[0] for word in words if word not in lexicon.linking)


@lru_cache(maxsize=8192)
def words_of(name: str, language: str) -> tuple[str, ...]:
    """Return the words of a name in small letters, without "The" before it and "Jr." behind it."""
    grammar = load(language).grammar
    words = [word.lower() for word in _WORD.findall(name.replace(".", ""))]
    if len(words) > 2 and words[-1] in grammar.generations:
        words.pop()
    return tuple(words[1:] if len(words) > 1 and words[0] in grammar.name_articles else words)
