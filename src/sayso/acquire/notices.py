"""A line in, what it is out: caption, byline, notice, pointer or none, by notices.toml."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

from sayso.errors import SaysoError
from sayso.outlets import directory
from sayso.tables import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Furniture = Literal["caption", "byline", "notice", "pointer"]
"""What is no part of the story. A pointer asks for something or leads elsewhere: "Read more"."""

_UNBOUNDED = re.compile(r"(?<!\\)[*+](?![^\[\]]*\])|\{\d+,\}")

_NEVER = "(?!)"
_AGENCY = "{agency}"


class _Lines(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the lines of one kind are told."""

    longest: int
    starts: list[str]
    within: list[str]


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The data file."""

    signers: tuple[str, ...]
    notice: _Lines
    pointer: _Lines
    caption: _Lines
    byline: _Lines
    wall: _Lines
    part: dict[Literal["caption", "byline", "lead", "title", "aside"], str]


class PatternError(SaysoError):
    """The data file holds a pattern that cannot be used: a defect of the package."""


class _Matcher(NamedTuple):
    """The lines of one kind, ready to be told; patterns that need a name of an agency stand apart."""

    longest: int
    starts: re.Pattern[str]
    within: re.Pattern[str]
    signed_starts: tuple[str, ...]
    signed_within: tuple[str, ...]

    def fits(self, line: str, signers: Callable[[], tuple[str, ...]]) -> bool:
        """Return whether a line is of the kind; ``signers`` are the names of agencies in it."""
        if len(line) > self.longest:
            return False
        if self.starts.match(line) or self.within.search(line):
            return True
        if not (self.signed_starts or self.signed_within) or not (names := signers()):
            return False
        starts, within = _compiled(self.signed_starts, names), _compiled(self.signed_within, names)
        return bool(starts.match(line) or within.search(line))


class Patterns:
    """What lines and parts of a page are."""

    def __init__(self, given: _Table) -> None:
        self._signers = given.signers
        self._kinds: list[tuple[Furniture, _Matcher]] = [
            ("notice", self._matcher(given.notice)),
            ("pointer", self._matcher(given.pointer)),
            ("caption", self._matcher(given.caption)),
            ("byline", self._matcher(given.byline)),
        ]
        self._wall = self._matcher(given.wall)
        self._parts = {name: _compiled((source,)) for name, source in given.part.items()}

    def kind(self, line: str) -> Furniture | None:
        """Return what a line is by its words, or None for a line of the story."""

        @cache
        def signers() -> tuple[str, ...]:
            return self._signers_in(line)

        return next((kind for kind, matcher in self._kinds if matcher.fits(line, signers)), None)

    def is_wall(self, line: str) -> bool:
        """Return whether a line is what a page says that holds no article."""
        return self._wall.fits(line, tuple)

    @lru_cache(maxsize=4096)  # noqa: B019 - there is one table, and it lives as long as the program
    def marks(self, names: str) -> frozenset[str]:
        """Return what class names say that a part of a page is."""
        return frozenset(name for name, pattern in self._parts.items() if pattern.search(names))

    def _signers_in(self, line: str) -> tuple[str, ...]:
        names = {
            *directory().signatures_in(line),
            *(name for name in self._signers if name in line),
        }
        return tuple(sorted(names, key=lambda name: (-len(name), name)))

    def _matcher(self, lines: _Lines) -> _Matcher:
        for source in (*lines.starts, *lines.within):
            if _UNBOUNDED.search(source):
                raise PatternError(f"A pattern repeats without a bound: {source}")
        kept = [_apart(sources) for sources in (lines.starts, lines.within)]
        for _, signed in kept:
            _compiled(signed, ("AP",))  # a pattern that is none is found at once
        (starts, signed_starts), (within, signed_within) = kept
        return _Matcher(
            lines.longest, _compiled(starts), _compiled(within), signed_starts, signed_within
        )


def _apart(sources: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the patterns without and with a name of an agency."""
    known = tuple(sources)
    signed = tuple(source for source in known if _AGENCY in source)
    return tuple(source for source in known if _AGENCY not in source), signed


@lru_cache(maxsize=256)
def _compiled(sources: tuple[str, ...], names: tuple[str, ...] = ()) -> re.Pattern[str]:
    """Return one pattern of many, with the names that the line holds; thousands would be slow.

    Raises:
        PatternError: for a pattern that is none.

    """
    agency = "(?:the )?(?-i:" + "|".join(map(re.escape, names)) + ")"
    try:
        joined = "|".join(f"(?:{source})" for source in sources) or _NEVER
        return re.compile(joined.replace(_AGENCY, agency), re.IGNORECASE)
    except re.error as error:
        raise PatternError(f"A pattern cannot be used: {error}.") from error


@cache
def patterns() -> Patterns:
    """Return the patterns of the package's data file, checked."""
    data = resources.files("sayso.acquire").joinpath("notices.toml").read_bytes()
    try:
        return Patterns(table(data, _Table))
    except msgspec.DecodeError as error:
        raise PatternError(f"notices.toml cannot be used: {error}.") from error
