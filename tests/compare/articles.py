"""An invented story in records made by hand: who says that a reservoir was poisoned."""

from __future__ import annotations

from msgspec.structs import replace

from sayso.records import (
    Act,
    Annotations,
    Attribution,
    ChainLink,
    Claim,
    Document,
    Evidence,
    EvidenceKind,
    Input,
    Outlet,
    Polarity,
    Source,
    SourceType,
    Stance,
    document_id,
)
from sayso.spans import Span, span

CLAIM = "Herbicide from a barge poisoned the Lindmoor reservoir in May."


class Article:
    """An article that is annotated by pointing at its words."""

    def __init__(self, text: str, *, outlet: str | None = None, language: str = "en") -> None:
        self.text = text
        self.outlet = outlet
        self.language = language
        self.sources: dict[str, Source] = {}
        self.attributions: list[Attribution] = []
        self.claims: list[Claim] = []
        self.evidence: list[Evidence] = []

    def at(self, words: str) -> Span:
        start = self.text.index(words)
        return span(self.text, start, start + len(words))

    def source(
        self, words: str, kind: SourceType = "outlet", *, named: bool = True, resolved: bool = True
    ) -> str:
        identity = f"s{len(self.sources) + 1}"
        self.sources[identity] = Source(
            id=identity,
            name=words,
            type=kind,
            named=named,
            mentions=(self.at(words),),
            resolved=resolved,
        )
        return identity

    def speaks_for(self, source: str, body: str) -> None:
        self.sources[source] = replace(self.sources[source], speaks_for=body)

    def says(
        self, content: str, *chain: str, act: Act = "say", polarity: Polarity | None = "positive"
    ) -> str:
        """Add a claim of the last of the chain; of nobody where it is empty."""
        number = len(self.attributions) + 1
        self.attributions.append(
            Attribution(
                id=f"a{number}",
                source=chain[-1] if chain else None,
                source_spans=(),
                cue_spans=(),
                content_spans=(self.at(content),),
                manner="indirect",
                act=act,
                score=0.9,
            )
        )
        return self._claim(content, f"a{number}", chain, polarity, Stance())

    def asserts(self, content: str, author: Stance | None = None) -> str:
        return self._claim(content, None, (), "positive", author or Stance(certainty="full"))

    def _claim(
        self,
        content: str,
        attribution: str | None,
        chain: tuple[str, ...],
        polarity: Polarity | None,
        author: Stance,
    ) -> str:
        identity = f"c{len(self.claims) + 1}"
        self.claims.append(
            Claim(
                id=identity,
                spans=(self.at(content),),
                attribution=attribution,
                chain=tuple(
                    ChainLink(source=each, attribution=attribution, via="text") for each in chain
                ),
                origin=chain[-1] if chain else None,
                polarity=polarity,
                author=author,
            )
        )
        return identity

    def notes(
        self,
        words: str,
        kind: EvidenceKind,
        *,
        source: str | None = None,
        attribution: str | None = None,
        claims: tuple[str, ...] = (),
    ) -> None:
        place = self.at(words)
        self.evidence.append(
            Evidence(
                id=f"e{len(self.evidence) + 1}",
                kind=kind,
                spans=(place,),
                cues=(place,),
                source=source,
                attribution=attribution,
                claims=claims,
            )
        )

    def read(self) -> Annotations:
        document = Document(
            id=document_id(self.text),
            text=self.text,
            input=Input(source="article.txt", sha256="0" * 64, media_type="text/plain"),
            outlet=Outlet(name=self.outlet),
            language=self.language,
        )
        return Annotations(
            document=document,
            sources=tuple(self.sources.values()),
            attributions=tuple(self.attributions),
            claims=tuple(self.claims),
            evidence=tuple(self.evidence),
        )
