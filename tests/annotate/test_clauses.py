from __future__ import annotations

import pytest

from tests.annotate.paper import at, raw, related, words


def test_a_second_verb_has_the_same_source() -> None:
    text = "The mayor said the bridge was old and later warned that it could fall."
    one, two = related(text, raw(text, "The mayor", "said", "the bridge was old"))
    assert words(text, one.content) == ["the bridge was old"]
    assert words(text, two.source) == ["The mayor"]
    assert words(text, two.cue) == ["warned"]
    assert words(text, two.content) == ["that it could fall"]


def test_a_second_verb_without_a_source_takes_it() -> None:
    text = "The mayor said the bridge was old and insisted that it would hold."
    first = raw(text, "The mayor", "said", "the bridge was old and")
    one, two = related(text, first, raw(text, "", "insisted", "that it would hold"))
    assert words(text, one.content) == ["the bridge was old"]
    assert words(text, two.source) == ["The mayor"]


def test_a_participle_without_a_source_takes_the_one_that_speaks_before_it() -> None:
    text = "The mayor said the bridge was old, adding that Holm feared for it."
    first = raw(text, "The mayor", "said", "the bridge was old")
    second = raw(text, "", "adding", "that Holm feared for it")
    third = raw(text, "Holm", "feared for", "it")
    assert [words(text, each.source) for each in related(text, third, second, first)] == [
        ["The mayor"],
        ["The mayor"],
        ["Holm"],
    ]


def test_a_participle_that_opens_the_sentence_takes_who_speaks_next() -> None:
    text = "Citing a poll, Holm said that it would rain."
    first = raw(text, "", "Citing", "a poll")
    one, _ = related(text, first, raw(text, "Holm", "said", "that it would rain"))
    assert words(text, one.source) == ["Holm"]


def test_a_participle_with_nobody_before_it_has_no_source() -> None:
    text = "It rained. Adding that it was late, Holm left."
    (found,) = related(text, raw(text, "", "Adding", "that it was late"))
    assert found.source == ()


def test_another_verb_is_no_second_one() -> None:
    text = "The mayor said the bridge was old and proved that it could fall."
    assert len(related(text, raw(text, "The mayor", "said", "the bridge was old"))) == 1


def test_a_cue_at_the_end_of_the_sentence_is_found() -> None:
    text = "Most of the bridges are old, a study by the council found."
    (found,) = related(text)
    assert words(text, found.source) == ["a study by the council"]
    assert words(text, found.content) == ["Most of the bridges are old"]


@pytest.mark.parametrize(
    "text",
    [
        "Most of the bridges are old, the rain helped.",
        "Most of the bridges are old, she said.",
        "Yes, a study found.",
        "Most of the bridges are old, quite possibly said.",
    ],
)
def test_other_ends_are_no_cue(text: str) -> None:
    assert related(text) == []


def test_what_stands_before_an_aside_is_said_too() -> None:
    text = "The ferry — the port said on Monday — was not insured."
    (found,) = related(text, raw(text, "the port", "said", "was not insured"))
    assert words(text, found.content) == ["The ferry", "was not insured"]


@pytest.mark.parametrize(
    ("text", "front"),
    [
        ("The ferry, the port said, was not insured.", ["The ferry"]),
        ("At noon, the port said, It was not insured.", []),
    ],
)
def test_what_goes_on_behind_commas_has_a_front(text: str, front: list[str]) -> None:
    said = text[text.index("said") + 6 : -1]
    (found,) = related(text, raw(text, "the port", "said", said))
    assert words(text, found.content) == [*front, said]


def test_a_name_right_before_the_cue_is_the_source() -> None:
    text = "On Monday Ольга Шевченко said it rained."
    assert related(text, raw(text, "", "said", "it rained"))[0].source == ()
    text = "Ольга Шевченко said it rained."
    (found,) = related(text, raw(text, "", "said", "it rained"))
    assert words(text, found.source) == ["Ольга Шевченко"]


def test_a_capital_at_the_start_of_a_sentence_is_no_name() -> None:
    text = "After said it rained."
    (found,) = related(text, raw(text, "", "said", "it rained"))
    assert found.source == ()


def test_a_name_behind_a_comma_ends_the_source() -> None:
    text = "The head teacher, Ольга Шевченко, said it rained."
    (found,) = related(text, raw(text, "The head teacher", "said", "it rained"))
    assert words(text, found.source) == ["The head teacher, Ольга Шевченко"]


def test_by_hearsay_nobody_speaks() -> None:
    text = "The keeper has reportedly left the town."
    (found,) = related(text, raw(text, "The keeper", "has reportedly", "left the town"))
    assert found.source == ()
    assert words(text, found.content) == ["The keeper", "left the town"]


def test_naming_is_no_saying() -> None:
    text = "The cake is known as the old lady."
    assert related(text, raw(text, "", "is known as", "the old lady")) == []


def test_no_part_ends_in_the_middle_of_a_phrase() -> None:
    text = "Ada, mayor of the town, wrote in a letter that it fell into the lake."
    given = raw(text, "Ada, mayor of the", "wrote in a", "that it fell into the")
    (found,) = related(text, given)
    assert words(text, found.source) == ["Ada, mayor of the town"]
    assert words(text, found.cue) == ["wrote"]
    assert words(text, found.content) == ["that it fell into the lake"]


def test_a_source_does_not_run_into_the_next_sentence() -> None:
    text = "It rained, said Ada Holm.Two boats sank."
    (found,) = related(text, raw(text, at(text, "Ada Holm.Two"), "said", "It rained"))
    assert words(text, found.source) == ["Ada Holm"]
