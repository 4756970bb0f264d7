"""Judgements of people in; the same, kept, listed and taken back, out."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime
from typing import Annotated

import msgspec
from sqlalchemy import func, insert, select, update

from sayso.case import schema
from sayso.case.file import CaseFile
from sayso.case.opening import clear
from sayso.case.rows import encoded, storable
from sayso.errors import SaysoError, UsageError
from sayso.records import Record
from sayso.tables import lines_of
from sayso.traces import Judgement

LEAST = 2
"""Subjects of a judgement: it says of some that they are one, or are not."""

_Subjects = Annotated[tuple[str, ...], msgspec.Meta(min_length=LEAST)]


class Given(Record, frozen=True, kw_only=True):
    """A judgement with its number, when it was given and, if it was taken back, when."""

    number: int
    judgement: Judgement
    given_at: str
    undone_at: str | None = None


# Its fields are found out here, by one thread: see ``tables``.
lines_of(Given)


class Judged(CaseFile):
    """What a case does with judgements: no run of anything else touches them."""

    def judge(self, judgement: Judgement) -> int:
        """Record what a person has decided, with the time by the clock of this machine; return its number.

        Raises:
            UsageError: if it is not about two different subjects at least.

        """
        judgement = storable(judgement)
        if len(set(judgement.subjects)) < LEAST or not all(judgement.subjects):
            raise UsageError("A judgement is about two or more, none of them empty or named twice.")
        row = {
            "kind": judgement.kind,
            "subjects": encoded(judgement.subjects),
            "note": judgement.note,
            "author": judgement.author,
            "given_at": _now(),
        }
        with clear(self.path):
            done = self._connection.execute(insert(schema.judgements), row)
            self._save()
            return done.lastrowid

    def undo(self, number: int | None = None) -> Given:
        """Take a judgement back, the last one that stands if no number is given; return it.

        Raises:
            UsageError: if none stands, or none of that number.

        """
        c = schema.judgements.c
        standing = [each for each in self.history() if each.undone_at is None]
        found = [each for each in standing if number in (None, each.number)]
        if not found:
            which = "No judgement" if number is None else f"No judgement of number {number}"
            raise UsageError(f"{which} stands in {self.path}; `sayso history` lists them.")
        undone = msgspec.structs.replace(found[-1], undone_at=_now())
        with clear(self.path):
            self._connection.execute(
                update(schema.judgements)
                .where(c.number == undone.number)
                .values(undone_at=undone.undone_at)
            )
            self._save()
        return undone

    def judgements(self) -> tuple[Judgement, ...]:
        """Return the judgements that stand, in the order in which they were given."""
        return tuple(each.judgement for each in self.history() if each.undone_at is None)

    def judged(self) -> str:
        """Return what changes whenever a judgement is given or taken back."""
        c = schema.judgements.c
        with clear(self.path):
            found = self._connection.execute(
                select(func.max(c.number), func.count(c.undone_at), func.max(c.undone_at))
            )
            return " ".join(map(str, found.one()))

    def history(self) -> tuple[Given, ...]:
        """Return all judgements, also those taken back, in the order in which they were given."""
        c = schema.judgements.c
        with clear(self.path):
            found = self._connection.execute(select(schema.judgements).order_by(c.number)).all()
        return tuple(self._given(dict(row._mapping)) for row in found)  # noqa: SLF001  # public in SQLAlchemy

    def _given(self, row: dict[str, object]) -> Given:
        try:
            subjects = msgspec.json.decode(str(row["subjects"]), type=_Subjects)
            given = {key: row[key] for key in ("number", "given_at", "undone_at")}
            judgement = {"kind": row["kind"], "note": row["note"], "author": row["author"]}
            return msgspec.convert(
                {**given, "judgement": {**judgement, "subjects": subjects}}, Given
            )
        except msgspec.MsgspecError as error:
            raise SaysoError(f"{self.path} is damaged: a judgement cannot be read.") from error


def login_name() -> str:
    """Return the name that whoever runs this is logged in with; empty for an account without one."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # as in some containers
        return ""


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
