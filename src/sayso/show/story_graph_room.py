"""A graph in; the same with no more than a reader takes in, out.

Many articles that have it from the same ones, and from whom nobody has it, are folded into one node;
what a page has no room for is left out, and counted.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from msgspec import structs

from sayso.show.story_graph_forms import Edge, Graph, Node
from sayso.traces import ChainPolarity

SHOWN = 40
"""Nodes that fill a screen; up to here nothing is folded but copies."""
ALIKE = 5
"""Articles with the same sources that are shown before the others of them are folded."""
CROWD = 100
"""Nodes among which nobody finds one; from here on only what most is tied to is shown."""
MAIN = 16
"""Nodes with most edges that keep some of their articles and sources when there is a crowd."""
FEW = 3
"""Articles or sources of a main node that are shown beside it in a crowd."""
MOST = 600
"""Nodes of a graph, folded ones too: what a browser still moves without jerks."""

_End = tuple[str, ChainPolarity]
_Drawn = tuple[list[Node], list[Edge]]


def with_room(graph: Graph) -> Graph:
    """Return the graph with what is folded and what is left out; its nodes in the same order."""
    nodes = _most_bound(graph)
    known = {each.id for each in nodes}
    edges = [each for each in graph.edges if each.earlier in known and each.later in known]
    left_out = len(graph.nodes) - len(nodes)
    given = nodes, edges
    if _shown(nodes) > SHOWN:
        nodes, edges = _Folding(*given).alike()
    if _shown(nodes) > CROWD:
        nodes, edges = _Folding(*given).crowded()
    return structs.replace(
        graph, nodes=tuple(_counted(nodes)), edges=tuple(edges), left_out=left_out
    )


def _counted(nodes: Sequence[Node]) -> Iterator[Node]:
    """Yield the nodes with what is folded into them."""
    inside: dict[str, list[Node]] = defaultdict(list)
    for each in nodes:
        if each.folded_into:
            inside[each.folded_into].append(each)
    for each in nodes:
        held = inside[each.id]
        numbers = sorted(one.number for one in held if one.number)
        yield structs.replace(each, holds=len(held), folded=tuple(numbers))


def _most_bound(graph: Graph) -> list[Node]:
    """Return the nodes with most edges and those at the other ends; then what is folded into these."""
    nodes = graph.nodes
    if len(nodes) <= MOST:
        return list(nodes)
    into = {each.id: each.folded_into for each in nodes}
    beside: dict[str, list[str]] = {each: [] for each in into}
    for each in graph.edges:
        beside[each.earlier].append(each.later)
        beside[each.later].append(each.earlier)
    hubs = sorted(beside, key=lambda each: -len(beside[each]))
    bound = (one for hub in hubs for one in (hub, *beside[hub]) if into[one] is None)
    kept = set(islice(dict.fromkeys(bound), MOST))
    inside = (each.id for each in nodes if each.folded_into in kept)
    kept |= set(islice(inside, MOST - len(kept)))
    return [each for each in nodes if each.id in kept]


class _Folding:
    """Folds articles that nobody has it from, and sources that have it from nobody, with their likes."""

    def __init__(self, nodes: Sequence[Node], edges: Sequence[Edge]) -> None:
        self._nodes = nodes
        self._edges = edges
        into = {each.id: each.folded_into for each in nodes}
        self._before: dict[str, set[_End]] = {each.id: set() for each in nodes}
        self._after: dict[str, set[_End]] = {each.id: set() for each in nodes}
        for edge in edges:
            self._before[edge.later].add((edge.earlier, edge.polarity))
            if into[edge.later] != edge.earlier:
                self._after[edge.earlier].add((edge.later, edge.polarity))
        open_ = [each for each in nodes if each.folded_into is None]
        self._last = [
            each
            for each in open_
            if each.kind == "article" and each.role is None and not self._after[each.id]
        ]
        self._first = [
            each for each in open_ if each.kind == "source" and not self._before[each.id]
        ]
        by_degree = sorted(open_, key=lambda each: -self._degree(each.id))
        self._main = {each.id for each in by_degree[:MAIN]}
        self._lot_of: dict[str, Node] = {}

    def alike(self) -> _Drawn:
        """Fold what is tied to the very same nodes."""
        self._fold(self._last, lambda each: tuple(sorted(self._before[each.id])), ALIKE)
        self._fold(self._first, lambda each: tuple(sorted(self._after[each.id])), ALIKE)
        return self._result()

    def crowded(self) -> _Drawn:
        """Fold what is tied most to one of the main nodes, and all that is tied to none."""
        self._fold(self._last, lambda each: self._bound(self._before[each.id]), FEW)
        for each in self._first:
            lots = [self._lot_of.get(later) for later, _ in sorted(self._after[each.id])]
            if lots and all(lots) and lots[0]:
                self._lot_of[each.id] = lots[0]
        rest = [each for each in self._first if each.id not in self._lot_of]
        self._fold(rest, lambda each: self._bound(self._after[each.id]), FEW)
        return self._result()

    def _degree(self, identity: str) -> int:
        return len(self._before[identity]) + len(self._after[identity])

    def _bound(self, ends: set[_End]) -> str | None:
        """Return the main node that the ends of these edges have; None where they have none."""
        main = [one for one, _ in ends if one in self._main and one not in self._lot_of]
        return max(main, key=lambda each: (self._degree(each), each), default=None)

    def _fold(self, nodes: Iterable[Node], key: Callable[[Node], object], shown: int) -> None:
        lots: dict[tuple[str, str | None, object], list[Node]] = defaultdict(list)
        for each in nodes:
            lots[each.side, each.stance, key(each)].append(each)
        for (_, _, what), lot in lots.items():
            rest = lot[shown if what else 0 :]
            if len(rest) < 2:
                continue
            first = rest[0]
            made = Node(id=f"more-{first.id}", kind="more", side=first.side, stance=first.stance)
            self._lot_of |= dict.fromkeys((each.id for each in rest), made)

    def _result(self) -> _Drawn:
        tied: dict[tuple[str, str, ChainPolarity], None] = {}
        for edge in self._edges:
            lots = self._lot_of.get(edge.earlier), self._lot_of.get(edge.later)
            if (lots[0] is None) != (lots[1] is None):  # what ties two lots would only be clutter
                ends = [one.id if one else "" for one in lots]
                tied[ends[0] or edge.earlier, ends[1] or edge.later, edge.polarity] = None
        copies = {each.id for each in self._nodes if each.folded_into}
        more = [
            Edge(earlier=earlier, later=later, kind="attributed", polarity=polarity)
            for earlier, later, polarity in sorted(tied)
            if later not in copies
        ]
        nodes = [
            structs.replace(each, folded_into=self._lot_of[each.id].id)
            if each.id in self._lot_of
            else each
            for each in self._nodes
        ]
        lots_made = {each.id: each for each in self._lot_of.values()}
        return [*nodes, *lots_made.values()], [*self._edges, *more]


def _shown(nodes: Iterable[Node]) -> int:
    return sum(each.folded_into is None for each in nodes)
