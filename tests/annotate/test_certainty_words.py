"""Every entry of the lists of certainty shows in its example what it does."""

from __future__ import annotations

from importlib import resources

import pytest

from sayso.annotate import lexicon
from sayso.annotate.certainty.weigh import SURE
from sayso.annotate.lexicon.certainty_words import Cue, load_certainty
from sayso.errors import UsageError
from tests.annotate.certainty_reading import read
from tests.annotate.spoiled import serve, spoiled

LANGUAGES = [
    name.removeprefix("certainty_").removesuffix(".toml")
    for name in sorted(path.name for path in resources.files(lexicon).iterdir())
    if name.startswith("certainty_") and name.endswith(".toml")
]


def entries(language: str) -> list[Cue]:
    """One cue for each example."""
    return list({(cue.kind, cue.example): cue for cue in load_certainty(language).entries}.values())


@pytest.mark.parametrize(
    ("language", "cue"),
    [
        pytest.param(language, cue, id=f"{language}-{cue.kind}-{cue.words[0]}")
        for language in LANGUAGES
        for cue in entries(language)
    ],
)
def test_an_example_shows_what_its_cue_does(language: str, cue: Cue) -> None:
    kind = load_certainty(language).classes[cue.kind]
    value, found = kind.value, read(cue.example, language)
    explains = (value.certainty, value.polarity, kind.author) != ("full", "positive", "same")
    assert cue.kind in found.kinds if explains else found.number < SURE
    assert (found.certainty, found.polarity) == (value.certainty, value.polarity)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_form_stands_twice_with_one_reach(language: str) -> None:
    listed = [(cue.scope, cue.words) for cue in load_certainty(language).entries]
    assert {each for each in listed if listed.count(each) > 1} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_forms_are_as_sentences_are_read(language: str) -> None:
    for cue in load_certainty(language).entries:
        for word in cue.words:
            assert word == word.lower()
            assert "’" not in word


def test_a_language_without_words_of_certainty_is_said_so() -> None:
    with pytest.raises(UsageError, match="no list of words of certainty"):
        load_certainty("xx")


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('language = "en"', 'surplus = 1\nlanguage = "en"'),
        ("[cues.denied.complement]", "[cues.nonsense.complement]"),
        ("[cues.denied.complement]", "[cues.denied.everywhere]"),
        ("the guard [slept]", "the guard slept"),
        ("number = 1.1", "number = 11"),
    ],
)
def test_a_spoiled_file_is_refused(right: str, wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    serve(monkeypatch, spoiled("certainty_en.toml", right, wrong))
    with pytest.raises(UsageError, match=r"certainty_zz\.toml is not as it should be"):
        load_certainty("zz")
