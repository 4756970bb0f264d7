"""One article's annotations in; findings, out: what every rule is, and what it may look at."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from bisect import bisect_right
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, ClassVar

from sayso.outlets import directory
from sayso.records import Finding
from sayso.spans import RangeIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sayso.records import Annotations, Attribution, Block, Claim, Evidence, Source
    from sayso.spans import Range, Span


_WORD = re.compile(r"[^\W_]+")
_STEPS = 3
"""A headline states a lead again, and a lead the body."""

_NEAR = 400
"""Characters, some three sentences, beyond which words do not stand beside others."""


class Article:
    """The annotations of one article, with what rules look up in them; made once for all rules."""

    def __init__(self, annotations: Annotations) -> None:
        self.annotations = annotations

    @cached_property
    def sources(self) -> dict[str, Source]:
        """The sources by their ids."""
        return {each.id: each for each in self.annotations.sources}

    @cached_property
    def attributions(self) -> dict[str, Attribution]:
        """The attributions by their ids."""
        return {each.id: each for each in self.annotations.attributions}

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """The claims by their ids, in the order of the text."""
        return {each.id: each for each in self.annotations.claims}

    @cached_property
    def leading(self) -> list[Claim]:
        """The claims of headline and lead, in the order of the text."""
        return [each for each in self.annotations.claims if each.place is not None]

    @cached_property
    def restating(self) -> dict[str, list[Claim]]:
        """The claims of headline and lead that state a claim of this id again."""
        found: dict[str, list[Claim]] = {}
        for claim in self.leading:
            for below in self.restated(claim):
                found.setdefault(below.id, []).append(claim)
        return found

    @cached_property
    def evidence(self) -> dict[str, list[Evidence]]:
        """What the article says of the evidence for a claim of this id."""
        found: dict[str, list[Evidence]] = {}
        for each in self.annotations.evidence:
            for name in each.claims:
                found.setdefault(name, []).append(each)
        return found

    @cached_property
    def linked_outlets(self) -> frozenset[str]:
        """The names, as Sayso's list has them, of the outlets to whose sites links lead."""
        links = self.annotations.document.links
        found = (directory().by_address(each.url) for each in links)
        return frozenset(each.name for each in found if each)

    @cached_property
    def told_outlets(self) -> frozenset[str]:
        """The ids of the outlets and agencies to whom somebody told something, as the text has it."""
        return frozenset(
            each.source
            for each in self.annotations.attributions
            if each.source and each.inferred and each.scope == "explicit"
        )

    @cached_property
    def cited_outlets(self) -> frozenset[str]:
        """The names, as Sayso's list has them, of the outlets whose reports the text cites."""
        sources = (
            self.sources[each.source]
            for each in self.annotations.attributions
            if each.source and each.act in {"report", "cite"}
            if each.scope == "explicit" and not each.inferred
        )
        return frozenset(each.outlet for each in sources if each.outlet)

    @cached_property
    def _told(self) -> dict[str, list[Claim]]:
        found: dict[str, list[Claim]] = {}
        for claim in self.annotations.claims:
            if claim.attribution is not None:
                found.setdefault(claim.attribution, []).append(claim)
        return found

    @cached_property
    def _places(self) -> RangeIndex:
        every = enumerate(self.annotations.claims)
        return RangeIndex(((s.start, s.end), n) for n, claim in every for s in claim.spans)

    @cached_property
    def _links(self) -> RangeIndex:
        links = self.annotations.document.links
        return RangeIndex(((each.start, each.end), n) for n, each in enumerate(links))

    @cached_property
    def _cues(self) -> RangeIndex:
        every = enumerate(self.annotations.attributions)
        return RangeIndex(((s.start, s.end), n) for n, each in every for s in each.cue_spans)

    @cached_property
    def _starts(self) -> list[int]:
        return [each.start for each in self.annotations.document.blocks]

    def is_own(self, source: Source) -> bool:
        """Return whether a source is the outlet that published the article."""
        own = self.annotations.document.outlet
        listed = directory().by_domain(own.domain)
        names = {own.name, listed.name if listed else None} - {None}
        return bool(names & {source.name, source.outlet})

    def block(self, span: Span) -> Block | None:
        """Return the block in which a span begins."""
        found = bisect_right(self._starts, span.start) - 1
        if found < 0:
            return None
        block = self.annotations.document.blocks[found]
        return block if span.start < block.end else None

    def beside(self, spans: Sequence[Span], following: int = 0) -> Range:
        """Return the words about ``spans`` in their block and in so many ``following`` it, within a bound."""
        start, end = min(s.start for s in spans), max(s.end for s in spans)
        blocks = self.annotations.document.blocks
        found = bisect_right(self._starts, start) - 1
        if found < 0:
            return start, end
        last = blocks[min(found + following, len(blocks) - 1)].end
        return max(blocks[found].start, start - _NEAR), max(end, min(last, end + _NEAR))

    def has_link(self, place: Range) -> bool:
        """Return whether a link lies on some of the words of ``place``."""
        return any(True for _ in self._links.over(place))

    def cues_in(self, place: Range) -> list[Attribution]:
        """Return the attributions of which a cue stands in ``place``, in the order of the text."""
        return [self.annotations.attributions[n] for n in self._cues.over(place)]

    def attribution(self, claim: Claim) -> Attribution | None:
        """Return by whose words a claim stands here; None for the article's own."""
        return self.attributions.get(claim.attribution or "")

    def told(self, attributions: Iterable[Attribution]) -> list[Claim]:
        """Return the claims that these attributions make."""
        return [claim for each in attributions for claim in self._told.get(each.id, ())]

    def over(self, spans: Iterable[Span]) -> list[Claim]:
        """Return the claims that share words with ``spans``, in the order of the text."""
        found = {n for each in spans for n in self._places.over((each.start, each.end))}
        return [self.annotations.claims[n] for n in sorted(found)]

    def is_linked(self, spans: Iterable[Span]) -> bool:
        """Return whether a link lies on ``spans``."""
        return any(self.has_link((s.start, s.end)) for s in spans)

    @cached_property
    def linked_sources(self) -> frozenset[str]:
        """The ids of the sources on one of whose mentions a link lies."""
        return frozenset(each.id for each in self.sources.values() if self.is_linked(each.mentions))

    def hands(self, claim: Claim) -> list[Source]:
        """Return those through whom the text itself says that a claim went, nearest to the article first."""
        return [self.sources[each.source] for each in claim.chain if each.via == "text"]

    def restated(self, claim: Claim) -> list[Claim]:
        """Return what a claim of headline or lead states again, and what that states again."""
        found: list[Claim] = []
        while claim.restates in self.claims and len(found) < _STEPS:
            claim = self.claims[claim.restates or ""]
            found.append(claim)
        return found

    def shared(self, one: Claim, other: Claim) -> frozenset[tuple[str, str]]:
        """Return the dates, places, names and figures that two claims have in common, each with its kind."""
        return _facts(one) & _facts(other)

    def alike(self, one: Claim, other: Claim) -> float:
        """Return the share of the words of the shorter of two claims that the other has too."""
        words, others = _words(one), _words(other)
        return len(words & others) / max(1, min(len(words), len(others)))


