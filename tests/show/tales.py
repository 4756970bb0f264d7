"""Traces made by hand: small ones for one thing each, and one in which every string is hostile."""

from __future__ import annotations

from sayso.records import Finding, Input, document_id
from sayso.spans import Span
from sayso.traces import (
    ArticleStance,
    IndependentOrigins,
    Merge,
    Mutation,
    MutationValue,
    Origin,
    Quantity,
    Relation,
    Trace,
    TracedArticle,
    TracedChain,
    TracedClaim,
    TracedLink,
)
from tests.show.builder import hostile

SCRIPT = "<script>alert(1)</script>"
EVIL = f"{SCRIPT}\x1b[31m\u202e[bold]=1+1"


def words(text: str, start: int = 0) -> Span:
    return Span(start, start + len(text), text)


def article(
    name: str,
    *chains: TracedChain,
    date: str | None = None,
    stance: ArticleStance = "repeats",
    copy_of: str | None = None,
    quantities: tuple[Quantity, ...] = (),
    outlet: str | None = None,
) -> TracedArticle:
    """Return an article of an outlet of this name."""
    return TracedArticle(
        document=document_id(name),
        input=Input(source=f"{name}.txt", sha256="0" * 64, media_type="text/plain"),
        outlet=name if outlet is None else outlet or None,
        published=date,
        title=f"{name} writes",
        stance=stance,
        certainty="attributed",
        claims=(TracedClaim(claim="c1", spans=(words("It fell."),)),),
        chains=chains,
        quantities=quantities,
        copy_of=document_id(copy_of) if copy_of else None,
        copy_kind="copy" if copy_of else None,
    )


def chain(*names: str, denies: bool = False) -> TracedChain:
    """Return a chain; each source's id is its name."""
    links = tuple(
        TracedLink(origin_id=each, name=each, type="outlet", source="s1", spans=(words(each, 10),))
        for each in names
    )
    return TracedChain(polarity="denies" if denies else "supports", links=links)


def origin(name: str, role: str = "origin", *aliases: str) -> Origin:
    return Origin(id=name, name=name, type="official", role=role, aliases=aliases)  # type: ignore[arg-type]


def trace(
    *articles: TracedArticle,
    origins: tuple[Origin, ...] = (),
    count: tuple[int, int, int] = (1, 1, 1),
    mutations: tuple[Mutation, ...] = (),
) -> Trace:
    """Return a trace with this count, its lower and its upper bound."""
    most_likely, lower, upper = count
    return Trace(
        claim="The bridge fell.",
        articles=articles,
        origins=origins,
        independent_origins=IndependentOrigins(count=most_likely, lower=lower, upper=upper),
        mutations=mutations,
    )


def hostile_trace() -> Trace:
    """Return one in which every string tries to be more than text."""
    made = hostile().document
    said = Span(0, 8, made.text[:8])
    link = TracedLink(origin_id=f'o1">{EVIL}', name=EVIL, type="person", source="s", spans=(said,))
    one = TracedArticle(
        document=made.id,
        input=made.input,
        outlet=EVIL,
        published="<b>today</b>",
        title=EVIL,
        stance="denies",
        certainty="denied",
        claims=(TracedClaim(claim=EVIL, spans=(said,)),),
        chains=(
            TracedChain(polarity="denies", links=(link,)),
            TracedChain(polarity="supports", links=(link,)),
        ),
        quantities=(Quantity(what=EVIL, value=EVIL, span=said),),
        says_unconfirmed=(said,),
    )
    other = article("other", copy_of=None, stance="neutral")
    return Trace(
        claim=EVIL,
        story=EVIL,
        articles=(one, other),
        origins=(
            Origin(
                id=f'o1">{EVIL}',
                name=EVIL,
                type="person",
                aliases=(f"{EVIL}2",),
                merged=(Merge(name=EVIL, why=EVIL),),
            ),
        ),
        independent_origins=IndependentOrigins(count=1, lower=0, upper=2000, why=(EVIL,)),
        mutations=(
            Mutation(
                fact=EVIL,
                values=(
                    MutationValue(
                        value=EVIL,
                        modifier=EVIL,
                        articles=(made.id,),
                        spans=(said,),
                        first_seen=EVIL,
                    ),
                    MutationValue(value="nan", articles=(made.id, "unknown"), spans=(said,)),
                ),
            ),
        ),
        relations=(Relation(later=made.id, earlier=other.document, kind="copies", why=EVIL),),
        findings=(Finding(code=EVIL, name=EVIL, message=EVIL),),
    )
