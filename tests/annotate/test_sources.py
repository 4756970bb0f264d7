from __future__ import annotations

import re
import time

import pytest

from sayso.annotate.segments import segment
from sayso.annotate.sources import _Usage, find_sources
from tests.annotate.paper import LEXICON, at, parts, raw, reading, related, sources


def named(text: str, *spoken: str) -> list[tuple[str, int]]:
    """Return the name and the number of mentions of each source."""
    return [(each.name, len(each.mentions)) for each in sources(text, *spoken)]


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [
        ("Anna Reuss", "Reuss", "Anna Reuss"),
        ("Anna Reuss", "Ms. Reuss", "Anna Reuss"),
        ("Reuss", "Anna Reuss", "Anna Reuss"),
        ("Anna Reuss", "Anna M. Reuss", "Anna M. Reuss"),
        ("The Port Safety Board", "The PSB", "Port Safety Board"),
        ("The Kelmouth Times", "the Kelmouth Times", "Kelmouth Times"),
        ("The mayor", "the mayor", "mayor"),
        ("The ministry", "the ministry", "ministry"),
    ],
)
def test_two_mentions_are_one_source(first: str, second: str, name: str) -> None:
    text = f"{first} said it rained. It poured, {second} said it snowed."
    assert named(text, first, second) == [(name, 2)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Anna Reuss", "Peter Reuss"),
        ("Anna Reuss", "Holm"),
        ("The Kelmouth Times", "the Harrow Times"),
        ("A minister", "a minister"),
        ("A witness", "another witness"),
        ("The Port Safety Board", "the Port Police"),
    ],
)
def test_two_are_not_made_one_on_a_likeness(first: str, second: str) -> None:
    text = f"{first} said it rained. It poured, {second} said it snowed."
    assert len(named(text, first, second)) == 2


def test_a_surname_takes_the_full_name_that_the_text_gives_elsewhere() -> None:
    text = "Tom Okafor sails a ferry. It rained when Okafor said it leaked."
    (found,) = sources(text, at(text, "Okafor", 1))
    assert found.name == "Tom Okafor"


def test_the_paper_is_the_one_paper_of_the_article() -> None:
    text = "The Kelmouth Times said it rained. The newspaper said it snowed."
    assert named(text, "The Kelmouth Times", "The newspaper") == [("Kelmouth Times", 2)]


def test_the_paper_is_nobody_where_there_are_two() -> None:
    text = (
        "The Kelmouth Times said it rained. The Harrow Post said it poured. The newspaper said no."
    )
    found = sources(text, "The Kelmouth Times", "The Harrow Post", "The newspaper")
    assert [each.resolved for each in found] == [True, True, False]


def test_a_named_spokesperson_is_the_unnamed_one_of_before() -> None:
    text = "A spokesman for the tax office said no. Tax office spokesman Per Holm said never."
    (found,) = sources(text, "A spokesman for the tax office", "Tax office spokesman Per Holm")
    assert (found.name, found.named) == ("Per Holm", True)
    assert (found.speaks_for or "").lower() == "tax office"


def test_a_name_of_one_word_that_things_happen_in_is_a_place_and_its_rulers() -> None:
    text = "It rained in Orlenz. Now, Orlenz said nothing. Then, Reuss said all."
    one, other = sources(text, at(text, "Orlenz", 1), "Reuss")
    assert (one.type, other.type) == ("official", "person")


def test_a_word_that_begins_a_sentence_is_no_name_for_its_capital() -> None:
    text = "Farmers said it rained. The farmers left."
    (found,) = sources(text, "Farmers")
    assert (found.name, found.named, found.type) == ("farmers", False, "unnamed")


def test_sources_come_in_the_order_of_their_first_mention() -> None:
    text = "Holm said yes. Reuss said no. Holm said maybe."
    found = sources(text, at(text, "Holm"), "Reuss", at(text, "Holm", 1))
    assert [(each.id, each.name) for each in found] == [("s1", "Holm"), ("s2", "Reuss")]


def test_i_am_the_one_in_whose_words_i_stand() -> None:
    text = "“I said that it rained in May,” Holm said."
    given = (
        raw(text, "I", "said", "that it rained in May"),
        raw(text, "Holm", at(text, "said", 1), at(text, "“I said that it rained in May,”")),
    )
    (found,), ids = find_sources(related(text, *given), parts(text), LEXICON)
    assert found.name == "Holm"
    assert [each.text for each in found.mentions] == ["I", "Holm"]
    assert ids == ["s1", "s1"]


@pytest.mark.parametrize(
    ("before", "names"),
    [
        ("Karim Daoud, 41, lost his shop.", ["Karim Daoud"]),
        ("Peter Daoud lost his shop.", ["Peter Daoud"]),
        ("Anna Daoud lost her shop.", ["He"]),
        ("New Senn is a town.", ["He"]),
        ("Peter Daoud met Karim Holm.", ["He"]),
        ("On Monday Peter Daoud lost his shop.", ["He"]),
    ],
)
def test_he_is_the_one_with_whom_the_sentence_before_begins(before: str, names: list[str]) -> None:
    text = f"{before} He said it rained."
    (found,) = sources(text, "He")
    assert [found.name] == names
    assert found.resolved == (names != ["He"])


def test_a_name_that_begins_as_a_broadcasters_does_is_one() -> None:
    (found,) = sources("Radio Kestrel said it rained.", "Radio Kestrel")
    assert found.type == "outlet"


def test_an_accent_of_its_own_does_not_end_a_name() -> None:
    (found,) = sources("Zoe\u0308 Branza\u0306 said it rained.", "Zoe\u0308 Branza\u0306")
    assert found.name == "Zoe\u0308 Branza\u0306"


def test_nobody_is_no_source() -> None:
    assert find_sources(related(""), parts(""), LEXICON) == ([], [])


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (
            "“It is shut,” Ida Brook, a spokeswoman for the port authority, said.",
            "Ida Brook",
            "official",
        ),
        ("Moscow said on Monday that the talks had failed.", "Moscow", "official"),
        ("Reuters reported that the talks had failed.", "Reuters", "agency"),
        ("According to the Kelmouth Times, the talks failed.", "Kelmouth Times", "outlet"),
    ],
)
def test_the_shipped_model_finds_them(text: str, name: str, kind: str) -> None:
    assert reading(text).source(name).type == kind


@pytest.mark.parametrize("piece", ["A'", "A-b ", "A. ", "A.", "in A'", ". . .", "(A) ", '"A'])
def test_no_repeated_piece_makes_a_text_slow(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    began = time.process_time()
    _Usage(segment(text, LEXICON.abbreviations), LEXICON)
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "before", ["Guitarist Axl sang.", "Although Axl sang.", "French Axl sang.", "Pulling Axl off."]
)
def test_a_word_before_a_surname_may_be_no_given_name(before: str) -> None:
    text = f"{before} It rained when Axl said it leaked."
    (found,) = sources(text, at(text, "Axl", 1))
    assert found.name == "Axl"


@pytest.mark.parametrize("piece", ["Anna Berg{} said it. ", "A spokesman for Berg{} said it. "])
def test_sources_called_nearly_alike_make_a_text_no_slower(piece: str) -> None:
    text = "".join(piece.format(number) for number in range(3000))
    spots = [match.span() for match in re.finditer(r"A[\w ]*?(?= said)", text)]
    began = time.process_time()
    assert len(sources(text, *spots)) == 3000
    assert time.process_time() - began < 15
