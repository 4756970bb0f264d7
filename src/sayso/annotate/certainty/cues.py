"""A sentence -> its words, and the cues in it with the words that each one reaches.

There is no parser here: how far a cue reaches is told by the kind of its scope, the words that open and end
clauses, and the marks between them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from sayso.annotate.lexicon.certainty_words import GOVERNING, Cue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.annotate.lexicon.certainty_words import CertaintyWords, CueClass
    from sayso.spans import Range

FARTHEST = 40
"""Words to which a cue reaches at most; sentences of hostile input have no end."""

LONGEST = 400
"""Words of a sentence that are read; what is longer is a list or no language."""

PHRASE = 7
"""Words to which a negated noun reaches: "no passenger on the ferry was hurt"."""

MARKER_WITHIN = 6
"""Words between a cue and the word that opens its complement: "asked the men on board to leave"."""


_WORD = re.compile(r"\w+(?:[-.'’]\w+)*|[^\w\s]")


class Word(NamedTuple):
    """A word, clitic or mark with its place, in lower case and with straight apostrophes."""

    start: int
    end: int
    lower: str


class Found(NamedTuple):
    """A cue in a sentence: its words ``first`` to ``last`` (excluded), and those that it reaches."""

    first: int
    last: int
    cue: Cue
    kind: CueClass
    reach: Range

    def covers(self, word: int) -> bool:
        """Whether the cue says something of the word with this number."""
        return self.reach[0] <= word < self.reach[1] and not self.first <= word < self.last


def _split(start: int, end: int, word: str, clitics: tuple[str, ...]) -> list[Word]:
    """A word with an apostrophe, parted from the clitic at its end: "did" and "n't"."""
    for clitic in clitics:
        if word.endswith(clitic):
            middle = end - len(clitic)
            pieces = [Word(start, middle, word[: -len(clitic)])] if word != clitic else []
            return [*pieces, Word(middle, end, clitic)]
    return [Word(start, end, word)]


class Clause:
    """The words of a sentence, and where the parts of it end."""

    def __init__(self, text: str, place: Range, lexicon: CertaintyWords) -> None:
        """Split ``text[place]`` into words."""
        self.text = text
        self.lexicon = lexicon
        self.words: list[Word] = []
        for match in islice(_WORD.finditer(text, *place), LONGEST):
            word = match[0].lower()
            if "'" in word or "’" in word:
                self.words += _split(*match.span(), word.replace("’", "'"), lexicon.clitics)
            else:
                self.words.append(Word(match.start(), match.end(), word))
        lower = [word.lower for word in self.words]
        self.starts = [word.start for word in self.words]
        # The blanks let a look beyond either end find nothing, without asking where the end is.
        self._lower = ("", *lower, *[""] * (2 * FARTHEST))

    def lower(self, index: int) -> str:
        """The word with this number, or nothing just outside of the sentence."""
        return self._lower[index + 1]

    def index_of(self, place: Range) -> int | None:
        """The number of the last word that begins in a place."""
        index = bisect_left(self.starts, place[1]) - 1
        return index if index >= 0 and self.words[index].end > place[0] else None

    def stands(self, cue: Cue, index: int) -> bool:
        """Whether the words of a cue stand here, where its first word does."""
        size = len(cue.words)
        return size == 1 or self._lower[index + 1 : index + 1 + size] == cue.words

    def transparent(self, index: int) -> bool:
        """Whether a word stands between a cue and its verb without being the verb."""
        word = self.lower(index)
        return word in self.lexicon.transparent or (
            len(word) > 4
            and word.endswith(self.lexicon.transparent_endings)
            and word not in self.lexicon.governing
        )

    def head(self, index: int) -> int:
        """The first word from here on that is no auxiliary, adverb or article."""
        last = index
        for at in range(index, min(index + PHRASE, len(self.words))):
            if self.lower(at) in self.lexicon.stops or self.lower(at) in self.lexicon.commas:
                break
            last = at
            word = self.lower(at)
            if not (
                self.transparent(at) or word in self.lexicon.articles or word in self.lexicon.quotes
            ):
                break
        return last

    def finite(self, index: int) -> bool:
        """Whether a word is, by its form, a verb that a sentence can stand on."""
        verbs, word = self.lexicon.verbs, self.lower(index)
        if word in verbs.never:
            return False
        if word in verbs.auxiliaries:
            # "'s" is a verb behind "he", but not behind "the mayor".
            return word[0] != "'" or self.lower(index - 1) in self.lexicon.subjects
        if self.lower(index - 1) in verbs.not_after:
            return False
        return (
            word in verbs.past
            or word in verbs.present
            or (len(word) > 3 and word.endswith(verbs.endings))
            or self._in_the_place_of_a_verb(index)
        )

    def _in_the_place_of_a_verb(self, index: int) -> bool:
        """Whether an ending that nouns have too is a verb's, by its neighbours: "also serves", "serves the"."""
        lexicon, word = self.lexicon, self.lower(index)
        if len(word) < 4 or not word.endswith(lexicon.verbs.present_endings):
            return False
        behind_adverb = self.lower(index - 1).endswith(lexicon.transparent_endings)
        also = self.lower(index - 1) in lexicon.transparent and self.lower(index - 1) not in (
            lexicon.verbs.auxiliaries
        )
        return behind_adverb or also or self.lower(index + 1) in lexicon.verbs.before_objects

    def end_of_clause(self, start: int) -> int:
        """The number of the word before which a clause that begins here ends."""
        lexicon = self.lexicon
        stop = min(len(self.words), start + FARTHEST)
        if start < stop and self.lower(start) in lexicon.stops:
            return start
        for at in range(start + 1, stop):
            if self.lower(at) in lexicon.ends_of_clauses or self._new_subject(at):
                return at
        return stop

    def start_of_clause(self, end: int) -> int:
        """The number of the first word of the clause that ends before this word."""
        for at in range(end - 1, max(-1, end - FARTHEST), -1):
            if self.lower(at) in self.lexicon.ends_of_clauses:
                return at + 1
        return max(0, end - FARTHEST)

    def _new_subject(self, at: int) -> bool:
        """Whether a conjunction opens a clause that has a verb of its own: "and left", "but he"."""
        if self.lower(at) not in self.lexicon.coordinating:
            return False
        following = at + 1
        while self.transparent(following) and self.lower(following) not in (
            self.lexicon.verbs.auxiliaries
        ):
            following += 1
        return self.lower(following) in self.lexicon.subjects or self.finite(following)


