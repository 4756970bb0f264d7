"""An open case in; lists of what is in it - its sources, its tables in words - out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import func, select, table, text

from sayso.case import schema
from sayso.case.judged import Judged
from sayso.case.opening import clear
from sayso.errors import UsageError
from sayso.records import Record

EXPORTED = {
    "documents": "documents_in_words",
    "inputs": "inputs_in_words",
    "sources": "sources_in_words",
    "attributions": "attributions_in_words",
    "claims": "claims_in_words",
    "facts": "facts_in_words",
    "evidence": "evidence_in_words",
    "credits": "credits_in_words",
    "drops": "drops_in_words",
    "judgements": "judgements",
    "relations": "relations",
    "stories": "stories",
}
"""What the export calls a table, and the table or view that it is; its first columns tell rows apart."""


class CaseSource(Record, frozen=True, kw_only=True):
    """A source of a case by its name, and how much is said on its word."""

    name: str
    type: str
    documents: int
    attributions: int
    merged: tuple[str, ...] = ()


class _Row(NamedTuple):
    """A source of one document, and how many attributions it has there."""

    name: str
    type: str
    document: int
    said: int
    outlet: str | None


@dataclass(frozen=True, slots=True)
class NamedSource:
    """A source of a case with all names that articles use of it."""

    source: CaseSource
    called: frozenset[tuple[str, str | None]]
    """Each name, letter by letter, and the outlet that it means in the list of outlets."""


class Listed(Judged):
    """What a case tells of itself."""

    def sources(self, *, named: bool = True) -> tuple[CaseSource, ...]:
        """Return who is cited, those of most documents first.

        A named source is one name, whatever its capitals; an outlet is one by Sayso's list of outlets; and
        names are one that people have judged to be one. What follows from titles, roles and scripts, ``trace``
        finds out. Sources without a name are listed by the words that articles use of them, which says nothing
        on whether they are the same.

        Args:
            named: Whether to list those with a name, or those without.

        """
        return tuple(each.source for each in self.named_sources(named=named))

    def named_sources(self, *, named: bool = True) -> tuple[NamedSource, ...]:
        """Return the same, each with its names, by which ``cited`` finds what it is cited for."""
        s, a = schema.sources.c, schema.attributions.c
        said = select(func.count()).where(a.document == s.document, a.source == s.id)
        found = select(s.name, s.type, s.document, said.scalar_subquery(), s.outlet)
        found = found.where((s.named == 1) & (s.resolved == 1) if named else (s.named == 0))
        with clear(self.path):
            rows = self._connection.execute(found.order_by(s.name, s.type, s.document)).all()
        means = {row.name.casefold(): (row.outlet or row.name).casefold() for row in rows}
        first = self._merged_names(means)
        grouped: dict[str, list[_Row]] = {}
        for row in rows:
            name, kind, document, count, outlet = row
            key = (outlet or name).casefold()
            key = first.get(key, key)
            grouped.setdefault(key, []).append(_Row(name, kind, document, count, outlet))
        return tuple(
            sorted(
                (_source(each) for each in grouped.values()),
                key=lambda each: (
                    -each.source.documents,
                    -each.source.attributions,
                    each.source.name,
                ),
            )
        )

    def document_id(self, which: str) -> str:
        """Return the id of the one document that ``which`` stands for: an id or its start, or an input.

        Raises:
            UsageError: if it is none, or more than one.

        """
        c, i = schema.documents.c, schema.inputs.c
        start = which.removeprefix("sha256:").casefold()
        by_input = select(c.id).join(schema.inputs, i.document == c.number)
        wanted = by_input.where((i.source == which) | ((i.id == which) & (i.id != "")))
        with clear(self.path):
            found: set[str] = set(self._connection.scalars(wanted))
            if not found and len(start) >= 4:
                found = set(self.beginning(start))
        if len(found) != 1:
            several = f"{len(found)} documents are" if found else "No document is"
            raise UsageError(f"{several} called {which} in {self.path}; give its id.")
        return found.pop()

    def beginning(self, digits: str) -> list[str]:
        """Return the ids whose hexadecimal digits begin so, of several two."""
        c = schema.documents.c
        start = f"sha256:{digits}"
        found = select(c.id).where(c.id >= start, c.id < f"{start}g").order_by(c.id).limit(2)
        with clear(self.path):
            return list(self._connection.scalars(found))

    def table(self, name: str) -> Iterator[dict[str, Any]]:
        """Yield the rows of one of the tables in ``EXPORTED``, in an order that hangs on their words only."""
        rows = table(EXPORTED[name])
        with clear(self.path):
            found = self._connection.execute(
                select(text("*")).select_from(rows).order_by(text("1, 2, 3, 4"))
            )
            for row in found.mappings():
                yield dict(row)

    def columns(self, name: str) -> tuple[str, ...]:
        """Return the columns of one of the tables in ``EXPORTED``."""
        with clear(self.path):
            none = select(text("*")).select_from(table(EXPORTED[name])).limit(0)
            return tuple(self._connection.execute(none).keys())

    def _merged_names(self, means: Mapping[str, str]) -> dict[str, str]:
        """Return which name stands for each of those that people have judged to be one.

        Args:
            means: What a name means, where it is that of an outlet.

        """
        first: dict[str, str] = {}
        for judgement in self.judgements():
            names = [means.get(each.casefold(), each.casefold()) for each in judgement.subjects]
            if judgement.kind == "merge":
                heads = {first.get(each, each) for each in names}
                head = first.get(names[0], names[0])
                members = {each for each, leads in first.items() if leads in heads} | heads
                first.update(dict.fromkeys(members | set(names), head))
            elif judgement.kind == "split":
                for each in names:
                    first.pop(each, None)
        return first


def _source(rows: Sequence[_Row]) -> NamedSource:
    """Return the source of these rows, under the name most used, or that of an outlet in the list."""
    named, typed, outlets = Counter[str](), Counter[str](), Counter[str]()
    for row in rows:
        named[row.name] += 1 + row.said
        typed[row.type] += 1 + row.said
        if row.outlet:
            outlets[row.outlet] += 1 + row.said
    names = _most(outlets)[:1] + _most(named)
    source = CaseSource(
        name=names[0],
        type=_most(typed)[0],
        documents=len({row.document for row in rows}),
        attributions=sum(row.said for row in rows),
        merged=tuple(each for each in dict.fromkeys(names) if each != names[0]),
    )
    return NamedSource(source, frozenset((row.name, row.outlet) for row in rows))


def _most(counted: Counter[str]) -> list[str]:
    return sorted(counted, key=lambda each: (-counted[each], each))
