"""Facts of our own texts: what the words say, what they do not, and what holds of every fact."""

from __future__ import annotations

import re
import time
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sayso.acquire.text import exact
from sayso.annotate.facts import add_facts, find_facts
from sayso.annotate.lexicon import load
from sayso.annotate.lexicon.fact_words import load_facts
from sayso.annotate.segments import segment
from sayso.errors import UsageError
from sayso.records import Claim, Source
from sayso.spans import span

if TYPE_CHECKING:
    from sayso.annotate.scan import Hit
    from sayso.records import Fact

LEXICON = load("en")
WORDS = load_facts("en")
MONDAY = "2015-11-02"
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?|-W\d\d)?|\d{3}X|\d{4}(-\d\d-\d\d)?/\d{4}(-\d\d-\d\d)?")


def hits(
    text: str, kind: str, published: str | None = MONDAY, sources: tuple[Source, ...] = ()
) -> list[Hit]:
    segments = segment(text, LEXICON.abbreviations)
    found = find_facts(segments, sources, published, LEXICON)
    return [hit for hit in found if hit.kind == kind]


def dates(text: str, published: str | None = MONDAY) -> list[tuple[str, str | None]]:
    return [(text[slice(*hit.place)], hit.value) for hit in hits(text, "date", published)]


def quantities(text: str) -> list[tuple[str, str | None, str | None, str | None]]:
    return [
        (text[slice(*hit.place)], hit.value, hit.modifier, hit.unit)
        for hit in hits(text, "quantity")
    ]


def places(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(text[slice(*hit.place)], hit.candidates) for hit in hits(text, "place")]


def participants(text: str, *names: str) -> list[tuple[str, str | None]]:
    sources = tuple(
        Source(
            id=f"s{number}",
            name=name,
            type="organisation",
            named=True,
            mentions=(span(text, text.index(name), text.index(name) + len(name)),),
        )
        for number, name in enumerate(names)
    )
    found = hits(text, "participant", sources=sources)
    return [(text[slice(*hit.place)], hit.value) for hit in found]


def facts(text: str, *spans: tuple[int, int], published: str | None = MONDAY) -> tuple[Fact, ...]:
    """Return the facts of one claim with these spans, or with all of the text."""
    pieces = tuple(span(text, *each) for each in spans or ((0, len(text)),))
    claim = Claim(id="c1", spans=pieces, attribution=None, chain=(), origin=None)
    document = msgspec.structs.replace(exact(text), published=published)
    (found,) = add_facts([claim], (), document, segment(text, LEXICON.abbreviations), LEXICON)
    return found.facts


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("The dam broke on 26 October 2015.", "2015-10-26"),
        ("The dam broke on Oct. 26, 2015.", "2015-10-26"),
        ("The dam broke on the 26th of October, 2015.", "2015-10-26"),
        ("The dam broke on 2015-10-26.", "2015-10-26"),
        ("The dam broke on 26/10/2015.", "2015-10-26"),
        ("The dam broke on 26 October.", "2015-10-26"),
        ("The dam broke on October 26.", "2015-10-26"),
        ("The dam broke on 20 December.", "2014-12-20"),
        ("The dam will be opened on 20 December.", "2015-12-20"),
        ("The dam broke in October 2015.", "2015-10"),
        ("The dam broke in October.", "2015-10"),
        ("The dam broke last December.", "2014-12"),
        ("The dam broke in mid-September.", "2015-09"),
        ("The dam broke in 2014.", "2014"),
        ("The dam broke in early 2014.", "2014"),
        ("The dam was built in the 1990s.", "199X"),
        ("The dam broke on Tuesday.", "2015-10-27"),
        ("The dam broke on Monday.", "2015-11-02"),
        ("The dam broke last Monday.", "2015-10-26"),
        ("The dam will be opened on Tuesday.", "2015-11-03"),
        ("The dam broke on Wednesday of last week.", "2015-10-28"),
        ("The dam broke on Friday night.", "2015-10-30"),
        ("Friday's flood broke the dam.", "2015-10-30"),
        ("The dam broke yesterday.", "2015-11-01"),
        ("The dam will be opened tomorrow.", "2015-11-03"),
        ("The dam broke two days ago.", "2015-10-31"),
        ("The dam broke a week ago.", "2015-W44"),
        ("The dam broke two months ago.", "2015-09"),
        ("The dam broke ten years ago.", "2005"),
        ("The dam broke this week.", "2015-W45"),
        ("The dam broke earlier this month.", "2015-11"),
        ("The dam broke last year.", "2014"),
        ("The dam broke over the weekend.", "2015-10-31/2015-11-01"),
        ("The dam leaked for the past two weeks.", "2015-10-19/2015-11-02"),
        ("The dam broke in the night of 12 to 13 October.", "2015-10-12/2015-10-13"),
    ],
)
def test_a_date_is_as_exact_as_its_words(words: str, value: str) -> None:
    assert [found for _, found in dates(words)] == [value]


