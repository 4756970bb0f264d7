"""A claim, its attributions and its words -> how sure the source is, how sure the article is, and why."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from sayso.annotate.certainty.cues import Clause, Found, find, named
from sayso.annotate.certainty.events import main_event, stand_in
from sayso.annotate.certainty.weigh import RANK, SURE, Weighed, weigh
from sayso.annotate.lexicon.certainty_words import Cue, Side
from sayso.records import Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.annotate.lexicon.certainty_words import CertaintyWords, CueClass, Value
    from sayso.annotate.segments import Segments
    from sayso.records import Attribution, Certainty, Claim, Evidentiality, Polarity
    from sayso.spans import Range, Span

PIECES = 3
"""Pieces of a content in which its main event is looked for."""

LONGEST_SCARE = 3
"""Words between quotation marks that may keep a word at a distance; more are a quotation."""

NEITHER = Stance(certainty="neutral")
"""Of who passes something on and takes no side (FactBank's Uu, which has no polarity)."""

_SCARE = Cue((), "", "phrase", "")
"""Stands for marks, which are no words of the lexicon."""

_OPPOSITE: dict[Polarity, Polarity] = {"positive": "negative", "negative": "positive"}


class Voice(NamedTuple):
    """What is known of who stands behind a claim; ``cues`` are places in the text."""

    certainty: Certainty
    polarity: Polarity
    author: Stance
    evidentiality: Evidentiality
    cues: tuple[Range, ...]


class Reported(NamedTuple):
    """What the cue of an attribution does."""

    kind: CueClass
    denied: bool
    limits: tuple[Found, ...]
    """Other cues within it: "may have said"."""
    side: Side
    """Of the article, against what is said."""
    cues: tuple[Range, ...]

    @property
    def value(self) -> Value:
        """How sure the source is of what it says."""
        return self.kind.denied if self.denied else self.kind.value


class Content(NamedTuple):
    """What the words of a claim say of its main event."""

    weighed: Weighed
    cues: tuple[Range, ...] = ()
    seen: bool = False
    """Whether somebody who speaks saw or heard it."""
    event: Range | None = None


class Voices:
    """Reads the sentences of one text, each once."""

    def __init__(
        self, attributions: Iterable[Attribution], segments: Segments, lexicon: CertaintyWords
    ) -> None:
        """Keep the attributions by their names."""
        self.text = segments.text
        self._segments = segments
        self._lexicon = lexicon
        self._by_id = {each.id: each for each in attributions}
        self._cues: dict[str, Reported] = {}
        self._read: dict[int, tuple[Clause, list[Found]]] = {}

    def content(self, claim: Claim) -> Content:
        """Return what the claim's own words say of its main event."""
        found = [self._piece(piece, claim) for piece in claim.spans[:PIECES]]
        read = [each for each in found if each is not None]
        known = [each for each in read if each.event is not None]
        for each in (*known, *read):
            return each
        return Content(Weighed("full", "positive", SURE))

    def of(self, claim: Claim, said: Content) -> Voice:
        """Return who stands how firmly behind a claim that says ``said``."""
        weighed = said.weighed
        if claim.attribution is None:
            hedged = any(
                each.kind.author == "neutral" and each.kind.evidentiality != "inferred"
                for each in weighed.cues
            )
            author = (
                NEITHER
                if hedged
                else Stance(certainty=weighed.certainty, polarity=weighed.polarity)
            )
            seen: Evidentiality = "witnessed" if said.seen else "asserted"
            return Voice(
                weighed.certainty,
                weighed.polarity,
                author,
                weighed.evidentiality or seen,
                said.cues,
            )
        reported = self._reported(self._by_id[claim.attribution])
        certainty, polarity = weighed.certainty, weighed.polarity
        limits = [reported.value, *(each.kind.value for each in reported.limits)]
        certainty = min([certainty, *(each.certainty for each in limits)], key=RANK.__getitem__)
        if reported.value.polarity == "negative":
            polarity = _OPPOSITE[polarity]
        return Voice(
            certainty,
            polarity,
            self._author(claim.attribution, Stance(certainty=certainty, polarity=polarity)),
            _evidentiality(reported, said),
            (*reported.cues, *said.cues),
        )

    def _author(self, attribution: str, source: Stance) -> Stance:
        """What the article makes of it: only who takes a side at every link takes one."""
        stance = source
        each: Attribution | None = self._by_id[attribution]
        seen: set[str] = set()
        while each is not None and each.id not in seen:
            seen.add(each.id)
            reported = self._reported(each)
            if reported.side == "neutral" or reported.denied or reported.limits:
                return NEITHER
            if reported.side == "opposite" and stance.polarity is not None:
                stance = Stance(certainty="full", polarity=_OPPOSITE[stance.polarity])
            each = self._by_id.get(each.parent or "")
        return NEITHER if stance.certainty == "neutral" else stance

    def _reported(self, attribution: Attribution) -> Reported:
        """What the cue of an attribution does, read once."""
        if attribution.id not in self._cues:
            self._cues[attribution.id] = self._read_cue(attribution)
        return self._cues[attribution.id]

    def _read_cue(self, attribution: Attribution) -> Reported:
        """What the last word of a cue that the lexicon knows does; else what the act does."""
        doing: Found | None = None
        others: list[Found] = []
        negations: set[Range] = set()
        for cue in self._standing(attribution).cue_spans:
            clause, found = self._sentence(self._segments.sentence_at(cue.start))
            for each in named(clause, *_words(clause, cue)):
                if each.kind.negates:
                    negations.add(_place(clause, each))
                    continue
                if each.kind.reports and doing is not None:
                    others.append(doing)
                doing = each if each.kind.reports else doing
                others += [] if each.kind.reports else [each]
            negations |= {
                _place(clause, each)
                for each in found
                if each.kind.negates and doing is not None and each.covers(doing.first)
            }
        act = self._lexicon.acts.get(attribution.act, self._lexicon.saying)
        kind = doing.kind if doing is not None else self._lexicon.classes[act]
        judged = [each.kind.author for each in others if each.kind.evaluates]
        return Reported(
            kind,
            denied=bool(len(negations) % 2),
            limits=tuple(each for each in others if _limits(each.kind)),
            side=kind.author if kind.evaluates or not judged else judged[0],
            cues=tuple(negations),
        )

    def _standing(self, attribution: Attribution) -> Attribution:
        """The attribution itself, or the one that it goes on with where it has no cue of its own."""
        if not attribution.cue_spans and attribution.continues in self._by_id:
            return self._by_id[attribution.continues]
        return attribution

    def _piece(self, piece: Span, claim: Claim) -> Content | None:
        number = self._segments.sentence_at(piece.start)
        clause, found = self._sentence(number)
        first, last = _words(clause, piece)
        if first >= last:
            return None
        event = main_event(clause, found, first, last)
        known = event is not None
        own = claim.attribution is None
        if claim.attribution is not None:
            reported = self._reported(self._by_id[claim.attribution])
            # In "doubts whether he left" the doubt has told already what "whether" could.
            told = reported.value.polarity == "negative"
            found = [
                each
                for each in found
                if first <= each.first < last
                and not (told and each.first == first and each.cue.scope == "subordinate")
            ]
        event = stand_in(clause, found, first, last) if event is None else event
        if event is None:
            return None
        weighed = weigh(found, event)
        places = tuple(_place(clause, each) for each in weighed.cues)
        word = clause.words[event]
        scare = self._scare((word.start, word.end)) if own else None
        if scare is not None:
            kind = self._lexicon.classes[self._lexicon.scare]
            marks = Found(event, event + 1, _SCARE, kind, (event, event + 1))
            weighed = weighed._replace(cues=(*weighed.cues, marks))
            places = (*places, scare)
        return Content(
            weighed,
            places,
            self._seen(clause, found, event, own=own),
            (word.start, word.end) if known else None,
        )

    def _seen(self, clause: Clause, found: Sequence[Found], event: int, *, own: bool) -> bool:
        """Whether the main event, or its being seen, is told by who saw it."""
        who = self._lexicon.own_voice if own else self._lexicon.speaking
        return any(
            each.kind.evidentiality == "witnessed"
            and (each.covers(event) or each.first <= event < each.last)
            and clause.lower(each.first - 1) in who
            for each in found
        )

    def _scare(self, word: Range) -> Range | None:
        """The few words in quotation marks in which a word stands, with their marks."""
        for start, end in self._segments.quotations_over(word):
            if len(self.text[start:end].split()) <= LONGEST_SCARE:
                return start, end
        return None

    def _sentence(self, number: int) -> tuple[Clause, list[Found]]:
        if number not in self._read:
            clause = Clause(self.text, self._segments.sentences[number], self._lexicon)
            self._read[number] = clause, find(clause)
        return self._read[number]


def _evidentiality(reported: Reported, said: Content) -> Evidentiality:
    """How the source knows, where its words tell; else that the article has it from somebody."""
    told = reported.kind.evidentiality
    if said.seen or (told == "witnessed" and not reported.denied):
        return "witnessed"
    if "inferred" in {told, said.weighed.evidentiality}:
        return "inferred"
    return "reported"


def _limits(kind: CueClass) -> bool:
    """Whether a cue beside the verb of saying leaves open how sure its source is: "may", "reportedly"."""
    return kind.value.certainty != "full" or kind.author == "neutral"


def _words(clause: Clause, piece: Span) -> Range:
    """The numbers of the first word in a piece and of the one behind its last."""
    return bisect_left(clause.starts, piece.start), bisect_left(clause.starts, piece.end)


def _place(clause: Clause, cue: Found) -> Range:
    return clause.words[cue.first].start, clause.words[cue.last - 1].end
