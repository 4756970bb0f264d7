"""A source -> what of it can be compared; sources -> which pairs are likely one, and why.

The order of the pairs is that of their reasons, the safest first, and then that of their names: since a merge
can forbid a later one, the order must not be that of the input.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.compare.names import alike, same_person, sound, sounds_of
from sayso.outlets import directory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sayso.compare.identity import Words
    from sayso.compare.same_source import Entity, Heard

MOST_PAIRS = 64
"""Sources alike in their first letters that are compared with one another."""

NEARLY = 0.6
"""Share of the words of two names of bodies that is in both, from which on they can be one."""

_PERSONS = frozenset({"person", "official"})
_BODIES = frozenset({"official", "organisation", "unnamed"})
_ENDINGS = frozenset({"com", "net", "org", "fr", "de", "co", "uk"})
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
    bare, body = _affiliation(name, words) if heard.named and not medium else (name, "")
    left_out = words.titles if person else words.media if medium else frozenset()
    bare = _DOMAIN.sub("", bare)
    kept = [each for each in bare.split() if each.lower().strip(".,") not in left_out]
    elsewhere = words.nations(name) | words.nations(heard.speaks_for or "") | words.nations(body)
    if medium:
        kept = [each for each in kept if not words.nations(each)]
    told = heard.speaks_for or body
    told_of = words.parts(name)
    return Likeness(
        sounds=sounds_of(" ".join(kept)) if heard.named and not group else (),
        parts=frozenset() if person or medium else told_of,
        speaks_for=words.parts(told) if told else frozenset(),
        office=bool(told_of - elsewhere) and told_of - elsewhere <= words.any_office,
        nations=frozenset() if medium and not group else elsewhere,
        medium=medium,
        group=group,
        listed=listed,
        person=person,
        named=heard.named,
    )


def _head(name: str, plain: list[str], words: Words) -> tuple[str, list[str]]:
    """What stands before the first word that joins: "Iraqi media reports" of "of suspected cases"."""
    told = name.split()
    for k, word in enumerate(plain[1:], 1):
        if word in words.joining:
            return " ".join(told[:k]), plain[:k]
    return name, plain


def _is_some_media(name: str, plain: Sequence[str], words: Words) -> bool:
    """Whether nothing is told but that they are media, and of which country."""
    told = {word for word in plain if not words.nations(word)} - words.anybody
    capitals = sum(each[:1].isupper() for each in name.split()[1:])
    return (
        bool(told)
        and told <= words.media
        and capitals <= len([w for w in plain if words.nations(w)])
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


def candidates(state: Sequence[tuple[int, Entity]]) -> list[tuple[int, int, str, bool]]:
    """Return the pairs that are likely one, the safest first, with the reason.

    The last of each says whether two persons can be one source: they can where they speak for one body.
    """
    names = {at: entity.name for at, entity in state}
    found = []
    for rank, rule in enumerate(RULES):
        for a, b, why in rule(state):
            low, high = sorted((a, b), key=lambda at: (names[at], at))
            found.append((rank, names[low], names[high], low, high, why))
    return [
        (low, high, why, RULES[rank] is _speaking)
        for rank, _, _, low, high, why in sorted(set(found))
    ]


Pairs = "Iterator[tuple[int, int, str]]"


def _blocks(keyed: Iterable[tuple[str, int]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs with the same key."""
    blocks: dict[str, list[int]] = {}
    for key, at in keyed:
        block = blocks.setdefault(key, [])
        if at not in block and len(block) < MOST_PAIRS:
            block.append(at)
    for block in blocks.values():
        for k, one in enumerate(block):
            for other in block[k + 1 :]:
                yield one, other


def _spelled(state: Sequence[tuple[int, Entity]]) -> Pairs:
    """One name in two spellings: a person's, or a medium's of one word."""
    entities = dict(state)
    keyed = [
        (each.sounds[-1][:1] + ("m" if each.medium else "p"), at)
        for at, entity in state
        for each in entity.likenesses
        if each.sounds
    ]
    for a, b in _blocks(keyed):
        for one in entities[a].likenesses:
            for other in entities[b].likenesses:
                if one.medium and other.medium and not (one.listed and other.listed):
                    same = len(one.sounds) == len(other.sounds) and all(
                        map(alike, one.sounds, other.sounds)
                    )
                else:
                    same = one.person and other.person and same_person(one.sounds, other.sounds)
                if same:
                    yield a, b, "The names are two spellings of one."


def _short(state: Sequence[tuple[int, Entity]]) -> Pairs:
    """A surname, or the beginning of a name, that only one other source of the story has."""
    long: dict[str, set[int]] = {}
    for at, entity in state:
        for each in entity.likenesses:
            if len(each.sounds) > 1:
                long.setdefault(each.sounds[-1], set()).add(at)
                if each.medium:
                    long.setdefault(each.sounds[0], set()).add(at)
    for at, entity in state:
        for each in entity.likenesses:
            if each.named and len(each.sounds) == 1:
                others = long.get(each.sounds[0], set()) - {at}
                if len(others) == 1:
                    yield at, next(iter(others)), "No other source of the story has that name."


