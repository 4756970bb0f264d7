"""The list of outlets in, what is wrong with it out: a sentence for each mistake."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from sayso.outlets.directory import MOST_WORDS, key_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.outlets.entry import KnownOutlet

LONGEST_NAME = 80
"""Characters of a name."""

_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:[a-z]{2,24}|xn--[a-z0-9-]+)")


@cache
def _known() -> dict[str, frozenset[str]]:
    text = resources.files(__package__).joinpath("known.toml").read_text("utf8")
    return {name: frozenset(words.split()) for name, words in tomllib.loads(text).items()}


def mistakes(outlets: Sequence[KnownOutlet]) -> Iterator[str]:
    """Yield a sentence for each thing that is wrong; none for a list that can be used."""
    yield from _repeated(outlets)
    yield from _shared(outlets)
    owners: dict[str, str] = {}
    for outlet in outlets:
        if outlet.country is not None and outlet.country not in _known()["countries"]:
            yield f"{outlet.name}: {outlet.country} is no country of ISO 3166-1."
        for domain in outlet.domains:
            own = domain not in _known()["shared_domains"] and not domain.startswith("www.")
            if not own or not _DOMAIN.fullmatch(domain):
                yield f"{outlet.name}: {domain} is no outlet's domain without www., in lower case."
            if domain in owners:
                yield f"{domain} is given to {owners[domain]} and to {outlet.name}."
            owners[domain] = outlet.name
        for name in (outlet.name, *outlet.aliases, *outlet.ambiguous, *outlet.signs):
            if name != " ".join(name.split()):
                yield f"{outlet.name}: there are blanks too many in {name!r}."
            long = len(name) > LONGEST_NAME or len(name.split()) > MOST_WORDS
            if long or not key_of(name):
                yield f"{outlet.name}: {name!r} is no name, or too long."


def _repeated(outlets: Sequence[KnownOutlet]) -> Iterator[str]:
    seen: set[str] = set()
    for outlet in outlets:
        if outlet.name in seen:
            yield f"{outlet.name} stands in the list twice."
        seen.add(outlet.name)
        names = [*outlet.aliases, *outlet.ambiguous]
        clear = {
            key_of(name) for name in (outlet.name, *outlet.aliases) if name not in outlet.ambiguous
        }
        both = clear & {key_of(name) for name in outlet.ambiguous}
        if len(set(names)) < len(names) or outlet.name in outlet.aliases or both:
            yield f"{outlet.name}: a name is given twice."


def _shared(outlets: Sequence[KnownOutlet]) -> Iterator[str]:
    """What two outlets both claim as theirs alone."""
    bearers: dict[str, str] = {}
    for outlet in outlets:
        clear = [name for name in (outlet.name, *outlet.aliases) if name not in outlet.ambiguous]
        for key, name in {key_of(name): name for name in clear}.items():
            if key in bearers:
                yield (
                    f"{name!r} is a name of {bearers[key]} and of {outlet.name}: "
                    'leave it to one, and put it under "ambiguous" at the other, or at both.'
                )
            bearers[key] = outlet.name
