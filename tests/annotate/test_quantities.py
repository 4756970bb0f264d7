"""Quantities: the number, what it counts, how exact it says to be, and what is no quantity."""

from __future__ import annotations

import pytest

from tests.annotate.told import quantities


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
