"""Two texts -> the words of each, and what has become of those of the one in the other.

A word is what comparing for copies takes for one; a date, a number with its hedge ("about 500") and a quotation
mark are one word each, so that a change of any is seen as such.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import accumulate, count
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from rapidfuzz.distance import Indel

from sayso.annotate.facts.dates import find_dates, published_on
from sayso.annotate.facts.quantities import find_quantities
from sayso.annotate.facts.scan import scan
from sayso.annotate.lexicon.fact_words import load_facts
from sayso.annotate.lexicon.files import exists
from sayso.annotate.segments import MARKS, segment
from sayso.compare.copy_alignment import align
from sayso.compare.copy_words import Words, words
from sayso.compare.lexicon import LANGUAGE, load

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sayso.annotate.segments import Segments
    from sayso.compare.beside_records import Change, Notable
    from sayso.compare.copy_alignment import Alignment
    from sayso.compare.lexicon import Terms
    from sayso.spans import Range

LIGHT = 0.25
"""Weight of a word that says nothing of what a sentence is about, and of a quotation mark."""

SHORT = 2
"""Letters of a word up to which it is taken for such a one, in any language."""

STRAY = 2.0
"""How many times as many words must be changed on both sides of some for these to be the same by chance."""

SURE = 4.0
"""Weight of words in a row that are never the same by chance."""

UNEVEN = 4
"""How many times as many words can stand for others; more were added, and the others left out."""

MOVED = 10
"""Words that both texts must have at different places for them to be moved: fewer are a name with its title."""

FEW = 6
"""Words of a change up to which a number or a hedge in it was changed by itself, and not with all else."""

SOME = 20
"""The same where the other text has another number, or another hedge, instead."""


_APOSTROPHES = frozenset("'’ʼ")


class Word(NamedTuple):
    """A word of a text with its place."""

    start: int
    end: int
    key: str
    """What it is compared by."""
    size: int
    """Words that it counts for: none for a mark, two for "about 500"."""
    weight: float
    notable: Notable | None = None
    meaning: str = ""
    """What a number, hedge or negation says: two of one meaning are no change worth a note."""


@dataclass(slots=True)
class Told:
    """The words of a text, and what has become of each; lists have one entry a word."""

    text: str
    language: str | None
    words: list[Word]
    quotations: list[Range]
    """The quotations, as numbers of words; marks are words too, and lie outside."""
    changes: list[Change]
    quoted: list[bool] = field(init=False)
    partners: list[int] = field(init=False)
    """For a word that is the same, its number in the other text."""
    pairs: list[int] = field(init=False)
    """One number for words of this text and those of the other that stand for them; 0 for none."""
    notable: list[Notable | None] = field(init=False)
    """What makes a change worth a note."""
    starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        """Begin with nothing known."""
        self.quoted = [False] * len(self.words)
        for start, end in self.quotations:
            self.quoted[start:end] = [True] * (end - start)
        self.partners = [-1] * len(self.words)
        self.pairs = [0] * len(self.words)
        self.notable = [None] * len(self.words)
        self.starts = [word.start for word in self.words]

    def within(self, start: int, end: int) -> Range:
        """Return the words that begin in a range of code points."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)

    def keys(self, place: Range) -> list[str]:
        """Return what the words of a range are compared by."""
        return [word.key for word in self.words[slice(*place)]]

    def count(self, place: Range) -> int:
        """Return how many words a range has, without marks."""
        return sum(word.size > 0 for word in self.words[slice(*place)])

    def mark(self, place: Range, change: Change, pair: int = 0) -> None:
        """Keep what has become of the words of a range."""
        for at in range(*place):
            self.changes[at], self.pairs[at], self.notable[at] = change, pair, None


class Run(NamedTuple):
    """Words of two texts that are the same, or are not; either side of these may be empty."""

    same: bool
    one: Range
    other: Range


