"""Three papers that have one story from one another: what a reader is told of them."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console

from sayso.compare.trace import trace
from sayso.records import Annotations
from sayso.show.story_report import story_report
from sayso.show.story_terminal import show_trace
from sayso.traces import Trace
from tests.compare.articles import Article

CLAIM = "A lynx was seen on the Ambler ice rink in May."
SAID = "a lynx was seen on the Ambler ice rink in May"
PAPERS = ("Lind Courier", "Moor Gazette", "Tarn Herald")
TOLD = (
    "Lind Courier has the claim from Moor Gazette, Moor Gazette has the claim from Tarn Herald, "
    "Tarn Herald has the claim from Lind Courier: it comes back as its own confirmation."
)


def citing(own: str, other: str) -> Annotations:
    made = Article(f"{own}. The {other} reports that {SAID}.", outlet=own)
    made.says(SAID, made.source(other))
    return made.read()


@pytest.fixture
def circle() -> Trace:
    """Return the trace of what the first has from the second, that from the third, that from the first."""
    reads = [
        citing(own, other) for own, other in zip(PAPERS, (*PAPERS[1:], PAPERS[0]), strict=True)
    ]
    return trace(CLAIM, reads, relations=())


def test_the_circle_is_found_in_who_cites_whom(circle: Trace) -> None:
    assert len([each for each in circle.relations if each.kind == "cites"]) == len(PAPERS)
    [finding] = circle.findings
    assert (finding.code, finding.message) == ("CO303", TOLD)


def test_nobody_in_it_is_an_origin(circle: Trace) -> None:
    assert {each.role for each in circle.origins} == {"relay"}
    counted = circle.independent_origins
    assert (counted.lower, counted.count, counted.upper) == (0, 0, 1)


def test_the_terminal_tells_it_in_words(circle: Trace) -> None:
    to = StringIO()
    show_trace(circle, Console(file=to, width=500))
    shown = to.getvalue()
    assert "Three articles, up to one origin. Most likely none that the articles name." in shown
    assert f"{TOLD} (CO303)" in shown
    assert "in a circle" in shown
    assert "could know it" not in shown


def test_the_page_tells_it_in_words(circle: Trace) -> None:
    page = story_report(circle)
    assert TOLD in page
    assert "up to one origin" in page
    assert "in a circle" in page


def test_many_papers_in_a_circle_are_told_shortly() -> None:
    places = [
        "Ambler",
        "Birn",
        "Carlow",
        "Dorne",
        "Eskel",
        "Fallow",
        "Girvan",
        "Hult",
        "Ivert",
        "Jorvik",
    ]
    names = [f"{each} Post" for each in places]
    reads = [citing(own, other) for own, other in zip(names, [*names[1:], names[0]], strict=True)]
    [finding] = trace(CLAIM, reads, relations=()).findings
    assert finding.message.count(" has the claim from ") == 8
    assert " and 2 more: it comes back" in finding.message
