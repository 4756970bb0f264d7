"""What is derived is kept with what made it, and can be deleted and made again."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from sayso.case import Case, derived
from sayso.errors import SaysoError
from sayso.spans import Span
from sayso.traces import Relation, Story
from tests.case.articles import article

ONE, TWO, THREE = (f"sha256:{letter * 64}" for letter in "abc")
COPY = Relation(
    later=TWO,
    earlier=ONE,
    kind="copies",
    share=0.75,
    evidence=(Span(0, 5, "Ferry"),),
    why="Four of five sentences.",
)
LINK = Relation(later=THREE, earlier=ONE, kind="links_to", inferred=False)
SMALL = Story(id="st2", claim="It rained", documents=(THREE,), size=1)
LARGE = Story(
    id="st1", claim="It sailed", documents=(ONE, TWO), size=2, first="2021-05-04", last="2021-05-05"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "x.case"
    with Case.open(made, create=True) as case:
        case.add(article())
        case.keep("signature", "b", b"\x00\x01", "sketch-1")
        case.keep("signature", "a", b"old", "sketch-1")
        case.keep("signature", "a", b"new", "sketch-2")
        case.keep("vector", "a", b"v")
        case.keep_relations([COPY, LINK], "copies-1")
        case.keep_stories([SMALL, LARGE], "stories-1")
    return made


def test_bytes_are_kept_by_kind_and_key(path: Path) -> None:
    with Case.open(path) as case:
        assert case.kept("signature") == {"a": b"new", "b": b"\x00\x01"}
        assert list(case.kept("signature")) == ["a", "b"]
        assert case.kept("signature", "sketch-1") == {"b": b"\x00\x01"}
        assert case.kept("nothing") == {}


def test_relations_and_stories_come_back_as_they_were(path: Path) -> None:
    with Case.open(path) as case:
        assert case.relations() == case.relations("copies-1") == (COPY, LINK)
        assert case.stories() == case.stories("stories-1") == (LARGE, SMALL)
        assert case.relations("copies-2") == ()
        assert case.stories("stories-2") == ()


@pytest.mark.parametrize("few", [0, derived.FEW])
def test_who_bears_a_name_is_found_whatever_its_capitals(
    path: Path, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(derived, "FEW", few)
    one = article()
    names = {each.name.casefold() for each in one.sources}
    assert names
    with Case.open(path) as case:
        found = {(one.document.id, each) for each in names}
        assert set(case.bearers(names, [one.document.id])) == found
        assert case.bearers({"nobody"}, [one.document.id]) == []
        assert case.bearers(names, [TWO]) == []


def test_new_ones_take_the_place_of_all_before(path: Path) -> None:
    with Case.open(path, write=True) as case:
        case.keep_relations([], "copies-2")
        case.keep_stories([SMALL], "stories-2")
        assert case.relations() == ()
        assert case.stories() == (SMALL,)


def test_all_of_it_can_be_deleted_and_the_documents_stay(path: Path) -> None:
    with Case.open(path, write=True) as case:
        case.forget("signature")
        assert case.kept("signature") == {}
        assert case.kept("vector") == {"a": b"v"}
        case.forget()
        assert case.kept("vector") == {}
        assert case.relations() == ()
        assert case.stories() == ()
        assert len(list(case.annotations())) == 1


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE relations SET kind = 'guess'",
        'UPDATE relations SET evidence = \'[{"start":0,"end":9,"text":"x"}]\'',
        "UPDATE stories SET document = 'x' || document",
    ],
)
def test_what_was_tampered_with_is_told_of(path: Path, change: str) -> None:
    opened = sqlite3.connect(path)
    opened.execute(change)
    opened.commit()
    opened.close()
    with Case.open(path) as case, pytest.raises(SaysoError, match="cannot be read"):
        _ = case.relations(), case.stories()


@pytest.mark.parametrize("value", ["1000000000000", "'text'", "1.5"])
def test_what_is_no_row_of_bytes_is_passed_over(path: Path, value: str) -> None:
    opened = sqlite3.connect(path)
    opened.execute(f"UPDATE kept SET value = {value} WHERE key = 'a'")  # noqa: S608  # a constant
    opened.commit()
    opened.close()
    with Case.open(path) as case:
        assert case.kept("signature") == {"b": b"\x00\x01"}


@pytest.mark.parametrize("change", ["DELETE FROM state", "UPDATE state SET changes = 'many'"])
def test_a_count_of_changes_that_is_none_is_told_of(path: Path, change: str) -> None:
    opened = sqlite3.connect(path)
    opened.execute(change)
    opened.commit()
    opened.close()
    with Case.open(path) as case, pytest.raises(SaysoError, match="its count of changes"):
        case.changes()
