from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate.phrases import Phrase, describe, name_runs, noun_phrase
from tests.annotate.paper import LEXICON


def told(text: str) -> Phrase:
    return describe(text, LEXICON)


@pytest.mark.parametrize("text", ["Élise Örn", "Жуков", "Ζέρβας", "al-Élan", "iÉcho", "王明"])
def test_a_name_is_told_in_any_script(text: str) -> None:
    assert (told(text).form, told(text).name) == ("name", text)


@pytest.mark.parametrize("text", ["émigré économiste", "жители", "οικονομολόγος"])
def test_a_small_letter_of_any_script_makes_no_name(text: str) -> None:
    assert told(text).form == "bare"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Anna Reuss", "Anna Reuss", "person"),
        ("Mr. Holm", "Holm", "person"),
        ("Dr Ilse Brandt", "Ilse Brandt", "person"),
        ("farmer Tom Okafor", "Tom Okafor", "person"),
        ("Anna Reuss, the city's chief engineer", "Anna Reuss", "person"),
        ("President Marsh", "Marsh", "official"),
        ("police spokesman Per Holm", "Per Holm", "official"),
        ("Peter Marsh, the mayor,", "Peter Marsh", "official"),
        ("Reuters", "Reuters", "agency"),
        ("the news agency Nordbild", "Nordbild", "agency"),
        ("the Kelmouth Times", "Kelmouth Times", "outlet"),
        ("the broadcaster KBC", "KBC", "outlet"),
        ("Twitter", "Twitter", "social"),
        ("the Port Safety Board", "Port Safety Board", "organisation"),
        ("the Harbour Ministry", "Harbour Ministry", "official"),
        ("Moscow", "Moscow", "official"),
        ("the European Union", "European Union", "official"),
        ("the White House", "White House", "official"),
    ],
)
def test_a_name_tells_its_type(text: str, name: str, kind: str) -> None:
    found = told(text)
    assert (found.name, found.type, found.named) == (name, kind, True)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("a source in the harbour", "source in the harbour", "unnamed"),
        ("people close to the talks", "people close to the talks", "unnamed"),
        ("an unnamed official", "unnamed official", "unnamed"),
        ("officials", "officials", "unnamed"),
        ("a report", "report", "document"),
        ("a newspaper", "newspaper", "outlet"),
        ("the company", "company", "organisation"),
    ],
)
def test_a_noun_tells_the_type_of_one_without_a_name(text: str, name: str, kind: str) -> None:
    found = told(text)
    assert (found.name, found.type, found.named) == (name, kind, False)


@pytest.mark.parametrize("text", ["the mayor", "the government", "police", "the ministry"])
def test_an_office_is_as_good_as_a_name(text: str) -> None:
    assert (told(text).type, told(text).named) == ("official", True)


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("a spokesman for the port authority", "port authority"),
        ("an army spokesman", "army"),
        ("the ministry's spokeswoman", "ministry"),
        ("Ida Brook, a spokeswoman for the port authority", "port authority"),
        ("police spokesman Per Holm", "police"),
        ("Ida Brook", None),
        ("a spokesman", None),
    ],
)
def test_a_spokesperson_speaks_for_somebody(text: str, body: str | None) -> None:
    assert told(text).speaks_for == body


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("he", "pronoun"),
        ("They", "pronoun"),
        ("the paper", "definite"),
        ("a minister", "indefinite"),
        ("ministers", "bare"),
        ("Holm", "name"),
    ],
)
def test_the_form_tells_how_much_a_phrase_needs_the_rest(text: str, form: str) -> None:
    assert told(text).form == form


def test_an_appositive_gives_another_name() -> None:
    found = told("the Kelmouth Times, the largest paper of the Marsh Group")
    assert found.name == "Kelmouth Times"


def test_a_relative_clause_is_no_part_of_the_name() -> None:
    assert told("Tom Okafor, who sails a ferry for Nordic Lines").name == "Tom Okafor"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        (" a minister, that the dam was safe", "a minister"),
        (" the Kelmouth Times that it was safe", "the Kelmouth Times"),
        (" Anna Reuss as saying", "Anna Reuss"),
        (" a spokesman for the port authority, who", "a spokesman for the port authority"),
        (" the paper. Nobody", "the paper"),
        (" Mr. Holm, who", "Mr. Holm"),
        (" the mayor\nof the town", "the mayor"),
    ],
)
def test_a_noun_phrase_ends_where_the_next_thing_begins(text: str, phrase: str) -> None:
    found = noun_phrase(text, 0, len(text), LEXICON)
    assert found is not None
    assert text[slice(*found)] == phrase


@pytest.mark.parametrize(
    "text", ["", " ", "by the paper", ", a minister", " that it rained", " “so it is”"]
)
def test_there_may_be_no_noun_phrase(text: str) -> None:
    assert noun_phrase(text, 0, len(text), LEXICON) is None


def test_names_are_runs_of_capitals_without_titles() -> None:
    text = "President Marsh’s spokesman, Dr. Ida Brook of the Bank of Kelmouth"
    assert name_runs(text, LEXICON)[0] == "Marsh"
    assert "Ida Brook of the Bank of Kelmouth" in name_runs(text, LEXICON)


@given(st.text(st.one_of(st.sampled_from("aB ,.-'’()\n“”Mr"), st.characters()), max_size=60))
def test_any_text_is_described_and_read(text: str) -> None:
    if text.strip():
        assert isinstance(told(text), Phrase)
    found = noun_phrase(text, 0, len(text), LEXICON)
    if found is not None:
        start, end = found
        assert 0 <= start < end <= len(text)
        assert "\n" not in text[start:end]
    assert all(name.strip() for name in name_runs(text, LEXICON))


@pytest.mark.parametrize(
    ("text", "name", "head"),
    [
        ("Frontman Axl", "Axl", "frontman"),
        ("Guitarist Ada Holm", "Ada Holm", "guitarist"),
        ("Welsh MP Tomos Reed", "Tomos Reed", "mp"),
        ("Nordbild CEO Ilse Brandt", "Ilse Brandt", "ceo"),
        ("Tourist Jan van der Berg", "Jan van der Berg", "tourist"),
        ("the Ontario Premier Kai Lund", "Kai Lund", "premier"),
        ("Singers Anna Holm", "Anna Holm", "singer"),
    ],
)
def test_what_somebody_is_is_no_part_of_the_name(text: str, name: str, head: str) -> None:
    found = told(text)
    assert (found.form, found.name, found.head) == ("name", name, head)
    assert found.type in {"person", "official"}


@pytest.mark.parametrize(
    "text",
    [
        "Student Rights",
        "Teacher Training Agency",
        "John Singer Sargent",
        "Farmers Weekly",
        "Farmers Market Kelmouth",
        "National Nurses United",
    ],
)
def test_a_name_that_only_begins_so_is_whole(text: str) -> None:
    assert told(text).name == text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kim)", "Kim"),
        ("(Kim", "Kim"),
        ("(Kim)", "Kim"),
        ("[Kim]", "Kim"),
        ("Ada Holm (right), a nurse", "Ada Holm"),
        ("(left) Ada Holm", "Ada Holm"),
        ("An adviser to the Institute of Tides (Intide), Ada Holm,", "Ada Holm"),
        ("members of the board (MBs)", "members of the board"),
        ("the [ship’s] captain", "ship’s captain"),
    ],
)
def test_brackets_and_what_they_add_are_no_part_of_the_name(text: str, name: str) -> None:
    assert told(text).name == name
