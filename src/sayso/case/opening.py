"""The path of a case in; a connection to it, its schema up to date, or a clear sentence, out."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from sqlalchemy import create_engine, event, exc
from sqlalchemy.pool import NullPool

from sayso.case.schema import APPLICATION, HEAD, KNOWN
from sayso.errors import BusyError, SaysoError, UsageError

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

PATIENCE = 2.0
"""Seconds that a writer waits for another one: enough for a judgement, too short for a long `add`."""

_HEADER = b"SQLite format 3\0"


def connect(path: Path, *, create: bool, write: bool) -> Connection:
    """Return a connection with a transaction begun: one that holds the only right to write, or a reading one.

    Raises:
        UsageError: if there is no case at ``path``, or it cannot be opened that way.

    """
    _look(path, create=create)
    with clear(path):
        connection = _connection(path, write=write)
        try:
            connection.begin()
            _check(connection, path, write=write)
        except BaseException:
            connection.close()
            raise
        return connection


@contextlib.contextmanager
def clear(path: Path) -> Iterator[None]:
    """Turn an error of the data base into a sentence.

    Raises:
        BusyError: for a file that another writes to.
        UsageError: for a file that is no case, or may not be written.
        SaysoError: for a disk that is full or broken, and a file that is damaged.

    """
    try:
        yield
    except (exc.DBAPIError, sqlite3.Error) as error:
        raise _sentence(_first(error), path) from error


def _first(error: BaseException) -> BaseException:
    """Return what went wrong first: a full disk ends the transaction, and then that fails to end."""
    while isinstance(error.__context__, exc.DBAPIError | sqlite3.Error):
        error = error.__context__
    return error


def _sentence(cause: BaseException, path: Path) -> SaysoError:
    name = getattr(cause, "sqlite_errorname", "") or ""
    kinds: dict[str, tuple[type[SaysoError], str]] = {
        "SQLITE_BUSY": (BusyError, f"Another Sayso is writing to {path}; try again when it ends."),
        "SQLITE_READONLY": (UsageError, f"{path} cannot be written to, nor the folder it is in."),
        "SQLITE_CANTOPEN": (
            UsageError,
            f"{path} cannot be opened in its folder; may it be written to?",
        ),
        "SQLITE_NOTADB": (UsageError, f"{path} is no case of Sayso."),
        "SQLITE_FULL": (SaysoError, f"The disk is full; what {path} held before is kept."),
        "SQLITE_IOERR": (
            SaysoError,
            f"The disk failed while {path} was used; is it full, or gone?",
        ),
        "SQLITE_CORRUPT": (SaysoError, f"{path} is damaged; take a copy of it that is whole."),
    }
    for start, (kind, message) in kinds.items():
        if name.startswith(start):
            return kind(message)
    return SaysoError(f"{path} cannot be used as a case ({cause}).")


def _look(path: Path, *, create: bool) -> None:
    """Refuse what is no case before SQLite makes files beside it."""
    if "\0" in str(path):
        raise UsageError("A path with a null character in it is none.")
    try:
        if path.is_dir():
            raise UsageError(f"{path} is a folder; a case is one file.")
        if not path.exists():
            if not create:
                raise UsageError(f"There is no case {path}; `sayso add` makes one.")
            if not path.parent.is_dir():
                raise UsageError(f"There is no folder {path.parent} to make the case in.")
            return
        with path.open("rb") as file:
            start = file.read(len(_HEADER))
    except OSError as error:
        raise UsageError(f"{path} cannot be opened: {error.strerror}.") from error
    if start != _HEADER and (start or not create):
        raise UsageError(f"{path} is no case of Sayso.")


def _connection(path: Path, *, write: bool) -> Connection:
    engine = _engine(path, "mode=rwc" if write else "mode=rw", write=write)
    if write:
        return engine.connect()
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        # Where nothing may be written, SQLite cannot share a case with a writer: there is none.
        log = path.with_name(path.name + "-wal")
        alone = not log.exists() or not log.stat().st_size
        engine = _engine(path, "mode=ro&immutable=1" if alone else "mode=ro", write=False)
    return engine.connect()


def _engine(path: Path, mode: str, *, write: bool) -> Engine:
    return _kept_engine(f"file:{quote(str(path.absolute()))}?{mode}", write=write)


@lru_cache(maxsize=16)
def _kept_engine(address: str, *, write: bool) -> Engine:
    """Return what opens connections, and keeps none; what it keeps is how queries are put, which takes time."""

    def opened() -> sqlite3.Connection:
        # With no isolation level it is SQLAlchemy that begins transactions, and nobody else.
        made = sqlite3.connect(address, uri=True, timeout=PATIENCE, isolation_level=None)
        made.execute("PRAGMA trusted_schema = OFF")
        made.execute("PRAGMA synchronous = NORMAL")
        if not write:
            made.execute("PRAGMA query_only = ON")
        elif _is_ours(made):
            made.execute("PRAGMA journal_mode = WAL")
        return made

    engine = create_engine("sqlite://", creator=opened, poolclass=NullPool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # The right to write is taken at once and kept, so that a second writer is told at once.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def _is_ours(opened: sqlite3.Connection) -> bool:
    """Return whether the file is a case, or empty: nothing is changed in another program's file."""
    (number,) = opened.execute("PRAGMA application_id").fetchone()
    (tables,) = opened.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    return bool(number == APPLICATION or not tables)


def _check(connection: Connection, path: Path, *, write: bool) -> None:
    """Bring the schema up to date, or say why it cannot be read."""
    tables = {
        name for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_schema").all()
    }
    number = connection.exec_driver_sql("PRAGMA application_id").scalar()
    if tables and number != APPLICATION:
        raise UsageError(f"{path} is no case of Sayso.")
    revision = None
    if "alembic_version" in tables:
        revision = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    if revision == HEAD:
        return
    if revision is not None and str(revision) not in KNOWN:
        raise UsageError(f"{path} was made by a newer Sayso; use that one, or a newer still.")
    if not write:
        raise UsageError(
            f"{path} is empty, or of an older Sayso; `sayso add {path} INPUT...` brings it up to date,"
            " whatever it adds."
        )
    _upgrade(connection)


def _upgrade(connection: Connection) -> None:
    """Make or change the tables, all or nothing: a run that is killed leaves the case as it was."""
    from alembic import command  # noqa: PLC0415  # most runs change no schema
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    # Alembic would take a % in the path for the start of a placeholder.
    here = str(Path(__file__).parent / "migrations").replace("%", "%%")
    config.set_main_option("script_location", here)
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
    command.upgrade(config, "head")
    connection.commit()
    connection.begin()