def told(text: str, language: str | None, published: str, change: Change) -> Told:
    """Return the words of a text, each of them changed as ``change`` says while nothing else is known.

    Args:
        text: Of an article.
        language: ISO 639-1; tells what is a number in letters, a hedge, a word that tells little.
        published: An ISO date; tells which day "Sunday" is.
        change: What has become of a word that is not in the other text.

    """
    terms = load(language)
    segments = segment(text, terms.abbreviations)
    facts = list(_facts(segments, language or LANGUAGE, published))
    taken = bytearray(len(text) + 1)
    for fact in facts:
        taken[fact.start : fact.end] = b"\1" * (fact.end - fact.start)
    others = (*_plain(segments, language, terms), *_marks(segments))
    found = sorted([*facts, *(word for word in others if not taken[word.start])])
    starts = [word.start for word in found]
    quotations = [
        (bisect_left(starts, start), bisect_left(starts, end)) for start, end in segments.quotations
    ]
    return Told(text, language, found, quotations, [change] * len(found))


def runs(one: Told, other: Told, here: Range, there: Range) -> list[Run]:
    """Return the words of two ranges in order: those that are the same, and those between them."""
    weights = list(accumulate((word.weight for word in one.words[slice(*here)]), initial=0.0))
    found: list[Run] = []
    for code in Indel.opcodes(one.keys(here), other.keys(there)):
        run = Run(
            code.tag == "equal",
            (here[0] + code.src_start, here[0] + code.src_end),
            (there[0] + code.dest_start, there[0] + code.dest_end),
        )
        if found and found[-1].same == run.same:
            run = _joined(found.pop(), run)
        found.append(run)
        while len(found) > 2 and not found[-1].same:
            before, (_, (start, end), _), behind = found[-3:]
            weight = weights[end - here[0]] - weights[start - here[0]]
            if weight >= SURE or weight * STRAY > min(_size(before), _size(behind)):
                break
            found[-3:] = [_joined(before, behind)]
    return found


def compare(one: Told, other: Told, here: Range, there: Range, pair: int) -> int:
    """Mark what has become of the words of two ranges that tell the same.

    Returns:
        The next free pair number; ``pair`` is the one to begin with.

    """
    for run in runs(one, other, here, there):
        fewer, more = sorted((one.count(run.one), other.count(run.other)))
        if run.same:
            one.mark(run.one, "same")
            other.mark(run.other, "same")
            one.partners[slice(*run.one)] = range(*run.other)
            other.partners[slice(*run.other)] = range(*run.one)
            continue
        if fewer and more <= max(FEW, UNEVEN * fewer):
            one.mark(run.one, "instead", pair)
            other.mark(run.other, "instead", pair)
            pair += 1
        _note(one, other, run.one, run.other)
        _note(other, one, run.other, run.one)
    _note_quotations(one, other, here, there)
    _note_quotations(other, one, there, here)
    return pair


def find_moved(one: Told, other: Told, pair: int) -> None:
    """Mark what both texts have at different places; ``pair`` is the first free pair number."""
    passages = (each for each in alignment(one, other).passages if each.shared >= MOVED)
    for number, passage in enumerate(passages, pair):
        for run in runs(one, other, passage.one, passage.other):
            if run.same and "moved" not in other.changes[slice(*run.other)]:
                one.mark(run.one, "moved", number)
                other.mark(run.other, "moved", number)


def _joined(one: Run, other: Run) -> Run:
    """Two runs and what lies between them, as one."""
    return Run(one.same, (one.one[0], other.one[1]), (one.other[0], other.other[1]))


def _size(run: Run) -> int:
    return max(run.one[1] - run.one[0], run.other[1] - run.other[0])


def alignment(one: Told, other: Told) -> Alignment:
    """Return what of the words of two texts that are not yet known to be the same both have."""
    numbers: dict[str, int] = {}
    fresh = count(len(one.words) + len(other.words))
    return align(_changed(one, numbers, fresh), _changed(other, numbers, fresh))


def _changed(side: Told, numbers: dict[str, int], fresh: Iterator[int]) -> Words:
    """The words of a text by numbers; one that is the same already has a number that is nobody else's."""
    hashes = [
        next(fresh) if change == "same" else numbers.setdefault(word.key, len(numbers))
        for word, change in zip(side.words, side.changes, strict=True)
    ]
    return Words(
        side.text,
        np.array(hashes, dtype=np.uint64),
        np.array(side.starts, dtype=np.int64),
        np.array([word.end for word in side.words], dtype=np.int64),
        side.language,
    )


