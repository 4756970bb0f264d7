"""Claims in, the same with all the hands out through which the article has them.

What the text says ("TASS reported, citing a spokesman") is read off the attributions. Before it stand
those from whom the article itself is taken: the outlet that is credited with it, the agency whose text it
is. And a link on the words of saying leads to the outlet where they are to be read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from sayso.annotate.media import source_type
from sayso.annotate.stories import first_told
from sayso.outlets import directory, key_of
from sayso.records import ChainLink, Source
from sayso.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sayso.annotate.lexicon import Lexicon
    from sayso.outlets import KnownOutlet
    from sayso.records import Attribution, Claim, Credit, Document

_STORY = frozenset({"paragraph", "lead", "heading", "title", "quote", "list"})


class Completed(NamedTuple):
    """Claims with their whole chains, and all sources that stand in them."""

    claims: list[Claim]
    sources: list[Source]


def text_chain(last: Attribution, by_id: Mapping[str, Attribution]) -> tuple[ChainLink, ...]:
    """Return the chain that the text alone gives: the attribution and those that it stands in."""
    links: list[ChainLink] = []
    for each in lineage(last, by_id):
        # Who quotes himself within his own words is one hand, not two.
        if each.source is not None and (not links or links[-1].source != each.source):
            links.append(ChainLink(source=each.source, attribution=each.id, via="text"))
        elif links and links[-1].source == each.source:
            links[-1] = ChainLink(source=links[-1].source, attribution=each.id, via="text")
    return tuple(links)


def lineage(last: Attribution, by_id: Mapping[str, Attribution]) -> list[Attribution]:
    """Return those within whose contents an attribution stands and itself, the outermost first."""
    line = [last]
    seen = {last.id}
    while (above := by_id.get(line[-1].parent or "")) is not None and above.id not in seen:
        line.append(above)
        seen.add(above.id)
    return line[::-1]


def complete(
    claims: Iterable[Claim],
    attributions: Sequence[Attribution],
    sources: Sequence[Source],
    credited: Sequence[Credit],
    document: Document,
    lexicon: Lexicon,
) -> Completed:
    """Return the claims, each with its whole chain, and the sources with those that only credits name.

    The article's own outlet is no link: it is the teller. Where no page says who published a text that
    gives one agency as its author, that agency is the teller.
    """
    gathered = _Hands(attributions, sources, credited, document, lexicon)
    return Completed([gathered.claim(each) for each in claims], gathered.sources)


class _Hands:
    """The hands of one article."""

    def __init__(
        self,
        attributions: Sequence[Attribution],
        sources: Sequence[Source],
        credited: Sequence[Credit],
        document: Document,
        lexicon: Lexicon,
    ) -> None:
        self._by_id = {each.id: each for each in attributions}
        self._known = {each.id: each for each in sources}
        self._lexicon = lexicon
        self._by_name: dict[str, str] = {}
        self._more: dict[str, set[Span]] = {}
        self._own = teller(document, credited)
        self._front = [
            self._source(each.name, each.spans)
            for each in _givers(document, credited, lexicon)
            if not self._own.is_named(each.name)
        ]
        first = first_told(document, attributions, sources, credited, lexicon)
        self._first = None if first is None or self._own.is_named(first.name) else first

    @property
    def sources(self) -> list[Source]:
        return [
            msgspec.structs.replace(each, mentions=tuple(sorted({*each.mentions, *more})))
            if (more := self._more.get(each.id))
            else each
            for each in self._known.values()
        ]

    def claim(self, claim: Claim) -> Claim:
        """Return the claim with its chain and its origin."""
        told: list[ChainLink] = []
        last = self._by_id.get(claim.attribution or "")
        for each in lineage(last, self._by_id) if last is not None else ():
            for link in self._links(each):
                if told and told[-1].source == link.source:
                    told.pop()
                told.append(link)
        named = {link.source for link in told}
        given = list(self._front)
        if self._first is not None and not told and self._first.is_meant(claim):
            given.append(self._source(self._first.name, [self._first.where]))
        front = [
            ChainLink(source=source, attribution=None, via="credit")
            for source in dict.fromkeys(given)
            if source not in named
        ]
        chain = (*front, *told)
        open_ended = last is not None and (not told or told[-1].attribution != last.id)
        origin = chain[-1].source if chain and not open_ended else None
        return msgspec.structs.replace(claim, chain=chain, origin=origin)

    def _links(self, each: Attribution) -> Iterator[ChainLink]:
        """The hands of one attribution: the outlet that it links to, and its source."""
        source = self._known.get(each.source or "")
        first = self._by_id.get(each.continues or "", each)
        there = directory().by_address(first.url)
        if there is not None and not self._own.is_outlet(there):
            written = source is not None and source.outlet == there.name
            if not written or (source is not None and not self._writes(source)):
                name = self._source(there.name, _linked(first))
                yield ChainLink(source=name, attribution=each.id, via="link")
                if written:
                    return
        if source is None or self._own.is_source(source) or self._is_vague(source):
            return
        yield ChainLink(source=source.id, attribution=each.id, via="text")

    def _writes(self, source: Source) -> bool:
        """Whether the text itself names the outlet that a source is."""
        return source.named

    def _is_vague(self, source: Source) -> bool:
        """Whether it is nobody in particular ("the media"), or nobody at all ("DNA tests", "Monday")."""
        words, lexicon = source.name.lower().split(), self._lexicon
        if words and all(word in lexicon.time for word in words):
            return True
        if source.named or not words:
            return False
        thing = lexicon.grammar.singular(words[-1]) in lexicon.hands.things
        return thing or set(words) <= set(lexicon.hands.vague)

    def _source(self, name: str, mentions: Sequence[Span]) -> str:
        """The id of the source of that name, with these mentions; a new one where there is none."""
        if name not in self._by_name:
            self._by_name[name] = self._found(name) or self._made(name)
        known = self._by_name[name]
        self._more.setdefault(known, set()).update(mentions)
        return known

    def _found(self, name: str) -> str | None:
        outlet = directory().by_name(name)
        for each in self._known.values():
            same = outlet is not None and each.outlet == outlet.name
            if same or (each.named and key_of(each.name) == key_of(name)):
                return each.id
        return None

    def _made(self, name: str) -> str:
        outlet = directory().by_name(name)
        number = len(self._known) + 1
        while f"s{number}" in self._known:
            number += 1
        made = Source(
            id=f"s{number}",
            name=name,
            type="outlet" if outlet is None else source_type(outlet),
            named=True,
            mentions=(),
            outlet=None if outlet is None else outlet.name,
        )
        self._known[made.id] = made
        return made.id


class Teller(NamedTuple):
    """Who tells the article, as far as is known."""

    outlet: KnownOutlet | None
    name: str | None

    @property
    def is_agency(self) -> bool:
        """Whether it is an agency, which has its sources itself."""
        return self.outlet is not None and self.outlet.is_agency

    def is_outlet(self, outlet: KnownOutlet) -> bool:
        """Return whether an outlet of the list is the teller."""
        return outlet == self.outlet

    def is_named(self, name: str) -> bool:
        """Return whether a name is the teller's."""
        if self.outlet is not None and self.outlet in directory().candidates(name):
            return True
        return self.name is not None and key_of(self.name) == key_of(name)

    def is_source(self, source: Source) -> bool:
        """Return whether a source is the teller."""
        if source.outlet is not None or self.outlet is not None:
            return self.outlet is not None and source.outlet == self.outlet.name
        return source.named and self.is_named(source.name)


