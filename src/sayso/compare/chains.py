"""The claims of an article that match -> the chains of sources on which the article puts the claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.compare.lexicon import load
from sayso.compare.match import LEAST, Polarity
from sayso.compare.standing import voices_of, weights
from sayso.compare.voices import voices
from sayso.records import Record
from sayso.spans import RangeIndex, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sayso.compare.match import Compared
    from sayso.compare.standing import Voice, Weights
    from sayso.records import Annotations, Source

Ids = tuple[str, ...]

FAR = 0.1
"""Strength below which even the nearest claim of a voice is of other matters, wherever it stands."""

LONGEST = 12
"""Links of a chain all of whose stretches are looked at."""


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
    claims: Ids = ()


def chains(compared: Compared, model: Weights | None = None) -> tuple[Chain, ...]:
    """Return the chains of those who stand behind the claim, or deny it, without those that others hold.

    Args:
        compared: The article beside the claim.
        model: What says how likely a voice stands behind it; that of the package if not given.

    """
    annotations = compared.annotations
    sources = {each.id: each for each in annotations.sources}
    somebody = frozenset(sources) - nobody(annotations)
    same = voices(annotations.sources)
    silent = _silent(annotations)
    kept = heard(compared, model)
    relays = _relays(annotations, somebody)
    found: dict[tuple[Polarity, Ids], list[str]] = {}
    for each in compared.matches:
        if each.claim.attribution in silent:
            continue
        ids = _spoken((link.source for link in each.claim.chain if link.source in somebody), same)
        likely = [one for one in ids if one in kept]
        if not likely or (
            each.strength < LEAST and all(each is not kept[one].nearest for one in likely)
        ):
            continue
        # Who stands before one who stands behind it passed it on: a chain has no holes.
        ids = ids[: ids.index(likely[-1]) + 1]
        ids = tuple(dict.fromkeys((*relays.get(ids[0], ()), *ids)))
        found.setdefault((kept[likely[-1]].polarity, ids), []).append(each.claim.id)
    for ids in _denials(compared, somebody, relays):
        found.setdefault(("denies", _spoken(ids, same)), [])
    bodies: dict[str, list[Source]] = {}
    for body, speaker in same.items():
        bodies.setdefault(speaker, []).append(sources[body])
    return tuple(
        Chain(
            polarity=key[0],
            links=tuple(link(sources[each], bodies.get(each, ())) for each in key[1]),
            claims=tuple(dict.fromkeys(found[key])),
        )
        for key in _longest(found, sources)
    )


def heard(compared: Compared, model: Weights | None = None) -> dict[str, Voice]:
    """Return the voices that are likely enough to stand behind the claim, by their sources' ids."""
    model = model or weights()
    return {
        each.source.id: each
        for each in article_voices(compared)
        if each.nearest is not None
        and (each.nearest.strength >= FAR or each.refers)
        and model.stands(each.features) >= model.least
    }


def article_voices(compared: Compared) -> list[Voice]:
    """Return all voices of an article that can be links of a chain."""
    annotations = compared.annotations
    somebody = frozenset(each.id for each in annotations.sources) - nobody(annotations)
    return voices_of(compared, somebody, _silent(annotations), voices(annotations.sources))


def linked(annotations: Annotations, voice: Voice) -> ChainSource:
    """Return a voice as the link of a chain."""
    return link(voice.source, [each for each in annotations.sources if each.id in voice.ids])


def link(source: Source, bodies: Iterable[Source] = ()) -> ChainSource:
    """Return a source as the link of a chain, with the mentions of the bodies that it speaks for."""
    also = [mention for body in bodies for mention in body.mentions]
    return ChainSource(
        source=source.id,
        name=source.name,
        type=source.type,
        span=_shortest(source),
        mentions=tuple(sorted({*source.mentions, *also})),
    )


def _spoken(ids: Iterable[str], same: Mapping[str, str]) -> Ids:
    """The links of a chain, each body as the one who speaks for it."""
    return tuple(dict.fromkeys(same.get(each, each) for each in ids))


def _shortest(source: Source) -> Span:
    """The shortest words that tell who it is: its name, or else the mention that introduces it."""
    for mention in source.mentions:
        at = mention.text.find(source.name)
        if at >= 0:
            start = mention.start + at
            return Span(start, start + len(source.name), source.name)
    return source.mentions[0]


