"""A source as an article has it in; what of it can be compared with others, and what it shares surely, out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.compare.names import same_person, sounds_of
from sayso.outlets import directory

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.compare.identity import Words
    from sayso.compare.same_source import Heard

_PERSONS = frozenset({"person", "official"})
_BODIES = frozenset({"official", "organisation", "unnamed"})
_DOMAIN = re.compile(r"(?<=\w)\.[A-Za-z]{2,4}\b")


@dataclass(frozen=True, slots=True)
class Likeness:
    """What of a source can be compared."""

    sounds: tuple[str, ...]
    """Of its name without titles, kinds of media and countries."""
    parts: frozenset[str]
    """Of the body that it is, or of what an unnamed source is called; empty for a person's name."""
    speaks_for: frozenset[str]
    office: bool
    """Whether nothing is told but that it holds some office: "government officials"."""
    nations: frozenset[str]
    medium: bool
    group: bool
    """Whether it is media of which none is named: "Iraqi media"."""
    several: bool
    """Whether they are more than one: "Danish papers", and not "a Danish paper"."""
    listed: str | None
    person: bool
    named: bool

    def clashes(self, other: Likeness) -> bool:
        """Return whether both are persons' full names, of two persons."""
        return (
            self.person
            and other.person
            and min(len(self.sounds), len(other.sounds)) > 1
            and not same_person(self.sounds, other.sounds)
        )


def likeness(heard: Heard, words: Words) -> Likeness:
    """Return what of a source can be compared."""
    name = heard.name
    listed = heard.outlet
    if listed is None and heard.named:
        known = directory().by_name(name)
        listed = known.name if known else None
    plain = words.plain(name)
    group = _is_some_media(*_head(name, plain, words), words)
    medium = group or listed is not None or heard.type in {"outlet", "agency", "social"}
    office = not words.offices.isdisjoint(plain)
    bare, body = _affiliation(name, words) if heard.named and not medium else (name, "")
    person = heard.named and not medium and (bool(body) or heard.type in _PERSONS)
    if office and not (heard.speaks_for or body) and heard.type != "person":
        person = False
    left_out = words.titles if person else words.media if medium else frozenset()
    bare = _DOMAIN.sub("", bare)
    kept = [each for each in bare.split() if each.lower().strip(".,") not in left_out]
    elsewhere = words.nations(heard.speaks_for or "") | words.nations(body)
    if not person:
        # "Sofia Lind", "Jordan Holm": what a person is called tells no country.
        elsewhere |= words.nations(name)
    if medium:
        kept = [each for each in kept if not words.nations(each)]
    told = heard.speaks_for or body
    told_of = words.parts(_DOMAIN.sub("", name))
    return Likeness(
        sounds=sounds_of(" ".join(kept)) if heard.named and not group else (),
        parts=frozenset() if person or medium else told_of,
        speaks_for=words.parts(told) if told else frozenset(),
        office=bool(told_of - elsewhere) and told_of - elsewhere <= words.any_office,
        nations=frozenset() if medium and not group else elsewhere,
        medium=medium,
        group=group,
        several=group and not words.plural_media.isdisjoint(plain),
        listed=listed,
        person=person,
        named=heard.named,
    )


def _head(name: str, plain: list[str], words: Words) -> tuple[str, list[str]]:
    """What stands before the first word that joins: "Iraqi media reports" of "of suspected cases".

    What joins two countries or peoples is no end: "Iraqi and Kurdish media".
    """
    told = name.split()
    for k, word in enumerate(plain[1:], 1):
        if word in words.joining and not words.media.isdisjoint(plain[:k]):
            return " ".join(told[:k]), plain[:k]
    return name, plain


def _is_some_media(name: str, plain: Sequence[str], words: Words) -> bool:
    """Whether nothing is told but that they are media, and of which country."""
    which = words.some_media | words.joining
    told = {word for word in plain if not words.nations(word)} - words.anybody - which
    capitals = sum(each[:1].isupper() for each in name.split()[1:])
    return (
        bool(told)
        and told <= words.media
        and capitals <= len([w for w in plain if words.nations(w) or w in words.some_media])
        and (plain[-1] in words.plural_media or len(told) < len(plain))
        and not (len(told) == len(plain) and name[:1].isupper())
    )


def _affiliation(name: str, words: Words) -> tuple[str, str]:
    """Split "Anna Reuss of the Seismic Institute" where a name of two words stands before."""
    told = name.split()
    for k in range(2, len(told) - 1):
        if told[k].lower() in words.joining and all(each[0].isupper() for each in told[:k]):
            return " ".join(told[:k]), " ".join(told[k + 1 :])
    return name, ""


def keys(heard: Heard, like: Likeness) -> Iterator[tuple[str, str]]:
    """Yield what a source shares with all that must be the same, each with the reason in words."""
    if like.group:
        where = " ".join(sorted(like.nations)) + (" social" if heard.type == "social" else "")
        yield f"media {where}", "Both are media of the same country that nobody names."
    if like.listed:
        yield f"outlet {like.listed}", f"Both are names of {like.listed} in the list of outlets."
    if like.named and like.sounds:
        yield f"name {' '.join(like.sounds)}", "It is the same name."
    if like.parts and heard.type in _BODIES and heard.named:
        yield f"body {' '.join(sorted(like.parts))}", "It is the same body."
    if not heard.named:
        yield (
            f"copy {heard.copies} {heard.name.casefold()}",
            "Two copies of one text call it the same.",
        )
