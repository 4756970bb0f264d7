from __future__ import annotations

import pytest

from sayso.annotate.chains import Teller
from sayso.annotate.claims import attributions, claims
from sayso.annotate.hands import through
from sayso.annotate.nesting import deepen
from sayso.annotate.sources import find_sources
from sayso.outlets import directory
from sayso.records import Attribution
from tests.annotate.paper import LEXICON, at, parts, raw, related

UNKNOWN = Teller(None, None)
REPORT = "The Kelmouth Times reported that a ship sank. "
SANK = raw(REPORT, "The Kelmouth Times", "reported", "that a ship sank")


def read(
    text: str, *found: object, tells: Teller = UNKNOWN
) -> tuple[list[Attribution], dict[str, str]]:
    """Return the attributions with the hands that are added, and the names of the sources."""
    segments = parts(text)
    given = deepen(related(text, *found), segments, LEXICON, lambda texts: [[] for _ in texts])  # type: ignore[arg-type]
    sources, ids = find_sources(given, segments, LEXICON)
    said = attributions(given, ids, segments, LEXICON)
    handed = through(said, sources, segments, LEXICON, tells)
    return handed.attributions, {each.id: each.name for each in handed.sources}


def chains(text: str, *found: object, tells: Teller = UNKNOWN) -> list[list[str]]:
    said, names = read(text, *found, tells=tells)
    return [[names[link.source] for link in each.chain] for each in claims(said, LEXICON)]


def after_the_report(who: str, cue: str = "said") -> list[str]:
    text = f"{REPORT}{who} {cue} that nobody died."
    found = raw(text, who, cue, "that nobody died")
    return chains(text, SANK, found)[-1]


@pytest.mark.parametrize("who", ["One official", "An unnamed source", "The source", "The official"])
def test_of_whom_nothing_is_told_has_spoken_to_the_outlet(who: str) -> None:
    chain = after_the_report(who)
    assert (chain[0], len(chain)) == ("Kelmouth Times", 2)


@pytest.mark.parametrize(
    "who", ["Anna Reuss", "A NASA official", "Witnesses", "Several officials", "Experts"]
)
def test_who_is_known_or_one_of_many_has_spoken_to_the_article(who: str) -> None:
    assert len(after_the_report(who)) == 1


def test_who_tells_it_to_others_has_not_told_it_to_the_outlet() -> None:
    assert len(after_the_report("One official", "told reporters")) == 1


def test_a_named_speaker_between_them_parts_them() -> None:
    text = f"{REPORT}Anna Reuss said that it rained. One official said that nobody died."
    found = chains(
        text,
        SANK,
        raw(text, "Anna Reuss", "said", "that it rained"),
        raw(text, "One official", at(text, "said", 1), "that nobody died"),
    )
    assert [len(each) for each in found] == [1, 1, 1]


def test_far_from_the_report_it_is_forgotten() -> None:
    gap = "\n\n".join(["It rained."] * 5)
    text = f"{REPORT}\n\n{gap}\n\nOne official said that nobody died."
    found = chains(text, SANK, raw(text, "One official", "said", "that nobody died"))
    assert [len(each) for each in found] == [1, 1]


def test_an_agency_has_its_sources_itself() -> None:
    reuters = Teller(directory().by_name("Reuters"), "Reuters")
    text = f"{REPORT}One official said that nobody died."
    found = chains(text, SANK, raw(text, "One official", "said", "that nobody died"), tells=reuters)
    assert [len(each) for each in found] == [1, 1]


def test_who_once_spoke_through_an_outlet_always_does() -> None:
    text = "A source said that a ship sank.\n\nThe source told Reuters that it was old."
    found = chains(
        text,
        raw(text, "A source", "said", "that a ship sank"),
        raw(text, "The source", "told", "that it was old"),
    )
    assert found == [["Reuters", "source"], ["Reuters", "source"]]


def test_what_he_goes_on_to_say_he_tells_the_same_outlet() -> None:
    text = "Peter Marsh told Reuters that a ship sank. He said that it was old."
    told = raw(text, "Peter Marsh", "told", "that a ship sank")
    assert chains(text, told, raw(text, "He", "said", "that it was old")) == [
        ["Reuters", "Peter Marsh"],
        ["Reuters", "Peter Marsh"],
    ]
    text = text.replace("He", "Mr Marsh")
    found = chains(text, told, raw(text, "Mr Marsh", "said", "that it was old"))
    assert found[-1] == ["Peter Marsh"]


@pytest.mark.parametrize(
    ("who", "mention"),
    [
        ("The newspaper’s sources", "The newspaper"),
        ("Its sources", "Its"),
        ("The Kelmouth Times' sources", "The Kelmouth Times"),
        ("A minister cited by the Kelmouth Times", "the Kelmouth Times"),
        ("A minister who spoke to the Kelmouth Times", "the Kelmouth Times"),
    ],
)
def test_a_phrase_may_say_whose_source_it_is(who: str, mention: str) -> None:
    text = f"{REPORT}{who} said that nobody died."
    said, names = read(text, SANK, raw(text, who, "said", "that nobody died"))
    relay = next(each for each in said if each.inferred)
    assert names[relay.source or ""] == "Kelmouth Times"
    assert [each.text for each in relay.source_spans] == [mention]
    assert relay.scope == "explicit"


def test_what_is_added_is_marked_as_inferred_and_has_no_words_of_its_own() -> None:
    text = f"{REPORT}One official said that nobody died."
    said, _ = read(text, SANK, raw(text, "One official", "said", "that nobody died"))
    report, official, relay = said
    assert (relay.inferred, relay.scope, relay.continues) == (True, "continued", report.id)
    assert (relay.source, relay.source_spans, relay.cue_spans) == (report.source, (), ())
    assert (official.parent, relay.content_spans) == (relay.id, official.content_spans)
