"""The stretches of a text that go through the network one by one."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate.windows import Stretch, stretches


@st.composite
def forms(draw: st.DrawFn) -> tuple[int, int, int, np.ndarray]:
    """Draw how long a text is, what can be read at once, what is read around, and where lines end."""
    tokens = draw(st.integers(0, 400))
    room = draw(st.integers(14, 80))
    around = draw(st.integers(0, room // 4))
    ends = draw(st.sets(st.integers(1, max(1, tokens)), max_size=40))
    return tokens, room, around, np.array(sorted({*ends, tokens}), dtype=np.int64)


def test_a_short_text_is_one_stretch_and_an_empty_one_none() -> None:
    none = np.empty(0, dtype=np.int64)
    assert stretches(20, 20, 4, none) == [Stretch((0, 20), (0, 20))]
    assert stretches(0, 20, 4, none) == []


def test_without_lines_the_stretches_are_of_one_length() -> None:
    found = stretches(50, 20, 2, np.array([50]))
    assert [own for own, _ in found] == [(0, 17), (17, 33), (33, 50)]
    assert [read for _, read in found] == [(0, 19), (15, 35), (31, 50)]


def test_a_seam_lies_where_a_line_ends() -> None:
    found = stretches(50, 32, 2, np.array([8, 21, 40, 50]))
    assert [own for own, _ in found] == [(0, 21), (21, 50)]


def test_one_more_stretch_is_read_where_a_seam_would_cut_a_line() -> None:
    found = stretches(50, 28, 2, np.array([16, 34, 50]))
    assert [own for own, _ in found] == [(0, 16), (16, 34), (34, 50)]


@given(forms())
def test_stretches_cover_the_text_in_order_and_fit(form: tuple[int, int, int, np.ndarray]) -> None:
    tokens, room, around, _ = form
    found = stretches(*form)
    assert [at for own, _ in found for at in range(*own)] == list(range(tokens))
    for own, read in found:
        assert own[0] < own[1]
        assert read[1] - read[0] <= room
        if tokens > room:
            assert read == (max(0, own[0] - around), min(tokens, own[1] + around))
    assert all(one[0][1] == other[0][0] for one, other in pairwise(found))
    fewest = -(-(tokens - 2 * around) // (room - 2 * around))
    assert tokens <= room or len(found) <= fewest + 1
