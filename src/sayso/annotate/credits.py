"""The parts of a page around the story -> who made, gave, translated or first published it.

The patterns are language data, ``credits.toml``; each names what its groups hold.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

import msgspec

from sayso.outlets import directory
from sayso.records import BlockKind, Credit, CreditKind
from sayso.spans import span, trimmed
from sayso.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.records import Block, Document
    from sayso.spans import Range

_EDGE = " \t\n.,;:()[]\"'“”‘’*_—–-|/"
_SLUG = re.compile(r"^[A-Za-z]+(?:-[a-z]+)+$")
_LONGEST_NAME = 80
_NEVER = "(?!)"


class _Pattern(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way in which a credit is given; ``match`` has a group ``name``."""

    kind: CreditKind
    blocks: tuple[BlockKind, ...]
    match: str
    agency: bool = False
    """The name must begin with an agency's."""
    several: bool = False
    """The name may be a list of names."""
    start: bool = False
    """Only at the start of the block."""
    other: bool = False
    """Only an outlet of the list, no agency, on a page of another outlet."""


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    translated: str
    listed: str
    never: tuple[str, ...]
    patterns: tuple[_Pattern, ...]


@cache
def _table() -> _Table:
    data = resources.files(__package__).joinpath("credits.toml").read_bytes()
    return table(data, _Table)


@lru_cache(maxsize=64)
def _patterns(signers: tuple[str, ...]) -> list[tuple[_Pattern, re.Pattern[str]]]:
    """The patterns, with the names of the agencies that the text holds; thousands would be slow."""
    agency = "(?:" + "|".join(map(re.escape, signers)) + r")(?!\w)" if signers else _NEVER
    return [(each, _compiled(each.match.replace("{agency}", agency))) for each in _table().patterns]


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def find_credits(document: Document) -> list[Credit]:
    """Return the credits of a document in the order of the text, each name once a kind.

    An agency that only the page's metadata names as author comes last, and without a span.
    """
    found: dict[tuple[CreditKind, str], Credit] = {}
    text = document.text
    signers = sorted(directory().signatures_in(text), key=lambda name: (-len(name), name))
    story_began = False
    for block in document.blocks:
        for credit in _in_block(document, block, tuple(signers), dateline=not story_began):
            found.setdefault((credit.kind, credit.name.casefold()), credit)
        story_began |= block.kind == "paragraph"
    for name in document.byline:
        if directory().is_signature(name):
            found.setdefault(("agency", name.casefold()), Credit(kind="agency", name=name))
    end = len(document.text)
    return sorted(
        found.values(), key=lambda each: (each.spans[0].start if each.spans else end, each.kind)
    )


def _in_block(
    document: Document, block: Block, signers: tuple[str, ...], *, dateline: bool
) -> Iterator[Credit]:
    """Yield the credits of one block; a dateline stands only where the story begins."""
    text = document.text[block.start : block.end]
    # Asked once for a block, and not for each of the credits in it.
    translated = re.search(_table().translated, text, re.IGNORECASE) is not None
    for pattern, match in _patterns(signers):
        story = block.kind in {"paragraph", "lead"}
        if block.kind not in pattern.blocks or (pattern.start and story and not dateline):
            continue
        for hit in match.finditer(text):
            for start, end in _names(text, hit.span("name"), several=pattern.several):
                if pattern.other and not _is_other(text[start:end], document):
                    continue
                where = (block.start + start, block.start + end)
                credit = _credit(document, pattern.kind, where)
                if translated and credit.kind == "republished_from":
                    credit = msgspec.structs.replace(credit, kind="translated_from")
                yield credit


def _is_other(name: str, document: Document) -> bool:
    """Return whether a name is that of another outlet than the one whose page this is."""
    named, page = directory().by_name(name), document.outlet
    if named is None or page.domain is None or directory().is_signature(name):
        return False
    own = directory().by_domain(page.domain) or directory().by_name(page.name or "")
    return named != own


def _names(text: str, whole: Range, *, several: bool) -> list[Range]:
    """Cut a list of names into its names; leave out what is none."""
    pieces: list[Range] = []
    at = whole[0]
    table = _table()
    if several:
        for gap in re.finditer(table.listed, text[: whole[1]]):
            if gap.start() < whole[0]:
                continue
            pieces.append((at, gap.start()))
            at = gap.end()
    pieces.append((at, whole[1]))
    kept = [trimmed(text, start, end, _EDGE) for start, end in pieces]
    return [
        (start, end)
        for start, end in kept
        if 1 < end - start <= _LONGEST_NAME
        and (any(map(str.isupper, text[start:end])) or directory().is_signature(text[start:end]))
        and text[start:end].lower() not in table.never
    ]


def _credit(document: Document, kind: CreditKind, where: Range) -> Credit:
    url = next(
        (link.url for link in document.links if link.start < where[1] and where[0] < link.end), None
    )
    return Credit(
        kind=kind,
        name=_readable(document.text[slice(*where)]),
        spans=(span(document.text, *where),),
        url=url,
    )


def _readable(name: str) -> str:
    """A name as a reader would write it: "Deutsche-bahn-zeitung", copied from an address, is three words."""
    if _SLUG.match(name) and name.count("-") > 1:
        return " ".join(word.capitalize() for word in name.split("-"))
    return " ".join(name.split())
