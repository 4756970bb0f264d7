"""Annotations in; the same as a reader looks for them, by voice and by chain, out.

Voices are numbered in the order in which the text first names them, those without words of their
own last, and their statements are lettered in the order of the text; so ``2b`` means the same in
the terminal, in the article's margin and in the list of sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.records import Annotations, Attribution, Claim, Source, Via
from sayso.spans import Span, merged

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
NO_SOURCE = "?"
"""Stands for the number of a voice where the text names none."""


@dataclass(frozen=True)
class Hand:
    """One hand through which a statement went."""

    name: str | None
    number: int | None
    via: Via


@dataclass(frozen=True)
class Statement:
    """One attribution under the label that readers know it by."""

    label: str
    number: int | None
    attribution: Attribution
    source: Source | None
    chain: tuple[Hand, ...]
    """Nearest to the article first; the statement's own source is last."""
    claim: Claim | None
    words: tuple[str, ...]
    """What is said; more than one stretch where other words stand between."""

    @property
    def key(self) -> str:
        """The label as a part of an id in HTML."""
        return self.label.replace(NO_SOURCE, "0")

    @property
    def cues(self) -> tuple[str, ...]:
        """The words that tell that, and how, it is said."""
        return tuple(each.text for each in self.attribution.cue_spans)


@dataclass(frozen=True)
class Voice:
    """One source with all that it says."""

    number: int
    source: Source
    statements: tuple[Statement, ...]

    @property
    def longest(self) -> int:
        """Number of hands in the longest chain that ends at this voice; 0 without a statement."""
        return max((len(each.chain) for each in self.statements), default=0)


@dataclass(frozen=True)
class Reading:
    """One document's voices, and the statements of nobody named."""

    annotations: Annotations
    voices: tuple[Voice, ...]
    unnamed: tuple[Statement, ...]

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All statements in the order of the text."""
        every = [each for voice in self.voices for each in voice.statements]
        return tuple(sorted([*every, *self.unnamed], key=lambda each: _place(each.attribution)))

    @property
    def chains(self) -> tuple[Statement, ...]:
        """The statements that went through more than one hand, longest chains first."""
        passed = [each for each in self.statements if len(each.chain) > 1]
        return tuple(sorted(passed, key=lambda each: -len(each.chain)))


def reading(annotations: Annotations) -> Reading:
    """Return ``annotations`` by voice and by chain."""
    by_source: dict[str | None, list[Attribution]] = {}
    known = {source.id for source in annotations.sources}
    for attribution in sorted(annotations.attributions, key=_place):
        source = attribution.source if attribution.source in known else None
        by_source.setdefault(source, []).append(attribution)
    ordered = sorted(
        annotations.sources,
        key=lambda source: (
            source.id not in by_source,
            _first(source.mentions, *by_source.get(source.id, ())),
        ),
    )
    numbers = {source.id: number for number, source in enumerate(ordered, 1)}
    chains = _Chains(annotations, numbers)

    def statements(source: Source | None) -> tuple[Statement, ...]:
        number = numbers[source.id] if source else None
        return tuple(
            Statement(
                label=f"{number or NO_SOURCE}{_letters(place)}",
                number=number,
                attribution=attribution,
                source=source,
                chain=chains.of(attribution),
                claim=chains.claims.get(attribution.id),
                words=_words(annotations.document.text, attribution),
            )
            for place, attribution in enumerate(by_source.get(source.id if source else None, ()))
        )

    voices = tuple(Voice(numbers[each.id], each, statements(each)) for each in ordered)
    return Reading(annotations, voices, statements(None))


class _Chains:
    """Looks up the chain of an attribution: its claim's, or else that of the ones it stands in."""

    def __init__(self, annotations: Annotations, numbers: Mapping[str, int]) -> None:
        self.claims: dict[str, Claim] = {}
        for claim in annotations.claims:
            if claim.attribution:
                self.claims.setdefault(claim.attribution, claim)
        self._numbers = numbers
        self._names = {source.id: source.name for source in annotations.sources}
        self._attributions = {each.id: each for each in annotations.attributions}

    def of(self, attribution: Attribution) -> tuple[Hand, ...]:
        claim = self.claims.get(attribution.id)
        if claim and claim.chain:
            return tuple(self._hand(link.source, link.via) for link in claim.chain)
        hands: list[Hand] = []
        seen: set[str] = set()
        each: Attribution | None = attribution
        while each and each.id not in seen:  # records from elsewhere may be circular
            seen.add(each.id)
            hands.append(self._hand(each.source, "text"))
            each = self._attributions.get(each.parent or "")
        return tuple(reversed(hands))

    def _hand(self, source: str | None, via: Via) -> Hand:
        return Hand(self._names.get(source or ""), self._numbers.get(source or ""), via)


def _letters(place: int) -> str:
    """Return a, b, ... z, aa, ab, ... for 0, 1, ... 25, 26, 27, ..."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, len(_LETTERS))
        letters = _LETTERS[rest] + letters
    return letters


def _words(text: str, attribution: Attribution) -> tuple[str, ...]:
    """Return the words said; a quotation that runs over paragraphs is one stretch."""
    ranges = ((each.start, each.end) for each in attribution.content_spans)
    return tuple(text[start:end] for start, end in merged(ranges, text, bridge=" \n\t"))


def _all_spans(attribution: Attribution) -> Sequence[Span]:
    return (*attribution.content_spans, *attribution.source_spans, *attribution.cue_spans)


def _place(attribution: Attribution) -> tuple[int, int, str]:
    """Return a key that sorts by the first word said, and what holds another before it."""
    spans = attribution.content_spans or _all_spans(attribution)
    start = min((each.start for each in spans), default=0)
    return start, -max((each.end for each in spans), default=0), attribution.id


def _first(mentions: Iterable[Span], *attributions: Attribution) -> int:
    every = [each.start for each in mentions]
    every += [each.start for one in attributions for each in _all_spans(one)]
    return min(every, default=0)
