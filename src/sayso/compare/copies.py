"""Documents and their credits -> which have another's words (copies, excerpts, rewrites), and sets of copies.

Pairs are found by their signatures, and compared word by word and sentence by sentence; passages that
unrelated texts have do not count, and what both have in quotation marks counts half.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from sayso.compare.copy_alignment import Alignment, align
from sayso.compare.copy_direction import FROM, Told, direction
from sayso.compare.copy_furniture import Furniture
from sayso.compare.copy_groups import Groups, together
from sayso.compare.copy_signatures import candidates, signature
from sayso.compare.copy_words import words
from sayso.spans import overlaps, span
from sayso.traces import Relation

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from sayso.compare.copy_alignment import Passage, Shares
    from sayso.compare.copy_direction import Direction
    from sayso.records import Credit, Document
    from sayso.spans import Range, Span
    from sayso.traces import RelationKind

__all__ = ["candidates", "copies", "copy_sets", "is_copy", "signature"]

SAME = 0.44
"""What :func:`likeness` must be for a text to be a copy or a rewrite of the other. On the eight stories of
Origins pair F1 is .95 to .97 from .36 to .50; this is the middle (eval/copies leaves each out in turn)."""

PART = 0.25
"""Share of the words of the earlier text below which the later has a piece of it only."""

EXCERPT = 0.6
"""Share of the words of the later text from which on an excerpt is a copy too, and no text of its own. It is
where :data:`SAME` leads for a text that has next to nothing of the other."""

LITERAL = 0.8
"""Share of the words of the later text that a copy has word for word; a rewrite has fewer."""

MOST = 0.5
"""Share of the words of the earlier text that a copy has; what has fewer, word for word, is an excerpt."""

TOLD = 0.3
"""Share of the words of the later or of the earlier text from which on it is told that they share words."""

ENOUGH = 3
"""Copies that a document has before others of the same set are no longer compared with it."""

HELD = 500
"""Documents of which the words are held; those of one story are compared one after the other."""

EVIDENCE = 5
"""Passages that are shown for a pair, the longest."""

Pair = frozenset[str]


def copies(
    documents: Sequence[Document],
    credits: Mapping[str, Sequence[Credit]] = MappingProxyType({}),  # noqa: A002  # the record's name
    not_copies: Collection[Pair] = (),
    signatures: Mapping[str, bytes] | None = None,
    same: float = SAME,
) -> tuple[Relation, ...]:
    """Return who has whose words, in the order of the ids of the later and the earlier documents.

    Of a large set of copies not each is compared with each: every document has some relations to others of
    its set, and the set is the same.

    Args:
        documents: In any order; of two with one id one is left out.
        credits: Those of each document, by its id.
        not_copies: Pairs of ids of which a person has said that neither is the other's copy.
        signatures: Of all texts among which passages of unrelated texts are looked for, such as a whole
            case, by the id of the document; of the documents alone if not given.
        same: What :func:`likeness` must be for a copy or a rewrite.

    """
    by_id = {each.id: each for each in documents}
    known = signatures or {}
    own = {name: known.get(name) or signature(each.text) for name, each in by_id.items()}
    is_furniture = Furniture({**known, **own})
    found = list(_translations(by_id, credits))
    known_copies = _Known(not_copies, (frozenset((each.later, each.earlier)) for each in found))

    @lru_cache(HELD)
    def told(name: str) -> Told:
        document = by_id[name]
        return Told(document, words(document.text, document.language), credits.get(name, ()))

    for pair in together(candidates(own)):
        if known_copies.tells(*pair):
            continue
        one, other = map(told, pair)
        alignment = align(one.words, other.words, is_furniture)
        if max(alignment.shares.one, alignment.shares.other) >= TOLD:
            found.append(_relation(one, other, alignment, same))
            if is_copy(found[-1]):
                known_copies.add(*pair)
    return tuple(sorted(found, key=lambda each: (each.later, each.earlier)))


def copy_sets(
    relations: Iterable[Relation], not_copies: Collection[Pair] = ()
) -> tuple[frozenset[str], ...]:
    """Return the sets of documents that are one text, two documents at least in each, in order of their ids.

    Args:
        relations: Those of other kinds than copies are passed over, and excerpts that are a small part.
        not_copies: Pairs of ids that a person wants in different sets, whatever they share with a third.

    """
    sets: dict[str, set[str]] = {}
    apart: dict[str, set[str]] = {}
    for pair in not_copies:
        for name in pair:
            apart.setdefault(name, set()).update(pair - {name})
    alike = (each for each in relations if is_copy(each))
    # The surest first: what a person has parted goes with those that are nearer to it.
    for each in sorted(alike, key=lambda e: (-(e.share or 1.0), e.later, e.earlier)):
        one, other = (sets.setdefault(name, {name}) for name in (each.later, each.earlier))
        if one is other or any(not other.isdisjoint(apart.get(name, ())) for name in one):
            continue
        small, large = sorted((one, other), key=len)
        large |= small
        for name in small:
            sets[name] = large
    found = {min(each): frozenset(each) for each in sets.values() if len(each) > 1}
    return tuple(found[name] for name in sorted(found))


def is_copy(relation: Relation) -> bool:
    """Return whether the later document is a copy of the earlier one, and no text of its own."""
    if relation.kind == "excerpts":
        return (relation.share or 0.0) >= EXCERPT
    return relation.kind in {"copies", "rewrites", "translates"}


def likeness(shares: Shares) -> float:
    """Return how far two texts are one, 0 to 1: two parts the greater share and one part the lesser."""
    return (2 * max(shares.one, shares.other) + min(shares.one, shares.other)) / 3


def _kind(shares: Shares, same: float) -> RelationKind:
    """The kind of a pair of which the first text is the later."""
    if likeness(shares) < same or min(shares.one, shares.other) < PART:
        return "excerpts"
    if shares.one_literal >= LITERAL:
        return "copies" if shares.other >= MOST else "excerpts"
    return "rewrites"


def _relation(one: Told, other: Told, alignment: Alignment, same: float) -> Relation:
    course = direction(one, other, alignment)
    if not course.later_is_one:
        one, other, alignment = other, one, alignment.turned()
    shares = alignment.shares
    kind = _kind(shares, same)
    return Relation(
        later=one.document.id,
        earlier=other.document.id,
        kind=kind,
        share=round(shares.one, 3),
        evidence=_evidence(one, (*alignment.passages, *alignment.rewritten)),
        inferred=course.inferred,
        why=_why(shares, course),
    )


def _why(shares: Shares, course: Direction) -> str:
    return (
        f"{shares.one:.0%} of its words are the other's, {shares.one_literal:.0%} word for word, and"
        f" {shares.other:.0%} of the other's are its; {course.why}"
    )


def _evidence(later: Told, passages: Sequence[Passage]) -> tuple[Span, ...]:
    """The longest passages, each word once."""
    places: list[Range] = []
    for each in sorted(passages, key=lambda each: (-each.shared, each.one)):
        place = later.words.place(*each.one)
        if len(places) < EVIDENCE and not any(overlaps(place, other) for other in places):
            places.append(place)
    return tuple(span(later.document.text, *place) for place in sorted(places))


class _Known:
    """Knows which documents are one text already, so that a hundred copies are not compared each with each."""

    def __init__(self, not_copies: Collection[Pair], done: Iterable[Pair]) -> None:
        self._done = {*not_copies, *done}
        self._judged = frozenset(name for pair in not_copies for name in pair)
        self._groups = Groups()
        self._count: Counter[str] = Counter()

    def tells(self, one: str, other: str) -> bool:
        """Whether a pair need not be compared: it is told, or both have several others of their set."""
        return frozenset((one, other)) in self._done or (
            min(self._count[one], self._count[other]) >= ENOUGH
            and self._judged.isdisjoint((one, other))
            and self._groups.of(one) == self._groups.of(other)
        )

    def add(self, one: str, other: str) -> None:
        """Keep that they are copies."""
        self._count.update((one, other))
        self._groups.unite(one, other)


def _translations(
    documents: Mapping[str, Document], credits_: Mapping[str, Sequence[Credit]]
) -> Iterator[Relation]:
    """What a credit says is translated from an address at which another document was."""
    by_url: dict[str, str] = {}
    for name in sorted(documents):
        by_url.setdefault(documents[name].url or "", name)
    for name in sorted(documents):
        for credit in credits_.get(name, ()):
            source = by_url.get(credit.url or "") if credit.url else None
            if credit.kind == FROM[1] and source is not None and source != name:
                yield Relation(
                    later=name,
                    earlier=source,
                    kind="translates",
                    evidence=credit.spans,
                    inferred=False,
                    why=f"its credit says that it is translated from {credit.name}",
                )
                break