@pytest.mark.parametrize(
    "words",
    ["on Tuesday", "yesterday", "two days ago", "on 26 October", "in May", "this week"],
)
def test_without_a_day_of_publication_a_relative_date_keeps_its_words(words: str) -> None:
    text = f"The dam broke {words}, the mayor said."
    assert [value for _, value in dates(text, None)] == [None]
    assert [value for _, value in dates(text, "2015")] == [None]


@pytest.mark.parametrize(
    "words",
    [
        "several days ago",
        "in recent days, some weeks ago",
        "on 3/4/2015 (which may be either day), years ago" + " or a few years ago",
        "on 20 November",
    ],
)
def test_what_the_words_leave_open_has_no_value(words: str) -> None:
    assert {value for _, value in dates(f"The dam broke {words}.")} <= {None}


@pytest.mark.parametrize(
    "text",
    [
        "They may march to the dam, and the second man sat in the sun.",
        "The asteroid 2014 RC passed.",
        "Harbour Today wrote of it.",
        "He drove 2014 miles.",
        "It broke on 31 February 2015.",
    ],
)
def test_these_are_no_dates(text: str) -> None:
    assert [value for _, value in dates(text) if value is not None] == []


def test_how_exact_a_date_says_to_be_is_kept() -> None:
    (hit,) = hits("The dam broke about ten days ago.", "date")
    assert (hit.value, hit.modifier) == ("2015-10-23", "about")


@pytest.mark.parametrize(
    ("words", "fact"),
    [
        ("500 people", ("500", "exact", "people")),
        ("about 500 people", ("500", "about", "people")),
        ("more than 1,500 armed men", ("1500", "at_least", "men")),
        ("at least one person", ("1", "at_least", "person")),
        ("up to 40 per cent", ("40", "at_most", "percent")),
        ("as many as 60 cattle lorries", ("60", "at_most", "lorries")),
        ("fewer than ten boats", ("10", "at_most", "boats")),
        ("two dozen boats", ("24", "exact", "boats")),
        ("nearly a dozen boats", ("12", "about", "boats")),
        ("half a million people", ("500000", "exact", "people")),
        ("1.5m people", ("1500000", "exact", "people")),
        ("a 12m-wide hole", ("12", "exact", "m")),
        ("$3bn", ("3000000000", "exact", "USD")),
        ("USD 5m", ("5000000", "exact", "USD")),
        ("3.5 million euros", ("3500000", "exact", "EUR")),
        ("$4,000-$5,000", ("4000-5000", None, "USD")),
        ("between 20 and 30 boats", ("20-30", None, "boats")),
        ("two or three boats", ("2-3", None, "boats")),
        ("three hundred and ten boats", ("310", "exact", "boats")),
        ("twenty-five dead", ("25", "exact", "dead")),
        ("two and a half years", ("2.5", "exact", "years")),
        ("hundreds of people", ("hundreds", None, "people")),
        ("tens of thousands of people", ("tens of thousands", None, "people")),
        ("40 or more boats", ("40", "at_least", "boats")),
        ("40 km", ("40", "exact", "km")),
        ("a 31-year-old", ("31", "exact", "years")),
        ("four Americans", ("4", "exact", "Americans")),
    ],
)
def test_a_quantity_is_a_plain_number_and_what_it_counts(
    words: str, fact: tuple[str, str | None, str | None]
) -> None:
    text = f"Then they counted {words} in the harbour."
    (found,) = quantities(text)
    assert found[1:] == fact
    assert found[0] in words


