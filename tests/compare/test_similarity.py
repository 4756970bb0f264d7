from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.compare import Lexical
from sayso.compare.similarity import MOST_WORDS, akin, words


@pytest.mark.parametrize(
    ("one", "other"),
    [("poisoned", "poisoning"), ("reservoir", "reservoirs"), ("vergiftet", "vergiftete")],
)
def test_forms_of_a_word_are_one(one: str, other: str) -> None:
    assert akin(one, other)
    assert akin(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("poison", "police"), ("car", "cart"), ("2014", "2015"), ("5000", "50001")]
)
def test_other_words_and_numbers_are_not(one: str, other: str) -> None:
    assert not akin(one, other)


def test_words_leave_out_what_tells_nothing() -> None:
    left_out = frozenset({"the", "was"})
    assert words("The US was at 4,000 of it, the barge", left_out) == [
        "US".lower(),
        "4000",
        "barge",
    ]


def test_a_passage_that_says_just_this_is_nearest() -> None:
    near = Lexical({"the", "was", "has"})
    same, short, longer, other = near(
        "The reservoir was poisoned by a barge.",
        [
            "A barge has poisoned the reservoir",
            "poisoned",
            "The barge left the harbour on Monday after long repairs to both engines",
            "Taxes will rise next year",
        ],
    )
    assert same == 1
    assert same > short > longer > other == 0


def test_a_passage_is_compared_by_so_many_words_only() -> None:
    assert len(words(" ".join(f"word{number}" for number in range(10 * MOST_WORDS)))) == MOST_WORDS


@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=3))
def test_nearness_lies_between_none_and_all(claim: str, passages: list[str]) -> None:
    found = Lexical()(claim, passages)
    assert len(found) == len(passages)
    assert all(0 <= each <= 1 for each in found)
