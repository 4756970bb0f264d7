"""The words of two texts -> the passages that both have, and how much of each text they are."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import Indel

from sayso.compare.copy_words import GRAM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from sayso.compare.copy_words import Words
    from sayso.spans import Range

    Flags = NDArray[np.bool_]
    Tile = tuple[int, int, int]

GAP = 4
"""Words that may be put in, left out or replaced within one passage, as passim's alignment lets them be."""

SHORTEST = 7
"""Words that a passage must share; fewer are a name with its title, or a phrase that everybody uses."""

WORTH = 0.15
"""Share of the words of either text, in passages, from which on its sentences are compared too."""

FEWEST_WORDS = 40
"""Words of a text whose sentences are compared: two who say one thing in one sentence need not know of each
other, so that a note is a copy only word for word."""

OF_NOTE = 0.75
"""Share of the words of a shorter text that must stand in one passage."""

ALIKE = 0.5
"""Similarity, by words in their order, from which on a sentence is another one lightly rewritten."""

DONE = 0.9
"""Share of the words of a sentence, or of both texts, in passages from which on no more is looked for."""

RARE = 8
"""Sentences in which a word may stand to lead from a sentence of the one text to one of the other."""

TRIED = 3
"""Sentences of the other text that are compared with one."""

LONGEST = 200
"""Words of a sentence that are compared."""

QUOTED = 0.5
"""Weight of a word that stands in quotation marks: two who quote one speaker share his words and need not
know of each other."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What both texts have, with small changes at most; ranges are numbers of words."""

    one: Range
    other: Range
    shared: int


@dataclass(frozen=True, slots=True)
class Shares:
    """How much of each text is in the other too, 0 to 1, and how much of it word for word."""

    one: float = 0.0
    other: float = 0.0
    one_literal: float = 0.0
    other_literal: float = 0.0

    def turned(self) -> Shares:
        """The same, seen from the other text."""
        return Shares(self.other, self.one, self.other_literal, self.one_literal)


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two texts side by side."""

    passages: tuple[Passage, ...] = ()
    rewritten: tuple[Passage, ...] = ()
    """Sentences that are the other text's, with other words among them."""
    shares: Shares = Shares()

    def turned(self) -> Alignment:
        """The same, seen from the other text."""
        return Alignment(_turned(self.passages), _turned(self.rewritten), self.shares.turned())


