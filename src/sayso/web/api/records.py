"""What the interface for programs passes on beside the records of documents, traces and jobs."""

from __future__ import annotations

from typing import Annotated, Generic, TypeVar

from msgspec import UNSET, Meta, UnsetType

from sayso.case import CaseSource, Given, Summary
from sayso.records import Attribution, Claim, IsoDate, Record, Sha256, Source
from sayso.spans import Span
from sayso.traces import JudgementKind, Story, Tally, Trace
from sayso.web.job import Job
from sayso.web.judging import LONGEST_AUTHOR, LONGEST_SUBJECT, MOST_SUBJECTS
from sayso.web.pages.stories import ListedStory

Item = TypeVar("Item")


class Listing(Record, Generic[Item], frozen=True, kw_only=True):
    """A page of a list."""

    items: tuple[Item, ...]
    total: Annotated[int, Meta(description="Items on all pages.")]
    page: Annotated[int, Meta(description="Number of this page, from 1.")]
    size: Annotated[int, Meta(description="Items on a page at most.")]


class DocumentList(Listing[Summary], frozen=True, kw_only=True):
    """Documents, in the order of their ids."""


class StatedClaim(Record, frozen=True, kw_only=True):
    """A claim, with where it stands and who is in its chain."""

    id: Annotated[str, Meta(description="The key of its document, and its id there.")]
    document: Sha256
    address: Annotated[str, Meta(description="The page of the explorer that shows its words.")]
    story: Annotated[
        str | None, Meta(description="Id of the story of its document; null until that is found.")
    ]
    claim: Claim
    sources: Annotated[
        tuple[Source, ...], Meta(description="Those that its chain and its origin name.")
    ] = ()
    attributions: Annotated[
        tuple[Attribution, ...], Meta(description="Those that it and its chain name.")
    ] = ()


class ClaimList(Listing[StatedClaim], frozen=True, kw_only=True):
    """The claims of a document, in their order there."""


class StoryListing(Listing[ListedStory], frozen=True, kw_only=True):
    """Stories, each with the address of its page."""

    current: Annotated[
        bool, Meta(description="False where the case has changed since its stories were found.")
    ]


class TracedStory(Record, frozen=True, kw_only=True):
    """A story, and on whose word its articles put its claim."""

    story: Story
    address: Annotated[str, Meta(description="The page of the explorer that shows it.")]
    tally: Tally
    trace: Trace


class SourceList(Listing[CaseSource], frozen=True, kw_only=True):
    """Who is cited, those of most documents first."""


class CitedIn(Record, frozen=True, kw_only=True):
    """A statement that an article gives a source's word for."""

    document: Sha256
    address: Annotated[str, Meta(description="The page of the explorer that shows its words.")]
    outlet: str | None
    published: IsoDate | None
    speaks_for: str | None
    attribution: Annotated[
        Attribution | None, Meta(description="Null where the article only names the source.")
    ]


class CitationList(Listing[CitedIn], frozen=True, kw_only=True):
    """Statements on a source's word, the latest article first."""

    source: CaseSource


class SearchHit(Record, frozen=True, kw_only=True):
    """A document in which words were found."""

    document: Sha256
    address: Annotated[str, Meta(description="The page of the explorer that shows it.")]
    title: str | None
    outlet: str | None
    published: IsoDate | None
    snippet: Annotated[Span | None, Meta(description="Of its text, with most of the words.")]
    words: Annotated[
        tuple[Span, ...], Meta(description="Where they stand in its text, the first twenty.")
    ] = ()


class HitList(Listing[SearchHit], frozen=True, kw_only=True):
    """Documents in which words were found, those with the most and rarest first."""

    every: Annotated[bool, Meta(description="False where no document holds all of the words.")]


class JudgementList(Listing[Given], frozen=True, kw_only=True):
    """Judgements, the newest first."""


class JobList(Listing[Job], frozen=True, kw_only=True):
    """Jobs, the newest first."""


class NewDocument(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An article to add: the text of it, or the HTML of its page, or the address of the page alone."""

    text: Annotated[str, Meta(description="Without its title.", min_length=1)] | UnsetType = UNSET
    html: Annotated[str, Meta(description="Of the whole page.", min_length=1)] | UnsetType = UNSET
    url: (
        Annotated[
            str,
            Meta(
                description="Of the page; without text and HTML it is fetched.",
                pattern="^[Hh][Tt][Tt][Pp][Ss]?://",
                max_length=2_000,
            ),
        ]
        | UnsetType
    ) = UNSET
    title: Annotated[str, Meta(description="Of a text; pages say it.", max_length=2_000)] = ""
    outlet: Annotated[str, Meta(description="Who published a text.", max_length=200)] = ""
    published: Annotated[str, Meta(description="Of a text: ISO 8601.", max_length=40)] = ""


class NewJudgement(Record, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something to decide: it then stands above what Sayso works out."""

    kind: Annotated[
        JudgementKind,
        Meta(
            description=(
                "Names mean one source (merge) or different ones (split); claims are the same;"
                " documents are no copies of one another."
            )
        ),
    ]
    subjects: Annotated[
        tuple[Annotated[str, Meta(min_length=1, max_length=LONGEST_SUBJECT)], ...],
        Meta(
            description=(
                "Names of sources, as articles have them; or claims in words, or ids of stories;"
                " or ids of documents."
            ),
            min_length=2,
            max_length=MOST_SUBJECTS,
            extra_json_schema={"uniqueItems": True},
        ),
    ]
    note: Annotated[str, Meta(description="Why.", max_length=LONGEST_SUBJECT)] = ""
    author: Annotated[str, Meta(description="Who decides it.", max_length=LONGEST_AUTHOR)] = ""
