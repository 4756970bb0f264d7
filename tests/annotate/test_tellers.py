from __future__ import annotations

import pytest

from sayso.annotate.decode import RawAttribution
from sayso.annotate.nesting import deepen
from sayso.annotate.tellers import set_before
from tests.annotate.paper import LEXICON, parts, raw, related, words


def told(text: str, *found: RawAttribution) -> list[tuple[str, list[str], int | None]]:
    """Return source, content and parent of each attribution."""
    segments = parts(text)
    deep = deepen(related(text, *found), segments, LEXICON, lambda texts: [[] for _ in texts])
    result = set_before(deep, segments, LEXICON)
    return [(" ".join(words(text, e.source)), words(text, e.content), e.parent) for e in result]


def hands(text: str, *found: RawAttribution) -> list[tuple[str, int | None]]:
    return [(source, parent) for source, _, parent in told(text, *found)]


def test_who_is_cited_first_stands_behind_who_reports() -> None:
    text = "Citing an unnamed source, the Kelmouth Times reported that the dam was shut."
    found = raw(text, "the Kelmouth Times", "reported", "that the dam was shut")
    citing = raw(text, "the Kelmouth Times", "Citing", "an unnamed source")
    for given in ([found], [citing, found], [citing]):
        result = told(text, *given)
        said = ["that the dam was shut"]
        assert {(who, *content) for who, content, _ in result} == {
            ("the Kelmouth Times", *said),
            ("an unnamed source", *said),
        }
        [above] = [parent for who, _, parent in result if who == "an unnamed source"]
        assert above is not None
        assert result[above][0] == "the Kelmouth Times"


@pytest.mark.parametrize(
    "end",
    [", reports the Kelmouth Times.", ", the Kelmouth Times reports.", ", according to Reuters."],
)
def test_who_reports_at_the_end_stands_before_who_speaks(end: str) -> None:
    text = f"A clerk said on Monday that the dam was shut{end}"
    (above, _, none), (clerk, content, parent) = sorted(
        told(text, raw(text, "A clerk", "said", "that the dam was shut")),
        key=lambda each: each[2] is not None,
    )
    assert above in end
    assert none is None
    assert (clerk, content) == ("A clerk", ["that the dam was shut"])
    assert parent is not None


def test_a_friend_who_says_something_at_the_end_is_no_relay_of_the_clerk() -> None:
    text = "A clerk said that the dam was shut, Olaf Brun reports."
    assert hands(text, raw(text, "A clerk", "said", "that the dam was shut")) == [("A clerk", None)]


def test_who_is_quoted_in_an_outlet_speaks_through_it() -> None:
    text = "“It is shut and will stay so,” a clerk was quoted as saying in the Kelmouth Times."
    wrong = raw(text, "the Kelmouth Times", "was quoted as saying", "It is shut and will stay so")
    for given in ((), (wrong,)):
        result = hands(text, *given)
        [above] = [parent for who, parent in result if who == "a clerk"]
        assert above is not None
        assert result[above] == ("the Kelmouth Times", None)


def test_to_whom_something_is_revealed_stands_before_who_reveals_it() -> None:
    text = "Two officials revealed his identity to CBS News."
    found = raw(text, "Two officials", "revealed", "his identity to CBS News")
    assert told(text, found) == [
        ("CBS News", ["his identity"], None),
        ("Two officials", ["his identity"], 0),
    ]


def test_each_outlet_that_is_told_is_a_chain_of_its_own() -> None:
    text = "Sources have told the Kelmouth Times, Reuters and AP that the dam was shut."
    found = raw(text, "Sources", "have told", "that the dam was shut")
    result = hands(text, found)
    chains = {(result[parent][0], who) for who, parent in result if parent is not None}
    assert chains == {("the Kelmouth Times", "Sources"), ("Reuters", "Sources"), ("AP", "Sources")}


def test_coordinated_sources_are_two() -> None:
    text = "The mayor and the harbour police said that the dam was shut."
    found = raw(text, "The mayor and the harbour police", "said", "that the dam was shut")
    assert hands(text, found) == [("The mayor", None), ("the harbour police", None)]


@pytest.mark.parametrize(
    "source",
    [
        "Ada Palme, a diver and an author,",
        "The Globe and Mail",
        "The Center for Harbour and Coastal Studies",
        "Dock and harbour workers",
        "Palme and Brun",
        "Owners Rob and Ada Palme",
        "Several agencies including Reuters and the Kelmouth Times",
        "The owners — Ada Palme and Olaf Brun",
    ],
)
def test_one_source_with_a_conjunction_stays_one(source: str) -> None:
    text = f"{source} said that the dam was shut."
    assert hands(text, raw(text, source, "said", "that the dam was shut")) == [(source, None)]


@pytest.mark.parametrize(
    "before", ["the Union of Ports and Harbours", "the Coastal Institute, or Cinst"]
)
def test_a_relative_pronoun_behind_half_a_name_stays(before: str) -> None:
    text = f"It came from {before}, which said that the dam was shut."
    assert hands(text, raw(text, "which", "said", "that the dam was shut")) == [("which", None)]


@pytest.mark.parametrize(
    ("before", "phrase"),
    [
        ("She rang ", "police spokesman Ada Palme"),
        ("She checked with ", "police spokesman Olaf Brun"),
        ("I talked to ", "a few people"),
        ("He named ", "Ada Palme, a diver at the harbour"),
        ("He met ", "a fisherman"),
        ("It came from ", "an official in the capital"),
        ("It was backed by ", "the harbour's state media"),
    ],
)
def test_a_relative_pronoun_is_whom_it_stands_for(before: str, phrase: str) -> None:
    text = f"{before}{phrase} who said that the dam was shut."
    found = raw(text, "who", "said", "that the dam was shut")
    assert hands(text, found) == [(phrase, None)]
