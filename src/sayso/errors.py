"""Every error that Sayso raises on purpose.

    SaysoError
    ├── UsageError        the caller asked for something that cannot be done      -> exit code 2
    │   └── NotYetError   a form of input that Sayso knows of and cannot read yet
    ├── InputError        this one input cannot be read; the others go on          -> a recorded drop
    │   ├── FetchError    a page could not be fetched
    │   └── TooLargeError an input is over a limit
    └── AnchorError       a span does not match the text it points into: a defect, never a user's mistake

A message is one sentence that a user can act on. No error of a library leaves the stage that called it.
"""

from __future__ import annotations


class SaysoError(Exception):
    """The root of the tree; the command line prints its message and never a traceback."""


class UsageError(SaysoError):
    """The caller asked for something that cannot be done."""


class NotYetError(UsageError):
    """A form of input that Sayso knows of and cannot read yet."""


class InputError(SaysoError):
    """This one input cannot be read; the others go on."""


class FetchError(InputError):
    """A page could not be fetched."""


class TooLargeError(InputError):
    """An input is over a limit of the settings."""


class AnchorError(SaysoError):
    """A span does not match the text it points into."""
