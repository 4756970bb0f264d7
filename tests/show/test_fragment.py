from __future__ import annotations

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.show.fragment import Original
from sayso.spans import span

URL = "https://x.example/a"


def link(text: str, words: str, url: str | None = URL) -> str | None:
    start = text.index(words)
    return Original(url, text).link([span(text, start, start + len(words))])


@pytest.mark.parametrize(
    ("text", "words", "term"),
    [
        ("He said it rained.", "it rained", "it%20rained"),
        ("He said, “it rained”.", "“it rained”.", "it%20rained"),
        (
            "A self-made, good man & co",
            "self-made, good man & co",
            "self%2Dmade%2C%20good%20man%20%26%20co",
        ),
        ("It unravelled here", "ravelled", "unravelled"),
        ("no yes, so no it is", "no it", "no%20it"),
        ("It was good.\nShe said it was good.", "it was good", "She%20said-,it%20was%20good"),
    ],
)
def test_short_words_are_given_in_full(text: str, words: str, term: str) -> None:
    assert link(text, words) == f"{URL}#:~:text={term}"


def test_long_words_are_given_by_both_ends() -> None:
    words = " ".join(f"word{number}" for number in range(40))
    text = f"He said {words} today."
    assert link(text, words) == (
        f"{URL}#:~:text=word0%20word1%20word2%20word3%20word4,"
        "word35%20word36%20word37%20word38%20word39"
    )


def test_words_over_two_blocks_are_given_by_both_ends() -> None:
    text = "“One two three.\n\nFour five,” he said."
    assert link(text, "“One two three.\n\nFour five,”") == (
        f"{URL}#:~:text=One%20two%20three.,Four%20five"
    )


def test_several_stretches_stand_in_one_link() -> None:
    text = "“One,” he said, “two.”"
    spans = [span(text, 0, 6), span(text, 16, 22)]
    assert Original(URL, text).link(spans) == f"{URL}#:~:text=One&text=two"


def test_the_page_s_own_fragment_stays() -> None:
    assert link("it rained", "it rained", f"{URL}#part:~:text=x") == (
        f"{URL}#part:~:text=it%20rained"
    )


@pytest.mark.parametrize("url", [None, "javascript:alert(1)", "file:///x"])
def test_without_a_web_address_there_is_no_link(url: str | None) -> None:
    assert link("it rained", "it rained", url) is None


def test_words_without_a_letter_are_no_place() -> None:
    assert link("He said: “…!”", "“…!”") is None


@given(st.text(min_size=1), st.data())
def test_a_term_is_encoded_and_its_words_stand_in_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    made = Original(URL, text).link([span(text, start, end)])
    if made is None:
        assert not any(character.isalnum() for character in text[start:end])
        return
    term = made.partition(":~:text=")[2]
    assert set(term) <= set("%,-._~") | set("0123456789") | {
        each for each in map(chr, range(65, 123)) if each.isalpha()
    }
    flat = " ".join(text.split())
    for part in term.split(","):
        assert unquote(part.removesuffix("-")) in flat
