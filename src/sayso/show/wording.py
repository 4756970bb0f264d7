"""A language's file of words in; checked words for the terminal and the pages, out."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

import msgspec

from sayso.compare.beside_records import Change as WordsChange
from sayso.compare.beside_records import Notable, RowKind
from sayso.records import (
    Act,
    BlockKind,
    Certainty,
    CreditKind,
    EvidenceKind,
    Manner,
    Modifier,
    SourceType,
    Via,
)
from sayso.show.headline import shortened
from sayso.show.plain import one_line
from sayso.show.reading import Counts
from sayso.show.story import StoryReading, quoted
from sayso.show.story_changes import Change, Turn
from sayso.tables import table
from sayso.traces import (
    ArticleCertainty,
    ArticleStance,
    ChangeKind,
    CopyKind,
    IndependentOrigins,
    MutationValue,
    Strength,
)

Role = Literal["origin", "relay", "denier", "infers"]
"""What a source does in a story, as `Origin` has it."""


class Plural(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A phrase with ``{n}`` in it, for one and for any other number."""

    one: str
    other: str

    def __call__(self, number: int, name: Callable[[int], str] = "{:,}".format) -> str:
        """Return the phrase for ``number``, which ``name`` writes."""
        return (self.one if number == 1 else self.other).format(n=name(number))


class Phrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases that count."""

    sources: Plural
    statements: Plural
    unnamed: Plural
    articles: Plural
    findings: Plural
    left_out: Plural
    relays: Plural
    own: Plural
    origins: Plural
    copies: Plural
    repeat: Plural
    doubt: Plural
    deny: Plural
    mention: Plural
    stories: Plural


class Numbers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The names of the first numbers, from nought on."""

    spelled: tuple[str, ...]

    def __call__(self, number: int) -> str:
        """Return the number in letters where it has a name, else in digits."""
        return self.spelled[number] if number < len(self.spelled) else f"{number:,}"


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
    story: dict[str, str]
    numbers: Numbers
    stance: dict[ArticleStance, str]
    article_certainty: dict[ArticleCertainty, str]
    copy_kind: dict[CopyKind, str]
    role: dict[Role, str]
    strength: dict[Strength, str]
    modifier: dict[str, str]
    turn: dict[Turn, str]
    change: dict[ChangeKind, str]
    sentence: dict[ChangeKind, str]
    beside: dict[str, str]

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
            (ArticleStance, self.stance),
            (ArticleCertainty, self.article_certainty),
            (CopyKind, self.copy_kind),
            (Role, self.role),
            (Strength, self.strength),
            (Modifier, self.modifier),
            (Turn, self.turn),
            (ChangeKind, self.change),
            (ChangeKind, self.sentence),
            (WordsChange, self.beside),
            (Notable, self.beside),
            (RowKind, self.beside),
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

    def found(self, articles: int, origins: IndependentOrigins) -> str:
        """Return how many articles put a claim and on how many origins it rests, with the bounds."""
        if not articles:
            return self.story["no_article"]
        largest = max(articles, origins.upper)
        # "16 articles, 1 to 2 origins": letters and digits side by side would look like a slip.
        name = self.numbers if largest < len(self.numbers.spelled) else "{:,}".format
        root = self.counts.origins(origins.upper, name)
        if not origins.upper:
            root = self.story["no_origin"]
        elif not origins.lower:
            root = self.story["up_to"].format(origins=root)
        elif origins.lower < origins.upper:
            root = self.story["range"].format(lower=name(origins.lower), origins=root)
        said = self.story["two"].format(articles=self.counts.articles(articles, name), origins=root)
        return said[0].upper() + said[1:]

    def told(self, value: MutationValue, *, sure: bool = False) -> str:
        """Return a fact as it is told: "at least 60"; with ``sure``, how sure the claim is put."""
        if sure:
            return next((w for k, w in self.article_certainty.items() if k == value.value), "")
        return f"{self.modifier.get(value.modifier or 'exact', '')} {value.value}".strip()

    def changed(self, change: Change) -> str:
        """Return what has become of a fact, in the words of two articles; nothing where they are not known."""
        first, last = change.steps[0].shown, change.steps[-1].shown
        if not (first and first.span and last and last.span):
            return ""
        # Without dates the two only differ: nothing tells which was first.
        kind = change.mutation.change
        return self.sentence[kind if change.dated or kind == "modifier" else "value"].format(
            one=f"[{first.told.number}] {one_line(first.told.name)}",
            has=quoted(shortened(first.span.text)),
            other=f"[{last.told.number}] {one_line(last.told.name)}",
            instead=quoted(shortened(last.span.text)),
        )

    def tally(self, story: StoryReading) -> str:
        """Return how many articles repeat, doubt and deny, and how many are copies, on one line."""
        said = self.counts
        ways = (said.repeat, story.stance("repeats")), (said.doubt, story.stance("doubts"))
        parts = [
            way(len(every)) for way, every in (*ways, (said.deny, story.stance("denies"))) if every
        ]
        if story.neutral:
            parts.append(said.mention(len(story.neutral)))
        copies = sum(map(len, story.copies.values()))
        return " · ".join([*parts, said.copies(copies)] if copies else parts)

    def likely(self, origins: IndependentOrigins) -> str:
        """Return which number between the bounds is the likely one; nothing where they are one."""
        if origins.lower == origins.upper:
            return ""
        if not origins.count:
            return self.story["likely_none"]
        return self.story["most_likely"].format(n=self.numbers(origins.count))


@cache
def wording(language: str = "en") -> Wording:
    """Return the words of ``language``, ISO 639-1."""
    data = files("sayso.show").joinpath("words", f"{language}.toml").read_bytes()
    return table(data, Wording)
