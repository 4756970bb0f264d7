"""Facts of claims: where they lie, and what holds of every one."""

from __future__ import annotations

import re
import time
from decimal import Decimal

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sayso.acquire.text import exact
from sayso.annotate.facts import add_facts, find_facts
from sayso.annotate.lexicon.fact_words import load_facts
from sayso.annotate.segments import segment
from sayso.errors import UsageError
from sayso.records import Claim
from sayso.spans import span
from tests.annotate.spoiled import serve, spoiled
from tests.annotate.told import LEXICON, MONDAY, facts

WORDS = load_facts("en")
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?|-W\d\d)?|\d{3}X|\d{4}(-\d\d-\d\d)?/\d{4}(-\d\d-\d\d)?")


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
    with pytest.raises(UsageError, match="no list of words of facts"):
        load_facts("xx")


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('language = "en"', 'surplus = 1\nlanguage = "en"'),
        ('"{weekend}",', '"{nothing}",'),
        ('"{weekend}",', '"(",'),
    ],
)
def test_a_spoiled_file_is_refused(right: str, wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    serve(monkeypatch, spoiled("facts_en.toml", right, wrong))
    with pytest.raises(UsageError, match=r"facts_zz\.toml is not as it should be"):
        load_facts("zz")


PIECES = st.sampled_from(
    [
        *["on Tuesday", "last year", "26 October", "Oct. 26, 2015", "in 2014", "two weeks ago"],
        *["about 500 people", "$3bn", "hundreds of men", "between 20 and 30", "one hundred"],
        *["Mosul", "Tripoli, Libya", "Michael Jordan", "al-Tosk", "the U.S.", "NATO", "Kim"],
        *["said", "in", "near", "of", "and", "to", ",", ".", "“", "”", "-", "\n", "\n\n", "’s"],
        *["9999999999", "1,000,000.5.5", "31 February", "999 years ago", "1/2/3", "٣", "İ", "ß"],
    ]
)


@settings(deadline=None)
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


def test_a_day_of_the_week_beside_a_date_is_kept_as_it_is_told() -> None:
    text = "On Monday, September 8, 2015 and on Tuesday it sank, in May 2015 too."
    found = facts(text, (0, len(text)))
    assert [(each.value, each.weekday) for each in found if each.value] == [
        ("2015-09-08", 1),
        *[(each.value, None) for each in found if each.value and "Monday" not in each.span.text],
    ]
