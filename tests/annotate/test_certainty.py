"""How sure the source of a claim is, and how sure the article: on sentences whose attributions are given."""

from __future__ import annotations

import re
import time
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.annotate.certainty import Events, add_certainty
from sayso.annotate.claims import act
from sayso.annotate.lexicon import load
from sayso.annotate.segments import segment
from sayso.records import Attribution, Claim
from sayso.spans import Range, span

LEXICON = load("en")
CONTENT = re.compile(r"\{([^{}]*)\}")


class Told(NamedTuple):
    certainty: str | None
    polarity: str | None
    author: tuple[str | None, str | None]
    evidentiality: str | None
    cues: tuple[str, ...]


def place(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def told(marked: str, cue: str | None = None, events: Events | None = None, **more: str) -> Told:
    """Read the claim in {braces}; ``cue`` is that of its attribution, ``outer`` that of the one around."""
    content = CONTENT.search(marked)
    assert content is not None
    text = CONTENT.sub(r"\1", marked)
    inside = span(text, content.start(), content.end() - 2)
    given = []
    for name, words in (("a1", cue), ("a2", more.get("outer"))):
        if words is None:
            continue
        given.append(
            Attribution(
                id=name,
                source="s1",
                source_spans=(),
                cue_spans=(span(text, *place(text, words)),),
                content_spans=(inside,),
                manner="indirect",
                act=act(words, LEXICON),
                score=0.9,
                parent="a2" if name == "a1" and "outer" in more else None,
            )
        )
    claim = Claim(
        id="c1",
        spans=(inside,),
        attribution="a1" if cue else None,
        chain=(),
        origin=None,
        cues=given[0].cue_spans if given else (),
    )
    segments = segment(text, LEXICON.abbreviations)
    (found,) = add_certainty([claim], given, segments, LEXICON, events)
    return Told(
        found.certainty,
        found.polarity,
        (found.author.certainty, found.author.polarity),
        found.evidentiality,
        tuple(each.text for each in found.cues),
    )


NEITHER = ("neutral", None)
OPEN = ("neutral", "positive")
SURE = ("full", "positive")
MAYBE = ("partial", "positive")
HARDLY = ("partial", "negative")
NOT = ("full", "negative")


@pytest.mark.parametrize(
    ("marked", "cue", "source", "author", "evidentiality"),
    [
        ("The mayor said {the dam burst}.", "said", SURE, NEITHER, "reported"),
        ("The mayor said {the dam did not burst}.", "said", NOT, NEITHER, "reported"),
        ("The mayor denied that {the dam burst}.", "denied", NOT, NEITHER, "reported"),
        ("The mayor denied that {the dam did not burst}.", "denied", SURE, NEITHER, "reported"),
        ("The mayor admitted that {the dam burst}.", "admitted", SURE, SURE, "reported"),
        ("The mayor admitted that {the dam did not burst}.", "admitted", NOT, NOT, "reported"),
        (
            "The mayor falsely claimed that {the dam burst}.",
            "falsely claimed",
            SURE,
            NOT,
            "reported",
        ),
        ("The mayor claimed {the dam burst}.", "claimed", SURE, NEITHER, "reported"),
        ("The mayor fears {the dam burst}.", "fears", MAYBE, NEITHER, "reported"),
        ("The mayor did not say that {the dam burst}.", "did not say", OPEN, NEITHER, "reported"),
        ("The marks suggest that {the dam burst}.", "suggest", MAYBE, NEITHER, "inferred"),
        ("Two farmers saw {the dam burst}.", "saw", SURE, SURE, "witnessed"),
        ("“{I saw the roof fall},” she said.", "said", SURE, NEITHER, "witnessed"),
        ("The mayor never denied that {the dam burst}.", "never denied", OPEN, NEITHER, "reported"),
        ("The mayor doubts that {the dam burst}.", "doubts", HARDLY, NEITHER, "reported"),
        (
            "The mayor purportedly revealed that {the dam burst}.",
            "purportedly revealed",
            SURE,
            NEITHER,
            "reported",
        ),
        (
            "The mayor correctly said that {the dam burst}.",
            "correctly said",
            SURE,
            SURE,
            "reported",
        ),
        ("“{I heard that the dam burst},” she said.", "said", SURE, NEITHER, "reported"),
        ("“{We think that the dam burst},” she said.", "said", MAYBE, NEITHER, "reported"),
        ("She asked: “{Did the dam burst}?”", "asked", OPEN, NEITHER, "reported"),
        ("The mayor doubts {whether the dam burst}.", "doubts", HARDLY, NEITHER, "reported"),
        ("The mayor said {that none were hurt}.", "said", NOT, NEITHER, "reported"),
        ("The mayor said {the dam apparently burst}.", "said", MAYBE, NEITHER, "inferred"),
    ],
)
def test_a_source_and_the_article_are_as_sure_as_the_words_say(
    marked: str, cue: str, source: tuple[str, str], author: tuple[str, str], evidentiality: str
) -> None:
    found = told(marked, cue)
    assert (found.certainty, found.polarity) == source
    assert (found.author, found.evidentiality) == (author, evidentiality)
    assert cue in found.cues


@pytest.mark.parametrize(
    ("marked", "author", "evidentiality"),
    [
        ("{The dam burst on Monday}.", SURE, "asserted"),
        ("{The dam did not burst}.", NOT, "asserted"),
        ("{The dam may burst}.", MAYBE, "asserted"),
        ("{The road will probably open in May}.", MAYBE, "asserted"),
        ("{The dam reportedly burst}.", NEITHER, "reported"),
        ("{The guard is said to have slept}.", NEITHER, "reported"),
        ("{Apparently the dam burst}.", MAYBE, "inferred"),
        ("{The guard must have slept}.", MAYBE, "inferred"),
        ("{If it rains, the dam will burst}.", MAYBE, "asserted"),
        ("{Has the dam burst}?", OPEN, "asserted"),
        ("{We saw the roof fall}.", SURE, "witnessed"),
        ("{The guard failed to lock the gate}.", NOT, "asserted"),
        ("{The guard never failed to lock the gate}.", SURE, "asserted"),
        ("{No one on board was hurt}.", NOT, "asserted"),
        ("{The repair was a “success”}.", NEITHER, "asserted"),
        ("{The so-called Free Army took the town}.", SURE, "asserted"),
        ("{A woman held by the army is not his wife}.", NOT, "asserted"),
        ("{It is not clear whether the dam burst}.", OPEN, "asserted"),
        ("{The storm not only flooded the mill}.", SURE, "asserted"),
        ("{Not paying the guards made the owner rich}.", SURE, "asserted"),
        ("{The crew could not reach the pump}.", NOT, "asserted"),
        ("{The crew may need to close the valve}.", OPEN, "asserted"),
        ("{Lorries loaded with hay crossed the pass without any checks}.", SURE, "asserted"),
        ("{History may be repeating itself}.", MAYBE, "asserted"),
        ("{The rock that apparently came from space fell in a wood}.", SURE, "asserted"),
        ("{The flood apparently also serves the owner}.", MAYBE, "inferred"),
        ("{It is unlikely that the dam burst}.", HARDLY, "asserted"),
    ],
)
def test_an_article_is_as_sure_of_its_own_assertion_as_its_words(
    marked: str, author: tuple[str, str], evidentiality: str
) -> None:
    found = told(marked)
    assert (found.author, found.evidentiality) == (author, evidentiality)


def test_a_negation_that_does_not_reach_the_main_event_decides_nothing() -> None:
    found = told("{The guard, who did not sleep, closed the gate}.")
    assert found.author == SURE
    assert found.cues == ()


def test_every_deciding_word_is_a_cue() -> None:
    found = told("The mayor said {the dam would probably not burst}.", "said")
    assert found.cues == ("said", "would", "probably", "not")


def test_who_passes_on_what_is_admitted_takes_no_side() -> None:
    marked = "The paper said the mayor admitted that {the dam burst}."
    assert told(marked, "admitted", outer="said").author == NEITHER
    marked = "The paper revealed that the mayor admitted that {the dam burst}."
    assert told(marked, "admitted", outer="revealed").author == SURE


def test_the_network_decides_where_words_are_silent() -> None:
    assert told("{The dam burst}.", events=lambda _: -2.5).author == NOT
    assert told("{The dam burst}.", events=lambda _: 1.2).author == MAYBE
    assert told("{The dam burst}.", events=lambda _: 0.3).author == OPEN
    assert told("{The dam burst}.", events=lambda _: None).author == SURE


def test_the_network_is_asked_for_the_main_event() -> None:
    marked = "The mayor said that {the dam which he built burst}."
    asked: list[Range] = []

    def events(place: Range) -> None:
        asked.append(place)

    told(marked, "said", events)
    text = CONTENT.sub(r"\1", marked)
    assert [text[start:end] for start, end in asked] == ["burst"]


def test_words_right_at_the_event_stand_against_the_network() -> None:
    found = told("{The dam did not burst}.", events=lambda _: 3.0)
    assert found.author == NOT


def test_words_from_afar_do_not() -> None:
    found = told("{Perhaps the dam burst}.", events=lambda _: 3.0)
    assert found.author == SURE
    assert found.cues == ()


PIECES = st.sampled_from(
    [
        *["the dam", "burst", "not", "may", ",", "said", "that", "“", "”", "?", ".", "if", "\n"],
        *[
            "who",
            "'s",
            "no",
            "seems to",
            "likely",
            "to",
            "is",
            "and",
            "it",
            "n't",
            "saw",
            "perhaps",
        ],
        *["ß", "\u2028", "so-called", "will", "must have"],
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=25).map(" ".join))
def test_whatever_is_read_every_claim_is_filled(text: str) -> None:
    inside = text.strip()
    if not inside:
        return
    found = told(text.replace(inside, "{" + inside + "}", 1))
    assert None not in {found.certainty, found.polarity, found.evidentiality}


@pytest.mark.parametrize(
    "words", ["not", "may", "that", "seems to", "if", "and", "perhaps,", "is", "?"]
)
def test_a_text_without_end_takes_bounded_time(words: str) -> None:
    text = (words + " ") * 100_000
    start = time.monotonic()
    told("{" + text.strip() + "}")
    assert time.monotonic() - start < 5
