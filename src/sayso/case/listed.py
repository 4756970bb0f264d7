"""An open case in; lists of what is in it - its sources, its tables in words - out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

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


class Listed(Judged):
    """What a case tells of itself."""

    def sources(self) -> tuple[CaseSource, ...]:
        """Return who is cited, those of most documents first.

        One source is one name, whatever its capitals, and the names that people have judged to be one; what
        follows from titles, roles and scripts, ``trace`` finds out.
        """
        s, a = schema.sources.c, schema.attributions.c
        said = select(func.count()).where(a.document == s.document, a.source == s.id)
        found = select(s.name, s.type, s.document, said.scalar_subquery().label("said"))
        with clear(self.path):
            rows = self._connection.execute(found.order_by(s.name, s.type, s.document)).all()
        first = self._merged_names()
        grouped: dict[str, list[tuple[str, str, int, int]]] = {}
        for row in rows:
            key = row.name.casefold()
            grouped.setdefault(first.get(key, key), []).append(tuple(row))
        return tuple(
            sorted(
                (_source(each) for each in grouped.values()),
                key=lambda each: (-each.documents, -each.attributions, each.name),
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
                begins = c.id.startswith(f"sha256:{start}", autoescape=True)
                found = set(self._connection.scalars(select(c.id).where(begins)))
        if len(found) != 1:
            several = f"{len(found)} documents are" if found else "No document is"
            raise UsageError(f"{several} called {which} in {self.path}; give its id.")
        return found.pop()

    def table(self, name: str) -> Iterator[dict[str, Any]]:
        """Yield the rows of one of the tables in ``EXPORTED``, in an order that hangs on their words only."""
        rows = table(EXPORTED[name])
        with clear(self.path):
            found = self._connection.execute(
                select(text("*")).select_from(rows).order_by(text("1, 2, 3, 4"))
            )
            for row in found.mappings():
                yield dict(row)

    def _merged_names(self) -> dict[str, str]:
        """Return which name stands for each of those that people have judged to be one."""
        first: dict[str, str] = {}
        for judgement in self.judgements():
            names = [each.casefold() for each in judgement.subjects]
            if judgement.kind == "merge":
                heads = {first.get(each, each) for each in names}
                head = first.get(names[0], names[0])
                members = {each for each, leads in first.items() if leads in heads} | heads
                first.update(dict.fromkeys(members | set(names), head))
            elif judgement.kind == "split":
                for each in names:
                    first.pop(each, None)
        return first


def _source(rows: list[tuple[str, str, int, int]]) -> CaseSource:
    """Return the source of rows of name, type, document and number of attributions."""
    named: dict[str, int] = {}
    typed: dict[str, int] = {}
    for name, kind, _, said in rows:
        named[name] = named.get(name, 0) + 1 + said
        typed[kind] = typed.get(kind, 0) + 1 + said
    names = sorted(named, key=lambda each: (-named[each], each))
    return CaseSource(
        name=names[0],
        type=min(typed, key=lambda each: (-typed[each], each)),
        documents=len({document for _, _, document, _ in rows}),
        attributions=sum(said for *_, said in rows),
        merged=tuple(names[1:]),
    )
