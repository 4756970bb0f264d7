"""A verb that reports, and what stands behind it -> what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.annotate.rules.units import QUOTED_NAME, size

if TYPE_CHECKING:
    from sayso.annotate.lexicon.rule_words import RuleWords
    from sayso.annotate.rules.predicates import Predicate
    from sayso.annotate.rules.units import Unit
    from sayso.spans import Range


class Contents:
    """Finds the clause, the quotation or the object that holds the words of a speaker."""

    def __init__(self, words: RuleWords) -> None:
        """Take the words of a language."""
        self._words = words
        self._sets = words.sets

    def behind(
        self, unit: Unit, predicate: Predicate, behind: int
    ) -> tuple[str, tuple[Range, ...]] | None:
        """Return what stands behind a verb as its content, and by which rule; None for nothing."""
        last = len(unit.tokens)
        stop = max(behind, (predicate.other or 0) + 1)
        index = behind
        quote: int | None = None
        while index < last:
            token = unit.tokens[index]
            if token.kind == "quote" and quote is None and size(token) > 1:
                quote = index
            if token.word == ":" and index + 1 < last:
                return "verb", ((index + 1, last),)
            opens = token.separates and index + 1 < last and index + 1 >= stop
            if opens and (
                token.word != ","
                or self.is_complement(unit, index + 1, plain=not predicate.verb.object)
            ):
                whole = quote is not None and predicate.verb.object
                return "verb", ((behind if whole else index + 1, last),)
            index += 1
        return self._without_clause(unit, predicate, behind, quote)

    def _without_clause(
        self, unit: Unit, predicate: Predicate, behind: int, quote: int | None
    ) -> tuple[str, tuple[Range, ...]] | None:
        """The quotation behind a verb, or its object."""
        if quote is not None and (size(unit.tokens[quote]) > QUOTED_NAME or predicate.verb.object):
            return "verb", ((quote, quote + 1),)
        if predicate.verb.object:
            end = predicate.clause[1]
            if predicate.other is not None and predicate.other >= behind:
                end = predicate.other
            if end > behind:
                whole = len(unit.tokens) if predicate.other is None else end
                return "object", ((behind, whole),)
        return None

    def is_complement(self, unit: Unit, first: int, *, plain: bool = False) -> bool:
        """Return whether the clause that begins here is what a word of saying takes.

        Args:
            unit: The sentence.
            first: Index of the clause's first token.
            plain: Whether it may be a main clause in the indicative: "sagte, er kommt".

        """
        word = unit.word(first)
        if word in self._sets["complements"]:
            return True
        clause = next((each for each in unit.clauses if each[0] >= first), None)
        if clause is None:
            return False
        words = [unit.word(index) for index in range(*clause)]
        if self._words.infinitive_mark in words[-3:-1] or self._has_infinitive(words[-1]):
            return True
        if word in self._sets["subordinators"] or self._is_relative(unit, first, words):
            return False
        mood = self._sets["subjunctive"] | self._sets["weak_subjunctive"]
        if any(each in mood for each in words):
            return True
        return plain and any(each in self._sets["finite"] for each in words[1:])

    def _is_relative(self, unit: Unit, first: int, words: list[str]) -> bool:
        """Whether a clause has its verb at its end, and begins with a relative pronoun."""
        sets = self._sets
        if not sets["relatives"].intersection((unit.word(first), unit.word(first + 1))):
            return False
        verb_last = words[-1] in sets["finite"] or words[-1].endswith(self._words.verb_endings)
        inside = words[1:-1]
        return verb_last and not any(
            each in sets["subjunctive"] or each in sets["finite"] for each in inside
        )

    def _has_infinitive(self, word: str) -> bool:
        """Whether a word is a separable verb's infinitive with its mark inside: "vorzugehen"."""
        mark = self._words.infinitive_mark
        at = word.find(mark, 2)
        return at > 0 and len(word) - at > 4 and word.endswith(self._words.infinitive_endings)
