"""A trace in; the story report as one HTML file, with links to the words in each article's own report, out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Protocol

from sayso.show.page import render, style
from sayso.show.report import place
from sayso.show.story import StoryReading, Told, story_reading
from sayso.show.story_changes import Change, changes
from sayso.show.story_tree import Leaf, Tree, on_own_word, tree
from sayso.spans import Span
from sayso.traces import Trace


class Leads(Protocol):
    """Gives the addresses at which articles of a story, and words of theirs, are to be read."""

    def to(self, told: Told, spans: Sequence[Span] = ()) -> str:
        """Return where the first of ``spans`` is to be read, or the article without any."""

    def row(self, told: Told) -> str:
        """Return where the article stands in the table."""

    def page(self, told: Told) -> str | None:
        """Return where the whole article is to be read; None where it has no page of its own."""

    def source(self, name: str) -> str | None:
        """Return where all is to be read that a source is cited for; None where there is no such page."""


@dataclass(frozen=True)
class PageLeads:
    """Leads to the articles' own pages, and for one that has none to its words at the end of the story's."""

    pages: Mapping[str, str]
    """The addresses of the articles' own pages, by the ids of their documents."""

    def to(self, told: Told, spans: Sequence[Span] = ()) -> str:
        """Return where the first of ``spans`` is to be read, or the article without any."""
        page = self.page(told)
        if page is None:
            return f"#w-{told.number}"
        shown = next((each for each in spans if each.text.strip()), None)
        return f"{page}#{place(shown)}" if shown else page

    def row(self, told: Told) -> str:
        """Return where the article stands in the table."""
        return f"#a-{told.number}"

    def page(self, told: Told) -> str | None:
        """Return the address of the article's own page; None where it has none."""
        return self.pages.get(told.document)

    def source(self, _name: str) -> None:
        """Lead nowhere: a report is about one story."""


@dataclass(frozen=True)
class StoryValues:
    """What the parts of a story's page are made of; each field is a value that they take."""

    story: StoryReading
    supports: Tree
    denies: Tree
    alone: tuple[Leaf, ...]
    """The articles that say it and name nobody they have it from."""
    alone_denying: tuple[Leaf, ...]
    changes: tuple[Change, ...]
    leads: Leads


def story_values(
    trace: Trace, leads: Leads, known: Mapping[str, str] = MappingProxyType({})
) -> StoryValues:
    """Return what ``templates/parts/story_*`` take, as in ``template.render(**vars(values))``.

    Args:
        trace: What it tells.
        leads: Where its links lead.
        known: What stands for articles without a title, by the ids of their documents.

    """
    story = story_reading(trace, known)
    return StoryValues(
        story=story,
        supports=tree(story, "supports"),
        denies=tree(story, "denies"),
        alone=on_own_word(story, "supports"),
        alone_denying=on_own_word(story, "denies"),
        changes=changes(story),
        leads=leads,
    )


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
    values = story_values(trace, PageLeads(pages), known)
    return render("story.html.jinja", style("story"), index=index, **vars(values))
