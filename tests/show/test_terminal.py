from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from sayso.records import Annotations, Drop
from sayso.show import terminal
from tests.show.builder import bridge, document, hostile

GOLDEN = Path(__file__).parent / "golden"


def printed(annotations: Annotations, width: int = 80) -> str:
    stream = io.StringIO()
    console = terminal.console(stream, file=True)
    console.width = width
    terminal.show(annotations, console)
    return stream.getvalue()


def test_the_reading_is_the_golden_one() -> None:
    assert printed(bridge()) == (GOLDEN / "bridge.txt").read_text("utf8")


@pytest.mark.parametrize("width", [60, 80])
def test_no_line_is_wider_than_the_window_or_ends_in_spaces(width: int) -> None:
    for line in printed(bridge(), width).splitlines():
        assert cell_len(line) <= width
        assert line == line.rstrip()


def test_the_longest_chains_come_first() -> None:
    hands = [line.count("←") for line in printed(bridge()).splitlines() if "Passed on" in line]
    assert hands[0] == max(hands) == 2


def test_hostile_text_neither_steers_the_terminal_nor_is_markup() -> None:
    shown = printed(hostile())
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
    assert "[bold]" not in shown or "[/bold]" in shown
    assert "[red]x" in shown
    assert "[link=file:///etc/passwd]x[/link]" in shown
    assert "javascript:alert(4)" not in shown


def test_a_pipe_gets_no_colour_and_a_terminal_does(monkeypatch: pytest.MonkeyPatch) -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    for name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    pipe, screen, plain = io.StringIO(), Screen(), Screen()
    terminal.show(bridge(), terminal.console(pipe))
    terminal.show(bridge(), terminal.console(screen))
    monkeypatch.setenv("NO_COLOR", "1")
    terminal.show(bridge(), terminal.console(plain))
    assert "\x1b" not in pipe.getvalue()
    assert "\x1b[36m" in screen.getvalue()
    assert not re.search("\x1b\\[[0-9;]*3[0-7]m", plain.getvalue())


def test_an_article_without_statements_says_so() -> None:
    assert "No statements of others" in printed(Annotations(document=document(("lead", "Rain."))))


def test_an_article_that_was_not_read_says_why_and_only_once() -> None:
    drop = Drop(stage="attribution", reason="language", detail="No model reads it yet.")
    shown = printed(Annotations(document=document(("lead", "Regen.")), dropped=(drop,)))
    assert "Who says what was not read: No model reads it yet." in shown
    assert shown.count("No model") == 1
    assert "No statements of others" not in shown


def test_no_words_are_printed_twice_and_numbers_go_up() -> None:
    shown = printed(bridge())
    assert re.sub(r"\s+", " ", shown).count("for another ten years") == 1
    numbers = [int(each) for each in re.findall(r"^(\d+)  +\S", shown, re.MULTILINE)]
    assert numbers == list(range(1, 11))


def test_what_was_left_out_of_an_article_is_told() -> None:
    drop = Drop(stage="annotate", reason="unanchored", detail="One quote stands nowhere.")
    made = Annotations(document=document(("lead", "Rain.")), dropped=(drop,))
    assert printed(made).splitlines()[-2:] == ["Left out", "       One quote stands nowhere."]