def _note(side: Told, other: Told, here: Range, there: Range) -> None:
    """Note what of a change is worth it: what it says is not said instead, and the change is about it."""
    instead = other.words[slice(*there)]
    meanings = {word.meaning for word in instead}
    kinds = {word.notable for word in instead}
    size = max(here[1] - here[0], there[1] - there[0])
    for at in range(*here):
        word = side.words[at]
        if word.meaning not in meanings and size <= (SOME if word.notable in kinds else FEW):
            side.notable[at] = word.notable


def _note_quotations(side: Told, other: Told, here: Range, there: Range) -> None:
    """Note what was changed within a quotation, and marks that were put to or taken from the same words."""
    meanings = {word.meaning for word in other.words[slice(*there)]} - {""}
    first = bisect_left(side.quotations, here)
    for start, end in side.quotations[first:]:
        if start >= here[1]:
            break
        partners = [at for at in side.partners[start:end] if at >= 0]
        quoted = sum(other.quoted[at] for at in partners)
        changed: Iterable[int] = ()
        if 2 * quoted >= end - start:
            changed = range(start, end)
        elif 2 * (len(partners) - quoted) >= end - start:
            changed = (start - 1, end)
        for at in changed:
            if not here[0] <= at < here[1] or side.changes[at] == "same":
                continue
            if side.words[at].meaning not in meanings:
                side.notable[at] = side.notable[at] or "quotation"


def _facts(segments: Segments, language: str, published: str) -> Iterator[Word]:
    """The dates of a text, and its quantities from their hedge to the last word of the number."""
    if not exists(language, "facts"):
        return
    scanned = scan(segments, load_facts(language))
    dates = list(find_dates(scanned, published_on(published)))
    places = [hit.place for hit in dates]
    for hit in (*dates, *find_quantities(scanned, places)):
        start, end = hit.place[0], hit.core[1]
        parts = segments.text[start:end].casefold().split()
        meaning = f"{hit.value or ' '.join(parts)} {hit.modifier or ''}"
        notable: Notable = "date" if hit.kind == "date" else "number"
        yield Word(start, end, " ".join(parts), len(parts), 1.0, notable, meaning)


def _plain(segments: Segments, language: str | None, terms: Terms) -> Iterator[Word]:
    """The words of a text; "isn't", "13th" and "U.S", of several words for copies, are one each."""
    text = segments.text
    begins = {start for start, _ in segments.sentences}
    found = words(text, language)
    last: Word | None = None
    for start, end in zip(found.starts.tolist(), found.ends.tolist(), strict=True):
        word = _word(text[start:end], start, terms, initial=start in begins)
        joined = _joined_words(last, word, text) if last is not None else None
        if joined is None and last is not None:
            yield last
        last = joined or word
    if last is not None:
        yield last


def _joined_words(last: Word, word: Word, text: str) -> Word | None:
    """Two words that follow each other, as one where they are written as one."""
    between = text[last.end : word.start]
    if between in _APOSTROPHES and word.notable == "negation" and word.end - word.start <= SHORT:
        return word._replace(start=last.start, key=f"{last.key}'{word.key}")
    together = last.key + word.key
    if not between and last.notable == "number":
        return last._replace(end=word.end, key=together, meaning=together)
    initials = text[last.start : word.end]
    # "U.S" is "US"; its last full stop may be that of the sentence.
    if between == "." and initials.isupper() and len(initials) == 2 * len(together) - 1:
        return last._replace(end=word.end, key=together, weight=1.0, notable=None, meaning="")
    return None


def _word(written: str, start: int, terms: Terms, *, initial: bool) -> Word:
    key, end = written.casefold(), start + len(written)
    if key[0].isdigit():
        return Word(start, end, key, 1, 1.0, "number", key.replace(",", ""))
    light = len(written) <= SHORT or key in terms.function_words
    notable: Notable | None = None
    if initial or written == key:  # within a sentence "may" is a hedge, and "May" a month
        notable = "negation" if key in terms.negations else None
        notable = "hedge" if key in terms.hedging else notable
    return Word(start, end, key, 1, LIGHT if light else 1.0, notable, notable or "")


def _marks(segments: Segments) -> Iterator[Word]:
    """The marks of the quotations of a text, of one kind whatever they look like."""
    for start, end in segments.quotations:
        for at, key in ((start - 1, "“"), (end, "”")):
            if at >= 0 and segments.text[at : at + 1] and segments.text[at] in MARKS:
                yield Word(at, at + 1, key, 0, LIGHT)
