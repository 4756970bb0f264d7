"""A noun, or a phrase of a language that gives every noun a capital -> what its nouns are, and its names.

German writes "Sprecher" as it writes "Meier", and joins nouns to longer ones: a "Regierungssprecher"
is a "Sprecher". What stands in the lexicon, or ends in a word of it, is no name.
"""

from __future__ import annotations

from functools import lru_cache

from sayso.annotate.lexicon import Lexicon, load

SHORTEST_END = 4
"""Letters of a noun that other nouns may end in: "amt" would make a name of a place an office."""

SHORTEST_FRONT = 3
"""Letters before it."""


def known(word: str, lexicon: Lexicon) -> str | None:
    """Return the noun of the lexicon that ``word`` is, or ends in; None for any other word."""
    return _known(word.lower(), lexicon.language)


@lru_cache(maxsize=8192)
def _known(word: str, language: str) -> str | None:
    nouns = load(language).kind_of_noun
    if word in nouns:
        return word
    for at in range(SHORTEST_FRONT, len(word) - SHORTEST_END + 1):
        if word[at:] in nouns:
            return word[at:]
    return None