def _turned(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    turned = sorted((each.other, each.one, each.shared) for each in passages)
    return tuple(Passage(*each) for each in turned)


def align(
    one: Words, other: Words, is_furniture: Callable[[Words, Range], bool] | None = None
) -> Alignment:
    """Return what two texts share; their passages may stand in another order.

    Args:
        one: A text.
        other: Another.
        is_furniture: Tells of words of a text whether so many unrelated texts have them that they do not
            count, neither as shared nor as words of the text.

    """
    counted = np.ones(len(one), np.bool_), np.ones(len(other), np.bool_)
    in_one, in_other = np.zeros(len(one), np.bool_), np.zeros(len(other), np.bool_)
    passages = []
    least = min(len(one), len(other))
    shortest = SHORTEST if least >= FEWEST_WORDS else max(SHORTEST, OF_NOTE * least)
    for tiles in _chained(_tiles(one.grams, other.grams)):
        passage = _passage(tiles)
        if passage.shared < shortest:
            continue
        if is_furniture is not None and is_furniture(one, passage.one):
            counted[0][slice(*passage.one)] = counted[1][slice(*passage.other)] = False
            continue
        passages.append(passage)
        for at_one, at_other, size in tiles:
            in_one[at_one : at_one + size] = True
            in_other[at_other : at_other + size] = True
    if not passages:
        return Alignment()
    weights = _weights(one, counted[0]), _weights(other, counted[1])
    literal = _share(in_one, weights[0]), _share(in_other, weights[1])
    rewritten: tuple[Passage, ...] = ()
    if least >= FEWEST_WORDS and max(literal) >= WORTH and min(literal) < DONE:
        rewritten = tuple(_rewritten(one, other, in_one, in_other))
    shares = Shares(_share(in_one, weights[0]), _share(in_other, weights[1]), *literal)
    return Alignment(tuple(passages), rewritten, shares)


def _weights(told: Words, counted: Flags) -> NDArray[np.float64]:
    return np.where(told.quoted, QUOTED, 1.0) * counted


def _share(shared: Flags, weights: NDArray[np.float64]) -> float:
    whole = float(weights.sum())
    return min(1.0, float(weights[shared].sum()) / whole) if whole else 0.0


def _tiles(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> list[Tile]:
    """Runs of words that both have, in the order of the first: the place in each, and how many words.

    Greedy, as string tiling is (M. Wise, 1993), but of a 3-gram that the other text has twice the first place
    alone is taken, so that the time is that of sorting whatever the texts repeat.
    """
    if not len(one) or not len(other):
        return []
    order = np.argsort(other, kind="stable")
    found = np.searchsorted(other, one, sorter=order)
    place = order[np.minimum(found, len(other) - 1)]
    hits = np.flatnonzero(other[place] == one)
    if not len(hits):
        return []
    breaks = np.flatnonzero((np.diff(hits) != 1) | (np.diff(place[hits]) != 1)) + 1
    firsts = hits[np.concatenate(([0], breaks))]
    sizes = np.diff(np.concatenate(([0], breaks, [len(hits)]))) + GRAM - 1
    return list(zip(firsts.tolist(), place[firsts].tolist(), sizes.tolist(), strict=True))


def _chained(tiles: Sequence[Tile]) -> Iterator[list[Tile]]:
    """Runs that follow each other in both texts, with a few words between them at most."""
    chain: list[Tile] = []
    for each in tiles:
        at_one, at_other, size = each
        if chain:
            before_one, before_other, length = chain[-1]
            steps = at_one - before_one - length, at_other - before_other - length
            if not all(-GRAM < step <= GAP for step in steps):
                yield chain
                chain = []
            elif (cut := -min(*steps, 0)) > 0:
                at_one, at_other, size = at_one + cut, at_other + cut, size - cut
        chain.append((at_one, at_other, size))
    if chain:
        yield chain


def _passage(tiles: Sequence[Tile]) -> Passage:
    (first_one, first_other, _), (last_one, last_other, size) = tiles[0], tiles[-1]
    return Passage(
        (first_one, last_one + size), (first_other, last_other + size), sum(t[2] for t in tiles)
    )


def _rewritten(one: Words, other: Words, in_one: Flags, in_other: Flags) -> Iterator[Passage]:
    """Sentences that are the other text's, lightly rewritten; marks the words that both have."""
    before = np.concatenate(([0], np.cumsum(in_one))).tolist()
    for (first, behind), mine in zip(one.sentences, one.in_sentences, strict=True):
        if before[behind] - before[first] > DONE * (behind - first):
            continue
        number = _like(mine[:LONGEST], other)
        if number is None:
            continue
        (start, end), theirs = other.sentences[number], other.in_sentences[number]
        shared = set(mine) & set(theirs)
        in_one[[first + k for k, word in enumerate(mine) if word in shared]] = True
        in_other[[start + k for k, word in enumerate(theirs) if word in shared]] = True
        if len(shared) >= SHORTEST:
            yield Passage((first, behind), (start, end), len(shared))


def _like(told: Sequence[int], other: Words) -> int | None:
    """The number of the sentence of the other text that is most like these words, if any is like them."""
    votes: dict[int, int] = {}
    standing = other.standing
    for word in set(told):
        where = standing.get(word, ())
        if len(where) <= RARE:
            for number in where:
                votes[number] = votes.get(number, 0) + 1
    found, least = None, ALIKE
    likely = heapq.nsmallest(TRIED, votes.items(), key=lambda vote: (-vote[1], vote[0]))
    for number, _ in likely:
        alike = Indel.normalized_similarity(
            told, other.in_sentences[number][:LONGEST], score_cutoff=least
        )
        if alike >= least and (found is None or alike > least):
            found, least = number, alike
    return found
