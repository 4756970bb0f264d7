"""Annotated documents and judgements in; one SQLite file that keeps them, and what was kept, out."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import msgspec
from sqlalchemy import bindparam, delete, insert, select, text, update

from sayso.case import schema
from sayso.case.opening import clear, connect
from sayso.case.rows import document_row, encoded, input_row, rows, storable
from sayso.case.words import match
from sayso.errors import AnchorError, SaysoError, UsageError
from sayso.records import Annotations, Drop, Input, Record
from sayso.traces import Judgement

if TYPE_CHECKING:
    from sqlalchemy import Connection, RowMapping

BATCH_SECONDS = 2.0
"""After so long what was added is made fast: so much work is lost at most when a run is killed."""

PAGE = 100
"""Documents that are fetched at once; bounds what is held in memory."""


class Summary(Record, frozen=True, kw_only=True):
    """One document of a case, without its text and what is in it."""

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    language: str | None
    input: Input


class Given(Record, frozen=True, kw_only=True):
    """A judgement with its number, when it was given and, if it was taken back, when."""

    number: int
    judgement: Judgement
    given_at: str
    undone_at: str | None = None


class Case:
    """Many annotated documents in one file.

    One may write at a time, and any number read meanwhile. What is added stands when the case is closed, and
    every few seconds before.
    """

    def __init__(self, path: Path, connection: Connection) -> None:
        """Take an open connection; callers use ``Case.open``."""
        self.path = path
        self._connection = connection
        self._made_fast = time.monotonic()

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
        """Make fast what was added, also when the run is stopped, and close the file."""
        try:
            with clear(self.path):
                self._connection.commit()
        finally:
            self._connection.close()

    def add(self, annotations: Annotations, versions: Mapping[str, str] | None = None) -> bool:
        """Add a document with its annotations; return whether the case holds anything new.

        The same text is the same document: the place that it was read from is added to the others. What it was
        annotated with before is replaced if ``versions`` differ; if they do not, title, outlet and dates are
        those of the input that comes first by its hash, whichever is added first.

        Args:
            annotations: The document with what was found in it.
            versions: What it was made with; without it, the models that the annotations name.

        Raises:
            SaysoError: if it cannot be written; what was added before is kept.

        """
        annotations = storable(annotations)
        made_with = encoded(dict(annotations.models if versions is None else versions))
        with clear(self.path), self._connection.begin_nested():
            number, new = self._place(annotations, made_with)
            row = input_row(annotations.document, number)
            added = self._connection.execute(
                insert(schema.inputs).prefix_with("OR IGNORE"), row
            ).rowcount
        self._make_fast()
        return new or added > 0

    def add_drop(self, drop: Drop) -> None:
        """Record an input that was left out; the same one twice is once."""
        drop = storable(drop)
        row = {"document": 0, "stage": drop.stage, "reason": drop.reason, "detail": drop.detail}
        with clear(self.path):
            self._connection.execute(insert(schema.drops).prefix_with("OR IGNORE"), row)
        self._make_fast()

    def has(self, input_sha256: str, models: Mapping[str, str] | None = None) -> bool:
        """Return whether an input of these bytes was read, and annotated with these versions if given."""
        found = select(schema.documents.c.number).join(
            schema.inputs, schema.inputs.c.document == schema.documents.c.number
        )
        found = found.where(schema.inputs.c.sha256 == input_sha256)
        if models is not None:
            found = found.where(schema.documents.c.versions == encoded(dict(models)))
        with clear(self.path):
            return self._connection.execute(found.limit(1)).first() is not None

    def documents(self) -> Iterator[Summary]:
        """Yield what is known of each document without opening it, in the order of their ids."""
        c = schema.documents.c
        columns = (c.id, c.title, c.outlet, c.domain, c.published, c.language)
        places = (c.input_source, c.input_id, c.input_sha256, c.media_type)
        with clear(self.path):
            found = self._connection.execute(select(*columns, *places).order_by(c.id)).all()
        for row in found:
            yield Summary(
                id=row.id,
                title=row.title,
                outlet=row.outlet or row.domain,
                published=row.published,
                language=row.language,
                input=Input(
                    source=row.input_source,
                    id=row.input_id or None,
                    sha256=row.input_sha256,
                    media_type=row.media_type,
                ),
            )

    def annotations(self, ids: Iterable[str] | None = None) -> Iterator[Annotations]:
        """Yield the documents, all or those with these ids, with their annotations, in the order of ids.

        Raises:
            UsageError: if there is no document of an id.
            SaysoError: if what is kept cannot be read.

        """
        known = [each.id for each in self.documents()]
        if ids is not None:
            wanted = set(ids)
            if missing := sorted(wanted.difference(known)):
                raise UsageError(f"There is no document {missing[0]} in {self.path}.")
            known = [each for each in known if each in wanted]
        for start in range(0, len(known), PAGE):
            yield from self._page(known[start : start + PAGE])

    def search(self, words: str, limit: int = 100) -> list[str]:
        """Return the ids of documents that hold any of the words, those with the most and rarest first.

        A word counts three times in a title and twice in a claim (BM25, as SQLite's FTS5 weighs it). Nothing in
        ``words`` is syntax.
        """
        query = match(words)
        if not query or limit < 1:
            return []
        with clear(self.path):
            found = self._connection.execute(_SEARCH, {"query": query, "most": limit})
            return [each.id for each in found]

    def judge(self, judgement: Judgement) -> int:
        """Record what a person has decided, with the time by the clock of this machine; return its number."""
        judgement = storable(judgement)
        row = {
            "kind": judgement.kind,
            "subjects": encoded(judgement.subjects),
            "note": judgement.note,
            "author": judgement.author,
            "given_at": _now(),
        }
        with clear(self.path):
            done = self._connection.execute(insert(schema.judgements), row)
            self._commit()
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
            self._commit()
        return undone

    def judgements(self) -> tuple[Judgement, ...]:
        """Return the judgements that stand, in the order in which they were given."""
        return tuple(each.judgement for each in self.history() if each.undone_at is None)

    def history(self) -> tuple[Given, ...]:
        """Return all judgements, also those taken back, in the order in which they were given."""
        c = schema.judgements.c
        with clear(self.path):
            found = self._connection.execute(select(schema.judgements).order_by(c.number)).all()
        return tuple(self._given(dict(row._mapping)) for row in found)  # noqa: SLF001  # public in SQLAlchemy

    def keep(self, kind: str, key: str, value: bytes, made_by: str = "") -> None:
        """Keep something derived, as a signature, in place of what was kept under the same kind and key."""
        row = {"kind": kind, "key": key, "made_by": made_by, "value": value}
        with clear(self.path):
            self._connection.execute(insert(schema.kept).prefix_with("OR REPLACE"), row)
        self._make_fast()

    def kept(self, kind: str, made_by: str | None = None) -> dict[str, bytes]:
        """Return what is kept of a kind by key, in the order of keys; only what ``made_by`` made, if given."""
        c = schema.kept.c
        found = select(c.key, c.value).where(c.kind == kind).order_by(c.key)
        if made_by is not None:
            found = found.where(c.made_by == made_by)
        with clear(self.path):
            return {key: bytes(value) for key, value in self._connection.execute(found)}

    def forget(self, kind: str | None = None) -> None:
        """Delete what is kept of a kind, or all that is derived: it can be made again."""
        with clear(self.path):
            if kind is not None:
                self._connection.execute(delete(schema.kept).where(schema.kept.c.kind == kind))
            else:
                for table in (schema.kept, schema.relations, schema.stories):
                    self._connection.execute(delete(table))
        self._make_fast()

    def fingerprint(self) -> str:
        """Return a hash of the documents and of what they were annotated with; what is derived goes by it."""
        c = schema.documents.c
        made = hashlib.sha256()
        with clear(self.path):
            for row in self._connection.execute(select(c.id, c.versions).order_by(c.id)):
                made.update(f"{row.id} {row.versions}\n".encode())
        return "sha256:" + made.hexdigest()

    def _place(self, annotations: Annotations, versions: str) -> tuple[int, bool]:
        """Write a document that is new, or in place of a reading by other versions; return its number."""
        c = schema.documents.c
        row = document_row(annotations.document, versions)
        there = self._connection.execute(select(schema.documents).where(c.id == row["id"])).first()
        if there is not None:
            stays = _order(there._mapping) <= _order(row)  # noqa: SLF001  # public in SQLAlchemy
            if there.versions == versions and stays:
                return there.number, False
            self._empty(there.number)
            self._connection.execute(
                update(schema.documents).where(c.number == there.number).values(row)
            )
            number = int(there.number)
        else:
            made = self._connection.execute(insert(schema.documents), row)
            number = made.lastrowid
        for table, filled in rows(annotations, number).items():
            if filled:
                self._connection.execute(insert(table), filled)
        kept = {"document": number, "json": encoded(annotations)}
        self._connection.execute(insert(schema.readings), kept)
        self._connection.execute(_INDEX, {"number": number})
        return number, there is None or there.versions != versions

    def _empty(self, number: int) -> None:
        """Delete what a document's annotations filled, for others to take its place."""
        self._connection.execute(_UNINDEX, {"number": number})
        for table in schema.OF_A_DOCUMENT:
            self._connection.execute(delete(table).where(table.c.document == number))

    def _page(self, ids: Sequence[str]) -> Iterator[Annotations]:
        c = schema.documents.c
        wanted = (
            select(c.id, schema.readings.c.json)
            .join(schema.readings, schema.readings.c.document == c.number)
            .where(c.id.in_(bindparam("ids", expanding=True)))
            .order_by(c.id)
        )
        with clear(self.path):
            found = self._connection.execute(wanted, {"ids": list(ids)}).all()
        for row in found:
            try:
                yield _annotations.decode(row.json)
            except (msgspec.MsgspecError, AnchorError) as error:
                raise SaysoError(
                    f"{self.path} is damaged: document {row.id} cannot be read."
                ) from error

    def _given(self, row: dict[str, object]) -> Given:
        try:
            subjects = msgspec.json.decode(str(row["subjects"]), type=tuple[str, ...])
            given = {key: row[key] for key in ("number", "given_at", "undone_at")}
            judgement = {"kind": row["kind"], "note": row["note"], "author": row["author"]}
            return msgspec.convert(
                {**given, "judgement": {**judgement, "subjects": subjects}}, Given
            )
        except msgspec.MsgspecError as error:
            raise SaysoError(f"{self.path} is damaged: a judgement cannot be read.") from error

    def _make_fast(self) -> None:
        """Commit, if the last time is long enough ago: each time costs as much as some articles."""
        if time.monotonic() - self._made_fast > BATCH_SECONDS:
            with clear(self.path):
                self._commit()

    def _commit(self) -> None:
        """Make fast what was added, and take the right to write again at once."""
        self._connection.commit()
        self._connection.begin()
        self._made_fast = time.monotonic()


_annotations = msgspec.json.Decoder(Annotations)

_SEARCH = text(
    "SELECT d.id FROM search JOIN documents d ON d.number = search.rowid"
    " WHERE search MATCH :query ORDER BY bm25(search, 3.0, 1.0, 2.0), d.id LIMIT :most"
)
_INDEX = text(
    "INSERT INTO search (rowid, title, text, claims)"
    " SELECT rowid, title, text, claims FROM searched WHERE rowid = :number"
)
_UNINDEX = text(
    "INSERT INTO search (search, rowid, title, text, claims)"
    " SELECT 'delete', rowid, title, text, claims FROM searched WHERE rowid = :number"
)


def _order(row: Mapping[str, Any] | RowMapping) -> tuple[object, ...]:
    """Return what decides between two inputs of the same text."""
    return row["input_sha256"], row["input_source"], row["input_id"]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
