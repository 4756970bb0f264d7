from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from sayso.annotate.decode import decode, viterbi
from sayso.annotate.tagger import Window
from sayso.annotate.tokens import Tokens

TEXT = "Ada Holm said it rained"
STARTS = [0, 4, 9, 14, 17]
ENDS = [3, 8, 13, 16, 23]
B_SOURCE, I_SOURCE, B_CUE, I_CUE, B_CONTENT, I_CONTENT = range(1, 7)

Scores = NDArray[np.float32]


def tokens() -> Tokens:
    columns = ([2] * 5, STARTS, ENDS, [0] * 5)
    return Tokens(*(np.asarray(column, dtype=np.int64) for column in columns))


def window(cues: dict[int, int], rows: dict[int, list[int]], sure: float = 9.0) -> Window:
    """Return the scores of a network that is sure of these cue tags and of these arcs."""
    tags = np.zeros((5, 9), dtype=np.float32)
    tags[:, 3] = sure
    for token, tag in cues.items():
        tags[token, 3] = 0
        tags[token, 3 + tag] = sure
    arcs = np.zeros((5, 7, 5), dtype=np.float32)
    for token, labels in rows.items():
        arcs[token, labels, range(5)] = sure
    return Window(0, tags, arcs)


def well_formed(labels: list[int]) -> bool:
    return all(
        following % 2 == 1 or following == 0 or before in {following - 1, following}
        for before, following in pairwise([0, *labels])
    )


@st.composite
def scores(draw: st.DrawFn, most: int, roles: tuple[int, ...]) -> Scores:
    shape = (
        draw(st.integers(1, 2)),
        draw(st.integers(1, most)),
        1 + 2 * draw(st.sampled_from(roles)),
    )
    size = shape[0] * shape[1] * shape[2]
    values = draw(st.lists(st.floats(-9, 0, width=32), min_size=size, max_size=size))
    return np.asarray(values, dtype=np.float32).reshape(shape)


@given(scores(most=12, roles=(1, 3)))
@settings(deadline=None)
def test_the_best_sequence_is_always_well_formed(given_scores: Scores) -> None:
    for row in viterbi(given_scores).tolist():
        assert well_formed(row)


@given(scores(most=4, roles=(1, 2)))
@settings(deadline=None)
def test_no_well_formed_sequence_scores_higher(given_scores: Scores) -> None:
    rows, length, count = given_scores.shape
    found = viterbi(given_scores)
    allowed = [each for each in product(range(count), repeat=length) if well_formed(list(each))]
    for row in range(rows):
        totals = [float(given_scores[row, range(length), each].sum()) for each in allowed]
        ours = float(given_scores[row, range(length), found[row]].sum())
        assert ours == pytest.approx(max(totals), abs=1e-4)


def test_a_cue_comes_with_its_source_and_content() -> None:
    labels = [B_SOURCE, I_SOURCE, B_CUE, B_CONTENT, I_CONTENT]
    (found,) = decode(TEXT, tokens(), [window({2: 1}, {2: labels})])
    assert (found.source, found.cue, found.content) == (((0, 8),), ((9, 13),), ((14, 23),))
    assert 0.9 < found.score <= 1


def test_an_unsure_network_scores_lower() -> None:
    labels = [B_SOURCE, I_SOURCE, B_CUE, B_CONTENT, I_CONTENT]
    (sure,) = decode(TEXT, tokens(), [window({2: 1}, {2: labels})])
    (unsure,) = decode(TEXT, tokens(), [window({2: 1}, {2: labels}, sure=2.0)])
    assert unsure.score < sure.score


def test_content_may_be_in_pieces_around_the_cue() -> None:
    labels = [B_CONTENT, 0, B_CUE, B_CONTENT, I_CONTENT]
    (found,) = decode(TEXT, tokens(), [window({2: 1}, {2: labels})])
    assert found.content == ((0, 3), (14, 23))
    assert found.source == ()


def test_a_cue_that_its_own_arcs_forget_is_its_anchor() -> None:
    labels = [B_SOURCE, I_SOURCE, 0, B_CONTENT, I_CONTENT]
    (found,) = decode(TEXT, tokens(), [window({2: 1}, {2: labels})])
    assert found.cue == ((9, 13),)


def test_a_cue_without_source_and_content_is_none() -> None:
    assert decode(TEXT, tokens(), [window({2: 1}, {2: [0, 0, B_CUE, 0, 0]})]) == []


def test_one_cue_in_two_pieces_is_one_attribution() -> None:
    labels = [B_SOURCE, I_SOURCE, B_CUE, B_CONTENT, B_CUE]
    made = window({2: 1, 4: 1}, {2: labels, 4: labels})
    (found,) = decode(TEXT, tokens(), [made])
    assert found.cue == ((9, 13), (17, 23))


def test_where_there_is_no_window_nothing_is_found() -> None:
    assert decode("", tokens(), []) == []


def test_a_range_is_taken_out_to_whole_words() -> None:
    cut = tokens()
    cut.ends[1] = 6
    labels = [B_SOURCE, I_SOURCE, B_CUE, B_CONTENT, I_CONTENT]
    (found,) = decode(TEXT, cut, [window({2: 1}, {2: labels})])
    assert found.source == ((0, 8),)
