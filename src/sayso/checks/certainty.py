"""Annotations in; how sure an article is where its own words give no reason to be, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.checks.confirmation import is_unconfirmed
from sayso.checks.rule import Article, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.records import Claim, Finding, Source

_AGAINST = {"denied": "says is denied", "doubted": "says is doubted"}
"""Kinds of evidence that speak against a claim, and how they are told."""


_TELLING = frozenset({"say", "report", "cite", "claim", "speculate"})
"""Acts that tell something as what happened; what is hoped, asked or only named is another matter."""

_SAME = 2 / 3
"""Share of the words from which on two claims say the same wherever they stand."""


class StatedAsFact(Rule):
    """What headline or lead state as a fact, and the text below does not."""

    code = "CE201"
    name = "stated-as-fact"
    default = False

    def check(self, article: Article) -> Iterator[Finding]:
        """Yield one finding for each claim of headline or lead that the body takes back."""
        for claim in filter(_asserted, article.leading):
            for below in article.restated(claim):
                reason = _weak(below, claim, article)
                if reason is not None and _same(claim, below, article):
                    yield self.finding(
                        f"{_where(claim)} states as a fact what the text {reason}:"
                        " who reads no further takes away more than is known.",
                        (*claim.spans, *below.spans),
                        [claim.id, below.id],
                    )
                    break


class HedgeDropped(Rule):
    """What is hedged at first, and asserted later on."""

    code = "CE202"
    name = "hedge-dropped"

    def check(self, article: Article) -> Iterator[Finding]:
        """Yield one finding for each hedged claim of headline or lead that the body asserts."""
        for claim in article.leading:
            if claim.author.certainty != "partial":
                continue
            for below in article.restated(claim)[:1]:
                if _asserted(below) and _same(claim, below, article):
                    yield self.finding(
                        f"{_where(claim)} is not sure of this, and the text below asserts it:"
                        " nothing tells what made it certain.",
                        (*claim.spans, *below.spans),
                        [claim.id, below.id],
                    )


class BuiltOnUnconfirmed(Rule):
    """What the article infers or foretells in its own voice from what it calls unconfirmed."""

    code = "CE203"
    name = "built-on-unconfirmed"

    def check(self, article: Article) -> Iterator[Finding]:
        """Yield one finding for each inference that restates an unconfirmed claim or stands beside it."""
        unconfirmed = {
            name
            for each in article.annotations.evidence
            if is_unconfirmed(each)
            for name in each.claims
        }
        rests = [
            claim.id
            for name in sorted(unconfirmed)
            for claim in (article.claims[name], *article.restating.get(name, ()))
        ]
        beside = {article.block(article.claims[name].spans[0]): name for name in rests}
        for claim in article.claims.values():
            if claim.attribution is not None or claim.evidentiality != "inferred":
                continue
            base = beside.get(article.block(claim.spans[0]))
            if base is not None and claim.id not in unconfirmed:
                yield self.finding(
                    "The article concludes this in its own voice from what the text itself calls"
                    " unconfirmed: the conclusion is no surer than that.",
                    claim.spans,
                    list(dict.fromkeys([claim.id, base])),
                )


class MindRead(Rule):
    """What somebody wants or thinks, on nobody’s word."""

    code = "CE204"
    name = "mind-read"
    default = False

    def check(self, article: Article) -> Iterator[Finding]:
        """Yield one finding for each named person whose mind is told and whose words are not."""
        heard = {each.source for each in article.annotations.attributions if each.act != "believe"}
        if _quotes_someone(article):
            return
        names = frozenset(each.name for each in article.annotations.sources if each.named)
        for claim in article.claims.values():
            attribution = article.attribution(claim)
            source = article.sources.get(claim.origin or "")
            if attribution is None or source is None or source.id in heard:
                continue
            alone = len(article.hands(claim)) == 1 and attribution.source == source.id
            told = attribution.act == "believe" and attribution.manner == "indirect"
            sourced = attribution.url is not None or claim.certainty != "neutral"
            if alone and told and not sourced and _is_person(source, names):
                heard.add(source.id)
                yield self.finding(
                    f"The text tells what “{source.name}” has in mind, and not how anybody could know it.",
                    (*attribution.source_spans, *attribution.cue_spans, *claim.spans),
                    [claim.id],
                )


def _quotes_someone(article: Article) -> bool:
    """Return whether the text quotes words of which it is not clear whose they are: they may be anybody's."""
    for each in article.annotations.attributions:
        source = article.sources.get(each.source or "")
        if each.manner == "direct" and not (source and source.named and source.resolved):
            return True
    return False


def _is_person(source: Source, names: frozenset[str]) -> bool:
    """Return whether a source is one named person.

    What is named together with another name, as with its short form in brackets, is a body.
    """
    if source.type != "person" or not (source.named and source.resolved):
        return False
    words = {each.strip("()[],") for mention in source.mentions for each in mention.text.split()}
    return not words.difference(source.name.split()) & names


def _where(claim: Claim) -> str:
    return f"The {claim.place}"


def _asserted(claim: Claim) -> bool:
    return (
        claim.attribution is None
        and claim.evidentiality == "asserted"
        and claim.author.certainty == "full"
        and claim.author.polarity == "positive"
    )


def _same(above: Claim, below: Claim, article: Article) -> bool:
    """Return whether two claims tell the same: a headline what its lead does, or both in the same words."""
    summed_up = above.place == "headline" and below.place == "lead" and above.restates == below.id
    alike = summed_up or article.alike(above, below) >= _SAME
    return alike and bool(article.shared(above, below))


def _weak(claim: Claim, above: Claim, article: Article) -> str | None:
    """Return why nobody can take a claim of the text for a fact; None where it may be one."""
    # A lead that says what the next sentence calls unconfirmed is one breath; a headline is read alone.
    if above.place == "headline":
        told = article.evidence.get(claim.id, ())
        if against := {each.kind for each in told} & _AGAINST.keys():
            return _AGAINST[min(against)]
        if any(map(is_unconfirmed, told)):
            return "itself calls unconfirmed"
    attribution = article.attribution(claim)
    if attribution is None:
        return None
    if claim.polarity == "negative":
        return "has denied by its source"
    telling = attribution.act in _TELLING and claim.certainty == "full"
    hands = article.hands(claim)
    if telling and hands:
        return "has from an unnamed source" if hands[-1].type == "unnamed" else None
    return "gives on nobody’s word" if telling and claim.author.certainty != "full" else None


RULES = (StatedAsFact, HedgeDropped, BuiltOnUnconfirmed, MindRead)
