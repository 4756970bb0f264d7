"""The origins that count once together in; which of them nothing tells apart, out.

"US officials" of one article and "US intelligence sources" of another are neither told to be one nor to be
two. They count once in any case; the one of whom less is told is listed with the other, as *possible*. The
bounds of the count are those without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.compare.identity import load
from sayso.compare.pairs import described
from sayso.compare.same_source import conflict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.compare.same_source import Entity, Heard, Splits


def possible(
    entities: Sequence[Entity], groups: Sequence[Sequence[int]], splits: Splits
) -> dict[int, int]:
    """Return for each origin that goes in with another which that is.

    Args:
        entities: The sources of the story.
        groups: The numbers of the origins, those together that count once.
        splits: What a person said to be two.

    """
    found: dict[int, int] = {}
    for group in groups:
        # Who stays is found first, so that nobody goes in with one who goes in with a third.
        ranked = sorted(
            group, key=lambda at: (-len(entities[at].documents), -len(described(entities[at])), at)
        )
        stays: list[int] = []
        for at in ranked:
            fits = (
                one
                for one in stays
                if _goes_in(entities[at], entities[one])
                and not splits.part(entities[at], entities[one])
                and not conflict(entities[at], entities[one], "possible")
            )
            into = next(fits, None)
            if into is None:
                stays.append(at)
            else:
                found[at] = into
    return found


def _goes_in(one: Entity, other: Entity) -> bool:
    """Whether nothing tells the one, who is not named, from the other."""
    if not _nations(one) <= _nations(other):
        return False
    if _are_some_media(one):
        return _are_some_media(other)
    if one.named or one.is_medium or other.named or other.is_medium or not described(one):
        return False
    mine, theirs = _tells(one), _tells(other)
    return frozenset().union(*(told for _, told in mine)) <= frozenset().union(
        *(told for _, told in theirs)
    ) and not any(
        # An article tells something of each that it does not tell of the other.
        document == where and not (told <= more or more <= told)
        for document, told in mine
        for where, more in theirs
    )


def _are_some_media(entity: Entity) -> bool:
    """Whether they are media that an article does not name, whatever others call them."""
    return entity.is_medium and any(
        like.group or (not like.listed and _ends_in_media(each))
        for each, like in zip(entity.members, entity.likenesses, strict=True)
    )


def _ends_in_media(heard: Heard) -> bool:
    """Whether a name ends as a description does: "Turkish and Kurdish media", and not "Free Press"."""
    *before, last = heard.name.split() or [""]
    return bool(before) and last in load(heard.language).plural_media


def _nations(entity: Entity) -> frozenset[str]:
    """The countries in its names."""
    return frozenset().union(*(load(each.language).nations(each.name) for each in entity.members))


def _tells(entity: Entity) -> list[tuple[str, frozenset[str]]]:
    """What each article tells of a source, in the singular, but its state and that it holds some office."""
    return [
        (
            each.document,
            frozenset(
                part.removesuffix("s")
                for part in like.parts - like.nations - load(each.language).any_office
            ),
        )
        for each, like in zip(entity.members, entity.likenesses, strict=True)
    ]
