"""A claim and the annotated articles of a story in, the trace of the claim over all of them out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from sayso.compare.cites import citing
from sayso.compare.copies import copies, copy_sets
from sayso.compare.hedges import hedges
from sayso.compare.independence import SHOWN, Independent
from sayso.compare.mutations import mutations, quantities
from sayso.compare.origins import Told, graph, passed_on
from sayso.compare.phrasings import beside, phrasings
from sayso.compare.possible import possible
from sayso.compare.putting import putting
from sayso.compare.same_source import Splits, same_sources
from sayso.compare.together import LIKELY, SURE, accounts, as_likely, heard
from sayso.records import Finding
from sayso.traces import (
    Merge,
    Origin,
    Relation,
    Trace,
    TracedArticle,
    TracedChain,
    TracedClaim,
    TracedLink,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sayso.records import Annotations
    from sayso.traces import CopyKind, IndependentOrigins, Judgement

_KINDS: dict[str, CopyKind] = {
    "copies": "copy",
    "excerpts": "excerpt",
    "rewrites": "rewrite",
    "translates": "translation",
}
_INFERRING = frozenset({"speculate", "believe"})

Name = tuple[str, str]
"""A source of a story: the document and the source's id in it."""


def trace(
    claim: str,
    articles: Sequence[Annotations],
    *,
    story: str | None = None,
    judgements: Sequence[Judgement] = (),
    relations: Sequence[Relation] | None = None,
) -> Trace:
    """Return who repeats, doubts and denies a claim, and on how many independent origins it rests.

    Args:
        claim: One sentence.
        articles: Those of the story, in any order; one given twice counts once.
        story: Its id, to be passed on. Its claim has the words of an article; a claim without a story has
            anybody's, so that it is asked first which articles put it at all.
        judgements: What a person decided.
        relations: The copies among the articles, where they are known already.

    """
    read = {each.document.id: each for each in articles}
    read = {key: read[key] for key in sorted(read, key=lambda key: _order(read[key]))}
    if relations is None:
        relations = copies(
            [each.document for each in read.values()],
            {key: each.credits for key, each in read.items()},
        )
    relations = _judged(
        [each for each in relations if {each.later, each.earlier} <= read.keys()], judgements
    )
    return _Story(claim, read, relations, judgements, own_words=story is None).trace(story)


def _order(each: Annotations) -> tuple[bool, str, str]:
    """By date, those without one last."""
    published = each.document.published
    return published is None, published or "", each.document.id


def _judged(relations: Sequence[Relation], judgements: Sequence[Judgement]) -> list[Relation]:
    """Leave out the copies that a person said are none."""
    apart = _apart(judgements)
    return [
        each
        for each in relations
        if each.kind not in _KINDS or not any({each.later, each.earlier} <= one for one in apart)
    ]


def _apart(judgements: Sequence[Judgement]) -> list[frozenset[str]]:
    """The documents of which a person said that they are no copies of one another."""
    return [frozenset(each.subjects) for each in judgements if each.kind == "not_a_copy"]


