"""The frozen records that the stages pass on, and the JSON that they are.

What a record cannot know is ``None``, never a guess. The JSON Schema that ``sayso schema`` prints is
made from this file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from sayso.errors import AnchorError
from sayso.spans import Span, check

FORMAT: Literal[1] = 1
"""Number of the JSON format; it changes when a key is renamed or changes its meaning."""

BlockKind = Literal["title", "lead", "heading", "paragraph", "caption", "notice", "quote", "list"]
CreditKind = Literal["republished_from", "translated_from", "agency", "photo", "contributed"]
SourceType = Literal[
    "person", "official", "organisation", "agency", "outlet", "document", "social", "unnamed"
]
Manner = Literal["direct", "indirect", "mixed"]
Act = Literal[
    "say", "report", "cite", "claim", "deny", "confirm", "speculate", "believe", "ask", "other"
]
Scope = Literal["explicit", "continued"]
Via = Literal["text", "credit", "link"]
Evidentiality = Literal["asserted", "reported", "inferred", "witnessed"]
Certainty = Literal["full", "partial", "neutral"]
Polarity = Literal["positive", "negative"]
Place = Literal["headline", "lead"]
EvidenceKind = Literal["unconfirmed", "unverified", "doubted", "declined", "denied", "confirmed"]
FactKind = Literal["date", "quantity", "place", "participant"]
Modifier = Literal["exact", "about", "at_least", "at_most"]

Sha256 = Annotated[str, Meta(pattern="^sha256:[0-9a-f]{64}$")]
IsoDate = Annotated[str, Meta(description="ISO 8601: a date, or a date with time and offset.")]


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Base of all records: frozen, made by keyword, compared by value."""


class Block(Record, frozen=True, kw_only=True):
    """A stretch of the text of one kind; the blocks cover the text but for the blank lines between."""

    kind: BlockKind
    start: int
    end: int


class Link(Record, frozen=True, kw_only=True):
    """A hyperlink on ``text[start:end]``."""

    start: int
    end: int
    url: str


class Outlet(Record, frozen=True, kw_only=True):
    """Who published the article."""

    name: str | None = None
    domain: str | None = None


class Input(Record, frozen=True, kw_only=True):
    """Where a document was read from."""

    source: Annotated[str, Meta(description="Path, address, or - for standard input.")]
    sha256: Annotated[str, Meta(description="Of the bytes read.")]
    media_type: str
    id: Annotated[str | None, Meta(description="As given in JSONL.")] = None


class Document(Record, frozen=True, kw_only=True):
    """One article: an immutable text, and what its page says about it."""

    id: Annotated[Sha256, Meta(description="Of the text: the same text is the same document.")]
    text: Annotated[str, Meta(description="Title, then blocks, as a reader sees them.")]
    input: Input
    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    url: str | None = None
    outlet: Outlet = Outlet()
    title: str | None = None
    byline: tuple[str, ...] = ()
    published: IsoDate | None = None
    modified: IsoDate | None = None
    language: Annotated[str | None, Meta(description="ISO 639-1.")] = None

    def __post_init__(self) -> None:
        """Check that blocks and links lie within the text, blocks in order and apart.

        Raises:
            AnchorError: if one does not.

        """
        last = 0
        for block in self.blocks:
            if not last <= block.start < block.end <= len(self.text):
                raise AnchorError(f"The {block.kind} at {block.start}:{block.end} is out of place.")
            last = block.end
        for link in self.links:
            if not 0 <= link.start < link.end <= len(self.text):
                raise AnchorError(f"The link at {link.start}:{link.end} lies outside of the text.")


class Credit(Record, frozen=True, kw_only=True):
    """Who made, gave, translated or first published the article or its picture."""

    kind: CreditKind
    name: str
    spans: tuple[Span, ...] = ()
    url: str | None = None


class Source(Record, frozen=True, kw_only=True):
    """One who is said to have said something; all its mentions in the article."""

    id: str
    name: str
    type: SourceType
    named: bool
    mentions: tuple[Span, ...]
    speaks_for: Annotated[
        str | None, Meta(description="Name of whom a spokesperson speaks for.")
    ] = None
    resolved: Annotated[
        bool, Meta(description="False for a pronoun or description whose antecedent is not clear.")
    ] = True
    outlet: Annotated[
        str | None,
        Meta(description="Its name in Sayso's list of outlets, whatever the text calls it."),
    ] = None
    anonymity: Annotated[
        Span | None, Meta(description="Why the source is not named, where the text says it.")
    ] = None


class Attribution(Record, frozen=True, kw_only=True):
    """Who (source), said (cue), what (content)."""

    id: str
    source: Annotated[str | None, Meta(description="Null where the text names none.")]
    source_spans: tuple[Span, ...]
    cue_spans: tuple[Span, ...]
    content_spans: tuple[Span, ...]
    manner: Manner
    act: Act
    score: Annotated[float, Meta(ge=0, le=1)]
    parent: Annotated[
        str | None, Meta(description="The attribution whose content this one stands in.")
    ] = None
    scope: Scope = "explicit"
    continues: Annotated[
        str | None, Meta(description="The attribution on which a continued one still stands.")
    ] = None
    inferred: Annotated[
        bool, Meta(description="True for a relay that the text implies: the outlet that was told.")
    ] = False
    url: Annotated[str | None, Meta(description="Address of a link on the cue or the source.")] = (
        None
    )


