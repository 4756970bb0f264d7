"""A language -> the words that comparing needs, from the data file ``compare_LANGUAGE.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache

import msgspec

from sayso.annotate.lexicon.files import read


class Comparison(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """What of one language comparing needs; see the comments in its file."""

    function_words: frozenset[str]
    nobody: frozenset[str]
    hedges: tuple[str, ...]
    unconfirmed: tuple[str, ...]

    def __post_init__(self) -> None:
        """Compile the patterns, so that one that cannot be read is refused when the file is loaded."""
        _ = self.unconfirmed_pattern, self.hedge_pattern

    @cached_property
    def unconfirmed_pattern(self) -> re.Pattern[str]:
        """All of what says that something is not confirmed."""
        return _any(self.unconfirmed)

    @cached_property
    def hedge_pattern(self) -> re.Pattern[str]:
        """All of the hedges, as whole words."""
        return _any(rf"\b{re.escape(each)}\b" for each in self.hedges)


@lru_cache(maxsize=8)
def load(language: str) -> Comparison:
    """Return the words of a language, by its ISO 639-1 code.

    Raises:
        UsageError: if there are none, or their file is not as it should be.

    """
    return read(language, Comparison, family="compare", what="list of words for comparing")


def _any(patterns: Iterable[str]) -> re.Pattern[str]:
    """Return what finds any of the patterns, a blank standing for any white space."""
    joined = "|".join(patterns)
    return re.compile(joined.replace(r"\ ", " ").replace(" ", r"\s+"), re.IGNORECASE)