@pytest.mark.parametrize(
    "text",
    [
        "One of them said that no one came.",
        "It left at 10:30, or at 5 pm.",
        "Flight 370 is a Boeing 777.",
        "The attacks of 9/11.",
        "It is 1 in 5 of them.",
        "It sank in 1351.",
        "The MiG 23 models flew.",
        "Resolution 2254 was read.",
    ],
)
def test_these_are_no_quantities(text: str) -> None:
    assert quantities(text) == []


def test_about_may_tell_what_something_is_about() -> None:
    assert quantities("They care about two things.") == [("two things", "2", "exact", "things")]


def test_a_figure_behind_a_name_is_an_age() -> None:
    assert quantities("Anna Reuss, 31, came.") == [("31", "31", "exact", "years")]


def test_a_name_that_several_places_bear_keeps_them_all() -> None:
    ((_, tripoli),) = places("They flew to Tripoli.")
    assert tripoli == ("Tripoli, Libya", "Tripoli, Lebanon", "Trípoli, Greece")
    ((_, georgia),) = places("They flew to Georgia.")
    assert georgia == ("Georgia", "Georgia, United States")


def test_a_country_in_the_text_settles_which_place_is_meant() -> None:
    assert places("They flew to Tripoli, Libya.")[0][1] == ("Tripoli, Libya",)
    found = places("They flew to Tripoli. Lebanon was quiet.")
    assert found == [("Tripoli", ("Tripoli, Lebanon",)), ("Lebanon", ("Lebanon",))]
    assert places("He died in Cleveland. Ohio mourns.")[0][1] == ("Cleveland, Ohio, United States",)
    assert places("He lives in Palm Beach, Fla., now.") == [("Palm Beach", ())]


def test_another_name_of_a_place_leads_to_its_own() -> None:
    (hit,) = hits("They fled from the city of Raqqa.", "place")
    assert (hit.value, hit.candidates) == ("Ar Raqqah", ("Ar Raqqah, Syria",))


def test_places_that_no_gazetteer_has() -> None:
    text = (
        "It fell near Hallgarn, in the Upper Umber district of neighbouring Toravia. Toravia wept."
    )
    assert [words for words, _ in places(text)] == [
        "Hallgarn",
        "Upper Umber district",
        "Toravia",
        "Toravia",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Paris Hilton and Michael Jordan met.",
        "Peter Washington spoke. Then Washington left.",
        "Nice people live here.",
        "Reading is good. Mobile phones are not.",
        "Split the cost.",
        "US officials came.",
        "The New York Times wrote it.",
        "Mr London came.",
        "The Syrian army came in March.",
    ],
)
def test_these_are_no_places(text: str) -> None:
    assert places(text) == []


def test_persons_and_bodies() -> None:
    text = (
        "The spokeswoman Brisa Ondell said that Dr Ilmar Tosk, of the Ministry of Agriculture, and "
        "leader Kim Do-un met NATO. Ondell and al-Tosk left; Kim stayed with the Rural League."
    )
    assert participants(text) == [
        ("Brisa Ondell", "Brisa Ondell"),
        ("Ilmar Tosk", "Ilmar Tosk"),
        ("Ministry of Agriculture", "Ministry of Agriculture"),
        ("Kim Do-un", "Kim Do-un"),
        ("NATO", "NATO"),
        ("Ondell", "Brisa Ondell"),
        ("al-Tosk", "Ilmar Tosk"),
        ("Kim", "Kim Do-un"),
        ("Rural League", "Rural League"),
    ]


def test_a_surname_of_two_is_nobody_in_particular() -> None:
    text = "Mr Peter Marsh and Ms Anna Marsh came. Marsh spoke."
    assert participants(text)[-1] == ("Marsh", "Marsh")


