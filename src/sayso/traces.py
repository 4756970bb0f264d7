"""The frozen records of one claim over many articles, and the JSON that ``sayso trace`` prints of them.

As in ``records``: what a record cannot know is ``None`` or left out, never a guess.
"""

from __future__ import annotations

from collections import Counter
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from sayso.records import FORMAT, Finding, Input, IsoDate, Record, Sha256, SourceType
from sayso.spans import Span

ArticleStance = Literal["repeats", "denies", "doubts", "neutral"]
ArticleCertainty = Literal["asserted", "attributed", "hedged", "denied"]
ChainPolarity = Literal["supports", "denies"]
CopyKind = Literal["copy", "excerpt", "rewrite", "translation"]
RelationKind = Literal["copies", "translates", "excerpts", "rewrites", "cites", "links_to"]
JudgementKind = Literal["merge", "split", "same_claim", "not_a_copy"]
Strength = Literal["certain", "likely", "possible"]
ChangeKind = Literal[
    "value", "grew", "fell", "modifier", "hedge_lost", "hedge_gained", "actor", "date", "place"
]
"""What of a fact changed; "value" and "modifier" also where no dates tell which version was first."""
Share = Annotated[
    float, Meta(description="Of the words of the copy that are the other's.", ge=0, le=1)
]


class Relation(Record, frozen=True, kw_only=True, rename={"later": "from", "earlier": "to"}):
    """What one text has of another; it points from the later or citing text to the earlier or cited one."""

    later: Annotated[Sha256, Meta(description="The document that copies, cites or links.")]
    earlier: Annotated[
        Sha256, Meta(description="The document that it has the words or the news from.")
    ]
    kind: RelationKind
    share: Share | None = None
    evidence: Annotated[
        tuple[Span, ...], Meta(description="Words of the document that copies.")
    ] = ()
    inferred: Annotated[
        bool, Meta(description="False where the text itself says it, by a credit, a cue or a link.")
    ] = True
    why: Annotated[str, Meta(description="What decided kind and direction, in words.")] = ""


class Judgement(Record, frozen=True, kw_only=True):
    """What a person has decided; it stands above what is worked out."""

    kind: JudgementKind
    subjects: Annotated[
        tuple[str, ...],
        Meta(
            description="Names of sources, or ids of documents, or texts of claims, that it is about."
        ),
    ]
    note: str = ""
    author: str = ""


class TracedClaim(Record, frozen=True, kw_only=True):
    """A claim of an article that puts the traced one."""

    claim: str
    spans: tuple[Span, ...]


class TracedLink(Record, frozen=True, kw_only=True):
    """A source in a chain of one article, and which source of the whole story it is."""

    origin_id: str
    name: str
    type: SourceType
    source: Annotated[str, Meta(description="Id of the source in its article.")]
    spans: tuple[Span, ...] = ()


class TracedChain(Record, frozen=True, kw_only=True):
    """Through whom the claim, or its denial, came to the article; nearest to the article first."""

    polarity: ChainPolarity
    links: tuple[TracedLink, ...]
    claims: tuple[str, ...] = ()


class Quantity(Record, frozen=True, kw_only=True):
    """A fact of the claim as one article gives it."""

    what: str
    value: str
    span: Span
    modifier: str | None = None


