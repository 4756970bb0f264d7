from __future__ import annotations

from sayso.compare.copy_groups import Groups, together


def test_who_belongs_together_through_a_third() -> None:
    groups = Groups()
    for one, other in (("d", "c"), ("b", "a"), ("c", "b"), ("y", "x")):
        groups.unite(one, other)
    assert [groups.of(name) for name in "dcbayxz"] == [*"aaaaxxz"]


def test_pairs_of_a_group_stay_together() -> None:
    pairs = [("a", "z"), ("b", "c"), ("c", "d"), ("y", "z")]
    assert together(pairs) == [("a", "z"), ("y", "z"), ("b", "c"), ("c", "d")]
    assert together([]) == []
