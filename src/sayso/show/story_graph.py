"""A story in; its graph, from those who could know over those who pass it on to the articles, out.

It says what the tree says (see ``story_tree``), but each source and each article stands once. Edges go
the way of the news: from whoever has it earlier to whoever has it later.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypedDict

from msgspec import structs

from sayso.show.headline import shortened
from sayso.show.plain import one_line
from sayso.show.story import StoryReading, Told
from sayso.show.story_graph_forms import Edge, EdgeKind, Graph, Node
from sayso.show.story_graph_room import with_room
from sayso.show.story_tree import Branch, on_own_word, own_articles, tree
from sayso.spans import Span
from sayso.traces import (
    ChainPolarity,
    CopyKind,
    Relation,
    RelationKind,
)

To = Callable[[Told, Sequence[Span]], str | None]
"""Gives the address of an article at the first of these words; None where it has none."""
Page = Callable[[str], str | None]
"""Gives the address of the page about a source of this name."""

_Where = tuple[Told, Sequence[Span]]
"""Words of an article."""

_COPIES: dict[CopyKind | None, RelationKind] = {
    None: "copies",
    "copy": "copies",
    "excerpt": "excerpts",
    "rewrite": "rewrites",
    "translation": "translates",
}
_POLARITIES: tuple[ChainPolarity, ...] = ("supports", "denies")


class _Shown(TypedDict, total=False):
    """What an edge says of a relation."""

    why: str
    evidence: str
    inferred: bool
    href: str | None


def nowhere(*_: object) -> None:
    """Lead to no address."""


def story_graph(story: StoryReading, to: To = nowhere, page: Page = nowhere) -> Graph:
    """Return the graph of a story: sources before articles, each by how far it reaches or its number.

    Args:
        story: What is drawn; articles that neither repeat nor deny the claim are not.
        to: Where the words of an article are.
        page: Where a source has a page of its own.

    """
    return _Drawing(story, to, page).drawn()


class _Drawing:
    def __init__(self, story: StoryReading, to: To, page: Page) -> None:
        self._story = story
        self._to = to
        self._page = page
        self._owners = own_articles(story)
        self._nodes: dict[str, Node] = {}
        self._edges: dict[tuple[str, str, ChainPolarity], Edge] = {}
        self._reach: dict[str, set[int]] = {}
        self._saying: set[str] = set()
        self._words = _naming(story)

    def drawn(self) -> Graph:
        for polarity in _POLARITIES:
            for root in tree(self._story, polarity).branches:
                self._branch(root, polarity)
            self._alone(polarity)
        drawn = frozenset(self._nodes)
        for told in self._story.told:
            self._copy(told, drawn)
        for relation in sorted(self._story.trace.relations, key=_relation_rank):
            self._relation(relation)
        claim = one_line(self._story.trace.claim)
        nodes = sorted(map(self._settled, self._nodes.values()), key=_rank)
        edges = [self._edges[each] for each in sorted(self._edges)]
        return with_room(Graph(claim=claim, nodes=tuple(nodes), edges=tuple(edges)))

    def _branch(self, branch: Branch, polarity: ChainPolarity) -> str:
        """Draw a source and all who have it from this source."""
        identity = branch.link.origin_id
        own = self._owners.get(identity)
        key = _key(own) if own else f"s-{identity}"
        if own:
            self._article(own)
        self._nodes[key] = structs.replace(
            self._nodes.get(key) or Node(id=key, kind="source", name=branch.name),
            role=branch.origin.role if branch.origin else None,
            type=branch.origin.type if branch.origin else branch.link.type,
        )
        if not own:
            href = self._page(branch.name) if branch.name else None
            self._nodes[key] = structs.replace(self._nodes[key], href=href)
        self._reach.setdefault(key, set()).update(each.number for each in branch.articles())
        if polarity == "supports":
            self._saying.add(key)
        for leaf in branch.leaves:
            self._article(leaf.told)
            self._tell((key, _key(leaf.told)), "attributed", polarity, (leaf.told, leaf.spans))
        for below in branch.branches.values():
            later = self._branch(below, polarity)
            kind: EdgeKind = "attributed" if self._nodes[later].kind == "article" else "relayed"
            where = self._named(identity, below.link.origin_id)
            self._tell((key, later), kind, polarity, where)
        return key

    def _named(self, earlier: str, later: str) -> _Where | None:
        """Return the words by which the one names the other: its own article's, or else another's."""
        own = self._owners.get(later)
        found = self._words.get((earlier, own.document)) if own else None
        return found or self._words.get((earlier, later))

    def _alone(self, polarity: ChainPolarity) -> None:
        """Draw the articles that name nobody; what they pass on is drawn already."""
        for leaf in on_own_word(self._story, polarity):
            key = f"own-{polarity}"
            self._nodes.setdefault(key, Node(id=key, kind="own_word", side=polarity))
            numbers = (each.number for each in (leaf.told, *leaf.copies))
            self._reach.setdefault(key, set()).update(numbers)
            self._article(leaf.told)
            self._tell((key, _key(leaf.told)), "own_word", polarity, (leaf.told, leaf.spans))

    def _copy(self, told: Told, drawn: frozenset[str]) -> None:
        """Draw a copy and what it copies; it is folded unless it stands in the graph for itself."""
        original = self._story.original(told)
        first = self._story.first(told)
        if original is None or first is told:
            return
        self._article(told, None if _key(told) in drawn else _key(first))
        self._draw(
            Edge(
                earlier=_key(original),
                later=_key(told),
                kind=_COPIES[told.article.copy_kind],
                polarity=_side(told),
                **self._shown(told, self._story.relation(told, original)),
            )
        )

    def _relation(self, relation: Relation) -> None:
        """Draw a mention or a link between articles that nothing else connects."""
        later = self._story.by_document.get(relation.later)
        earlier = self._story.by_document.get(relation.earlier)
        ends = [self._nodes.get(_key(each)) if each else None for each in (earlier, later)]
        if not (earlier and later) or any(each is None or each.folded_into for each in ends):
            return
        pair = (_key(earlier), _key(later))
        if all((*pair, polarity) not in self._edges for polarity in _POLARITIES):
            shown = self._shown(later, relation)
            self._draw(Edge(earlier=pair[0], later=pair[1], kind=relation.kind, **shown))

    def _shown(self, later: Told, relation: Relation | None) -> _Shown:
        if relation is None:
            return {"inferred": True, "href": self._to(later, ())}
        return {
            "why": one_line(relation.why),
            "evidence": _quoted(relation.evidence),
            "inferred": relation.inferred,
            "href": self._to(later, relation.evidence),
        }

    def _tell(
        self,
        ends: tuple[str, str],
        kind: EdgeKind,
        polarity: ChainPolarity,
        where: _Where | None,
    ) -> None:
        self._draw(
            Edge(
                earlier=ends[0],
                later=ends[1],
                kind=kind,
                polarity=polarity,
                evidence=_quoted(where[1]) if where and kind != "own_word" else "",
                href=self._to(*where) if where else None,
            )
        )

    def _draw(self, edge: Edge) -> None:
        if edge.earlier != edge.later:
            self._edges.setdefault((edge.earlier, edge.later, edge.polarity), edge)

    def _article(self, told: Told, folded_into: str | None = None) -> None:
        if _key(told) in self._nodes:
            return
        self._nodes[_key(told)] = Node(
            id=_key(told),
            kind="article",
            side=_side(told),
            name=one_line(told.name),
            number=told.number,
            document=told.document,
            title=one_line(told.title),
            date=told.date,
            stance=told.article.stance,
            certainty=told.article.certainty,
            copy_kind=(told.article.copy_kind or "copy") if self._story.original(told) else None,
            folded_into=folded_into,
            href=self._to(told, told.claim_spans),
        )

    def _settled(self, node: Node) -> Node:
        """Return the node with what is known only when all is drawn."""
        denying = node.kind == "source" and (node.role == "denier" or node.id not in self._saying)
        return structs.replace(
            node,
            side="denies" if denying else node.side,
            reach=len(self._reach.get(node.id, ())),
        )


def _naming(story: StoryReading) -> dict[tuple[str, str], _Where]:
    """Return the words that first name a source, by its id and whose source it is.

    The latter is the id of the article's document, or of the source that passes it on.
    """
    found: dict[tuple[str, str], _Where] = {}
    for told in story.told:
        for chain in told.article.chains:
            nearer = told.document
            for link in chain.links:
                found.setdefault((link.origin_id, nearer), (told, link.spans))
                nearer = link.origin_id
    return found


def _key(told: Told) -> str:
    return f"a-{told.number}"


def _side(told: Told) -> ChainPolarity:
    return "denies" if told.article.stance == "denies" else "supports"


def _quoted(spans: Sequence[Span]) -> str:
    """Return the first of these words, on one line and short enough to stand beside a line."""
    return shortened(one_line(next((each.text for each in spans if each.text.strip()), "")))


def _relation_rank(relation: Relation) -> tuple[bool, str, str, str]:
    """Sort text before mentions and links, so that the stronger one is drawn."""
    named = relation.kind in {"cites", "links_to"}
    return named, relation.kind, relation.later, relation.earlier


def _rank(node: Node) -> tuple[int, int, str, str]:
    if node.number is not None:
        return 1, node.number, "", ""
    return 0, -node.reach, node.name, node.id