class TracedArticle(Record, frozen=True, kw_only=True):
    """How one article puts the claim, and on whose word."""

    document: Sha256
    input: Input
    outlet: str | None
    published: IsoDate | None
    title: str | None
    stance: ArticleStance
    certainty: ArticleCertainty | None
    claims: tuple[TracedClaim, ...] = ()
    chains: tuple[TracedChain, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    says_unconfirmed: tuple[Span, ...] = ()
    copy_of: Sha256 | None = None
    copy_kind: CopyKind | None = None


class Merge(Record, frozen=True, kw_only=True):
    """A name under which a source goes elsewhere, and why the two are taken for one."""

    name: str
    why: str
    strength: Strength = "certain"


class Origin(Record, frozen=True, kw_only=True):
    """A source of the story: one entry whatever articles call it."""

    id: str
    name: str
    type: SourceType
    aliases: tuple[str, ...] = ()
    articles: tuple[Sha256, ...] = ()
    merged: tuple[Merge, ...] = ()
    role: Annotated[
        Literal["origin", "relay", "denier", "infers"],
        Meta(description="What it does in the story; only an origin counts."),
    ] = "origin"


class IndependentOrigins(Record, frozen=True, kw_only=True):
    """How many sources who could each know the claim without the others support it."""

    count: int
    lower: Annotated[int, Meta(description="Where everything that could be the same is the same.")]
    upper: Annotated[int, Meta(description="Where only what must be the same is the same.")]
    why: tuple[str, ...] = ()


class MutationValue(Record, frozen=True, kw_only=True):
    """One way in which a fact is told."""

    value: str
    modifier: str | None = None
    articles: tuple[Sha256, ...] = ()
    spans: Annotated[
        tuple[Span, ...], Meta(description="The words of each of the articles, in their order.")
    ] = ()
    first_seen: IsoDate | None = None


class Mutation(Record, frozen=True, kw_only=True):
    """A fact of the claim that articles tell differently; the values in the order of their first articles."""

    fact: str
    values: tuple[MutationValue, ...]
    change: Annotated[
        ChangeKind, Meta(description="What differs between the first value and the last.")
    ] = "value"


class Trace(Record, frozen=True, kw_only=True):
    """One claim over a case: who repeats, doubts and denies it, and on how many origins it rests."""

    format: Literal[1] = FORMAT
    claim: str
    story: str | None = None
    articles: tuple[TracedArticle, ...] = ()
    origins: tuple[Origin, ...] = ()
    independent_origins: IndependentOrigins
    mutations: tuple[Mutation, ...] = ()
    relations: tuple[Relation, ...] = ()
    findings: tuple[Finding, ...] = ()


class Tally(Record, frozen=True, kw_only=True):
    """A trace in numbers: how many articles put the claim, and on how many origins it rests."""

    articles: Annotated[int, Meta(description="That repeat, doubt or deny it.")]
    repeats: int
    doubts: int
    denies: int
    count: Annotated[int, Meta(description="Of independent origins, as lower and upper are.")]
    lower: int
    upper: int


class Story(Record, frozen=True, kw_only=True):
    """Articles of a case that are about one matter, and the claim that most of them put."""

    id: Annotated[str, Meta(description="Made of the ids of its documents: the same, the same id.")]
    claim: Annotated[
        str, Meta(description="Words of one of the articles; empty where none can be read alone.")
    ]
    documents: tuple[Sha256, ...]
    size: int
    first: Annotated[IsoDate | None, Meta(description="Day of the first article with a date.")] = (
        None
    )
    last: IsoDate | None = None


class StoryList(Record, frozen=True, kw_only=True):
    """The stories of a case, the largest first: the object that ``sayso stories --format json`` prints."""

    format: Literal[1] = FORMAT
    stories: tuple[Story, ...] = ()


def tally(trace: Trace) -> Tally:
    """Return a trace in numbers."""
    stances = Counter(each.stance for each in trace.articles)
    repeats, doubts, denies = (stances[each] for each in ("repeats", "doubts", "denies"))
    origins = trace.independent_origins
    return Tally(
        articles=repeats + doubts + denies,
        repeats=repeats,
        doubts=doubts,
        denies=denies,
        count=origins.count,
        lower=origins.lower,
        upper=origins.upper,
    )


def trace_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the objects that ``sayso trace`` and ``sayso stories`` print."""
    (trace, stories), parts = msgspec.json.schema_components(
        [Trace, StoryList], ref_template="#/$defs/{name}"
    )
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Sayso: a trace, or the stories of a case",
        "anyOf": [trace, stories],
        "$defs": parts,
    }
