"""Where a case finds a source cited."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from sayso.case import Case
from sayso.records import Annotations
from sayso.traces import Judgement
from tests.case.articles import article


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case.open(tmp_path / "x.case", create=True)


def by(number: int, name: str, day: str | None = "2021-05-04", **changed: object) -> Annotations:
    """Return an article in which somebody of this name speaks."""
    given = article(number)
    values = {"name": name, "named": True, **changed}
    source = msgspec.structs.replace(given.sources[0], **values)
    document = msgspec.structs.replace(given.document, published=day)
    return msgspec.structs.replace(given, sources=(source,), document=document)


def test_a_source_is_found_under_all_its_names_the_latest_first(case: Case) -> None:
    with case:
        case.add(by(0, "HA", "2021-05-01", outlet="Harna"))
        case.add(by(1, "Harna agency", None, outlet="Harna"))
        case.add(by(2, "harna", "2021-05-03"))
        case.add(by(3, "Tide"))
        (harna, tide) = case.named_sources()
        assert [each.published for each in case.cited(harna.called)] == [
            "2021-05-03",
            "2021-05-01",
            None,
        ]
        (only,) = case.cited(tide.called)
    assert (only.outlet, only.attribution, only.act) == ("Kelmouth Echo", "a1", "say")
    assert only.document == article(3).document.id


def test_the_same_name_of_another_outlet_is_another_source(case: Case) -> None:
    with case:
        case.add(by(0, "Times", outlet="Kel Times"))
        case.add(by(1, "Times", outlet="Harn Times"))
        every = case.named_sources()
        assert [len(case.cited(each.called)) for each in every] == [1, 1]
        case.judge(Judgement(kind="merge", subjects=("Kel Times", "Harn Times")))
        (one,) = case.named_sources()
        assert len(case.cited(one.called)) == 2


def test_who_is_only_named_is_cited_for_nothing(case: Case) -> None:
    with case:
        given = by(0, "Ann Reed", speaks_for="Harna")
        case.add(msgspec.structs.replace(given, attributions=(), claims=(), evidence=()))
        (reed,) = case.named_sources()
        (only,) = case.cited(reed.called)
    assert (only.attribution, only.act, only.speaks_for) == (None, None, "Harna")


def test_who_has_no_name_is_not_found_under_the_words_for_them(case: Case) -> None:
    with case:
        case.add(article(0))
        assert case.cited({("harbour master", None)}) == ()
