from __future__ import annotations

import pytest

from sayso.compare import copy_alignment
from sayso.compare.copy_alignment import GAP, Alignment, Passage, Shares, align
from sayso.compare.copy_words import words

ONE = (
    "Divers found the lost bell of the chapel under nine feet of sand near the old pier on Sunday."
)
GERMAN = (
    "Taucher haben am Sonntag die verlorene Glocke der Kapelle neben der alten Mole unter drei Metern Sand"
    " gefunden."
)


@pytest.fixture(autouse=True)
def _short_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts of two sentences are to show what holds for articles."""
    monkeypatch.setattr(copy_alignment, "FEWEST_WORDS", 15)


def beside(one: str, other: str, language: str = "en") -> Alignment:
    return align(words(one, language), words(other, language))


def test_the_same_words_are_one_passage() -> None:
    found = align(words(ONE), words(ONE.upper().replace(" ", "\n")))
    assert found == Alignment((Passage((0, 19), (0, 19), 19),), (), Shares(1, 1, 1, 1))


def test_a_few_words_in_between_leave_the_passage_whole() -> None:
    other = ONE.replace("lost bell", "lost and much missed bell").replace("old pier", "new pier")
    (passage,) = beside(ONE, other).passages
    assert passage.one == (0, 19)
    assert passage.shared < 19


def test_a_word_said_twice_is_one_word_of_the_passage() -> None:
    (passage,) = beside(ONE, ONE.replace("bell", "bell bell")).passages
    assert passage == Passage((0, 19), (0, 20), 19)


def test_many_words_in_between_part_it() -> None:
    other = ONE.replace("under", " ".join(["truly"] * (GAP + 3)) + " under")
    assert [each.one for each in beside(ONE, other).passages] == [(0, 8), (8, 19)]


def test_passages_may_stand_in_another_order() -> None:
    two = "The council will hang it in the town hall until the chapel has a roof."
    found = beside(f"{ONE} {two}", f"{two} {ONE}")
    assert [each.other for each in found.passages] == [(15, 34), (0, 15)]
    assert found.shares.one == 1


def test_a_sentence_with_every_fourth_word_changed_is_found_in_a_rewrite() -> None:
    rest = (
        "The mayor thanked all who had looked for it since the great storm of March, and above all the two"
        " fishermen who saw it first."
    )
    other = "Two divers found a lost bell of St Anne under nine metres of sand by the old jetty, Sunday."
    found = beside(f"{rest} {ONE}", f"{other} {rest}")
    assert found.shares.one > found.shares.one_literal
    assert len(found.passages) == len(found.rewritten) == 1
    assert found.turned().turned() == found
    assert found.turned().rewritten[0].one == found.rewritten[0].other


def test_a_note_is_a_copy_only_word_for_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copy_alignment, "FEWEST_WORDS", 40)
    assert beside(ONE, ONE.replace("nine feet", "two yards")).shares.one_literal > 0.8
    other = "Divers found the lost bell of the chapel on Sunday, deep in the sand near a pier."
    assert beside(ONE, other) == Alignment()


def test_the_same_in_german() -> None:
    rest = (
        "Der Bürgermeister dankte allen, die seit dem großen Sturm im März nach ihr gesucht haben, und"
        " vor allem den beiden Fischern, die sie zuerst gesehen hatten."
    )
    other = "Die verlorene Glocke der Kapelle haben Taucher am Sonntag neben der Mole unter Sand gefunden."
    found = beside(f"{rest} {GERMAN}", f"{other} {rest}", "de")
    assert found.shares.one > found.shares.one_literal > 0.3


def test_what_is_quoted_counts_half() -> None:
    said = "we looked under every stone of that pier and there was no bell"
    found = align(words(f"{ONE} “{said}”"), words(f"“{said}” Nobody has it."))
    assert found.shares.one_literal == pytest.approx(6.5 / (19 + 6.5))
    assert found.shares.other_literal == pytest.approx(6.5 / (3 + 6.5))


def test_furniture_counts_neither_here_nor_there() -> None:
    note = "read more of this and of other matters in our morning letter"
    one, other = words(f"{ONE} {note}"), words(f"{note} {ONE}")
    whole = align(one, other, lambda told, place: told is one and place == (19, 31))
    assert whole.shares == Shares(1, 1, 1, 1)
    assert len(whole.passages) == 1
    nothing = align(words(note), words(note), lambda *_: True)
    assert nothing == Alignment()


@pytest.mark.parametrize("other", ["", "Two words", "Nothing of it stands here, in no way at all."])
def test_nothing_shared_is_nothing(other: str) -> None:
    assert beside(ONE, other) == Alignment()


def test_words_said_again_and_again_take_no_turn_twice() -> None:
    again = "the old bell of the old chapel of the old bell of the old chapel"
    found = align(words(f"{again} {ONE}"), words(f"{ONE} {again} {again}"))
    assert found.shares.one <= 1
    assert found.shares.other <= 1
