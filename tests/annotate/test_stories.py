from __future__ import annotations

import pytest

from sayso.acquire.text import exact
from sayso.annotate.stories import First, first_told
from sayso.records import Attribution, Claim, Credit, Source
from sayso.spans import span
from tests.annotate.paper import LEXICON, at


def told(
    text: str,
    *outlets: str,
    credited: tuple[Credit, ...] = (),
    said: tuple[Attribution, ...] = (),
) -> First | None:
    """Return who told a text's story first, of these outlets that it names."""
    sources = [
        Source(
            id=f"s{number}",
            name=name,
            type="outlet",
            named=True,
            mentions=(span(text, *at(text, name)),),
        )
        for number, name in enumerate(outlets)
    ]
    return first_told(exact(text), said, sources, credited, LEXICON)


def means(first: First, text: str, words: str) -> bool:
    """Return whether a claim with these words is of the story that was told first."""
    place = span(text, *at(text, words))
    return first.is_meant(Claim(id="c1", spans=(place,), attribution=None, chain=(), origin=None))


BEFORE, BEHIND = "A goat sat in the tower.", "It was fed."


@pytest.mark.parametrize(
    "sentence",
    [
        "The story was originally reported by the Kelmouth Times and went round the world.",
        "This story was first published in the Kelmouth Times.",
        "The story, which was initially published on Kelmouth Times, is odd.",
        "The story first appeared in the Kelmouth Times on Monday.",
        "The story -- first broken by the Kelmouth Times -- is odd.",
    ],
)
def test_who_told_the_story_told_all_of_it(sentence: str) -> None:
    text = f"{BEFORE}\n\n{sentence}\n\n{BEHIND}"
    first = told(text, "Kelmouth Times")
    assert first is not None
    assert first.name == "Kelmouth Times"
    assert [means(first, text, each) for each in (BEFORE, sentence, BEHIND)] == [True, False, True]


@pytest.mark.parametrize(
    "sentence",
    [
        "The news was first reported by the Kelmouth Times.",
        "The news, first reported by the Kelmouth Times on Thursday, came late.",
        "The news — originally published by Kelmouth Times — came late.",
        "Kelmouth Times, which broke the story, says it was a brown goat.",
        "Kelmouth Times, the paper that first broke the news, says it was a brown goat.",
        "Kelmouth Times was the first to report the news.",
    ],
)
def test_who_told_the_news_told_what_stands_before(sentence: str) -> None:
    text = f"{BEFORE}\n\n{sentence}\n\n{BEHIND}"
    first = told(text, "Kelmouth Times")
    assert first is not None
    assert [means(first, text, each) for each in (BEFORE, sentence, BEHIND)] == [True, False, False]


def test_what_stands_far_before_the_news_is_none() -> None:
    text = (
        f"{BEFORE}\n\nIt rained.\n\nIt blew.\n\nThe news was first reported by the Kelmouth Times."
    )
    first = told(text, "Kelmouth Times")
    assert first is not None
    assert [means(first, text, each) for each in (BEFORE, "It blew.")] == [False, True]


@pytest.mark.parametrize(
    "sentence",
    [
        "The meeting was first reported by the Kelmouth Times.",
        "The news comes a day after a report first published by the Kelmouth Times.",
        "The Kelmouth Times broke the story of the missing goat in 2013.",
        "The Kelmouth Times reported on the story first thing on Monday.",
        "The news was reported by the Kelmouth Times.",
        "He bought the story first reported by the Kelmouth Times.",
        "The story was not first reported by the Kelmouth Times.",
    ],
)
def test_who_told_something_else_first_did_not_tell_the_story(sentence: str) -> None:
    assert told(f"{BEFORE} {sentence}", "Kelmouth Times") is None


def test_several_who_told_it_first_are_none() -> None:
    text = "The story was first reported by Kelmouth Times. Harrow Post, which broke the story, is sad."
    assert told(text, "Kelmouth Times", "Harrow Post") is None


def test_what_somebody_says_in_a_quotation_is_not_told_of_the_article() -> None:
    text = "“The story was first reported by Kelmouth Times,” he said."
    said = Attribution(
        id="a1",
        source=None,
        source_spans=(),
        cue_spans=(span(text, *at(text, "said")),),
        content_spans=(span(text, 0, text.index(" he")),),
        manner="direct",
        act="say",
        score=0.9,
    )
    assert told(text, "Kelmouth Times", said=(said,)) is None


@pytest.mark.parametrize(
    ("name", "found"), [("The Kelmouth", True), ("Kelmouth on Thursday", False)]
)
def test_a_credit_names_who_is_no_source(name: str, *, found: bool) -> None:
    text = f"The story, originally published by {name}, is odd."
    given = Credit(kind="republished_from", name=name, spans=(span(text, *at(text, name)),))
    assert (told(text, credited=(given,)) is not None) == found
