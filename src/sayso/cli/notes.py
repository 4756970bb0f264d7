"""How far a run has come, and what it left out, in; a progress bar and sentences on stderr, out."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self

from sayso.cli.boundary import say
from sayso.errors import UsageError
from sayso.records import Drop
from sayso.show import json

if TYPE_CHECKING:
    from rich.progress import Progress


MOST_NAMED = 100
"""Inputs left out that are told of one by one; a broken file of a million lines must not flood the screen."""


class Notes:
    """Tells on standard error how a run goes; keeps count of what was read and what was not."""

    def __init__(self, expected: int, *, quiet: bool, drops: Path | None) -> None:
        self.read = 0
        self.dropped = 0
        self._expected = expected
        self._quiet = quiet
        self._drops = _open(drops) if drops else None
        self._bar: Progress | None = None
        if expected > 1 and not quiet and sys.stderr.isatty():
            self._bar = _bar()
            self._task = self._bar.add_task("Reading", total=expected)

    def __enter__(self) -> Self:
        """Show the progress bar."""
        if self._bar:
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the progress bar away, and say how many inputs were left out."""
        if self._bar:
            self._bar.stop()
        if self._drops:
            self._drops.close()
        if self.dropped and not self._quiet:
            say(left_out(self.dropped, self.read + self.dropped))
            if self.dropped > MOST_NAMED:
                where = self._drops.name if self._drops else "--drops FILE"
                say(f"Only the first {MOST_NAMED} are named here; {where} names all.")

    def done(self) -> None:
        """Count one document that was read and written."""
        self.read += 1
        self._advance()

    def drop(self, drop: Drop) -> None:
        """Count one input that was left out, say why, and record it."""
        self.dropped += 1
        if self._drops:
            self._drops.write(json.line(drop) + b"\n")
        if not self._quiet and self.dropped <= MOST_NAMED:
            with self.paused():
                say(sentence(drop))
        self._advance()

    @contextlib.contextmanager
    def paused(self) -> Iterator[None]:
        """Take the bar away while something else is printed, maybe to the same terminal."""
        if self._bar:
            self._bar.stop()
        try:
            yield
        finally:
            if self._bar:
                self._bar.start()

    def _advance(self) -> None:
        if self._bar:
            seen = self.read + self.dropped
            self._bar.update(self._task, completed=seen, total=max(seen, self._expected))


def left_out(dropped: int, inputs: int) -> str:
    """Return the closing count."""
    was = "was" if dropped == 1 else "were"
    return f"{dropped:,} of {inputs:,} {'input' if inputs == 1 else 'inputs'} {was} left out."


def sentence(drop: Drop) -> str:
    """Return one sentence that says what was left out and why."""
    told = drop.detail or drop.reason
    return told if told.endswith((".", "!", "?")) else f"{told}."


def _bar() -> Progress:
    from rich.console import Console  # noqa: PLC0415  # only a terminal needs it
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )


def _open(path: Path) -> BinaryIO:
    try:
        return path.open("wb")
    except OSError as error:
        raise UsageError(f"Cannot write to {path}: {error.strerror}.") from error