def teller(document: Document, credited: Sequence[Credit]) -> Teller:
    """Return who tells the article: its outlet, or the one agency that signs a text of unknown outlet."""
    given = document.outlet
    if given.name or given.domain:
        known = directory().by_domain(given.domain) or directory().by_name(given.name or "")
        return Teller(known, given.name)
    agencies = {each.name for each in credited if each.kind == "agency"}
    if len(agencies) != 1:
        return Teller(None, None)
    (name,) = agencies
    return Teller(directory().by_name(name), name)


def _givers(document: Document, credited: Sequence[Credit], lexicon: Lexicon) -> Iterator[Credit]:
    """Those from whom the article is taken, nearest first.

    Several agencies are none: which of them a claim is from is not said. That something was "first
    published" elsewhere is told of the article only where its sentence speaks of the article.
    """
    for kind in ("republished_from", "translated_from"):
        yield from (e for e in credited if e.kind == kind and _is_of_all(document, e, lexicon))
    agencies = [each for each in credited if each.kind == "agency"]
    if len({directory().by_name(each.name) or each.name for each in agencies}) == 1:
        yield agencies[0]


def _is_of_all(document: Document, credit: Credit, lexicon: Lexicon) -> bool:
    """Whether a credit is the whole article's."""
    if not credit.spans:
        return True
    at = credit.spans[0].start
    block = next((b for b in document.blocks if b.start <= at < b.end), None)
    if block is None or block.kind == "notice":
        return True
    if block.kind not in _STORY:
        return False
    before = document.text[block.start : at].lower().lstrip(" \t([*_–—-")
    return before.startswith(lexicon.hands.article)


def _linked(each: Attribution) -> tuple[Span, ...]:
    """The words that a link lies on, as far as they are an attribution's: its source, or else its cue."""
    return each.source_spans or each.cue_spans[:1]
