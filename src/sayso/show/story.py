"""A trace in; the same as a reader looks for it, articles numbered and sources by what they do, out.

Articles that put the claim are numbered by their dates; so ``[3]`` means the same in the terminal, in
the tree, in the timeline and in the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from sayso.records import Document
from sayso.show.headline import headline, shortened
from sayso.show.plain import day, host, one_line, web_address
from sayso.spans import Span
from sayso.traces import ArticleStance, Origin, Relation, Trace, TracedArticle

STANCES: tuple[ArticleStance, ...] = ("repeats", "doubts", "denies")
"""What an article does that puts the claim; the neutral ones do not."""
_QUOTES = tuple('"“”„«»‹›「『')
_LAST = "9999"
"""Sorts what has no date behind everything that has one."""


@dataclass(frozen=True)
class Told:
    """An article under its number."""

    number: int
    article: TracedArticle
    headline: str = ""
    """What stands for the article that has no title: its first words."""

    @property
    def document(self) -> str:
        """The id of its document."""
        return self.article.document

    @cached_property
    def name(self) -> str:
        """The outlet, or else whatever it can be known by; never blank."""
        article = self.article
        address = web_address(article.input.source)
        file = article.input.source.rstrip("/").rpartition("/")[2]
        named = (article.outlet or "").strip() or (host(address) if address else "")
        return named or shortened(self.title) or file or "–"

    @property
    def title(self) -> str:
        """The title, or else the first words; empty where neither is known."""
        return (self.article.title or "").strip() or self.headline

    @property
    def date(self) -> str | None:
        """The day, or whatever the page gives for it."""
        return day(self.article.published)

    @cached_property
    def claim_spans(self) -> tuple[Span, ...]:
        """The words that put the claim."""
        return tuple(span for claim in self.article.claims for span in claim.spans)

    @property
    def through(self) -> tuple[str, ...]:
        """The ids of the sources that its chains go through."""
        links = (link.origin_id for chain in self.article.chains for link in chain.links)
        return tuple(dict.fromkeys(links))

    @cached_property
    def doubts(self) -> tuple[Span, ...]:
        """The words that tell of doubt or denial; not those again that put the claim, which have its stance."""
        putting = set(self.claim_spans)
        return tuple(span for span in self.article.says_unconfirmed if span not in putting)


@dataclass(frozen=True)
class StoryReading:
    """One trace by articles and sources."""

    trace: Trace
    told: tuple[Told, ...]
    """The articles that put the claim, by their dates."""
    neutral: tuple[Told, ...]
    """Those that neither repeat nor deny it, numbered on."""

    @cached_property
    def by_document(self) -> Mapping[str, Told]:
        """Every article by the id of its document."""
        return {each.document: each for each in (*self.told, *self.neutral)}

    @cached_property
    def has_outlets(self) -> bool:
        """Whether the outlet of any article that puts the claim is known."""
        return any(each.article.outlet for each in self.told)

    @cached_property
    def has_dates(self) -> bool:
        """Whether the date of any article that puts the claim is known."""
        return any(each.date for each in self.told)

    @property
    def has_copies(self) -> bool:
        """Whether any article that puts the claim is a copy of another one."""
        return bool(self.copies)

    @cached_property
    def sources(self) -> Mapping[str, Origin]:
        """The sources of the story by their ids."""
        return {each.id: each for each in self.trace.origins}

    @cached_property
    def copies(self) -> Mapping[str, tuple[Told, ...]]:
        """The copies of each article, and their copies, by the id of the document that has the words first."""
        result: dict[str, list[Told]] = {}
        for each in self.told:
            first = self.first(each)
            if first is not each:
                result.setdefault(first.document, []).append(each)
        return {document: tuple(every) for document, every in result.items()}

    @cached_property
    def _relations(self) -> Mapping[tuple[str, str], Relation]:
        ranked = sorted(self.trace.relations, key=lambda each: each.kind in {"cites", "links_to"})
        return {(each.later, each.earlier): each for each in reversed(ranked)}

    def original(self, told: Told) -> Told | None:
        """Return the article that ``told`` is a copy of, where it puts the claim too."""
        other = self.by_document.get(told.article.copy_of or "")
        putting = other is not None and other.article.stance in STANCES
        return other if putting and other is not told else None

    def first(self, told: Told) -> Told:
        """Return the article that has the words first: itself, or the original of its original."""
        seen = {told.number}
        while (other := self.original(told)) and other.number not in seen:  # copies in a circle
            seen.add(other.number)
            told = other
        return told

    def relation(self, later: Told, earlier: Told) -> Relation | None:
        """Return what the one has of the other; text before a mention or a link."""
        return self._relations.get((later.document, earlier.document))

    def stance(self, stance: ArticleStance) -> tuple[Told, ...]:
        """Return the articles that take ``stance``."""
        return tuple(each for each in self.told if each.article.stance == stance)

    def numbered(self, documents: Sequence[str]) -> tuple[Told, ...]:
        """Return the articles of these documents that the trace has, by their numbers."""
        found = (self.by_document[each] for each in documents if each in self.by_document)
        by_number = {each.number: each for each in found}
        return tuple(by_number[number] for number in sorted(by_number))


def unquoted(text: str) -> bool:
    """Return whether ``text`` needs quotation marks round it, since it brings none itself."""
    return not text.lstrip().startswith(_QUOTES)


def quoted(text: str) -> str:
    """Return ``text`` on one line, in quotation marks unless it brings its own."""
    flat = one_line(text)
    return f"“{flat}”" if unquoted(flat) else flat


def led_in(text: str) -> str:
    """Return ``text`` word for word, behind an ellipsis where it begins within a sentence: in lower case."""
    return f"… {text}" if text[:1].islower() else text


def headlines(documents: Iterable[Document]) -> dict[str, str]:
    """Return, by the ids of the documents, what stands for each: its title or its first words."""
    return {each.id: headline(each).text for each in documents}


def story_reading(trace: Trace, known: Mapping[str, str] = MappingProxyType({})) -> StoryReading:
    """Return ``trace`` with its articles numbered; the order of its articles changes nothing.

    Args:
        trace: What is to be read.
        known: What stands for articles without a title, by the ids of their documents; see ``headlines``.

    """
    inside = sorted(trace.articles, key=_rank)
    putting = [each for each in inside if each.stance in STANCES]
    other = [each for each in inside if each.stance not in STANCES]
    every = [
        Told(number, each, known.get(each.document, ""))
        for number, each in enumerate([*putting, *other], 1)
    ]
    return StoryReading(trace, tuple(every[: len(putting)]), tuple(every[len(putting) :]))


def places(told: Told, story: StoryReading) -> dict[tuple[int, int], Span]:
    """Return the words of an article that the story leads to, by where they stand."""
    article = told.article
    spans = [*told.claim_spans, *told.doubts]
    spans += [span for chain in article.chains for link in chain.links for span in link.spans]
    spans += [each.span for each in article.quantities]
    for value in (value for each in story.trace.mutations for value in each.values):
        told_here = zip(value.articles, value.spans, strict=False)
        spans += [span for document, span in told_here if document == article.document]
    for relation in story.trace.relations:
        if relation.later == article.document:
            spans += relation.evidence
    return {(each.start, each.end): each for each in spans if each.text.strip()}


def _rank(article: TracedArticle) -> tuple[str, str, str, str]:
    return (article.published or _LAST, article.outlet or "", article.title or "", article.document)
