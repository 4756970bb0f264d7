"""A language -> the words that comparing needs, from the data file ``compare_LANGUAGE.toml``."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from sayso.annotate.lexicon.files import read


class Comparison(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What of one language comparing needs; see the comments in its file."""

    function_words: frozenset[str]
    nobody: frozenset[str]


@lru_cache(maxsize=8)
def load(language: str) -> Comparison:
    """Return the words of a language, by its ISO 639-1 code.

    Raises:
        UsageError: if there are none, or their file is not as it should be.

    """
    return read(language, Comparison, family="compare", what="list of words for comparing")
