from __future__ import annotations

from typing import get_args

import pytest

from sayso.annotate.lexicon import load
from sayso.errors import UsageError
from sayso.records import Act
from tests.annotate.spoiled import serve

ENGLISH = load("en")


def test_every_act_but_other_has_words_and_no_word_has_two() -> None:
    assert {*ENGLISH.acts, "other"} == set(get_args(Act))
    forms = [form for words in ENGLISH.acts.values() for form in set(words)]
    assert sorted(forms) == sorted(ENGLISH.act_of)


def test_words_are_in_lower_case_and_without_blanks_around() -> None:
    lists = [
        ENGLISH.titles,
        ENGLISH.citing,
        ENGLISH.telling,
        ENGLISH.abbreviations,
        *ENGLISH.acts.values(),
        *(getattr(ENGLISH.source_words, kind) for kind in ENGLISH.source_words.__struct_fields__),
    ]
    for words in lists:
        assert [word for word in words if word != word.lower().strip() or not word] == []


def test_the_first_list_that_has_a_noun_decides() -> None:
    assert "paper" in ENGLISH.source_words.document
    assert ENGLISH.kind_of_noun["paper"] == "outlet"


def test_no_pronoun_stands_for_two_kinds() -> None:
    forms = [form for words in ENGLISH.pronouns.values() for form in words]
    assert len(forms) == len(set(forms))


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Anna Reuss", "feminine"),
        ("Peter Marsh", "masculine"),
        ("Nordbild", None),
        ("Reuss", None),
        ("", None),
    ],
)
def test_a_given_name_tells_the_gender(name: str, gender: str | None) -> None:
    assert ENGLISH.gender_of(name) == gender


@pytest.mark.parametrize("language", ["xx", "", "../en/../xx", "\0"])
def test_a_language_without_a_lexicon_is_said_so(language: str) -> None:
    with pytest.raises(UsageError, match="There is no lexicon"):
        load(language)


def test_a_spoiled_lexicon_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    serve(monkeypatch, 'language = "zz"\nsurplus = 1')
    with pytest.raises(UsageError, match=r"zz\.toml is not as it should be"):
        load("zz")
