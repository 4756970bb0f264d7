"""What is added to a case comes back as it was, once, whatever the order."""

from __future__ import annotations

import itertools
import sqlite3
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from sayso.case import Case
from sayso.case import file as case_file
from sayso.errors import SaysoError, UsageError
from sayso.records import Annotations, Drop, Input, document_id
from tests.case.articles import MODELS, article
from tests.show.builder import bridge, hostile
from tests.show.strategies import any_annotations

NEWER = {"attribution": "attribution-xx-2"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x.case"


def filled(path: Path, *articles: Annotations) -> Path:
    with Case.open(path, create=True) as case:
        for each in articles:
            case.add(each)
    return path


def content(path: Path) -> list[Annotations]:
    with Case.open(path) as case:
        return list(case.annotations())


def sql(path: Path, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(path) as opened:
        rows = opened.execute(query).fetchall()
    opened.close()
    return rows


def integrity(path: Path) -> None:
    assert sql(path, "PRAGMA integrity_check") == [("ok",)]
    assert sql(path, "PRAGMA foreign_key_check") == []
    assert sql(path, "INSERT INTO search (search) VALUES ('integrity-check')") == []


def test_what_is_added_comes_back_in_the_order_of_ids(path: Path) -> None:
    articles = [bridge(), hostile(), *(article(number) for number in range(5))]
    back = content(filled(path, *articles))
    assert back == sorted(articles, key=lambda each: each.document.id)
    integrity(path)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(any_annotations())
def test_store_and_load_is_identity(tmp_path: Path, annotations: Annotations) -> None:
    path = tmp_path / "x.case"
    path.unlink(missing_ok=True)
    document = msgspec.structs.replace(
        annotations.document, id=document_id(annotations.document.text)
    )
    annotations = msgspec.structs.replace(annotations, document=document)
    assert content(filled(path, annotations)) == [annotations]
    with Case.open(path, write=True) as case:
        assert case.add(annotations, NEWER)
    assert content(path) == [annotations]
    integrity(path)


def test_a_lone_surrogate_becomes_the_replacement_character(path: Path) -> None:
    given = article(source="caf\udce9.txt", outlet="Echo \ud800")
    (back,) = content(filled(path, given))
    assert back.document.input.source == "caf\ufffd.txt"
    assert back.document.outlet.name == "Echo \ufffd"
    assert back.claims == given.claims


def test_adding_the_same_twice_changes_nothing(path: Path) -> None:
    with Case.open(path, create=True) as case:
        assert case.add(article())
        assert not case.add(article())
    before = "\n".join(_dump(path))
    with Case.open(path, write=True) as case:
        assert not case.add(article())
        case.add_drop(Drop(stage="acquire", reason="empty", detail="x: Empty."))
        case.add_drop(Drop(stage="acquire", reason="empty", detail="x: Empty."))
    assert sql(path, "SELECT document, reason FROM drops WHERE document = 0") == [(0, "empty")]
    sql(path, "DELETE FROM drops WHERE document = 0")
    assert "\n".join(_dump(path)) == before


def _dump(path: Path) -> list[str]:
    with sqlite3.connect(path) as opened:
        lines = list(opened.iterdump())
    opened.close()
    return lines


def test_the_same_text_from_two_places_is_one_document_and_two_inputs(path: Path) -> None:
    echo = article(source="a.txt", data="one", outlet="Echo")
    tide = article(source="b.txt", data="two", outlet="Tide")
    with Case.open(path, create=True) as case:
        assert case.add(echo)
        assert case.add(tide)
        assert len(list(case.documents())) == 1
    found = sql(path, "SELECT source, outlet FROM inputs_in_words ORDER BY source")
    assert found == [("a.txt", "Echo"), ("b.txt", "Tide")]


def test_the_order_of_inputs_changes_nothing(path: Path) -> None:
    articles = [
        article(source="a.txt", data="one", outlet="Echo"),
        article(source="b.txt", data="two", outlet="Tide"),
        article(source="c.txt", data="two", outlet="Tide"),
        article(1),
    ]
    cases = []
    for order in itertools.permutations(articles):
        path.unlink(missing_ok=True)
        cases.append(content(filled(path, *order)))
    assert all(each == cases[0] for each in cases)


def test_other_versions_take_the_place_of_the_first_and_the_same_ones_do_not(path: Path) -> None:
    filled(path, article(), article(1))
    bare = Annotations(document=article().document, models=NEWER)
    with Case.open(path, write=True) as case:
        before = case.changes()
        for each in (article(), article(1)):
            case.keep("sketch", each.document.id, b"1")
        assert case.changes() == before
        assert case.add(bare)
        assert not case.add(bare)
        assert case.changes() == before + 1
        assert list(case.kept("sketch")) == [article(1).document.id]
        assert list(case.annotations([bare.document.id])) == [bare]
        assert set(case.search("ferry")) == {bare.document.id, article(1).document.id}
    assert sql(path, "SELECT count(*) FROM claims") == [(1,)]
    integrity(path)


def test_it_is_known_which_bytes_were_read_and_with_which_versions(path: Path) -> None:
    given = article()
    digest = given.document.input.sha256
    with Case.open(path, create=True) as case:
        assert not case.has(digest)
        case.add(given)
        assert case.has(digest)
        assert case.has(digest, MODELS)
        assert not case.has(digest, NEWER)
        assert [each.id for each in case.stale(NEWER)] == [given.document.id]
        assert list(case.stale(MODELS)) == []


def test_known_bytes_from_another_place_are_a_place_more(path: Path) -> None:
    given = article(source="m.txt")
    first = given.document.input
    with Case.open(path, create=True) as case:
        assert case.known(first, MODELS) is None
        case.add(given)
        for name in ("m.txt", "z.txt", "a.txt", "a.txt"):
            seen = case.known(msgspec.structs.replace(first, source=name), MODELS)
            assert seen is not None
            assert (seen.document, seen.current) == (given.document.id, True)
        old = case.known(first, NEWER)
        assert old is not None
        assert not old.current
        (summary,) = case.documents()
        assert summary.input.source == "a.txt"
        assert case.known(msgspec.structs.replace(first, media_type="text/html"), MODELS) is None
    assert sql(path, "SELECT source FROM inputs ORDER BY source") == [
        ("a.txt",),
        ("m.txt",),
        ("z.txt",),
    ]
    assert content(path)[0].document.input.source == "a.txt"
    integrity(path)


def test_bytes_from_an_address_are_known_from_that_address_only(path: Path) -> None:
    given = article(source="https://echo.example/1")
    first = given.document.input
    with Case.open(filled(path, given), write=True) as case:
        assert case.known(first, MODELS) is not None
        for name in ("x.txt", "HTTPS://tide.example/1"):
            assert case.known(msgspec.structs.replace(first, source=name), MODELS) is None


def test_summaries_tell_of_a_document_without_opening_it(path: Path) -> None:
    given = article(3)
    with Case.open(filled(path, given)) as case:
        (summary,) = case.documents()
    assert summary.id == given.document.id
    assert (summary.title, summary.outlet) == ("Ferry 3 is late", "Kelmouth Echo")
    assert (summary.published, summary.language) == ("2021-05-04", "en")
    assert summary.input == Input(
        source="3.txt", sha256=given.document.input.sha256, media_type="text/plain"
    )


def test_documents_are_fetched_by_id(path: Path) -> None:
    one, two = article(1), article(2)
    with Case.open(filled(path, one, two)) as case:
        assert list(case.annotations([two.document.id])) == [two]
        assert list(case.annotations([])) == []
        with pytest.raises(UsageError, match="There is no document sha256:0"):
            list(case.annotations(["sha256:0"]))


def test_more_documents_than_a_page_come_back_too(path: Path) -> None:
    assert len(content(filled(path, *(article(number) for number in range(205))))) == 205


def test_search_finds_words_whatever_stands_between_them(path: Path) -> None:
    with Case.open(filled(path, *(article(number) for number in range(4)))) as case:
        wanted = article(2).document.id
        assert case.search("ferry 2")[0] == wanted
        assert len(case.search("FERRY")) == 4
        assert len(case.search("ferry", 2)) == 2
        assert case.search("ferry", 0) == []
        for syntax in ('"', "ferry* NEAR(", "title:2", "-", "NOT 2", "2' OR 1=1 --", "{2}^3 2"):
            assert set(case.search(syntax)) <= {each.id for each in case.documents()}
        assert case.search("title:2")[0] == wanted
        assert case.search("?!") == []
        assert len(case.search("ferry " * 100_000)) == 4


def test_what_was_added_stands_after_some_seconds(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(case_file, "BATCH_SECONDS", 0.0)
    with Case.open(path, create=True) as case:
        case.add(article())
        assert len(content(path)) == 1


def test_what_was_added_before_an_error_is_kept(path: Path) -> None:
    twice = msgspec.structs.replace(article(1), claims=article(1).claims * 2)

    def run() -> None:
        with Case.open(path, create=True) as case:
            case.add(article())
            case.add(twice)

    with pytest.raises(SaysoError, match="cannot be used as a case"):
        run()
    assert content(path) == [article()]


def test_a_document_that_was_tampered_with_is_told_of(path: Path) -> None:
    filled(path, article())
    sql(path, """UPDATE annotations SET json = replace(json, '"the harbour', '"The harbour')""")
    with pytest.raises(SaysoError, match="is damaged: document sha256:"):
        content(path)
    sql(path, "UPDATE annotations SET json = '{'")
    with pytest.raises(SaysoError, match="is damaged: document sha256:"):
        content(path)
