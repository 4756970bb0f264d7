"""Inputs go into a case: once, again on request, and on from where a run was stopped."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import msgspec
import pytest

from sayso import pipeline
from sayso.acquire import Raw
from sayso.annotate import Annotator
from sayso.case import Case, Known
from sayso.errors import UsageError
from sayso.records import Annotations, Drop
from sayso.settings import Settings

FRENCH = "Le port reste fermé\n\nLe port de Kelmouth restera fermé {} jours, selon les autorités.\n"
ONE = Settings(jobs=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    for number in range(3):
        (made / f"{number}.txt").write_text(FRENCH.format(number))
    (made / "empty.txt").write_text("")
    (made / "lines.jsonl").write_text(json.dumps({"id": "x", "text": FRENCH.format(9)}) + "\n{\n")
    return made


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x.case"


def add(
    path: Path, *sources: Path, settings: Settings = ONE, again: bool = False
) -> list[Annotations | Drop]:
    return list(pipeline.add(path, [str(each) for each in sources], settings, again=again))


def kinds(found: list[Annotations | Drop]) -> list[str]:
    return sorted(type(each).__name__ for each in found)


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_can_be_read_is_added_and_the_rest_recorded(
    path: Path, folder: Path, jobs: int
) -> None:
    found = add(path, folder, settings=Settings(jobs=jobs))
    assert kinds(found) == ["Annotations"] * 4 + ["Drop"] * 2
    with Case.open(path) as case:
        kept = list(case.annotations())
        drops = [each for each in case.table("drops") if each["document"] is None]
    added = [each for each in found if isinstance(each, Annotations)]
    assert kept == sorted(added, key=lambda each: each.document.id)
    assert {each["reason"] for each in drops} == {"empty", "broken line"}


def test_what_was_read_before_is_passed_over(
    path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(path, folder / "0.txt")
    found = add(path, folder)
    assert kinds(found) == ["Annotations"] * 3 + ["Drop"] * 2 + ["Known"]
    monkeypatch.setattr("sayso.acquire.document", None)
    good = [folder / f"{number}.txt" for number in range(3)]
    found = add(path, *good)
    assert kinds(found) == ["Known"] * 3
    assert all(isinstance(each, Known) and each.current for each in found)


def test_the_same_bytes_elsewhere_are_a_second_input(path: Path, folder: Path) -> None:
    (folder / "copy.txt").write_bytes((folder / "0.txt").read_bytes())
    add(path, folder / "0.txt", folder / "copy.txt")
    add(path, folder / "copy.txt")
    with Case.open(path) as case:
        assert len(list(case.documents())) == 1
        assert len(list(case.table("inputs"))) == 2


def test_other_versions_are_annotated_again_on_request_only(path: Path, folder: Path) -> None:
    add(path, folder / "0.txt", folder / "1.txt")
    other = msgspec.structs.replace(ONE, min_score=0.7)
    (older,) = add(path, folder / "0.txt", settings=other)
    assert isinstance(older, Known)
    assert not older.current
    assert kinds(add(path, folder / "0.txt", settings=other, again=True)) == ["Annotations"]
    assert kinds(add(path, folder / "0.txt", settings=other, again=True)) == ["Known"]
    (folder / "0.txt").unlink()
    assert kinds(add(path, settings=other, again=True)) == ["Annotations"]
    assert kinds(add(path, settings=other, again=True)) == []
    with Case.open(path) as case:
        assert list(case.stale(pipeline.versions(other))) == []


def test_a_case_in_the_folder_that_is_added_is_not_an_input(folder: Path) -> None:
    found = add(folder / "x.case", folder)
    assert kinds(found) == ["Annotations"] * 4 + ["Drop"] * 2


def test_inputs_are_checked_before_a_case_is_made(path: Path, folder: Path) -> None:
    with pytest.raises(UsageError, match="There is no file"):
        add(path, folder / "missing.txt")
    with pytest.raises(UsageError, match="There is no case"):
        add(path, again=True)
    assert not path.exists()


def test_a_run_that_is_stopped_keeps_what_it_did(path: Path, folder: Path) -> None:
    run = pipeline.add(path, [str(folder)], ONE)
    first = next(iter(run))
    assert isinstance(first, Annotations)
    run.close()  # type: ignore[attr-defined]
    with Case.open(path) as case:
        assert list(case.annotations()) == [first]


def test_any_order_and_number_of_jobs_give_the_same_case(tmp_path: Path, folder: Path) -> None:
    (folder / "copy.txt").write_bytes((folder / "0.txt").read_bytes())
    names = [str(each) for each in sorted(folder.iterdir())]
    tables = []
    for number, (order, jobs) in enumerate([(names, 1), (names[::-1], 1), (names, 2)]):
        path = tmp_path / f"{number}.case"
        list(pipeline.add(path, order, Settings(jobs=jobs)))
        opened = sqlite3.connect(path)
        rows = opened.execute(
            "SELECT id, input_source, json FROM documents JOIN annotations ON number = document"
            " ORDER BY id"
        ).fetchall()
        tables.append((rows, opened.execute("SELECT source FROM inputs ORDER BY 1").fetchall()))
        opened.close()
    assert tables[0] == tables[1] == tables[2]


def test_what_is_given_is_added_and_between_two_it_stands(path: Path) -> None:
    texts = [FRENCH.format(number).encode() for number in range(3)]
    given = [Raw(source="a", data=each, media_type="text/plain") for each in texts]
    stood = []

    def between(case: Case) -> None:
        case.give_way()
        with Case.open(path) as other:
            stood.append(len(other.ids()))

    annotate = Annotator(ONE)
    found = list(pipeline.add_given(path, given, ONE, annotate=annotate, between=between))
    assert kinds(found) == ["Annotations"] * 3
    assert stood == [1, 2, 3]
    assert kinds(list(pipeline.add_given(path, given, ONE))) == ["Known"] * 3
