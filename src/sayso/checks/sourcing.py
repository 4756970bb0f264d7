"""Annotations in; what is weak in how an article names its sources, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.checks.rule import Article, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.records import Attribution, Claim, Finding, Source
    from sayso.spans import Span

_RELAYS = frozenset({"outlet", "agency"})
"""Sources whose reports others can go back to and read."""

_ROUND = frozenset({"report", "speculate"})
"""Acts that tell by themselves that something goes round."""

_TOLD = frozenset({"say", "claim"})
"""Acts that tell it where their subject is what is told of: "she is said to have left"."""

_WORDS = frozenset({"say", "cite", "claim", "deny", "confirm"})
"""Acts by which a hand tells what it knows."""

_SURE = 0.8
"""Score from which on such an act tells something: what is described, or somebody is blamed for, has less."""

_RETOLD = frozenset({"report", "cite"})
"""Acts by which what is not on Sayso's list shows that it publishes."""

_SOON = 2
"""Paragraphs below a claim in which one who has a name may tell it too."""

_SEVERAL = 2
"""Hands from which on a report is second hand, and outlets of which the publisher can be but one."""


class UnnamedSource(Rule):
    """What headline or lead tell on the word of somebody unnamed and of nobody else."""

    code = "SO101"
    name = "unnamed-source"
    default = False

    def check(self, article: Article) -> Iterator[Finding]:
        """Yield one finding for each unnamed source on whom alone a claim of headline or lead rests."""
        resting: dict[str, list[Claim]] = {}
        for claim in article.leading:
            told = [each for each in (claim, *article.restated(claim)) if article.hands(each)]
            origins = {each.origin for each in told}
            if len(origins) == 1 and (origin := origins.pop()) is not None:
                resting.setdefault(origin, []).extend((claim, *told))
        for name, claims in resting.items():
            source = article.sources[name]
            tellings = [each for claim in claims if (each := article.attribution(claim))]
            facts = any(claim.facts for claim in claims)
            if source.type != "unnamed" or not source.resolved or not facts:
                continue
            if {each.act for each in tellings} - _WORDS or _is_backed(claims, article):
                continue
            why = (
                "The text says why the name is withheld, and still"
                if source.anonymity
                else "The text does not say why the name is withheld, and"
            )
            place = claims[0].place
            yield self.finding(
                f"What the {place} tells rests on the word of “{source.name}” alone. {why} nobody can judge"
                " whether such a source could know it.",
                (*_shown(source, claims, article), *claims[-1].spans),
                list(dict.fromkeys(claim.id for claim in claims)),
            )


class SecondHand(Rule):
    """What reached the article through others, with no link to the first of them."""

    code = "SO104"
    name = "second-hand"

    def check(self, article: Article) -> Iterator[Finding]:
        """Yield one finding for each way by which claims came through an outlet or an agency."""
        ways: dict[tuple[str, ...], list[Claim]] = {}
        for claim in article.claims.values():
            if _relays(claim, article) and not _linked(claim, article):
                way = tuple(hand.id for hand in article.hands(claim))
                ways.setdefault(way, []).append(claim)
        for way, claims in ways.items():
            first, last = article.sources[way[0]], article.sources[way[-1]]
            yield self.finding(
                f"The deepest source, “{last.name}”, is {len(way)} steps away, and no link leads to"
                f" “{first.name}”, from whom the text has it.",
                (*_shown(first, claims, article), *_shown(last, claims, article)),
                [claim.id for claim in claims],
            )


class ReportNotLinked(Rule):
    """An outlet's report that is cited without a link, on a page that has links."""

    code = "SO105"
    name = "report-not-linked"

    def check(self, article: Article) -> Iterator[Finding]:
        """Yield one finding for each outlet that is cited and never linked."""
        told: dict[str, list[Attribution]] = {}
        for each in article.annotations.attributions if _leads_away(article) else ():
            source = article.sources.get(each.source or "")
            if source is not None and source.type == "outlet" and source.outlet:
                told.setdefault(source.id, []).append(each)
        for name, attributions in told.items():
            source = article.sources[name]
            linked = source.outlet in article.linked_outlets
            if article.is_own(source) or linked or any(each.url for each in attributions):
                continue
            yield self.finding(
                f"The text cites “{source.name}” and links other pages, but not that report:"
                " a reader cannot see what it says itself.",
                attributions[0].source_spans or source.mentions[:1],
                [claim.id for claim in article.told(attributions)],
            )


class OwnWord(Rule):
    """What could be checked, on the article's own word, with no source and no link."""

    code = "SO102"
    name = "own-word"
    default = False

    def check(self, article: Article) -> Iterator[Finding]:
        """Yield one finding for each assertion of the body with a figure and another fact."""
        for claim in article.claims.values():
            kinds = {fact.kind for fact in claim.facts}
            plain = claim.place is None and claim.attribution is None
            sure = claim.evidentiality == "asserted" and claim.author.certainty == "full"
            if not (plain and sure and "quantity" in kinds and len(kinds) > 1):
                continue
            if article.is_linked(claim.spans):
                continue
            yield self.finding(
                "This could be checked, and the text gives neither a source nor a link for it.",
                claim.spans,
                [claim.id],
            )


class AgentlessReport(Rule):
    """What is said to be said, and not by whom."""

    code = "SO103"
    name = "agentless-report"
    default = False

    def check(self, article: Article) -> Iterator[Finding]:
        """Yield one finding for each report that names nobody at all."""
        for claim in article.claims.values():
            each = article.attribution(claim)
            if each is None or not _nobodys(each) or article.hands(claim):
                continue
            if claim.author.certainty == "full" or claim.certainty == "neutral":
                continue  # the article vouches for it, or nothing is said to be so
            if claim.evidentiality == "inferred" or claim.polarity == "negative":
                continue
            if _is_answered(claim, each, article):
                continue
            yield self.finding(
                f"“{_words(each.cue_spans)}” does not say who says it: nobody can be asked whether it is so.",
                (*each.cue_spans, *each.content_spans),
                [claim.id],
            )


