"""A sentence -> who says what by a noun, or by nothing but a colon.

"die Behauptung des X, dass A"; "X ist der Ansicht, dass A"; "X: „A“"; "So X: A".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.annotate.rules.units import QUOTED_NAME, size
from sayso.annotate.rules.verbs import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.annotate.lexicon.rule_words import RuleWords
    from sayso.annotate.rules.contents import Contents
    from sayso.annotate.rules.phrases import Phrases
    from sayso.annotate.rules.units import Unit
    from sayso.annotate.rules.verbs import Verbs
    from sayso.spans import Range


class Nominal:
    """Finds the nouns of a sentence that have a content of their own."""

    def __init__(
        self, words: RuleWords, phrases: Phrases, verbs: Verbs, contents: Contents
    ) -> None:
        """Take the words of a language, and what knows subjects and contents."""
        self._sets = words.sets
        self._phrases = phrases
        self._verbs = verbs
        self._contents = contents

    def read(self, unit: Unit) -> Iterator[Reading]:
        """Yield the attributions of a sentence by its nouns, or the one by its colon."""
        for at, token in enumerate(unit.tokens):
            if token.kind == "word" and token.lower in self._sets["nominal"] and token.capital:
                reading = self._noun(unit, at)
                if reading is not None:
                    yield reading
        colon = self._colon(unit)
        if colon is not None:
            yield colon

    def _noun(self, unit: Unit, at: int) -> Reading | None:
        end = self._phrases.end(unit, at)
        if end is None or unit.word(end) != "," or end + 1 >= len(unit.tokens):
            return None
        if not self._contents.is_complement(unit, end + 1):
            return None
        behind = at + 1
        if behind < end and unit.word(behind) in self._sets["agents"]:
            behind += 1
        source: Range | None = (behind, end) if behind < end else None
        if source is None:
            source = self._holder(unit, at)
        rule = "unsourced" if source is None else "nominal"
        return Reading(source, ((at, at + 1),), ((end + 1, len(unit.tokens)),), rule)

    def _holder(self, unit: Unit, at: int) -> Range | None:
        """Whose view it is: the subject of "ist der Ansicht", or the possessive before the noun."""
        if unit.word(at - 1) in self._sets["possessives"]:
            return at - 1, at
        clause = next((each for each in unit.clauses if each[0] <= at < each[1]), None)
        if clause is None:
            return None
        for index in range(clause[0], at):
            if unit.word(index) in self._sets["nominal_verbs"] and not unit.tokens[index].capital:
                return self._verbs.subject(unit, index, clause)
        return None

    def _colon(self, unit: Unit) -> Reading | None:
        """Read "X: „A“", where the words before the colon are a phrase and no sentence."""
        colon = next((k for k, token in enumerate(unit.tokens) if token.word == ":"), None)
        if colon is None or colon == 0 or colon + 1 >= len(unit.tokens):
            return None
        quoted = unit.tokens[colon + 1]
        first = 1 if unit.word(0) in self._sets["thus"] else 0
        if first == 0 and not (quoted.kind == "quote" and size(quoted) > QUOTED_NAME):
            return None
        end = self._phrases.end(unit, first)
        if end is None or (first == 0 and not unit.tokens[first].capital):
            return None
        if end < colon:
            end = self._phrases.with_apposition(unit, end)
        more = [unit.word(k) for k in range(end, colon)]
        if len(more) > 1 or any(word not in self._sets["skipped"] for word in more):
            return None
        cue = (0, 1) if first else (end, colon) if more else (colon, colon + 1)
        return Reading((first, end), (cue,), ((colon + 1, len(unit.tokens)),), "colon")
