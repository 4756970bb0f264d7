"""A claim and the annotated articles of a story in, the trace of the claim over all of them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.compare.article import account
from sayso.compare.cites import citing
from sayso.compare.mutations import mutations, quantities
from sayso.compare.origins import Told, count, graph, passed_on
from sayso.compare.same_source import Heard, same_sources
from sayso.compare.shared_words import copies, copy_sets
from sayso.records import Finding
from sayso.traces import (
    Origin,
    Relation,
    Trace,
    TracedArticle,
    TracedChain,
    TracedClaim,
    TracedLink,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.compare.article import Account
    from sayso.records import Annotations
    from sayso.traces import CopyKind, Judgement

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
        story: Its id, to be passed on.
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
    accounts = {key: account(each, claim) for key, each in read.items()}
    return _Story(claim, read, accounts, relations, judgements).trace(story)


def _order(each: Annotations) -> tuple[bool, str, str]:
    """By date, those without one last."""
    published = each.document.published
    return published is None, published or "", each.document.id


def _judged(relations: Sequence[Relation], judgements: Sequence[Judgement]) -> list[Relation]:
    """Leave out the copies that a person said are none."""
    apart = [frozenset(each.subjects) for each in judgements if each.kind == "not_a_copy"]
    return [
        each
        for each in relations
        if each.kind not in _KINDS or not any({each.later, each.earlier} <= one for one in apart)
    ]


class _Story:
    """All that is known of one story, while its trace is made."""

    def __init__(
        self,
        claim: str,
        read: Mapping[str, Annotations],
        accounts: Mapping[str, Account],
        relations: Sequence[Relation],
        judgements: Sequence[Judgement],
    ) -> None:
        self.claim = claim
        self.read = read
        self.accounts = accounts
        self.relations = sorted(relations, key=lambda each: (each.later, each.earlier, each.kind))
        self.folded = {key: key for key in read}
        for group in copy_sets(self.relations):
            first = min(group, key=list(read).index)
            self.folded.update(dict.fromkeys(group, first))
        self.entities = same_sources(self._heard(), judgements)
        self.types = {
            (key, each.id): each.type for key, one in read.items() for each in one.sources
        }
        self.entity_of: dict[Name, int] = {
            (member.document, member.source): at
            for at, entity in enumerate(self.entities)
            for member in entity.members
        }
        self.graph = graph(self.entities, self._told(), self.folded)
        self.ids = self._named()

    def _heard(self) -> list[Heard]:
        """Every source of every chain, as its article has it."""
        heard = {}
        for key, each in self.accounts.items():
            sources = {one.id: one for one in self.read[key].sources}
            told: dict[str, set[str]] = {}
            for chain in each.chains:
                for before, link in zip(chain.links, chain.links[1:], strict=False):
                    told.setdefault(link.source, set()).add(before.source)
            for chain in each.chains:
                for link in chain.links:
                    source = sources[link.source]
                    heard[key, link.source] = Heard(
                        name=source.name,
                        document=key,
                        source=source.id,
                        type=source.type,
                        named=source.named,
                        mentions=tuple(span.text for span in source.mentions),
                        speaks_for=source.speaks_for,
                        outlet=source.outlet,
                        told=tuple(sorted(told.get(source.id, ()))),
                        copies=self.folded[key],
                        language=self.read[key].document.language,
                    )
        return list(heard.values())

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
                        own=own,
                    )
                )
        return found

    def _named(self) -> list[str]:
        """The ids of the sources: origins first, then by how many articles have them."""
        roles = ["origin", "infers", "denier", "relay"]
        ranked = sorted(
            range(len(self.entities)),
            key=lambda at: (
                roles.index(self.graph.roles[at]),
                -len(self.entities[at].documents),
                self.entities[at].name,
                at,
            ),
        )
        self.ranked = ranked
        ids = {at: f"o{number}" for number, at in enumerate(ranked, 1)}
        return [ids[at] for at in range(len(self.entities))]

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
            independent_origins=count(self.entities, self.graph),
            mutations=mutations(self.read, self.accounts),
            relations=tuple(
                sorted(related, key=lambda each: (each.later, each.earlier, each.kind))
            ),
            findings=tuple(self._circular(cycle) for cycle in self.graph.cycles),
        )

    def _article(self, key: str) -> TracedArticle:
        read, ours = self.read[key], self.accounts[key]
        claims = {each.id: each for each in read.claims}
        copied = [each for each in self.relations if each.later == key and each.kind in _KINDS]
        best = max(copied, key=lambda each: (each.share or 0, each.earlier), default=None)
        matching = dict.fromkeys(name for chain in ours.chains for name in chain.claims)
        return TracedArticle(
            document=key,
            input=read.document.input,
            outlet=read.document.outlet.name,
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
            copy_of=best.earlier if best else None,
            copy_kind=_KINDS[best.kind] if best else None,
        )

    def _origin(self, at: int) -> Origin:
        entity = self.entities[at]
        role = self.graph.roles[at]
        relays = passed_on(at, self.graph, self.entities) if role == "origin" else ()
        names = {*entity.aliases, *(each.name for each in relays)}
        return Origin(
            id=self.ids[at],
            name=entity.name,
            type=entity.type,
            aliases=tuple(sorted(names - {entity.name})),
            articles=tuple(sorted(entity.documents)),
            merged=(*entity.merged(), *relays),
            role=role,
        )

    def _circular(self, cycle: Sequence[int]) -> Finding:
        names = " and ".join(sorted(self.entities[at].name for at in cycle))
        return Finding(
            code="CO303",
            name="circular-reporting",
            message=f"{names} have the claim from one another: it comes back as its own confirmation.",
        )


__all__ = ["trace"]
