"""A clause -> the verb in it that reports, with its particle or its participle, wherever these stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.annotate.lexicon.rule_words import RuleWords, Verb
    from sayso.annotate.rules.units import Unit
    from sayso.spans import Range

FARTHEST = 40
"""Tokens behind a verb in which its particle or participle is looked for."""


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb in its clause: where its parts stand."""

    verb: Verb
    at: int
    clause: Range
    other: int | None = None
    """Index of its particle or participle."""
    passive: bool = False

    @property
    def cue(self) -> tuple[Range, ...]:
        """The verb with its other part, in one piece where both stand together."""
        own = (self.at, self.at + 1)
        if self.other is None:
            return (own,)
        rest = (self.other, self.other + 1)
        return ((self.at, self.other + 1),) if self.other == self.at + 1 else (own, rest)


class Predicates:
    """Finds the verbs that report."""

    def __init__(self, words: RuleWords) -> None:
        """Take the words of a language."""
        self._words = words
        self._sets = words.sets

    def find(self, unit: Unit, clause: Range) -> Predicate | None:
        """Return the first verb of a clause that reports."""
        first, last = clause
        final = self._final(unit, clause)
        if final is not None:
            return final
        for at in range(first, last):
            token = unit.tokens[at]
            if token.kind != "word" or (token.capital and at != first):
                continue
            plain = self._plain(unit, at, clause)
            if plain is not None:
                return plain
            passive = token.lower in self._sets["passives"]
            if passive or token.lower in self._sets["auxiliaries"]:
                found = self._participle(unit, at, passive=passive)
                return (
                    None
                    if found is None
                    else Predicate(found[1], at, clause, found[0], passive=found[2])
                )
            if token.lower in self._sets["finite"]:
                return None
        return None

    def _plain(self, unit: Unit, at: int, clause: Range) -> Predicate | None:
        """A verb in one of its finite forms, with its particle if it has one."""
        verbs = self._words.by_finite.get(unit.word(at), ())
        for verb in sorted(verbs, key=lambda verb: not verb.particle):
            if not verb.particle:
                return Predicate(verb, at, clause)
            other = self._particle(unit, at, verb.particle)
            if other is not None:
                return Predicate(verb, at, clause, other)
        return None

    def _final(self, unit: Unit, clause: Range) -> Predicate | None:
        """The verb at the end of a subordinate clause: "erklärte", "bekannt gab", "erklärt hatte"."""
        first, last = clause
        if not self._opens_subordinate(unit, first):
            return None
        at = last - 1
        word, before = unit.word(at), unit.word(at - 1)
        for verb in self._words.by_finite.get(word, ()):
            if verb.particle and verb.particle == before:
                return Predicate(verb, at - 1, clause, at)
        for verb in self._words.by_final.get(word, ()):
            return Predicate(verb, at, clause)
        helps = word in self._sets["auxiliaries"] or word in self._sets["passives"]
        if not helps:
            return None
        past = before in self._sets["passive_past"]
        passive = word in self._sets["passives"] or past
        if past:
            at -= 1
            before = unit.word(at - 1)
        for verb in self._words.by_participle.get(before, ()):
            return Predicate(verb, at - 1, clause, at, passive=passive)
        return None

    def _opens_subordinate(self, unit: Unit, first: int) -> bool:
        word = unit.word(first)
        if word in self._sets["prepositions"]:
            word = unit.word(first + 1)
            return word in self._sets["relatives"] and not unit.tokens[first].capital
        if word in self._sets["joins"]:
            word = unit.word(first + 1)
        return word in self._sets["subordinators"] or (
            word in self._sets["relatives"] and unit.tokens[first].word[0].islower()
        )

    def is_subordinate(self, unit: Unit, predicate: Predicate) -> bool:
        """Return whether a verb stands at the end of a subordinate clause."""
        last = max(predicate.at, predicate.other or 0) + 1
        return last >= predicate.clause[1] and self._opens_subordinate(unit, predicate.clause[0])

    def _particle(self, unit: Unit, at: int, particle: str) -> int | None:
        """Where the particle of a separable verb ends a clause behind it."""
        for index in range(at + 1, min(len(unit.tokens), at + FARTHEST)):
            if unit.word(index) == particle and unit.ends_at(index + 1):
                return index
            if unit.word(index) in self._sets["complements"] and unit.tokens[index - 1].separates:
                return None
            if unit.word(index) == ":":
                return None
        return None

    def _participle(self, unit: Unit, at: int, *, passive: bool) -> tuple[int, Verb, bool] | None:
        """Where the participle stands that goes with an auxiliary, its verb, and whether it is passive."""
        for index in range(at + 1, min(len(unit.tokens), at + FARTHEST)):
            word = unit.word(index)
            verbs = self._words.by_participle.get(word, ())
            behind = unit.word(index + 1)
            closes = unit.ends_at(index + 1) or behind in self._sets["behind_participles"]
            if word in self._sets["complements"] and unit.tokens[index - 1].separates:
                return None
            if verbs and closes:
                past = behind in self._sets["passive_past"]
                suffers = passive or past
                if past and unit.word(at) in self._sets["having"]:
                    continue
                if suffers and word not in self._sets["passive_participles"]:
                    return None
                if not suffers and unit.word(at) in self._sets["being"]:
                    return None
                return index, verbs[0], suffers
            if unit.word(index) == ":":
                return None
        return None
