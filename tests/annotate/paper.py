"""Short texts with attributions that are marked by hand, and texts that the shipped model reads."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sayso.acquire.text import exact
from sayso.annotate import Annotator
from sayso.annotate.decode import RawAttribution
from sayso.annotate.lexicon import load
from sayso.annotate.relations import relate
from sayso.annotate.segments import segment
from sayso.annotate.sources import find_sources
from sayso.settings import Settings
from tests.annotate.laws import lawful

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.annotate.related import Related
    from sayso.annotate.segments import Segments
    from sayso.records import Annotations, Attribution, Source
    from sayso.spans import Range

LEXICON = load("en")


def at(text: str, words: str, number: int = 0) -> Range:
    """Return where ``words`` stand in the text, for the first time or a later one."""
    start = -1
    for _ in range(number + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


def raw(text: str, source: str | Range, cue: str | Range, *content: str | Range) -> RawAttribution:
    """Return an attribution as the decoder gives it; an empty source is none."""

    def place(words: str | Range) -> Range:
        return at(text, words) if isinstance(words, str) else words

    return RawAttribution(
        source=(place(source),) if source else (),
        cue=(place(cue),),
        content=tuple(map(place, content)),
        score=0.9,
    )


def parts(text: str) -> Segments:
    """Return the segments of an English text."""
    return segment(text, LEXICON.abbreviations)


def related(text: str, *given: RawAttribution) -> list[Related]:
    """Return the attributions of one level, as ``relate`` leaves them."""
    return relate(given, parts(text), LEXICON)


def sources(text: str, *spoken: str | Range) -> list[Source]:
    """Return the sources of a text in which each of the phrases, in order, has said something.

    A phrase given as words stands after the phrase before it.
    """
    found: list[RawAttribution] = []
    after = 0
    for each in spoken:
        if isinstance(each, str):
            start = text.index(each, after)
            place = (start, start + len(each))
        else:
            place = each
        after = place[1]
        stop = text.find("said", after)
        found.append(raw(text, place, (stop, stop + 4), (stop + 5, text.index(".", stop))))
    return find_sources(related(text, *found), parts(text), LEXICON)[0]


def words(text: str, ranges: Iterable[Range]) -> list[str]:
    """Return the words of ranges."""
    return [text[slice(*each)] for each in ranges]


@dataclass(frozen=True)
class Reading:
    """What the shipped model and the stages after it make of a text."""

    found: Annotations

    def names(self) -> list[str]:
        """Return the names of the sources, by first mention."""
        return [source.name for source in self.found.sources]

    def source(self, name: str) -> Source:
        """Return the one source of that name."""
        (found,) = [source for source in self.found.sources if source.name == name]
        return found

    def by(self, name: str) -> list[Attribution]:
        """Return what the source of that name is said to have said."""
        identity = self.source(name).id
        return [each for each in self.found.attributions if each.source == identity]

    def said(self, name: str) -> str:
        """Return the words of all contents of the source of that name."""
        return " | ".join(s.text for each in self.by(name) for s in each.content_spans)

    def chains(self, words: str) -> list[list[str]]:
        """Return the names in the chain of each claim that holds the words."""
        names = {source.id: source.name for source in self.found.sources}
        return [
            [names[link.source] for link in claim.chain]
            for claim in self.found.claims
            if any(words in each.text for each in claim.spans)
        ]

    def parents(self, name: str) -> Sequence[str | None]:
        """Return the names of those within whose words the source of that name speaks."""
        by_id = {each.id: each for each in self.found.attributions}
        names = {source.id: source.name for source in self.found.sources}
        above = [by_id[each.parent] if each.parent else None for each in self.by(name)]
        return [names[each.source] if each and each.source else None for each in above]


@cache
def annotator() -> Annotator:
    """Return the annotator with the shipped model, loaded once a test run."""
    return Annotator(Settings(), threads=1)


@cache
def reading(text: str) -> Reading:
    """Return what is found in a text; the laws hold of it."""
    found = annotator()(exact(text))
    lawful(found)
    return Reading(found)
