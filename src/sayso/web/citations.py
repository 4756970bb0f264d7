"""All places where articles cite a source in; what it is cited for, by whom and how often, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode

from sayso.case import CaseSource, Citation
from sayso.case.words import folded
from sayso.records import Act, Annotations, Attribution, Record, Source
from sayso.show.headline import headline
from sayso.show.reading import Statement, reading
from sayso.show.wording import wording
from sayso.web.named import LONGEST
from sayso.web.shelf import MissingError, Shelf, document_key
from sayso.web.wording import texts


class CitingOutlet(Record, frozen=True, kw_only=True):
    """An outlet that cites a source; without a name where it is not known."""

    name: str | None
    articles: int
    statements: int


class CitedStatement(Record, frozen=True, kw_only=True):
    """One statement of a source in an article."""

    document: str
    title: str
    outlet: str | None
    published: str | None
    address: str
    role: str
    attribution: Attribution
    chain: tuple[str | None, ...]
    """The hands through which it went, the nearest to the article first; none where one has no name."""


class CitedSource(Record, frozen=True, kw_only=True):
    """A source, and some of what it is cited for."""

    format: Literal[1] = 1
    source: CaseSource
    speaks_for: tuple[str, ...]
    outlets: tuple[CitingOutlet, ...]
    found: int
    page: int
    pages: int
    statements: tuple[CitedStatement, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A statement as a reader sees it."""

    annotations: Annotations
    statement: Statement
    passed: tuple[Statement, ...]
    """The statements of others that it passes on."""

    @property
    def address(self) -> str:
        """Where its words are to be read."""
        said = any(each.text.strip() for each in self.statement.attribution.content_spans)
        anchor = f"{'w' if said else 's'}-{self.statement.key}"
        return f"{self.article}#{anchor}"

    @property
    def article(self) -> str:
        """Where the whole article is to be read."""
        return f"/article/{document_key(self.annotations.document.id)}"

    @property
    def title(self) -> str:
        """The headline of the article, or what stands for it."""
        return headline(self.annotations.document).text

    @property
    def outlet(self) -> str | None:
        """Who published the article."""
        return self.annotations.document.outlet.name or self.annotations.document.outlet.domain

    @property
    def words(self) -> str:
        """What is said, with an ellipsis where other words stand between."""
        own = self.statement.words or tuple(word for each in self.passed for word in each.words)
        return " … ".join(own)

    @property
    def passed_by(self) -> tuple[Source | None, ...]:
        """Whose words it passes on, each once; none for one whom the article does not name."""
        return tuple(dict.fromkeys(each.source for each in self.passed))

    @property
    def named(self) -> frozenset[str]:
        """The names of those whom the article names; elsewhere one may be a word for somebody unnamed."""
        every = self.annotations.sources
        return frozenset(each.name for each in every if each.named and each.resolved)

    def record(self) -> CitedStatement:
        """Return it as programs get it."""
        document = self.annotations.document
        return CitedStatement(
            document=document.id,
            title=self.title,
            outlet=self.outlet,
            published=document.published,
            address=self.address,
            role=self.statement.role,
            attribution=self.statement.attribution,
            chain=tuple(hand.name for hand in self.statement.chain),
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """Which statements are asked for: those of an act, those in the articles of an outlet, or all."""

    act: Act | Literal[""] = ""
    outlet: str = ""

    def __contains__(self, each: Citation) -> bool:
        """Return whether a place where a source is cited is one of those."""
        acts = not self.act or (each.act is not None and _does(each.act) == self.does)
        return acts and self.outlet[:LONGEST] in {"", (each.outlet or "")[:LONGEST]}

    @property
    def does(self) -> str:
        """What the act that is asked for is called."""
        return _does(self.act) if self.act else ""

    def query(self, name: str, **changed: str) -> str:
        """Return the query of the page of a source, with some of the choice changed."""
        asked = {"name": name, "act": self.act, "outlet": self.outlet, **changed}
        kept = {each: value[:LONGEST] for each, value in asked.items() if value}
        return f"?{urlencode(kept, errors='replace')}"


class Citations:
    """All that a source is cited for, and what follows from it."""

    def __init__(self, source: CaseSource, every: Sequence[Citation], choice: Choice) -> None:
        """Take all places where a source is cited, the latest first, and which of them are asked for."""
        self.source = source
        self.choice = choice
        self._every = every
        self._said = [each for each in every if each.attribution is not None]
        self.statements = len(self._said)
        self.chosen = [each for each in self._said if each in choice]
        self.articles = len({each.document for each in every})
        self.silent = self.articles - len({each.document for each in self._said})

    @property
    def acts(self) -> list[tuple[Act, str, int]]:
        """What it does, the first act that is called so, and how often; the most first."""
        acts = [each.act for each in self._said if each.act is not None]
        first = {_does(each): each for each in sorted(acts, reverse=True)}
        return [(first[does], does, number) for does, number in _most(Counter(map(_does, acts)))]

    @property
    def speaks_for(self) -> tuple[str, ...]:
        """For whom articles say that it speaks, those of most articles first, each under one name."""
        told = {(each.document, each.speaks_for) for each in self._every}
        first: dict[str, str] = {}
        for name, _ in _most(Counter(name for _, name in told if name)):
            first.setdefault(folded(name) or name, name)
        return tuple(first.values())

    @property
    def outlets(self) -> tuple[CitingOutlet, ...]:
        """Who cites it, those with most articles first."""
        articles = Counter(outlet for _, outlet in {(e.document, e.outlet) for e in self._every})
        said = Counter(each.outlet for each in self._said)
        made = [
            CitingOutlet(name=name, articles=number, statements=said[name])
            for name, number in articles.items()
        ]
        return tuple(sorted(made, key=lambda e: (-e.articles, -e.statements, e.name or "")))

    @property
    def days(self) -> tuple[str, ...]:
        """The dates of its first and its last article; none where no date is known."""
        dates = [each.published for each in self._every if each.published]
        return (min(dates), max(dates)) if dates else ()


def citations(shelf: Shelf, name: str, choice: Choice) -> Citations:
    """Return what the source of a name, any of those that it has, is cited for.

    Raises:
        MissingError: if no article names a source so.

    """
    found = shelf.named().get(name)
    if found is None:
        raise MissingError(texts().source["missing"])
    with shelf.open() as opened:
        return Citations(found.source, opened.cited(found.called), choice)


def shown(shelf: Shelf, chosen: Sequence[Citation]) -> Iterator[Shown]:
    """Yield statements as readers see them, in their order."""
    documents = dict.fromkeys(each.document for each in chosen)
    found = {
        each.document.id: (each, reading(each).statements)
        for each in shelf.articles(list(documents))
    }
    by_key = {id_: {each.key: each for each in every} for id_, (_, every) in found.items()}
    by_id = {
        id_: {each.attribution.id: each for each in every} for id_, (_, every) in found.items()
    }
    for each in chosen:
        statement = by_id[each.document].get(each.attribution or "")
        if statement is not None:  # the article may have been read anew meanwhile
            passed = tuple(by_key[each.document][other.key] for other in statement.passed)
            yield Shown(found[each.document][0], statement, passed)


def _does(act: Act) -> str:
    return wording().act[act]


def _most(counted: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda each: (-each[1], each[0]))
