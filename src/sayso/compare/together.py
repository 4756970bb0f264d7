"""The articles of a story beside the claim -> how each puts it, and its sources as the whole story knows them.

To hear in one article whom others have behind the claim, or to ask more of those whom no other has, was
tried: neither made the chains of articles better once the voices of one article were weighed well (the notes
on origins have the figures).
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
from sayso.compare.same_source import Heard
from sayso.compare.standing import weights

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.compare.article import Account
    from sayso.compare.chains import Chain
    from sayso.compare.match import Compared
    from sayso.records import Annotations

Name = tuple[str, str]
"""A source of a story: the document and the source's id in it."""

SURE = 0.85
"""How likely somebody must stand behind the claim whom one article alone has, to be counted."""

LIKELY = 0.7
"""How likely somebody must, to be counted in the upper bound. Of 0.5 to 0.9 in steps of 0.05 these two did
best on the eight stories of origins, so what they reach there is a little more than elsewhere."""

_PERSONS = frozenset({"person", "official"})


def accounts(
    compared: Mapping[str, Compared], puts: Mapping[str, bool] | None = None
) -> dict[str, Account]:
    """Return how each article puts the claim.

    Args:
        compared: The articles beside the claim.
        puts: Which of them put it at all, as far as that is known.

    """
    known = puts or {}
    return {key: accounted(each, puts=known.get(key)) for key, each in compared.items()}


def as_likely(compared: Mapping[str, Compared], least: float) -> frozenset[Name]:
    """Return who stands behind the claim with at least this likelihood, by one article alone."""
    model = weights()
    surest = replace(model, least=max(least, model.least))
    return _sources({key: chains(each, surest) for key, each in compared.items()})


def _sources(told: Mapping[str, Sequence[Chain]]) -> frozenset[Name]:
    return frozenset(
        (key, link.source) for key, each in told.items() for chain in each for link in chain.links
    )


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
