"""A document's text and its statements in; stretches of text under the same statements, out.

A statement may hold another one, may overlap one, and may have gaps. So the text of each block is
cut wherever one begins or ends, and each piece knows every statement that covers it. Pieces follow
each other and never hold each other: the HTML made of them is well nested whatever the spans are.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from types import MappingProxyType

from sayso.records import Block, Document
from sayso.show.plain import web_address
from sayso.show.reading import Reading, Statement
from sayso.spans import Range, merged


@dataclass(frozen=True)
class Tag:
    """The label that stands before a stretch of a statement's words."""

    statement: Statement
    first: bool
    """Whether it is the statement's first stretch, to which its entry in the list leads."""


@dataclass(frozen=True)
class Segment:
    """A stretch of one block of the text under the same marks."""

    text: str
    statements: tuple[Statement, ...]
    """Those whose words it belongs to, the innermost first."""
    source_of: Statement | None
    cue_of: Statement | None
    link: str | None
    link_begins: bool
    tags: tuple[Tag, ...]
    """Of the statements whose words begin here, the outermost first."""
    anchors: tuple[str, ...]
    """Ids of other things that begin here: credits, findings, and what a story leads to."""
    places: tuple[str, ...] = ()
    """Names of the words, which a story leads to, that it belongs to."""


@dataclass(frozen=True)
class _Mark:
    start: int
    end: int
    statement: Statement | None = None
    role: str = ""
    link: str | None = None
    name: str = ""


def blocks(document: Document) -> Iterator[Block]:
    """Yield the blocks, and a paragraph for each stretch of text that lies in none."""
    last = 0
    for block in document.blocks:
        yield from _unclaimed(document.text, last, block.start)
        yield block
        last = block.end
    yield from _unclaimed(document.text, last, len(document.text))


def levels(read: Reading) -> dict[str, int]:
    """Return at which level under the text each statement's line runs; 1 is the innermost.

    A statement keeps one level over all of its words, and no two that share words share a level.
    Of two with as many words the one that went through more hands is the inner one.
    """
    text = read.annotations.document.text
    inner_first = sorted(
        ((_content(text, each), each) for each in read.statements),
        key=lambda pair: (_length(pair[0]), -len(pair[1].chain), pair[1].label),
    )
    placed: list[tuple[int, int, int]] = []
    """Where the ranges so far begin and end, in the order of the text, and their levels."""
    longest = 0
    result: dict[str, int] = {}
    for ranges, statement in inner_first:
        level = 1
        for start, end in ranges:
            first, last = bisect_left(placed, (start - longest,)), bisect_left(placed, (end,))
            near = placed[first:last]
            level = max([level, *(below + 1 for _, stop, below in near if stop > start)])
        result[statement.label] = level
        for start, end in ranges:
            insort(placed, (start, end, level))
            longest = max(longest, end - start)
    return result


class Cutter:
    """Cuts the blocks of one document."""

    def __init__(
        self,
        read: Reading,
        anchors: Mapping[int, Sequence[str]],
        places: Mapping[Range, str] = MappingProxyType({}),
    ) -> None:
        """Take a document, the ids that stand at its offsets, and the names of stretches that light up."""
        self._text = read.annotations.document.text
        self._levels = levels(read)
        self._anchors = anchors
        self._anchored = sorted(anchors)
        named = [_Mark(*each, role="place", name=name) for each, name in places.items()]
        self._marks = sorted([*_marks(read), *named], key=lambda mark: mark.start)
        self._starts = [mark.start for mark in self._marks]
        self._longest = max((mark.end - mark.start for mark in self._marks), default=0)
        self._tagged: set[str] = set()

    def cut(self, block: Block) -> list[Segment]:
        """Return the segments of ``block``, which together are its text.

        Blocks must come in the order of the text: a statement's first tag is the first one made.
        """
        begin = bisect_right(self._starts, block.start - self._longest - 1)
        end = bisect_right(self._starts, block.end)
        marks = [each for each in self._marks[begin:end] if each.end > block.start]
        first = bisect_left(self._anchored, block.start)
        last = bisect_right(self._anchored, block.end)
        edges = {block.start, block.end, *self._anchored[first:last]}
        edges.update(edge for mark in marks for edge in (mark.start, mark.end))
        inside = sorted(edge for edge in edges if block.start <= edge <= block.end)
        segments = []
        coming = deque(marks)
        over: list[_Mark] = []
        for start, stop in pairwise(inside):
            while coming and coming[0].start <= start:
                over.append(coming.popleft())
            over = [mark for mark in over if mark.end >= stop]
            segments.append(self._segment(start, stop, over, block.start))
        return segments

    def depth(self, segments: Sequence[Segment]) -> int:
        """Return how many lines run under the deepest of ``segments``."""
        return max((self._levels[e.label] for s in segments for e in s.statements), default=0)

    def level(self, statement: Statement) -> int:
        """Return the level of the statement's line."""
        return self._levels[statement.label]

    def _segment(self, start: int, end: int, over: Sequence[_Mark], block: int) -> Segment:
        held = {m.statement.label: m.statement for m in over if m.role == "content" and m.statement}
        begun = [
            m.statement
            for m in over
            if m.role in {"content", "anchor"} and m.statement and max(m.start, block) == start
        ]
        link = next((mark for mark in over if mark.link), None)
        return Segment(
            text=self._text[start:end],
            statements=tuple(sorted(held.values(), key=self.level)),
            source_of=next((m.statement for m in over if m.role == "source"), None),
            cue_of=next((m.statement for m in over if m.role == "cue"), None),
            link=link.link if link else None,
            link_begins=link is not None and max(link.start, block) == start,
            tags=tuple(self._tag(e) for e in sorted(begun, key=self.level, reverse=True)),
            anchors=tuple(self._anchors.get(start, ())),
            places=tuple(mark.name for mark in over if mark.role == "place"),
        )

    def _tag(self, statement: Statement) -> Tag:
        first = statement.label not in self._tagged
        self._tagged.add(statement.label)
        return Tag(statement, first)


def _marks(read: Reading) -> Iterator[_Mark]:
    for statement in read.statements:
        attribution = statement.attribution
        for start, end in _content(read.annotations.document.text, statement):
            yield _Mark(start, end, statement, "content")
        for span in attribution.source_spans:
            yield _Mark(span.start, span.end, statement, "source")
        for span in attribution.cue_spans:
            yield _Mark(span.start, span.end, statement, "cue")
        if not attribution.content_spans:  # it still needs a place that the list can lead to
            for span in (*attribution.cue_spans, *attribution.source_spans)[:1]:
                yield _Mark(span.start, span.end, statement, "anchor")
    for link in read.annotations.document.links:
        address = web_address(link.url)
        if address:
            yield _Mark(link.start, link.end, link=address)


def _content(text: str, statement: Statement) -> list[Range]:
    return merged(((each.start, each.end) for each in statement.attribution.content_spans), text)


def _length(ranges: Sequence[Range]) -> int:
    return ranges[-1][1] - ranges[0][0] if ranges else 0


def _unclaimed(text: str, start: int, end: int) -> Iterator[Block]:
    if text[start:end].strip():
        yield Block(kind="paragraph", start=start, end=end)