class _Story:
    """All that is known of one story, while its trace is made."""

    def __init__(
        self,
        claim: str,
        read: Mapping[str, Annotations],
        relations: Sequence[Relation],
        judgements: Sequence[Judgement],
        *,
        own_words: bool,
    ) -> None:
        self.claim = claim
        self.read = read
        self.relations = sorted(relations, key=lambda each: (each.later, each.earlier, each.kind))
        self.folded = {key: key for key in read}
        self.copied: dict[str, tuple[str, CopyKind]] = {}
        for group in copy_sets(self.relations, _apart(judgements)):
            self._fold(group)
        self.phrasings = phrasings(claim, judgements)
        compared = {key: beside(each, self.phrasings) for key, each in read.items()}
        puts = putting(compared) if own_words else {}
        self.accounts = accounts(compared, puts)
        compared = {key: each for key, each in compared.items() if puts.get(key, True)}
        self.mutations = (
            *mutations(compared, self.accounts),
            *hedges(compared, self.accounts),
        )
        self.sure = as_likely(compared, SURE)
        self.likely = as_likely(compared, LIKELY)
        told = {key: each.chains for key, each in self.accounts.items()}
        named = heard(read, told, self.folded)
        self.entities = same_sources(named, judgements)
        self.types = {
            (key, each.id): each.type for key, one in read.items() for each in one.sources
        }
        self.entity_of: dict[Name, int] = {
            (member.document, member.source): at
            for at, entity in enumerate(self.entities)
            for member in entity.members
        }
        self.graph = graph(self.entities, self._told(), self.folded)
        self.relays = passed_on(self.graph, self.entities)
        self.independent = Independent(self.entities, self.graph)
        self.into = possible(self.entities, self.independent.together(), Splits(named, judgements))
        self.ids = self._named()

    def _fold(self, group: Collection[str]) -> None:
        """Let a set of copies stand for one article: the one that most others have their words from."""
        within = [each for each in self.relations if each.later in group and each.earlier in group]
        given = Counter(each.earlier for each in within if each.kind in _KINDS)
        taken = Counter(each.later for each in within if each.kind in _KINDS)
        order = {key: at for at, key in enumerate(self.read)}
        first = min(group, key=lambda key: (taken[key] - given[key], order[key]))
        self.folded.update(dict.fromkeys(group, first))
        for key in group:
            if key != first:
                kinds: dict[str, CopyKind] = {
                    each.earlier: _KINDS[each.kind]
                    for each in within
                    if each.later == key and each.kind in _KINDS
                }
                kind = kinds.get(first, min(kinds.values(), default=_KINDS["copies"]))
                self.copied[key] = first, kind

    def _told(self) -> list[Told]:
        """The chains of all articles by the numbers of their sources."""
        outlets = {
            name.casefold(): at
            for at, entity in enumerate(self.entities)
            if entity.is_medium
            for member in entity.members
            for name in (member.name, member.outlet)
            if name
        }
        found = []
        for key, each in self.accounts.items():
            acts = {one.id: one.act for one in self.read[key].attributions}
            claims = {one.id: one for one in self.read[key].claims}
            own = outlets.get((self.read[key].document.outlet.name or "").casefold())
            for chain in each.chains:
                numbers = [self.entity_of[key, link.source] for link in chain.links]
                said = [claims[name] for name in chain.claims if name in claims]
                found.append(
                    Told(
                        document=key,
                        polarity=chain.polarity,
                        sources=tuple(dict.fromkeys(numbers)),
                        infers=bool(said)
                        and all(
                            one.evidentiality == "inferred"
                            or acts.get(one.attribution or "") in _INFERRING
                            for one in said
                        ),
                        sure=(key, chain.links[-1].source) in self.sure,
                        likely=(key, chain.links[-1].source) in self.likely,
                        own=own,
                    )
                )
        return found

    def _named(self) -> list[str]:
        """The ids of the sources: origins first, then by how many articles have them."""
        roles = ["origin", "infers", "denier", "relay"]
        ranked = sorted(
            (at for at in range(len(self.entities)) if at not in self.into),
            key=lambda at: (
                roles.index(self.graph.roles[at]),
                -len(self.entities[at].documents),
                self.entities[at].name,
                at,
            ),
        )
        self.ranked = ranked
        ids = {at: f"o{number}" for number, at in enumerate(ranked, 1)}
        return [ids[self.into.get(at, at)] for at in range(len(self.entities))]

    def trace(self, story: str | None) -> Trace:
        """Return the trace."""
        related = [
            *self.relations,
            *citing(self.read, self.accounts, self.entities, self.entity_of),
        ]
        return Trace(
            claim=self.claim,
            story=story,
            articles=tuple(self._article(key) for key in self.read),
            origins=tuple(self._origin(at) for at in self.ranked),
            independent_origins=self._counted(),
            mutations=self.mutations,
            relations=tuple(
                sorted(related, key=lambda each: (each.later, each.earlier, each.kind))
            ),
            findings=tuple(self._circular(cycle) for cycle in self.graph.cycles),
        )

    def _counted(self) -> IndependentOrigins:
        """The count; which claims are one only because a person said so, goes before its reasons."""
        found = self.independent.counted()
        same = [f"Judged by a person to be the same claim: {each}" for each in self.phrasings[1:]]
        return replace(found, why=(*same, *found.why))

    def _article(self, key: str) -> TracedArticle:
        read, ours = self.read[key], self.accounts[key]
        claims = {each.id: each for each in read.claims}
        copied = self.copied.get(key)
        matching = dict.fromkeys(name for chain in ours.chains for name in chain.claims)
        return TracedArticle(
            document=key,
            input=read.document.input,
            outlet=read.document.outlet.name or read.document.outlet.domain,
            published=read.document.published,
            title=read.document.title,
            stance=ours.stance,
            certainty=ours.certainty,
            claims=tuple(
                TracedClaim(claim=name, spans=claims[name].spans)
                for name in matching
                if name in claims
            ),
            chains=tuple(
                TracedChain(
                    polarity=chain.polarity,
                    links=tuple(
                        TracedLink(
                            origin_id=self.ids[self.entity_of[key, link.source]],
                            name=link.name,
                            type=self.types[key, link.source],
                            source=link.source,
                            spans=link.mentions or (link.span,),
                        )
                        for link in chain.links
                    ),
                    claims=chain.claims,
                )
                for chain in ours.chains
            ),
            quantities=quantities(read, ours),
            says_unconfirmed=ours.says_unconfirmed,
            copy_of=copied[0] if copied else None,
            copy_kind=copied[1] if copied else None,
        )

    def _origin(self, at: int) -> Origin:
        """A source, with those that go in with it."""
        entity = self.entities[at]
        inside = [one for one, into in sorted(self.into.items()) if into == at]
        all_ = [entity, *(self.entities[one] for one in inside)]
        relays = [each for one in (at, *inside) for each in self.relays.get(one, ())]
        names = {name for each in all_ for name in (each.name, *each.called)}
        names.update(each.name for each in relays)
        merges = {each.name: each for each in reversed(relays)}
        for each in reversed(all_):
            why = f"Nothing that is told of it tells it from {entity.name}."
            own = () if each is entity else (Merge(name=each.name, why=why, strength="possible"),)
            merges.update({one.name: one for one in (*each.merged(), *own)})
        return Origin(
            id=self.ids[at],
            name=entity.name,
            type=entity.type,
            aliases=tuple(sorted(names - {entity.name})),
            articles=tuple(sorted({key for each in all_ for key in each.documents})),
            merged=tuple(merges.values()),
            role=self.graph.roles[at],
        )

    def _circular(self, cycle: Sequence[int]) -> Finding:
        """Who of a circle has it from whom: "A has it from B, B from C, C from A"."""
        told = [
            f"{self.entities[one].name} has the claim from {self.entities[other].name}"
            for one in cycle
            for other in sorted(self.graph.behind[one].intersection(cycle))
        ]
        more = f" and {len(told) - SHOWN} more" if len(told) > SHOWN else ""
        return Finding(
            code="CO303",
            name="circular-reporting",
            message=(
                f"{', '.join(sorted(told)[:SHOWN])}{more}: it comes back as its own confirmation."
            ),
        )


__all__ = ["trace"]
