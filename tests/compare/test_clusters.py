from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.compare.clusters import MOST_WORDS, candidates, clusters, product, scaled

PORT, MILL = {"barge": 2.0, "spill": 1.0}, {"flour": 2.0, "strike": 1.0}
VECTORS = st.lists(
    st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0.1, 5), min_size=1), min_size=1
)


def test_texts_that_share_words_are_one_group() -> None:
    vectors = [scaled(each) for each in (PORT, MILL, PORT, {**MILL, "baker": 1.0})]
    assert clusters(vectors, 0.3) == [[0, 2], [1, 3]]


def test_a_text_of_two_matters_does_not_chain_them() -> None:
    both = {**PORT, **MILL}
    vectors = [scaled(each) for each in (PORT, PORT, PORT, both, MILL, MILL, MILL)]
    found = clusters(vectors, 0.4)
    assert not any({0, 4} <= set(each) for each in found)


def test_texts_without_a_shared_word_are_no_candidates() -> None:
    assert candidates([scaled(PORT), scaled(MILL), {}]) == []


def test_what_is_given_as_one_group_stays_one() -> None:
    vectors = [scaled(each) for each in (PORT, MILL, PORT)]
    found = clusters(vectors, 0.3, together=[[1, 0]])
    assert any({0, 1} <= set(each) for each in found)


def test_a_large_group_keeps_its_heaviest_words() -> None:
    vectors = [
        scaled({"barge": 5.0, **{f"{text} {word}": 1.0 for word in range(60)}})
        for text in range(20)
    ]
    assert MOST_WORDS < 20 * 60
    assert clusters(vectors, 0.1) == [list(range(20))]


@pytest.mark.parametrize("copies", [40, 300])
def test_all_copies_of_a_text_are_one_group_however_many_they_are(copies: int) -> None:
    # Each has a word of its own, as a page has its date, and one more that a few others have.
    ours = [
        scaled({**PORT, "harbour": 3.0, f"page {at}": 0.3, f"day {at % 7}": 0.4})
        for at in range(copies)
    ]
    others = [scaled({**MILL, "baker": 3.0, f"page {at}": 0.3}) for at in range(copies)]
    found = clusters([*ours, *others], 0.3)
    assert found == [list(range(copies)), list(range(copies, 2 * copies))]


def test_a_vector_of_nothing_stays_so() -> None:
    assert scaled({}) == {}
    assert product({}, PORT) == 0


def test_the_cosine_of_a_text_with_itself_is_one() -> None:
    assert product(scaled(PORT), scaled(PORT)) == pytest.approx(1)


@settings(deadline=None)
@given(VECTORS, st.floats(0.05, 0.95))
def test_each_text_is_in_one_group(found: list[dict[str, float]], least: float) -> None:
    groups = clusters([scaled(each) for each in found], least)
    assert sorted(number for each in groups for number in each) == list(range(len(found)))
