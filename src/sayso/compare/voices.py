"""The sources of an article -> which of them speak with one voice: a body, and who speaks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.compare.similarity import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.records import Source

MOST = 20
"""Speakers for bodies that share a word; more are not one article's."""

_BODIES = frozenset({"official", "organisation"})


def voices(sources: Sequence[Source]) -> dict[str, str]:
    """Return for each body that has one the first source that speaks for it, by their ids.

    "The port authority said" and "Anna Reuss, a spokeswoman for the authority" are one source twice.
    """
    speakers: dict[str, list[tuple[frozenset[str], str]]] = {}
    for each in sources:
        told = frozenset(words(each.speaks_for)) if each.speaks_for else frozenset()
        for word in told:
            if len(speakers.setdefault(word, [])) < MOST:
                speakers[word].append((told, each.id))
    found: dict[str, str] = {}
    for each in sources:
        if each.type in _BODIES and not each.speaks_for:
            name = frozenset(words(each.name))
            near = [one for word in sorted(name) for one in speakers.get(word, ())]
            speaker = next((who for told, who in near if name <= told or told <= name), None)
            if speaker is not None:
                found[each.id] = speaker
    return found
