"""Words in; the documents of a case that hold them, with the places where the words stand, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, text

from sayso.case.file import CaseFile
from sayso.case.opening import clear
from sayso.case.rows import encoded
from sayso.case.words import phrases
from sayso.spans import Range

WIDE = 3_000
"""Documents that are weighed; of words that more of them hold, the latest stand first, which tells more."""

COMMON = 50
"""Documents that hold a word at least for it to be common, beside half of all: where few tell of one event,
the words for it are in most of them, and yet worth showing."""

_BEGIN, _END = "\ufdd0", "\ufdd1"
"""Unicode keeps both from ever being characters of a text."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that holds words that were looked for, and where they stand in its title and its text."""

    document: str
    title: str | None
    outlet: str | None
    published: str | None
    text: str
    in_title: tuple[Range, ...] = ()
    in_text: tuple[Range, ...] = ()


@dataclass(frozen=True, slots=True)
class Hits:
    """Some of the documents that were found."""

    total: int
    """How many were found in all."""
    every: bool
    """Whether they hold every word; where no document does, those found hold some."""
    hits: tuple[Hit, ...]


class Searched(CaseFile):
    """What a case does to find words."""

    def find(self, words: str, limit: int, start: int = 0, *, claims: bool = False) -> Hits:
        """Return documents that hold all of the words, or some where none holds all.

        Those with the most and rarest words stand first (BM25, a title counts three times and a claim twice),
        or the latest, of words that very many hold. Capitals and marks on letters make no difference, and
        nothing in ``words`` is syntax. Common words have no places where others have. Where nothing is looked
        for, all documents are found, the latest first.

        Args:
            words: What is looked for.
            limit: How many documents are returned at most.
            start: How many are passed over.
            claims: Whether to look in claims alone.

        """
        asked = phrases(words)
        page = {"limit": limit, "start": start}
        with clear(self.path):
            if not asked:
                if words.strip():
                    return Hits(0, every=True, hits=())
                rows = self._connection.execute(_NEWEST, page).all()
                total = self._connection.scalar(_ALL) or 0
                return Hits(total, every=True, hits=tuple(Hit(*row) for row in rows))
            scope = "{claims} : " if claims else ""
            query = f"{scope}({' AND '.join(asked)})"
            total = self._total(query)
            every = total > 0
            shown = self._rare(asked)
            # Common words weigh next to nothing: they are looked for when no other is found.
            for those in () if every else (shown, asked):
                shown = those
                query = f"{scope}({' OR '.join(shown)})"
                if total := self._total(query):
                    break
            order = _LATEST if every and total > WIDE else _WEIGHED
            numbers = self._connection.execute(order, page | {"query": query}).scalars().all()
            return Hits(total, every, tuple(self._hits(numbers, " OR ".join(shown))))

    def _total(self, query: str) -> int:
        return self._connection.scalar(_TOTAL, {"query": query}) or 0

    def _rare(self, asked: Sequence[str]) -> Sequence[str]:
        """Return the words without those that are common; all, if every one is."""
        terms = [each.strip('"').lower() for each in asked]
        given = {"words": terms, "least": 2 * COMMON}
        common = set(self._connection.execute(_COMMON, given).scalars())
        rare = [each for each, term in zip(asked, terms, strict=True) if term not in common]
        return rare or asked

    def _hits(self, numbers: Sequence[int], query: str) -> Iterator[Hit]:
        """Yield the documents of these numbers in that order, with the places where a query is met in them."""
        given = {"numbers": encoded(list(numbers)), "query": query, "begin": _BEGIN, "end": _END}
        for row in self._connection.execute(_MARKED, given):
            in_title = _marks(row.title or "", row.marked_title or "")
            in_text = _marks(row.text, row.marked_text or "")
            yield Hit(row.id, row.title, row.outlet, row.published, row.text, in_title, in_text)


def _marks(plain: str, marked: str) -> tuple[Range, ...]:
    """Return where the stretches between the marks stand without them; none, if it holds a mark itself."""
    found: list[Range] = []
    length = 0
    first, *others = marked.split(_BEGIN)
    whole = [first]
    for each in others:
        words, _, rest = each.partition(_END)
        length += len(whole[-1])
        found.append((length, length + len(words)))
        whole += [words + rest]
    return tuple(found) if "".join(whole) == plain else ()


_OUTLET = "coalesce(d.outlet, d.domain) AS outlet"
_ALL = text("SELECT count(id) FROM documents")
# Numbers are put in order first: with their texts, that would take ten times as long.
_NEWEST = text(
    f"SELECT d.id, d.title, {_OUTLET}, d.published, d.text FROM documents d"  # noqa: S608  # ours
    " WHERE d.number IN (SELECT number FROM documents"
    " ORDER BY published DESC, id LIMIT :limit OFFSET :start)"
    " ORDER BY d.published DESC, d.id"
)
_TOTAL = text("SELECT count(*) FROM search WHERE search MATCH :query")
# Documents that weigh the same stand in an order that does not hang on which was added first.
_WEIGHED = text(
    "WITH found AS MATERIALIZED ("
    " SELECT rowid AS number, bm25(search, 3.0, 1.0, 2.0) AS weight FROM search WHERE search MATCH :query"
    "), best AS (SELECT weight FROM found ORDER BY weight LIMIT :limit + :start)"
    " SELECT d.number FROM found JOIN documents d ON d.number = found.number"
    " WHERE found.weight <= (SELECT max(weight) FROM best)"
    " ORDER BY found.weight, d.id LIMIT :limit OFFSET :start"
)
_LATEST = text(
    "SELECT d.number FROM search JOIN documents d ON d.number = search.rowid"
    " WHERE search MATCH :query ORDER BY d.published DESC, d.id LIMIT :limit OFFSET :start"
)
# In this order each document is gone to; otherwise all that meet the query would be gone through.
_MARKED = text(
    f"SELECT d.number, d.id, d.title, {_OUTLET}, d.published, d.text,"  # noqa: S608  # ours
    " highlight(search, 0, :begin, :end) AS marked_title,"
    " highlight(search, 1, :begin, :end) AS marked_text"
    " FROM json_each(:numbers) asked CROSS JOIN search ON search.rowid = asked.value"
    " CROSS JOIN documents d ON d.number = search.rowid"
    " WHERE search MATCH :query ORDER BY asked.key"
)
_COMMON = text(
    "SELECT term FROM search_words WHERE term IN :words"
    " AND doc * 2 > (SELECT max(count(*), :least) FROM documents)"
).bindparams(bindparam("words", expanding=True))
