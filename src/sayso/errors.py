"""Every error that Sayso raises on purpose.

    SaysoError
    ├── UsageError        the caller asked for something that cannot be done  -> exit code 2
    │   ├── NotYetError   a form of input that Sayso knows of and cannot read yet
    │   └── BusyError     too much is under way, or another writes; it can be tried again
    ├── InputError        this one input cannot be read; the others go on  -> a recorded drop
    │   ├── FetchError    a page could not be fetched
    │   └── TooLargeError an input is over a limit
    └── AnchorError       a span does not match the text it points into: a defect of Sayso

A message is one sentence that a user can act on. No error of a library leaves the stage that called
it.
"""

from __future__ import annotations


class SaysoError(Exception):
    """The root of the tree; the command line prints its message and never a traceback."""


class UsageError(SaysoError):
    """The caller asked for something that cannot be done."""


class NotYetError(UsageError):
    """A form of input that Sayso knows of and cannot read yet."""


class BusyError(UsageError):
    """Too much is under way, or another writes to the case; it can be tried again."""


class InputError(SaysoError):
    """This one input cannot be read; the others go on.

    Attributes:
        reason: A short stable phrase by which drops are counted: ``"empty"``, ``"too large"``.

    """

    default_reason = "cannot be read"

    def __init__(self, message: str, *, reason: str | None = None) -> None:
        super().__init__(message)
        self.reason = reason or self.default_reason

    def __reduce__(self) -> tuple[object, ...]:
        """Keep the reason when the error goes from one process to another."""
        return _remake, (type(self), str(self), self.reason)


def _remake(kind: type[InputError], message: str, reason: str) -> InputError:
    return kind(message, reason=reason)


class FetchError(InputError):
    """A page could not be fetched."""

    default_reason = "not fetched"


class TooLargeError(InputError):
    """An input is over a limit."""

    default_reason = "too large"


class AnchorError(SaysoError):
    """A span does not match the text it points into."""
