"""Attributions -> those with the sentences added whose verb says that they are somebody's word.

"Der Fahrer habe geschlafen." stands in the first subjunctive, which German keeps for the words of others:
whoever spoke last still speaks, though a sentence of the article's own may stand between. "Er soll
geschlafen haben" tells the same, and where nobody has spoken, it is hearsay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.annotate.lexicon.rule_words import load_rules
from sayso.annotate.rules.units import units
from sayso.records import Attribution
from sayso.spans import RangeIndex, span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.annotate.lexicon.rule_words import RuleWords
    from sayso.annotate.rules.units import Unit
    from sayso.annotate.segments import Segments
    from sayso.spans import Range

FARTHEST = 1
"""Sentences of the article's own after which a mood still goes back to the last speaker."""


def still(said: Sequence[Attribution], segments: Segments, language: str) -> list[Attribution]:
    """Return the attributions, and after them those that the mood of a verb tells.

    A language without rules has no such moods.
    """
    words = load_rules(language)
    return [*said] if words is None else _Moods(said, segments, words).read()


class _Moods:
    """Goes through the sentences of one text."""

    def __init__(self, said: Sequence[Attribution], segments: Segments, words: RuleWords) -> None:
        self._said, self._segments, self._words = said, segments, words
        self._by_id = {each.id: each for each in said}
        self._taken = RangeIndex(
            ((piece.start, piece.end), number)
            for number, each in enumerate(said)
            for piece in (*each.source_spans, *each.cue_spans, *each.content_spans)
        )

    def read(self) -> list[Attribution]:
        added: list[Attribution] = []
        last: Attribution | None = None
        gap = paragraph = 0
        for unit in units(self._segments):
            here = self._segments.paragraph_at(unit.start)
            over = set(self._taken.over((unit.start, unit.end)))
            if over:
                last, gap, paragraph = self._last(over), 0, here
                continue
            verb = self._verb(unit, near=last is not None and gap == 0 and here == paragraph)
            near = last is not None and gap <= FARTHEST and here - paragraph <= 1
            if verb is None:
                gap += 1
                continue
            if near or self._is_hearsay(unit, verb):
                number = len(self._said) + len(added) + 1
                added.append(self._record(f"a{number}", unit, verb, last if near else None))
            if near:
                gap, paragraph = 0, here
        return [*self._said, *added]

    def _last(self, over: set[int]) -> Attribution:
        """Who speaks last in a sentence, the outermost where one stands within another's words."""
        outer = [self._said[k] for k in over if self._said[k].parent is None] or [
            self._said[k] for k in over
        ]
        each = max(outer, key=lambda one: one.content_spans[-1].end if one.content_spans else 0)
        return self._by_id.get(each.continues or "", each)

    def _verb(self, unit: Unit, *, near: bool) -> Range | None:
        """The tokens of the verb by which a sentence is somebody's word."""
        sets = self._words.sets
        for at, token in enumerate(unit.tokens):
            if token.kind != "word" or token.word[0].isupper() or self._is_within(unit, at):
                continue
            if token.lower in sets["subjunctive"] and not self._is_first_person(unit, at):
                return at, at + 1
            if near and token.lower in sets["weak_subjunctive"]:
                return at, at + 1
            if token.lower in sets["hearsay_verbs"] and self._is_hearsay(unit, (at, at + 1)):
                return at, at + 1
        return None

    def _is_within(self, unit: Unit, at: int) -> bool:
        """Whether a token stands in a subordinate clause, whose mood the main clause decides."""
        sets = self._words.sets
        first = next((start for start, end in unit.clauses if start <= at < end), at)
        if first == 0 and unit.word(0) not in sets["subordinators"]:
            return False
        opening = unit.word(first)
        if opening in sets["prepositions"]:
            opening = unit.word(first + 1)
        subordinate = opening in sets["subordinators"] or opening in sets["complements"]
        return subordinate or (opening in sets["relatives"] and unit.ends_at(at + 1))

    def _is_first_person(self, unit: Unit, at: int) -> bool:
        beside = {unit.word(at - 1), unit.word(at + 1)}
        return not beside.isdisjoint(self._words.sets["first_person"])

    def _is_hearsay(self, unit: Unit, verb: Range) -> bool:
        """Whether "soll" has a perfect infinitive at the end of its clause: "soll ... gewesen sein"."""
        sets = self._words.sets
        if unit.word(verb[0]) not in sets["hearsay_verbs"]:
            return False
        for index in range(verb[0] + 1, min(len(unit.tokens), verb[0] + 40)):
            if unit.word(index) in sets["hearsay_ends"] and unit.ends_at(index + 1):
                return unit.word(index - 1).endswith(self._words.participle_endings)
        return False

    def _record(self, name: str, unit: Unit, verb: Range, by: Attribution | None) -> Attribution:
        text = self._segments.text
        first, last = unit.tokens[verb[0]], unit.tokens[verb[1] - 1]
        return Attribution(
            id=name,
            source=None if by is None else by.source,
            source_spans=(),
            cue_spans=(span(text, first.start, last.end),),
            content_spans=(span(text, unit.start, unit.end),),
            manner="indirect",
            act="report" if by is None else by.act,
            score=self._words.scores["hearsay" if by is None else "mood"],
            parent=None,
            scope="explicit" if by is None else "continued",
            continues=None if by is None else by.id,
        )
