from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import AnchorError
from sayso.spans import RangeIndex, Span, check, contains, merged, overlaps, span, trimmed

RANGES = st.tuples(st.integers(0, 30), st.integers(1, 10)).map(lambda p: (p[0], p[0] + p[1]))


def test_a_span_is_code_points_with_their_words() -> None:
    assert span("a 👩🚢 b", 2, 4) == Span(2, 4, "👩🚢")


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, 6), (5, 6)])
def test_a_range_outside_of_the_text_is_no_span(start: int, end: int) -> None:
    with pytest.raises(AnchorError):
        span("abcde", start, end)


@pytest.mark.parametrize(
    ("start", "end", "text"), [(0, 0, ""), (2, 1, "a"), (0, 2, "a"), (-1, 0, "a")]
)
def test_a_span_that_cannot_be_is_not_made(start: int, end: int, text: str) -> None:
    with pytest.raises(AnchorError):
        Span(start, end, text)


def test_spans_are_checked_against_the_text() -> None:
    check("It rained.", [Span(0, 2, "It"), Span(3, 9, "rained")])
    with pytest.raises(AnchorError, match="0:2"):
        check("It rained.", [Span(3, 9, "rained"), Span(0, 2, "He")])
    with pytest.raises(AnchorError):
        check("It", [Span(1, 3, "t.")])


def test_edges_are_trimmed_and_may_meet() -> None:
    assert trimmed(" \u00a0It rained\u200b. ", 0, 14) == (2, 13)
    assert trimmed("“It”", 0, 4, "“”") == (1, 3)
    start, end = trimmed("   ", 0, 3)
    assert start == end


def test_ranges_that_touch_share_nothing() -> None:
    assert overlaps((0, 3), (2, 5))
    assert not overlaps((0, 3), (3, 5))
    assert contains((0, 5), (0, 5))
    assert not contains((0, 5), (4, 6))


def test_ranges_with_a_bridge_between_are_one() -> None:
    assert merged([(3, 5), (0, 2)], "ab cd", " ") == [(0, 5)]
    assert merged([(3, 5), (0, 2)], "ab,cd", " ") == [(0, 2), (3, 5)]
    assert merged([(0, 4), (1, 2), (4, 6)], "abcdef") == [(0, 6)]
    assert merged([], "") == []


@given(st.lists(RANGES, max_size=8))
def test_merged_ranges_cover_the_same_and_lie_apart(ranges: list[tuple[int, int]]) -> None:
    found = merged(ranges, "x" * 50)
    assert {k for each in found for k in range(*each)} == {k for r in ranges for k in range(*r)}
    assert all(one[1] < following[0] for one, following in itertools.pairwise(found))
    assert merged(found, "x" * 50) == found


@given(RANGES, RANGES)
def test_what_contains_overlaps_and_overlap_is_mutual(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    assert overlaps(one, other) == overlaps(other, one)
    assert not contains(one, other) or overlaps(one, other)
    assert contains(one, one)


LONG_AND_SHORT = st.tuples(st.integers(0, 60), st.sampled_from([0, 1, 2, 3, 7, 8, 40])).map(
    lambda p: (p[0], p[0] + p[1])
)


@given(st.lists(LONG_AND_SHORT), RANGES)
def test_an_index_finds_what_lies_over_a_place_in_order(
    ranges: list[tuple[int, int]], place: tuple[int, int]
) -> None:
    index = RangeIndex((each, number) for number, each in enumerate(ranges))
    over = [(each, number) for number, each in enumerate(ranges) if overlaps(each, place)]
    assert list(index.over(place)) == [number for _, number in sorted(over)]


def test_one_range_over_all_makes_no_question_one_about_all() -> None:
    many = [((0, 40_000), 0), *(((4 * k, 4 * k + 2), k) for k in range(1, 10_000))]
    index = RangeIndex(many)
    assert [list(index.over((4 * k, 4 * k + 1))) for k in range(1, 10_000)] == [
        [0, k] for k in range(1, 10_000)
    ]
