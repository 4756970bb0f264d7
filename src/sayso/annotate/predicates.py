"""A stretch of text -> its words, whether it asserts something, and where its clauses part.

No parser: a verb is finite where its form can be nothing else, or where what stands before it does not make
it a participle. What that does not tell is left in one piece.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.annotate.lexicon.assertion_words import AssertionWords
    from sayso.spans import Range

LEAST_WORDS = 3
"""Words without which nothing is asserted: who, what, and about whom."""

LONGEST_SUBJECT = 7
"""Words between the start of a clause and its verb; a longer subject is not looked for."""

_WORD = re.compile(r"[^\W_]+(?:[.,'][^\W_]+)*|[^\w\s]")
_PARTS = frozenset(",;—–-")
_CLOSES = frozenset("?")


class Word(NamedTuple):
    """A word, number or mark with its place; ``lower`` has straight apostrophes."""

    start: int
    end: int
    lower: str
    capital: bool


class Predicates:
    """Reads one text for what is asserted in it."""

    def __init__(self, text: str, words: AssertionWords) -> None:
        """Take the text and the words of its language."""
        self.text = text
        self.words = words
        self._straight = text.replace("’", "'")

    @cached_property
    def _words(self) -> list[Word]:
        """The words and marks of all the text."""
        return self.read_alone((0, len(self.text)))

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self._words]

    def read(self, place: Range) -> list[Word]:
        """Return the words and marks of a stretch; for who asks for many, the text is read once."""
        first, last = (bisect_left(self._starts, end) for end in place)
        for number, end in zip((first, last), place, strict=True):
            if number and self._words[number - 1].end > end:  # it cuts a word
                return self.read_alone(place)
        return self._words[first:last]

    def read_alone(self, place: Range) -> list[Word]:
        """Return the words and marks of a stretch, for who asks for few."""
        return [
            Word(match.start(), match.end(), (word := match[0]).lower(), word[0].isupper())
            for match in _WORD.finditer(self._straight, *place)
        ]

    def asserts(self, words: Sequence[Word]) -> bool:
        """Whether the words are a statement: a finite verb behind something, and no question."""
        if sum(word.lower[0].isalnum() for word in words) < LEAST_WORDS:
            return False
        last = next((word for word in reversed(words) if word.lower not in "\"'”’»)"), words[-1])
        if last.lower in _CLOSES:
            return False
        return any(self._finite(words, k) for k in range(1, len(words)))

    def clauses(self, words: Sequence[Word]) -> list[Range]:
        """Return where the coordinated clauses of one sentence stand, as ranges of its words.

        A clause has its own subject and its own verb. What hangs on a condition, a reason or a relative
        pronoun is never parted from it.
        """
        if any(word.lower in self.words.conditional for word in words):
            return [(0, len(words))]
        cuts = [0]
        ends = []
        for k in range(LEAST_WORDS, len(words) - LEAST_WORDS):
            begin = self._next_clause(words, k)
            if begin is None or k <= cuts[-1]:
                continue
            before = words[cuts[-1] : k]
            bound = any(word.lower in self.words.binding for word in before)
            if not bound and self.asserts(before):
                ends.append(k)
                cuts.append(begin)
        return list(zip(cuts, [*ends, len(words)], strict=True))

    def begins(self, words: Sequence[Word], at: int) -> bool:
        """Whether a clause begins at this word: a subject, and a finite verb soon behind it."""
        if at >= len(words):
            return False
        known, first = self.words, words[at]
        if first.lower in known.subjects and self._verb_behind(words, at + 1):
            return True
        if not (first.capital or first.lower in known.determiners or first.lower[0].isdigit()):
            return False
        for k in range(at + 1, min(len(words), at + 1 + LONGEST_SUBJECT)):
            lower = words[k].lower
            if lower in known.finite:
                return True
            if lower in _PARTS or lower in known.binding or lower in known.joining:
                return False
        return False

    def _next_clause(self, words: Sequence[Word], at: int) -> int | None:
        """Return the first word of the clause that begins behind the conjunction or mark at ``at``."""
        known, lower = self.words, words[at].lower
        if lower == ";":
            begin = at + 1
            if begin < len(words) and words[begin].lower in known.coordinating:
                begin += 1
            return begin if self.begins(words, begin) else None
        if lower not in known.coordinating:
            return None
        begin = at + 1
        if words[begin].lower in known.that:
            return begin if self.begins(words, begin + 1) else None
        parted = words[at - 1].lower in _PARTS
        pronoun = (
            words[begin].lower in known.subjects and words[begin].lower not in known.determiners
        )
        return begin if (parted or pronoun) and self.begins(words, begin) else None

    def _verb_behind(self, words: Sequence[Word], at: int) -> bool:
        """Whether a finite verb follows, adverbs apart."""
        while at < len(words) and words[at].lower in self.words.adverbs:
            at += 1
        return at < len(words) and self._finite(words, at)

    def _finite(self, words: Sequence[Word], at: int) -> bool:
        known, lower = self.words, words[at].lower
        if lower in known.finite:
            return True
        past = len(lower) >= known.shortest_past and lower.endswith(known.past_endings)
        if not past and lower not in known.perhaps_finite:
            return False
        before = words[at - 1].lower if at else ""
        # What stands behind a mark belongs to an aside: "the man, aged 50".
        return before[:1].isalnum() and before not in known.before_participles


def sentences(place: Range, bounds: Sequence[Range], first: int) -> Iterator[tuple[int, Range]]:
    """Yield the part of ``place`` in each sentence, with its number, from sentence ``first`` on."""
    for number in range(first, len(bounds)):
        start, end = max(place[0], bounds[number][0]), min(place[1], bounds[number][1])
        if bounds[number][0] >= place[1]:
            return
        if start < end:
            yield number, (start, end)
