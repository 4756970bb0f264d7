from __future__ import annotations

import time

import pytest

from sayso.annotate.anonymity import add_anonymity
from sayso.annotate.sources import find_sources
from tests.annotate.paper import LEXICON, parts, raw, related


def reasons(text: str, *speakers: str) -> list[str | None]:
    """Return for each speaker of a text, by the first "said" behind each, why it is not named."""
    segments = parts(text)
    found = []
    for each in speakers:
        start = text.index(each)
        cue = text.index("said", start)
        end = text.index(".", cue)
        found.append(raw(text, (start, start + len(each)), (cue, cue + 4), (cue + 5, end)))
    sources, _ = find_sources(related(text, *found), segments, LEXICON)
    given = add_anonymity(sources, segments, LEXICON)
    return [None if each.anonymity is None else each.anonymity.text for each in given]


@pytest.mark.parametrize(
    "why",
    [
        "who asked not to be named",
        "who asked not to be named because she was not authorised to speak",
        "speaking on condition of anonymity",
        "who spoke on the condition of anonymity to discuss internal matters",
        "speaking anonymously",
        "who was not authorized to talk to the press",
        "who requested anonymity for fear of losing the post",
    ],
)
def test_the_words_that_say_why_are_the_unnamed_sources(why: str) -> None:
    assert reasons(f"A clerk, {why}, said that the safe was empty.", "A clerk") == [why]


def test_the_reason_ends_with_its_clause() -> None:
    text = "A clerk said it on condition of anonymity, because he feared the mayor, and left."
    assert reasons(text, "A clerk") == ["on condition of anonymity, because he feared the mayor"]


def test_a_named_source_has_none() -> None:
    text = "Anna Reuss, speaking on condition of anonymity, said that the safe was empty."
    assert reasons(text, "Anna Reuss") == [None]


def test_it_is_of_the_source_in_its_own_sentence() -> None:
    text = "A clerk said it rained. A guard, who asked not to be named, said it poured."
    assert reasons(text, "A clerk", "A guard") == [None, "who asked not to be named"]


def test_in_a_sentence_without_a_source_it_is_of_the_one_whose_noun_it_has() -> None:
    text = (
        "A clerk said it rained. A guard said it poured. The clerk spoke on condition of anonymity."
    )
    assert reasons(text, "A clerk", "A guard") == ["spoke on condition of anonymity", None]


def test_without_such_words_nothing_is_given() -> None:
    assert reasons("A clerk said that the safe was empty.", "A clerk") == [None]


def test_many_such_words_take_little_time() -> None:
    text = "A clerk said it rained. " + "The clerk spoke on condition of anonymity. " * 10_000
    started = time.perf_counter()
    assert reasons(text, "A clerk") == ["spoke on condition of anonymity"]
    assert time.perf_counter() - started < 10
