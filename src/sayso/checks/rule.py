"""One article's annotations in; findings, out: what every rule is, and what it may look at."""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_right
from functools import cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, ClassVar

from sayso.records import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sayso.records import Annotations, Attribution, Block, Claim, Source
    from sayso.spans import Span


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
    def _starts(self) -> list[int]:
        return [each.start for each in self.annotations.document.blocks]

    def block(self, span: Span) -> Block | None:
        """Return the block in which a span begins."""
        found = bisect_right(self._starts, span.start) - 1
        if found < 0:
            return None
        block = self.annotations.document.blocks[found]
        return block if span.start < block.end else None

    def hands(self, claim: Claim) -> list[Source]:
        """Return those through whom the text itself says that a claim went, nearest to the article first."""
        return [self.sources[each.source] for each in claim.chain if each.via == "text"]

    def restated(self, claim: Claim) -> list[Claim]:
        """Return what a claim of headline or lead states again, and what that states again."""
        found: list[Claim] = []
        while claim.restates in self.claims and len(found) < len(self.claims):
            claim = self.claims[claim.restates or ""]
            found.append(claim)
        return found

    def shared(self, one: Claim, other: Claim) -> frozenset[tuple[str, str]]:
        """Return the dates, places, names and figures that two claims have in common, each with its kind."""
        return _facts(one) & _facts(other)


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
            spans=tuple(sorted(set(spans))),
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
