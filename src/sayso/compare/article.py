"""Annotations of one article and a claim -> how the article puts it, and the chains on which it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sayso.compare.lexicon import load
from sayso.compare.match import LANGUAGE, match
from sayso.records import Record
from sayso.spans import Span, span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.compare.match import Matches
    from sayso.compare.similarity import Similarity
    from sayso.records import Annotations, Claim, Source

Stance = Literal["repeats", "denies", "doubts", "neutral"]
Certainty = Literal["asserted", "hedged", "attributed", "denied"]
Polarity = Literal["supports", "denies"]


class ChainSource(Record, frozen=True, kw_only=True):
    """One source of a chain: its record's id, its name, and the shortest words that identify it."""

    source: str
    name: str
    type: str
    span: Span
    mentions: tuple[Span, ...] = ()


class Chain(Record, frozen=True, kw_only=True):
    """Through whom the claim, or its denial, came to the article; nearest to the article first."""

    polarity: Polarity
    links: tuple[ChainSource, ...]
    claims: tuple[str, ...]


class Account(Record, frozen=True, kw_only=True):
    """How one article puts one claim."""

    stance: Stance
    certainty: Certainty | None
    chains: tuple[Chain, ...] = ()
    origins: tuple[str, ...] = ()
    says_unconfirmed: tuple[Span, ...] = ()


def account(annotations: Annotations, claim: str, similarity: Similarity | None = None) -> Account:
    """Return how the article puts ``claim``.

    Args:
        annotations: Of the article.
        claim: One sentence.
        similarity: What says how near passages are to the claim; by their words if not given.

    """
    matches = match(annotations, claim, similarity)
    found = chains(annotations, matches)
    unconfirmed = _unconfirmed(annotations)
    stance = _stance(matches)
    origins = dict.fromkeys(each.links[-1].name for each in found if each.polarity == "supports")
    return Account(
        stance=stance,
        certainty=_certainty(annotations, matches, stance),
        chains=found,
        origins=tuple(origins),
        says_unconfirmed=unconfirmed,
    )


def chains(annotations: Annotations, matches: Matches) -> tuple[Chain, ...]:
    """Return the chains of the claims that match, those merged that say no more than others."""
    sources = {each.id: each for each in annotations.sources}
    nobody = load(annotations.document.language or LANGUAGE).nobody
    found: dict[tuple[Polarity, tuple[str, ...]], list[str]] = {}
    for each in matches.claims:
        ids = tuple(
            dict.fromkeys(
                link.source
                for link in each.claim.chain
                if _is_somebody(sources[link.source], nobody, annotations)
            )
        )
        if ids:
            found.setdefault((each.polarity, ids), []).append(each.claim.id)
    longest = [
        key
        for key in found
        if not any(
            key is not other and key[0] == other[0] and _within(key[1], other[1]) for other in found
        )
    ]
    return tuple(
        Chain(
            polarity=polarity,
            links=tuple(link(sources[each]) for each in ids),
            claims=tuple(found[polarity, ids]),
        )
        for polarity, ids in longest
    )


def _within(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether the shorter chain is a stretch of the longer one."""
    size = len(short)
    return size < len(long) and any(
        tuple(long[k : k + size]) == tuple(short) for k in range(len(long) - size + 1)
    )


def _is_somebody(source: Source, nobody: frozenset[str], annotations: Annotations) -> bool:
    """Whether a source can be a link: neither the article's own outlet nor a bare "reports"."""
    outlet = annotations.document.outlet.name
    if outlet is not None and outlet in {source.name, source.outlet}:
        return False
    if source.resolved is False:
        return False
    return source.named or source.name.lower() not in nobody


def link(source: Source) -> ChainSource:
    """Return a source as the link of a chain."""
    return ChainSource(
        source=source.id,
        name=source.name,
        type=source.type,
        span=_shortest(source),
        mentions=source.mentions,
    )


def _shortest(source: Source) -> Span:
    """The shortest words that tell who it is: its name, or else the mention that introduces it."""
    for mention in source.mentions:
        at = mention.text.find(source.name)
        if at >= 0:
            return Span(mention.start + at, mention.start + at + len(source.name), source.name)
    return source.mentions[0]


def _unconfirmed(annotations: Annotations) -> tuple[Span, ...]:
    """What says that the claim is not confirmed, or is denied by somebody."""
    text = annotations.document.text
    pattern = load(annotations.document.language or LANGUAGE).unconfirmed_pattern
    return tuple(span(text, *found.span()) for found in pattern.finditer(text))


def _stance(matches: Matches) -> Stance:
    if not matches.claims and not matches.sentences:
        return "neutral"
    return "repeats"


def _certainty(annotations: Annotations, matches: Matches, stance: Stance) -> Certainty | None:
    """How strongly the article's own voice puts the claim at its strongest."""
    if stance == "neutral":
        return None
    if stance == "denies":
        return "denied"
    hedges = load(annotations.document.language or LANGUAGE).hedge_pattern
    plain = [each for each in matches.sentences if not hedges.search(each.span.text)]
    if plain:
        return "asserted"
    if matches.sentences or any(_on_nobody(each.claim) for each in matches.claims):
        return "hedged"
    return "attributed"


def _on_nobody(claim: Claim) -> bool:
    return claim.attribution is not None and not claim.chain
