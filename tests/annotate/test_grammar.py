from __future__ import annotations

import re

import msgspec
import pytest

from sayso.annotate.lexicon import load
from sayso.annotate.lexicon.grammar import Grammar, PluralEnding, any_of

ENGLISH = load("en").grammar


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("agencies", "agency"),
        ("spokeswomen", "spokeswoman"),
        ("ministers", "minister"),
        ("ties", "tie"),
        ("press", "press"),
        ("analysis", "analysis"),
        ("gas", "gas"),
        ("minister", "minister"),
    ],
)
def test_a_plural_has_its_singular(plural: str, singular: str) -> None:
    assert ENGLISH.singular(plural) == singular
    assert ENGLISH.is_plural(f"the {plural}") == (plural != singular)


@pytest.mark.parametrize(
    ("word", "bare"),
    [("Reuters'", "Reuters"), ("minister’s", "minister"), ("its", "its"), ("O'Hara", "O'Hara")],
)
def test_a_word_loses_the_ending_of_its_genitive(word: str, bare: str) -> None:
    assert ENGLISH.without_possessive(word) == bare


def test_a_language_may_have_none_of_it() -> None:
    none = Grammar()
    assert none.singular("ministers") == "ministers"
    assert not none.is_plural("")
    assert none.without_possessive("Reuters'") == "Reuters'"
    assert not none.is_gerund("adding")


def test_irregular_plurals_go_before_endings() -> None:
    grammar = Grammar(
        plural_words={"häuser": "haus"}, plural_endings=(PluralEnding("er", shortest=3),)
    )
    assert grammar.singular("häuser") == "haus"


def test_a_surplus_word_list_is_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="unknown field"):
        msgspec.toml.decode(b"surplus = []", type=Grammar)


def test_a_pattern_of_no_words_matches_nowhere() -> None:
    assert re.search(any_of([]), "") is None
    assert re.fullmatch(any_of(["on", "on top", "a.b"]), "on top")
    assert not re.fullmatch(any_of(["a.b"]), "axb")
