"""Annotations in; the same as a reader looks for them, by voice and by chain, out.

Voices are numbered in the order in which they are shown: those at the end of the longest chains
first, then as the text first names them; after them those who only pass on, and those without
words. Their statements are lettered in the order of the text. So ``2b`` means the same in the
terminal, in the article's margin and in the list of sources.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.records import Annotations, Attribution, Claim, Drop, Source, Via
from sayso.show.lineage import Lineage, Role
from sayso.spans import Span, merged

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
NO_SOURCE = "?"
"""Stands for the number of a voice where the text names none."""
_UNSURE = 0.7
"""Below this score a reader is told that the model was not sure; a choice, not a calibration."""


@dataclass(frozen=True)
class Hand:
    """One hand through which a statement went."""

    name: str | None
    number: int | None
    via: Via


@dataclass(frozen=True)
class Label:
    """What readers know a statement by."""

    label: str
    number: int | None

    @property
    def key(self) -> str:
        """The label as a part of an id in HTML."""
        return self.label.replace(NO_SOURCE, "0")


@dataclass(frozen=True)
class Statement(Label):
    """One attribution under its label."""

    attribution: Attribution
    source: Source | None
    role: Role
    passed: tuple[Label, ...]
    """Whose words a relay passes on; empty for all others."""
    chain: tuple[Hand, ...]
    """Nearest to the article first; the statement's own source is last."""
    continues: Label | None
    """Of a sentence that still stands on an earlier statement: that one."""
    claim: Claim | None
    words: tuple[str, ...]
    """What is said; more than one stretch where other words stand between. Of a silence, its cue
    too: "declined to comment"."""

    @property
    def cues(self) -> tuple[str, ...]:
        """The words that tell that, and how, it is said."""
        return tuple(each.text for each in self.attribution.cue_spans)

    @property
    def unsure(self) -> bool:
        """Whether the model was not sure that somebody says this."""
        return self.attribution.score < _UNSURE

    @property
    def percent(self) -> int:
        """How sure the model was, out of a hundred."""
        return round(self.attribution.score * 100)


@dataclass(frozen=True)
class Voice:
    """One source with all that it says."""

    number: int
    source: Source
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Counts:
    """How many there are; what is passed on is counted once, where it comes from."""

    sources: int
    statements: int
    unnamed: int
    """Those of the statements that name no source."""
    relays: int
    """Voices that pass on others' words and say nothing of their own."""


@dataclass(frozen=True)
class Reading:
    """One document's voices, and the statements of nobody named."""

    annotations: Annotations
    voices: tuple[Voice, ...]
    unnamed: tuple[Statement, ...]

    @property
    def told(self) -> tuple[Voice, ...]:
        """The voices of whom there is something to tell."""
        return tuple(voice for voice in self.voices if voice.statements)

    @property
    def silent(self) -> tuple[Voice, ...]:
        """The voices that are only named."""
        return tuple(voice for voice in self.voices if not voice.statements)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All of them, those passed on too, in the order of the text."""
        every = [each for voice in self.voices for each in voice.statements]
        return tuple(sorted([*every, *self.unnamed], key=lambda each: _place(each.attribution)))

    @property
    def chains(self) -> tuple[Statement, ...]:
        """The statements that went through more than one hand, longest chains first."""
        passed = [e for e in self.statements if e.role == "statement" and len(e.chain) > 1]
        return tuple(sorted(passed, key=lambda each: -len(each.chain)))

    @property
    def counts(self) -> Counts:
        """How many voices and statements there are."""
        roles = [{each.role for each in voice.statements} for voice in self.voices]
        return Counts(
            sources=sum("statement" in each for each in roles),
            statements=sum(each.role == "statement" for each in self.statements),
            unnamed=sum(each.role == "statement" for each in self.unnamed),
            relays=sum("relay" in each and "statement" not in each for each in roles),
        )

    @property
    def unread(self) -> str | None:
        """Why it was not read who says what; None where it was."""
        drops = [drop for drop in self.annotations.dropped if drop.stage == _STAGE]
        return (drops[0].detail or drops[0].reason) if drops else None

    @property
    def left_out(self) -> tuple[Drop, ...]:
        """What else was left out."""
        return tuple(drop for drop in self.annotations.dropped if drop.stage != _STAGE)


_STAGE = "attribution"


def reading(annotations: Annotations) -> Reading:
    """Return ``annotations`` by voice and by chain."""
    by_source: dict[str | None, list[Attribution]] = {}
    known = {source.id for source in annotations.sources}
    for attribution in sorted(annotations.attributions, key=_place):
        source = attribution.source if attribution.source in known else None
        by_source.setdefault(source, []).append(attribution)
    made = _Maker(annotations, by_source)
    voices = tuple(
        Voice(number, source, tuple(map(made.statement, by_source.get(source.id, ()))))
        for number, source in enumerate(made.ordered, 1)
    )
    return Reading(annotations, voices, tuple(map(made.statement, by_source.get(None, ()))))


class _Maker:
    """Numbers the sources, letters their attributions, and makes statements of these."""

    def __init__(
        self, annotations: Annotations, by_source: Mapping[str | None, Sequence[Attribution]]
    ) -> None:
        self._text = annotations.document.text
        self._lineage = Lineage(annotations)
        self._sources = {source.id: source for source in annotations.sources}
        self._by_source = by_source
        self.ordered = sorted(annotations.sources, key=self._rank)
        self._numbers = {source.id: number for number, source in enumerate(self.ordered, 1)}
        self._labels = {
            attribution.id: self._label(source, place)
            for source, attributions in by_source.items()
            for place, attribution in enumerate(attributions)
        }

    def statement(self, attribution: Attribution) -> Statement:
        label, role = self._labels[attribution.id], self._lineage.role(attribution)
        passed = self._lineage.passed(attribution) if role == "relay" else ()
        return Statement(
            label=label.label,
            number=label.number,
            attribution=attribution,
            source=self._sources.get(attribution.source or ""),
            role=role,
            passed=tuple(self._labels[each.id] for each in passed),
            chain=tuple(self._hand(*hop) for hop in self._lineage.hops(attribution)),
            continues=self._labels.get(attribution.continues or ""),
            claim=self._lineage.claim(attribution),
            words=_words(self._text, attribution, with_cue=role == "silence"),
        )

    def _rank(self, source: Source) -> tuple[bool, int, int]:
        """Return a key that sorts by the longest chain of a statement, and then by place."""
        own = self._by_source.get(source.id, ())
        told = [each for each in own if self._lineage.role(each) == "statement"]
        longest = max((len(self._lineage.hops(each)) for each in told), default=0)
        return not own, -longest, _first(source.mentions, *own)

    def _label(self, source: str | None, place: int) -> Label:
        number = self._numbers.get(source or "")
        return Label(f"{number or NO_SOURCE}{_letters(place)}", number)

    def _hand(self, source: str | None, via: Via) -> Hand:
        known = self._sources.get(source or "")
        return Hand(known.name if known else None, self._numbers.get(source or ""), via)


def _letters(place: int) -> str:
    """Return a, b, ... z, aa, ab, ... for 0, 1, ... 25, 26, 27, ..."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, len(_LETTERS))
        letters = _LETTERS[rest] + letters
    return letters


def _words(text: str, attribution: Attribution, *, with_cue: bool) -> tuple[str, ...]:
    """Return the words said; a quotation that runs over paragraphs is one stretch."""
    spans = (*attribution.content_spans, *(attribution.cue_spans if with_cue else ()))
    ranges = ((each.start, each.end) for each in spans)
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
