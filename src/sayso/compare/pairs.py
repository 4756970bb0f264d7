"""The sources of a story in; which pairs of them are likely one, and why, out.

The order of the pairs is that of their reasons, the safest first, and then that of their names: since a merge
can forbid a later one, the order must not be that of the input.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.compare.names import alike, same_person, sound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sayso.compare.same_source import Entity

    Pairs = Iterator[tuple[int, int, str]]

MOST_PAIRS = 64
"""Sources alike in their first letters that are compared with one another."""

MOST_COMPARED = 600
"""Sources of a story, by name, that are compared with one another; of more the rest stay as they are."""

NEARLY = 0.6
"""Share of the words of two names of bodies that is in both, from which on they can be one."""

MOST_MENTIONS = 20
"""Phrases for one source in one article that are looked at."""


def candidates(state: Sequence[tuple[int, Entity]]) -> list[tuple[int, int, str, bool]]:
    """Return the pairs that are likely one, the safest first, with the reason.

    The last of each says whether two persons can be one source: they can where they speak for one body.
    """
    state = state[:MOST_COMPARED]
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
    told = {
        at: described(entity) for at, entity in state if not entity.named and not entity.is_medium
    }
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


def described(entity: Entity) -> frozenset[str]:
    """Return what is told of an unnamed source, in the singular."""
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
        owners = {word: sounds[sound(word)] for word in described(entity) if sound(word) in sounds}
        told[at] = described(entity) - owners.keys()
        for relay in sorted({each for each in (*relays, *owners.values()) if each is not None}):
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


def _government(state: Sequence[tuple[int, Entity]]) -> Pairs:
    """The officials of a state, of whom no more is told, and who speaks for its government."""
    governments = [
        (at, parts)
        for at, entity in state
        for each in entity.likenesses
        for parts in (each.parts if entity.named else frozenset(), each.speaks_for)
        if "government" in parts
    ]
    for at, entity in state:
        for each in entity.likenesses:
            if not each.named and each.office and each.nations:
                for other, parts in governments:
                    if parts <= each.nations | {"government"}:
                        yield (
                            at,
                            other,
                            "The officials of a state, and who speaks for its government.",
                        )


def _introduced(state: Sequence[tuple[int, Entity]]) -> Pairs:
    """One whom an article does not name, and the only one whom others name with the same words."""
    words = {at: _mentioned(entity) for at, entity in state if entity.named}
    for at, entity in state:
        plain = entity.members[0].name.casefold().split()
        if entity.named or len(plain) < 2 or any(each.group for each in entity.likenesses):
            continue
        near = [other for other, told in words.items() if any(each >= set(plain) for each in told)]
        if len(near) == 1:
            yield at, near[0], "Another article names it, and introduces it in these words."


def _mentioned(entity: Entity) -> list[set[str]]:
    """The words of the phrases that hold the name of a source, the name left out."""
    return [
        set(mention.replace(each.name, " ").casefold().split())
        for each in entity.members
        for mention in each.mentions[:MOST_MENTIONS]
        if each.name in mention and len(mention) > len(each.name)
    ]


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


def _only_medium(state: Sequence[tuple[int, Entity]]) -> Pairs:
    """One medium that nobody names, and the only one of its country that is named: "a Danish daily"."""
    named = [
        (at, entity.nations)
        for at, entity in state
        if entity.is_medium and not any(each.group for each in entity.likenesses)
    ]
    for at, entity in state:
        if all(each.group and not each.several and each.nations for each in entity.likenesses):
            wanted = frozenset().union(*(each.nations for each in entity.likenesses))
            near = [other for other, nations in named if wanted <= nations]
            if len(near) == 1:
                yield at, near[0], "It is the only medium of that country that an article names."


def _untold(state: Sequence[tuple[int, Entity]]) -> Pairs:
    """A source of whom nothing is told, where several articles have one who holds no office, and no second."""
    unnamed = [
        (at, each)
        for at, each in state
        if not (each.named or each.is_medium or any(like.nations for like in each.likenesses))
    ]
    several = [at for at, each in unnamed if len(each.documents) > 1]
    if len(several) == 1:
        for at, each in unnamed:
            if not any(like.parts or like.group for like in each.likenesses):
                yield (
                    at,
                    several[0],
                    "Several articles have one unnamed source; nothing tells this one apart.",
                )


RULES = (
    *(_spelled, _speaking, _bodies, _short, _quoted, _described, _officials),
    *(_government, _introduced, _media, _quoted_in_fewer_words, _only_medium, _untold),
)
"""From the safest on."""
