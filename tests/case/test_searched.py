"""What a case finds of words, and where it says that they stand."""

from __future__ import annotations

import itertools
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.case import Case, searched
from sayso.case.words import folded, phrases
from sayso.records import Annotations, Document, Input, document_id
from tests.case.articles import article


def told(text: str, title: str | None = None, published: str | None = None) -> Annotations:
    """Return an article of nothing but a text."""
    input_ = Input(
        source=f"{document_id(text)}.txt", sha256=document_id(text), media_type="text/plain"
    )
    document = Document(
        id=document_id(text), text=text, title=title, published=published, input=input_
    )
    return Annotations(document=document)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case.open(tmp_path / "x.case", create=True)


def words(case: Case, asked: str) -> list[list[str]]:
    """Return the words marked in each text that is found."""
    return [[hit.text[a:b] for a, b in hit.in_text] for hit in case.find(asked, 10).hits]


def test_words_are_found_at_their_places_whatever_their_capitals_and_marks(case: Case) -> None:
    with case:
        case.add(told("The café at Ærø. CAFE owners 😀 say the cafés stay."))
        assert words(case, "Cafe\u0301 the") == [["The", "café", "CAFE", "the"]]


def test_documents_that_hold_all_words_are_found_and_else_those_that_hold_some(case: Case) -> None:
    with case:
        case.add(told("The ferry is late."))
        case.add(told("The bridge is shut."))
        both = case.find("ferry late", 10)
        assert (both.total, both.every, len(both.hits)) == (1, True, 1)
        some = case.find("ferry bridge the", 10)
        assert (some.total, some.every) == (2, False)
        none = case.find("harbour", 10)
        assert (none.total, none.every, none.hits) == (0, False, ())


def test_common_words_do_not_tell_which_documents_hold_some(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searched, "COMMON", 2)
    with case:
        for number in range(4):
            case.add(told(f"The ferry {number} is late."))
        case.add(told("A bridge."))
        assert case.find("the bridge harbour", 10).total == 1
        assert case.find("the is harbour", 10).total == 4
        assert words(case, "the bridge")[0] == ["bridge"]
        assert words(case, "the is")[0] == ["The", "is"]


def test_only_claims_are_looked_in_if_that_is_asked(case: Case) -> None:
    with case:
        case.add(article(1))
        assert case.find("late", 10).total == 1
        assert case.find("late", 10, claims=True).total == 0
        (hit,) = case.find("noon", 10, claims=True).hits
        assert [hit.text[a:b] for a, b in hit.in_text] == ["noon"]


def test_no_words_find_all_the_latest_first(case: Case) -> None:
    with case:
        for day in ("2021-05-01", None, "2021-05-03"):
            case.add(told(f"On {day}.", published=day))
        found = case.find(" ", 2)
        assert (found.total, found.every) == (3, True)
        assert [hit.published for hit in found.hits] == ["2021-05-03", "2021-05-01"]
        assert [hit.published for hit in case.find("", 2, 2).hits] == [None]


def test_signs_alone_find_nothing(case: Case) -> None:
    with case:
        case.add(told("Late!"))
        for asked in ('"', "—", "*", "\0", '" * ^'):
            assert case.find(asked, 10).total == 0


def test_words_of_very_many_documents_are_found_latest_first(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searched, "WIDE", 1)
    with case:
        case.add(told("Late, late, late.", published="2021-05-01"))
        case.add(told("The ferry is late.", published="2021-05-02"))
        dates = [hit.published for hit in case.find("late", 10).hits]
        assert dates == ["2021-05-02", "2021-05-01"]


def test_a_title_weighs_more_and_is_marked(case: Case) -> None:
    with case:
        case.add(told("The ferry is late, and the ferry is full."))
        case.add(told("Nothing sails.", title="Ferry late"))
        first = case.find("ferry", 10).hits[0]
        assert first.title == "Ferry late"
        assert first.in_title == ((0, 5),)
        assert first.in_text == ()


def test_pages_hold_each_document_once_whatever_the_order_of_adding(tmp_path: Path) -> None:
    texts = [f"Ferry {number} is late." for number in range(3)]
    seen = set()
    for order in itertools.permutations(texts):
        path = tmp_path / "x.case"
        path.unlink(missing_ok=True)
        with Case.open(path, create=True) as case:
            for each in order:
                case.add(told(each))
            pages = [case.find("ferry", 1, start).hits for start in range(4)]
            seen.add(tuple(hit.document for page in pages for hit in page))
    assert len(seen) == 1
    assert len(seen.pop()) == 3


def test_a_text_that_holds_the_marks_is_found_without_places(case: Case) -> None:
    with case:
        case.add(told("A \ufdd0 ferry \ufdd1 is late."))
        assert words(case, "ferry") == [[]]


def test_what_stands_between_blanks_is_one_phrase(case: Case) -> None:
    with case:
        case.add(told("The U.S. navy."))
        case.add(told("The s and the u."))
        assert words(case, "U.S.") == [["U.S"]]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_nothing_in_the_words_is_syntax(asked: str) -> None:
    for each in phrases(asked):
        assert each.count('"') == 2
        assert "\0" not in each


@pytest.mark.parametrize(
    "asked",
    [
        '"',
        "a OR",
        "NEAR(a b)",
        "late*",
        "claims:late",
        "^late",
        "-late",
        "a AND NOT b",
        "'); --",
        "{",
        "ԱՒ ߿ late",
    ],
)
def test_words_like_syntax_are_words(case: Case, asked: str) -> None:
    with case:
        case.add(told("The ferry is late."))
        assert case.find(asked, 10).total <= 1
        assert case.find(asked, 10, claims=True).total == 0


def test_names_are_folded_to_their_bare_letters() -> None:
    assert folded("  Jørgen  O’Hára–Şen ") == "jørgen o hara sen"
    assert folded("…") == ""


def test_a_hit_tells_the_outlet_or_where_the_article_is_from(case: Case) -> None:
    with case:
        case.add(article(1, outlet="Kelmouth Echo"))
        (hit,) = case.find("ferry", 10).hits
    assert (hit.outlet, hit.title) == ("Kelmouth Echo", "Ferry 1 is late")
    assert msgspec.structs.asdict(article(1).document)["id"] == hit.document
