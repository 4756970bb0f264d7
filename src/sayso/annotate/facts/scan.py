"""A text and its segments -> its words with their places, and the runs of capitals that may be names."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from sayso.letters import lowered

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.annotate.lexicon.fact_words import FactWords
    from sayso.annotate.segments import Segments
    from sayso.records import FactKind, Modifier
    from sayso.spans import Range

TITLE_CASE = 0.6
"""Share of the longer words of a line with a capital from which on capitals there tell nothing."""

LONGEST_NAME = 8
"""Words of a run of capitals; what is longer is a line in capitals, not a name."""

LONGEST_SYLLABLE = 5
"""Letters from which on what follows a hyphen in lower case is a word: "Boston-based"."""

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*(?:['’](?=\s))?|[^\w\s]|_"
)
_POSSESSIVE = re.compile(r"['’]s?$")
_ENDS_OF_POSSESSIVES = frozenset("s'’")
_STOPS = frozenset(".”\"’'")
"""Ends of sentences in running text; a headline has none."""

_OPENS = frozenset("\"“”„«»‘'(:•*–—")


class Word(NamedTuple):
    """A word, number or mark with its place."""

    start: int
    end: int
    text: str
    lower: str


class Hit(NamedTuple):
    """A fact of the text: ``core`` is what a claim must hold, ``place`` all words that say it."""

    kind: FactKind
    core: Range
    place: Range
    value: str | None
    modifier: Modifier | None = None
    unit: str | None = None
    candidates: tuple[str, ...] = ()
    weekday: int | None = None


class Run(NamedTuple):
    """Words with capitals that stand together; ``last`` is included."""

    first: int
    last: int
    start: int
    end: int
    name: str
    sure: bool
    """False where the capital may be that of a sentence's first word or of a headline."""


