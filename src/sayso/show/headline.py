"""A document in; the line that stands for it, out: its title, its first words, or its file's name."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.records import Document

_LONGEST = 60
"""Code points of first words: about a line of a terminal."""
_ASIDE = frozenset({"caption", "notice"})
"""Blocks that do not begin a story."""


@dataclass(frozen=True)
class Headline:
    """What a list or a head calls the article."""

    text: str
    given: bool
    """Whether it is the article's own title."""


def headline(document: Document) -> Headline:
    """Return the title of ``document``, or else what a reader may know it by; never blank."""
    title = next((each for each in document.blocks if each.kind == "title"), None)
    given = (document.title or "").strip() or (
        document.text[title.start : title.end].strip() if title else ""
    )
    if given:
        return Headline(given, given=True)
    story = [each for each in document.blocks if each.kind not in _ASIDE]
    begin = story[0].start if story else 0
    name = document.input.source.rstrip("/").rpartition("/")[2]
    return Headline(shortened(document.text[begin:]) or name or "–", given=False)


def shortened(text: str) -> str:
    """Return the first words; writing without spaces is cut where the room ends."""
    flat = " ".join(text[: 4 * _LONGEST].split())
    if len(flat) <= _LONGEST:
        return flat
    cut = flat[: _LONGEST + 1].rpartition(" ")[0] or flat[:_LONGEST]
    return cut.rstrip(" ,;:–—-.") + "…"
