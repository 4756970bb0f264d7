from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from sayso.show import terminal
from sayso.show.story_table import ARTICLES, articles_table, stories_table
from sayso.show.story_terminal import show_stories, show_trace
from sayso.traces import Story, Trace
from tests.show.lorries import lorries
from tests.show.tales import EVIL, article, chain, hostile_trace, trace

GOLDEN = Path(__file__).parent / "golden" / "lorries.txt"
STORIES = (
    Story(id="st1", claim="It fell.", documents=(), size=2, first="2021-03-01", last="2021-03-02"),
    Story(id="st2", claim="", documents=(), size=1),
    Story(id=EVIL, claim=EVIL, documents=(), size=1, first=EVIL, last=EVIL),
)


def printed(made: Trace, width: int = 80) -> str:
    stream = io.StringIO()
    console = terminal.console(stream, file=True)
    console.width = width
    show_trace(made, console)
    return stream.getvalue()


def test_the_story_is_the_golden_one() -> None:
    assert printed(lorries()) == GOLDEN.read_text("utf8")


@pytest.mark.parametrize("width", [60, 80])
def test_no_line_is_wider_than_the_window_or_ends_in_spaces(width: int) -> None:
    for line in printed(lorries(), width).splitlines():
        assert cell_len(line) <= width
        assert line == line.rstrip()


def test_hostile_text_neither_steers_the_terminal_nor_is_markup() -> None:
    shown = printed(hostile_trace())
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
    assert "[bold]" in shown


def test_a_claim_that_nobody_puts_is_answered_with_a_sentence() -> None:
    assert "No article of the case puts this claim." in printed(trace())


def test_who_names_nobody_is_told_apart() -> None:
    shown = printed(trace(article("A"), article("B", chain("C"), stance="doubts")))
    assert "On nobody else’s word\n└── [1] A" in shown
    assert "[2] B  doubts" in shown


def test_stories_are_listed_with_what_to_ask_for() -> None:
    stream = io.StringIO()
    show_stories(STORIES, terminal.console(stream, file=True))
    shown = stream.getvalue()
    assert "3 stories\n\nIt fell.\n2 articles · 2021-03-01 – 2021-03-02 · --story st1\n" in shown
    assert "1 article · --story st2" in shown
    assert "\x1b" not in shown


def test_the_table_is_a_row_for_each_article() -> None:
    rows = list(csv.DictReader(io.StringIO(articles_table(lorries()).decode())))
    assert tuple(rows[0]) == ARTICLES
    assert [each["number"] for each in rows] == [str(number) for number in range(1, 10)]
    assert rows[8]["chains"].startswith("denies: Toravian Customs Service; ")
    assert rows[5]["copy_kind"] == "translation"


def test_no_cell_is_a_formula_or_steers_a_terminal() -> None:
    made = trace(article("=1+1", chain("@SUM(A1)"), date="-1"))
    for data in (articles_table(made), articles_table(hostile_trace()), stories_table(STORIES)):
        for row in csv.reader(io.StringIO(data.decode())):
            assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)
        assert not re.search(b"[\x00-\x09\x0b-\x1f\x7f]", data)
