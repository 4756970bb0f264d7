"""Blocks in, a Document out: the one place where acquire makes offsets."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.errors import InputError, TooLargeError
from sayso.outlets import directory, domain_of
from sayso.records import Block, BlockKind, Document, Input, Link, Outlet, document_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.acquire.raw import Raw
    from sayso.settings import Settings

GAP = "\n\n"
"""What stands between two blocks."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One block, its text normalised, with the hyperlinks in it: ``(start, end, address)``."""

    kind: BlockKind
    text: str
    links: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """What is known about an article from outside of its text; None is not known."""

    url: str | None = None
    outlet: str | None = None
    domain: str | None = None
    title: str | None = None
    byline: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    id: str | None = field(default=None)


def compose(pieces: Sequence[Piece], about: About, raw: Raw, settings: Settings) -> Document:
    """Return the document that the blocks make, one blank line between them.

    Raises:
        InputError: if there is no text.
        TooLargeError: if there is more than the settings allow.

    """
    if not pieces:
        raise InputError("There is no text in it.", reason="empty")
    text = GAP.join(piece.text for piece in pieces)
    if len(text) > settings.max_characters:
        raise TooLargeError(f"Its text is over the limit of {settings.max_characters} characters.")
    return assemble(text, _placed(pieces), about, raw)


def assemble(text: str, placed: Iterable[tuple[Piece, int]], about: About, raw: Raw) -> Document:
    """Return the document of a text whose blocks stand at the given offsets."""
    blocks: list[Block] = []
    links: list[Link] = []
    for piece, start in placed:
        blocks.append(Block(kind=piece.kind, start=start, end=start + len(piece.text)))
        links.extend(
            Link(start=start + left, end=start + right, url=url) for left, right, url in piece.links
        )
    title = next((text[each.start : each.end] for each in blocks if each.kind == "title"), None)
    return Document(
        id=document_id(text),
        text=text,
        blocks=tuple(blocks),
        links=tuple(links),
        url=about.url,
        outlet=_outlet(about),
        title=title or about.title,
        byline=about.byline,
        published=about.published,
        modified=about.modified,
        language=about.language,
        input=Input(
            source=raw.source,
            sha256=hashlib.sha256(raw.data).hexdigest(),
            media_type=raw.media_type.partition(";")[0].strip().lower(),
            id=about.id,
        ),
    )


def _outlet(about: About) -> Outlet:
    """Return who published it; where the page does not say, the outlet whose domain it is."""
    domain = about.domain or domain_of(about.url)
    if about.outlet is not None or (listed := directory().by_domain(domain)) is None:
        return Outlet(name=about.outlet, domain=domain)
    return Outlet(name=listed.name, domain=domain)


def _placed(pieces: Iterable[Piece]) -> Iterable[tuple[Piece, int]]:
    start = 0
    for piece in pieces:
        yield piece, start
        start += len(piece.text) + len(GAP)
