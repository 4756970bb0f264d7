"""An article beside a claim -> what its own voice does with it: asserts, hedges, attributes or denies it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from sayso.compare.chains import nobody
from sayso.compare.lexicon import load
from sayso.compare.match import LEAST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.compare.lexicon import Terms
    from sayso.compare.match import Compared, Match
    from sayso.records import Claim

Stance = Literal["repeats", "denies", "doubts", "neutral"]
Certainty = Literal["asserted", "hedged", "attributed", "denied"]

OWN = 0.38
"""Strength from which on an assertion of the article's own is the claim, and not only of its matter."""

BARE = 0.4
"""Nearness from which on a sentence without any claim puts the given one itself: "After her arrest"."""

HELD_BACK = 0.5
"""Share of what the sources say that a hedge must be near, to be a hedge on the claim itself.

All three were chosen by leaving out each story in turn: seven of eight times the others chose these.
"""

FEW = 6
"""Words between a noun of hearsay and what follows it."""

SETTLED: dict[Stance, Certainty | None] = {"neutral": None, "denies": "denied", "doubts": "hedged"}
"""What follows from a stance alone. Who doubts holds back: so do 14 of 17 such articles in gold."""

_UNSURE = frozenset({"partial", "neutral"})
_WORD = re.compile(r"[^\W_]+")


def stance_of(compared: Compared) -> Stance:
    """Return what the article does with the claim, by rule: what comes first is an article's own message.

    ``sayso.compare.stance`` does it better; this is what it is measured against.
    """
    near = [each for each in compared.matches if each.strength >= LEAST]
    if not near:
        return "neutral" if max(compared.of_sentences, default=0.0) < LEAST else "repeats"
    first = min(near, key=lambda each: each.claim.spans[0].start)
    if first.polarity != "denies":
        return "repeats"
    return "doubts" if _is_doubt(compared, first) else "denies"


def _is_doubt(compared: Compared, match: Match) -> bool:
    """Whether it is only doubted there: "experts cast doubt on whether"."""
    claim = match.claim
    return any(
        each.kind == "doubted"
        and (
            claim.id in each.claims
            or (each.attribution is not None and each.attribution == claim.attribution)
        )
        for each in compared.annotations.evidence
    )


def certainty_of(compared: Compared, stance: Stance) -> Certainty | None:
    """Return how strongly the article's own voice puts the claim at its strongest."""
    if stance in SETTLED:
        return SETTLED[stance]
    voices = _Voices(compared)
    if voices.plain >= OWN:
        return "asserted"
    closest = _Closest(compared, voices.author)
    if max(voices.plain, voices.hedged, voices.others) < LEAST:
        return closest.alone()
    if closest.nearness >= BARE and not closest.claims:
        return closest.alone()
    held_back = voices.hedged >= HELD_BACK * max(LEAST, voices.others) or closest.held_back
    return "hedged" if held_back else "attributed"


class _Voices:
    """How near what supports the claim is: what the author asserts, what he hedges, what others say."""

    def __init__(self, compared: Compared) -> None:
        unnamed = nobody(compared.annotations)
        text, terms = (
            compared.annotations.document.text,
            load(compared.annotations.document.language),
        )
        self.author: set[str] = set()
        self.plain = self.hedged = self.others = 0.0
        for each in compared.matches:
            if each.polarity == "denies":
                continue
            claim = each.claim
            own = claim.attribution is None
            if own or all(link.source in unnamed for link in claim.chain):
                self.author.add(claim.id)
            told = (text[each.start : each.end] for each in claim.spans)
            if (
                own
                and claim.author.certainty in {None, "full"}
                and not any(_is_hearsay(_WORD.findall(each.lower()), terms) for each in told)
            ):
                self.plain = max(self.plain, each.strength)
            elif claim.id in self.author:
                self.hedged = max(self.hedged, each.strength)
            else:
                self.others = max(self.others, each.strength)


class _Closest:
    """The sentence of the article that is nearest to the claim."""

    def __init__(self, compared: Compared, author: set[str]) -> None:
        text = compared.annotations.document.text
        self.nearness, start, end = max(
            (
                (nearness, *place)
                for nearness, place in zip(compared.of_sentences, compared.sentences, strict=True)
            ),
            key=lambda each: each[0],
            default=(0.0, 0, 0),
        )
        # A capital within a sentence makes another word of it: "in May".
        first, *others = _WORD.findall(text[start:end]) or [""]
        self._words = {first.lower(), *others}
        terms = load(compared.annotations.document.language)
        self._hedging = terms.hedging
        self._hearsay = _is_hearsay([first.lower(), *others], terms)
        self.claims = [
            each
            for each in compared.matches
            if any(piece.start < end and start < piece.end for piece in each.claim.spans)
        ]
        # A word of the given claim is no hedge on it: "will", where it says what will be.
        self._given = set(_WORD.findall(compared.claim.lower()))
        self.held_back = any(self._is_unsure(each.claim, author, text) for each in self.claims)

    def _is_unsure(self, claim: Claim, author: set[str], text: str) -> bool:
        if claim.id in author:
            return claim.author.certainty in _UNSURE
        if claim.certainty not in _UNSURE:
            return False
        cues = [text[each.start : each.end].lower() for each in claim.cues]
        return not any(self._given.issuperset(_WORD.findall(each)) for each in cues)

    def alone(self) -> Certainty:
        """Return what it does by itself: what is told without a source is asserted, or held back."""
        words = self._hedging - self._given
        held_back = self.held_back or self._hearsay or not self._words.isdisjoint(words)
        return "hedged" if held_back else "asserted"


def _is_hearsay(words: Sequence[str], terms: Terms) -> bool:
    """Whether it is told as what is only told or feared: "fears have been raised that"."""
    return any(
        word in terms.hearsay and not terms.that.isdisjoint(words[k + 1 : k + 1 + FEW])
        for k, word in enumerate(words)
    )
