from __future__ import annotations

import io
import re

import pytest

from sayso.cli.boundary import Boundary
from sayso.cli.notes import Notes, sentence
from sayso.errors import AnchorError, InputError, UsageError
from sayso.records import Drop


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def bar(monkeypatch: pytest.MonkeyPatch, expected: int, *, quiet: bool, screen: bool = True) -> str:
    monkeypatch.setenv("TERM", "xterm")
    stream = Screen() if screen else io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    with Notes(expected, quiet=quiet, drops=None) as notes:
        for _ in range(expected):
            with notes.paused():
                pass
            notes.done()
    return stream.getvalue()


def test_a_bar_is_shown_for_several_documents_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert re.search("Reading.*0/3", bar(monkeypatch, 3, quiet=False))


@pytest.mark.parametrize(
    ("expected", "quiet", "screen"), [(1, False, True), (3, True, True), (3, False, False)]
)
def test_and_otherwise_none(
    monkeypatch: pytest.MonkeyPatch, expected: int, *, quiet: bool, screen: bool
) -> None:
    assert bar(monkeypatch, expected, quiet=quiet, screen=screen) == ""


def test_a_reason_becomes_a_sentence() -> None:
    assert sentence(Drop(stage="x", reason="too large")) == "too large."
    assert sentence(Drop(stage="x", reason="empty", detail="a: Empty.")) == "a: Empty."


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError("No."), 2),
        (InputError("No."), 3),
        (AnchorError("No."), 3),
        (BrokenPipeError(), 0),
        (KeyboardInterrupt(), 130),
        (ValueError("No."), 70),
    ],
)
def test_every_error_has_its_exit_code(
    error: BaseException, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout", io.StringIO())  # a real one would be closed for good
    stderr = io.StringIO()
    monkeypatch.setattr("sys.stderr", stderr)
    with pytest.raises(SystemExit) as end, Boundary():
        raise error
    assert end.value.code == code
    assert stderr.getvalue().count("\n") <= 1
