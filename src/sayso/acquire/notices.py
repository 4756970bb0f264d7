"""A line in, what it is out: caption, byline, notice, pointer or none, by notices.toml."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

from sayso.errors import SaysoError

if TYPE_CHECKING:
    from collections.abc import Iterable

Furniture = Literal["caption", "byline", "notice", "pointer"]
"""What is no part of the story. A pointer asks for something or leads elsewhere: "Read more"."""

_UNBOUNDED = re.compile(r"(?<!\\)[*+](?![^\[\]]*\])|\{\d+,\}")

_NEVER = "(?!)"


class _Lines(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the lines of one kind are told."""

    longest: int
    starts: list[str]
    within: list[str]


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The data file."""

    agencies: list[str]
    notice: _Lines
    pointer: _Lines
    caption: _Lines
    byline: _Lines
    wall: _Lines
    part: dict[Literal["caption", "byline", "lead", "title", "aside"], str]


class PatternError(SaysoError):
    """The data file holds a pattern that cannot be used: a defect of the package."""


class _Matcher(NamedTuple):
    """The lines of one kind, ready to be told."""

    longest: int
    starts: re.Pattern[str]
    within: re.Pattern[str]

    def fits(self, line: str) -> bool:
        """Return whether a line is of the kind."""
        return len(line) <= self.longest and bool(
            self.starts.match(line) or self.within.search(line)
        )


class Patterns:
    """What lines and parts of a page are."""

    def __init__(self, table: _Table) -> None:
        names = sorted(table.agencies, key=len, reverse=True)
        self._agency = "(?:the )?(?-i:" + "|".join(re.escape(name) for name in names) + ")"
        self._kinds: list[tuple[Furniture, _Matcher]] = [
            ("notice", self._matcher(table.notice)),
            ("pointer", self._matcher(table.pointer)),
            ("caption", self._matcher(table.caption)),
            ("byline", self._matcher(table.byline)),
        ]
        self._wall = self._matcher(table.wall)
        self._agencies = frozenset(name.casefold() for name in table.agencies)
        self._parts = {name: self._compiled([source]) for name, source in table.part.items()}

    def kind(self, line: str) -> Furniture | None:
        """Return what a line is by its words, or None for a line of the story."""
        return next((kind for kind, matcher in self._kinds if matcher.fits(line)), None)

    def is_agency(self, name: str) -> bool:
        """Return whether a name is a news or picture agency's."""
        return name.casefold().removeprefix("the ") in self._agencies

    def is_wall(self, line: str) -> bool:
        """Return whether a line is what a page says that holds no article."""
        return self._wall.fits(line)

    @lru_cache(maxsize=4096)  # noqa: B019 - there is one table, and it lives as long as the program
    def marks(self, names: str) -> frozenset[str]:
        """Return what class names say that a part of a page is."""
        return frozenset(name for name, pattern in self._parts.items() if pattern.search(names))

    def _matcher(self, lines: _Lines) -> _Matcher:
        return _Matcher(lines.longest, self._compiled(lines.starts), self._compiled(lines.within))

    def _compiled(self, sources: Iterable[str]) -> re.Pattern[str]:
        """Return one pattern of many.

        Raises:
            PatternError: for a pattern that is none, or that repeats without a bound.

        """
        for source in sources:
            if _UNBOUNDED.search(source):
                raise PatternError(f"A pattern repeats without a bound: {source}")
        try:
            joined = "|".join(f"(?:{source})" for source in sources) or _NEVER
            return re.compile(joined.replace("{agency}", self._agency), re.IGNORECASE)
        except re.error as error:
            raise PatternError(f"A pattern cannot be used: {error}.") from error


@cache
def patterns() -> Patterns:
    """Return the patterns of the package's data file, checked."""
    text = resources.files("sayso.acquire").joinpath("notices.toml").read_text("utf-8")
    try:
        return Patterns(msgspec.convert(tomllib.loads(text), _Table))
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise PatternError(f"notices.toml cannot be used: {error}.") from error