def _speaking(state: Sequence[tuple[int, Entity]]) -> Pairs:
    """Who speaks for a body, and the body."""
    bodies = [
        (at, each.parts)
        for at, entity in state
        for each in entity.likenesses
        if each.parts and entity.named
    ]
    speakers = [
        (at, each.speaks_for)
        for at, entity in state
        for each in entity.likenesses
        if each.speaks_for
    ]
    for at, body in speakers:
        near = {
            other for other, parts in bodies if other != at and (parts <= body or body <= parts)
        }
        near |= {other for other, parts in speakers if other != at and _one_body(parts, body)}
        if len(near) == 1 or (near and len(body) > 1):
            for other in sorted(near):
                yield at, other, "The one speaks for the other, or both for the same body."


def _one_body(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two bodies can be one, named in nearly the same words: translations of its name differ."""
    if min(len(a), len(b)) < 2:
        return a == b
    return a <= b or b <= a or len(a & b) >= NEARLY * len(a | b)


def _bodies(state: Sequence[tuple[int, Entity]]) -> Pairs:
    """A body that is named in fewer words, where only one fits: "the ministry"."""
    bodies = [
        (at, each.parts)
        for at, entity in state
        for each in entity.likenesses
        if each.parts and each.named
    ]
    for at, parts in bodies:
        larger = {other for other, theirs in bodies if other != at and parts < theirs}
        if len(larger) == 1:
            yield at, next(iter(larger)), "It is the only body of the story that can be meant."


def _described(state: Sequence[tuple[int, Entity]]) -> Pairs:
    """Unnamed sources with an office who are called the same, or in fewer words of which only one fits."""
    told = {at: _told(entity) for at, entity in state if not entity.named and not entity.is_medium}
    known = {at for at, entity in state if any(each.nations for each in entity.likenesses)}
    told = {at: parts for at, parts in told.items() if len(parts) > 1 or (parts and at in known)}
    for a, b in _blocks((" ".join(sorted(parts)), at) for at, parts in told.items()):
        yield a, b, "Articles describe them in the same words."
    for at, parts in told.items():
        larger = {theirs for other, theirs in told.items() if parts < theirs}
        widest = max(larger, key=len, default=frozenset())
        if larger and all(theirs <= widest for theirs in larger):
            for other, theirs in told.items():
                if theirs == widest:
                    yield at, other, "It is the only source of the story who is described so."


def _told(entity: Entity) -> frozenset[str]:
    """What is told of an unnamed source, in the singular."""
    return frozenset(
        part.removesuffix("s")
        for each in entity.likenesses
        for part in each.parts
        if not each.named
    )


def _quoted(state: Sequence[tuple[int, Entity]]) -> Pairs:
    """Unnamed sources that spoke to one outlet and are called alike."""
    yield from _of_one_outlet(state, lambda a, b: a == b)


def _quoted_in_fewer_words(state: Sequence[tuple[int, Entity]]) -> Pairs:
    """Unnamed sources that spoke to one outlet, where the one is told less of."""
    yield from _of_one_outlet(state, lambda a, b: a < b or b < a)


def _of_one_outlet(
    state: Sequence[tuple[int, Entity]], fits: Callable[[frozenset[str], frozenset[str]], bool]
) -> Pairs:
    entity_of = {
        (member.document, member.source): at for at, entity in state for member in entity.members
    }
    names = {at: entity.name for at, entity in state}
    sounds = {
        " ".join(each.sounds): at
        for at, entity in state
        for each in entity.likenesses
        if each.medium and each.sounds
    }
    unnamed: dict[int, list[int]] = {}
    told: dict[int, frozenset[str]] = {}
    for at, entity in state:
        if entity.named or entity.is_medium:
            continue
        relays = {
            entity_of.get((member.document, each))
            for member in entity.members
            for each in member.told
        }
        owners = {word: sounds[sound(word)] for word in _told(entity) if sound(word) in sounds}
        told[at] = _told(entity) - owners.keys() - _ENDINGS
        for relay in sorted((relays | set(owners.values())) - {None}):
            unnamed.setdefault(relay, []).append(at)
    for relay, sources in unnamed.items():
        for k, a in enumerate(sources[:MOST_PAIRS]):
            for b in sources[k + 1 : MOST_PAIRS]:
                if fits(told[a], told[b]):
                    yield a, b, f"Both are the unnamed source of {names[relay]}."


def _officials(state: Sequence[tuple[int, Entity]]) -> Pairs:
    """Officials whose state is not told, where the story has the officials of one state only."""
    offices = [
        (at, entity, frozenset().union(*(each.nations for each in entity.likenesses)))
        for at, entity in state
        if not entity.named and any(each.office for each in entity.likenesses)
    ]
    nations = {nation for _, _, theirs in offices for nation in theirs}
    if len(nations) == 1:
        known = [at for at, _, theirs in offices if theirs]
        for at, _, theirs in offices:
            if not theirs:
                yield at, known[0], "The story has the officials of one state only."


def _media(state: Sequence[tuple[int, Entity]]) -> Pairs:
    """Media that nobody names, of the same countries or of some of them."""
    groups = [
        (at, each.nations, "social" in entity.name.casefold())
        for at, entity in state
        for each in entity.likenesses
        if each.group
    ]
    for k, (at, nations, social) in enumerate(groups[:MOST_PAIRS]):
        for other, theirs, also in groups[k + 1 : MOST_PAIRS]:
            if at != other and social == also and (nations <= theirs or theirs <= nations):
                yield at, other, "Both are media that nobody names, and can be the same."


RULES = (
    *(_spelled, _speaking, _bodies, _short, _quoted, _described, _officials),
    *(_media, _quoted_in_fewer_words),
)
"""From the safest on."""
