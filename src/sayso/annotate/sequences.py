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
    scores = np.zeros((lengths[0], len(order), len(moves)))
    for place, number in enumerate(order):
        scores[: lengths[place], place] = rows[number]
    back = np.zeros(scores.shape, dtype=np.int8)
    best = scores[0] + moves[0]
    # Longest first: the rows that still go on are always the first ones.
    going = (lengths[np.newaxis] > np.arange(lengths[0])[:, np.newaxis]).sum(axis=1).tolist()
    for step in range(1, int(lengths[0])):
        on = slice(going[step])
        reached = best[on, :, np.newaxis] + moves
        back[step, on] = reached.argmax(axis=1)
        best[on] = reached.max(axis=1) + scores[step, on]
    last = (best + moves[:, 0]).argmax(axis=1)
    result = [np.empty(0, dtype=np.int64)] * len(rows)
    for place, number in enumerate(order):
        path = np.empty(lengths[place], dtype=np.int64)
        label = int(last[place])
        for step in range(int(lengths[place]) - 1, -1, -1):
            path[step] = label
            label = int(back[step, place, label])
        result[number] = path
    return result
