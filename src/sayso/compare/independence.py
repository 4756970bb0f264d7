"""The origins of a story in; how many could each know the claim without the others, with bounds, out.

*Count*: what likely is the same counts once (the offices of one state, unnamed sources whom nothing tells
apart, all outlets that name nobody); of what is left all whom two articles have, copies being one article, or
whom one has surely (likelihood .85); at least one. *Lower*: what could be the same is: an unnamed source may be
any named one, and whom a single article has may be its error. *Upper*: only what must be the same is, and whom
one article has need not be as sure (.7).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.compare.identity import load
from sayso.compare.origins import relays
from sayso.traces import IndependentOrigins

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.compare.origins import Graph, Role
    from sayso.compare.same_source import Entity

MOST_SILENT = 2
"""Outlets without a source that the upper bound takes for origins of their own: many more only repeat."""

SHOWN = 8
"""Names that a reason gives; of more it says how many."""


class Independent:
    """The origins of a story, those together that count once."""

    def __init__(self, entities: Sequence[Entity], made: Graph) -> None:
        """Take the sources of the story and what they do in it."""
        self._entities = entities
        self._graph = made
        origins = self._of("origin")
        self._known = [at for at in origins if not entities[at].is_medium]
        self._silent = [at for at in origins if entities[at].is_medium]
        self._relays = relays(made, entities)
        self._closed = made.closed()
        self._why: list[str] = []

    def together(self) -> list[list[int]]:
        """Return the origins, those together that count once."""
        return [*self._groups(), self._silent] if self._known else [self._silent]

    def counted(self) -> IndependentOrigins:
        """Return how many independent origins there are, and each step in words."""
        self._why.clear()
        self._left_out()
        if not self._known:
            return self._of_outlets()
        groups = self._groups()
        for each in groups:
            if len(each) > 1:
                names = self._list(each)
                self._why.append(
                    f"{names} hold offices of one state or can be the same: counted once."
                )
        sure = self._graph.sure
        counted = [each for each in groups if not sure.isdisjoint(each)]
        unsure = [at for each in groups if sure.isdisjoint(each) for at in each]
        if counted and unsure:
            self._tell(unsure, "given by one article alone, and not surely: not counted.")
        count = len(counted) or 1
        likely = self._graph.likely
        upper = max(count, len(likely.intersection(self._known)))
        silent = sure.intersection(self._silent)
        if self._silent:
            count += bool(silent)
            upper = max(count, upper + min(MOST_SILENT, len(likely.intersection(self._silent))))
            whole = "one" if silent else "none, for none is given surely"
            self._tell(
                self._silent, f"named without a source, all may tell what one told: {whole}."
            )
        lower = min(count, self._least([each for each in counted if len(self._articles(each)) > 1]))
        if lower < count:
            self._why.append(f"If all that can be the same are the same, {_left(lower)}.")
        if upper > count:
            self._why.append(f"If only what must be the same is the same, {_left(upper)}.")
        return self._result(count, lower, upper)

    def _result(self, count: int, lower: int, upper: int) -> IndependentOrigins:
        # Somebody in a circle may have begun it, though no article shows it.
        upper += len(self._closed)
        return IndependentOrigins(count=count, lower=lower, upper=upper, why=tuple(self._why))

    def _of_outlets(self) -> IndependentOrigins:
        """Where nobody but outlets is named: all may tell what one told."""
        if not self._silent:
            if not self._closed:
                self._why.append("No article names a source for it.")
            return self._result(0, 0, 0)
        if len(self._silent) > 1:
            self._why.append(
                f"{self._list(self._silent)} name no source: all may tell what one told."
            )
        return self._result(1, 1, len(self._silent))

    def _left_out(self) -> None:
        circling = {at for each in self._closed for at in each}
        for each in self._closed:
            self._tell(
                each,
                "not counted: they have it from one another, in a circle. One of them may have begun it.",
            )
        passing = [
            at for at in self._of("relay") if at in self._graph.behind and at not in circling
        ]
        if passing:
            passes = "pass" if len(passing) > 1 else "passes"
            self._why.append(f"{self._list(passing)} only {passes} it on.")
        inferring = self._of("infers")
        if inferring:
            self._tell(
                inferring,
                "not counted: who infers from what others report, or only met with it, does not know.",
            )
        if self._graph.contested:
            both = sorted(self._graph.contested)
            self._tell(both, "not counted: another article has a denial from the same side.")
        denying = [at for at in self._of("denier") if at not in self._graph.contested]
        if denying:
            denies = "deny" if len(denying) > 1 else "denies"
            self._why.append(f"{self._list(denying)} {denies} it.")

    def _of(self, role: Role) -> list[int]:
        return [at for at, theirs in sorted(self._graph.roles.items()) if theirs == role]

    def _articles(self, group: Sequence[int]) -> set[str]:
        """The articles that have the claim from them, or from an outlet that has it from them alone."""
        support = self._graph.support
        passing = [relay for at in group for relay in self._relays.get(at, ())]
        return {each for at in (*group, *passing) for each in support.get(at, ())}

    def _groups(self) -> list[list[int]]:
        """Those that likely know it from one another: offices of one state, and whom nothing tells apart.

        An official whose state no article tells is one of the state whose officials most articles have, and
        a source of whom nothing is told is one of the other unnamed ones.
        """
        groups: dict[str, list[int]] = {}
        offices: list[int] = []
        loose: list[int] = []
        for at in self._known:
            entity = self._entities[at]
            state, office = _state(entity)
            if state:
                groups.setdefault(state, []).append(at)
            elif office:
                offices.append(at)
            elif not entity.named and not any(each.parts for each in entity.likenesses):
                loose.append(at)
            else:
                groups[f"#{at:06}"] = [at]
        # Whoever joins the largest makes it no smaller, so all of them join the same.
        if offices:
            states = [key for key in groups if not key.startswith("#")]
            groups.setdefault(self._largest(groups, states) or "?", []).extend(offices)
        if loose:
            unnamed = [key for key, each in groups.items() if not self._all_named(each)]
            groups.setdefault(self._largest(groups, unnamed) or "?", []).extend(loose)
        return [sorted(groups[key]) for key in sorted(groups)]

    def _largest(self, groups: dict[str, list[int]], keys: Sequence[str]) -> str | None:
        return min(keys, key=lambda key: (-len(self._articles(groups[key])), key), default=None)

    def _all_named(self, group: Sequence[int]) -> bool:
        return all(self._entities[at].named for at in group)

    def _least(self, groups: Sequence[Sequence[int]]) -> int:
        """How many named ones are left where all of one country are one."""
        left: set[object] = set()
        for each in groups:
            if any(self._entities[at].named for at in each):
                likenesses = [like for at in each for like in self._entities[at].likenesses]
                nations = frozenset().union(*(like.nations for like in likenesses))
                left.add(min(nations) if nations else each[0])
        return max(1, len(left))

    def _tell(self, which: Sequence[int], what: str) -> None:
        self._why.append(f"{self._list(which)} {'are' if len(which) > 1 else 'is'} {what}")

    def _list(self, which: Sequence[int]) -> str:
        names = sorted({self._entities[at].name for at in which})
        if len(names) > SHOWN:
            return f"{', '.join(names[:SHOWN])} and {len(names) - SHOWN} more"
        return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]


def _left(number: int) -> str:
    return f"{number} are left" if number > 1 else f"{number} is left"


def _state(entity: Entity) -> tuple[str | None, bool]:
    """The state in whose office it is, by the words that articles use, and whether it is in any office."""
    found: set[str] = set()
    office = False
    for member, like in zip(entity.members, entity.likenesses, strict=True):
        words = load(member.language)
        told = set(words.plain(f"{member.name} {member.speaks_for or ''}"))
        if told.isdisjoint(words.outside) and not told.isdisjoint(words.offices):
            office = True
            found |= like.nations
        elif not member.named and like.nations and like.parts <= like.nations:
            found |= like.nations
    return (min(found) if found else None), office