def find(clause: Clause) -> list[Found]:
    """Return the cues of a sentence in their order; of those that overlap, the longest."""
    result: list[Found] = []
    known = clause.lexicon.by_first_word
    index = 0
    while index < len(clause.words):
        matched, word = None, clause.lower(index)
        for cue in known.get(word, ()):
            if clause.stands(cue, index):
                last = index + len(cue.words)
                reach = _reach(clause, cue, index, last)
                if reach is not None:
                    kind = clause.lexicon.classes[cue.kind]
                    result.append(Found(index, last, cue, kind, reach))
                    matched = last
                    break
        if word in clause.lexicon.question_marks:
            result.append(_question(clause, index))
        index = matched or index + 1
    return result


def named(clause: Clause, first: int, last: int) -> list[Found]:
    """Return the cues that begin among these words, whatever follows them: a verb of saying may come last."""
    result: list[Found] = []
    index = first
    while index < last:
        cues = clause.lexicon.by_first_word.get(clause.lower(index), ())
        cue = next((cue for cue in cues if clause.stands(cue, index)), None)
        if cue is not None:
            kind = clause.lexicon.classes[cue.kind]
            result.append(Found(index, index + len(cue.words), cue, kind, (0, 0)))
        index += len(cue.words) if cue is not None else 1
    return result


def _question(clause: Clause, index: int) -> Found:
    """The question mark, which reaches back to the last mark that ends something."""
    lexicon = clause.lexicon
    start = index
    while start > max(0, index - FARTHEST) and clause.lower(start - 1) not in lexicon.stops:
        start -= 1
    cue = Cue((clause.lower(index),), lexicon.question, "sentence", "")
    return Found(index, index + 1, cue, lexicon.classes[lexicon.question], (start, index))


