"""What a case tells of its sources and tables."""

from __future__ import annotations

import itertools
from pathlib import Path

import msgspec
import pytest

from sayso.case import EXPORTED, Case, CaseSource
from sayso.errors import UsageError
from sayso.records import Annotations, SourceType
from sayso.traces import Judgement
from tests.case.articles import article


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case.open(tmp_path / "x.case", create=True)


def by(
    number: int, name: str, kind: SourceType = "official", outlet: str | None = None
) -> Annotations:
    given = article(number)
    source = msgspec.structs.replace(
        given.sources[0], name=name, type=kind, outlet=outlet, named=True
    )
    return msgspec.structs.replace(given, sources=(source,))


def test_one_name_is_one_source_whatever_its_capitals(case: Case) -> None:
    with case:
        for number, name in enumerate(["Harna", "HARNA", "Harna", "Ann Reed"]):
            case.add(by(number, name, "person" if name == "Ann Reed" else "agency"))
        assert case.sources() == (
            CaseSource(name="Harna", type="agency", documents=3, attributions=3, merged=("HARNA",)),
            CaseSource(name="Ann Reed", type="person", documents=1, attributions=1),
        )


def test_an_outlet_is_one_whatever_it_is_called(case: Case) -> None:
    with case:
        case.add(by(0, "HA", "agency", "Harna"))
        case.add(by(1, "Harna agency", "agency", "Harna"))
        case.add(by(2, "Tide", "outlet"))
        assert [each.documents for each in case.sources()] == [2, 1]
        assert case.sources()[0].name == "Harna"
        assert case.sources()[0].merged == ("HA", "Harna agency")
        case.judge(Judgement(kind="merge", subjects=("Tide", "HA")))
        assert [each.documents for each in case.sources()] == [3]


def test_sources_without_a_name_are_listed_apart(case: Case) -> None:
    with case:
        case.add(article(0))
        case.add(article(1))
        assert case.sources() == ()
        (unnamed,) = case.sources(named=False)
    assert (unnamed.name, unnamed.documents) == ("harbour master", 2)


def test_names_that_people_merge_are_one_until_they_are_split(case: Case) -> None:
    with case:
        for number, name in enumerate("ABCD"):
            case.add(by(number, name))
        case.judge(Judgement(kind="merge", subjects=("A", "B")))
        case.judge(Judgement(kind="merge", subjects=("C", "D")))
        case.judge(Judgement(kind="merge", subjects=("B", "D")))
        (all_in_one,) = case.sources()
        assert (all_in_one.name, all_in_one.merged) == ("A", ("B", "C", "D"))
        assert all_in_one.documents == 4
        case.judge(Judgement(kind="split", subjects=("A", "D")))
        assert [each.merged for each in case.sources()] == [("B", "C"), ()]
        case.undo()
        case.undo()
        assert [each.merged for each in case.sources()] == [("B",), ("D",)]


def test_a_document_is_found_by_id_its_start_or_an_input(case: Case) -> None:
    one, two = article(1, source="dir/1.txt"), article(2)
    with case:
        case.add(one)
        case.add(two)
        id_ = one.document.id
        for which in (id_, id_[7:], id_[7:15], id_[:15].upper().lower(), "dir/1.txt"):
            assert case.document_id(which) == id_
        for which in ("sha256:", "%%%%", "zzzz", "", "____"):
            with pytest.raises(UsageError, match="No document is called"):
                case.document_id(which)


def test_one_input_of_several_documents_names_none(case: Case) -> None:
    with case:
        case.add(article(1, source="all.jsonl"))
        case.add(article(2, source="all.jsonl"))
        with pytest.raises(UsageError, match="2 documents are called all"):
            case.document_id("all.jsonl")


def test_tables_do_not_hang_on_the_order_of_inputs(tmp_path: Path) -> None:
    seen = []
    for order in itertools.permutations([article(1), article(2), article(3)]):
        path = tmp_path / "x.case"
        path.unlink(missing_ok=True)
        with Case.open(path, create=True) as case:
            for each in order:
                case.add(each)
            seen.append({name: list(case.table(name)) for name in EXPORTED})
    assert all(each == seen[0] for each in seen)
    assert len(seen[0]["claims"]) == 3
    assert seen[0]["facts"][0]["text"] == "noon"
