"""Two texts side by side: what has become of the words, and what of it changes the news."""

from __future__ import annotations

import pytest

from sayso.compare.beside import beside
from tests.compare.ferry import CREW, FERRY, changes, compared, document, pieces


def test_a_number_that_gets_a_hedge_stands_out_with_it() -> None:
    found = compared(
        "The flood cost 500 farmers their barns.", "The flood cost about 500 farmers their barns."
    )
    assert changes(found) == [("500", "instead", "number"), ("about 500", "instead", "number")]
    assert len({piece.pair for piece in pieces(found.rows[0].earlier) if piece.pair}) == 1
    assert (found.counts.later, found.counts.same, found.counts.left_out) == (8, 6, 1)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("eleven boats sank in the storm", "11 boats sank in the storm", None),
        ("11 boats sank in the storm", "12 boats sank in the storm", "number"),
        ("the 12th boat sank in the storm", "the 13th boat sank in the storm", "number"),
        ("the boat sank on 3 May in the storm", "the boat sank on May 3 in the storm", None),
        ("the boat sank on Monday in the storm", "the boat sank on Tuesday in the storm", "date"),
        ("the boat sank in the old storm", "the boat reportedly sank in the old storm", "hedge"),
        ("the boat has come into the port", "the boat has not come into the port", "negation"),
        ("the boat is in the old port", "the boat isn’t in the old port", "negation"),
        ("the boat sank in March as she said", "the boat sank in April as she said", "date"),
        ("the red boat sank in the storm", "the blue boat sank in the storm", None),
    ],
)
def test_what_a_change_is_about(one: str, other: str, expected: str | None) -> None:
    found = changes(compared(f"She said that {one}.", f"She said that {other}."))
    assert found
    assert {notable for _, _, notable in found} - {None} == {expected} - {None}


def test_a_month_within_a_sentence_is_no_hedge() -> None:
    found = changes(compared("Reeve Anna May spoke to us then.", "Reeve Anna spoke to us then."))
    assert found == [("May", "left_out", None)]


def test_initials_are_one_word_with_full_stops_or_without() -> None:
    assert changes(compared("The U.S. fleet left the bay.", "The US fleet left the bay.")) == []
    found = changes(compared("The U.S.N. fleet left the bay.", "The T.S.N. fleet left the bay."))
    assert [words for words, _, _ in found] == ["U.S.N", "T.S.N"]


def test_the_day_of_publication_tells_which_day_is_meant() -> None:
    one = document("The boat sank in the storm on Monday.", published="2031-03-04")
    other = document("The boat sank in the storm yesterday.", published="2031-03-04")
    assert {notable for _, _, notable in changes(beside(one, other))} == {None}


def test_words_of_a_quotation_that_are_changed_stand_out() -> None:
    found = compared(
        "“We never had any orders to open the lock,” she told us.",
        '"We never had clear orders to open the lock," she told the paper.',
    )
    assert ("any", "instead", "quotation") in changes(found)
    assert ("clear", "instead", "quotation") in changes(found)
    assert ("us", "instead", None) in changes(found)


def test_quotation_marks_that_are_taken_away_stand_out() -> None:
    found = compared(
        "He called the plan “a grave risk to the whole bay” on Monday.",
        "He called the plan a grave risk to the whole bay on Monday.",
    )
    assert changes(found) == [("“", "left_out", "quotation"), ("”", "left_out", "quotation")]
    assert found.counts.left_out == 0


def test_a_mark_stands_for_no_word() -> None:
    found = compared(
        "Lindau — The ferry ran aground, and nobody is worried.",
        "“The ferry ran aground, and nobody is worried.”",
    )
    assert ("Lindau", "left_out", None) in changes(found)
    assert ("“", "added", "quotation") in changes(found)


def test_a_quotation_that_is_parted_is_none_that_is_changed() -> None:
    found = compared(
        "“We never had orders to open the lock, and nobody asked us to,” she said.",
        "“We never had orders to open the lock,” she said, “and nobody asked us to.”",
    )
    assert {notable for _, _, notable in changes(found)} == {None}


def test_a_date_in_a_quotation_that_is_only_written_otherwise_does_not_stand_out() -> None:
    said = "“We opened the lock on {} as we were told,” she said."
    one, other = (
        document(FERRY, said.format(day), f"“{CREW}”") for day in ("Sept. 3", "3 September")
    )
    assert changes(beside(one, other)) == [
        ("Sept. 3", "instead", None),
        ("3 September", "instead", None),
    ]


def test_a_number_among_much_that_is_left_out_does_not_stand_out() -> None:
    found = compared(
        f"{FERRY[:-1]}, after some 20 calls from people who walked along the beach in the rain.",
        FERRY,
    )
    assert [(change, notable) for _, change, notable in changes(found)] == [("left_out", None)]


def test_words_that_are_the_same_by_chance_are_not() -> None:
    found = compared(
        "The mayor of the town, a former teacher of Latin, gave no answer to our questions.",
        "The mayor gave no answer to our questions.",
    )
    assert changes(found) == [("of the town, a former teacher of Latin", "left_out", None)]
    found = compared(
        "The bridge was closed by order of the king of Norland last night.",
        "The bridge was closed by order of the duke of Holm last night.",
    )
    assert [words for words, _, _ in changes(found)] == ["king of Norland", "duke of Holm"]


def test_many_words_in_a_row_are_the_same_whatever_stands_around_them() -> None:
    strange = [" ".join(f"{each}{letter}o" for letter in "abcdefghijklmnop") for each in "wxyz"]
    found = compared(f"{strange[0]} {FERRY} {strange[1]}", f"{strange[2]} {FERRY} {strange[3]}")
    assert FERRY[:-1] in [piece.span.text for piece in pieces(found.rows[0].later)]


def test_a_word_does_not_stand_for_a_sentence() -> None:
    long = " ".join(f"word{number}" for number in range(30))
    found = compared(
        f"The harbour office said so on {long} and left it at that.",
        "The harbour office said so on Fog and left it at that.",
    )
    assert {change for _, change, _ in changes(found)} == {"left_out", "added"}
