"""Who said what through whom, over all articles of a story -> its origins, and how many are independent.

The graph: sources are its nodes; an edge leads from who passes the claim on to whom it is from. Outlets and
agencies from which an edge leads are relays; what is left at the roots are origins. An outlet that names
nobody is a root, but what it knows may be what another told: it counts in the upper bound alone, unless
nobody else is left.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from sayso.compare.identity import load
from sayso.traces import IndependentOrigins, Merge

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sayso.compare.same_source import Entity
    from sayso.traces import ChainPolarity

Role = Literal["origin", "relay", "denier", "infers"]

MOST_ORIGINS = 400
"""Origins that are compared with one another for the bounds."""


@dataclass(frozen=True, slots=True)
class Told:
    """One chain of one article, by the numbers of its sources; nearest to the article first."""

    document: str
    polarity: ChainPolarity
    sources: tuple[int, ...]
    infers: bool = False
    """Whether the last of them only believes or supposes it there."""
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
    cycles: list[tuple[int, ...]] = field(default_factory=list)


def graph(entities: Sequence[Entity], chains: Iterable[Told], folded: Mapping[str, str]) -> Graph:
    """Return the roles of the sources, what lies behind each relay, and the circles.

    Args:
        entities: The sources of the story.
        chains: Of all articles.
        folded: For each article the one of which it is a copy, or itself.

    """
    made = Graph()
    ends: dict[int, list[Told]] = {}
    denied: set[int] = set()
    for each in sorted(chains, key=lambda one: (one.document, one.polarity, one.sources)):
        if each.polarity == "denies":
            denied.add(each.sources[-1])
            continue
        hands = (each.own, *each.sources) if each.own is not None else each.sources
        for one, other in zip(hands, hands[1:], strict=False):
            if one != other:
                made.behind.setdefault(one, set()).add(other)
        ends.setdefault(each.sources[-1], []).append(each)
        made.support.setdefault(each.sources[-1], set()).add(folded[each.document])
    made.cycles = _cycles(made.behind)
    within = {at for cycle in made.cycles for at in cycle}
    for at, entity in enumerate(entities):
        if at in ends:
            passes_on = at in made.behind and at not in within
            if passes_on and (entity.is_medium or entity.type == "document"):
                made.roles[at] = "relay"
            elif all(each.infers for each in ends[at]) or _infers(entity):
                made.roles[at] = "infers"
            else:
                made.roles[at] = "origin"
        else:
            made.roles[at] = "relay" if at in made.behind or at not in denied else "denier"
    return made


def _infers(entity: Entity) -> bool:
    """Whether it is one who by trade tells what he makes of the words of others."""
    for member in entity.members:
        words = load(member.language)
        told = {word for each in (member.name, *member.mentions) for word in words.plain(each)}
        if not told.isdisjoint(words.inferring | words.bystanders):
            return True
    return False


def _cycles(behind: Mapping[int, set[int]]) -> list[tuple[int, ...]]:
    """The circles in which sources have the claim from one another, each once (Tarjan 1972)."""
    order: dict[int, int] = {}
    low: dict[int, int] = {}
    stack: list[int] = []
    found: list[tuple[int, ...]] = []
    for root in sorted(behind):
        if root in order:
            continue
        work = [(root, iter(sorted(behind.get(root, ()))))]
        order[root] = low[root] = len(order)
        stack.append(root)
        while work:
            at, others = work[-1]
            for other in others:
                if other not in order:
                    order[other] = low[other] = len(order)
                    stack.append(other)
                    work.append((other, iter(sorted(behind.get(other, ())))))
                    break
                if other in stack:
                    low[at] = min(low[at], order[other])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[at])
                if low[at] == order[at]:
                    circle = []
                    while not circle or circle[-1] != at:
                        circle.append(stack.pop())
                    if len(circle) > 1:
                        found.append(tuple(sorted(circle)))
    return sorted(found)


def passed_on(at: int, made: Graph, entities: Sequence[Entity]) -> tuple[Merge, ...]:
    """Return the relays that have the claim from this origin and from nobody else.

    Where articles end with the outlet and one shows whom it quotes, the outlet's name is one more name of
    that source in this story.
    """
    return tuple(
        Merge(
            name=entities[relay].name,
            why=f"Other articles show that it has the claim from {entities[at].name}.",
            strength="likely",
        )
        for relay, others in sorted(made.behind.items())
        if others == {at} and made.roles[relay] == "relay" and entities[relay].is_medium
    )


def count(entities: Sequence[Entity], made: Graph) -> IndependentOrigins:
    """Return how many independent origins there are, with bounds and each step in words."""
    origins = [at for at, role in sorted(made.roles.items()) if role == "origin"][:MOST_ORIGINS]
    why = _relays(entities, made)
    if not origins:
        return IndependentOrigins(count=0, lower=0, upper=0, why=(*why, "No source is left."))
    known = [at for at in origins if not entities[at].is_medium]
    silent = [at for at in origins if entities[at].is_medium]
    if silent and known:
        why.append(
            f"{_list(entities, silent)} {_are(silent)} named without a source: counted in the upper"
            " bound only."
        )
    elif len(silent) > 1:
        why.append(f"{_list(entities, silent)} name no source: all may tell what one told.")
    groups = _groups(entities, known) if known else [silent]
    for each in groups:
        if len(each) > 1 and known:
            why.append(
                f"{_list(entities, each)} speak for one state or can be the same: counted as one."
            )
    lower = _least(entities, groups)
    if lower < len(groups):
        why.append(f"What could be the same taken as the same leaves {lower}.")
    upper = len(known) + len(silent)
    if upper > len(groups):
        why.append(f"Only what must be the same taken as the same leaves {upper}.")
    return IndependentOrigins(count=len(groups), lower=lower, upper=upper, why=tuple(why))


def _relays(entities: Sequence[Entity], made: Graph) -> list[str]:
    """What was left out, in words."""
    why = []
    relays = [
        at for at, role in sorted(made.roles.items()) if role == "relay" and at in made.behind
    ]
    if relays:
        why.append(
            f"{_list(entities, relays)} only {'pass' if len(relays) > 1 else 'passes'} it on."
        )
    inferring = [at for at, role in sorted(made.roles.items()) if role == "infers"]
    if inferring:
        why.append(
            f"{_list(entities, inferring)} {_are(inferring)} not counted: they only infer from others."
        )
    denying = [at for at, role in sorted(made.roles.items()) if role == "denier"]
    if denying:
        why.append(f"{_list(entities, denying)} {'deny' if len(denying) > 1 else 'denies'} it.")
    return why


def _groups(entities: Sequence[Entity], known: Sequence[int]) -> list[list[int]]:
    """Those that likely know it from one another: the offices of one state, and whom nothing tells apart."""
    groups: dict[str, list[int]] = {}
    loose: list[int] = []
    for at in known:
        entity = entities[at]
        state = _state(entity)
        if state:
            groups.setdefault(state, []).append(at)
        elif not entity.named and not any(each.parts for each in entity.likenesses):
            loose.append(at)
        else:
            groups[f"#{at}"] = [at]
    if loose:
        first = min(
            (key for key in groups if not entities[groups[key][0]].named),
            key=lambda key: (-len(groups[key]), key),
            default=None,
        )
        groups.setdefault(first or "?", []).extend(loose)
    return [groups[key] for key in sorted(groups)]


def _state(entity: Entity) -> str | None:
    """The state in whose office it is, by the words that articles use."""
    found: set[str] = set()
    for member, like in zip(entity.members, entity.likenesses, strict=True):
        words = load(member.language)
        told = {word for word in words.plain(f"{member.name} {member.speaks_for or ''}")}
        if like.nations and not told.isdisjoint(words.offices) and told.isdisjoint(words.outside):
            found |= like.nations
    return min(found) if found else None


def _least(entities: Sequence[Entity], groups: Sequence[Sequence[int]]) -> int:
    """How many are left where all that could be the same is: unnamed ones are among the named, or one."""
    named = [each for each in groups if any(entities[at].named for at in each)]
    return max(1, len(named))


def _list(entities: Sequence[Entity], which: Sequence[int]) -> str:
    names = sorted(entities[at].name for at in which)
    if len(names) > 8:
        return f"{', '.join(names[:8])} and {len(names) - 8} more"
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]


def _are(which: Sequence[int]) -> str:
    return "are" if len(which) > 1 else "is"
