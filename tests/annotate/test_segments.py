from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate.segments import LONGEST_SENTENCE, segment
from sayso.spans import contains
from tests.annotate.paper import at, parts, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.spans import Range

TEXT = st.text(
    st.one_of(st.sampled_from("aB. !?\n\n“”„«»‘’\"' \u00a0"), st.characters()), max_size=80
)


def sentences(text: str) -> list[str]:
    return words(text, parts(text).sentences)


def quotations(text: str) -> list[str]:
    return words(text, parts(text).quotations)


def test_a_line_is_a_paragraph() -> None:
    text = "First line. \n\n  Second line.\nThird."
    assert words(text, parts(text).paragraphs) == ["First line.", "Second line.", "Third."]


@pytest.mark.parametrize("text", ["Il pleut. Élise part.", "Дождь. Она ушла.", "Βρέχει. Όλοι εδώ."])
def test_a_sentence_begins_with_a_capital_of_any_script(text: str) -> None:
    assert len(sentences(text)) == 2


def test_a_stop_before_a_small_letter_of_any_script_ends_nothing() -> None:
    assert len(sentences("Siehe Abs. über Äpfel und стр. ё.")) == 1


def test_sentences_end_at_stops_and_at_paragraphs() -> None:
    assert sentences("It rained. Did it? It did!\nNo stop here\nThe end.") == [
        "It rained.",
        "Did it?",
        "It did!",
        "No stop here",
        "The end.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Holm met Dr. Reuss at 5 p.m. Monday.",
        "The U.S. Navy was told.",
        "J. Okafor wrote to St. Mark's.",
        "It cost 3.5 million.",
    ],
)
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("The bridge fell.Nobody was hurt.", "The bridge fell."),
        ("The bridge fell, she said.“Nobody was hurt.”", "The bridge fell, she said."),
        ("„It fell.“ Nobody was hurt.", "„It fell.“"),
        ("»It fell.« Nobody was hurt.", "»It fell.«"),
    ],
)
def test_a_sentence_ends_where_the_blank_was_lost(text: str, first: str) -> None:
    assert sentences(text)[0] == first


def test_a_point_within_a_word_ends_nothing() -> None:
    assert len(sentences("The U.S.Army paid 3.5 million to Mrs.Holm at example.com.")) == 1


def test_closing_marks_belong_to_the_sentence_that_they_close() -> None:
    assert sentences("“It rained.” Nobody came.") == ["“It rained.”", "Nobody came."]


@pytest.mark.parametrize(
    "text",
    [
        "She called it “quite safe” twice.",
        'She called it "quite safe" twice.',
        "She called it „quite safe“ twice.",
        "She called it «quite safe» twice.",
        "She called it »quite safe« twice.",
        "She called it ‘quite safe’ twice.",
        "She called it 'quite safe' twice.",
        "She called it ‚quite safe‘ twice.",
        "She called it ‚quite safe’ twice.",
        "She called it « quite safe » twice.",
    ],
)
def test_quotations_are_told_by_their_marks(text: str) -> None:
    assert [each.strip() for each in quotations(text)] == ["quite safe"]


@pytest.mark.parametrize(
    "text",
    [
        "The city's bridge wasn't theirs.",
        "The workers' bridge and the ships' lights.",
        "The city’s bridge wasn’t theirs.",
        "A board of 6' and 4'.",
    ],
)
def test_an_apostrophe_is_no_quotation(text: str) -> None:
    assert quotations(text) == []


def test_a_quotation_within_a_quotation_is_part_of_it() -> None:
    text = "“They told us, ‘Be patient,’ and left,” he said."
    assert quotations(text) == ["They told us, ‘Be patient,’ and left,"]


def test_a_quotation_that_the_next_paragraph_takes_up_is_open() -> None:
    text = "He said: “We came.\n\n“We looked.”\n\nThen he left."
    found = parts(text)
    assert words(text, found.quotations) == ["We came.", "We looked."]
    assert found.open_ended == {0}


def test_a_mark_that_nobody_takes_up_is_not_open() -> None:
    assert parts("He said: “We came.\n\nThen he left.").open_ended == frozenset()


def test_a_straight_mark_is_taken_up_by_a_straight_one_only() -> None:
    assert not parts('"She was well.\n\n“I was,” she said.').open_ended
    assert parts('"She was well.\n\n"I was," she said.').open_ended


def test_a_position_leads_to_its_sentence_and_paragraph() -> None:
    text = "One here. Two here.\n\nThree here."
    found = parts(text)
    assert [found.sentence_at(at(text, each)[0]) for each in ("One", "Two", "Three")] == [0, 1, 2]
    assert [found.paragraph_at(at(text, each)[0]) for each in ("One", "Two", "Three")] == [0, 0, 1]
    assert found.sentence_at(len(text) + 5) == 2
    assert parts("").sentence_at(0) == parts("").paragraph_at(0) == 0


@given(TEXT)
def test_ranges_lie_inside_apart_and_in_order(text: str) -> None:
    found = parts(text)
    for ranges in (found.paragraphs, found.sentences, found.quotations):
        _inside_and_in_order(text, ranges)
    for inner in (*found.sentences, *found.quotations):
        assert any(contains(outer, inner) for outer in found.paragraphs)
    assert all(0 <= number < len(found.paragraphs) - 1 for number in found.open_ended)
    covered = {k for start, end in found.sentences for k in range(start, end)}
    assert all(k in covered for k, char in enumerate(text) if not char.isspace())


def _inside_and_in_order(text: str, ranges: Sequence[Range]) -> None:
    for start, end in ranges:
        assert 0 <= start < end <= len(text)
    for one, following in pairwise(ranges):
        assert one[1] <= following[0]


def test_a_closing_mark_typed_the_wrong_way_round_closes() -> None:
    text = "They left “plans that fail “. The town said more."
    assert [text[slice(*each)] for each in segment(text, ()).quotations] == ["plans that fail "]


@pytest.mark.parametrize("text", ["”It rained.” She left.", "She wrote: ”It rained.”"])
def test_a_closing_mark_with_a_word_behind_it_opens(text: str) -> None:
    assert words(text, parts(text).quotations) == ["It rained."]


def test_a_closing_mark_behind_a_figure_opens_nothing() -> None:
    assert parts("A board 5” wide was cut to 4” again.").quotations == ()


def test_what_has_no_stop_is_parted_at_blanks() -> None:
    text = "rain and " * 2000 + "x" * 7000
    pieces = sentences(text)
    assert max(map(len, pieces)) <= LONGEST_SENTENCE
    assert pieces[0].endswith(("rain", "and"))
    assert "".join("".join(pieces).split()) == "".join(text.split())
