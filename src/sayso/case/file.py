"""The path of a case in; the open file, in which what is written is saved every few seconds, out."""

from __future__ import annotations

import time
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from sqlalchemy import exc

from sayso.case.opening import clear, connect

if TYPE_CHECKING:
    from sqlalchemy import Connection

BATCH_SECONDS = 2.0
"""After so long what was added is saved: so much work is lost at most when a run is killed."""

ATTEMPTS = 15
"""How often a writer who gave way tries to take the right to write again, two seconds each time."""


class CaseFile:
    """An open file; what a case can do with it stands in the classes made of this one."""

    def __init__(self, path: Path, connection: Connection) -> None:
        """Take an open connection; callers use ``Case.open``."""
        self.path = path
        self._connection = connection
        self._saved = time.monotonic()

    @classmethod
    def open(cls, path: str | Path, *, create: bool = False, write: bool = False) -> Self:
        """Return the case at ``path``, to be used in a ``with``.

        Args:
            path: Of the file.
            create: Make it, where there is none; it is then open for writing.
            write: Take the right to write, which one at a time can have.

        Raises:
            UsageError: if there is none, it is no case, of a newer Sayso, or another is writing.
            SaysoError: if the disk is full, or the file damaged.

        """
        path = Path(path)
        return cls(path, connect(path, create=create, write=write or create))

    def __enter__(self) -> Self:
        """Return the case."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Save what was added, also when the run is stopped, and close the file."""
        try:
            # A full disk has ended the transaction already.
            if getattr(self._connection.connection.driver_connection, "in_transaction", False):
                with clear(self.path):
                    self._connection.commit()
        finally:
            self._connection.close()

    def give_way(self, seconds: float = 0.0) -> None:
        """Save what was added, and let another write for so long before the right is taken again.

        Raises:
            UsageError: if the other one keeps it for long, some ``ATTEMPTS`` times a writer's patience.

        """
        with clear(self.path):
            self._connection.commit()
            time.sleep(seconds)
            for left in reversed(range(ATTEMPTS)):
                try:
                    self._connection.begin()
                    break
                except exc.OperationalError:
                    if not left:
                        raise
            self._saved = time.monotonic()

    def _save_when_due(self) -> None:
        """Commit, if the last time is long enough ago: each time costs as much as some articles."""
        if time.monotonic() - self._saved > BATCH_SECONDS:
            with clear(self.path):
                self._save()

    def _save(self) -> None:
        """Save what was added, and take the right to write again at once."""
        self._connection.commit()
        self._connection.begin()
        self._saved = time.monotonic()
