"""Scores of labels, token by token -> the best sequence of labels.

A linear-chain conditional random field (Lafferty, McCallum and Pereira 2001): a sequence scores the sum of
its labels' scores and of its moves from label to label. Label 0 is outside; label 2k + 1 begins role k,
and 2k + 2 goes on with it, which is allowed only after either of the two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

IMPOSSIBLE = -1e4
"""Score of a move that is not allowed; also what the training takes."""


def well_formed(labels: int) -> NDArray[np.float64]:
    """Return the moves [labels, labels] of a field that has learnt none: allowed or impossible."""
    moves = np.zeros((labels, labels))
    for inner in range(2, labels, 2):
        moves[:, inner] = IMPOSSIBLE
        moves[inner - 1 : inner + 1, inner] = 0.0
    return moves


def best_sequences(
    rows: Sequence[NDArray[np.float32]], moves: NDArray[np.float64]
) -> list[NDArray[np.int64]]:
    """Return for each row of scores [tokens, labels] its best sequence of labels (Viterbi).

    Rows may differ in length, and all take each step together. Before and behind each is outside.
    """
    order = sorted(range(len(rows)), key=lambda number: -len(rows[number]))
    lengths = np.array([len(rows[number]) for number in order])
    if not order or not lengths[-1]:
        raise ValueError("a sequence has at least one token")
    # Labels before sequences: what numpy then does at each step runs along the sequences, many at once.
    best = np.zeros((lengths[0], len(moves), len(order)))
    for place, number in enumerate(order):
        best[: lengths[place], :, place] = rows[number]
    best[0] += moves[0][:, np.newaxis]
    # The best score of a sequence that has come to each label; longest first, so those going on stand first.
    going = (lengths[np.newaxis] > np.arange(lengths[0])[:, np.newaxis]).sum(axis=1).tolist()
    by_label = moves[:, :, np.newaxis]
    for step in range(1, int(lengths[0])):
        on = slice(going[step])
        best[step, :, on] += (best[step - 1, :, np.newaxis, on] + by_label).max(axis=0)
    # Back from the end, by the moves that had made the best scores.
    paths = np.empty((lengths[0], len(order)), dtype=np.int64)
    every = np.arange(len(order))
    paths[lengths - 1, every] = (best[lengths - 1, :, every] + moves[:, 0]).argmax(axis=1)
    for step in range(int(lengths[0]) - 1, 0, -1):
        on = slice(going[step])
        paths[step - 1, on] = (best[step - 1, :, on] + moves[:, paths[step, on]]).argmax(axis=0)
    result = [np.empty(0, dtype=np.int64)] * len(rows)
    for place, number in enumerate(order):
        result[number] = paths[: lengths[place], place].copy()
    return result
