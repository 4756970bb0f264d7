"""A language -> the words that comparing needs: from ``compare_LANGUAGE.toml`` and from the lexicon."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import msgspec

from sayso.annotate import lexicon
from sayso.annotate.lexicon.files import exists, read_if_there

LANGUAGE = "en"
"""Whose words are taken for a document of no known language."""


class Listed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a file holds; see the comments in it."""

    function_words: frozenset[str] = frozenset()
    nobody: frozenset[str] = frozenset()
    refusing: frozenset[str] = frozenset()
    hedging: frozenset[str] = frozenset()
    hearsay: frozenset[str] = frozenset()
    that: frozenset[str] = frozenset()
    references: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Terms:
    """What of one language comparing needs; a language without files has none of it."""

    function_words: frozenset[str] = frozenset()
    nobody: frozenset[str] = frozenset()
    refusing: frozenset[str] = frozenset()
    hedging: frozenset[str] = frozenset()
    hearsay: frozenset[str] = frozenset()
    that: frozenset[str] = frozenset()
    abbreviations: tuple[str, ...] = ()
    negations: frozenset[str] = frozenset()
    references: frozenset[str] = frozenset()
    """Words of a content that may only refer to what was told; function words are among them."""


@lru_cache(maxsize=8)
def load(language: str | None) -> Terms:
    """Return the words of a language, by its ISO 639-1 code.

    Raises:
        UsageError: if a file of it is not as it should be.

    """
    code = language or LANGUAGE
    listed = read_if_there(code, Listed, family="compare", what="list of words for comparing")
    known = lexicon.load(code) if exists(code) else None
    return Terms(
        function_words=listed.function_words,
        nobody=listed.nobody,
        refusing=listed.refusing | (frozenset(known.negations) if known else frozenset()),
        hedging=listed.hedging,
        hearsay=listed.hearsay,
        that=listed.that,
        abbreviations=known.abbreviations if known else (),
        negations=frozenset(known.negations) if known else frozenset(),
        references=listed.references | listed.function_words if listed.references else frozenset(),
    )
