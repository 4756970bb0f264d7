"""German facts from German words alone: nothing in the code is English."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.annotate.facts.dates import find_dates
from sayso.annotate.facts.places import Places
from sayso.annotate.facts.quantities import find_quantities
from sayso.annotate.facts.scan import scan
from sayso.annotate.lexicon.fact_words import load_facts
from sayso.annotate.segments import segment

MONDAY = date(2015, 11, 2)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("am 26. Oktober 2015", "2015-10-26"),
        ("am Montag, den 26. Oktober 2015", "2015-10-26"),
        ("am 26.10.2015", "2015-10-26"),
        ("am 26. Oktober", "2015-10-26"),
        ("im Oktober", "2015-10"),
        ("im Jahr 2014", "2014"),
        ("in den 1990er Jahren", "199X"),
        ("am Dienstag", "2015-10-27"),
        ("gestern Abend", "2015-11-01"),
        ("vor zwei Wochen", "2015-W43"),
        ("vor einem Jahr", "2014"),
        ("vergangene Woche", "2015-W44"),
        ("vom 12. bis 13. Oktober", "2015-10-12/2015-10-13"),
    ],
)
def test_dates(words: str, value: str) -> None:
    text = f"Der Damm brach {words}, hieß es."
    scanned = scan(segment(text, ()), load_facts("de"))
    assert [hit.value for hit in find_dates(scanned, MONDAY)] == [value]


@pytest.mark.parametrize(
    ("words", "fact"),
    [
        ("rund 500 Menschen", ("500", "about", "Menschen")),
        ("mindestens 1.500 bewaffnete Kämpfer", ("1500", "at_least", "Kämpfer")),
        ("bis zu zwei Dutzend Schiffe", ("24", "at_most", "Schiffe")),
        ("3,5 Millionen Euro", ("3500000", "exact", "EUR")),
        ("40 Prozent", ("40", "exact", "percent")),
        ("zwischen 20 und 30 Boote", ("20-30", None, "Boote")),
        ("Hunderte Menschen", ("hunderte", None, "Menschen")),
    ],
)
def test_quantities(words: str, fact: tuple[str, str | None, str]) -> None:
    text = f"Dort waren {words} zu sehen."
    scanned = scan(segment(text, ()), load_facts("de"))
    found = [(hit.value, hit.modifier, hit.unit) for hit in find_quantities(scanned, ())]
    assert found == [fact]


def test_places_lead_to_their_own_names() -> None:
    text = "Sie flohen aus Mossul in die Türkei, nach Köln und nach Libyen."
    scanned = scan(segment(text, ()), load_facts("de"))
    assert [hit.value for hit in Places(scanned, frozenset()).find()] == [
        "Mosul",
        "Turkey",
        "Köln",
        "Libya",
    ]
