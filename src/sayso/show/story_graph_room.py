"""A graph in; the same with no more than a reader takes in, out.

Many articles that have it from the same ones, and from whom nobody has it, are folded into one node;
what a page has no room for is left out, and counted.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import islice

from msgspec import structs

from sayso.show.story_graph_forms import Edge, Graph, Node
from sayso.traces import ChainPolarity

SHOWN = 40
"""Nodes that fill a screen; up to here nothing is folded but copies."""
ALIKE = 5
"""Articles with the same sources that are shown before the others of them are folded."""
MOST = 600
"""Nodes of a graph, folded ones too: what a browser still moves without jerks."""


def with_room(graph: Graph) -> Graph:
    """Return the graph with what is folded and what is left out; its nodes in the same order."""
    nodes = _most_bound(graph)
    known = {each.id for each in nodes}
    edges = [each for each in graph.edges if each.earlier in known and each.later in known]
    left_out = len(graph.nodes) - len(nodes)
    if sum(each.folded_into is None for each in nodes) > SHOWN:
        nodes, edges = _folded(nodes, edges)
    inside: dict[str, list[int]] = defaultdict(list)
    for each in nodes:
        if each.folded_into and each.number:
            inside[each.folded_into].append(each.number)
    counted = (structs.replace(each, folded=tuple(sorted(inside[each.id]))) for each in nodes)
    return structs.replace(graph, nodes=tuple(counted), edges=tuple(edges), left_out=left_out)


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


def _folded(nodes: list[Node], edges: list[Edge]) -> tuple[list[Node], list[Edge]]:
    """Return also a node for each lot of articles with the same sources beyond the first of them."""
    into = {each.id: each.folded_into for each in nodes}
    passing: set[str] = set()
    heard: dict[str, set[tuple[str, ChainPolarity]]] = defaultdict(set)
    for edge in edges:
        heard[edge.later].add((edge.earlier, edge.polarity))
        if into[edge.later] != edge.earlier:
            passing.add(edge.earlier)
    alike: dict[tuple[object, ...], list[Node]] = defaultdict(list)
    for each in nodes:
        last = each.kind == "article" and each.role is None and each.id not in passing
        if last and each.folded_into is None:
            alike[each.side, each.stance, tuple(sorted(heard[each.id]))].append(each)
    more: dict[str, Node] = {}
    edges = list(edges)
    for lot in alike.values():
        rest = lot[ALIKE:]
        if len(rest) < 2:
            continue
        first = rest[0]
        made = Node(id=f"more-{first.number}", kind="more", side=first.side, stance=first.stance)
        more |= dict.fromkeys((each.id for each in rest), made)
        edges += [
            Edge(earlier=earlier, later=made.id, kind="attributed", polarity=polarity)
            for earlier, polarity in sorted(heard[first.id])
        ]
    result = [
        structs.replace(each, folded_into=more[each.id].id) if each.id in more else each
        for each in nodes
    ]
    return [*result, *{each.id: each for each in more.values()}.values()], edges
