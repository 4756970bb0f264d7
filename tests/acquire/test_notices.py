from __future__ import annotations

import time

import pytest

from sayso.acquire.notices import PatternError, Patterns, _Lines, _Table, patterns


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Originally appeared at The Island Gazette, translated by Ruth Amsel", "notice"),
        (
            "This article was first published by The Island Gazette and is republished here.",
            "notice",
        ),
        ("This story originally appeared on islandgazette.example.", "notice"),
        ("Translated from the German by Ruth Amsel", "notice"),
        ("(Reporting by Ana Brandt in Veldmark; Editing by Tom Okafor)", "notice"),
        ("Additional reporting: Tom Okafor", "notice"),
        ("With files from the Canadian Press", "notice"),
        ("with AFP and wire services".replace("AFP and ", ""), "notice"),
        ("\u2014 Ana Brandt and Tom Okafor contributed to this report", "notice"),
        ("\u00a9 2031 Nordic Press. All rights reserved.", "notice"),
        ("Source: Nordic Press", "notice"),
        ("Reuters", "notice"),
        ("Editor\u2019s note: An earlier version gave the wrong date.", "notice"),
        ("The views expressed here are the author\u2019s own.", "notice"),
        ("Dieser Artikel erschien zuerst in der Inselzeitung.", "notice"),
        ("Aus dem Englischen von Ruth Amsel", "notice"),
        ("Mit Material von dpa", "notice"),
        ("Traduit de l\u2019anglais par Ruth Amsel", "notice"),
        ("Read more: Ferry late again", "pointer"),
        ("Follow Ana Brandt on Twitter", "pointer"),
        ("Advertisement", "pointer"),
        ("Sign up for our newsletter", "pointer"),
        ("A freighter leaves port. (Photo: Nordic Press)", "caption"),
        ("A freighter leaves port. Photo: Lee Sands", "caption"),
        ("A freighter leaves port. (AP Photo/Lee Sands, File)", "caption"),
        ("The harbour master in May (Reuters)", "caption"),
        ("[Image via screengrab]", "caption"),
        ("FILE PHOTO: A freighter leaves port", "caption"),
        ("Lee Sands / Getty Images", "caption"),
        ("By Ana Brandt and Tom Okafor", "byline"),
        ("BY ANA BRANDT | 03/04/31 11:17 AM", "byline"),
        ("Von Ruth Amsel", "byline"),
        ("Ana Brandt, staff writer", "byline"),
        ("Published 4 March 2031", "byline"),
        ("VELDMARK (NPA) \u2014", "byline"),
        ("By Monday the harbour was empty, the council said.", None),
        ("The report was first published on Monday, and the council denied it at once.", None),
        ("Originally posted to the council\u2019s site, the list was spotted by a reader.", None),
        ("She said the photo was taken in May.", None),
        ("Reuters reported on Monday that the harbour was empty.", None),
        ("With no ship in sight, the pilots went home, he said.", None),
        ("\u201cRead the log,\u201d he said.", None),
        ("", None),
    ],
)
def test_a_line_is_told_by_its_words(line: str, kind: str | None) -> None:
    assert patterns().kind(line) == kind


@pytest.mark.parametrize(
    ("names", "part"),
    [
        ("wp-caption-text", "caption"),
        ("article__byline", "byline"),
        ("entry-subtitle", "lead"),
        ("related-stories", "aside"),
        ("entry-title", "title"),
    ],
)
def test_a_part_of_a_page_is_told_by_its_class(names: str, part: str) -> None:
    assert part in patterns().marks(names)


def test_walls_are_told() -> None:
    assert patterns().is_wall("We use cookies to improve your experience.")
    assert not patterns().is_wall("The council improved the harbour.")


@pytest.mark.parametrize("source", ["a*b", "(a+)+", "a{2,}", "[a-z]+", "(", "x(?P<y>", "{agency}("])
def test_a_pattern_without_a_bound_or_that_is_none_is_refused(source: str) -> None:
    lines = _Lines(longest=10, starts=[source], within=[])
    empty = _Lines(longest=10, starts=[], within=[])
    table = _Table(
        signers=("Handout",),
        notice=lines,
        pointer=empty,
        caption=empty,
        byline=empty,
        wall=empty,
        part={},
    )
    with pytest.raises(PatternError):
        Patterns(table)


@pytest.mark.parametrize(
    "piece",
    [
        "a ",
        "By A",
        "A B, ",
        "(photo ",
        "(AP ",
        "/",
        "reported from A",
        ". ",
        "and ",
        "Photo: a",
        "\u00e9",
    ],
)
def test_no_line_makes_a_pattern_slow(piece: str) -> None:
    start = time.monotonic()
    for length in range(1, 601, 7):
        patterns().kind((piece * 600)[:length])
        patterns().is_wall((piece * 1500)[: 2 * length])
    assert time.monotonic() - start < 5
