"""Nothing in; the tables of a case, as SQLAlchemy speaks of them, out.

The migrations make the tables; a test keeps both the same. What each column means stands there.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Float, Integer, LargeBinary, MetaData, String, Table
from sqlalchemy.types import TypeEngine

KNOWN = ("0001", "0002")
"""The migrations that this Sayso knows."""

HEAD = KNOWN[-1]

APPLICATION = 0x53795361
"""``SySa``: by this number in its header, SQLite's `file` and Sayso know a case."""

metadata = MetaData()


def _table(name: str, texts: str, **others: type[TypeEngine[Any]]) -> Table:
    """Return a table of columns of text, and of others; the first others come first."""
    columns = [Column(each, kind, primary_key=each == "number") for each, kind in others.items()]
    columns += [Column(each, String) for each in texts.split()]
    return Table(name, metadata, *columns)


documents = _table(
    "documents",
    "id title outlet domain url byline published modified language input_source input_id"
    " input_sha256 media_type text versions",
    number=Integer,
)
inputs = _table("inputs", "sha256 source id media_type url outlet published", document=Integer)
readings = _table("annotations", "json", document=Integer)
spans = _table(
    "spans", "record role text", document=Integer, position=Integer, start=Integer, end=Integer
)
sources = _table(
    "sources",
    "id name type speaks_for outlet",
    document=Integer,
    named=Integer,
    resolved=Integer,
)
attributions = _table(
    "attributions",
    "id source manner act parent scope continues url",
    document=Integer,
    score=Float,
    inferred=Integer,
)
claims = _table(
    "claims",
    "id attribution origin evidentiality certainty polarity author_certainty author_polarity"
    " place restates",
    document=Integer,
)
claim_links = _table(
    "claim_links", "claim source attribution via", document=Integer, position=Integer
)
facts = _table(
    "facts",
    "claim kind value modifier unit text",
    document=Integer,
    position=Integer,
    start=Integer,
    end=Integer,
)
evidence = _table("evidence", "id kind source attribution claims", document=Integer)
credited = _table("credits", "id kind name url", document=Integer)
findings = _table("findings", "id code name message claims", document=Integer)
drops = _table("drops", "stage reason detail", document=Integer)
judgements = _table("judgements", "kind subjects note author given_at undone_at", number=Integer)
relations = _table(
    "relations",
    "later earlier kind why evidence made_by",
    number=Integer,
    share=Float,
    inferred=Integer,
)
stories = _table("stories", "id document claim first last made_by")
kept = _table("kept", "kind key made_by", value=LargeBinary)
state = _table("state", "", changes=Integer)

OF_A_DOCUMENT = (
    spans,
    sources,
    attributions,
    claims,
    claim_links,
    facts,
    evidence,
    credited,
    findings,
    drops,
    readings,
)
"""Tables whose rows are made anew when a document is annotated again."""
