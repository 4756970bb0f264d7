"""The sources that the articles of a story name -> which of them are one, with the reason for every merge.

First comes what must be the same (one outlet, one name, one body, one source in two copies of a text), then
what likely is (another spelling, a surname alone, who speaks for a body, an unnamed source of one outlet).
Nothing is merged over a conflict: other given names, other countries, other outlets, two unnamed sources that
one article tells apart. A person's judgement stands above both.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.compare.identity import load
from sayso.compare.likeness import Likeness, keys, likeness
from sayso.compare.pairs import candidates
from sayso.outlets import directory
from sayso.traces import Merge

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sayso.records import SourceType
    from sayso.traces import Judgement, Strength

MOST = 5000
"""Sources of one story that are compared; more stay apart, each as its article has it."""

LONGEST = 8
"""Words of a phrase that can still be called a name of a source."""

ROUNDS = 2
"""How often likely pairs are sought: that two outlets are one can show that their sources are."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A source as one article has it."""

    name: str
    document: str
    source: str
    """Its id in the article."""
    type: SourceType
    named: bool
    mentions: tuple[str, ...] = ()
    speaks_for: str | None = None
    outlet: str | None = None
    """Its name in the list of outlets."""
    told: tuple[str, ...] = ()
    """Ids, in the article, of the sources that pass it on directly."""
    copies: str = ""
    """The same for all documents that are copies of one another."""
    language: str | None = None
    denies: bool | None = None
    """Whether it only denies the claim there; None where it does both."""


