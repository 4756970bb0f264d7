"""Articles with their findings in; what a terminal shows of them, a group for each article, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.console import Console, RenderableType
from rich.text import Text

from sayso.records import Annotations, Document, Finding
from sayso.show.lines import Lines, Place
from sayso.show.plain import one_line
from sayso.show.terminal import Row, paragraph
from sayso.show.wording import wording

LONGEST = 300
"""Code points of the words that are quoted; of longer ones both ends."""

MOST_PLACED = 500
"""Findings of one article whose places are looked up: each look goes through the whole file."""

_INDENT = 4
_GAP = " … "


@dataclass(frozen=True)
class Found:
    """One finding, where it stands, and of what."""

    document: Document
    finding: Finding
    place: Place | None
    """In the file that the document was read from; None where it is not known."""

    @property
    def quoted(self) -> str:
        """The words, on one line."""
        said = _GAP.join(filter(None, (one_line(each.text) for each in self.finding.spans)))
        if len(said) <= LONGEST:
            return said
        half = (LONGEST - len(_GAP)) // 2
        return said[:half].rstrip() + _GAP + said[-half:].lstrip()


def found(annotations: Annotations) -> tuple[Found, ...]:
    """Return the findings of an article with their places in its file."""
    if not annotations.findings:
        return ()
    lines = Lines(annotations.document)
    return tuple(
        Found(
            annotations.document,
            each,
            lines.place(each.spans[0]) if each.spans and n < MOST_PLACED else None,
        )
        for n, each in enumerate(annotations.findings)
    )


def show_findings(every: Iterable[Found], to: Console) -> None:
    """Print the findings of one article to the console ``to``; nothing where there is none."""
    for part in _parts(tuple(every)):
        to.print(part)


def _parts(every: tuple[Found, ...]) -> Iterator[RenderableType]:
    if not every:
        return
    given = every[0].document.input
    name = one_line(given.source) + (f" ({one_line(given.id)})" if given.id else "")
    yield Text(name, style="bold", overflow="fold")
    for each in every:
        place, finding = each.place, each.finding
        head = Text(f"{place.line}:{place.column}  " if place else "", style="cyan")
        head.append(one_line(finding.code), style="bold red")
        yield Row(Text(), head.append(f" {one_line(finding.name)}", style="not bold dim"), 2)
        if each.quoted:
            said = Text("“").append(each.quoted, style="underline")
            yield Row(Text(), said.append("”", style="not underline"), _INDENT)
        yield Row(Text(), Text(one_line(finding.message)), _INDENT)
    yield Text()


def show_summary(counts: Counter[str], articles: int, concerned: int, to: Console) -> None:
    """Print the closing line: how many findings, of which codes, in how many of the articles."""
    words = wording()
    total = sum(counts.values())
    said = f"{words.counts.findings(total)} · {words.counts.articles(articles)}"
    if total:
        codes = ", ".join(f"{code} {number:,}" for code, number in sorted(counts.items()))
        within = words.common["with_findings"].format(n=f"{concerned:,}")
        said = f"{said}, {within} · {one_line(codes)}"
    to.print(paragraph(Text(said, style="bold" if total else "")))
