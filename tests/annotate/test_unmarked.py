from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.annotate.related import Related
from sayso.annotate.tellers import set_before
from sayso.annotate.unmarked import unmarked
from tests.annotate.paper import LEXICON, at, parts, raw, related, words

WORDS = [
    "A video", "reports", "was", "debunked", "confirmed by", "two officials", "appeared on",
    "Twitter", "and", "the Post", "via", "as", "said", "who", "told me", "whose sources", "suggest",
    "— Ada Palme (@ada)", "Citing", "a clerk", ",", ".", "\n\n", "“", "”", "not", "that", "it rained",
    "was quoted as saying", "in", "according to", "Kelmouth Times", "reports.",
]  # fmt: skip


def found(text: str, *given: Related) -> list[tuple[str, str, list[str], int | None]]:
    """Return source, cue, content and parent of each attribution."""
    result = unmarked(given, parts(text), LEXICON)
    return [
        (" ".join(words(text, e.source)), words(text, e.cue)[0], words(text, e.content), e.parent)
        for e in result
    ]


def silent(text: str, cue: str, content: str) -> Related:
    """Return an attribution of which the source was not found."""
    return Related((), (at(text, cue),), (at(text, content),), 0.9)


def sources(text: str) -> list[str]:
    return [source for source, *_ in found(text)]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The photo was debunked by two officials.", "two officials", ["The photo"]),
        ("The leak was later confirmed by the harbour police.", "the harbour police", ["The leak"]),
        ("The deal, first reported by Reuters, fell through.", "Reuters", ["The deal"]),
        (
            "The man was identified by the coroner as Olaf Brun.",
            "the coroner",
            ["The man", "as Olaf Brun"],
        ),
        (
            "The man was identified as Olaf Brun, 41, by the coroner.",
            "the coroner",
            ["The man", "as Olaf Brun, 41"],
        ),
        (
            "As first reported by the Kelmouth Times, the dam is cracked.",
            "the Kelmouth Times",
            ["the dam is cracked"],
        ),
        (
            "She spoke of a leak that was confirmed by the police on Monday.",
            "the police",
            ["a leak"],
        ),
        (
            "His identity was first broadcast by the BBC, and he was held.",
            "the BBC",
            ["His identity"],
        ),
    ],
)
def test_the_agent_of_a_passive_says_it(text: str, source: str, content: list[str]) -> None:
    [(who, _, what, parent)] = found(text)
    assert (who, what, parent) == (source, content, None)


@pytest.mark.parametrize(
    "text",
    [
        "The photo has not been confirmed by the police.",
        "The leak could be confirmed by the police.",
        "It will be news unless confirmed by the police.",
        "The judge was confirmed by the Senate.",
        "The leak was confirmed by a blood test.",
        "The man was identified by his boots.",
        "The leak was confirmed by Monday.",
        "The road was blocked by the police.",
        "The video hardly appeared on time.",
        "Ada Palme appeared on Radio Kestrel to speak of a video.",
        "The author of the report appeared on Radio Kestrel.",
        "The name appeared on the website.",
        "He left as late as an hour before the article was published.",
    ],
)
def test_what_nobody_says_adds_nothing(text: str) -> None:
    assert found(text) == []


def test_each_of_two_agents_says_it() -> None:
    text = "The leak was confirmed by the mayor and the harbour police."
    assert sources(text) == ["the mayor", "the harbour police"]


def test_through_whom_an_agent_has_it_stands_behind_the_agent() -> None:
    text = "The name was first broadcast by the BBC, allegedly via intelligence sources."
    assert [(who, parent) for who, _, _, parent in found(text)] == [
        ("the BBC", None),
        ("intelligence sources", 0),
    ]


def test_a_passive_without_a_source_is_given_its_agent() -> None:
    text = "The photo was debunked as a fake by several sources and taken down."
    given = silent(text, "was debunked", "The photo")
    assert [(who, cue) for who, cue, *_ in found(text, given)] == [
        ("several sources", "was debunked")
    ]


@pytest.mark.parametrize(
    ("text", "media"),
    [
        ("A video of the flood appeared on Twitter.", ["Twitter"]),
        ("Two photos of it were posted on Facebook on Monday.", ["Facebook"]),
        ("Rumours that the dam had burst circulated over the weekend on social media.",
         ["social media"]),
        ("Reports of a leak appeared on Dec. 31 in the Kelmouth Times, the Harbour Post and on Radio Kestrel.",
         ["the Kelmouth Times", "the Harbour Post", "Radio Kestrel"]),
        ("It began when rumours spread online and through several news websites.",
         ["several news websites"]),
    ],
)  # fmt: skip
def test_what_circulates_stands_on_its_media(text: str, media: list[str]) -> None:
    assert sources(text) == media


def test_a_rumour_without_a_source_is_given_the_medium() -> None:
    text = "Rumours that the dam had burst circulated on Twitter on Sunday."
    given = silent(text, "Rumours", "that the dam had burst circulated on Twitter")
    assert found(text, given) == [("Twitter", "Rumours", ["that the dam had burst"], None)]


def test_an_aside_says_the_clause_around_it() -> None:
    text = "Divers doubt whether the dam was safe, as the ministry has said."
    assert found(text) == [("the ministry", "said", ["whether the dam was safe"], None)]


def test_sources_that_an_outlet_has_stand_behind_it() -> None:
    text = "We found a local blog whose sources suggest that the dam is shut."
    assert [(who, parent) for who, _, _, parent in found(text)] == [
        ("a local blog", None),
        ("sources", 0),
    ]


def test_a_post_is_the_word_of_who_signs_it() -> None:
    text = (
        "The dam is gone.— Ada Palme (@ada) May 3, 2014All is well.— Olaf Brun (@olaf) May 4, 2014"
    )
    assert [(who, what) for who, _, what, _ in found(text)] == [
        ("Ada Palme", ["The dam is gone."]),
        ("Olaf Brun", ["All is well."]),
    ]
    below = "The dam is gone, police say.\n\n— Ada Palme (@ada) May 3, 2014"
    given = related(below, raw(below, "police", "say", "The dam is gone"))
    assert [(who, parent) for who, _, _, parent in found(below, *given)] == [
        ("police", 1),
        ("Ada Palme", None),
    ]


@given(st.lists(st.sampled_from(WORDS), max_size=40))
@settings(max_examples=150, deadline=None)
def test_any_text_keeps_its_ranges_and_no_ring(pieces: list[str]) -> None:
    text = " ".join(pieces)
    segments = parts(text)
    result = set_before(unmarked([], segments, LEXICON), segments, LEXICON)
    for number, each in enumerate(result):
        assert all((each.source, each.cue, each.content))
        for start, end in (*each.source, *each.cue, *each.content):
            assert 0 <= start < end <= len(text)
        seen, above = {number}, each.parent
        while above is not None:
            assert above not in seen
            seen.add(above)
            above = result[above].parent


@pytest.mark.parametrize(
    "piece",
    [
        "confirmed as ",
        "a video appeared on ",
        "as who said ",
        "— a (@b) ",
        "whose sources say ",
        ", ",
    ],
)
def test_a_long_text_of_anything_is_read_in_time(piece: str) -> None:
    text = piece * (300_000 // len(piece))
    segments = parts(text)
    start = time.process_time()
    set_before(unmarked([], segments, LEXICON), segments, LEXICON)
    assert time.process_time() - start < 10
