from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.scoring import ROLES, Attribution, Tally, normalised, score
from sayso.spans import Range

TEXT = "Holm said it rained, and Reuss said that it snowed."
#       0    5    10 13      21  25    31   36   41 44
HOLM: Attribution = {"source": ((0, 4),), "cue": ((5, 9),), "content": ((10, 19),)}
REUSS: Attribution = {"source": ((25, 30),), "cue": ((31, 35),), "content": ((36, 50),)}
NOBODY: Attribution = {"source": (), "cue": ((5, 9),), "content": ((10, 19),)}


def scored(predicted: list[Attribution], gold: list[Attribution]) -> dict[str, Tally]:
    tallies: dict[str, Tally] = {}
    score(TEXT, predicted, gold, tallies)
    return tallies


def test_the_text_is_where_the_cases_say() -> None:
    assert [TEXT[slice(*HOLM[role][0])] for role in ROLES] == ["Holm", "said", "it rained"]
    assert [TEXT[slice(*REUSS[role][0])] for role in ROLES] == ["Reuss", "said", "that it snowed"]


def test_a_tally_gives_precision_recall_and_their_mean() -> None:
    tally = Tally(right=2, predicted=4, gold=8)
    assert (tally.precision, tally.recall) == (0.5, 0.25)
    assert tally.f1 == pytest.approx(2 * 0.5 * 0.25 / 0.75)
    tally.add(1, 0, 0)
    assert tally.right == 3


def test_nothing_of_nothing_is_nought() -> None:
    assert (Tally().precision, Tally().recall, Tally().f1) == (0, 0, 0)
    assert Tally(predicted=3).f1 == Tally(gold=3).f1 == 0


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        ([(10, 20)], ((10, 19),)),
        ([(9, 24)], ((10, 24),)),
        ([(10, 12), (12, 19)], ((10, 19),)),
        ([(13, 19), (10, 12)], ((10, 19),)),
        ([(10, 12), (21, 24)], ((10, 12), (21, 24))),
        ([(19, 21)], ()),
        ([], ()),
    ],
)
def test_edges_are_trimmed_and_pieces_without_a_word_between_are_one(
    pieces: list[Range], expected: tuple[Range, ...]
) -> None:
    assert normalised(TEXT, pieces) == expected


def test_what_is_equal_is_right_by_every_measure() -> None:
    for tally in scored([HOLM, REUSS], [HOLM, REUSS]).values():
        assert tally.f1 == 1


def test_a_content_that_begins_too_late_overlaps_and_pairs_and_is_not_exact() -> None:
    late: Attribution = {**REUSS, "content": ((41, 50),)}
    found = scored([HOLM, late], [HOLM, REUSS])
    assert found["exact content"].f1 == 0.5
    assert found["exact source"].f1 == found["exact cue"].f1 == 1
    assert found["overlap content"].f1 == found["paired"].f1 == 1
    assert found["whole"].f1 == 0.5
    # "itrained" and "itsnowed" of "itrained" and "thatitsnowed": 16 of 16 and 20 word characters
    assert (found["token content"].right, found["token content"].gold) == (16, 20)


def test_what_is_missed_costs_recall_and_what_is_made_up_precision() -> None:
    missed, made_up = scored([HOLM], [HOLM, REUSS]), scored([HOLM, REUSS], [HOLM])
    for measure in ("exact source", "overlap cue", "whole", "paired"):
        assert (missed[measure].precision, missed[measure].recall) == (1, 0.5)
        assert (made_up[measure].precision, made_up[measure].recall) == (0.5, 1)


def test_the_right_words_by_the_wrong_source_are_no_pair() -> None:
    wrong: Attribution = {**HOLM, "source": REUSS["source"]}
    assert scored([wrong], [HOLM])["paired"].f1 == 0


def test_no_source_pairs_with_no_source_only() -> None:
    assert scored([NOBODY], [NOBODY])["paired"].f1 == 1
    assert scored([NOBODY], [HOLM])["paired"].f1 == 0
    assert scored([HOLM], [NOBODY])["paired"].f1 == 0


def test_one_gold_is_matched_by_one_prediction() -> None:
    again: Attribution = {**HOLM, "cue": ((0, 4),)}
    found = scored([HOLM, again], [HOLM])
    assert (found["paired"].right, found["paired"].predicted) == (1, 2)
    # the same source span twice is one span
    assert (found["exact source"].right, found["exact source"].predicted) == (1, 1)


def test_tallies_add_up_over_articles() -> None:
    tallies: dict[str, Tally] = {}
    score(TEXT, [HOLM], [HOLM], tallies)
    score(TEXT, [], [HOLM, REUSS], tallies)
    assert (tallies["paired"].right, tallies["paired"].gold) == (1, 3)


PIECES = st.lists(
    st.tuples(st.integers(0, 45), st.integers(1, 20)).map(lambda p: (p[0], min(51, p[0] + p[1]))),
    max_size=3,
).map(lambda pieces: normalised(TEXT, pieces))
ATTRIBUTIONS = st.lists(st.fixed_dictionaries(dict.fromkeys(ROLES, PIECES)), max_size=4)


@given(ATTRIBUTIONS, ATTRIBUTIONS)
def test_every_measure_is_between_nought_and_one(
    predicted: list[Attribution], gold: list[Attribution]
) -> None:
    for tally in scored(predicted, gold).values():
        for value in (tally.precision, tally.recall, tally.f1):
            assert 0 <= value <= 1


@given(ATTRIBUTIONS, ATTRIBUTIONS)
def test_exact_and_token_measures_are_the_same_the_other_way_round(
    predicted: list[Attribution], gold: list[Attribution]
) -> None:
    there, back = scored(predicted, gold), scored(gold, predicted)
    for name, tally in there.items():
        if name.startswith(("exact", "token", "whole")):
            assert tally.f1 == pytest.approx(back[name].f1)
            assert tally.precision == pytest.approx(back[name].recall)
