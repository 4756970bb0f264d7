"""The facts of short texts, as the tests of each kind compare them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from sayso.acquire.text import exact
from sayso.annotate.facts import add_facts, find_facts
from sayso.annotate.lexicon import load
from sayso.annotate.segments import segment
from sayso.records import Claim, Source
from sayso.spans import span

if TYPE_CHECKING:
    from sayso.annotate.facts.scan import Hit
    from sayso.records import Fact

LEXICON = load("en")
MONDAY = "2015-11-02"


def hits(
    text: str, kind: str, published: str | None = MONDAY, sources: tuple[Source, ...] = ()
) -> list[Hit]:
    segments = segment(text, LEXICON.abbreviations)
    found = find_facts(segments, sources, published, LEXICON)
    return [hit for hit in found if hit.kind == kind]


def dates(text: str, published: str | None = MONDAY) -> list[tuple[str, str | None]]:
    return [(text[slice(*hit.place)], hit.value) for hit in hits(text, "date", published)]


def quantities(text: str) -> list[tuple[str, str | None, str | None, str | None]]:
    return [
        (text[slice(*hit.place)], hit.value, hit.modifier, hit.unit)
        for hit in hits(text, "quantity")
    ]


def places(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(text[slice(*hit.place)], hit.candidates) for hit in hits(text, "place")]


def participants(text: str, *names: str) -> list[tuple[str, str | None]]:
    sources = tuple(
        Source(
            id=f"s{number}",
            name=name,
            type="organisation",
            named=True,
            mentions=(span(text, text.index(name), text.index(name) + len(name)),),
        )
        for number, name in enumerate(names)
    )
    found = hits(text, "participant", sources=sources)
    return [(text[slice(*hit.place)], hit.value) for hit in found]


def facts(text: str, *spans: tuple[int, int], published: str | None = MONDAY) -> tuple[Fact, ...]:
    """Return the facts of one claim with these spans, or with all of the text."""
    pieces = tuple(span(text, *each) for each in spans or ((0, len(text)),))
    claim = Claim(id="c1", spans=pieces, attribution=None, chain=(), origin=None)
    document = msgspec.structs.replace(exact(text), published=published)
    (found,) = add_facts([claim], (), document, segment(text, LEXICON.abbreviations), LEXICON)
    return found.facts
