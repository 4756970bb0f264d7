"""Counts of matches -> precision, recall and F1, and the span measures of attribution."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sayso.spans import Range, overlaps

ROLES = ("source", "cue", "content")
"""The three spans of an attribution."""

_WORD = re.compile(r"\w")
Item = TypeVar("Item")
Pieces = tuple[Range, ...]
Attribution = Mapping[str, Pieces]
"""For each role, its pieces as :func:`normalised` leaves them."""


@dataclass(slots=True)
class Tally:
    """True positives, and how many were predicted and how many are gold."""

    right: float = 0
    predicted: float = 0
    gold: float = 0

    def add(self, right: float, predicted: float, gold: float) -> None:
        """Add the counts of one article."""
        self.right += right
        self.predicted += predicted
        self.gold += gold

    @property
    def precision(self) -> float:
        """Right among predicted; 0 where nothing is predicted."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Right among gold; 0 where there is none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both; 0 where nothing is right."""
        total = self.predicted + self.gold
        return 2 * self.right / total if total else 0.0


def normalised(text: str, pieces: Iterable[Range]) -> Pieces:
    """Trim white space and punctuation off the edges; merge pieces with no word between them."""
    trimmed = []
    for start, end in pieces:
        words = list(_WORD.finditer(text, start, end))
        if words:
            trimmed.append((words[0].start(), words[-1].end()))
    result: list[Range] = []
    for start, end in sorted(trimmed):
        if result and not _WORD.search(text, result[-1][1], start):
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return tuple(result)


def score(
    text: str,
    predicted: Sequence[Attribution],
    gold: Sequence[Attribution],
    tallies: dict[str, Tally],
) -> None:
    """Add the counts of one article by one annotator to ``tallies``, one entry a measure."""
    for role in ROLES:
        ours = sorted({piece for each in predicted for piece in each[role]})
        theirs = sorted({piece for each in gold for piece in each[role]})
        right = len(set(ours) & set(theirs))
        _tally(tallies, f"exact {role}").add(right, len(ours), len(theirs))
        right = _greedy(ours, theirs, lambda a, b: _share_word(text, (a,), (b,)))
        _tally(tallies, f"overlap {role}").add(right, len(ours), len(theirs))
        our_words, their_words = _word_characters(text, ours), _word_characters(text, theirs)
        _tally(tallies, f"token {role}").add(
            len(our_words & their_words), len(our_words), len(their_words)
        )
    ours_whole = {tuple(each[role] for role in ROLES) for each in predicted}
    gold_whole = {tuple(each[role] for role in ROLES) for each in gold}
    _tally(tallies, "whole").add(len(ours_whole & gold_whole), len(ours_whole), len(gold_whole))
    right = _greedy(predicted, gold, lambda a, b: paired(text, a, b))
    _tally(tallies, "paired").add(right, len(predicted), len(gold))


def paired(text: str, ours: Attribution, theirs: Attribution) -> bool:
    """Contents share a word, and so do the sources, or neither has one.

    An absent source counts as agreed on: so read, annotators of PolNeAR train reach the .792 of
    the published ceiling (.818 where such attributions are left out, .769 where they never match).
    """
    if not _share_word(text, ours["content"], theirs["content"]):
        return False
    if not ours["source"] and not theirs["source"]:
        return True
    return _share_word(text, ours["source"], theirs["source"])


def _tally(tallies: dict[str, Tally], name: str) -> Tally:
    return tallies.setdefault(name, Tally())


def _greedy(
    ours: Sequence[Item], theirs: Sequence[Item], match: Callable[[Item, Item], bool]
) -> int:
    """Match in reading order, each at most once; return the number of matches."""
    free = list(theirs)
    right = 0
    for mine in ours:
        for k, other in enumerate(free):
            if match(mine, other):
                del free[k]
                right += 1
                break
    return right


def _share_word(text: str, ours: Sequence[Range], theirs: Sequence[Range]) -> bool:
    return any(
        overlaps(a, b) and _WORD.search(text, max(a[0], b[0]), min(a[1], b[1])) is not None
        for a in ours
        for b in theirs
    )


def _word_characters(text: str, pieces: Iterable[Range]) -> set[int]:
    return {i for start, end in pieces for i in range(start, end) if _WORD.match(text[i])}
