"""What several reports are about, and what was left out, in; the page that lists them, out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from sayso.records import Annotations, Drop
from sayso.show.headline import Headline, headline
from sayso.show.page import render
from sayso.show.plain import day
from sayso.show.reading import reading


@dataclass(frozen=True)
class Entry:
    """One line of the list; it outlives the annotations, which may be large."""

    href: str
    title: Headline
    outlet: str | None
    date: str | None
    """The day, or whatever the page gives for it."""
    input: str
    language: str | None
    sources: int
    statements: int
    unread: str | None
    """Why it was not read who says what."""


def entry(annotations: Annotations, file_name: str) -> Entry:
    """Return the line for the report of ``annotations`` in ``file_name``, in the same folder."""
    document, read = annotations.document, reading(annotations)
    return Entry(
        href="./" + quote(file_name, safe=""),
        title=headline(document),
        outlet=document.outlet.name or document.outlet.domain,
        date=day(document.published),
        input=document.input.source,
        language=document.language,
        sources=read.counts.sources,
        statements=read.counts.statements,
        unread=read.unread,
    )


def index(entries: Sequence[Entry], dropped: Sequence[Drop]) -> str:
    """Return the page, in the order of the entries."""
    return render("index.html.jinja", "", entries=entries, dropped=dropped)
