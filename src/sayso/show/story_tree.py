"""A story's chains in; the tree from those who could know to the articles that pass it on, out.

The root of a branch is the deepest source of its chains. A relay that is an outlet whose own article is
in the story stands once, with that article's number. Copies are folded into the article that they copy.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from sayso.show.story import StoryReading, Told
from sayso.spans import Span
from sayso.traces import ChainPolarity, Origin, TracedChain, TracedLink

_DEEPEST = 8
"""Hands of a chain that are drawn; what lies between the nearest and the deepest is left out."""
_MOST_WAYS = 12
"""Ways of one article that are drawn, when it cites an outlet that has many itself."""


@dataclass(frozen=True)
class Leaf:
    """An article, and the words by which it names whom it has the claim from."""

    told: Told
    spans: tuple[Span, ...]
    copies: tuple[Told, ...]

    def without(self, documents: Collection[str]) -> Leaf:
        """Return the leaf without these copies."""
        kept = tuple(each for each in self.copies if each.document not in documents)
        return Leaf(self.told, self.spans, kept)


@dataclass
class Branch:
    """A source, those who have it from this source, and their articles."""

    origin: Origin | None
    """None where the source is not in the list of the story's sources."""
    link: TracedLink
    others: frozenset[str] = frozenset()
    """The names of all sources of the story, folded: those that only pass it on are not its own names."""
    own: Leaf | None = None
    """The article of the source itself, where it is an outlet of the story."""
    leaves: list[Leaf] = field(default_factory=list)
    branches: dict[str, Branch] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What the story calls the source."""
        return self.origin.name if self.origin else self.link.name

    @property
    def other_names(self) -> tuple[str, ...]:
        """What else the articles call the source."""
        merged = [each.name for each in self.origin.merged] if self.origin else []
        named = (*self.origin.aliases, *merged) if self.origin else ()
        first = {each.casefold(): each for each in reversed(named)}
        first.pop(self.name.casefold(), None)
        own = (each for each in named if first.get(each.casefold()) == each)
        return tuple(dict.fromkeys(each for each in own if each.casefold() not in self.others))

    def owners(self) -> Iterator[Told]:
        """Yield the own articles of the source and of all who pass it on."""
        if self.own:
            yield self.own.told
        for branch in self.branches.values():
            yield from branch.owners()

    def articles(self) -> Iterator[Told]:
        """Yield every article on this branch, copies too; some more than once."""
        for leaf in (*([self.own] if self.own else ()), *self.leaves):
            yield from (leaf.told, *leaf.copies)
        for branch in self.branches.values():
            yield from branch.articles()


@dataclass(frozen=True)
class Tree:
    """All branches of one polarity, the one with most articles first."""

    branches: tuple[Branch, ...]


def tree(story: StoryReading, polarity: ChainPolarity) -> Tree:
    """Return who says it, or with ``denies`` who denies it, and who passes that on."""
    return _Grower(story, polarity).grown()


def on_own_word(story: StoryReading, polarity: ChainPolarity) -> tuple[Leaf, ...]:
    """Return the articles that say it, or deny it, and name nobody they have that from; copies folded."""
    alone = {
        each.document: each
        for each in story.told
        if (each.article.stance == "denies") == (polarity == "denies")
        and not _has_chain(each, polarity)
    }
    return tuple(
        Leaf(each, each.claim_spans, story.copies.get(each.document, ()))
        for each in alone.values()
        if (first := story.first(each)) is each
        or (first.document not in alone and not _has_chain(first, polarity))
    )


def own_articles(story: StoryReading) -> dict[str, Told]:
    """Return, by the id of a source, the first article of the story whose outlet it is."""
    outlets: dict[str, Told] = {}
    for told in story.told:
        if told.article.outlet:
            outlets.setdefault(_letters(told.article.outlet), told)
    owners = {}
    taken = {_letters(each.name) for each in story.trace.origins}
    for origin in story.trace.origins:
        others = (name for name in map(_letters, origin.aliases) if name not in taken)
        names = (_letters(origin.name), *others)
        own = next((outlets[name] for name in names if name in outlets), None)
        if own:
            owners[origin.id] = own
    return owners


def _has_chain(told: Told, polarity: ChainPolarity) -> bool:
    return any(each.polarity == polarity and each.links for each in told.article.chains)


class _Grower:
    def __init__(self, story: StoryReading, polarity: ChainPolarity) -> None:
        self._story = story
        self._polarity = polarity
        self._roots: dict[str, Branch] = {}
        self._owners = own_articles(story)
        self._names = frozenset(each.name.casefold() for each in story.trace.origins)

    def grown(self) -> Tree:
        for told in self._story.told:
            if self._folded(told):
                continue
            for chain in self._ways(told):
                self._add(told, chain)
        for root in self._roots.values():
            self._settle(root, frozenset())
        ordered = sorted(
            self._roots.values(),
            key=lambda each: (
                each.origin is None or each.origin.role != "origin",
                -len({told.number for told in each.articles()}),
                each.name,
            ),
        )
        return Tree(tuple(ordered))

    def _folded(self, told: Told) -> bool:
        """Return whether the article is a copy of one that has a chain of this polarity."""
        first = self._story.first(told)
        return first is not told and _has_chain(first, self._polarity)

    def _ways(self, told: Told) -> list[Sequence[TracedLink]]:
        ways: list[Sequence[TracedLink]] = []
        for chain in told.article.chains:
            if chain.polarity == self._polarity and chain.links:
                ways += islice(self._extended(chain, {told.document}), _MOST_WAYS)
        return ways[:_MOST_WAYS]

    def _extended(self, chain: TracedChain, seen: set[str]) -> Iterator[Sequence[TracedLink]]:
        """Return the chain, led on by the chains of the outlet's own article where it ends there."""
        deepest = chain.links[-1].origin_id
        source = self._story.sources.get(deepest)
        own = self._owners.get(deepest) if source and source.role == "relay" else None
        if own is None or own.document in seen:  # outlets may cite each other in a circle
            yield chain.links
            return
        further = [
            other
            for other in own.article.chains
            if other.polarity == self._polarity and other.links
        ]
        for other in further:
            for way in self._extended(other, {*seen, own.document}):
                yield (*chain.links, *way)
        if not further:
            yield chain.links

    def _add(self, told: Told, links: Sequence[TracedLink]) -> None:
        if len(links) > _DEEPEST:
            links = (*links[: _DEEPEST - 1], links[-1])
        level = self._roots
        seen = set()
        branch = None
        for link in reversed(links):
            if link.origin_id in seen:
                continue
            seen.add(link.origin_id)
            origin = self._story.sources.get(link.origin_id)
            branch = level.setdefault(link.origin_id, Branch(origin, link, self._names))
            level = branch.branches
        # Articles come one after the other, each with all of its ways.
        if branch and not (branch.leaves and branch.leaves[-1].told is told):
            copies = self._story.copies.get(told.document, ())
            branch.leaves.append(Leaf(told, links[0].spans, copies))

    def _settle(self, branch: Branch, above: frozenset[str]) -> None:
        """Let the article of an outlet stand with the outlet's own name instead of beside it."""
        own = self._owners.get(branch.link.origin_id)
        if own and own.document not in above:
            leaf = _taken(branch.leaves, own)
            if leaf or above:
                branch.own = leaf or branch.own or Leaf(own, (), ())
        above |= {branch.own.told.document} if branch.own else {""}
        for below in branch.branches.values():
            owner = self._owners.get(below.link.origin_id)
            if owner and owner.document not in above:
                below.own = _taken(branch.leaves, owner)
            self._settle(below, above)
        branch.branches = dict(sorted(branch.branches.items(), key=_by_number))
        # What passes the words on is drawn as a branch: it need not be folded beside it once more.
        drawn = {one.document for each in branch.branches.values() for one in each.owners()}
        branch.leaves = [each.without(drawn) for each in branch.leaves]
        if branch.own:
            branch.own = branch.own.without(drawn)


def _letters(name: str) -> str:
    """Return the letters and digits of an outlet's name; of a host those that are not the registry's."""
    folded = name.casefold().strip()
    if "." in folded and " " not in folded:
        folded = folded.removeprefix("www.").partition(".")[0]
    return "".join(filter(str.isalnum, folded)) or folded


def _taken(leaves: list[Leaf], told: Told) -> Leaf | None:
    leaf = next((each for each in leaves if each.told is told), None)
    if leaf:
        leaves.remove(leaf)
    return leaf


def _by_number(item: tuple[str, Branch]) -> int:
    return min((told.number for told in item[1].articles()), default=0)
