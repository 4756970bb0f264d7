"""Annotations in; who is left unclear in an article, out."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from sayso.checks.rule import Article, Rule
from sayso.spans import RangeIndex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.records import Attribution, Finding
    from sayso.spans import Span

_SENTENCE = 30
"""Letters that a quotation has at least: what is shorter is mostly a name, a title or a doubted word."""

_SPOKEN = frozenset({"say", "claim", "report", "confirm", "deny"})
"""Acts by which words in quotation marks are somebody's, and no name or example."""


class NoSpeaker(Rule):
    """A quotation without a speaker, and with nobody near it who could be the speaker."""

    code = "ID601"
    name = "quotation-without-speaker"
    default = False

    def check(self, article: Article) -> Iterator[Finding]:
        """Yield one finding for each quoted sentence with nobody in its block or the two beside it."""
        found = [each for each in article.annotations.attributions if _is_nobodys(each)]
        if not found:
            return
        starts = [block.start for block in article.annotations.document.blocks]
        quoted = RangeIndex(
            ((span.start, span.end), n)
            for n, each in enumerate(found)
            for span in each.content_spans
        )
        peopled = {
            bisect_right(starts, who.start)
            for who in _people(article)
            if not any(True for _ in quoted.over((who.start, who.end)))
        }
        for each in found:
            first = bisect_right(starts, each.content_spans[0].start)
            last = bisect_right(starts, each.content_spans[-1].start)
            if peopled.isdisjoint(range(first - 1, last + 2)):
                yield self.finding(
                    "The words stand in quotation marks, and the text does not tell whose they are.",
                    each.content_spans,
                    [claim.id for claim in article.told([each])],
                )


def _is_nobodys(each: Attribution) -> bool:
    """Return whether an attribution quotes a whole sentence and names no source."""
    if each.source is not None or each.source_spans or each.parent or each.act not in _SPOKEN:
        return False
    whole = sum(len(span.text) for span in each.content_spans) >= _SENTENCE
    return whole and each.manner == "direct" and each.scope == "explicit"


def _people(article: Article) -> Iterator[Span]:
    """Yield the words for everybody who says or does something in the article."""
    for source in article.annotations.sources:
        yield from source.mentions
    for claim in article.annotations.claims:
        for fact in claim.facts:
            if fact.kind == "participant":
                yield fact.span


RULES = (NoSpeaker,)