def _reach(clause: Clause, cue: Cue, first: int, last: int) -> Range | None:
    """The words that a cue reaches; None where what it needs does not follow it."""
    if cue.scope == "clause":
        return _around(clause, first, last)
    if cue.scope == "sentence":
        return 0, len(clause.words)
    if last >= len(clause.words):
        return None
    if cue.scope in GOVERNING:
        return _governed(clause, cue, last)
    if cue.scope == "phrase":
        return last, _phrase(clause, cue, first, last)
    return last, _verbs(clause, last) if cue.scope == "verb" else _comma(clause, last)


def _governed(clause: Clause, cue: Cue, last: int) -> Range | None:
    """The complement of a cue, as much of it as the cue reaches."""
    start = _complement(clause, last, bare=cue.scope == "infinitive")
    if start is None:
        return (last, clause.end_of_clause(last)) if cue.scope == "object" else None
    if cue.scope == "infinitive":
        return start, clause.head(start) + 1
    end = clause.end_of_clause(start)
    if clause.lower(start - 1) in clause.lexicon.to:
        # The verb of the sentence itself may come behind: "militants seeking to topple the king attacked".
        end = next((at for at in range(clause.head(start) + 1, end) if clause.finite(at)), end)
    return last if cue.scope == "object" else start, end


def _verbs(clause: Clause, last: int) -> int:
    """Where the verb behind a cue ends, or the second of two: "did not see or hear"."""
    end = clause.head(last) + 1
    return clause.head(end + 1) + 1 if clause.lower(end) in clause.lexicon.alternatives else end


def _phrase(clause: Clause, cue: Cue, first: int, last: int) -> int:
    """Where a noun phrase ends; the verb belongs to it where it comes behind: "no one on board was hurt"."""
    end = clause.end_of_clause(last)
    negates = clause.lexicon.classes[cue.kind].negates
    before = clause.lower(first - 1)
    opened = before in clause.lexicon.governing or before in clause.lexicon.complement_markers
    subject = negates and (
        opened or not any(map(clause.finite, range(clause.start_of_clause(first), first)))
    )
    for at in range(last, min(end, last + PHRASE)):
        if subject and clause.finite(at):
            return clause.head(at) + 1
        if not subject and (
            clause.lower(at) in clause.lexicon.infinitive_markers or clause.finite(at)
        ):
            return at
    return min(end, last + PHRASE)


def _complement(clause: Clause, last: int, *, bare: bool) -> int | None:
    """Where the complement behind a cue begins; a gerund is one in ``bare`` form too: "stopped paying"."""
    lexicon = clause.lexicon
    for at in range(last, min(last + MARKER_WITHIN, len(clause.words))):
        word = clause.lower(at)
        opens = clause.lower(at + 1) in lexicon.complement_markers
        if word in lexicon.stops or (word in lexicon.commas and not opens):
            return None
        gerund = clause.lower(at + 1).endswith(lexicon.gerund_endings)
        if (
            word in lexicon.complement_markers
            or word in lexicon.to
            or (gerund and word in lexicon.infinitive_markers)
        ):
            return at + 1
        if at == last and word in lexicon.subjects:
            return at
        if bare and len(word) > 5 and word.endswith(lexicon.gerund_endings):
            return at
        if at > last and (word in lexicon.relatives or clause.finite(at)):
            return None
    return None


def _around(clause: Clause, first: int, last: int) -> Range:
    """The clause in which an adverb stands, over the commas that set it off."""
    start, end = first, last
    if clause.lower(first - 1) in clause.lexicon.relatives | clause.lexicon.or_relatives:
        return last, clause.head(last) + 1
    commas = clause.lexicon.commas
    before = first - 1 if clause.lower(first - 1) in commas else first
    if before >= 0:
        start = clause.start_of_clause(before)
    behind = last + 1 if clause.lower(last) in commas else last
    if behind < len(clause.words):
        end = clause.end_of_clause(behind)
    return start, end


def _comma(clause: Clause, start: int) -> int:
    """Where a subordinate clause ends that no word of its own closes."""
    for at in range(start, min(len(clause.words), start + FARTHEST)):
        if clause.lower(at) in clause.lexicon.commas or clause.lower(at) in clause.lexicon.stops:
            return at
    return min(len(clause.words), start + FARTHEST)


def over(found: Sequence[Found], word: int) -> Iterator[Found]:
    """Yield the cues that reach a word."""
    return (each for each in found if each.covers(word))