def _is_backed(claims: list[Claim], article: Article) -> bool:
    """Return whether somebody named speaks soon after what headline and lead tell."""
    hands = {hand.source for claim in claims for hand in claim.chain}
    for claim in claims:
        for near in article.cues_in(article.beside(claim.spans, _SOON)):
            source = article.sources.get(near.source or "")
            named = source is not None and source.type != "unnamed" and source.id not in hands
            if named and article.told([near]):
                return True
    return False


def _leads_away(article: Article) -> bool:
    """Return whether the article is a page with a link to another page.

    An address in a plain text is none that its author set: most come with a post that the text quotes.
    """
    document = article.annotations.document
    own = _page_of(document.url or "")
    return "html" in document.input.media_type and any(
        _page_of(each.url) != own for each in document.links
    )


def _page_of(url: str) -> str:
    """Return an address without its query and fragment, which lead to the same page."""
    return url.partition("#")[0].partition("?")[0].rstrip("/")


def _relays(claim: Claim, article: Article) -> bool:
    """Return whether the first hand is one that can be read, and the last one somebody who is told.

    What the outlet itself was told is no step; nor is an agency that is credited, or to whom something was
    told: that is where the text itself comes from.
    """
    hands = article.hands(claim)
    if (
        len(hands) < _SEVERAL
        or not hands[-1].resolved
        or not _gives_word(hands[-1], claim, article)
    ):
        return False
    first = hands[0]
    if first.type not in _RELAYS or not first.resolved or article.is_own(first):
        return False
    told = _by_hand(claim, article, 0)
    heard = told is not None and told.inferred
    publishes = told is not None and (heard or told.act in _RETOLD)
    if not (first.outlet or (first.named and publishes)):
        return False
    if heard:
        return first.type == "outlet" and _is_another(first, article)
    return not {first.name, first.outlet} & {each.name for each in article.annotations.credits}


def _by_hand(claim: Claim, article: Article, place: int) -> Attribution | None:
    """Return by which attribution the hand at this place of the chain passes the claim on."""
    names = [each.attribution for each in claim.chain if each.via == "text"]
    return article.attributions.get(names[place] or "")


def _gives_word(last: Source, claim: Claim, article: Article) -> bool:
    """Return whether the last hand says something: what it shows or wants is what the one before it tells."""
    each = _by_hand(claim, article, -1)
    if each is None:
        return False
    return each.act in _WORDS or (each.act == "report" and (each.inferred or last.type in _RELAYS))


def _is_another(told: Source, article: Article) -> bool:
    """Return whether an outlet that was told something is likely not the one that published the article.

    It is another where the publisher is known, where its reports are cited besides, and mostly where several
    are told something, of which the publisher can be but one.
    """
    outlet = article.annotations.document.outlet
    return (
        bool(outlet.name or outlet.domain)
        or told.outlet in article.cited_outlets
        or len(article.told_outlets) >= _SEVERAL
    )


def _linked(claim: Claim, article: Article) -> bool:
    """Return whether a link leads to the first hand, or lies on the words that name one of the hands."""
    first = article.hands(claim)[0]
    if first.outlet in article.linked_outlets or first.id in article.linked_sources:
        return True
    attributions = (article.attributions.get(hand.attribution or "") for hand in claim.chain)
    return any(each is not None and each.url is not None for each in attributions)


def _shown(source: Source, claims: list[Claim], article: Article) -> tuple[Span, ...]:
    """Return the words that name a source where these claims are told."""
    for claim in claims:
        for hand in claim.chain:
            attribution = article.attributions.get(hand.attribution or "")
            if hand.source == source.id and attribution and attribution.source_spans:
                return attribution.source_spans
    return source.mentions[:1]


def _nobodys(each: Attribution) -> bool:
    """Return whether an attribution tells that something is said, and leaves out by whom."""
    if each.source is not None or each.source_spans or each.parent or each.manner == "direct":
        return False
    if each.scope != "explicit" or not each.cue_spans:
        return False
    sure = each.act in _ROUND or (each.act in _TOLD and each.score >= _SURE)
    return sure and _split(each)


def _is_answered(claim: Claim, each: Attribution, article: Article) -> bool:
    """Return whether the text shows beside a report whose it is: by a link, or by another's name.

    What a headline or lead leaves out the paragraph after it may tell; elsewhere one who is named and
    speaks before the report in its paragraph may well speak on.
    """
    if each.url:
        return True
    place = article.beside((*each.cue_spans, *each.content_spans), 1 if claim.place else 0)
    if article.has_link(place):
        return True
    for near in article.cues_in(place):
        source = article.sources.get(near.source or "")
        if source is None or source.type == "unnamed" or near.act not in {*_TOLD, *_RETOLD}:
            continue
        speaks_on = near.cue_spans[0].start < each.cue_spans[0].start
        if claim.place or speaks_on or near.act in _RETOLD:
            return True
    return False


def _split(each: Attribution) -> bool:
    """Return whether what is said stands on both sides of the cue."""
    return (
        each.content_spans[0].start < each.cue_spans[0].start
        and each.content_spans[-1].end > each.cue_spans[-1].end
    )


def _words(spans: tuple[Span, ...]) -> str:
    return " … ".join(each.text for each in spans)


RULES = (UnnamedSource, OwnWord, AgentlessReport, SecondHand, ReportNotLinked)
