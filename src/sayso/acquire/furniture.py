"""A page's units and its story out of them in, the blocks of the document out.

Trafilatura gives the story and throws away what stands around it. Title, lead, captions, bylines
and notices
are found again here among the units near the story, by class names, by their words, and by what
the page
says about itself; and what is furniture within the story is told from it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sayso.acquire.compose import Piece
from sayso.acquire.metadata import names
from sayso.acquire.normal import fold, one_line
from sayso.acquire.notices import Furniture, patterns
from sayso.acquire.outline import Unit, resolved

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.records import BlockKind

_AFTER = 8  # units after the story in which notices and bylines still belong to it
_ABOVE = 6  # units above title or story in which captions and notices belong to it
_BEFORE = 25  # units between title and story, and the same above it where there is no title
_COMMON = (
    0.4  # a mark that more of the story's units carry than this says nothing: a wrapper has it
)
_LIKENESS = 0.5  # of the words of a title; outlets shorten and add their name
_TEASERS = 3  # headings in a row
_WHOLLY = 0.95
_LONGEST = {"caption": 700, "byline": 200, "lead": 700, "title": 400}
_STORY = frozenset({"paragraph", "list", "heading", "quote"})
_ELSEWHERE = frozenset({"hidden", "aside", "footer"})
_WORD = re.compile(r"\w+")
_SUFFIX = re.compile(r"\s[|\u2013\u2014»·-]\s[^|\u2013\u2014»·]{2,40}$")
_SENTENCE = re.compile(r"\w[.!?\u2026][\"'\u201d\u2019)]{0,2}$")


@dataclass(frozen=True)
class Page:
    """A page's units, which of them are its story, and what it says about itself."""

    units: Sequence[Unit]
    chosen: frozenset[int]
    titles: Sequence[str]
    descriptions: Sequence[str]
    base: str | None = None

    @cached_property
    def first(self) -> int:
        """The number of the story's first unit."""
        return min(self.chosen, default=0)

    @cached_property
    def last(self) -> int:
        """The number of the story's last unit."""
        return max(self.chosen, default=-1)

    @cached_property
    def common(self) -> frozenset[str]:
        """The marks that say nothing on this page, since most of the story carries them."""
        counts = Counter(mark for number in self.chosen for mark in self.units[number].marks)
        return frozenset(
            mark for mark, count in counts.items() if count > _COMMON * len(self.chosen)
        )

    def marks(self, number: int) -> frozenset[str]:
        """Return what a unit is by the tags and class names around it."""
        return self.units[number].marks - self.common


def arranged(page: Page) -> tuple[list[Piece], tuple[str, ...]]:
    """Return the blocks, title first, then as on the page; and the names in bylines."""
    title_at, title = _title(page)
    known = {fold(title)} if title else set()
    told = {fold(page.units[number].text) for number in page.chosen if _tells(page, number)}
    pieces: list[Piece] = [Piece("title", title)] if title else []
    byline: list[str] = []
    start = page.first - _BEFORE if title_at is None else min(title_at, page.first) - _ABOVE
    for number in range(max(0, start), min(len(page.units), page.last + _AFTER + 1)):
        unit = page.units[number]
        same = fold(unit.text)
        if number == title_at or not same or same in known:
            continue
        kind = _kind(page, number, title_at)
        if kind is None:
            continue
        if kind == "byline" and _names_people(unit):
            byline += (name for name in names(unit.text) if name not in byline)
        if kind not in _STORY:
            if same in told:
                continue  # a caption that repeats the story's first sentence
            known.add(same)  # galleries repeat captions, and bars at top and bottom bylines
        block: BlockKind = "notice" if kind == "byline" or kind == "pointer" else kind  # noqa: PLR1714 - mypy
        pieces.append(Piece(block, unit.text, resolved(unit.links, page.base)))
    return _without_teasers(pieces), tuple(byline)


