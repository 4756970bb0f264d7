"""Annotations made by hand, piece by piece, and what a rule finds in them."""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.checks import checked, shipped
from sayso.records import (
    Annotations,
    Attribution,
    Caption,
    ChainLink,
    Claim,
    Credit,
    Document,
    Evidence,
    Fact,
    Finding,
    Input,
    Link,
    Source,
    Stance,
    document_id,
)
from sayso.spans import Span, span

SURE = Stance(certainty="full", polarity="positive")
OPEN = Stance(certainty="neutral")


@dataclass
class Made:
    """An article whose text grows with what is put into it."""

    text: str = ""
    claims: list[Claim] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    captions: list[Caption] = field(default_factory=list)
    credits: list[Credit] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def words(self, words: str) -> Span:
        start = len(self.text)
        self.text += words + "\n"
        return span(self.text, start, start + len(words))

    def fact(self, words: str, **values: object) -> Fact:
        return Fact(span=self.words(words), **values)  # type: ignore[arg-type]

    def source(self, name: str, kind: str = "person", **values: object) -> Source:
        made = Source(
            **{
                "id": f"s{len(self.sources) + 1}",
                "name": name,
                "type": kind,
                "named": kind != "unnamed",
                "mentions": (self.words(name),),
                **values,
            }  # type: ignore[arg-type]
        )
        self.sources.append(made)
        return made

    def says(self, *sources: Source, **values: object) -> Attribution:
        made = Attribution(
            **{
                "id": f"a{len(self.attributions) + 1}",
                "source": sources[-1].id if sources else None,
                "source_spans": sources[-1].mentions if sources else (),
                "cue_spans": (self.words("said"),),
                "content_spans": (self.words("it rained"),),
                "manner": "indirect",
                "act": "say",
                "score": 0.9,
                **values,
            }  # type: ignore[arg-type]
        )
        self.attributions.append(made)
        return made

    def claim(self, by: Attribution | None = None, *hands: Source, **values: object) -> Claim:
        every = [by.source] if by and by.source and not hands else [each.id for each in hands]
        attribution = by.id if by else None
        made = Claim(
            **{
                "id": f"c{len(self.claims) + 1}",
                "spans": by.content_spans if by else (self.words("The bridge fell."),),
                "attribution": attribution,
                "chain": tuple(
                    ChainLink(source=each, attribution=attribution, via="text") for each in every
                ),
                "origin": every[-1] if every else None,
                "evidentiality": "reported" if by else "asserted",
                "certainty": "full",
                "polarity": "positive",
                "author": OPEN if by else SURE,
                **values,
            }  # type: ignore[arg-type]
        )
        self.claims.append(made)
        return made

    def tells(self, kind: str, *claims: Claim, **values: object) -> Evidence:
        words = (self.words("It is so or not."),)
        made = Evidence(
            **{
                "id": f"e{len(self.evidence) + 1}",
                "kind": kind,
                "spans": words,
                "cues": words,
                "claims": tuple(each.id for each in claims),
                **values,
            }  # type: ignore[arg-type]
        )
        self.evidence.append(made)
        return made

    def annotations(self, **values: object) -> Annotations:
        given = Input(source="x.html", sha256="0" * 64, media_type="text/html")
        document = Document(
            **{
                "id": document_id(self.text),
                "text": self.text,
                "input": given,
                "links": tuple(self.links),
                **values,
            }  # type: ignore[arg-type]
        )
        return Annotations(
            document=document,
            credits=tuple(self.credits),
            sources=tuple(self.sources),
            attributions=tuple(self.attributions),
            claims=tuple(self.claims),
            evidence=tuple(self.evidence),
            captions=tuple(self.captions),
        )

    def found(self, code: str, **values: object) -> tuple[Finding, ...]:
        return checked(self.annotations(**values), [shipped()[code]]).findings


def place(made: Made) -> Fact:
    return made.fact("Harrow", kind="place", value="Harrow")


def restated(made: Made, below: Claim, place: str = "headline", **values: object) -> Claim:
    given = {"place": place, "restates": below.id, "spans": below.spans, **values}
    return made.claim(None, **given)


def number(made: Made, value: str, modifier: str = "exact") -> Fact:
    words = f"{modifier} {value} men"
    return made.fact(words, kind="quantity", value=value, modifier=modifier, unit="men")
