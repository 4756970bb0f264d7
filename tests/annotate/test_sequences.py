"""The best sequence is that of counting through all sequences."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from sayso.annotate.models import folder
from sayso.annotate.sequences import IMPOSSIBLE, best_sequences, well_formed
from sayso.annotate.tagger import LABELS, Tagger

Scores = NDArray[np.float32]
Moves = NDArray[np.float64]

SCORE = st.floats(-9, 9, width=32)


def is_well_formed(labels: list[int]) -> bool:
    return all(
        following % 2 == 1 or following == 0 or before in {following - 1, following}
        for before, following in pairwise([0, *labels])
    )


def total(row: Scores, moves: Moves, labels: tuple[int, ...]) -> float:
    """Score of one sequence, which stands between outsides."""
    steps = sum(moves[pair] for pair in pairwise((0, *labels, 0)))
    return float(row.astype(np.float64)[range(len(row)), labels].sum() + steps)


def rows_of(labels: int, most: int) -> st.SearchStrategy[Scores]:
    one = st.lists(SCORE, min_size=labels, max_size=labels)
    return st.lists(one, min_size=1, max_size=most).map(
        lambda values: np.asarray(values, dtype=np.float32)
    )


def learnt(labels: int) -> st.SearchStrategy[Moves]:
    size = labels * labels
    allowed = well_formed(labels)
    values = st.lists(st.floats(-4, 4), min_size=size, max_size=size)
    return st.one_of(
        st.just(allowed),
        values.map(lambda each: allowed + np.asarray(each).reshape(labels, labels)),
    )


@st.composite
def fields(draw: st.DrawFn, tokens: int, roles: tuple[int, ...]) -> tuple[list[Scores], Moves]:
    labels = 1 + 2 * draw(st.sampled_from(roles))
    rows = draw(st.lists(rows_of(labels, tokens), min_size=1, max_size=4))
    return rows, draw(learnt(labels))


@given(fields(tokens=4, roles=(1, 2)))
@settings(deadline=None, max_examples=50)
def test_no_sequence_scores_higher(field: tuple[list[Scores], Moves]) -> None:
    rows, moves = field
    for row, labels in zip(rows, best_sequences(rows, moves), strict=True):
        totals = [total(row, moves, each) for each in product(range(len(moves)), repeat=len(row))]
        ours = total(row, moves, tuple(labels.tolist()))
        assert ours == pytest.approx(max(totals), abs=1e-6)


@given(fields(tokens=12, roles=(1, 3)))
@settings(deadline=None, max_examples=50)
def test_rows_read_together_are_what_each_is_alone(field: tuple[list[Scores], Moves]) -> None:
    rows, moves = field
    for row, labels in zip(rows, best_sequences(rows, moves), strict=True):
        (alone,) = best_sequences([row], moves)
        assert labels.tolist() == alone.tolist()


@given(fields(tokens=30, roles=(1, 3)))
@settings(deadline=None, max_examples=50)
def test_the_best_sequence_is_always_well_formed(field: tuple[list[Scores], Moves]) -> None:
    rows, moves = field
    for row, labels in zip(rows, best_sequences(rows, moves), strict=True):
        assert len(labels) == len(row)
        assert is_well_formed(labels.tolist())


def test_a_move_that_was_learnt_outweighs_a_score() -> None:
    row = np.asarray([[0, 1, 0], [0.5, 0, 1]], dtype=np.float32)
    moves = well_formed(3)
    assert best_sequences([row], moves)[0].tolist() == [1, 2]
    moves[1, 2] = -3
    assert best_sequences([row], moves)[0].tolist() == [1, 0]
    moves[1, 0] = -3
    assert best_sequences([row], moves)[0].tolist() == [0, 0]


def test_a_row_of_nothing_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="at least one token"):
        best_sequences([np.zeros((0, 3), dtype=np.float32)], well_formed(3))


def test_only_what_has_begun_goes_on() -> None:
    moves = well_formed(5)
    forbidden = {(a, b) for a in range(5) for b in range(5) if moves[a, b] == IMPOSSIBLE}
    assert forbidden == {(0, 2), (3, 2), (4, 2), (0, 4), (1, 4), (2, 4)}


def test_the_shipped_model_has_learnt_its_moves_and_forbids_the_same() -> None:
    moves = Tagger(folder()).moves
    assert ((moves <= IMPOSSIBLE) == (well_formed(len(LABELS)) == IMPOSSIBLE)).all()
