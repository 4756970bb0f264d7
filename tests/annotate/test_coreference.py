from __future__ import annotations

import pytest

from tests.annotate.paper import reading, sources


def after(text: str, *spoken: str) -> str | None:
    """Return the name of the source that the last phrase is a mention of; None where it is its own."""
    found = sources(text, *spoken)
    (last,) = [each for each in found if each.mentions[-1].text == spoken[-1]]
    if len(last.mentions) == 1:
        assert not last.resolved
        return None
    return last.name


def test_he_is_the_one_man_who_spoke() -> None:
    text = "Peter Marsh said it rained. He said it poured."
    assert after(text, "Peter Marsh", "He") == "Peter Marsh"


def test_he_is_nobody_where_another_man_came_between() -> None:
    text = "Peter Marsh said it rained. John Hale came in. He said it poured."
    assert after(text, "Peter Marsh", "He") is None


def test_a_woman_between_does_not_keep_him_from_being_meant() -> None:
    text = "Peter Marsh said it rained. Anna Reuss came in. He said it poured."
    assert after(text, "Peter Marsh", "He") == "Peter Marsh"


def test_she_is_no_man() -> None:
    text = "Anna Reuss said it rained. Peter Marsh said it snowed. She said it poured."
    assert after(text, "Anna Reuss", "Peter Marsh", "She") == "Anna Reuss"


@pytest.mark.parametrize(
    ("body", "pronoun"), [("The ministry", "He"), ("Reuters", "She"), ("The NSA", "He")]
)
def test_a_body_is_neither_he_nor_she(body: str, pronoun: str) -> None:
    assert after(f"{body} said it rained. {pronoun} said it poured.", body, pronoun) is None


def test_it_is_a_body_and_no_person() -> None:
    text = "The Port Safety Board said it rained. It said that it poured."
    assert after(text, "The Port Safety Board", "It") == "Port Safety Board"
    text = "Anna Reuss said it rained. It said that it poured."
    assert after(text, "Anna Reuss", "It") is None


def test_a_pronoun_reaches_back_only_some_sentences() -> None:
    far = "It got late. " * 5
    text = f"Peter Marsh said it rained. {far}He said it poured."
    assert after(text, "Peter Marsh", "He") is None


def test_who_stands_right_after_its_name() -> None:
    text = "Peter Marsh, who said it rained. He left."
    assert after(text, "Peter Marsh", "who") == "Peter Marsh"


def test_i_is_nobody_that_was_named() -> None:
    assert after("Peter Marsh said it rained. I said it poured.", "Peter Marsh", "I") is None


def test_she_is_not_which() -> None:
    text = "Over there, which said it rained. She said it poured."
    assert after(text, "which", "She") is None


def test_the_shipped_model_and_two_men() -> None:
    text = (
        "Peter Marsh said the bridge was safe. John Hale shook his head. "
        "He said that it would be closed on Friday."
    )
    found = reading(text)
    assert "closed" not in found.said("Peter Marsh")
    assert not found.source("He").resolved
