from __future__ import annotations

import pytest

from tests.annotate.paper import raw, related, words

SCRIPT = "PRICE: In March, I think.\nHALE: And then?\nPRICE: Then I went home."


def told(text: str) -> list[tuple[list[str], list[str], list[str]]]:
    found = related(text)
    return [(words(text, e.source), words(text, e.cue), words(text, e.content)) for e in found]


def test_a_script_is_told_by_its_names() -> None:
    assert told(SCRIPT) == [
        (["PRICE"], [":"], ["In March, I think."]),
        (["HALE"], [":"], ["And then?"]),
        (["PRICE"], [":"], ["Then I went home."]),
    ]


def test_lines_between_two_names_are_still_of_the_first() -> None:
    text = SCRIPT.replace("\nHALE", "\n\nOr in April.\n\nHALE")
    assert told(text)[0][2] == ["In March, I think.\n\nOr in April."]


def test_letters_are_told_by_their_senders() -> None:
    text = "From Ada Holm: The bus was late.\nFrom Bo Lind: It never came at all."
    assert told(text) == [
        (["Ada Holm"], ["From"], ["The bus was late."]),
        (["Bo Lind"], ["From"], ["It never came at all."]),
    ]


def test_a_handle_needs_no_second_line() -> None:
    assert told("@ada_h: The bus was late.") == [(["@ada_h"], [":"], ["The bus was late."])]


def test_a_name_before_a_quotation_is_who_says_it() -> None:
    assert told("Ada Holm: “The bus was late”") == [(["Ada Holm"], [":"], ["“The bus was late”"])]


@pytest.mark.parametrize(
    "text",
    [
        "“The bus was late again.” — Ada Holm, a nurse",
        "“The bus was late again.”\n- Ada Holm, a nurse",
        '"The bus was late again."\n\n― Ada Holm, a nurse',
        "«The bus was late again.» – Ada Holm, a nurse",
    ],
)
def test_a_name_behind_a_quotation_signs_it(text: str) -> None:
    ((source, cue, content),) = told(text)
    assert source == ["Ada Holm, a nurse"]
    assert cue[0] in "-—―–"
    assert content[0][1:-1] == "The bus was late again."


def test_a_headline_may_end_on_who_says_it() -> None:
    text = "The bus will be late all year: minister\n\nIt was late in May."
    assert told(text) == [(["minister"], [":"], ["The bus will be late all year"])]


@pytest.mark.parametrize(
    "text",
    [
        "Pros: It is so light.\nCons: It is very dear.\nPros: It is quite fast.",
        "Monday: nine to five.\nTuesday: nine to five.\nMonday: closed at noon.",
        "Holm: 547.\nLind: 46.\nHolm: 2,316.\nLind: 1,547.",
        "Flour: two cups.\nSugar: one cup.\nSalt: half a spoon.",
        "From London: The markets fell.",
        "“Winter Road” - Ada Holm",
        "“The bus was late again.” - 8 p.m., Town Hall",
        "“The bus was late again.” - Ada Holm said so.",
        "LIVE: “The bus was late”",
        "There is one thing to see in the town: the church\n\nIt is old.",
        "@ada_h",
        "“”",
        "A: ",
    ],
)
def test_other_colons_and_dashes_tell_nothing(text: str) -> None:
    assert told(text) == []


def test_a_cue_with_words_goes_before_a_signature() -> None:
    text = "“The bus was late again.” — Ada Holm\nThat was said by Bo Lind."
    given = raw(text, "Bo Lind", "was said by", "“The bus was late again.”")
    assert [words(text, each.source) for each in related(text, given)] == [["Bo Lind"]]


def test_what_a_label_was_taken_for_is_left_out() -> None:
    given = raw(SCRIPT, "PRICE", ":", "In March")
    assert words(SCRIPT, related(SCRIPT, given)[0].content) == ["In March, I think."]
