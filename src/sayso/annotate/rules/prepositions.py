"""A sentence -> who says it by a preposition or a word like one: "laut X", "X zufolge", "so X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.annotate.rules.verbs import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.annotate.lexicon.rule_words import RuleWords
    from sayso.annotate.rules.phrases import Phrases
    from sayso.annotate.rules.units import Unit
    from sayso.spans import Range

BACK = 12
"""Tokens before "zufolge" in which its phrase begins."""


class Prepositions:
    """Finds the phrases of a sentence that name a source without a verb."""

    def __init__(self, words: RuleWords, phrases: Phrases) -> None:
        """Take the words of a language."""
        self._words = words
        self._sets = words.sets
        self._phrases = phrases

    def read(self, unit: Unit) -> Iterator[Reading]:
        """Yield the attributions of a sentence by its prepositions, and by "so" and "heißt es"."""
        for at, token in enumerate(unit.tokens):
            if token.kind != "word":
                continue
            word = token.lower
            reading = None
            if word in self._sets["by"] or word in self._sets["before_source"]:
                reading = self._before(unit, at)
            if reading is None and word in self._sets["after_source"]:
                reading = self._after(unit, at)
            if reading is None and word in self._sets["by"]:
                reading = self._after_word(unit, at)
            if word in self._sets["thus"]:
                reading = self._thus(unit, at)
            if word in self._sets["impersonal"]:
                reading = self._impersonal(unit, at)
            if reading is not None:
                yield reading

    def _before(self, unit: Unit, at: int) -> Reading | None:
        """Read "laut X", "nach Angaben von X" and "nach einem Bericht von X"."""
        end = self._phrases.end(unit, at + 1)
        if end is None:
            return None
        head = self._word_noun(unit, at + 1, end)
        if head is not None:
            return self._of_words(unit, (at, at + 1), (at + 1, end), head)
        if unit.word(at) in self._sets["before_source"] or self._is_document(unit, at + 1, end):
            end = self._phrases.with_apposition(unit, end)
            return self._around(unit, (at + 1, end), ((at, at + 1),), (at, end), "phrase")
        return None

    def _after(self, unit: Unit, at: int) -> Reading | None:
        """Read "X zufolge" and "Angaben von X zufolge"."""
        begin = self._phrases.begins(unit, max(0, at - BACK), at)
        if begin is None:
            return None
        head = self._word_noun(unit, begin, at)
        if head is not None:
            return self._of_words(unit, (at, at + 1), (begin, at), head)
        return self._around(unit, (begin, at), ((at, at + 1),), (begin, at + 1), "phrase")

    def _after_word(self, unit: Unit, at: int) -> Reading | None:
        """Read "seiner Meinung nach"."""
        begin = self._phrases.begins(unit, max(0, at - BACK), at)
        if begin is None:
            return None
        head = self._word_noun(unit, begin, at)
        if head is None or not (unit.ends_at(at + 1) or head == at - 1):
            return None
        following = self._phrases.end(unit, at + 1)
        if following is not None and unit.word(at + 1) in self._sets["determiners"]:
            return None
        return self._of_words(unit, (at, at + 1), (begin, at), head)

    def _word_noun(self, unit: Unit, first: int, end: int) -> int | None:
        """Index of the noun for words or a view that carries a phrase: its first noun."""
        for index in range(first, end):
            token = unit.tokens[index]
            if token.capital and index > 0 and token.lower not in self._sets["determiners"]:
                known = token.lower in self._sets["word_nouns"]
                return index if known or self._is_compound(token.lower) else None
        return None

    def _is_compound(self, word: str) -> bool:
        return word.endswith(self._words.word_endings) and word not in self._words.word_endings

    def _is_document(self, unit: Unit, first: int, end: int) -> bool:
        for index in range(first, end):
            token = unit.tokens[index]
            if token.capital and index > 0:
                return token.lower.endswith(self._words.statement_nouns)
        return False

    def _of_words(self, unit: Unit, mark: Range, phrase: Range, head: int) -> Reading | None:
        """The source of "Angaben von X": what follows the noun, or stands before it, or is in it."""
        behind = head + 1
        if behind < phrase[1] and unit.word(behind) in self._sets["agents"]:
            behind += 1
        cue = [mark, (head, head + 1)]
        if behind < phrase[1]:
            source = (behind, phrase[1])
            last = self._phrases.with_apposition(unit, phrase[1])
            if mark[0] < phrase[0]:
                source, phrase = (behind, last), (phrase[0], last)
        elif phrase[0] < head:
            source = (phrase[0], head)
        else:
            source, cue = (head, head + 1), [mark]
        whole = (min(mark[0], phrase[0]), max(mark[1], phrase[1]))
        return self._around(unit, source, tuple(sorted(cue)), whole, "phrase")

    def _thus(self, unit: Unit, at: int) -> Reading | None:
        """Read "A, so X" and "A, so X weiter, B"."""
        if at == 0 or not (unit.tokens[at - 1].separates or unit.tokens[at - 1].kind == "quote"):
            return None
        end = self._phrases.end(unit, at + 1)
        if end is None:
            return None
        end = self._phrases.with_apposition(unit, end)
        last = end
        while last < len(unit.tokens) and not unit.ends_at(last) and last - end < 4:
            if unit.word(last) in self._sets["finite"]:
                return None
            last += 1
        if not unit.ends_at(last):
            return None
        return self._around(unit, (at + 1, end), ((at, at + 1),), (at, last), "thus")

    def _impersonal(self, unit: Unit, at: int) -> Reading | None:
        """Read "A, heißt es in X" and "In X heißt es, A"."""
        verb = at - 1
        if unit.word(verb) not in self._sets["impersonal_verbs"]:
            return None
        source = None
        last = at + 1
        if unit.word(last) in self._sets["told_in"]:
            end = self._phrases.end(unit, last + 1)
            if end is not None:
                source, last = (last + 1, end), end
        elif unit.word(0) in self._sets["told_in"]:
            end = self._phrases.end(unit, 1)
            if end is not None and end <= verb:
                source = (1, end)
        cue = ((verb, at + 1),)
        first = verb
        if first > 0 and unit.tokens[first - 1].separates:
            return self._around(unit, source, cue, (first, last), "impersonal")
        while last < len(unit.tokens) and not unit.tokens[last].separates:
            last += 1
        if last + 1 >= len(unit.tokens):
            return None
        return Reading(source, cue, ((last + 1, len(unit.tokens)),), "impersonal")

    def _past_relative(self, unit: Unit, end: int) -> int:
        """Where the relative clause behind a phrase ends: "laut X, die sich auf Y beruft, A"."""
        if unit.word(end) != "," or unit.word(end + 1) not in self._sets["relatives"]:
            return end
        clause = next((each for each in unit.clauses if each[0] == end + 1), None)
        followed = clause is not None and unit.word(clause[1]) == ","
        return clause[1] if clause is not None and followed else end

    def _around(
        self,
        unit: Unit,
        source: Range | None,
        cue: tuple[Range, ...],
        hole: Range,
        rule: str,
    ) -> Reading | None:
        """What stands before and behind a phrase is its content; a relative clause belongs to the phrase."""
        hole = (hole[0], self._past_relative(unit, hole[1]))
        pieces = tuple(
            (first, last)
            for first, last in ((0, hole[0]), (hole[1], len(unit.tokens)))
            if first < last
        )
        return Reading(source, cue, pieces, rule) if pieces else None
