from __future__ import annotations

import time

import pytest

from sayso.annotate.claims import attributions, claims
from sayso.annotate.nesting import deepen
from sayso.annotate.scope import MOST_SENTENCES, continued
from sayso.annotate.sources import find_sources
from sayso.records import Attribution, Block
from tests.annotate.paper import LEXICON, at, parts, raw, reading, related


def read(text: str, *found: object, blocks: tuple[Block, ...] = ()) -> list[Attribution]:
    """Return the attributions of a text that are marked by hand, with those that go on."""
    segments = parts(text)
    given = deepen(related(text, *found), segments, LEXICON, lambda texts: [[] for _ in texts])  # type: ignore[arg-type]
    sources, ids = find_sources(given, segments, LEXICON)
    said = attributions(given, ids, segments, LEXICON)
    return continued(said, sources, segments, LEXICON, blocks)


def going_on(text: str, *found: object, blocks: tuple[Block, ...] = ()) -> list[str]:
    return [
        each.content_spans[0].text
        for each in read(text, *found, blocks=blocks)
        if each.scope == "continued"
    ]


VAN = "The bomb was hidden in a van, police said. "


def after_the_van(rest: str) -> list[str]:
    return going_on(VAN + rest, raw(VAN, "police", "said", "The bomb was hidden in a van"))


@pytest.mark.parametrize(
    "rest",
    [
        "Accordingly, two men drove it to the quay.",
        "It had been parked there since Monday.",
        "The van had stood there since Monday.",
        "It was then towed to a field.",
        "The van was driven away.",
        "It would have killed dozens.",
        "There it was found by a child.",
        "Later it went off in a field.",
    ],
)
def test_a_word_of_its_own_shows_that_a_sentence_goes_on(rest: str) -> None:
    assert after_the_van(rest) == [rest]


@pytest.mark.parametrize(
    "rest",
    [
        "The mayor opened a school.",
        "The street is a quiet one.",
        "Meanwhile, it had rained all day.",
        "It is a quiet town.",
        "It was the third attack in a year.",
        "It was not clear who had built it.",
        "It had not been confirmed by the army.",
        "Had it been parked there since Monday?",
        "It will be taken apart.",
        "We had seen it there.",
        "The street was closed.",
        "They had searched the house.",
        "It was called the Bear.",
        "Last year, a bomb had killed two people.",
    ],
)
def test_without_one_it_is_the_articles_own(rest: str) -> None:
    assert after_the_van(rest) == []


def test_what_goes_on_is_the_same_sources_and_names_what_it_goes_on_from() -> None:
    text = VAN + "It had been parked there since Monday."
    first, second = read(text, raw(text, "police", "said", "The bomb was hidden in a van"))
    assert (second.id, second.scope, second.continues) == ("a2", "continued", first.id)
    assert (second.source, second.parent, second.act) == (first.source, first.parent, first.act)
    assert (second.source_spans, second.cue_spans, second.inferred) == ((), (), False)


def test_the_connective_is_its_cue() -> None:
    text = VAN + "Accordingly, two men drove it to the quay."
    _, second = read(text, raw(text, "police", "said", "The bomb was hidden in a van"))
    assert [each.text for each in second.cue_spans] == ["Accordingly"]


def test_it_has_the_chain_of_the_one_before() -> None:
    text = "The Kelmouth Times reported, citing a minister, that a ship sank. It had been leaking."
    found = read(text, raw(text, "The Kelmouth Times", "reported", at(text, "that a ship sank")))
    one, two = claims(found, LEXICON)
    assert len(one.chain) == 2
    assert [link.source for link in two.chain] == [link.source for link in one.chain]
    assert two.origin == one.origin


def test_each_sentence_after_it_goes_on_in_turn() -> None:
    rest = ["It had been parked there.", "Then it was moved.", "The van was set on fire."]
    assert after_the_van(" ".join(rest)) == rest


def test_a_sentence_that_breaks_it_ends_it() -> None:
    text = "The mayor opened a school. It had been parked there since Monday."
    assert after_the_van(text) == []


def test_no_attribution_goes_on_for_ever() -> None:
    rest = "It had been parked there. " * (MOST_SENTENCES + 3)
    assert len(after_the_van(rest)) == MOST_SENTENCES


def test_over_the_end_of_a_paragraph_goes_only_what_tells_so_by_its_verb() -> None:
    assert after_the_van("\n\nIt had been parked there.") == ["It had been parked there."]
    assert after_the_van("\n\nIt was then towed away.") == []


def test_a_title_does_not_go_on() -> None:
    text = "Bomb hidden in a van, police say\n\nIt had been parked there since Monday."
    title = text.index("\n")
    blocks = (
        Block(kind="title", start=0, end=title),
        Block(kind="paragraph", start=title + 2, end=len(text)),
    )
    found = raw(text, "police", "say", "Bomb hidden in a van")
    assert going_on(text, found, blocks=blocks) == []
    assert going_on(text, found) != []


def test_a_quotation_that_stands_alone_is_of_who_was_just_quoted() -> None:
    text = "“We saw the van,” Anna Reuss said.\n\n“It was red.”\n\nThe street is closed."
    found = going_on(text, raw(text, "Anna Reuss", "said", "“We saw the van,”"))
    assert found == ["“It was red.”"]


@pytest.mark.parametrize("cue", ["denied", "believes", "asked"])
def test_only_an_account_goes_on(cue: str) -> None:
    text = f"Anna Reuss {cue} that the van was blue. It had been parked there."
    assert going_on(text, raw(text, "Anna Reuss", cue, "that the van was blue")) == []


def test_a_pronoun_that_may_be_the_source_takes_up_nothing() -> None:
    text = "Peter Marsh said the thief had a red van. He had lived there for years."
    assert going_on(text, raw(text, "Peter Marsh", "said", "the thief had a red van")) == []
    text = "Witnesses said the thief had a red van. He had lived there for years."
    assert going_on(text, raw(text, "Witnesses", "said", "the thief had a red van")) != []


def test_a_scrap_of_the_next_sentence_becomes_all_of_it() -> None:
    text = "Police said that a van was stolen. Accordingly, one man fled and one was caught."
    found = read(
        text,
        raw(text, "Police", "said", "that a van was stolen", "one was caught"),
    )
    assert [[piece.text for piece in each.content_spans] for each in found] == [
        ["that a van was stolen"],
        ["Accordingly, one man fled and one was caught."],
    ]


def test_many_sentences_take_little_time() -> None:
    text = VAN + "It had been parked there since Monday. " * 10_000
    started = time.perf_counter()
    going_on(text, raw(text, "police", "said", "The bomb was hidden in a van"))
    assert time.perf_counter() - started < 10


def test_the_shipped_model_and_what_goes_on() -> None:
    text = (
        "The thieves fled in a grey van, police said on Monday. It had been stolen in May. "
        "The museum is closed until June."
    )
    found = reading(text).found
    (on,) = [each for each in found.attributions if each.scope == "continued"]
    assert on.content_spans[0].text == "It had been stolen in May."