def _outermost(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the spans in the order of the text, but for those that lie within one before them."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda each: (each.start, -each.end)):
        if not kept or span.end > kept[-1].end:
            kept.append(span)
    return tuple(kept)


def _words(claim: Claim) -> frozenset[str]:
    return frozenset(word for each in claim.spans for word in _WORD.findall(each.text.casefold()))


def _facts(claim: Claim) -> frozenset[tuple[str, str]]:
    return frozenset((fact.kind, fact.value or fact.span.text) for fact in claim.facts)


class Rule(ABC):
    """One thing that an experienced editor would circle.

    A rule looks at annotations alone, never at the words of a language, so that it holds in every language
    that has them. What it reports says in one sentence why it matters for this text.

    Attributes:
        code: Two to four capital letters of the family, and three digits.
        name: What it finds, in a few words with hyphens.
        default: Whether it is on where nobody says which rules are.

    """

    code: ClassVar[str]
    name: ClassVar[str]
    default: ClassVar[bool] = True

    @abstractmethod
    def check(self, article: Article) -> Iterator[Finding]:
        """Yield what is found in ``article``."""

    def finding(self, message: str, spans: Iterable[Span], claims: Sequence[str] = ()) -> Finding:
        """Return a finding of this rule.

        Args:
            message: One sentence: why it matters for this text.
            spans: The words to look at.
            claims: Ids of the claims concerned.

        """
        return Finding(
            code=self.code,
            name=self.name,
            message=message,
            spans=_outermost(spans),
            claims=tuple(claims),
        )

    def page(self) -> str:
        """Return the rule's page, in Markdown: ``pages/CODE.md`` beside its module, or else its docstring."""
        package = type(self).__module__.rpartition(".")[0]
        if package:
            page = files(package).joinpath("pages", f"{self.code}.md")
            if page.is_file():
                return page.read_text("utf8")
        return f"# {self.code} {self.name}\n\n{(type(self).__doc__ or '').strip()}\n"
