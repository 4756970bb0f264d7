"""Plain text in, its Document out: title, lead, captions and notices told from paragraphs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.acquire.charset import decode
from sayso.acquire.compose import About, Piece, assemble, compose
from sayso.acquire.language import language
from sayso.acquire.metadata import names
from sayso.acquire.normal import fold, tidy
from sayso.acquire.notices import patterns
from sayso.acquire.raw import PLAIN, Raw
from sayso.errors import InputError, TooLargeError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.records import BlockKind, Document
    from sayso.settings import Settings

_LONGEST_TITLE = 200
_LONGEST_HEADING = 80
_LEAST_TITLE = 3  # words
_LONGEST_LEAD = 600
_WRAPPED_AT = range(40, 101)  # characters of a hard-wrapped line: mail, wires, terminals
_FULL = 0.6  # of the longest line: a shorter one ends its paragraph
_ENDS_SENTENCE = re.compile(r"[.!?\u2026:;][\"'\u201d\u2019\u00bb)\]]{0,3}$")
_LIST_ITEM = re.compile(r"(?:[•*·▪-]|\d{1,2}[.)])\s")
_QUOTED = re.compile(r">\s?\S")
_DATELINE = re.compile(r"^[(\[]?[A-Z][A-Z .,'\u2019/-]{2,40}.{0,40}(?:--|[\u2013\u2014-])\s")
_LINK = re.compile(r"https?://[^\s<>\"“”]{3,2000}")
_LINK_END = ".,;:!?)]}'\u2019"
_EXACT_BLOCK = re.compile(r"[^\n]+")


def plain(raw: Raw, settings: Settings) -> Document:
    """Return the article in a plain text.

    Raises:
        InputError: if the bytes are no text, or there is none.

    """
    if not raw.data.strip(b" \t\r\n\0"):
        raise InputError("It is empty.", reason="empty")
    return from_text(decode(raw.data, raw.media_type), About(url=raw.url), raw, settings)


def from_text(text: str, about: About, raw: Raw, settings: Settings) -> Document:
    """Return the document of a text that is still to be normalised.

    Args:
        text: Title and article, or the article only where ``about`` has the title.
        about: What is known of the article; what is not is looked for in the text.
        raw: The input that the text comes from.
        settings: The limit on its length.

    Raises:
        InputError: if there is no text.
        TooLargeError: if there is too much.

    """
    if len(text) > 2 * settings.max_characters:
        raise TooLargeError(f"Its text is over the limit of {settings.max_characters} characters.")
    parts = list(_paragraphs(tidy(text)))
    if not parts:
        raise InputError("There is no text in it.", reason="empty")
    title = tidy(about.title or "").replace("\n", " ")
    if title and fold(parts[0]) != fold(title):
        parts.insert(0, title)
    kinds = _kinds(parts, titled=bool(title))
    pieces = [
        Piece(kind, part, tuple(_links(part))) for kind, part in zip(kinds, parts, strict=True)
    ]
    return compose(pieces, _completed(about, pieces), raw, settings)


def exact(text: str, source: str = "-") -> Document:
    """Return a document whose text is ``text`` as it is, for offsets that were made elsewhere.

    Each line that is not blank is a block; nothing is normalised, joined or left out.

    Raises:
        InputError: if there is no text.

    """
    lines = [(each[0], each.start()) for each in _EXACT_BLOCK.finditer(text) if each[0].strip()]
    if not lines:
        raise InputError("There is no text in it.", reason="empty")
    kinds = _kinds([tidy(line) for line, _ in lines], titled=False)
    pieces = [
        (Piece(kind, line, tuple(_links(line))), start)
        for kind, (line, start) in zip(kinds, lines, strict=True)
    ]
    raw = Raw(source=source, data=text.encode("utf-8", "surrogatepass"), media_type=PLAIN)
    return assemble(text, pieces, _completed(About(), [piece for piece, _ in pieces]), raw)


def _completed(about: About, pieces: Sequence[Piece]) -> About:
    """Return what is known with the byline and the language of the text, where they were not."""
    byline = about.byline
    for piece in pieces:
        if not byline and piece.kind == "notice" and patterns().kind(piece.text) == "byline":
            byline = names(piece.text) if not piece.text[0].isdigit() else ()
    story = "\n".join(piece.text for piece in pieces if piece.kind in {"paragraph", "lead"})
    return About(
        url=about.url,
        outlet=about.outlet,
        domain=about.domain,
        byline=byline,
        published=about.published,
        modified=about.modified,
        language=language(story, about.language),
        id=about.id,
    )


def _paragraphs(text: str) -> Iterator[str]:
    """Yield the paragraphs of a tidied text: hard-wrapped lines joined, other lines alone."""
    for chunk in re.split(r"\n{2,}", text):
        lines = [line for line in chunk.split("\n") if line]
        if _is_wrapped(lines):
            yield from _joined(lines)
        else:
            yield from lines


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Return whether lines break for their length, and sentences run across them."""
    if len(lines) < 2:
        return False
    longest = max(map(len, lines))
    if longest not in _WRAPPED_AT:
        return False
    inner = lines[:-1]
    full = sum(len(line) >= _FULL * longest for line in inner)
    running = sum(not _ENDS_SENTENCE.search(line) for line in inner)
    items = sum(bool(_LIST_ITEM.match(line)) for line in lines)
    return full >= 0.7 * len(inner) and running >= 0.5 * len(inner) and items < len(lines) / 2