def nobody(annotations: Annotations) -> frozenset[str]:
    """Return who makes no link: a bare "reports", a photo, who stays unresolved, the own outlet."""
    words = load(annotations.document.language).nobody
    own = annotations.document.outlet.name
    return frozenset(
        each.id
        for each in annotations.sources
        if not each.mentions
        or not each.resolved
        or (own is not None and own in {each.name, each.outlet})
        or (not each.named and (each.type == "document" or each.name.lower() in words))
    )


def _links(ids: Iterable[str], somebody: frozenset[str], relays: Mapping[str, Ids]) -> Ids:
    """The links of a chain, with the relays through which its first source speaks elsewhere."""
    known = tuple(dict.fromkeys(each for each in ids if each in somebody))
    if not known:
        return ()
    return tuple(dict.fromkeys((*relays.get(known[0], ()), *known)))


def _relays(annotations: Annotations, somebody: frozenset[str]) -> dict[str, Ids]:
    """For each unnamed source the relays before it, where the article tells them and always the same.

    Whom an outlet quotes without a name is its own source in the whole article: "the source told the
    Courier" in one sentence holds for "the source said" in the next.
    """
    unnamed = {each.id for each in annotations.sources if not each.named}
    before: dict[str, set[Ids]] = {}
    for claim in annotations.claims:
        ids = _links((each.source for each in claim.chain), somebody, {})
        for k, each in enumerate(ids):
            if k and each in unnamed:
                before.setdefault(each, set()).add(ids[:k])
    return {each: next(iter(ways)) for each, ways in before.items() if len(ways) == 1}


def _silent(annotations: Annotations) -> frozenset[str | None]:
    """The attributions that only say that something is not confirmed: they put no claim."""
    cues = RangeIndex(
        ((cue.start, cue.end), k)
        for k, each in enumerate(annotations.evidence)
        if each.kind in {"unconfirmed", "unverified", "declined"}
        for cue in each.cues
    )
    return frozenset(
        each.id
        for each in annotations.attributions
        if any(
            True
            for piece in (*each.cue_spans, *each.content_spans)
            for _ in cues.over((piece.start, piece.end))
        )
    )


def _denials(
    compared: Compared, somebody: frozenset[str], relays: Mapping[str, Ids]
) -> Iterable[Ids]:
    """Yield the chains of those who deny the claim in other words: "the ministry denied the reports"."""
    annotations = compared.annotations
    near = {each.claim.id for each in compared.matches if each.strength >= LEAST}
    chain_of = {
        each.attribution: each.chain for each in annotations.claims if each.attribution is not None
    }
    for each in annotations.evidence:
        if each.kind != "denied" or each.source is None or near.isdisjoint(each.claims):
            continue
        chain = chain_of.get(each.attribution or "", ())
        ids = [one.source for one in chain]
        ids = ids[: ids.index(each.source) + 1] if each.source in ids else [each.source]
        links = _links(ids, somebody, relays)
        if links:
            yield links


def _longest(
    found: Iterable[tuple[Polarity, Ids]], sources: Mapping[str, Source]
) -> list[tuple[Polarity, Ids]]:
    """Leave out the chains that are a stretch of another, and unnamed outlets where one is named."""
    all_of_them = list(found)
    named = {
        polarity
        for polarity, ids in all_of_them
        if any(sources[each].named and sources[each].type in {"outlet", "agency"} for each in ids)
    }
    kept = [
        (polarity, ids)
        for polarity, ids in all_of_them
        if not (polarity in named and len(ids) == 1 and _is_some_outlet(sources[ids[0]]))
    ]
    held = {(polarity, part) for polarity, ids in kept for part in _parts(ids)}
    return [key for key in kept if key not in held]


def _is_some_outlet(source: Source) -> bool:
    """Whether it is one outlet without a name: "a South Korean newspaper"."""
    return source.type == "outlet" and not source.named and source.outlet is None


def _parts(ids: Ids) -> Iterator[Ids]:
    """Yield every stretch of a chain but itself; of a chain longer than any in news only its ends."""
    for size in range(1, len(ids)):
        starts = len(ids) - size + 1
        for k in range(starts) if len(ids) <= LONGEST else (0, starts - 1):
            yield ids[k : k + size]
