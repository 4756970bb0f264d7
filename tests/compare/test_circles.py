from __future__ import annotations

from sayso.compare.circles import cycles


def test_who_have_a_claim_from_one_another_make_a_circle() -> None:
    assert cycles({1: {2}, 2: {3}, 3: {1, 4}, 4: {5}, 5: {4}, 6: {1}, 7: {7}}) == [
        (1, 2, 3),
        (4, 5),
    ]


def test_a_chain_is_no_circle_however_long() -> None:
    assert cycles({k: {k + 1} for k in range(5000)}) == []
