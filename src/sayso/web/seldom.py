"""How to make a value that takes long in; the value, made anew where it must be, but not too often, out."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

RESTS = 10.0
"""How many times as long as a value took to make the one that was made is good enough."""

Value = TypeVar("Value")


class Seldom(Generic[Value]):
    """A value that hangs on something that changes, for many who ask at once.

    One makes it while the others take the one before: fifty who make the same at once would all wait.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """Make nothing yet."""
        self._now = now
        self._making = Lock()
        self._made: tuple[int, Value] | None = None
        self._rests_until = 0.0

    @property
    def of(self) -> int | None:
        """What the value hangs on that is there; None if none is."""
        return self._made[0] if self._made else None

    def get(self, of: int, make: Callable[[], Value]) -> Value:
        """Return the value that hangs on ``of``, or one that was made a moment ago."""
        made = self._made
        if made is not None and (made[0] == of or self._now() < self._rests_until):
            return made[1]
        if not self._making.acquire(blocking=made is None) and made is not None:
            return made[1]
        try:
            if self._made is not None and self._made[0] == of:
                return self._made[1]
            began = self._now()
            value = make()
            self._made = (of, value)
            ended = self._now()
            self._rests_until = ended + RESTS * (ended - began)
            return value
        finally:
            self._making.release()
