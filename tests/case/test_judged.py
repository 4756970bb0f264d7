"""Judgements stand until somebody takes them back, whatever else happens to the case."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from sayso.case import Case
from sayso.errors import SaysoError, UsageError
from sayso.records import Annotations
from sayso.traces import Judgement
from tests.case.articles import article

MERGE = Judgement(kind="merge", subjects=("Harna", "HARNA agency"), note="same desk", author="Ann")
APART = Judgement(kind="not_a_copy", subjects=("sha256:1", "sha256:2"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "x.case"
    with Case.open(made, create=True) as case:
        case.add(article())
        assert case.judge(MERGE) == 1
        assert case.judge(APART) == 2
    return made


def test_judgements_stand_in_the_order_in_which_they_were_given(path: Path) -> None:
    with Case.open(path) as case:
        assert case.judgements() == (MERGE, APART)
        first, second = case.history()
    assert (first.number, first.judgement, first.undone_at) == (1, MERGE, None)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", second.given_at)


def test_the_last_one_is_undone_or_the_one_that_is_named(path: Path) -> None:
    with Case.open(path, write=True) as case:
        assert case.undo().judgement == APART
        assert case.judgements() == (MERGE,)
        with pytest.raises(UsageError, match="No judgement of number 2 stands"):
            case.undo(2)
        assert case.judge(APART) == 3
        assert case.undo(1).judgement == MERGE
        assert case.judgements() == (APART,)
        case.undo()
        with pytest.raises(UsageError, match="No judgement stands"):
            case.undo()
        assert [each.undone_at is not None for each in case.history()] == [True] * 3


def test_they_survive_what_is_added_and_annotated_again(path: Path) -> None:
    with Case.open(path, write=True) as case:
        case.add(article(1))
        case.add(Annotations(document=article().document, models={"attribution": "newer"}))
        case.forget()
        assert case.judgements() == (MERGE, APART)


@pytest.mark.parametrize("subjects", [(), ("Harna",), ("Harna", "Harna"), ("Harna", "")])
def test_a_judgement_is_about_two_at_least(path: Path, subjects: tuple[str, ...]) -> None:
    with Case.open(path, write=True) as case, pytest.raises(UsageError, match="two or more"):
        case.judge(Judgement(kind="merge", subjects=subjects))


def test_a_judgement_stands_at_once(path: Path) -> None:
    with Case.open(path, write=True) as case:
        case.judge(MERGE)
        with Case.open(path) as reader:
            assert len(reader.judgements()) == 3


@pytest.mark.parametrize(
    "change", ["kind = 'guess'", "subjects = '{}'", "subjects = '['", "subjects = '[]'"]
)
def test_one_that_was_tampered_with_is_told_of(path: Path, change: str) -> None:
    opened = sqlite3.connect(path)
    opened.execute(f"UPDATE judgements SET {change}")  # noqa: S608  # a constant of this test
    opened.commit()
    opened.close()
    with Case.open(path) as case, pytest.raises(SaysoError, match="a judgement cannot be read"):
        case.judgements()
