"""Annotated documents and judgements in; one SQLite file that keeps them, and what was kept, out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import msgspec
from msgspec import Meta
from sqlalchemy import bindparam, delete, func, insert, select, text, update

from sayso.case import schema
from sayso.case.cited import Cited
from sayso.case.derived import Derived, among
from sayso.case.opening import clear
from sayso.case.rows import document_row, encoded, input_row, rows, storable
from sayso.case.searched import Searched
from sayso.case.words import asked, match
from sayso.errors import AnchorError, SaysoError, UsageError
from sayso.records import Annotations, Document, Drop, Input, Record

if TYPE_CHECKING:
    from sqlalchemy import RowMapping

Form = TypeVar("Form")

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


class Known(Drop, frozen=True, kw_only=True):
    """An input that is left out since its bytes were read before."""

    document: str
    current: Annotated[bool, Meta(description="False if it was annotated with other versions.")]


class _Read(Record, frozen=True, kw_only=True):
    """Annotations of which only the document is decoded."""

    document: Document


class Case(Cited, Searched, Derived):
    """Many annotated documents in one file.

    One may write at a time, and any number read meanwhile. What is added stands when the case is closed, and
    every few seconds before.
    """

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
        self._save_when_due()
        return new or added > 0

    def add_drop(self, drop: Drop) -> None:
        """Record an input that was left out; the same one twice is once."""
        drop = storable(drop)
        row = {"document": 0, "stage": drop.stage, "reason": drop.reason, "detail": drop.detail}
        with clear(self.path):
            self._connection.execute(insert(schema.drops).prefix_with("OR IGNORE"), row)
        self._save_when_due()

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

    def known(self, given: Input, versions: Mapping[str, str]) -> Known | None:
        """Return what is known of an input that has not been opened; its place is added to the document's.

        What a page says of itself depends on its address too, so the same bytes from an address are known
        only from that address; and a form must be the same, as it decides how bytes are read.
        """
        given = storable(given)
        i, d = schema.inputs.c, schema.documents.c
        alike = select(d.number, d.id, d.versions, d.input_source, schema.inputs).join(
            schema.inputs, i.document == d.number
        )
        alike = alike.where(i.sha256 == given.sha256, i.media_type == given.media_type)
        with clear(self.path):
            found = self._connection.execute(alike.order_by(i.source, i.id)).mappings().all()
        same = [each for each in found if each[i.source] == given.source]
        if not same and not _from_web(given.source):
            same = [each for each in found if not _from_web(each[i.source])]
        if not same:
            return None
        first = same[0]
        if all(each[i.source] != given.source for each in same):
            self._also_from(given.source, first)
        current = first[d.versions] == encoded(dict(versions))
        return Known(
            stage="case", reason="known", detail=given.source, document=first[d.id], current=current
        )

    def documents(
        self, of: Collection[str] | None = None, *, start: int = 0, most: int | None = None
    ) -> Iterator[Summary]:
        """Yield what is known of each document without opening it, in the order of their ids.

        Args:
            of: Only of those among these ids.
            start: How many are passed over.
            most: How many follow at most.

        """
        c = schema.documents.c
        columns = (c.id, c.title, c.outlet, c.domain, c.published, c.language)
        places = (c.input_source, c.input_id, c.input_sha256, c.media_type)
        wanted = select(*columns, *places).order_by(c.id).offset(start).limit(most)
        with clear(self.path):
            asked_for = wanted if of is None else wanted.where(among(of))
            found = self._connection.execute(asked_for).all()
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
        yield from self._read(ids, _annotations)

    def texts(self, ids: Iterable[str] | None = None) -> Iterator[Document]:
        """Yield the documents likewise, without what was found in them: in an eighth of the time."""
        for each in self._read(ids, _documents):
            yield each.document

    def count(self) -> int:
        """Return how many documents there are."""
        with clear(self.path):
            return self._connection.scalar(select(func.count(schema.documents.c.id))) or 0

    def size(self) -> int:
        """Return how many documents there are."""
        with clear(self.path):
            return self._connection.scalar(select(func.count()).select_from(schema.documents)) or 0

    def ids(self, of: Collection[str] | None = None) -> list[str]:
        """Return the ids of all documents, or of those among these, in order."""
        c = schema.documents.c
        found = select(c.id).order_by(c.id)
        with clear(self.path):
            wanted = found if of is None else found.where(among(of))
            return list(self._connection.execute(wanted).scalars())

    def stale(self, versions: Mapping[str, str]) -> Iterator[Document]:
        """Yield the documents that were annotated with other versions than these, in the order of ids."""
        c = schema.documents.c
        others = select(c.id).where(c.versions != encoded(dict(versions))).order_by(c.id)
        with clear(self.path):
            found = [each.id for each in self._connection.execute(others)]
        yield from self.texts(found)

    def search(self, words: str, limit: int = 100) -> list[str]:
        """Return the ids of documents that hold any of the words, those with the most and rarest first.

        A word counts three times in a title and twice in a claim (BM25, as SQLite's FTS5 weighs it). Nothing in
        ``words`` is syntax.
        """
        given = asked(words)
        if not given or limit < 1:
            return []
        with clear(self.path):
            common = set(self._connection.execute(_COMMON, {"words": given}).scalars())
            # Words of most documents weigh next to nothing, and looking them up takes most of the time.
            found = self._found([each for each in given if each not in common], limit)
            return found if len(found) == limit else self._found(given, limit)

    def _found(self, words: Sequence[str], limit: int) -> list[str]:
        query = {"query": match(words), "most": limit}
        return list(self._connection.execute(_SEARCH, query).scalars()) if words else []

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

    def _also_from(self, source: str, found: RowMapping) -> None:
        """Record another place of the same bytes, as if they had been read there."""
        row = {column.name: found[column] for column in schema.inputs.c} | {"source": source}
        with clear(self.path):
            self._connection.execute(insert(schema.inputs), row)
        self._save_when_due()
        (kept,) = self.annotations([found[schema.documents.c.id]])
        before = kept.document.input
        if before.sha256 == found[schema.inputs.c.sha256] and source < before.source:
            document = msgspec.structs.replace(
                kept.document, input=msgspec.structs.replace(before, source=source)
            )
            versions = msgspec.json.decode(found[schema.documents.c.versions], type=dict[str, str])
            self.add(msgspec.structs.replace(kept, document=document), versions)

    def _empty(self, number: int) -> None:
        """Delete what a document's annotations filled, for others to take its place."""
        self._connection.execute(_UNINDEX, {"number": number})
        for table in schema.OF_A_DOCUMENT:
            self._connection.execute(delete(table).where(table.c.document == number))

    def _read(
        self, ids: Iterable[str] | None, decoder: msgspec.json.Decoder[Form]
    ) -> Iterator[Form]:
        wanted = self.ids() if ids is None else sorted(set(ids))
        there = wanted if ids is None else self.ids(wanted)
        if missing := sorted(set(wanted).difference(there)):
            raise UsageError(f"There is no document {missing[0]} in {self.path}.")
        for start in range(0, len(wanted), PAGE):
            yield from self._page(wanted[start : start + PAGE], decoder)

    def _page(self, ids: Sequence[str], decoder: msgspec.json.Decoder[Form]) -> Iterator[Form]:
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
                yield decoder.decode(row.json)
            except (msgspec.MsgspecError, AnchorError) as error:
                raise SaysoError(
                    f"{self.path} is damaged: document {row.id} cannot be read."
                ) from error


_annotations = msgspec.json.Decoder(Annotations)
_documents = msgspec.json.Decoder(_Read)

_SEARCH = text(
    "SELECT d.id FROM search JOIN documents d ON d.number = search.rowid"
    " WHERE search MATCH :query ORDER BY bm25(search, 3.0, 1.0, 2.0), d.id LIMIT :most"
)
_COMMON = text(
    "SELECT term FROM search_words WHERE term IN :words"
    " AND doc * 2 > (SELECT count(*) FROM documents)"
).bindparams(bindparam("words", expanding=True))
_INDEX = text(
    "INSERT INTO search (rowid, title, text, claims)"
    " SELECT rowid, title, text, claims FROM searched WHERE rowid = :number"
)
_UNINDEX = text(
    "INSERT INTO search (search, rowid, title, text, claims)"
    " SELECT 'delete', rowid, title, text, claims FROM searched WHERE rowid = :number"
)


def _from_web(source: str) -> bool:
    return source.casefold().startswith(("http://", "https://"))


def _order(row: Mapping[str, Any] | RowMapping) -> tuple[object, ...]:
    """Return what decides between two inputs of the same text."""
    return row["input_sha256"], row["input_source"], row["input_id"]
