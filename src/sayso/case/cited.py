"""An open case and a source of it in; every place where articles cite it, out."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import and_, func, select

from sayso.case import schema
from sayso.case.listed import Listed
from sayso.case.opening import clear
from sayso.case.rows import encoded
from sayso.records import Act


class Citation(NamedTuple):
    """A statement that an article gives a source's word for; without one, the article only names the source."""

    document: str
    outlet: str | None
    published: str | None
    speaks_for: str | None
    attribution: str | None
    act: Act | None


class Cited(Listed):
    """What a case tells of one source."""

    def cited(self, called: Collection[tuple[str, str | None]]) -> tuple[Citation, ...]:
        """Return all places where a source is cited, the latest article first, each article's in order.

        Args:
            called: Its names with the outlets that they mean, as ``named_sources`` has them.

        """
        d, s, a = schema.documents.c, schema.sources.c, schema.attributions.c
        names = func.json_each(encoded(sorted({name for name, _ in called}))).table_valued("value")
        found = (
            select(
                s.name,
                s.outlet.label("means"),
                d.id,
                func.coalesce(d.outlet, d.domain),
                d.published,
            )
            .add_columns(s.speaks_for, a.id.label("attribution"), a.act)
            .join(schema.documents, d.number == s.document)
            .outerjoin(schema.attributions, and_(a.document == s.document, a.source == s.id))
            .where(s.name.in_(select(names.c.value)), s.named == 1, s.resolved == 1)
            # Attributions have numbers in the order of the text, after a letter.
            .order_by(d.published.desc().nulls_last(), d.id, func.length(a.id), a.id)
        )
        with clear(self.path):
            rows = self._connection.execute(found).all()
        return tuple(Citation(*row[2:]) for row in rows if (row.name, row.means) in called)