def test_a_source_is_a_participant() -> None:
    assert participants("Then Kestrel, they said, will pay.", "Kestrel") == [("Kestrel", "Kestrel")]
    assert participants("Then Kestrel, they said, will pay.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Hopefully The Harbour Is Safe Again Tomorrow",
        "The Russian said that I was right on TV.",
        "ORLENZ (Harna) - The dam broke.",
        "Everybody Left. Nobody Came.",
    ],
)
def test_these_are_no_participants(text: str) -> None:
    assert participants(text) == []


def test_a_claim_has_the_facts_that_stand_in_it() -> None:
    text = "On Tuesday about 500 people left Mosul, and on Friday 20 came back."
    start, end = text.index("500"), text.index(", and")
    found = facts(text, (start, end))
    assert [(each.kind, each.span.text, each.value, each.modifier) for each in found] == [
        ("quantity", "500 people", "500", "about"),
        ("place", "Mosul", "Mosul", None),
    ]
    assert [each.kind for each in facts(text, (0, 10), (start, end))] == [
        "date",
        "quantity",
        "place",
    ]


def test_a_claim_has_each_place_once() -> None:
    assert [each.value for each in facts("From Mosul to Mosul in Iraq.")] == ["Mosul", "Iraq"]


def test_a_language_without_words_of_facts_is_said_so() -> None:
    with pytest.raises(UsageError, match="no words of facts"):
        load_facts("xx")


PIECES = st.sampled_from(
    [
        *["on Tuesday", "last year", "26 October", "Oct. 26, 2015", "in 2014", "two weeks ago"],
        *["about 500 people", "$3bn", "hundreds of men", "between 20 and 30", "one hundred"],
        *["Mosul", "Tripoli, Libya", "Michael Jordan", "al-Tosk", "the U.S.", "NATO", "Kim"],
        *["said", "in", "near", "of", "and", "to", ",", ".", "“", "”", "-", "\n", "\n\n", "’s"],
        *["9999999999", "1,000,000.5.5", "31 February", "999 years ago", "1/2/3", "٣", "İ", "ß"],
    ]
)


@given(
    pieces=st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=25),
    published=st.one_of(st.none(), st.dates().map(str), st.text(max_size=10)),
    cut=st.tuples(st.integers(0, 100), st.integers(1, 300)),
)
def test_every_fact_lies_in_its_claim_and_its_value_can_be_read(
    pieces: list[str], published: str | None, cut: tuple[int, int]
) -> None:
    text = " ".join(pieces).replace("\r", " ")
    start, end = min(cut[0], len(text)), min(sum(cut), len(text))
    assume(start < end)
    segments = segment(text, LEXICON.abbreviations)
    claim = Claim(id="c1", spans=(span(text, start, end),), attribution=None, chain=(), origin=None)
    document = msgspec.structs.replace(exact("own"), published=published)
    (found,) = add_facts([claim], (), document, segments, LEXICON)
    assert add_facts([claim], (), document, segments, LEXICON) == [found]
    for fact in found.facts:
        assert start <= fact.span.start < fact.span.end <= end
        assert text[fact.span.start : fact.span.end] == fact.span.text
        if fact.value is None:
            assert fact.kind == "date"
        elif fact.kind == "date":
            assert DATE.fullmatch(fact.value)
        elif fact.kind == "quantity" and fact.value not in WORDS.quantities.vague:
            low, _, high = fact.value.partition("-")
            assert not high or Decimal(low) < Decimal(high)
            assert "E" not in fact.value
        assert fact.kind == "place" or not fact.candidates


@pytest.mark.parametrize(
    "piece",
    [
        "one hundred ",
        "A ",
        "A and ",
        "1 to ",
        "Kim Do-un said ",
        "of the ",
        "$",
        "last ",
        "Al-",
        "a-",
    ],
)
def test_a_long_text_takes_time_in_proportion(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    segments = segment(text, LEXICON.abbreviations)
    before = time.process_time()
    find_facts(segments, (), MONDAY, LEXICON)
    assert time.process_time() - before < 5
