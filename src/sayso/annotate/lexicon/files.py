"""A language, and what its data file should hold -> the words of the file, checked."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources
from typing import TypeVar

import msgspec

from sayso.errors import UsageError
from sayso.tables import table

_UNSAFE = re.compile(r"[^a-z]")
_CAPITAL = re.compile(r"(?<!\\)(?<!\(\?)[A-Z]")

Words = TypeVar("Words")


@lru_cache(maxsize=64)
def exists(language: str, family: str = "") -> bool:
    """Return whether there is a file of this family for a language."""
    name = f"{family}_{language}.toml" if family else f"{language}.toml"
    return (
        _UNSAFE.search(language) is None and resources.files(__package__).joinpath(name).is_file()
    )


def small(pattern: str) -> re.Pattern[str]:
    """Return a pattern compiled, for text in lower case: there it is found several times faster.

    Raises:
        ValueError: if it has a capital, which such a text has not.

    """
    if _CAPITAL.search(pattern):
        raise ValueError(f"a capital in {pattern!r}")
    return re.compile(pattern)


def read(language: str, kind: type[Words], *, family: str = "", what: str = "lexicon") -> Words:
    """Return the words of one language from ``FAMILY_LANGUAGE.toml``, or ``LANGUAGE.toml``.

    What a struct's ``__post_init__`` raises when it compiles its patterns (``re.error``,
    ``KeyError``, ``ValueError``) is told as a fault of the file, so that a pattern that cannot be
    read is refused when the file is loaded and not at the first article.

    Args:
        language: An ISO 639-1 code; only its letters count, so that it can name no other folder.
        kind: The struct that the file fills.
        family: The first part of the file's name.
        what: The words for what is missing where there is no such file.

    Raises:
        UsageError: if there is no such file, or it is not as it should be.

    """
    code = _UNSAFE.sub("", language)
    name = f"{family}_{code}.toml" if family else f"{code}.toml"
    try:
        data = resources.files(__package__).joinpath(name).read_bytes()
        return table(data, kind)
    except FileNotFoundError as problem:
        raise UsageError(f"There is no {what} for the language {language!r}.") from problem
    except (msgspec.DecodeError, re.error, KeyError, ValueError) as problem:
        raise UsageError(f"The file {name} is not as it should be: {problem}.") from problem


def read_if_there(language: str, kind: type[Words], *, family: str, what: str) -> Words:
    """Return the same, or what the struct holds by itself for a language without such a file.

    Raises:
        UsageError: if the file is not as it should be.

    """
    return read(language, kind, family=family, what=what) if exists(language, family) else kind()
