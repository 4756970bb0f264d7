"""A page's bytes in, its Document out: title, lead, story, captions, notices, with links."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from sayso.acquire.body import main_lines, share_found, story
from sayso.acquire.charset import decode
from sayso.acquire.compose import Piece, compose
from sayso.acquire.furniture import Page, arranged
from sayso.acquire.language import language
from sayso.acquire.metadata import facts
from sayso.acquire.normal import tidy
from sayso.acquire.notices import patterns
from sayso.acquire.outline import base_of, outline
from sayso.errors import InputError, TooLargeError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.acquire.raw import Raw
    from sayso.records import Document
    from sayso.settings import Settings

# A news page has some thousands of elements. Trafilatura takes about 0.1 ms for one, and up to
# 0.1 s for
# a thousand where they are nested 200 deep (measured): this keeps the worst page under ten seconds.
_MAX_ELEMENTS = 60_000
_MAX_IN_PARAGRAPH = (
    3_000  # trafilatura's time for a paragraph grows with the square of its elements
)
_LEAST = 60  # characters of story; what is shorter is a menu, an error or a wall
_LONGEST_WALL = 2_500
_MOSTLY = 0.5


def page(raw: Raw, settings: Settings) -> Document:
    """Return the article on a page.

    Raises:
        InputError: if the bytes are no page, or the page has no article.
        TooLargeError: if there is more of it than can be read in bounded time.

    """
    if not raw.data.strip(b" \t\r\n\0"):
        raise InputError("It is empty.", reason="empty")
    tree = _parsed(decode(raw.data, raw.media_type))
    known = facts(tree, raw.url)
    lines = main_lines(tree)
    units = outline(tree)
    base = base_of(tree, raw.url or known.about.url)
    chosen = story(units, lines)
    if share_found(units, chosen, lines) < _MOSTLY:
        pieces: Sequence[Piece] = [
            Piece("paragraph", text) for line in lines if (text := tidy(line))
        ]
        byline: tuple[str, ...] = ()
    else:
        pieces, byline = arranged(
            Page(units, frozenset(chosen), known.titles, known.descriptions, base)
        )
    _check(pieces)
    about = known.about
    body = "\n".join(piece.text for piece in pieces if piece.kind == "paragraph")
    about = replace(
        about,
        byline=about.byline or byline,
        title=known.titles[0] if known.titles else None,
        language=language(body, known.claimed_language),
    )
    return compose(pieces, about, raw, settings)


def _parsed(text: str) -> Any:  # noqa: ANN401 - lxml ships no types
    """Return the page's root element.

    The parser stops at 256 levels, so that no walk over the tree goes deeper.
    """
    if text.count("<") > 4 * _MAX_ELEMENTS:
        raise TooLargeError("The page has too many elements.")
    parser = HTMLParser(collect_ids=False, encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise InputError("It is no page that can be read.", reason="no article text") from error
    if sum(1 for _ in tree.iter()) > _MAX_ELEMENTS:
        raise TooLargeError("The page has too many elements.")
    if any(sum(1 for _ in each.iter()) > _MAX_IN_PARAGRAPH for each in tree.iter("p")):
        raise TooLargeError("A paragraph of the page has too many elements.")
    return tree


def _check(pieces: Sequence[Piece]) -> None:
    """Refuse a page without an article.

    Raises:
        InputError: if there is hardly any text, or it is a wall's.

    """
    story_text = [each.text for each in pieces if each.kind in _STORY]
    length = sum(map(len, story_text))
    walls = sum(len(text) for text in story_text if patterns().is_wall(text))
    if length < _LEAST or (length < _LONGEST_WALL and walls > _MOSTLY * length):
        raise InputError("The page holds no article text.", reason="no article text")


_STORY = frozenset({"paragraph", "quote", "list", "lead"})