class ChainLink(Record, frozen=True, kw_only=True):
    """One hand through which a claim went."""

    source: str
    attribution: str | None
    via: Via


class Stance(Record, frozen=True, kw_only=True):
    """How sure one voice is of a claim; null where it is not known."""

    certainty: Certainty | None = None
    polarity: Polarity | None = None


class Fact(Record, frozen=True, kw_only=True):
    """A date, quantity, place or participant, verbatim and normalised."""

    kind: FactKind
    span: Span
    value: Annotated[
        str | None,
        Meta(
            description=(
                "Date: ISO 8601, cut to its precision. Quantity: a number, a range (20-30) or the "
                "vague word (hundreds). Place, participant: a name."
            )
        ),
    ] = None
    modifier: Modifier | None = None
    unit: Annotated[
        str | None, Meta(description="What is counted, a currency (ISO 4217) or a measure.")
    ] = None
    candidates: Annotated[
        tuple[str, ...], Meta(description="Places that bear the name; one where it is clear.")
    ] = ()
    weekday: Annotated[
        int | None,
        Meta(description="Day of the week that stands beside a day of the calendar; 1 is Monday."),
    ] = None


class Claim(Record, frozen=True, kw_only=True):
    """What is said, by the chain of those who say it."""

    id: str
    spans: tuple[Span, ...]
    attribution: Annotated[str | None, Meta(description="Null: the author's own assertion.")]
    chain: Annotated[tuple[ChainLink, ...], Meta(description="Nearest to the article first.")]
    origin: Annotated[str | None, Meta(description="The source that is last in the chain.")]
    evidentiality: Evidentiality | None = None
    certainty: Annotated[Certainty | None, Meta(description="Of the source.")] = None
    polarity: Annotated[Polarity | None, Meta(description="Of the source.")] = None
    author: Annotated[Stance, Meta(description="Of the article itself.")] = Stance()
    cues: tuple[Span, ...] = ()
    facts: tuple[Fact, ...] = ()
    place: Annotated[Place | None, Meta(description="Null: the body of the article.")] = None
    restates: Annotated[
        str | None, Meta(description="Of a headline or lead: the claim of the body that it states.")
    ] = None


class Evidence(Record, frozen=True, kw_only=True):
    """What the article says of the evidence itself: that something is not confirmed, denied, not answered."""

    id: str
    kind: EvidenceKind
    spans: tuple[Span, ...]
    cues: tuple[Span, ...]
    source: Annotated[str | None, Meta(description="Null: the article's own voice.")] = None
    attribution: str | None = None
    claims: Annotated[tuple[str, ...], Meta(description="What it is said of.")] = ()
    open: Annotated[
        bool,
        Meta(
            description=(
                "True where nobody calls a report unconfirmed: a question is left open, or it stands "
                "in the words that somebody is quoted with."
            )
        ),
    ] = False


class Caption(Record, frozen=True, kw_only=True):
    """The words below a picture, and the facts in them: when and where it was taken, who is on it."""

    spans: tuple[Span, ...]
    facts: tuple[Fact, ...] = ()


class Finding(Record, frozen=True, kw_only=True):
    """What a check reports."""

    code: str
    name: str
    message: str
    spans: tuple[Span, ...] = ()
    claims: tuple[str, ...] = ()


class Drop(Record, frozen=True, kw_only=True):
    """Something that was left out, and why."""

    stage: str
    reason: str
    detail: str = ""


class Annotations(Record, frozen=True, kw_only=True):
    """One document with all that was found in it: the object that ``--format json`` prints."""

    format: Literal[1] = FORMAT
    document: Document
    credits: tuple[Credit, ...] = ()
    sources: tuple[Source, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    captions: tuple[Caption, ...] = ()
    findings: tuple[Finding, ...] = ()
    dropped: tuple[Drop, ...] = ()
    models: dict[str, str] = {}

    def __post_init__(self) -> None:
        """Check that every span reads in the text what it says.

        Raises:
            AnchorError: if one does not.

        """
        check(self.document.text, self.spans())

    def spans(self) -> Iterator[Span]:
        """Yield every span of every record, in no promised order."""
        for credit in self.credits:
            yield from credit.spans
        for source in self.sources:
            yield from source.mentions
            if source.anonymity is not None:
                yield source.anonymity
        for attribution in self.attributions:
            yield from attribution.source_spans
            yield from attribution.cue_spans
            yield from attribution.content_spans
        for claim in self.claims:
            yield from claim.spans
            yield from claim.cues
            yield from (fact.span for fact in claim.facts)
        for statement in self.evidence:
            yield from statement.spans
            yield from statement.cues
        for caption in self.captions:
            yield from caption.spans
            yield from (fact.span for fact in caption.facts)
        for finding in self.findings:
            yield from finding.spans


def document_id(text: str) -> str:
    """Return the identity of a text: ``sha256:`` and the hash of its UTF-8 bytes."""
    return "sha256:" + hashlib.sha256(text.encode("utf8", "surrogatepass")).hexdigest()


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the object that ``--format json`` prints."""
    schema = msgspec.json.schema(Annotations)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Sayso", **schema}