def _without_teasers(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the blocks less headings with nothing below them: teasers for other stories.

    Of two headings in a row the first may be a chapter's; of three and more only the last is kept,
    and at the end of the document none.
    """
    kept: list[Piece] = []
    run: list[Piece] = []
    for piece in pieces:
        if piece.kind == "heading" or (run and piece.kind in {"caption", "notice"}):
            run.append(piece)
        else:
            kept += run if _headings(run) < _TEASERS else _last_heading(run)
            kept.append(piece)
            run = []
    return kept + [piece for piece in run if piece.kind != "heading"]


def _headings(run: Sequence[Piece]) -> int:
    return sum(piece.kind == "heading" for piece in run)


def _last_heading(run: Sequence[Piece]) -> list[Piece]:
    last = max(number for number, piece in enumerate(run) if piece.kind == "heading")
    return [piece for number, piece in enumerate(run) if piece.kind != "heading" or number == last]


def _tells(page: Page, number: int) -> bool:
    """Return whether a unit of the story is a paragraph by all that is known of it alone."""
    unit = page.units[number]
    return not page.marks(number) & {"caption", "byline", "lead"} and not patterns().kind(unit.text)


def _kind(  # noqa: PLR0911 - a list of cases, each with its answer
    page: Page, number: int, title_at: int | None
) -> BlockKind | Furniture | None:
    """Return what a unit of the page is to the document, None for nothing."""
    unit, marks = page.units[number], page.marks(number)
    by_words = patterns().kind(unit.text)
    if number in page.chosen:
        return _kind_within(page, number, by_words)
    if marks & _ELSEWHERE:
        return None
    if "caption" in marks and len(unit.text) <= _LONGEST["caption"]:
        return "caption"
    if by_words == "notice" and "figure" in marks:
        return "caption"  # the name of an agency under a picture
    if by_words in {"notice", "caption"}:
        return by_words if page.first - _ABOVE <= number else None
    if number < page.first - _BEFORE:
        return None
    if by_words == "byline" or ("byline" in marks and _is_byline(unit, by_words)):
        return "byline"
    below_title = title_at is None or number > title_at
    above_story = below_title and number < page.first
    return "lead" if above_story and _is_lead(page, unit, marks) else None


def _kind_within(page: Page, number: int, by_words: Furniture | None) -> BlockKind | Furniture:
    """Return what a unit is that trafilatura takes for story."""
    unit, marks = page.units[number], page.marks(number)
    if "caption" in marks and len(unit.text) <= _LONGEST["caption"]:
        return "caption"
    if by_words:
        return by_words
    if number <= page.first + 1 and _is_lead(page, unit, marks):
        return "lead"
    if "byline" in marks and _is_byline(unit, by_words):
        return "byline"
    kind = _story_kind(unit, marks)
    return "pointer" if kind == "paragraph" and _is_signpost(unit) else kind


def _story_kind(unit: Unit, marks: frozenset[str]) -> BlockKind:
    if "heading" in unit.marks:
        return "heading"
    if "quote" in marks:
        return "quote"
    return "list" if "list" in marks or unit.tag == "tr" else "paragraph"


def _names_people(unit: Unit) -> bool:
    """Return whether a byline has names, not only a date."""
    return unit.text[:3].casefold() == "by " or not any(map(str.isdigit, unit.text))


def _is_signpost(unit: Unit) -> bool:
    """Return whether a paragraph is one link and nothing else: it leads to another story."""
    linked = sum(end - start for start, end, _ in unit.links)
    wholly = linked >= _WHOLLY * len(unit.text)
    return wholly and not _said(unit) and len(_WORD.findall(unit.text)) > 2


def _said(unit: Unit) -> bool:
    """Return whether a unit reads as a sentence."""
    return bool(_SENTENCE.search(unit.text)) and len(_WORD.findall(unit.text)) > 6


def _is_byline(unit: Unit, by_words: str | None) -> bool:
    """Return whether what is marked as a byline reads like one: names, dates, no sentence."""
    if by_words == "byline":
        return True
    words = _WORD.findall(unit.text)
    named = sum(not word[0].islower() for word in words)
    return len(unit.text) <= _LONGEST["byline"] and not _said(unit) and 2 * named > len(words) > 1


def _is_lead(page: Page, unit: Unit, marks: frozenset[str]) -> bool:
    if not 20 <= len(unit.text) <= _LONGEST["lead"]:
        return False
    same = fold(unit.text)
    described = any(same == fold(each) for each in page.descriptions)
    in_heading = unit.tag in {"h2", "h3"} and _said(unit)
    return described or (("lead" in marks or in_heading) and len(_WORD.findall(unit.text)) > 4)


def _title(page: Page) -> tuple[int | None, str | None]:
    """Return where the title stands and what it says, in the page's own words if it has it."""
    wanted = [frozenset(_words(each)) for each in page.titles]
    wanted += [frozenset(_words(_SUFFIX.sub("", each))) for each in page.titles]
    best: tuple[float, int] | None = None
    for number in _title_places(page):
        unit = page.units[number]
        own = frozenset(_words(unit.text))
        if not own or len(unit.text) > _LONGEST["title"]:
            continue
        likeness = max((_likeness(own, each) for each in wanted), default=0.0)
        rank = {"h1": 0.3, "h2": 0.1}.get(unit.tag, 0.0) + (0.1 if "title" in unit.marks else 0.0)
        if "hidden" in unit.marks:
            rank -= 0.3
        if likeness >= _LIKENESS and (best is None or likeness + rank > best[0]):
            best = (likeness + rank, number)
    if best:
        return best[1], one_line(page.units[best[1]].text)
    headings = [
        number
        for number in _title_places(page)
        if page.units[number].tag == "h1" and len(page.units[number].text) > 15
    ]
    if len(headings) == 1:
        return headings[0], one_line(page.units[headings[0]].text)
    shown = _SUFFIX.sub("", page.titles[0]) if page.titles else None
    return None, shown


def _title_places(page: Page) -> Iterator[int]:
    """Yield where a title may stand: up to a little way into the story."""
    for number in range(min(len(page.units), page.first + 4)):
        unit = page.units[number]
        if "heading" in unit.marks or "title" in unit.marks or page.first - number < _BEFORE:
            yield number


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _likeness(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / max(1, len(a | b))
