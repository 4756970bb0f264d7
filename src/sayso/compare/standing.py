"""An article beside a claim -> for each of its voices how likely it stands behind the claim, or denies it.

A logistic model over a few features that a reader can check. Its weights stand in ``standing.toml``;
``python -m eval.fit_chains`` fits them and says how well it does on stories that it has not seen.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from math import log1p
from typing import TYPE_CHECKING

from sayso.compare.logistic import Logistic
from sayso.tables import shipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sayso.compare.match import Compared, Match, Polarity
    from sayso.records import Source

FEATURES = {
    "words": "how near its nearest claim is by its words, with what stands around it, .6 at most",
    "meaning": "how near its nearest claim is by what it means, with what stands around it",
    "bare_meaning": "how near the nearest of its claims alone is by what it means",
    "said": "logarithm of 1 and the number of its claims",
    "rank": "logarithm of 1 and the number of the article's claims nearer than its nearest",
    "first": "share of the article that stands before it is first named",
    "about": "1 where the claim names it: whom a claim is about speaks of much else",
    "passed_on": "1 where another passes on what it says",
    "believes": "1 where its nearest claim by meaning is what it believes",
    "no_telling": "1 where its nearest claim by meaning stands on no act of telling: it plans, finds, wants",
    "official": "1 for an office or its speaker",
    "outlet": "1 for an outlet or agency",
    "refers": "1 where one of its claims only refers to what was told: 'the reports', 'it'",
    "denies": "1 where one of its claims denies the given one",
    "unsure": "1 where it is not sure of its nearest claim by meaning",
    "open": "1 where its nearest claim is one of which it says itself that it does not know",
}
"""What each feature is; where a voice makes no claim, the nearness is 0 and the rank the last."""

ENOUGH = 0.6
"""Nearness of words from which on more of it tells nothing: beside what a passage means it counts against who
uses the given claim's words for other matters, and should not against who says just that."""

NO_RANK = 4.0
"""The rank of who makes no claim: that of the fiftieth."""


_UNSURE = frozenset({"partial", "neutral"})


class Weights(Logistic, frozen=True, forbid_unknown_fields=True):
    """The model of who stands behind the claim."""

    known = FEATURES

    def stands(self, features: Iterable[float]) -> float:
        """Return how likely a voice with these features stands behind the claim, 0 to 1."""
        return self.likelihood(dict(zip(FEATURES, features, strict=True)))


@dataclass(frozen=True, slots=True)
class Voice:
    """A source, with the bodies for which it speaks, and what it says."""

    source: Source
    ids: frozenset[str]
    nearest: Match | None
    polarity: Polarity
    """Of what it says nearest to the claim by meaning; a voice does not both support and deny it."""
    refers: bool
    """Whether one of its claims only refers to what was told."""
    features: tuple[float, ...]


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Return the weights that come with the package.

    Raises:
        UsageError: if their file is not as it should be.

    """
    return shipped(__package__, "standing.toml", Weights)


def voices_of(
    compared: Compared,
    somebody: frozenset[str],
    silent: frozenset[str | None],
    same: Mapping[str, str],
) -> list[Voice]:
    """Return the voices of an article with their features.

    Args:
        compared: The article beside the claim.
        somebody: Its sources that can be links of a chain.
        silent: Its attributions that put no claim.
        same: For each source that has one the other as which it counts.

    """
    said: dict[str, list[Match]] = {}
    deep = set()
    for each in compared.matches:
        ids = [link.source for link in each.claim.chain]
        for source in dict.fromkeys(same.get(name, name) for name in ids):
            said.setdefault(source, []).append(each)
        if len(ids) > 1 and each.claim.attribution not in silent:
            deep.add(same.get(ids[-1], ids[-1]))
    members: dict[str, list[Source]] = {}
    for one in compared.annotations.sources:
        if one.id in somebody:
            members.setdefault(same.get(one.id, one.id), []).append(one)
    reader = _Reader(compared, silent)
    return [
        reader.voice(name, group, said.get(name, []), passed_on=name in deep)
        for name, group in members.items()
    ]


class _Reader:
    """Reads the features of one voice after the other."""

    def __init__(self, compared: Compared, silent: frozenset[str | None]) -> None:
        self._compared = compared
        self._silent = silent
        self._about = compared.about
        self._length = len(compared.annotations.document.text)
        self._denying = {
            each.source
            for each in compared.annotations.evidence
            if each.kind in {"denied", "doubted"}
        }
        self._acts = {each.id: each.act for each in compared.annotations.attributions}
        counts = Counter(each.strength for each in compared.matches)
        self._nearer: dict[float, int] = {}
        before = 0
        for strength in sorted(counts, reverse=True):
            self._nearer[strength] = before
            before += counts[strength]

    def voice(self, name: str, group: list[Source], said: list[Match], *, passed_on: bool) -> Voice:
        """Return a voice of one or more sources; ``name`` is the id of that which is named."""
        source = next((each for each in group if each.id == name), group[0])
        ids = frozenset(each.id for each in group)
        put = [each for each in said if each.claim.attribution not in self._silent]
        nearest = max(put, key=lambda each: each.strength, default=None)
        start = min(mention.start for each in group for mention in each.mentions)
        meant = self._compared.meant(said)
        closest = max(range(len(said)), key=lambda k: meant[k], default=None)
        denies = not ids.isdisjoint(self._denying) or (
            closest is not None and said[closest].polarity == "denies"
        )
        act = None if closest is None else self._acts.get(said[closest].claim.attribution or "")
        values = {
            "words": min(ENOUGH, max((each.strength for each in said), default=0.0)),
            "meaning": max(meant, default=0.0),
            "bare_meaning": max(self._compared.meant_alone(said), default=0.0),
            "said": log1p(len(put)),
            "rank": log1p(self._nearer[nearest.strength]) if nearest else NO_RANK,
            "first": start / self._length,
            "about": not ids.isdisjoint(self._about),
            "passed_on": passed_on,
            "believes": act == "believe",
            "no_telling": act == "other",
            "official": source.type == "official",
            "outlet": source.type in {"outlet", "agency"},
            "refers": any(each.refers for each in said),
            "denies": any(each.polarity == "denies" for each in said),
            "unsure": closest is not None and said[closest].claim.certainty in _UNSURE,
            "open": nearest is not None and nearest.claim.certainty == "neutral",
        }
        return Voice(
            source,
            ids,
            nearest,
            "denies" if denies else "supports",
            any(each.refers for each in said),
            tuple(float(values[each]) for each in FEATURES),
        )
