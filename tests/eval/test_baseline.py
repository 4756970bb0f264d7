from __future__ import annotations

import pytest

from eval.baseline import find

Words = tuple[list[str], list[str], list[str]]


def read(text: str) -> list[Words]:
    return [
        (
            [text[slice(*piece)] for piece in each["source"]],
            [text[slice(*piece)] for piece in each["cue"]],
            [text[slice(*piece)] for piece in each["content"]],
        )
        for each in find(text)
    ]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "The mayor said on Tuesday that the harbour was shut.",
            "The mayor",
            "said on Tuesday",
            "that the harbour was shut",
        ),
        ("“The harbour is shut,” Ada Holm said.", "Ada Holm", "said", "The harbour is shut"),
        ('"The harbour is shut," said Ada Holm.', "Ada Holm", "said", "The harbour is shut"),
        ("The harbour is shut, she added.", "she", "added", "The harbour is shut"),
        (
            "Ada Holm, a spokeswoman for the port, claimed the harbour was shut.",
            "Ada Holm, a spokeswoman for the port",
            "claimed",
            "the harbour was shut",
        ),
        (
            "The harbour is shut, according to Ada Holm.",
            "Ada Holm",
            "according to",
            "The harbour is shut",
        ),
        (
            "Ada Holm told reporters: “The harbour is shut.”",
            "Ada Holm",
            "told",
            "The harbour is shut",
        ),
    ],
)
def test_a_verb_with_a_name_beside_it_is_an_attribution(
    text: str, source: str, cue: str, content: str
) -> None:
    assert read(text) == [([source], [cue], [content])]


def test_both_sides_of_the_verb_are_said_when_both_are_quoted() -> None:
    assert read("“It is shut,” Holm said, “and it stays shut.”") == [
        (["Holm"], ["said"], ["It is shut", "and it stays shut"])
    ]


def test_a_quotation_without_a_verb_is_of_who_spoke_last_in_the_paragraph() -> None:
    ((source, _, content),) = read("“It is shut,” Holm said. “It stays shut.”\n\n“Who knows?”")
    assert (source, content) == (["Holm"], ["It is shut", "It stays shut"])


def test_words_within_marks_make_no_attribution() -> None:
    assert read("The sign “Holm said the harbour was shut” is gone.") == []


@pytest.mark.parametrize("text", ["", "Nobody was there.", "Holm said so."])
def test_what_reports_nothing_has_none(text: str) -> None:
    assert read(text) == []
