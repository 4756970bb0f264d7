"""Who said what through whom, over all articles of a story -> its relays, its origins, its deniers.

The graph: sources are its nodes; an edge leads from who passes the claim on to whom it is from. Outlets and
agencies from which an edge leads are relays; what is left at the roots are origins. So nobody is an origin in a
circle of outlets that have it from one another. How many of them are independent is told in
``independence.py``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from sayso.compare.circles import cycles
from sayso.compare.identity import load
from sayso.compare.names import sounds_of
from sayso.traces import Merge

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sayso.compare.same_source import Entity
    from sayso.traces import ChainPolarity

Role = Literal["origin", "relay", "denier", "infers"]


@dataclass(frozen=True, slots=True)
class Told:
    """One chain of one article, by the numbers of its sources; nearest to the article first."""

    document: str
    polarity: ChainPolarity
    sources: tuple[int, ...]
    infers: bool = False
    """Whether the last of them only believes or supposes it there."""
    sure: bool = True
    """Whether the last of them is likely to stand behind the claim even if no other article has him."""
    likely: bool = True
    """Whether the last of them is likely enough for the upper bound."""
    own: int | None = None
    """The article's own outlet, where it is a source of the story too."""


@dataclass(slots=True)
class Graph:
    """What the chains of all articles show together."""

    roles: dict[int, Role] = field(default_factory=dict)
    behind: dict[int, set[int]] = field(default_factory=dict)
    """For each relay the sources that it has the claim from."""
    support: dict[int, set[str]] = field(default_factory=dict)
    """For each source the articles with copies folded that have the claim from it as the last of a chain."""
    sure: set[int] = field(default_factory=set)
    """The sources that some article alone makes sure enough, or two articles together."""
    likely: set[int] = field(default_factory=set)
    """Those and the ones that are likely enough for the upper bound."""
    contested: set[int] = field(default_factory=set)
    """Those who are taken for deniers since they, or their own people, deny it in another article."""
    cycles: list[tuple[int, ...]] = field(default_factory=list)
    """The outlets that have the claim from one another."""

    def closed(self) -> list[tuple[int, ...]]:
        """Return the circles that have the claim from nobody else and in which nobody is an origin."""
        return [
            each
            for each in self.cycles
            if all(
                self.roles[at] == "relay" and self.behind.get(at, set()) <= set(each) for at in each
            )
        ]


def graph(entities: Sequence[Entity], chains: Iterable[Told], folded: Mapping[str, str]) -> Graph:
    """Return the roles of the sources, what lies behind each relay, and the circles.

    Args:
        entities: The sources of the story.
        chains: Of all articles.
        folded: For each article the one of which it is a copy, or itself.

    """
    made = Graph()
    ends: dict[int, list[Told]] = {}
    passing: dict[int, set[str]] = {}
    denied: dict[int, set[str]] = {}
    for each in sorted(chains, key=lambda one: (one.document, one.polarity, one.sources)):
        here = folded[each.document]
        if each.polarity == "denies":
            denied.setdefault(each.sources[-1], set()).add(here)
            continue
        hands = (each.own, *each.sources) if each.own is not None else each.sources
        for one, other in pairwise(hands):
            if one != other:
                made.behind.setdefault(one, set()).add(other)
                passing.setdefault(one, set()).add(here)
        _end(each, here, ends, made)
    made.cycles = cycles(_of_media(made.behind, entities))
    # Two sides that tell of each other's words are no relays of one another.
    mutual = {at for circle in cycles(made.behind) for at in circle if not entities[at].is_medium}
    for at, entity in enumerate(entities):
        said = made.support.get(at, set())
        if (
            at in passing
            and at not in mutual
            and (entity.is_medium or len(passing[at]) >= len(said))
        ):
            made.roles[at] = "relay"
        elif len(denied.get(at, ())) >= max(1, len(said)):
            made.roles[at] = "denier"
        elif not said:
            made.roles[at] = "relay"
        else:
            made.roles[at] = "infers" if _infers(entity, ends[at]) else "origin"
    made.contested = _contested(entities, made, denied)
    made.roles.update(dict.fromkeys(made.contested, "denier"))
    return made


def _of_media(behind: Mapping[int, set[int]], entities: Sequence[Entity]) -> dict[int, list[int]]:
    """Which outlets have the claim from which others."""
    return {
        at: [one for one in others if entities[one].is_medium]
        for at, others in behind.items()
        if entities[at].is_medium
    }


def _end(each: Told, here: str, ends: dict[int, list[Told]], made: Graph) -> None:
    """Take down who is the last of a chain, and how surely."""
    last = each.sources[-1]
    ends.setdefault(last, []).append(each)
    made.support.setdefault(last, set()).add(here)
    if each.sure or len(made.support[last]) > 1:
        made.sure.add(last)
    if each.likely or last in made.sure:
        made.likely.add(last)


def _contested(entities: Sequence[Entity], made: Graph, denied: Mapping[int, set[str]]) -> set[int]:
    """The origins that deny it elsewhere, or after whom one is named who does: "the LPD", "LPD officials"."""
    names = {
        sounds
        for at, role in made.roles.items()
        if role == "denier"
        for member in entities[at].members
        for sounds in sounds_of(member.name)
    }
    return {
        at
        for at, role in made.roles.items()
        if role == "origin"
        and entities[at].named
        and not entities[at].is_medium
        and (
            at in denied
            or any(
                len(each.sounds) == 1 and each.sounds[0] in names
                for each in entities[at].likenesses
            )
        )
    }


def _infers(entity: Entity, ends: Sequence[Told]) -> bool:
    """Whether it tells only what it makes of the words of others, by trade or by what it says."""
    if entity.is_medium:
        return False
    for member in entity.members:
        words = load(member.language)
        told = {word for each in (member.name, *member.mentions) for word in words.plain(each)}
        if not told.isdisjoint(words.offices) or (member.speaks_for and entity.named):
            return False
        if not entity.named and not told.isdisjoint(words.inferring | words.bystanders):
            return True
    return entity.named and all(each.infers for each in ends)


def passed_on(made: Graph, entities: Sequence[Entity]) -> dict[int, tuple[Merge, ...]]:
    """Return for each origin the relays that have the claim from it and from nobody else.

    Where articles end with the outlet and one shows whom it quotes, the outlet's name is one more name of
    that source in this story.
    """
    return {
        at: tuple(
            Merge(
                name=entities[relay].name,
                why=f"Other articles show that it has the claim from {entities[at].name}.",
                strength="likely",
            )
            for relay in theirs
        )
        for at, theirs in relays(made, entities).items()
    }


def relays(made: Graph, entities: Sequence[Entity]) -> dict[int, list[int]]:
    """Return for each origin the outlets that have the claim from it and from no other."""
    found: dict[int, list[int]] = {}
    for relay, others in sorted(made.behind.items()):
        origins = [one for one in others if made.roles[one] == "origin"]
        if made.roles[relay] == "relay" and entities[relay].is_medium and len(origins) == 1:
            found.setdefault(origins[0], []).append(relay)
    return found
