"""Words in; the articles, claims and sources of a case in which they are found, out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from sayso.case import Case, Hit
from sayso.case.words import phrases
from sayso.records import Annotations, Claim, Record, Source
from sayso.show.headline import headline, shortened
from sayso.spans import Range, Span
from sayso.web.named import Named
from sayso.web.pages.article import words_address
from sayso.web.pages.sources import ListedSource, listed_source
from sayso.web.snippets import Piece, Snippet, pieces, snippet

CLAIMS = 3
"""Claims of one article that are shown."""


LONGEST = 600
"""Letters of a headline, or of a stretch of a claim, that are shown."""


class FoundArticle(Record, frozen=True, kw_only=True):
    """An article that holds the words."""

    document: str
    address: str
    title: tuple[Piece, ...]
    outlet: str | None
    published: str | None
    snippet: Snippet | None


class Voice(Record, frozen=True, kw_only=True):
    """One who says something, with the address of what else they are cited for, if they have a name."""

    name: str
    address: str | None


class FoundClaim(Record, frozen=True, kw_only=True):
    """A claim that holds the words."""

    document: str
    claim: str
    address: str
    words: tuple[tuple[Piece, ...], ...]
    """Its stretches, cut where the words begin and end."""
    chain: tuple[Voice, ...]
    """By whom the article has it, the nearest to the article first; none for its own assertion."""
    title: str
    outlet: str | None
    published: str | None


class FoundArticles(Record, frozen=True, kw_only=True):
    """Some of the articles that were found."""

    total: int
    every: bool
    """Whether they hold every word; where none does, they hold some."""
    items: tuple[FoundArticle, ...]


class FoundClaims(Record, frozen=True, kw_only=True):
    """Some of the claims that were found."""

    total: int
    """Articles with such claims."""
    every: bool
    items: tuple[FoundClaim, ...]


class FoundSources(Record, frozen=True, kw_only=True):
    """Some of the sources that were found."""

    total: int
    items: tuple[ListedSource, ...]


def found_articles(opened: Case, words: str, limit: int, page: int = 1) -> FoundArticles:
    """Return a page of the articles that hold the words, or of all, the latest first, for no words."""
    found = opened.find(words, limit, (page - 1) * limit)
    return FoundArticles(
        total=found.total, every=found.every, items=tuple(map(_article, found.hits))
    )


def found_claims(opened: Case, named: Named, words: str, limit: int, page: int = 1) -> FoundClaims:
    """Return the claims of a page of the articles whose claims hold the words; those that hold most of them."""
    if not phrases(words):
        return FoundClaims(total=0, every=True, items=())
    found = opened.find(words, limit, (page - 1) * limit, claims=True)
    read = {each.document.id: each for each in opened.annotations(e.document for e in found.hits)}
    items = [claim for hit in found.hits for claim in _claims(hit, read[hit.document], named)]
    return FoundClaims(total=found.total, every=found.every, items=tuple(items))


def found_sources(named: Named, words: str, limit: int, page: int = 1) -> FoundSources:
    """Return a page of the sources that the words name, or begin to name."""
    if not phrases(words):
        return FoundSources(total=0, items=())
    # Of a sentence, the names that stand in it; of a name or its beginning, those that it may be.
    found = dict.fromkeys(each.source for each in (*named.beginning(words), *named.within(words)))
    shown = list(found)[(page - 1) * limit : page * limit]
    return FoundSources(total=len(found), items=tuple(map(listed_source, shown)))


def _article(hit: Hit) -> FoundArticle:
    title = (hit.title or "").strip()
    end = min(len(hit.title or ""), LONGEST)
    shown = snippet(hit.text, hit.in_text, hit.title)
    return FoundArticle(
        document=hit.document,
        address=words_address(hit.document, shown.words if shown else None),
        title=pieces(hit.title, (0, end), [each for each in hit.in_title if each[1] <= end])
        if hit.title and title
        else (Piece(text=shortened(hit.text) or "–", hit=False),),
        outlet=hit.outlet,
        published=hit.published,
        snippet=shown,
    )


def _claims(hit: Hit, annotations: Annotations, named: Named) -> Iterator[FoundClaim]:
    """Yield the claims of an article that hold most of the words, in the order of the text."""
    held = [(_held(hit, each), each) for each in annotations.claims]
    most = max((len(words) for words, _ in held), default=0)
    best = [each for words, each in held if most and len(words) == most]
    voices = {each.id: _voice(each, named) for each in annotations.sources}
    said = {tuple(span.text for span in each.spans): each for each in reversed(best)}
    for claim in list(reversed(said.values()))[:CLAIMS]:
        yield FoundClaim(
            document=hit.document,
            claim=claim.id,
            address=words_address(hit.document, _first(claim.spans)),
            words=tuple(_pieces(hit, claim)),
            chain=tuple(voices[each.source] for each in claim.chain if each.source in voices),
            title=headline(annotations.document).text,
            outlet=hit.outlet,
            published=hit.published,
        )


def _voice(source: Source, named: Named) -> Voice:
    known = source.named and source.resolved
    return Voice(name=source.name, address=named.address(source.name) if known else None)


def _held(hit: Hit, claim: Claim) -> set[str]:
    return {
        hit.text[start:end].casefold()
        for each in claim.spans
        for start, end in _inside(hit.in_text, (each.start, each.end))
    }


def _pieces(hit: Hit, claim: Claim) -> Iterator[tuple[Piece, ...]]:
    for each in claim.spans:
        end = min(each.end, each.start + LONGEST)
        yield pieces(hit.text, (each.start, end), _inside(hit.in_text, (each.start, end)))


def _inside(marks: Sequence[Range], stretch: Range) -> Sequence[Range]:
    """Return the marks that lie in a stretch; marks are in order and apart."""
    start, end = stretch
    first, last = bisect_left(marks, (start, 0)), bisect_left(marks, (end, 0))
    return [each for each in marks[first:last] if each[1] <= end]


def _first(spans: Sequence[Span]) -> Span | None:
    return next((each for each in spans if each.text.strip()), None)
