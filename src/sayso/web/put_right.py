"""A story as it is read and what people have judged in; what of it somebody may put right, out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.case import Given
    from sayso.show.story import StoryReading, Told
    from sayso.traces import Merge, Relation

MOST_NAMES = 300
"""Names that can be chosen among."""


@dataclass(frozen=True, slots=True)
class TakenForOne:
    """A name under which a source goes elsewhere."""

    name: str
    merge: Merge
    judged: int | None
    """The number of the judgement that has made them one, which is then to be taken back."""


@dataclass(frozen=True, slots=True)
class TakenForCopy:
    """An article, and the one that it seems to have its words from."""

    told: Told
    original: Told
    relation: Relation | None


@dataclass(frozen=True, slots=True)
class PutRight:
    """What of a story a judgement can change."""

    names: tuple[str, ...]
    one: tuple[TakenForOne, ...]
    copies: tuple[TakenForCopy, ...]


def put_right(story: StoryReading, history: Iterable[Given]) -> PutRight:
    """Return what of ``story`` a judgement can change."""
    given = tuple(history)
    origins = story.trace.origins
    # What an outlet has from one source alone stands under that source; no judgement of names parts them.
    relays = {each.name for each in origins if each.role == "relay"}
    one = (
        TakenForOne(origin.name, merge, standing_merge(given, (origin.name, merge.name)))
        for origin in origins
        for merge in origin.merged
        if merge.name not in relays
    )
    copies = (
        TakenForCopy(told, original, story.relation(told, original))
        for told in story.told
        if (original := story.original(told)) is not None
    )
    names = tuple(dict.fromkeys(each.name for each in origins if each.name))
    return PutRight(names[:MOST_NAMES], tuple(one), tuple(copies))


def standing_merge(history: Iterable[Given], names: Iterable[str]) -> int | None:
    """Return the number of the judgement by which some of these names are one source, if one stands."""
    asked = {each.casefold() for each in names}
    for given in history:
        judged = given.judgement
        one = {each.casefold() for each in judged.subjects}
        if judged.kind == "merge" and not given.undone_at and len(one & asked) > 1:
            return given.number
    return None
