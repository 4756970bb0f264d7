"""Short articles read by the shipped model: each shows one thing that a reader takes for granted."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.acquire.text import exact
from sayso.annotate import Annotator, cards
from sayso.settings import Settings
from tests.annotate.laws import lawful
from tests.annotate.paper import annotator, reading

SENTENCES = [
    "The mayor said the bridge was safe. ",
    "“We checked it in March,” said Anna Reuss. ",
    "“We came.\n\n“We looked, and the minister said: ‘Go home.’” ",
    "The agency reported, citing a minister, that it rained. ",
    "A source told the Kelmouth Times that it would close. ",
    "It is said to have cost ten million. ",
    "He denied it.\n\n",
    "KELMOUTH (Reuters) - ",
    "(Photo: Nordbild)\n",
    "PRICE: In March.\n",
    "From Ada Holm: The bus was late.\n",
    "“The bus was late again.” — Ada Holm, a nurse\n",
    "The bridge fell.“It was old,",
    "” according to „ him, who « ",
    "\ud800 وقال 👩🚢 \u200b",
]


def test_who_is_said_to_have_done_something_has_not_said_so() -> None:
    found = reading("The ferry is said to have been overloaded when it left the harbour.")
    assert found.names() == []
    (claim,) = found.found.claims
    assert (claim.chain, claim.origin) == ((), None)
    assert any("overloaded" in each.text for each in claim.spans)


def test_who_is_named_or_charged_says_nothing() -> None:
    for text, said in (
        ("Pavel Dorn has been identified as the man who shot the guard.", "Pavel Dorn"),
        ("Pavel Dorn was charged with robbery in May, police said.", "Pavel Dorn was charged"),
    ):
        found = reading(text)
        assert "Pavel Dorn" not in found.names()
        (claim,) = found.found.claims
        assert claim.spans[0].text.startswith(said)


def test_the_paper_that_first_reported_is_a_source() -> None:
    found = reading("The leak was first reported by the Kelmouth Times.")
    assert found.names() == ["Kelmouth Times"]
    assert "The leak" in found.said("Kelmouth Times")


def test_a_quotation_over_paragraphs_is_one_attribution() -> None:
    found = reading(
        "“The bridge was sound,” said Anna Reuss, the chief engineer. “We checked it in March.\n\n"
        "“We checked it again in June, and we found no cracks at all.”\n\nTraffic was light."
    )
    (only,) = found.by("Anna Reuss")
    assert only.manner == "direct"
    assert "in March" in found.said("Anna Reuss")
    assert "no cracks at all" in found.said("Anna Reuss")
    assert "Traffic" not in found.said("Anna Reuss")


def test_what_is_quoted_within_a_quotation_stays_the_speakers() -> None:
    found = reading(
        "“The minister told us, ‘Nobody will be left behind,’ and then he left,” said farmer Tom"
        " Okafor on Friday."
    )
    assert "Nobody will be left behind" in found.said("Tom Okafor")
    if "minister" in found.names():
        assert found.parents("minister") == ["Tom Okafor"]


def test_a_cue_may_stand_within_what_is_said() -> None:
    found = reading("The bridge, police said, was shut. It is old.")
    (only,) = found.by("police")
    assert [each.text for each in only.content_spans] == ["The bridge", "was shut"]


@pytest.mark.xfail(strict=True, reason="en-4 leaves out the piece before the cue; en-2 did not")
def test_a_longer_cue_may_stand_within_what_is_said() -> None:
    found = reading("The bank, the Kelmouth Times reported on Monday, had lost ten million.")
    (only,) = found.by("Kelmouth Times")
    assert [each.text for each in only.content_spans] == ["The bank", "had lost ten million"]


def test_who_is_named_later_in_full_is_the_same() -> None:
    found = reading(
        "Anna Reuss said the bridge was closed. The road is old. Reuss said that it would be"
        " opened on Friday. She said nobody had been hurt."
    )
    assert found.names() == ["Anna Reuss"]
    assert len(found.source("Anna Reuss").mentions) == 3


def test_the_newspaper_is_the_one_that_was_named() -> None:
    found = reading(
        "The Kelmouth Times reported that the bridge was closed. The newspaper said that no date"
        " had been set."
    )
    assert found.names() == ["Kelmouth Times"]


def test_initials_are_the_name() -> None:
    found = reading(
        "The Port Safety Board said the bridge was closed. The PSB said it would be opened."
    )
    assert found.names() == ["Port Safety Board"]


def test_capitals_of_states_are_their_governments() -> None:
    found = reading(
        "Moscow said on Monday that the talks had failed. Washington denied the report."
    )
    assert [each.type for each in found.found.sources] == ["official", "official"]
    assert found.by("Washington")[0].act == "deny"


def test_a_text_in_which_nobody_speaks_has_no_attributions() -> None:
    found = reading("Three people were hurt when a bus left the road near Kelmouth on Monday.")
    assert found.found.attributions == ()
    assert [each.attribution for each in found.found.claims] == [None], (
        "only the article asserts it"
    )


def test_no_seam_shows_where_windows_meet() -> None:
    sentence = "Anna Reuss said on Monday that the bridge was sound. Traffic was light then. "
    found = reading(sentence * 60)
    cues = {each.cue_spans for each in found.by("Anna Reuss")}
    assert len(cues) == len(found.by("Anna Reuss")) > 40
    for each in found.by("Anna Reuss"):
        assert each.content_spans[0].text.startswith("that the bridge was sound")


def test_without_nesting_nothing_stands_in_anything_that_was_read_anew() -> None:
    text = "A harbour official told the Kelmouth Times that the ferry was overloaded."
    flat = Annotator(Settings(nesting=False))(exact(text))
    assert [each.inferred for each in flat.attributions] == [False]
    assert len(reading(text).found.attributions) == 2


@pytest.mark.parametrize("language", ["fr", "und", "../en"])
def test_another_language_is_not_read_as_english(language: str) -> None:
    document = msgspec.structs.replace(
        exact("The mayor said the bridge was safe."), language=language
    )
    found = annotator()(document)
    assert (found.attributions, found.models) == ((), {})
    assert [(each.stage, each.reason) for each in found.dropped] == [("attribution", "language")]


def test_an_unknown_language_is_tried() -> None:
    document = msgspec.structs.replace(exact("The mayor said the bridge was safe."), language=None)
    assert annotator()(document).attributions


def test_a_card_tells_the_language() -> None:
    assert {card.language for card in cards()} == {"en"}


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=12).map("".join))
@settings(deadline=None, max_examples=40)
def test_the_laws_hold_of_any_paper(text: str) -> None:
    if not text.isspace():
        lawful(annotator()(exact(text)))


def test_the_least_score_holds_for_what_rules_add_too() -> None:
    script = "PRICE: In March, I think.\nHALE: And then?\nPRICE: Then I went home.\n"
    assert len(Annotator(Settings(), threads=1)(exact(script)).attributions) == 3
    assert Annotator(Settings(min_score=0.95), threads=1)(exact(script)).attributions == ()
