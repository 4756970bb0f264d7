"""A trace in; the story report as one HTML file, with links to the words in each article's own report, out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from sayso.show.page import render, style
from sayso.show.report import place
from sayso.show.story import StoryReading, Told, story_reading
from sayso.show.story_changes import changes
from sayso.show.story_tree import on_own_word, tree
from sayso.spans import Span
from sayso.traces import Trace


def story_report(
    trace: Trace,
    pages: Mapping[str, str] = MappingProxyType({}),
    index: str | None = None,
    known: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Return the report of a story: the same trace gives the same file.

    Args:
        trace: What it tells.
        pages: The addresses of the articles' own reports, by the ids of their documents; without one, links
            lead to the words at the end of this page.
        index: Where the list of all stories is, seen from this one; None for a story by itself.
        known: What stands for articles without a title, by the ids of their documents.

    """
    story = story_reading(trace, known)
    return render(
        "story.html.jinja",
        style("story"),
        trace=trace,
        story=story,
        index=index,
        supports=tree(story, "supports"),
        denies=tree(story, "denies"),
        alone=on_own_word(story, "supports"),
        alone_denying=on_own_word(story, "denies"),
        changes=changes(story),
        leads=_Leads(story, pages),
    )


@dataclass(frozen=True)
class _Leads:
    """Gives the addresses at which words and articles are."""

    story: StoryReading
    pages: Mapping[str, str]

    def to(self, told: Told, spans: Sequence[Span] = ()) -> str:
        """Return where the first of ``spans`` is to be read, or the article without any."""
        page = self.pages.get(told.document)
        if page is None:
            return f"#w-{told.number}"
        shown = next((each for each in spans if each.text.strip()), None)
        return f"{page}#{place(shown)}" if shown else page

    def row(self, told: Told) -> str:
        """Return where the article stands in the table."""
        return f"#a-{told.number}"
