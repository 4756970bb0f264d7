"""A sentence and a place in it -> where the noun phrase ends that begins there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.annotate.nouns import known
from sayso.annotate.rules.units import QUOTED_NAME, size

if TYPE_CHECKING:
    from sayso.annotate.lexicon import Lexicon
    from sayso.annotate.lexicon.rule_words import RuleWords
    from sayso.annotate.rules.units import Token, Unit

LONGEST_PHRASE = 24
"""Tokens of a noun phrase."""

LONGEST_APPOSITION = 14
"""Tokens of a phrase between commas that tells more of the noun before it."""


class Phrases:
    """Reads noun phrases by capitals, determiners and the ends of adjectives."""

    def __init__(self, words: RuleWords, lexicon: Lexicon) -> None:
        """Take the words of a language."""
        self._words = words
        self._sets = words.sets
        self._lexicon = lexicon
        self._small = (
            self._sets["determiners"] | self._sets["prepositions"] | self._sets["pronouns"]
        )

    def end(self, unit: Unit, first: int, *, attached: bool = True) -> int | None:
        """Return the index behind the phrase that begins at ``first``; None where none does.

        Args:
            unit: The sentence.
            first: Index of a token.
            attached: Whether what prepositions join to the noun belongs to it ("in Berlin").

        """
        tokens = unit.tokens
        if first >= len(tokens):
            return None
        if self._is_pronoun(unit, first):
            return first + 1
        at = first
        last: int | None = None
        limit = min(len(tokens), first + LONGEST_PHRASE)
        while at < limit:
            token = tokens[at]
            if self._is_noun(token) or (token.kind == "aside" and last == at):
                last = following = at + 1
            elif last != at:
                following = at + 1 if self._leads(token) else at
            elif token.kind == "mark":
                stops = token.word != "." or not self._abbreviates(unit, at)
                following = at if stops else at + 1
            else:
                following = self._goes_on(unit, first, at, attached=attached) or at
            if following == at:
                break
            at = following
        return last

    def with_apposition(self, unit: Unit, end: int) -> int:
        """Return the end of a phrase with what stands between commas behind it: "Meier, der Sprecher,"."""
        if unit.word(end) != "," or end + 1 >= len(unit.tokens):
            return end
        if self._is_pronoun(unit, end + 1):
            return end
        behind = self.end(unit, end + 1)
        if behind is None or behind - end > LONGEST_APPOSITION or not unit.ends_at(behind):
            return end
        return behind

    def begins(self, unit: Unit, first: int, end: int) -> int | None:
        """Return the first index from ``first`` on at which a phrase begins that ends at ``end``."""
        for at in range(max(first, end - LONGEST_PHRASE // 2), end):
            if self.end(unit, at) == end:
                return at
        return None

    def is_common(self, word: str) -> bool:
        """Whether a noun is one of the lexicon's, by itself or as the end of a compound."""
        return known(word, self._lexicon) is not None

    def is_abstract(self, word: str) -> bool:
        """Whether a noun ends as those do that name no speaker: "Verschiebung"."""
        return not self.is_common(word) and word.lower().endswith(self._lexicon.noun_endings)

    def _is_pronoun(self, unit: Unit, at: int) -> bool:
        token = unit.tokens[at]
        if token.kind != "word" or token.lower not in self._sets["pronouns"]:
            return False
        if token.lower not in self._sets["determiners"] or at + 1 >= len(unit.tokens):
            return True
        following = unit.tokens[at + 1]
        return not (self._is_noun(following) or self._leads(following))

    def _is_noun(self, token: Token) -> bool:
        if token.kind == "quote":
            return size(token) <= QUOTED_NAME
        return token.capital and token.lower not in self._small

    def _leads(self, token: Token) -> bool:
        """Whether a word may stand before a noun within its phrase."""
        if token.kind != "word":
            return False
        if token.lower in self._sets["determiners"] or token.word[0].isdigit():
            return True
        return (
            token.lower.endswith(self._words.attribute_endings)
            and token.lower not in self._words.by_finite
            and token.lower not in self._sets["finite"]
            and token.lower not in self._sets["subjunctive"]
            and token.lower not in self._sets["skipped"]
            and token.lower not in self._small
            and token.word[0].islower()
        )

    def _abbreviates(self, unit: Unit, at: int) -> bool:
        """Whether a full stop stands behind a title or a number within a phrase: "Dr. Meier"."""
        following = unit.tokens[at + 1 : at + 2]
        return bool(following) and self._is_noun(following[0])

    def _goes_on(self, unit: Unit, first: int, at: int, *, attached: bool) -> int | None:
        """Where the next noun of the phrase begins, behind what joins it to the last one."""
        sets, word = self._sets, unit.word(at)
        before = unit.tokens[at - 1]
        if word in sets["name_joins"] and before.capital and word not in sets["genitives"]:
            following = unit.tokens[at + 1 : at + 2]
            if following and following[0].capital and word not in sets["noun_prepositions"]:
                return at + 1
        if word in sets["genitives"]:
            return self._noun_behind(unit, at) if self._takes_genitive(unit, first, at) else None
        if word in sets["noun_joins"]:
            return self._noun_behind(unit, at)
        if word in sets["close_prepositions"]:
            return self._noun_behind(unit, at)
        if word in sets["noun_prepositions"] and attached and not self._placed(unit, first, at):
            return self._noun_behind(unit, at)
        return None

    def _placed(self, unit: Unit, first: int, at: int) -> bool:
        """Whether a phrase has a preposition already, or the next one is of a time: "am Montag"."""
        open_ones = self._sets["noun_prepositions"] - self._sets["close_prepositions"]
        timed = unit.word(at + 1) in self._lexicon.time
        return timed or any(unit.word(index) in open_ones for index in range(first, at))

    def _takes_genitive(self, unit: Unit, first: int, at: int) -> bool:
        """Whether a genitive belongs to the noun before it: "sagte Meier der Zeitung" has a dative."""
        if unit.word(at) in self._sets["sure_genitives"] or unit.tokens[at - 1].kind != "word":
            return True
        name = unit.tokens[at - 1].word
        titled = at - first > 1 and unit.tokens[at - 2].capital and not self.is_common(name)
        if titled and unit.tokens[at - 2].lower not in self._small:
            return False
        bare = unit.tokens[first].capital and unit.tokens[first].lower not in self._small
        return not bare or self.is_common(unit.tokens[at - 1].word)

    def _noun_behind(self, unit: Unit, at: int) -> int | None:
        """Index of the word behind ``at`` from which a noun is reached over what leads to it."""
        index = at + 1
        while index < len(unit.tokens) and index - at < 6 and not self._is_noun(unit.tokens[index]):
            if not self._leads(unit.tokens[index]):
                return None
            index += 1
        return at + 1 if index < len(unit.tokens) and self._is_noun(unit.tokens[index]) else None
