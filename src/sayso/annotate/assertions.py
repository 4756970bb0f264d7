"""Claims of others and their article -> all its claims: the author's own with them, one assertion each.

The author's own are sentences in which nobody else speaks, with a finite verb and something that could be
checked. Who reads this output wants to rely on it, so what is doubtful is left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from sayso.annotate.lexicon.assertion_words import load_assertions
from sayso.annotate.predicates import Predicates
from sayso.annotate.restating import placed
from sayso.annotate.segments import CLOSING, OPENING
from sayso.annotate.splitting import split
from sayso.records import Claim
from sayso.spans import RangeIndex, contains, span, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sayso.annotate.facts.scan import Hit
    from sayso.annotate.predicates import Word
    from sayso.annotate.segments import Segments
    from sayso.records import Attribution, Block, Document
    from sayso.spans import Range

LEAST_WORDS = 5
MOST_WORDS = 80
"""A sentence of more is a list or a text without full stops."""

MOSTLY = 0.5
"""Share of a sentence in quotation marks from which on it is somebody's words, though nobody is named."""

COMMENTARY = 0.18
"""Share of sentences with an address or a judgement from which on an article is a comment. News has up to .14,
columns from .2 on (52 articles of PolNeAR dev and Origins); there a name alone makes nothing checkable."""

_FEW = 3
"""Sentences without one that are added, so that a short article is not a comment for one word."""

_HARD = frozenset({"date", "quantity"})

_BODY = frozenset({"paragraph", "lead"})
_EDGE = " \t\u00a0,;:—–-"
_DATELINE = re.compile(
    r"(?:[^\W\d_a-z][^\W\d_]*[^\n.!?]{0,60}?\([^)\n]{2,40}\)|[^\W\d_a-z]{3,}[^\n!?]{0,50}?)\s?(?:--|[—–-])\s?"
)
_ADDRESS = re.compile(r"https?://|www\.|@\w")
_BRACKETS = re.compile(r"[(\[]([^()\[\]\n]{1,200})[)\]][.\s]{0,3}$")


def all_claims(
    claims: Iterable[Claim],
    said: Sequence[Attribution],
    document: Document,
    segments: Segments,
    hits: Sequence[Hit],
    language: str,
    marked: Iterable[Range] = (),
) -> list[Claim]:
    """Return all claims, named c1, c2, ... in the order of the text.

    Args:
        claims: Those of the attributions.
        said: The attributions.
        document: The article, whose blocks tell headline, lead and body.
        segments: Its sentences and quotations.
        hits: The facts of the text.
        language: Of the words that tell assertions.
        marked: Sentences that speak of the evidence, and so assert nothing of the matter.

    """
    predicates = Predicates(segments.text, load_assertions(language))
    told = split(claims, said, segments, predicates)
    mine = _Own(said, segments, hits, predicates, marked)
    found = [(each, False) for each in told]
    end = max((each.start for each in document.blocks if each.kind in _BODY), default=0)
    for block in document.blocks:
        if block.kind in _BODY:
            found += [(each, False) for each in mine.of_block(block, last=block.start == end > 0)]
        elif block.kind == "title":
            found += [(each, True) for each in mine.of_title(block)]
    found.sort(key=lambda each: (each[0].spans[0].start, -each[0].spans[-1].end))
    named = [
        msgspec.structs.replace(each, id=f"c{number}") for number, (each, _) in enumerate(found, 1)
    ]
    unsure = {f"c{number}" for number, (_, doubtful) in enumerate(found, 1) if doubtful}
    return _renamed(placed(named, unsure, document, segments, predicates))


