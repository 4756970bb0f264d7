"""The records of a story's graph, and so its JSON; who makes them is ``story_graph``."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from sayso.records import FORMAT, IsoDate, Record, Sha256, SourceType
from sayso.traces import ArticleCertainty, ArticleStance, ChainPolarity, CopyKind, RelationKind

NodeKind = Literal["source", "article", "own_word", "more"]
EdgeKind = Literal["attributed", "relayed", "own_word"] | RelationKind


class Node(Record, frozen=True, kw_only=True):
    """A source or an article; an outlet of the story that others name is one node with its article."""

    id: str
    kind: Annotated[
        NodeKind,
        Meta(
            description="own_word stands above articles that name nobody they have it from; "
            "more stands for many articles, or sources, that are tied to the same ones."
        ),
    ]
    side: Annotated[
        ChainPolarity, Meta(description="Whether it stands with those who say it or who deny it.")
    ] = "supports"
    name: Annotated[str, Meta(description="Empty where nobody is named.")] = ""
    role: Literal["origin", "relay", "denier", "infers"] | None = None
    type: SourceType | None = None
    reach: Annotated[
        int, Meta(description="Articles that have it from the source, through however many hands.")
    ] = 0
    number: Annotated[int | None, Meta(description="Of the article in the story.")] = None
    document: Sha256 | None = None
    title: str = ""
    date: IsoDate | None = None
    stance: ArticleStance | None = None
    certainty: ArticleCertainty | None = None
    copy_kind: CopyKind | None = None
    folded: Annotated[
        tuple[int, ...], Meta(description="Numbers of the articles that are folded into it.")
    ] = ()
    holds: Annotated[int, Meta(description="Nodes that are folded into it.")] = 0
    folded_into: Annotated[
        str | None, Meta(description="Id of the node in which it is hidden until that is unfolded.")
    ] = None
    href: Annotated[str | None, Meta(description="Where its words are to be read.")] = None


class Edge(Record, frozen=True, kw_only=True):
    """Whoever is later has it from whoever is earlier."""

    earlier: Annotated[str, Meta(description="Id of a node.")]
    later: Annotated[str, Meta(description="Id of a node.")]
    kind: EdgeKind
    polarity: ChainPolarity = "supports"
    why: str = ""
    evidence: Annotated[
        str, Meta(description="Words of the later article that show it, on one line.")
    ] = ""
    inferred: Annotated[
        bool, Meta(description="False where the article itself says whom it has it from.")
    ] = False
    href: str | None = None


class Graph(Record, frozen=True, kw_only=True):
    """Who has it from whom: the object at ``/story/KEY/graph.json``."""

    format: Literal[1] = FORMAT
    claim: str
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    left_out: Annotated[
        int, Meta(description="Articles and sources for which the graph has no room.")
    ] = 0
