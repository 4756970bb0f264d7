from __future__ import annotations

import pytest

from eval.stories import b_cubed, report
from sayso.compare.sketch import sketch
from tests.compare.articles import Article
from tests.compare.test_stories import BAKERS, BARGE


def test_b_cubed_of_what_is_right() -> None:
    gold = {"a": "one", "b": "one", "c": "two"}
    assert b_cubed(gold, [["a", "b"], ["c"]]) == (1, 1)


def test_b_cubed_of_one_heap_and_of_crumbs() -> None:
    gold = {"a": "one", "b": "one", "c": "two", "d": "two"}
    assert b_cubed(gold, [["a", "b", "c", "d"]]) == (0.5, 1)
    assert b_cubed(gold, [["a"], ["b"], ["c"], ["d"]]) == (1, 0.5)


def test_the_table_says_what_was_found(capsys: pytest.CaptureFixture[str]) -> None:
    made = [sketch(Article(each).read()) for each in (*BARGE, *BAKERS)]
    gold = {each.document: "barge" if k < len(BARGE) else "bakers" for k, each in enumerate(made)}
    sketches = {each.document: each for each in made}
    assert report({"set": gold}, sketches, claims=True, strict=True) == 0
    assert "1.000" in capsys.readouterr().out
    wrong = dict.fromkeys(gold, "one") | {made[0].document: "two"}
    assert report({"origins and others": wrong}, sketches, claims=False, strict=True) == 1
    assert report({"origins and others": wrong}, sketches, claims=False, strict=False) == 0