@dataclass(slots=True)
class Entity:
    """One source of the story."""

    members: list[Heard]
    likenesses: list[Likeness]
    merges: dict[str, tuple[str, Strength]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name that most articles use; of a body and who speaks for it the body's.

        What begins with a small letter describes it rather ("information available to the Ministry").
        """
        named = [each for each in self.members if each.named]
        bodies = [each for each in named if not each.speaks_for]
        proper = ([e for e in some if e.name[:1].isupper()] for some in (bodies, named))
        best = next(filter(None, (*proper, bodies, named)), self.members)
        counts = Counter(each.name for each in best)
        return min(counts, key=lambda each: (-counts[each], -len(each), each))

    @property
    def type(self) -> SourceType:
        """The type that most articles give it."""
        counts = Counter(each.type for each in self.members)
        return min(counts, key=lambda each: (-counts[each], each))

    @property
    def named(self) -> bool:
        """Whether an article names it."""
        return any(each.named for each in self.members)

    @property
    def is_medium(self) -> bool:
        """Whether it is an outlet or agency, or a group of them."""
        media = sum(each.medium for each in self.likenesses)
        return 2 * media >= len(self.likenesses) or any(each.outlet for each in self.members)

    @property
    def nations(self) -> frozenset[str]:
        """The countries that its phrases name, by ISO 3166, and that of an outlet in the list."""
        found = {nation for each in self.likenesses for nation in each.nations}
        for each in self.members:
            listed = directory().by_name(each.outlet) if each.outlet else None
            if listed is not None and listed.country:
                found.add(listed.country)
            for mention in each.mentions:
                found |= load(each.language).nations(mention)
        return frozenset(found)

    @property
    def documents(self) -> set[str]:
        """The articles that have it."""
        return {each.document for each in self.members}

    @property
    def aliases(self) -> tuple[str, ...]:
        """The other names that articles use, in order."""
        return tuple(sorted({each.name for each in self.members} - {self.name}))

    @property
    def called(self) -> tuple[str, ...]:
        """What articles call it, its names and the phrases that introduce it, in order; no pronouns."""
        found = {each.name.casefold(): each.name for each in reversed(self.members)}
        for each in self.members:
            words = {word.casefold() for word in each.name.split()}
            for mention in each.mentions:
                phrase = mention.strip(" ,;:")
                told = phrase.casefold().split()
                if len(told) <= LONGEST and not words.isdisjoint(told):
                    found.setdefault(phrase.casefold(), phrase)
        found.pop(self.name.casefold(), None)
        return tuple(sorted(found.values()))

    def merged(self) -> tuple[Merge, ...]:
        """Return why each other name is taken for this source."""
        return tuple(
            Merge(name=name, why=self.merges[name][0], strength=self.merges[name][1])
            for name in self.aliases
            if name in self.merges
        )


def same_sources(heard: Iterable[Heard], judgements: Sequence[Judgement] = ()) -> list[Entity]:
    """Return the sources of a story, each with all that articles call it, in an order of their own.

    Args:
        heard: The sources of the articles.
        judgements: What a person decided; of these ``merge`` and ``split`` are of sources, by name or, where
            none has the name, by how an article calls one.

    """
    told = sorted(set(heard), key=lambda each: (each.name, each.document, each.source))
    entities = _Entities(told, judgements)
    entities.judge()
    for at, each in enumerate(told[:MOST]):
        for key, why in keys(each, entities.likenesses[at]):
            entities.share(key, at, why)
    for _ in range(ROUNDS):
        for a, b, why, colleagues in candidates(entities.state()):
            entities.join(a, b, why, "likely", colleagues=colleagues)
    return entities.found()


class Splits:
    """Which sources a person said to be two."""

    def __init__(self, told: Sequence[Heard], judgements: Sequence[Judgement]) -> None:
        """Take the sources of all articles, and what was decided."""
        self._split = [
            [_called(told, name) for name in dict.fromkeys(map(str.casefold, each.subjects))]
            for each in judgements
            if each.kind == "split"
        ]

    def part(self, a: Entity, b: Entity) -> bool:
        """Return whether two are to stay apart."""
        for each in self._split:
            first, other = (
                {n for n, called in enumerate(each) if not called.isdisjoint(one.members)}
                for one in (a, b)
            )
            if first and other and len(first | other) > 1:
                return True
        return False


def _called(told: Sequence[Heard], name: str) -> frozenset[Heard]:
    """Return the sources of a name, given in small letters; or else those that an article calls so."""
    named = frozenset(each for each in told if each.name.casefold() == name)
    return named or frozenset(each for each in told if name in map(str.casefold, each.mentions))


class _Entities:
    """Sources that grow together; two that conflict never do."""

    def __init__(self, told: Sequence[Heard], judgements: Sequence[Judgement]) -> None:
        self.told = told
        self.likenesses = [likeness(each, load(each.language)) for each in told]
        self._over = list(range(len(told)))
        self._entities = [Entity([each], [self.likenesses[at]]) for at, each in enumerate(told)]
        self._keys: dict[str, list[int]] = {}
        self._merged = [each for each in judgements if each.kind == "merge"]
        self._splits = Splits(told, judgements)

    def top(self, at: int) -> int:
        while self._over[at] != at:
            self._over[at] = self._over[self._over[at]]
            at = self._over[at]
        return at

    def judge(self) -> None:
        """Merge what a person said to be one."""
        for each in self._merged:
            called = (_called(self.told, name.casefold()) for name in each.subjects)
            wanted = frozenset().union(*called)
            same = [at for at, one in enumerate(self.told) if one in wanted]
            for at in same[1:]:
                self._unite(same[0], at, each.note or "A person said so.", "certain")

    def share(self, key: str, at: int, why: str) -> None:
        """Join a source to the first with the same key that it does not conflict with."""
        for other in self._keys.setdefault(key, []):
            if self.join(other, at, why, "certain"):
                return
        if len(self._keys[key]) < 8:
            self._keys[key].append(at)

    def join(
        self, a: int, b: int, why: str, strength: Strength, *, colleagues: bool = False
    ) -> bool:
        """Join two sources unless they conflict; return whether they are one now."""
        first, other = self._entities[self.top(a)], self._entities[self.top(b)]
        if first is other:
            return True
        if self._splits.part(first, other) or conflict(
            first, other, strength, colleagues=colleagues
        ):
            return False
        self._unite(a, b, why, strength)
        return True

    def _unite(self, a: int, b: int, why: str, strength: Strength) -> None:
        low, high = sorted((self.top(a), self.top(b)))
        if low == high:
            return
        kept, gone = self._entities[low], self._entities[high]
        if strength != "certain" or kept.name != gone.name:
            for name in {each.name for each in gone.members}:
                kept.merges.setdefault(name, (why, strength))
            for name in {each.name for each in kept.members}:
                kept.merges.setdefault(name, (why, strength))
        kept.merges.update({k: v for k, v in gone.merges.items() if k not in kept.merges})
        kept.members += gone.members
        kept.likenesses += gone.likenesses
        self._over[high] = low

    def state(self) -> list[tuple[int, Entity]]:
        """Return each entity as it is now with the number of one of its members."""
        return [
            (at, self._entities[at])
            for at in range(min(len(self.told), MOST))
            if self.top(at) == at
        ]

    def found(self) -> list[Entity]:
        return [self._entities[at] for at in range(len(self.told)) if self.top(at) == at]


def conflict(a: Entity, b: Entity, strength: Strength, *, colleagues: bool = False) -> bool:
    """Return whether two sources cannot be one; ``colleagues`` can, as two who speak for one body."""
    if strength != "possible" and _apart(a, b):
        return True
    outlets, others = ({each.listed for each in one.likenesses if each.listed} for one in (a, b))
    if outlets and others and outlets.isdisjoint(others):
        return True
    if strength == "certain":
        return False
    nations, elsewhere = (frozenset().union(*(x.nations for x in e.likenesses)) for e in (a, b))
    if nations and elsewhere and nations.isdisjoint(elsewhere):
        return True
    if colleagues or not (a.named and b.named):
        # Who denies it is not who says it, unless the name says so.
        says, denies = ({each.denies for each in one.members} - {None} for one in (a, b))
        if says and denies and says.isdisjoint(denies):
            return True
    return not colleagues and any(x.clashes(y) for x in a.likenesses for y in b.likenesses)


def _apart(a: Entity, b: Entity) -> bool:
    """Whether an article tells the two apart: it names neither, and describes them in other words."""
    there: dict[str, list[Likeness]] = {}
    for each, like in zip(a.members, a.likenesses, strict=True):
        if not each.named:
            there.setdefault(each.document, []).append(like)
    return any(
        not (
            bool(one.parts) == bool(like.parts)
            and (one.parts <= like.parts or like.parts <= one.parts)
        )
        for each, like in zip(b.members, b.likenesses, strict=True)
        if not each.named
        for one in there.get(each.document, ())
    )
