"""Documents in, those that share most of their words in threes out; stands in for ``copies`` until it is there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.traces import Relation

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.records import Credit, Document

_WORD = re.compile(r"[^\W_]+")


def copies(
    documents: Sequence[Document],
    credits: Mapping[str, Sequence[Credit]],  # noqa: A002, ARG001
) -> tuple[Relation, ...]:
    """Return the pairs of which one has over three tenths of its threes of words in common."""
    threes = {each.id: _threes(each.text) for each in documents}
    found = []
    for k, one in enumerate(documents):
        for other in documents[k + 1 :]:
            a, b = threes[one.id], threes[other.id]
            share = len(a & b) / max(1, min(len(a), len(b)))
            if share > 0.3:
                low, high = sorted((one, other), key=lambda each: (each.published or "9", each.id))
                found.append(
                    Relation(later=high.id, earlier=low.id, kind="copies", share=min(1.0, share))
                )
    return tuple(found)


def copy_sets(relations: Sequence[Relation]) -> tuple[tuple[str, ...], ...]:
    """Return the documents that are copies of one another."""
    over: dict[str, str] = {}

    def top(each: str) -> str:
        while over.setdefault(each, each) != each:
            each = over[each]
        return each

    for each in relations:
        if each.kind in {"copies", "translates", "excerpts", "rewrites"}:
            a, b = sorted((top(each.later), top(each.earlier)))
            over[b] = a
    sets: dict[str, list[str]] = {}
    for each in list(over):
        sets.setdefault(top(each), []).append(each)
    return tuple(sorted(tuple(sorted(each)) for each in sets.values()))


def _threes(text: str) -> set[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    return set(zip(words, words[1:], words[2:], strict=False))
