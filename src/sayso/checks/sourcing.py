"""Annotations in; what is weak in how an article names its sources, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.checks.rule import Article, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.records import Attribution, Finding
    from sayso.spans import Span

_PASSED_ON = frozenset({"report", "speculate"})
"""Acts that tell by themselves that something goes round, whatever the form of the sentence."""

_TOLD = frozenset({"say", "claim", "believe"})
"""Acts that tell it where their subject is what is told of: "she is said to have left"."""


class UnnamedSource(Rule):
    """What rests on the word of somebody unnamed and of nobody else."""

    code = "SO101"
    name = "unnamed-source"

    def check(self, article: Article) -> Iterator[Finding]:
        """Yield one finding for each unnamed source that is the end of a chain."""
        resting: dict[str, list[str]] = {}
        for claim in article.claims.values():
            if claim.origin is not None:
                resting.setdefault(claim.origin, []).append(claim.id)
        for source in article.annotations.sources:
            if source.type != "unnamed" or source.named or source.id not in resting:
                continue
            claims = resting[source.id]
            what = "This claim rests" if len(claims) == 1 else f"{len(claims)} claims rest"
            why = (
                "the text says why the name is withheld, but"
                if source.anonymity
                else "the text does not say why the name is withheld, and"
            )
            yield self.finding(
                f"{what} on the word of “{source.name}” alone: {why} a reader cannot judge who could know it.",
                source.mentions[:1] or article.claims[claims[0]].spans,
                claims,
            )


class AgentlessReport(Rule):
    """What is said to be said, and not by whom."""

    code = "SO103"
    name = "agentless-report"

    def check(self, article: Article) -> Iterator[Finding]:
        """Yield one finding for each report that names nobody at all."""
        claims = {claim.attribution: claim for claim in article.claims.values()}
        for each in article.annotations.attributions:
            claim = claims.get(each.id)
            if claim is None or not _nobodys(each) or article.hands(claim):
                continue
            yield self.finding(
                f"“{_words(each.cue_spans)}” does not say who says it: nobody can be asked whether it is so.",
                (*each.cue_spans, *each.content_spans),
                [claim.id],
            )


def _nobodys(each: Attribution) -> bool:
    """Return whether an attribution tells that something is said, and leaves out by whom."""
    if each.source is not None or each.source_spans or each.parent or each.manner == "direct":
        return False
    if each.scope != "explicit" or not each.cue_spans:
        return False
    return each.act in _PASSED_ON or (each.act in _TOLD and _split(each))


def _split(each: Attribution) -> bool:
    """Return whether what is said stands on both sides of the cue."""
    return (
        each.content_spans[0].start < each.cue_spans[0].start
        and each.content_spans[-1].end > each.cue_spans[-1].end
    )


def _words(spans: tuple[Span, ...]) -> str:
    return " … ".join(each.text for each in spans)


RULES = (UnnamedSource, AgentlessReport)
