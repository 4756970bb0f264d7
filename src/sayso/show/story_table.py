"""A trace, or stories, in; a table of them as CSV for a spreadsheet, out."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from sayso.show.plain import one_line, table_cell
from sayso.show.story import Told, story_reading
from sayso.traces import Story, Trace, TracedChain

ARTICLES = (
    *("number", "document", "input", "outlet", "published", "title", "stance", "certainty"),
    *("chains", "claim_words", "says_unconfirmed", "copy_of", "copy_kind"),
)
STORIES = ("story", "claim", "articles", "first", "last")


def articles_table(trace: Trace) -> bytes:
    """Return a line for each article of ``trace``, UTF-8, numbered as in the report."""
    story = story_reading(trace)
    return csv_table(ARTICLES, map(_article, (*story.told, *story.neutral)))


def stories_table(stories: Iterable[Story]) -> bytes:
    """Return a line for each story, UTF-8."""
    return csv_table(
        STORIES, ((each.id, each.claim, each.size, each.first, each.last) for each in stories)
    )


def _article(told: Told) -> Sequence[object]:
    article = told.article
    return (
        told.number,
        article.document,
        article.input.source,
        article.outlet,
        article.published,
        article.title,
        article.stance,
        article.certainty,
        "; ".join(map(_chain, article.chains)),
        " … ".join(span.text for span in told.claim_spans),
        " … ".join(span.text for span in article.says_unconfirmed),
        article.copy_of,
        article.copy_kind,
    )


def _chain(chain: TracedChain) -> str:
    names = " < ".join(link.name for link in chain.links)
    return f"denies: {names}" if chain.polarity == "denies" else names


def csv_table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a line for each row below ``head``, UTF-8, harmless to terminals and spreadsheets."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([_cell(each) for each in row] for row in rows)
    return text.getvalue().encode("utf8", "replace")


def _cell(value: object) -> object:
    """Return the value with nothing in it that a terminal or a spreadsheet would run."""
    return table_cell(one_line(value)) if isinstance(value, str) else value
