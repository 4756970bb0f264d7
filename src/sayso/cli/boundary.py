"""Whatever goes wrong in a command, in; one sentence and an exit code, out."""

from __future__ import annotations

import contextlib
import functools
import os
import sys
from collections.abc import Callable
from enum import IntEnum
from types import TracebackType
from typing import Never, ParamSpec

from sayso.errors import SaysoError, UsageError

P = ParamSpec("P")


class Exit(IntEnum):
    """The exit codes."""

    DONE = 0
    FINDINGS = 1
    WRONG_USE = 2
    NOTHING_READ = 3
    DEFECT = 70  # EX_SOFTWARE of sysexits.h
    INTERRUPTED = 130


class Boundary:
    """Ends the program with a sentence where an error would end it with a traceback."""

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Flush what was printed, and turn the error into a sentence and an exit code."""
        if error is None:
            try:
                sys.stdout.flush()
            except BrokenPipeError:
                closed_pipe()
        elif isinstance(error, UsageError):
            stop(str(error), Exit.WRONG_USE)
        elif isinstance(error, SaysoError):
            stop(str(error), Exit.NOTHING_READ)
        elif isinstance(error, BrokenPipeError):
            closed_pipe()
        elif isinstance(error, KeyboardInterrupt):
            stop("Stopped.", Exit.INTERRUPTED)
        elif isinstance(error, Exception) and not _is_typers(error):
            _defect(error)


def guarded(command: Callable[P, None]) -> Callable[P, None]:
    """Return ``command`` with a boundary round it."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        with Boundary():
            command(*args, **kwargs)

    return run


def stop(message: str, code: Exit) -> Never:
    """Print ``message`` to standard error and end with ``code``."""
    say(message)
    raise SystemExit(code)


def say(message: str) -> None:
    """Print one line to standard error, harmless whatever stands in it."""
    from sayso.show.plain import one_line  # noqa: PLC0415  # not needed for --help

    with contextlib.suppress(BrokenPipeError):
        sys.stderr.write(one_line(message) + "\n")  # it escapes what its encoding cannot hold
        sys.stderr.flush()


def closed_pipe() -> Never:
    """End quietly: whoever read what we print has seen enough, as `head` does."""
    # Python flushes standard output once more when it ends; there is nobody to read that.
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise SystemExit(Exit.DONE)


def _is_typers(error: Exception) -> bool:
    """Return whether typer raised ``error`` to end in its own way, as for wrong options."""
    return type(error).__module__.partition(".")[0] in {"typer", "click"}


def _defect(error: Exception) -> None:
    if os.environ.get("SAYSO_TRACEBACK"):
        return
    detail = f"{type(error).__name__}: {error}"
    stop(
        f"Sayso failed where it should not ({detail}). Please report it with the input;"
        " SAYSO_TRACEBACK=1 shows where.",
        Exit.DEFECT,
    )