def _joined(lines: Sequence[str]) -> Iterator[str]:
    longest = max(map(len, lines))
    paragraph: list[str] = []
    for line in lines:
        paragraph.append(line)
        if len(line) < _FULL * longest and _ENDS_SENTENCE.search(line):
            yield " ".join(paragraph)
            paragraph = []
    if paragraph:
        yield " ".join(paragraph)


def _kinds(parts: Sequence[str], *, titled: bool) -> list[BlockKind]:
    """Return the kind of each paragraph of an article."""
    kinds: list[BlockKind] = []
    for number, part in enumerate(parts):
        by_words = patterns().kind(part)
        if number == 0 and (titled or _is_title(parts)):
            kinds.append("title")
        elif by_words == "caption":
            kinds.append("caption")
        elif by_words:
            kinds.append("notice")
        elif _LIST_ITEM.match(part):
            kinds.append("list")
        elif _QUOTED.match(part):
            kinds.append("quote")
        elif _is_heading(parts, number):
            kinds.append("heading")
        else:
            kinds.append("paragraph")
    _mark_lead(kinds, parts)
    return kinds


def _is_title(parts: Sequence[str]) -> bool:
    """Return whether the first paragraph is a title: short, no sentence, a story below it."""
    first = parts[0]
    if not first or len(parts) < 2 or len(first) > _LONGEST_TITLE or patterns().kind(first):
        return False
    if _DATELINE.match(first) or (first[0] in '“"(' and _ENDS_SENTENCE.search(first)):
        return False
    if (
        sum(word.strip("\"'\u201c\u201d\u2018\u2019,:;?!()").isalpha() for word in first.split())
        < _LEAST_TITLE
    ):
        return False
    longer = max(map(len, parts[1:])) > len(first)
    ends = _ENDS_SENTENCE.search(first)
    return longer and not (ends and first[-1] not in "?!")


def _is_heading(parts: Sequence[str], number: int) -> bool:
    part = parts[number]
    return (
        len(part) <= _LONGEST_HEADING
        and 0 < number < len(parts) - 1
        and any(map(str.isalpha, part))
        and not part[0].islower()
        and part[0] not in "\u201c\"'\u2018(@#"
        and not part.endswith(("\u201d", '"', "\u2019", ".", ",", ";", ":", "!", ")", "…"))
        and len(parts[number + 1]) > len(part)
    )


def _mark_lead(kinds: list[BlockKind], parts: Sequence[str]) -> None:
    """Mark the paragraph between a title and captions, bylines or notices as lead."""
    if kinds[0] != "title":
        return
    for number in range(1, min(3, len(kinds) - 1)):
        if kinds[number] != "paragraph":
            continue
        below = kinds[number + 1]
        story = kinds[number + 1 :].count("paragraph")
        if below in {"caption", "notice"} and story and len(parts[number]) <= _LONGEST_LEAD:
            kinds[number] = "lead"
        return


def _links(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the addresses that a text spells out."""
    for found in _LINK.finditer(text):
        address = found[0].rstrip(_LINK_END)
        yield found.start(), found.start() + len(address), address
