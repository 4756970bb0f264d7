"""Ways of naming a source that the attribution model leaves out, in one language: a TOML file, checked."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from sayso.annotate.lexicon.files import exists, read


class UnmarkedWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The words of one language, lower case; see the comments in its file."""

    language: str
    passives: tuple[str, ...]
    decided: tuple[str, ...]
    deciding: tuple[str, ...]
    agent: tuple[str, ...]
    through: tuple[str, ...]
    complements: tuple[str, ...]
    unsaid: tuple[str, ...]
    negating: tuple[str, ...]
    auxiliaries: tuple[str, ...]
    between: tuple[str, ...]
    identities: tuple[str, ...]
    messages: tuple[str, ...]
    circulating: tuple[str, ...]
    media_markers: tuple[str, ...]
    media: tuple[str, ...]
    showing: tuple[str, ...]
    asides: tuple[str, ...]
    subordinate: tuple[str, ...]
    listeners: tuple[str, ...]
    reporting: tuple[str, ...]
    passing_to: tuple[str, ...]
    passing_markers: tuple[str, ...]
    whose: tuple[str, ...]
    relative: tuple[str, ...]
    persons: tuple[str, ...]
    joining: tuple[str, ...]
    apart: tuple[str, ...]
    both: tuple[str, ...]
    coordinated: tuple[str, ...]
    alternatives: tuple[str, ...]
    including: tuple[str, ...]


@lru_cache(maxsize=8)
def load_unmarked(language: str) -> UnmarkedWords | None:
    """Return the words of a language, by its ISO 639-1 code; None where nobody has written any.

    Raises:
        UsageError: if the file is not as it should be.

    """
    if not exists(language, "unmarked"):
        return None
    return read(language, UnmarkedWords, family="unmarked", what="list of unmarked sources")
