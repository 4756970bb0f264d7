"""Annotations that hypothesis makes: any text and blocks, spans that nest, overlap, leave gaps."""

from __future__ import annotations

from hypothesis import strategies as st

from sayso.records import (
    Annotations,
    Attribution,
    Block,
    Claim,
    Credit,
    Document,
    Input,
    Link,
    Source,
    document_id,
)
from sayso.spans import Span, span

_CHARACTERS = st.one_of(
    st.sampled_from("ab <>&\"'\n\t\r\x00\x1b\x9b{}%é\u0301👩\u200d🚢وق\u202e\u2028"),
    st.characters(),
)


@st.composite
def any_annotations(draw: st.DrawFn) -> Annotations:
    text = draw(st.text(_CHARACTERS, min_size=1, max_size=60))
    spans = st.builds(
        lambda a, b: span(text, min(a, b), max(a, b) + 1),
        st.integers(0, len(text) - 1),
        st.integers(0, len(text) - 1),
    )
    some = st.lists(spans, max_size=3).map(tuple)
    sources = tuple(
        Source(id=f"s{n}", name=draw(st.text(max_size=5)), type="person", named=True, mentions=())
        for n in range(draw(st.integers(0, 9)))
    )
    names = [None, "nobody", *(source.id for source in sources)]
    number = draw(st.integers(0, 6))
    return Annotations(
        document=_document(draw, text, spans),
        sources=sources,
        attributions=tuple(_attribution(draw, each, names, some) for each in range(number)),
        claims=tuple(
            Claim(id=f"c{each}", spans=draw(some), attribution=f"a{each}", chain=(), origin=None)
            for each in sorted(draw(st.sets(st.integers(0, number))))
        ),
        credits=tuple(
            Credit(kind="photo", name="x", spans=draw(some)) for _ in range(draw(st.integers(0, 2)))
        ),
    )


def _document(draw: st.DrawFn, text: str, spans: st.SearchStrategy[Span]) -> Document:
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    return Document(
        id=document_id("x"),
        text=text,
        input=Input(source="x", sha256="x", media_type="text/plain"),
        blocks=tuple(
            Block(kind=draw(st.sampled_from(["title", "paragraph", "quote"])), start=a, end=b)
            for a, b in pairs
        ),
        links=tuple(
            Link(start=each.start, end=each.end, url="https://x.example/")
            for each in draw(st.lists(spans, max_size=2))
        ),
    )


def _attribution(
    draw: st.DrawFn,
    number: int,
    names: list[str | None],
    some: st.SearchStrategy[tuple[Span, ...]],
) -> Attribution:
    return Attribution(
        id=f"a{number}",
        source=draw(st.sampled_from(names)),
        source_spans=draw(some),
        cue_spans=draw(some),
        content_spans=draw(some),
        manner="direct",
        act="say",
        score=draw(st.floats(0, 1)),
        inferred=draw(st.booleans()),
        parent=draw(st.sampled_from([None, "a0", "a1", "a2"])),
    )