def _renamed(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims named c1, c2, ... without gaps."""
    names = {each.id: f"c{number}" for number, each in enumerate(claims, 1)}
    return [
        msgspec.structs.replace(
            each, id=names[each.id], restates=names.get(each.restates) if each.restates else None
        )
        for each in claims
    ]


class _Own:
    """Finds what an article asserts in its own voice."""

    def __init__(
        self,
        said: Sequence[Attribution],
        segments: Segments,
        hits: Sequence[Hit],
        predicates: Predicates,
        marked: Iterable[Range],
    ) -> None:
        self._segments = segments
        self._predicates = predicates
        parts = [
            (each.start, each.end)
            for one in said
            for each in (*one.source_spans, *one.cue_spans, *one.content_spans)
        ]
        self._taken = RangeIndex((place, 0) for place in parts)
        self._parts = RangeIndex((place, number) for number, place in enumerate(parts))
        self._starts = [place[0] for place in parts]
        self._marked = RangeIndex((place, 0) for place in marked)
        self._facts = RangeIndex((hit.core, number) for number, hit in enumerate(hits))
        self._hits = hits
        self._comments = self._is_comment()

    def of_block(self, block: Block, *, last: bool) -> Iterator[Claim]:
        """Yield the own assertions of a paragraph; ``last`` of the article's last one."""
        text = self._segments.text
        place = (block.start, block.end)
        if self._is_caption(place) or (last and self._is_of_author(place)):
            return
        for number in range(self._segments.sentence_at(block.start), len(self._segments.sentences)):
            start, end = self._segments.sentences[number]
            if start >= block.end:
                return
            if start < block.start or next(self._marked.over((start, end)), None) is not None:
                continue
            if start == block.start and (dateline := _DATELINE.match(text, start, end)):
                start = dateline.end()
            left = self._left((start, end))
            if left is not None and self._is_assertion(left):
                yield _claim(text, left)

    def of_title(self, block: Block) -> Iterator[Claim]:
        """Yield what a headline states, where it speaks in the article's own voice."""
        text, known = self._segments.text, self._predicates.words
        start, end = trimmed(text, block.start, block.end)
        head, colon, _ = text[start:end].partition(":")
        if colon and head.lower().strip() in known.headline_rubrics:
            start, end = trimmed(text, start + len(head) + 1, end)
        words = self._predicates.read((start, end))
        if (
            len(words) < LEAST_WORDS - 1
            or next(self._taken.over((start, end)), None) is not None
            or words[0].lower in known.headline_labels
            or (words[0].lower.isdigit() and len(words) > 1 and words[1].lower in known.empty)
            or text[end - 1] in "?…"
            or any(word.lower in known.address | known.judgement for word in words)
        ):
            return
        yield _claim(text, (start, end))

    def _left(self, place: Range) -> Range | None:
        """Return what of a sentence is nobody else's: all of it, or the clause that it begins with."""
        start, end = place
        first = min((self._starts[k] for k in self._parts.over(place)), default=end)
        if first >= end:
            said = self._segments.text[start:end]
            whole = said.rstrip("”\"’')]» ").endswith(".")
            # A mark that only closes ends the words of somebody who speaks since the sentence before.
            return (
                place if whole and (said[-1] not in CLOSING or set(said) & set(OPENING)) else None
            )
        words = self._predicates.read((start, max(start, first)))
        known = self._predicates.words
        if len(words) < LEAST_WORDS or words[-1].lower not in {*known.joining, ";"}:
            return None
        if words[-2].lower in known.before_joining:
            return None
        return trimmed(self._segments.text, start, words[-1].start, _EDGE)

    def _is_assertion(self, place: Range) -> bool:
        known, text = self._predicates.words, self._segments.text
        words = self._predicates.read(place)
        said = {word.lower for word in words}
        length = sum(word.lower[0].isalnum() for word in words)
        if not LEAST_WORDS <= length <= MOST_WORDS or not _begins(words, known.no_assertion_first):
            return False
        if said & (known.address | known.judgement | known.telling):
            return False
        if _ADDRESS.search(text, *place) or self._is_quoted(place):
            return False
        concludes = bool(said & known.forecasting) or (
            words[0].lower in known.pointing and bool(said & known.concluding)
        )
        strict = self._comments or bool(said & known.supposing)
        checkable = concludes or self._is_checkable(place, strict=strict)
        return checkable and self._predicates.asserts(words)

    def _is_checkable(self, place: Range, *, strict: bool) -> bool:
        """Whether a stretch holds a fact; strictly, one that is more than a name."""
        found = (self._hits[k] for k in self._facts.over(place))
        return any(contains(place, hit.core) and (hit.kind in _HARD or not strict) for hit in found)

    def _is_comment(self) -> bool:
        """Whether the article addresses its readers and judges."""
        known = self._predicates.words
        marks = known.address | known.judgement
        own = judged = 0
        for sentence in self._segments.sentences:
            if next(self._taken.over(sentence), None) is not None:
                continue
            words = self._predicates.read(sentence)
            if len(words) < LEAST_WORDS:
                continue
            own += 1
            judged += any(word.lower in marks for word in words)
        return judged >= COMMENTARY * (own + _FEW)

    def _is_quoted(self, place: Range) -> bool:
        quoted = sum(
            min(end, place[1]) - max(start, place[0])
            for start, end in self._segments.quotations_over(place)
        )
        return quoted >= MOSTLY * (place[1] - place[0])

    def _is_of_author(self, place: Range) -> bool:
        """Whether a paragraph tells who wrote the article."""
        first = self._segments.sentences[self._segments.sentence_at(place[0])]
        words = self._predicates.read(first)
        return any(word.lower in self._predicates.words.authors for word in words)

    def _is_caption(self, place: Range) -> bool:
        """Whether a paragraph ends in the credit of a picture."""
        match = _BRACKETS.search(self._segments.text, max(place[0], place[1] - 220), place[1])
        if match is None:
            return False
        words = self._predicates.read(match.span(1))
        return any(word.lower in self._predicates.words.caption_marks for word in words)


def _begins(words: Sequence[Word], refused: frozenset[str]) -> bool:
    """Whether a sentence begins as a statement does."""
    first = words[0]
    if words[1].lower == ":":  # "Killed: ..." is the label of a picture
        return False
    return first.lower not in refused and (first.capital or first.lower[0].isdigit())


def _claim(text: str, place: Range) -> Claim:
    start, end = trimmed(text, *place, _EDGE)
    last = text[start:end].rsplit(maxsplit=1)[-1]
    if last.endswith(".") and "." not in last[:-1]:
        end -= 1
    return Claim(
        id="c0",
        spans=(span(text, start, end),),
        attribution=None,
        chain=(),
        origin=None,
        evidentiality="asserted",
    )
