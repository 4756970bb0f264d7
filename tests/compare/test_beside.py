"""Two texts side by side: the paragraphs that tell the same, in reading order."""

from __future__ import annotations

import time
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.compare.beside import MOST_PARAGRAPHS, MOST_WORDS, beside
from sayso.spans import check
from tests.compare.ferry import (
    CREW,
    FERRY,
    GULLS,
    OIL,
    REPAIR,
    changes,
    compared,
    document,
    layout,
    pieces,
)


def test_the_same_text_is_the_same_throughout() -> None:
    found = beside(document(FERRY, CREW), document(FERRY, CREW))
    assert layout(found) == [("beside", [1], [1]), ("beside", [2], [2])]
    assert changes(found) == []
    assert (found.counts.share, found.counts.added, found.counts.left_out) == (1.0, 0, 0)


def test_paragraphs_that_are_left_out_or_added_stand_alone() -> None:
    found = beside(document(FERRY, CREW, OIL), document(FERRY, GULLS, OIL))
    assert layout(found) == [
        ("beside", [1], [1]),
        ("left_out", [2], []),
        ("added", [], [2]),
        ("beside", [3], [3]),
    ]
    assert found.counts.left_out == 14


def test_a_paragraph_that_is_moved_stands_at_its_new_place_and_leaves_a_note_at_the_old() -> None:
    found = beside(document(FERRY, CREW, OIL, GULLS), document(FERRY, GULLS, CREW, OIL))
    assert layout(found) == [
        ("beside", [1], [1]),
        ("moved", [4], [2]),
        ("beside", [2], [3]),
        ("beside", [3], [4]),
        ("moved_away", [4], []),
    ]
    assert found.counts.share == 1.0


def test_a_sentence_that_is_moved_into_another_paragraph_is_marked_there() -> None:
    found = beside(document(FERRY, CREW, f"{OIL} {GULLS}"), document(f"{FERRY} {GULLS}", CREW, OIL))
    moved = [
        piece
        for row in found.rows
        for piece in pieces((*row.earlier, *row.later))
        if piece.change == "moved"
    ]
    assert [piece.span.text for piece in moved] == [GULLS[:-1], GULLS[:-1]]
    assert len({piece.pair for piece in moved}) == 1
    assert found.counts.share == 1.0


def test_a_name_in_two_places_is_nothing_moved() -> None:
    name = "Harbour Master Anna Maria Reuss of Port Lindau"
    found = beside(document(f"{name} was asked.", CREW), document(CREW, f"Nobody but {name} knew."))
    assert "moved" not in {change for _, change, _ in changes(found)}


def test_paragraphs_that_are_joined_or_parted_stand_beside_all_of_it() -> None:
    found = beside(document(FERRY, CREW, OIL), document(f"{FERRY} {CREW}", OIL))
    assert layout(found) == [("beside", [1, 2], [1]), ("beside", [3], [2])]
    assert changes(found) == []
    found = beside(document(f"{FERRY} {CREW}", OIL), document(FERRY, GULLS, CREW, OIL))
    assert layout(found) == [("beside", [1], [1, 2, 3]), ("beside", [2], [4])]


def test_what_is_said_twice_stands_beside_its_like_once() -> None:
    found = beside(document(FERRY, CREW, OIL, GULLS, FERRY), document(FERRY, REPAIR))
    assert layout(found)[0] == ("beside", [1], [1])
    assert ("left_out", [5], []) in layout(found)


def test_short_paragraphs_between_others_stand_beside_each_other() -> None:
    found = beside(
        document(FERRY, "By Anna Reuss, Lindau", OIL), document(FERRY, "By Olaf Reuss, Lindau", OIL)
    )
    assert layout(found)[1] == ("beside", [2], [2])


def test_titles_stand_beside_each_other_whatever_they_say() -> None:
    one = document("Ferry runs aground", FERRY, CREW, kinds=["title", "lead", "paragraph"])
    other = document("Diesel in the bay", FERRY, CREW, kinds=["title"])
    found = beside(one, other)
    assert layout(found) == [("beside", [n], [n]) for n in (1, 2, 3)]
    assert [row.earlier[0].kind for row in found.rows] == ["title", "lead", "paragraph"]
    assert [row.later[0].kind for row in found.rows] == ["title", "paragraph", "paragraph"]


def test_lists_stand_line_by_line() -> None:
    one = document(f"{FERRY}\n{CREW}\n{OIL}", kinds=["list"])
    found = beside(one, document(f"{FERRY}\n{OIL}", kinds=["list"]))
    assert layout(found) == [("beside", [1], [1]), ("left_out", [2], []), ("beside", [3], [2])]


GERMAN = (
    "Schiff läuft vor Port Lindau auf Grund",
    "Das Hafenamt teilte mit, die Fähre Alma sei am Montag aufgelaufen.",
    "Dabei liefen 400 Liter Diesel in die Bucht.",
    "Der Rumpf soll in Great Holm repariert werden, sagt Anna Reuss.",
)


