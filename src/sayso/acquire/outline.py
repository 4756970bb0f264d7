"""A page's tree in, its units out: each run of text that a reader sees as one block, in page order.

A unit keeps the page's own words (tidied), its hyperlinks with their places, and what the tags
and class
names around it say that it is. Everything else about a page is decided over units.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from lxml import etree

from sayso.acquire.normal import clean
from sayso.acquire.notices import Patterns, patterns
from sayso.spans import trimmed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_UNSEEN = frozenset(
    [
        "area",
        "audio",
        "base",
        "button",
        "canvas",
        "embed",
        "frame",
        "frameset",
        "head",
        "iframe",
        "img",
        "input",
        "map",
        "math",
        "meta",
        "noframes",
        "noscript",
        "object",
        "option",
        "script",
        "select",
        "source",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "track",
        "video",
    ]
)
_APART = frozenset({"byline", "caption"})  # what stands apart even in a span
_BY_TAG = {
    "figcaption": "caption",
    "figure": "figure",
    "blockquote": "quote",
    "li": "list",
    "nav": "aside",
    "footer": "footer",
    "aside": "aside",
    "form": "aside",
    "header": "header",
    "table": "table",
    **{f"h{level}": "heading" for level in range(1, 7)},
}
_PARTS = frozenset({"span", "cite", "small"})
_CELLS = frozenset({"td", "th"})
_SHORT_CELL = 60  # characters; longer ones are passages of a page that is laid out as a table
_MAX_PARTS = 12  # pieces of text in a short cell
_HIDDEN_STYLE = re.compile(
    r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.IGNORECASE
)
_BLANKS = re.compile(r"[ \n]+")
_MAX_ADDRESS = 2_000  # characters of an address; longer ones carry data, not a place
_MAX_ATTRIBUTE = 300  # characters of class names that are looked at

Place = tuple[int, int, str]
"""``(start, end, address)`` of a hyperlink in a unit's text."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A run of text between two block boundaries."""

    text: str
    links: tuple[Place, ...]
    marks: frozenset[str]
    tag: str
    number: int  # of the block that holds it, in page order
    parent: int  # the number of the block around that one: siblings share it
    shape: tuple[str, str]  # tag and class of the two: paragraphs of one story share it


@dataclass(slots=True)
class _Open:
    """An element whose end has not come."""

    tag: str
    marks: frozenset[str]
    number: int
    shape: str = ""
    block: bool = True
    link: str | None = None


