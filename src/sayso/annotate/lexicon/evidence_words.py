"""Phrases that say something of the evidence itself, in one language: a TOML file a language, checked."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import Literal

import msgspec

from sayso.annotate.lexicon.files import read, small
from sayso.annotate.lexicon.grammar import any_of
from sayso.records import Act, EvidenceKind, SourceType

By = Literal["subject", "agent", "voice", "article"]
"""Who does it: the phrase before the cue, the phrase behind it, the one in whose voice it is said, or the
article itself unless it quotes somebody directly."""

_FIELD = re.compile(r"\{([a-z]\w*)\}")
_UNBOUNDED = re.compile(r"(?<!\\)[*+](?![^\[\]]*\])|\{\d+,\}")


class Statement(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One way to say it."""

    kind: EvidenceKind
    pattern: str
    """Regular expression for text in lower case; the group ``cue`` is what decides, else all of it."""
    example: str
    """A sentence of our own in which it is found."""
    by: By = "voice"
    open: bool = False
    """Whether it leaves a question open, and calls no report unconfirmed."""
    unless: str = ""
    """Found anywhere in the sentence, it speaks against it."""
    never: tuple[str, ...] = ()
    """Sentences in which it is not found."""


class Anaphor(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Nouns that stand for what was told before, and the claims that they fit by one of these marks."""

    nouns: tuple[str, ...]
    """As they are written, in the singular or the plural."""
    acts: tuple[Act, ...]
    """Of the claim's attribution."""
    types: tuple[SourceType, ...] = ()
    """Of the one who tells the claim."""
    unsourced: bool = False
    """Whether claims fit that nobody in particular tells."""
    open: bool = False
    """Whether only claims fit that the article does not tell as facts."""


class EvidenceWords(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True, kw_only=True
):
    """The phrases of one language; see the comments in its file."""

    language: str
    triggers: str
    supposed: str
    undone: str
    referring: str
    lists: dict[str, str]
    statements: tuple[Statement, ...]
    determiners: tuple[str, ...] = ()
    """Before the noun of an anaphor."""
    completed: tuple[str, ...] = ()
    """Behind that noun: the phrase itself says of what."""
    relatives: tuple[str, ...] = ()
    """What opens a clause that only adds something."""
    anaphors: tuple[Anaphor, ...] = ()

    def __post_init__(self) -> None:
        """Compile the patterns, so that one that cannot be read is told when the file is loaded.

        Raises:
            ValueError: if a repetition has no bound, by which a text could make it slow.

        """
        for each in (self.triggers, self.supposed, self.undone, self.referring):
            _check(each)
        for name, each in self.lists.items():
            _check(name, each)
        for statement in self.statements:
            _check(statement.pattern, statement.unless)
        _ = self.compiled, self.trigger, self.hypothetical, self.negated, self.anaphora
        _ = self.standing, self.anaphor_of

    @cached_property
    def compiled(self) -> tuple[tuple[Statement, re.Pattern[str], re.Pattern[str] | None], ...]:
        """The statements, each with its pattern and with what speaks against it, for text in lower case."""
        return tuple(
            (each, self._small(each.pattern), self._small(each.unless) if each.unless else None)
            for each in self.statements
        )

    @cached_property
    def trigger(self) -> re.Pattern[str]:
        """What every sentence has, in lower case, in which one of the patterns can be found."""
        return self._small(self.triggers)

    @cached_property
    def hypothetical(self) -> re.Pattern[str]:
        """Before a cue: it is only supposed."""
        return self._read(self.supposed)

    @cached_property
    def negated(self) -> re.Pattern[str]:
        """Before the cue of a denial or confirmation: there is none."""
        return self._read(self.undone)

    @cached_property
    def anaphora(self) -> re.Pattern[str]:
        """Words that mean what was told just before."""
        return self._read(self.referring)

    @cached_property
    def standing(self) -> re.Pattern[str]:
        """A phrase that stands for a claim told before, in lower case: ``noun`` tells for which kind."""
        noun, before = any_of(self.anaphor_of), any_of(self.determiners)
        # "No record of this in our news" has no "this ... news": at "in" another phrase begins.
        between = rf"(?!{any_of((*self.determiners, *self.completed))} )[\w’'-]{{1,20}} "
        behind = rf"(?P<of> {any_of(self.completed)}\b)?(?P<aside>, {any_of(self.relatives)}\b)?"
        return small(rf"\b{before} (?:{between}){{0,2}}?(?P<noun>{noun})\b{behind}")

    @cached_property
    def anaphor_of(self) -> dict[str, Anaphor]:
        """For each noun the entry that has it."""
        return {noun: each for each in self.anaphors for noun in each.nouns}

    def _read(self, pattern: str) -> re.Pattern[str]:
        return re.compile(self._filled(pattern), re.IGNORECASE)

    def _small(self, pattern: str) -> re.Pattern[str]:
        return small(self._filled(pattern))

    def _filled(self, pattern: str) -> str:
        return _FIELD.sub(lambda m: self.lists[m.group(1)], pattern)


def _check(*patterns: str) -> None:
    for pattern in patterns:
        if _UNBOUNDED.search(pattern):
            raise ValueError(f"a repetition without a bound in {pattern!r}")


@lru_cache(maxsize=8)
def load_evidence(language: str) -> EvidenceWords:
    """Return the phrases about evidence in a language, by its ISO 639-1 code.

    Raises:
        UsageError: if there are none, or the file is not as it should be.

    """
    return read(language, EvidenceWords, family="evidence", what="list of phrases about evidence")
