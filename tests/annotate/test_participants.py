"""Participants: persons and bodies that the text names, and what is none."""

from __future__ import annotations

import pytest

from tests.annotate.told import participants


def test_persons_and_bodies() -> None:
    text = (
        "The spokeswoman Brisa Ondell said that Dr Ilmar Tosk, of the Ministry of Agriculture, and "
        "leader Kim Do-un met NATO. Ondell and al-Tosk left; Kim stayed with the Rural League."
    )
    assert participants(text) == [
        ("Brisa Ondell", "Brisa Ondell"),
        ("Ilmar Tosk", "Ilmar Tosk"),
        ("Ministry of Agriculture", "Ministry of Agriculture"),
        ("Kim Do-un", "Kim Do-un"),
        ("NATO", "NATO"),
        ("Ondell", "Brisa Ondell"),
        ("al-Tosk", "Ilmar Tosk"),
        ("Kim", "Kim Do-un"),
        ("Rural League", "Rural League"),
    ]


def test_a_surname_of_two_is_nobody_in_particular() -> None:
    text = "Mr Peter Marsh and Ms Anna Marsh came. Marsh spoke."
    assert participants(text)[-1] == ("Marsh", "Marsh")


def test_a_source_is_a_participant() -> None:
    assert participants("Then Kestrel, they said, will pay.", "Kestrel") == [("Kestrel", "Kestrel")]
    assert participants("Then Kestrel, they said, will pay.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Hopefully The Harbour Is Safe Again Tomorrow",
        "The Russian said that I was right on TV.",
        "ORLENZ (Harna) - The dam broke.",
        "Everybody Left. Nobody Came.",
    ],
)
def test_these_are_no_participants(text: str) -> None:
    assert participants(text) == []
