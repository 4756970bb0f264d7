"""Where sources, cues and contents begin and end, told by what the network may say of them."""

from __future__ import annotations

import pytest

from sayso.annotate.decode import RawAttribution
from tests.annotate.paper import at, raw, related, words


def cut(text: str, source: str, cue: str, *content: str) -> tuple[list[str], list[str], list[str]]:
    """What becomes of the three; an empty source is none."""
    (found,) = related(text, raw(text, source, cue, *content))
    return words(text, found.source), words(text, found.cue), words(text, found.content)


@pytest.mark.parametrize(
    ("text", "source", "cue", "expected"),
    [
        ("Today she's asking for rain.", "she's", "asking for", ("she", "'s asking for")),
        ("Today she’s asking for rain.", "she’s", "she’s asking for", ("she", "’s asking for")),
        ("Today they've asked for rain.", "", "they've asked for", ("they", "'ve asked for")),
        ("The baker's plea for rain.", "The baker's", "plea for", ("The baker's", "plea for")),
        ("Today it's feared to rain.", "", "it's feared", (None, "it's feared")),
    ],
)
def test_a_pronoun_and_its_verb_are_parted(
    text: str, source: str, cue: str, expected: tuple[str | None, str]
) -> None:
    who, how, _ = cut(text, source, cue, "rain")
    assert (who[0] if who else None, how) == (expected[0], [expected[1]])


def test_a_cue_is_one_piece_with_the_word_in_its_middle() -> None:
    text = "The mayor turned often to warning of floods."
    given = raw(text, "The mayor", "turned", "floods")
    both = (at(text, "turned"), at(text, "to warning of"))
    (found,) = related(text, RawAttribution(given.source, both, given.content, 0.9))
    assert words(text, found.cue) == ["turned often to warning of"]


def test_of_a_cue_that_lies_too_far_apart_the_piece_by_the_source_is_kept() -> None:
    text = "The mayor warned of floods, and the baker was asked to add sand."
    given = raw(text, "The mayor", "warned of", "floods")
    both = (at(text, "warned of"), at(text, "asked"))
    (found,) = related(text, RawAttribution(given.source, both, given.content, 0.9))
    assert words(text, found.cue) == ["warned of"]


def test_a_name_is_a_source_to_its_end() -> None:
    who, _, _ = cut("Before noon Ada Palme Berg said it rained.", "Ada Palme", "said", "it rained")
    assert who == ["Ada Palme Berg"]


@pytest.mark.parametrize(
    ("following", "whole"),
    [("Örn", 1), ("Ζέρβας", 1), ("Жуков", 1), ("à l’aube", 0), ("中文", 0)],
)
def test_a_name_goes_on_with_a_capital_of_any_script(following: str, whole: int) -> None:
    text = f"Before noon Ada Palme {following} said it rained."
    who, _, _ = cut(text, "Ada Palme", "said", "it rained")
    assert who == [f"Ada Palme {following}" if whole else "Ada Palme"]


@pytest.mark.parametrize(
    ("source", "kept"),
    [
        ("a poll released on Monday", "a poll released on Monday"),
        ("a poll on Monday", "a poll"),
        ("a poll released on", "a poll released"),
        ("a poll over the past week", "a poll"),
        ("a poll during the night", "a poll"),
        ("a poll last month", "a poll"),
        ("the poll of the week", "the poll of the week"),
        ("a poll in Fashion Week", "a poll in Fashion Week"),
    ],
)
def test_a_day_stays_with_the_participle_before_it(source: str, kept: str) -> None:
    text = f"Before noon {source} found that it rained."
    assert cut(text, source, "found", "that it rained")[0] == [kept]


def test_in_a_headline_the_word_behind_a_name_may_be_a_verb() -> None:
    text = "Mayor Hopes Ferry Will Sail Before Winter\n\nIt has not sailed since."
    who, _, _ = cut(text, "Mayor", "Will Sail", "Before Winter")
    assert who == ["Mayor"]


def test_a_name_goes_no_further_than_its_cue() -> None:
    text = "When asked, Palme Denied all of what the paper had written about her."
    who, _, _ = cut(text, "Palme", "Denied", "all of what the paper had written about her")
    assert who == ["Palme"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("the bridge over the Ask would open in", "the bridge over the Ask would open in 2031"),
        ("the bridge over the Ask would open", "the bridge over the Ask would open"),
    ],
)
def test_no_content_ends_on_a_preposition(content: str, expected: str) -> None:
    text = "Palme said the bridge over the Ask would open in 2031, two years late."
    assert cut(text, "Palme", "said", content)[2] == [expected]


def test_a_preposition_before_a_mark_or_another_part_is_an_end() -> None:
    assert cut(
        "It was the storm they ran from, Palme said.", "Palme", "said", "the storm they ran from"
    ) == (
        ["Palme"],
        ["said"],
        ["the storm they ran from"],
    )
    text = "It was the storm they ran from Palme said."
    assert cut(text, "Palme", "said", "the storm they ran from")[2] == ["the storm they ran from"]


def test_a_pronoun_that_stands_before_the_cue_is_content() -> None:
    text = "They have often been accused of building too near the river."
    given = cut(text, "", "have often been accused of", "They", "building too near the river")
    assert given[2] == ["They", "building too near the river"]


def test_a_conjunction_is_none() -> None:
    text = "Palme said that, as of today, the river was too near."
    assert cut(text, "Palme", "said", "that", "the river was too near")[2] == [
        "the river was too near"
    ]
