"""The articles of a story beside the claim -> how each puts it, where the others help to tell who is behind it.

Whom no other article has behind the claim must be likelier to be than whom others have too; copies count
once. The other way round, to take somebody less likely because others have him, lost more than it found.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from sayso.compare.affiliation import affiliation
from sayso.compare.article import accounted
from sayso.compare.chains import chains
from sayso.compare.identity import load
from sayso.compare.names import sounds_of
from sayso.compare.same_source import Heard, same_sources
from sayso.compare.standing import weights

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.compare.article import Account
    from sayso.compare.chains import Chain
    from sayso.compare.match import Compared
    from sayso.records import Annotations
    from sayso.traces import Judgement

Name = tuple[str, str]
"""A source of a story: the document and the source's id in it."""

SURE = 0.8
"""How likely somebody must stand behind the claim whom one article alone has, to be counted; 0.7 to 0.85 do
about as well."""

_PERSONS = frozenset({"person", "official"})

MORE = 0.1
"""How much likelier than else somebody must be whom no other article has; 0.05 and 0.2 do a little worse."""


def accounts(
    compared: Mapping[str, Compared], folded: Mapping[str, str], judgements: Sequence[Judgement]
) -> tuple[dict[str, Account], frozenset[Name]]:
    """Return how each article puts the claim, and who is sure enough to stand behind it in one article.

    Args:
        compared: The articles beside the claim.
        folded: For each article the one of which it is a copy, or itself.
        judgements: What a person decided.

    """
    model = weights()
    alone = {key: accounted(each) for key, each in compared.items()}
    if len(set(folded.values())) < 2:
        return alone, _sources({key: each.chains for key, each in alone.items()})
    strict = {
        key: {_key(one) for one in chains(each, replace(model, least=model.least + MORE))}
        for key, each in compared.items()
    }
    told = {key: each.chains for key, each in alone.items()}
    read = {key: each.annotations for key, each in compared.items()}
    entities = same_sources(heard(read, told, folded), judgements)
    number = {
        (member.document, member.source): at
        for at, entity in enumerate(entities)
        for member in entity.members
    }
    behind: dict[tuple[int, str], set[str]] = {}
    for key, each in alone.items():
        for chain in each.chains:
            for link in chain.links:
                behind.setdefault((number[key, link.source], chain.polarity), set()).add(
                    folded[key]
                )
    surest = replace(model, least=max(SURE, model.least))
    sure = _sources({key: chains(each, surest) for key, each in compared.items()})
    corrected = {
        key: _changed(
            each,
            [
                chain
                for chain in each.chains
                if _key(chain) in strict[key]
                or behind[number[key, chain.links[-1].source], chain.polarity] > {folded[key]}
            ],
        )
        for key, each in alone.items()
    }
    return corrected, sure


def _sources(told: Mapping[str, Sequence[Chain]]) -> frozenset[Name]:
    return frozenset(
        (key, link.source) for key, each in told.items() for chain in each for link in chain.links
    )


def _key(chain: Chain) -> tuple[str, tuple[str, ...]]:
    return chain.polarity, tuple(link.source for link in chain.links)


def _changed(ours: Account, kept: Sequence[Chain]) -> Account:
    origins = dict.fromkeys(each.links[-1].name for each in kept if each.polarity == "supports")
    return replace(ours, chains=tuple(kept), origins=tuple(origins))


def heard(
    read: Mapping[str, Annotations],
    told: Mapping[str, Sequence[Chain]],
    folded: Mapping[str, str],
) -> list[Heard]:
    """Return every source of every chain as its article has it; persons with a body that any article gives."""
    bodies = _bodies(read)
    found = {}
    for key, all_chains in told.items():
        sources = {one.id: one for one in read[key].sources}
        relays: dict[str, set[str]] = {}
        for chain in all_chains:
            for before, link in pairwise(chain.links):
                relays.setdefault(link.source, set()).add(before.source)
        sides: dict[str, set[str]] = {}
        for chain in all_chains:
            for link in chain.links:
                sides.setdefault(link.source, set()).add(chain.polarity)
        for name, side in sides.items():
            source = sources[name]
            person = source.named and source.type in _PERSONS
            found[key, name] = Heard(
                name=source.name,
                document=key,
                source=source.id,
                type=source.type,
                named=source.named,
                mentions=tuple(span.text for span in source.mentions),
                speaks_for=bodies.get(sounds_of(source.name)) if person else source.speaks_for,
                outlet=source.outlet,
                told=tuple(sorted(relays.get(source.id, ()))),
                copies=folded[key],
                language=read[key].document.language,
                denies="denies" in side if len(side) == 1 else None,
            )
    return list(found.values())


def _bodies(read: Mapping[str, Annotations]) -> dict[tuple[str, ...], str]:
    """For each person by name the body to which most articles say the person belongs."""
    told: dict[tuple[str, ...], Counter[str]] = {}
    for each in read.values():
        text, words = each.document.text, load(each.document.language)
        for source in each.sources:
            if source.named and source.type in _PERSONS:
                body = source.speaks_for or affiliation(text, source.name, source.mentions, words)
                if body:
                    told.setdefault(sounds_of(source.name), Counter())[body] += 1
    return {
        name: min(counts, key=lambda body: (-counts[body], -len(body), body))
        for name, counts in told.items()
    }
