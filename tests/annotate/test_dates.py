"""Dates: what words tell, what they leave open, and what is no date."""

from __future__ import annotations

import pytest

from tests.annotate.told import dates, hits


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
        ("The dam will break on Tuesday, Feb. 24.", "2015-02-24"),
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
        "in late December",
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