@dataclass(slots=True)
class _Line:
    """A unit while it grows."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    links: list[Place] = field(default_factory=list)
    breaks: int = 0

    def add(self, text: str, link: str | None) -> None:
        text = _BLANKS.sub(" ", clean(text))
        if text.startswith(" ") and (not self.pieces or self.pieces[-1][-1] in " \n"):
            text = text[1:]
        if not text:
            return
        self.breaks = 0
        self.pieces.append(text)
        if link:
            self.links.append((self.length, self.length + len(text), link))
        self.length += len(text)

    def add_break(self) -> None:
        self.breaks += 1
        if self.pieces and self.pieces[-1] != "\n":
            self.pieces.append("\n")
            self.length += 1

    def unit(self, holder: _Open, around: _Open) -> Unit | None:
        """Return what has grown; None if a reader sees nothing of it."""
        text = "".join(self.pieces)
        start, end = trimmed(text, 0, len(text))
        if start >= end:
            return None
        final = clean(text[start:end])
        final = _TIGHT.sub("\n", final)
        links = tuple(_placed(text, final, start, self.links))
        shape = (holder.shape, around.shape)
        return Unit(final, links, holder.marks, holder.tag, holder.number, around.number, shape)


_TIGHT = re.compile(r" ?\n ?")


def _placed(text: str, final: str, offset: int, links: list[Place]) -> Iterator[Place]:
    """Yield the links where they stand in the final text, neighbours of one address as one."""
    joined: list[Place] = []
    for start, end, address in links:
        if joined and joined[-1][2] == address and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end, address)
        else:
            joined.append((start, end, address))
    same = final == text[offset : offset + len(final)]
    for start, end, address in joined:
        left, right = trimmed(text, start, end)
        if left < right:
            if same:
                left, right = left - offset, right - offset
            else:  # what comes before may have become shorter when it was composed or tightened
                left = len(_TIGHT.sub("\n", clean(text[offset:left])))
                right = len(_TIGHT.sub("\n", clean(text[offset:right])))
            if 0 <= left < right <= len(final):
                yield left, right, address


def outline(tree: Any) -> list[Unit]:  # noqa: ANN401 - lxml ships no types
    """Return the units of a page, their links as they are written there.

    Args:
        tree: The page's root element; its comments have been left out by the parser.

    """
    return list(_Walk().units(tree))


def resolved(links: Iterable[Place], base: str | None) -> tuple[Place, ...]:
    """Return the links that lead to a page, their addresses absolute."""
    found = ((start, end, address_of(link, base)) for start, end, link in links)
    return tuple((start, end, address) for start, end, address in found if address)


class _Walk:
    """One walk over a page's elements; it keeps its own stack, so depth costs no recursion."""

    def __init__(self) -> None:
        self._patterns = patterns()
        self._open = [_Open("body", frozenset(), 0)]
        self._line = _Line()
        self._number = 0

    def units(self, tree: Any) -> Iterator[Unit]:  # noqa: ANN401
        walk = etree.iterwalk(tree, events=("start", "end"))
        for event, element in walk:
            if not isinstance(element.tag, str):
                continue
            if event == "start":
                if element.tag in _UNSEEN:
                    walk.skip_subtree()
                else:
                    yield from self._enter(element)
            else:
                if element.tag not in _UNSEEN:
                    yield from self._leave()
                self._say(element.tail)
        yield from self._flush()

    def _enter(self, element: Any) -> Iterator[Unit]:  # noqa: ANN401
        tag, above = element.tag, self._open[-1]
        own = _marks(element, tag, self._patterns)
        block = tag in _BLOCKS or bool(tag != "a" and own & _APART and not above.marks & _APART)
        if tag in _CELLS and _is_short(element):
            block = False
            self._say(" ")
        if block:
            yield from self._flush()
            self._number += 1
        elif tag == "br":
            if self._line.breaks:
                yield from self._flush()
            self._line.add_break()
        if tag in _PARTS and (own | above.marks) & _APART:
            self._say(" ")  # a credit follows its caption without one, set apart by style alone
        link = element.get("href") if tag == "a" else above.link
        number = self._number if block else above.number
        shape = f"{tag} {element.get('class', '')[:_MAX_ATTRIBUTE]}" if block else ""
        self._open.append(_Open(tag, above.marks | own, number, shape, block=block, link=link))
        if tag == "q":
            self._say("\u201c")
        self._say(element.text)

    def _leave(self) -> Iterator[Unit]:
        closed = self._open[-1]
        if closed.tag == "q":
            self._say("\u201d")
        if closed.block:
            yield from self._flush()
        self._open.pop()

    def _say(self, text: str | None) -> None:
        if text:
            self._line.add(text, self._open[-1].link)

    def _flush(self) -> Iterator[Unit]:
        """Yield what has been said since the last boundary, as a unit of the block that is open."""
        if self._line.pieces:
            blocks = (each for each in reversed(self._open) if each.block)
            holder = next(blocks)
            around = next(blocks, holder)
            if unit := self._line.unit(holder, around):
                yield unit
        self._line = _Line()


def _is_short(cell: Any) -> bool:  # noqa: ANN401
    """Return whether a cell is one of a row of values, to be read with its neighbours."""
    length = 0
    for number, text in enumerate(cell.itertext()):
        length += len(text.strip())
        if length > _SHORT_CELL or number > _MAX_PARTS:
            return False
    return True


def _marks(element: Any, tag: str, names: Patterns) -> frozenset[str]:  # noqa: ANN401
    """Return what an element's tag, class, and attributes say that it is."""
    attributes = element.attrib
    by_tag = _BY_TAG.get(tag)
    found = {by_tag} if by_tag else set()
    if attributes:
        said = " ".join(
            attributes.get(name, "")[:_MAX_ATTRIBUTE]
            for name in ("class", "id", "itemprop", "rel", "data-testid", "role")
        )
        if not said.isspace():
            found |= names.marks(said)
        if (
            attributes.get("hidden") is not None
            or attributes.get("aria-hidden") == "true"
            or _HIDDEN_STYLE.search(attributes.get("style", "")[:_MAX_ATTRIBUTE])
        ):
            found.add("hidden")
    return frozenset(found) if found else _NOTHING


_NOTHING: frozenset[str] = frozenset()


def base_of(tree: Any, base: str | None) -> str | None:  # noqa: ANN401
    """Return the address that the page's links are relative to."""
    element = tree.find(".//base[@href]")
    return (address_of(element.get("href"), base) if element is not None else None) or base


def address_of(link: str | None, base: str | None) -> str | None:
    """Return the absolute address of a link; None if it leads to no page, or within this one."""
    link = clean(link or "").strip()
    if not link or link.startswith("#") or len(link) > _MAX_ADDRESS:
        return None
    try:
        address = urljoin(base or "", link)
        parts = urlsplit(address)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return None
    if not usable or any(each.isspace() for each in address):
        return None
    here = (base or "").partition("#")[0]
    return None if here and address.partition("#")[0] == here and "#" in address else address
