"""The parts of a page around the story -> who made, gave, translated or first published it.

The patterns are language data, ``credits.toml``; each names what its groups hold.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import msgspec

from sayso.records import BlockKind, Credit, CreditKind
from sayso.spans import span, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.records import Block, Document
    from sayso.spans import Range

_EDGE = " \t\n.,;:()[]\"'“”‘’*_—–-|/"
_SLUG = re.compile(r"^[A-Za-z]+(?:-[a-z]+)+$")
_LONGEST_NAME = 80


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


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    agencies: tuple[str, ...]
    translated: str
    listed: str
    never: tuple[str, ...]
    patterns: tuple[_Pattern, ...]


@cache
def _table() -> tuple[_Table, list[tuple[_Pattern, re.Pattern[str]]], re.Pattern[str]]:
    data = resources.files(__package__).joinpath("credits.toml").read_bytes()
    table = msgspec.toml.decode(data, type=_Table)
    names = sorted(table.agencies, key=len, reverse=True)
    agency = "(?:" + "|".join(map(re.escape, names)) + r")(?!\w)"
    compiled = [
        (each, re.compile(each.match.replace("{agency}", agency))) for each in table.patterns
    ]
    return table, compiled, re.compile(table.translated, re.IGNORECASE)


def find_credits(document: Document) -> list[Credit]:
    """Return the credits of a document in the order of the text, each name once a kind.

    An agency that only the page's metadata names as author comes last, and without a span.
    """
    found: dict[tuple[CreditKind, str], Credit] = {}
    story_began = False
    for block in document.blocks:
        for credit in _in_block(document, block, dateline=not story_began):
            found.setdefault((credit.kind, credit.name.casefold()), credit)
        story_began |= block.kind == "paragraph"
    for name in document.byline:
        if name in _table()[0].agencies:
            found.setdefault(("agency", name.casefold()), Credit(kind="agency", name=name))
    end = len(document.text)
    return sorted(
        found.values(), key=lambda each: (each.spans[0].start if each.spans else end, each.kind)
    )


def _in_block(document: Document, block: Block, *, dateline: bool) -> Iterator[Credit]:
    """Yield the credits of one block; a dateline stands only where the story begins."""
    _, patterns, translated = _table()
    text = document.text[block.start : block.end]
    for pattern, match in patterns:
        story = block.kind in {"paragraph", "lead"}
        if block.kind not in pattern.blocks or (pattern.start and story and not dateline):
            continue
        for hit in match.finditer(text):
            for start, end in _names(text, hit.span("name"), several=pattern.several):
                where = (block.start + start, block.start + end)
                credit = _credit(document, pattern.kind, where)
                if credit.kind == "republished_from" and translated.search(text):
                    credit = msgspec.structs.replace(credit, kind="translated_from")
                yield credit


def _names(text: str, whole: Range, *, several: bool) -> list[Range]:
    """Cut a list of names into its names; leave out what is none."""
    pieces: list[Range] = []
    at = whole[0]
    table = _table()[0]
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
        and (any(map(str.isupper, text[start:end])) or text[start:end] in table.agencies)
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