def test_a_translation_stands_beside_by_order_numbers_and_names() -> None:
    found = beside(
        document(
            "Ship runs aground off Port Lindau", FERRY, CREW, OIL, f"{REPAIR} Anna Reuss said so."
        ),
        document(*GERMAN, language="de"),
    )
    assert found.translated
    assert layout(found) == [
        ("beside", [1], [1]),
        ("beside", [2], [2]),
        ("left_out", [3], []),
        ("beside", [4], [3]),
        ("beside", [5], [4]),
    ]
    assert not any(pieces((*row.earlier, *row.later)) for row in found.rows)
    assert (found.counts.same, found.counts.share) == (None, None)


def test_what_stands_everywhere_tells_nothing_of_a_translation() -> None:
    one = document(*[f"Alma {number}." for number in range(12)])
    found = beside(one, document(*[f"Alma {number}." for number in range(12)], language="de"))
    assert layout(found) == [("beside", [n], [n]) for n in range(1, 13)]


def test_names_are_known_in_another_script() -> None:
    russian = (
        "В понедельник паром сел на мель, сообщила Анна Маренко.",
        "Из него вытекло 400 литров топлива.",
    )
    found = beside(
        document(
            "A word first.", "Anna Marenko said that the ferry ran aground.", "400 litres leaked."
        ),
        document(*russian, language="ru"),
    )
    assert layout(found) == [("left_out", [1], []), ("beside", [2], [1]), ("beside", [3], [2])]


@pytest.mark.parametrize("language", ["de", "xx", "ja", None])
def test_other_languages_are_compared_too(language: str | None) -> None:
    one, other = (
        document(each, language=language)
        for each in (GERMAN[1], GERMAN[1].replace("Montag", "Freitag"))
    )
    assert {words for words, _, _ in changes(beside(one, other))} >= {
        "Montag",
        "Freitag",
    } or language == "de"
    assert beside(one, other).counts.same == 10


def test_scripts_without_blanks_are_compared_letter_by_letter() -> None:
    one, other = (
        document(each, language="ja")
        for each in ("船は月曜日に座礁した。", "船は火曜日に座礁した。")
    )
    assert changes(beside(one, other)) == [("月", "instead", None), ("火", "instead", None)]


def test_an_empty_text_is_beside_nothing() -> None:
    assert layout(beside(document(""), document(""))) == []
    assert layout(beside(document("…"), document(FERRY))) == [
        ("left_out", [1], []),
        ("added", [], [1]),
    ]
    assert layout(beside(document(""), document(GERMAN[1], language="de"))) == [("added", [], [1])]
    assert beside(document(FERRY), document("…")).counts.share is None


def test_what_is_very_long_is_cut() -> None:
    found = compared("word " * (MOST_WORDS + 1), "word")
    assert found.cut
    assert found.counts.earlier == MOST_WORDS
    found = beside(document(*["Aye."] * (MOST_PARAGRAPHS + 1)), document("Aye."))
    assert found.cut
    assert len(found.rows) == MOST_PARAGRAPHS
    assert not compared("word", "word").cut


@pytest.mark.parametrize("languages", [("en", "en"), ("en", "de")])
@pytest.mark.parametrize("unit", ["word ", "word\n", "500 men ", "“a” ", "a", "not a May. "])
def test_a_hostile_text_takes_no_longer_than_another(unit: str, languages: tuple[str, str]) -> None:
    one, other = (
        document((unit * (1_000_000 // len(unit) + extra)), language=language)
        for extra, language in enumerate(languages)
    )
    beside(document(FERRY), document(OIL))  # the word lists are read
    start = time.process_time()
    beside(one, other)
    # It takes a second, more where lines are counted; what grew with the square would take hours.
    assert time.process_time() - start < 10


WORDS = st.sampled_from(
    [
        "the",
        "ferry",
        "500",
        "about",
        "not",
        "“",
        "”",
        '"',
        "May",
        "3",
        "ran",
        "Alma",
        "\n",
        ".",
        "may",
        "isn’t",
        "é",
        "月",
    ]
)
TEXTS = st.lists(WORDS, max_size=60).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS, TEXTS, st.sampled_from(["en", "de", None]))
def test_laws(one: str, other: str, language: str | None) -> None:
    earlier, later = document(one), document(other, language=language)
    found = beside(earlier, later)
    assert found == beside(earlier, later)
    numbers: dict[str, list[int]] = {"earlier": [], "later": []}
    for row in found.rows:
        numbers["later"] += [each.number for each in row.later]
        if row.kind != "moved_away":
            numbers["earlier"] += [each.number for each in row.earlier]
        for text, side in ((one, row.earlier), (other, row.later)):
            check(text, [each.span for each in side])
            for each in side:
                check(text, [piece.span for piece in each.pieces])
                ends = [
                    each.span.start,
                    *chain(*((p.span.start, p.span.end) for p in each.pieces)),
                    each.span.end,
                ]
                assert ends == sorted(ends)
                if not found.translated:
                    rest = list(each.span.text)
                    for piece in each.pieces:
                        start = piece.span.start - each.span.start
                        rest[start : start + len(piece.span.text)] = " " * len(piece.span.text)
                    assert not any(letter.isalnum() for letter in rest)
    assert numbers["later"] == list(range(1, len(numbers["later"]) + 1))
    assert sorted(numbers["earlier"]) == list(range(1, len(numbers["earlier"]) + 1))
    if not found.translated:
        counts = found.counts
        assert counts.same is not None
        assert counts.added is not None
        assert counts.same + counts.added == counts.later