@dataclass(frozen=True)
class Scan:
    """The words of a text, in order."""

    text: str
    words: tuple[Word, ...]
    initial: frozenset[int]
    """Words that have their capital from their place: first in a sentence, a quotation, after a colon."""
    headline: frozenset[int]
    """Words in lines where most words have a capital."""
    facts: FactWords
    given: frozenset[str] = frozenset()
    """Given names: behind one of them "of" is no part of the name."""

    @cached_property
    def lowered(self) -> str:
        """The text in lower case."""
        return lowered(self.text)

    @cached_property
    def runs(self) -> tuple[Run, ...]:
        """The runs of capitals, without a sentence's first word where that is an everyday one."""
        return tuple(self._runs())

    def at(self, position: int) -> int:
        """Return the index of the first word that starts at ``position`` or after it."""
        return bisect_left(self.words, (position,))

    def lower(self, index: int) -> str:
        """Return the word in lower case; empty outside of the text."""
        return self.words[index].lower if 0 <= index < len(self.words) else ""

    def joined(self, index: int) -> bool:
        """Whether nothing stands between this word and the one before it."""
        if not 0 < index < len(self.words):
            return False
        return self.words[index - 1].end == self.words[index].start

    def near(self, index: int) -> bool:
        """Whether this word and the one before it stand in one line."""
        if not 0 < index < len(self.words):
            return False
        return "\n" not in self.text[self.words[index - 1].end : self.words[index].start]

    def _runs(self) -> Iterator[Run]:
        reached = 0
        for index in [index for index, word in enumerate(self.words) if capital(word.text)]:
            if index < reached or self._no_name(index):
                continue
            last = self._last_of_run(index)
            words = self.words[self._with_article_of_name(index) : last + 1]
            end = words[-1].start + len(without_possessive(words[-1].text))
            name = " ".join(self.text[words[0].start : end].split())
            sure = index not in self.headline and not (index in self.initial and last == index)
            if last - index < LONGEST_NAME:
                yield Run(index, last, words[0].start, end, name, sure)
            reached = last + 1

    def _with_article_of_name(self, first: int) -> int:
        """The first word with the small one that is joined to it: "al-Baghdadi"."""
        small = self.words[first - 2].text if first > 1 else ""
        if self.joined(first) and self.joined(first - 1) and self.words[first - 1].text == "-":
            return first - 2 if small in self.facts.inside_names else first
        return first

    def _no_name(self, index: int) -> bool:
        """Whether a word has its capital from its place, or always; "US" is not "us"."""
        text, lower = self.words[index].text, self.lower(index)
        if lower in self.facts.nowhere:
            return True
        placed = index in self.initial or index in self.headline
        short_form = len(text) > 1 and text.isupper()
        return placed and not short_form and without_possessive(lower) in self.facts.everyday

    def _last_of_run(self, first: int) -> int:
        last = first
        while last + 1 < len(self.words) and last - first <= LONGEST_NAME:
            if without_possessive(self.words[last].text) != self.words[last].text:
                break
            following = self._next_of_run(first, last)
            if following is None:
                break
            last = following
        return last

    def _next_of_run(self, first: int, last: int) -> int | None:
        """The next word with a capital that goes on with the name, over a hyphen or small words."""
        person = any(word.text in self.given for word in self.words[first : last + 1])
        index, small = last + 1, 0
        while index < len(self.words) and self.near(index):
            word = self.words[index]
            gap = self.text[self.words[index - 1].end : word.start]
            if word.text == "." and self._abbreviated(index - 1):
                index += 1
                continue
            if word.text == "-" and not gap:
                if self._syllable(index + 1):
                    return index + 1
                index += 1
                continue
            if capital(word.text) and len(gap) <= 1:
                return None if self._no_name(index) else index
            if word.lower in self.facts.names_join and self._short_form_behind(index + 1):
                index += 1
                continue
            if person and word.lower in self.facts.places.of:
                return None
            if word.lower in self.facts.inside_names and small < 2:
                small += 1
                index += 1
                continue
            return None
        return None

    def _short_form_behind(self, index: int) -> bool:
        """Whether a name and its short form in brackets follow: "... and Syria (ISIS)"."""
        while index < len(self.words) and (
            capital(self.words[index].text) or self.lower(index) in self.facts.inside_names
        ):
            index += 1
        short = self.words[index + 1].text if index + 1 < len(self.words) else ""
        return self.lower(index) == "(" and len(short) > 2 and short.isupper()

    def _syllable(self, index: int) -> bool:
        """Whether a short word in lower case behind a hyphen is of the name: "Jong-un"."""
        lower = self.lower(index)
        return (
            self.joined(index)
            and lower.isalpha()
            and len(lower) < LONGEST_SYLLABLE
            and self.words[index].text == lower
            and lower not in self.facts.after_hyphens
            and lower not in self.facts.inside_names
        )

    def _abbreviated(self, index: int) -> bool:
        """Whether the full stop behind a word is that of an initial or a title: "J.", "Mr."."""
        return len(self.words[index].text) == 1 or self.lower(index) in self.facts.short_titles


def without_possessive(word: str) -> str:
    """Return a word without the ending of its genitive: "Anna's", "the ministers'"."""
    return _POSSESSIVE.sub("", word) if word[-1] in _ENDS_OF_POSSESSIVES else word


def capital(word: str) -> bool:
    """Whether a word is written as a name is."""
    return word[0].isupper() or (len(word) > 2 and word[0].isalpha() and word[1].isupper())


def scan(segments: Segments, facts: FactWords, given: frozenset[str] = frozenset()) -> Scan:
    """Return the words of the text; ``given`` are given names."""
    words = tuple(
        [
            Word(match.start(), match.end(), word := match[0], word.lower())
            for match in _WORD.finditer(segments.text)
        ]
    )
    initial: set[int] = set()
    headline: set[int] = set()
    starts = [word.start for word in words]
    for start, end in segments.sentences:
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        opened = True
        for index in range(first, last):
            word = words[index].text
            if opened and word[0].isalnum():
                initial.add(index)
                opened = False
            opened = opened or word in _OPENS
        stopped = segments.text[end - 1] in _STOPS
        if not stopped and _title_case(words[first:last], facts):
            headline.update(range(first, last))
    return Scan(segments.text, words, frozenset(initial), frozenset(headline), facts, given)


def _title_case(words: Sequence[Word], facts: FactWords) -> bool:
    longer = [
        word.text for word in words if len(word.text) > 3 and word.lower not in facts.everyday
    ]
    return len(longer) > 3 and sum(map(capital, longer)) >= max(
        TITLE_CASE, facts.capitals_of_nouns
    ) * len(longer)
