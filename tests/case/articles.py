"""Annotations of short articles, made without any model, for cases to hold."""

from __future__ import annotations

import hashlib

from sayso.records import (
    Annotations,
    Attribution,
    Block,
    ChainLink,
    Claim,
    Credit,
    Document,
    Drop,
    Evidence,
    Fact,
    Finding,
    Input,
    Outlet,
    Source,
    Stance,
    document_id,
)
from sayso.spans import Span, span

MODELS = {"attribution": "attribution-xx-1"}


def article(
    number: int = 0,
    *,
    source: str | None = None,
    data: str | None = None,
    models: dict[str, str] = MODELS,
    outlet: str = "Kelmouth Echo",
) -> Annotations:
    """Return an article in which a harbour master says a sentence about ferry ``number``."""
    text = f"Ferry {number} is late\n\nFerry {number} will sail at noon, the harbour master said."
    given = Input(
        source=source or f"{number}.txt",
        sha256=hashlib.sha256((data or text).encode()).hexdigest(),
        media_type="text/plain",
    )
    title = f"Ferry {number} is late"
    document = Document(
        id=document_id(text),
        text=text,
        input=given,
        title=title,
        blocks=(
            Block(kind="title", start=0, end=len(title)),
            Block(kind="paragraph", start=len(title) + 2, end=len(text)),
        ),
        outlet=Outlet(name=outlet),
        byline=("Ann Reed", "Tom Hale"),
        published="2021-05-04",
        language="en",
    )
    return _annotated(document, f"Ferry {number} will sail at noon", models)


def _annotated(document: Document, words: str, models: dict[str, str]) -> Annotations:
    text = document.text
    content = _words(text, words)
    master, said = _words(text, "the harbour master"), _words(text, "said")
    return Annotations(
        document=document,
        credits=(Credit(kind="agency", name="Harna", spans=(content,)),),
        sources=(
            Source(
                id="s1",
                name="harbour master",
                type="official",
                named=False,
                mentions=(master,),
                anonymity=said,
            ),
        ),
        attributions=(
            Attribution(
                id="a1",
                source="s1",
                source_spans=(master,),
                cue_spans=(said,),
                content_spans=(content,),
                manner="indirect",
                act="say",
                score=0.9,
            ),
        ),
        claims=(
            Claim(
                id="c1",
                spans=(content,),
                attribution="a1",
                chain=(ChainLink(source="s1", attribution="a1", via="text"),),
                origin="s1",
                certainty="full",
                author=Stance(certainty="neutral"),
                cues=(said,),
                facts=(Fact(kind="date", span=_words(text, "noon"), value="2021-05-04"),),
            ),
        ),
        evidence=(
            Evidence(id="e1", kind="confirmed", spans=(content,), cues=(said,), claims=("c1",)),
        ),
        findings=(Finding(code="SO101", name="unnamed", message="Who?", spans=(master,)),),
        dropped=(Drop(stage="attribution", reason="language", detail="Not read."),) * 2,
        models=models,
    )


def _words(text: str, words: str) -> Span:
    start = text.index(words)
    return span(text, start, start + len(words))
