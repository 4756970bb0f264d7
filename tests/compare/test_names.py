from __future__ import annotations

import msgspec
import pytest

from sayso.compare import names
from sayso.compare.names import alike, same_person, sound, sounds_of, words_of
from sayso.errors import UsageError


@pytest.mark.parametrize("written", ["Mayhoub", "Maihub", "Mayhub", "Майхуб"])
def test_one_name_in_all_spellings_sounds_the_same(written: str) -> None:
    assert sound(written) == sound("Mayhoub")


def test_articles_and_possessives_are_no_part_of_a_name() -> None:
    assert sounds_of("al-Harra") == sounds_of("Harrah")
    assert words_of("Lindmoor's harbour") == ["Lindmoor", "harbour"]
    assert sounds_of("The") == ("the",)


def test_short_words_must_be_nearer_than_long_ones() -> None:
    assert alike("machnuk", "mashnuk")
    assert not alike("reus", "rois")
    assert not alike("lind", "land")
    assert alike("lindt", "lindta")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Munir Sarraf", "Monir Sarraf", True),
        ("Maria Sarraf", "Mario Sarraf", False),
        ("Maria Sarraf", "Marta Sarraf", False),
        ("A. Reuss", "Anna Reuss", True),
        ("Anna Reuss", "Berta Reuss", False),
        ("Saad Lindmann", "Saad Lindmann Ibrahim", True),
        ("Anna Maria Reuss", "Anna Reuss", True),
        ("Reuss", "Anna Reuss", False),
    ],
)
def test_persons_are_one_where_surname_and_given_name_are(
    one: str, other: str, *, same: bool
) -> None:
    assert same_person(sounds_of(one), sounds_of(other)) is same


def test_a_broken_table_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    names.romanisation.cache_clear()
    monkeypatch.setattr("sayso.tables.table", lambda *_: (_ for _ in ()).throw(msgspec.DecodeError))
    with pytest.raises(UsageError, match="romanisation"):
        names.romanisation()
    monkeypatch.undo()
    names.romanisation.cache_clear()
