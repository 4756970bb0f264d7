"""A language's file of words in; checked words for the terminal and the pages, out."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import get_args

import msgspec

from sayso.records import (
    Act,
    BlockKind,
    Certainty,
    CreditKind,
    EvidenceKind,
    Manner,
    SourceType,
    Via,
)
from sayso.show.reading import Counts
from sayso.tables import table


class Plural(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A phrase with ``{n}`` in it, for one and for any other number."""

    one: str
    other: str

    def __call__(self, number: int) -> str:
        """Return the phrase for ``number``."""
        return (self.one if number == 1 else self.other).format(n=f"{number:,}")


class Phrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases that count."""

    sources: Plural
    statements: Plural
    unnamed: Plural
    articles: Plural
    left_out: Plural
    relays: Plural
    own: Plural


class Wording(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All words that Sayso itself shows to a reader, in one language."""

    manner: dict[Manner, str]
    act: dict[Act, str]
    source_type: dict[SourceType, str]
    credit: dict[CreditKind, str]
    via: dict[Via, str]
    block: dict[BlockKind, str]
    certainty: dict[Certainty, str]
    evidence: dict[EvidenceKind, str]
    counts: Phrases
    common: dict[str, str]
    page: dict[str, str]
    index: dict[str, str]

    def __post_init__(self) -> None:
        """Check that no value of the records is without a word.

        Raises:
            ValueError: if one is.

        """
        for kind, words in (
            (Manner, self.manner),
            (Act, self.act),
            (SourceType, self.source_type),
            (CreditKind, self.credit),
            (Via, self.via),
            (BlockKind, self.block),
            (Certainty, self.certainty),
            (EvidenceKind, self.evidence),
        ):
            missing = set(get_args(kind)) - words.keys()
            if missing:
                raise ValueError(f"The words lack {', '.join(sorted(missing))}.")

    def sum(self, counts: Counts) -> str:
        """Return how many sources and statements there are, on one line."""
        said = self.counts
        parts = [said.sources(counts.sources), said.statements(counts.statements)]
        if counts.unnamed:
            parts.append(said.unnamed(counts.unnamed))
        if counts.relays:
            parts.append(said.relays(counts.relays))
        return " · ".join(parts)


@cache
def wording(language: str = "en") -> Wording:
    """Return the words of ``language``, ISO 639-1."""
    data = files("sayso.show").joinpath("words", f"{language}.toml").read_bytes()
    return table(data, Wording)
