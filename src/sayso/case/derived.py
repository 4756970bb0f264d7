"""Derived results in; the same, kept with what made them, so that they can be deleted and made again, out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import delete, func, insert, literal_column, or_, select, true

from sayso.case import schema
from sayso.case.file import CaseFile
from sayso.case.opening import clear
from sayso.case.rows import Row, encoded, storable
from sayso.errors import AnchorError, SaysoError
from sayso.spans import Span
from sayso.tables import lines_of
from sayso.traces import Relation, Story

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Select, Table
    from sqlalchemy import Row as SqlRow

# Their fields are found out here, by one thread: see ``tables``.
for _form in (Relation, Story):
    lines_of(_form)

_MADE_FROM = select(
    schema.documents.c.id,
    func.json_array(
        *(each for each in schema.documents.c if each.name not in {"number", "text"})
    ).label("made_from"),
)

FEW = 500
"""Documents whose sources are all looked through for a name; of more, the names of the case are."""

_LAST = "~"
"""Sorts behind what the keys of what is kept go on with: digits, letters and hyphens."""


def among(documents: Iterable[str]) -> ColumnElement[bool]:
    """Return the condition that a document is one of these, of which there may be any number."""
    return schema.documents.c.id.in_(_each(documents))


def _each(values: Iterable[str]) -> Select[str]:
    """Return what selects each of these: one parameter, whatever their number."""
    return select(func.json_each(encoded(list(values))).table_valued("value").c.value)


class Derived(CaseFile):
    """What a case does with results that follow from its documents and judgements."""

    def changes(self) -> int:
        """Return how often documents and judgements have changed; what is derived is true of one count.

        Raises:
            SaysoError: if the count cannot be read.

        """
        c = schema.state.c
        with clear(self.path):
            found = self._connection.scalar(
                select(c.changes).where(func.typeof(c.changes) == "integer")
            )
        if found is None:
            raise SaysoError(f"{self.path} is damaged: its count of changes cannot be read.")
        return int(found)

    def made_from(self, documents: Iterable[str]) -> dict[str, str]:
        """Return of each of these documents, by id, what decides what its annotations say, as JSON.

        That is every column but the text, which the id stands for: what the page says of itself, where it was
        read, and what annotated it.
        """
        wanted = set(documents)
        with clear(self.path):
            last = self._connection.scalar(select(func.max(schema.documents.c.number))) or 0
            # Of most documents, reading all as they lie in the file is faster than looking each up.
            found = _MADE_FROM if len(wanted) > last / 2 else _MADE_FROM.where(among(wanted))
            rows = self._connection.execute(found).all()
        return {name: columns for name, columns in rows if name in wanted}

    def bearers(self, names: Collection[str], documents: Collection[str]) -> list[tuple[str, str]]:
        """Return who of these documents has a source of one of these names: its id, and the name.

        Args:
            names: Folded, as ``str.casefold`` does; so are those that are returned.
            documents: Their ids.

        """
        d, s = schema.documents.c, schema.sources.c
        found = select(d.id, s.name).join(schema.sources, s.document == d.number)
        with clear(self.path):
            if len(documents) > FEW:
                every = self._connection.scalars(select(s.name).distinct())
                found = found.where(s.name.in_(_each(n for n in every if n.casefold() in names)))
            else:
                found = found.where(among(documents))
            rows = [(name, each.casefold()) for name, each in self._connection.execute(found)]
        wanted = set(documents)
        return [each for each in rows if each[1] in names and each[0] in wanted]

    def keep(self, kind: str, key: str, value: bytes, made_by: str = "") -> None:
        """Keep something derived, as a signature, in place of what was kept under the same kind and key."""
        self.keep_all(kind, {key: value}, made_by)

    def keep_all(self, kind: str, values: Mapping[str, bytes], made_by: str = "") -> None:
        """Keep several by their keys, likewise; of the kind "sketch" until the document of the id changes."""
        rows = [
            {"kind": kind, "key": key, "made_by": made_by, "value": value}
            for key, value in values.items()
        ]
        if rows:
            with clear(self.path):
                self._connection.execute(insert(schema.kept).prefix_with("OR REPLACE"), rows)
        self._save_when_due()

    def kept(
        self, kind: str, made_by: str | None = None, key: str | None = None
    ) -> dict[str, bytes]:
        """Return what is kept of a kind by key, in the order of keys; only what was made by, or is, the given.

        What is no row of bytes, as another tool can write it, is passed over: it can be made again.
        """
        c = schema.kept.c
        of_bytes = (func.typeof(c.value) == "blob") & (func.typeof(c.key) == "text")
        found = select(c.key, c.value).where(c.kind == kind, of_bytes).order_by(c.key)
        if made_by is not None:
            found = found.where(c.made_by == made_by)
        if key is not None:
            found = found.where(c.key == key)
        with clear(self.path):
            return {name: bytes(value) for name, value in self._connection.execute(found)}

    def forget(self, kind: str | None = None, *, but: str | None = None) -> None:
        """Delete what is kept of a kind, but not what ``but`` made; or all that is derived."""
        c = schema.kept.c
        with clear(self.path):
            if kind is not None:
                old = (c.kind == kind) & (true() if but is None else c.made_by != but)
                self._connection.execute(delete(schema.kept).where(old))
            else:
                for table in (schema.kept, schema.relations, schema.stories):
                    self._connection.execute(delete(table))
        self._save_when_due()

    def forget_older(self, kind: str, most: int) -> None:
        """Delete what is kept of a kind, but not the ``most`` that were kept last."""
        c, other = schema.kept.c, schema.kept.alias()
        # SQLite numbers rows in the order in which they are kept; what takes another's place gets a new number.
        number: ColumnElement[int] = literal_column("rowid")
        last = select(number).select_from(other).where(other.c.kind == kind)
        old = number.not_in(last.order_by(number.desc()).limit(most))
        with clear(self.path):
            self._connection.execute(delete(schema.kept).where(c.kind == kind, old))
        self._save_when_due()

    def forget_without(self, kind: str, needed_by: str) -> None:
        """Delete what is kept of a kind under keys with which no key of the kind ``needed_by`` begins."""
        c, other = schema.kept.c, schema.kept.alias()
        begun = other.c.key.between(c.key, c.key.concat(_LAST))
        needed = select(other.c.key).where(other.c.kind == needed_by, begun).exists()
        with clear(self.path):
            self._connection.execute(delete(schema.kept).where(c.kind == kind, ~needed))
        self._save_when_due()

    def keep_relations(self, relations: Iterable[Relation], made_by: str) -> None:
        """Keep what texts have of one another, in place of all that was kept of it before."""
        filled = [
            {
                "later": each.later,
                "earlier": each.earlier,
                "kind": each.kind,
                "share": each.share,
                "inferred": each.inferred,
                "why": each.why,
                "evidence": encoded(each.evidence),
                "made_by": made_by,
            }
            for each in map(storable, relations)
        ]
        self._replace(schema.relations, filled)

    def relations(self, made_by: str | None = None) -> tuple[Relation, ...]:
        """Return the relations that are kept, as they were given; only those of ``made_by``, if given.

        Raises:
            SaysoError: if what is kept cannot be read.

        """
        c = schema.relations.c
        found = select(schema.relations).order_by(c.number)
        if made_by is not None:
            found = found.where(c.made_by == made_by)
        with clear(self.path):
            kept = self._connection.execute(found).mappings().all()
        try:
            return tuple(_relation(dict(each)) for each in kept)
        except (msgspec.MsgspecError, AnchorError) as error:
            raise SaysoError(f"{self.path} is damaged: a relation cannot be read.") from error

    def keep_stories(self, stories: Iterable[Story], made_by: str) -> None:
        """Keep which documents tell of one event, in place of all that was kept of it before."""
        filled = [
            {
                "id": story.id,
                "document": each,
                "claim": story.claim,
                "first": story.first,
                "last": story.last,
                "made_by": made_by,
            }
            for story in map(storable, stories)
            for each in sorted(set(story.documents))
        ]
        self._replace(schema.stories, filled)

    def stories(
        self, made_by: str | None = None, names: Collection[str] | None = None
    ) -> tuple[Story, ...]:
        """Return the stories that are kept, the largest first.

        Args:
            made_by: Only what this made, if given.
            names: Only those of these ids, or that have a document of these ids, if given.

        Raises:
            SaysoError: if what is kept cannot be read.

        """
        c = schema.stories.c
        found = select(c.id, c.claim, c.first, c.last, c.document).order_by(c.id, c.document)
        if made_by is not None:
            found = found.where(c.made_by == made_by)
        if names is not None:
            named = or_(c.id.in_(names), c.document.in_(names))
            found = found.where(c.id.in_(select(c.id).where(named)))
        with clear(self.path):
            rows = self._connection.execute(found).all()
        try:
            kept = [_story(list(each)) for _, each in groupby(rows, itemgetter(0))]
        except msgspec.MsgspecError as error:
            raise SaysoError(f"{self.path} is damaged: a story cannot be read.") from error
        return tuple(sorted(kept, key=lambda story: (-story.size, story.id)))

    def stories_made_by(self) -> str | None:
        """Return what made the stories that are kept, or None where none are."""
        with clear(self.path):
            return self._connection.scalar(select(schema.stories.c.made_by).limit(1))

    def _replace(self, table: Table, filled: list[Row]) -> None:
        with clear(self.path):
            self._connection.execute(delete(table))
            if filled:
                self._connection.execute(insert(table), filled)
        self._save_when_due()


def _relation(row: Row) -> Relation:
    evidence = msgspec.json.decode(row["evidence"], type=tuple[Span, ...])
    given = {key: row[key] for key in ("kind", "share", "why")}
    directed = {"from": row["later"], "to": row["earlier"], "inferred": bool(row["inferred"])}
    return msgspec.convert({**given, **directed, "evidence": evidence}, Relation)


def _story(rows: Sequence[SqlRow[str, str, str, str, str]]) -> Story:
    given = dict(zip(("id", "claim", "first", "last"), rows[0][:-1], strict=True))
    documents = [row[-1] for row in rows]
    return msgspec.convert({**given, "documents": documents, "size": len(rows)}, Story)
