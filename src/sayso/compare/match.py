"""A claim in one sentence and an annotated article -> which of its claims put the claim, or deny it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sayso.annotate.segments import segment
from sayso.compare.encoder import for_language
from sayso.compare.lexicon import load
from sayso.compare.similarity import BEGINNING, MOST_WORDS, Lexical, akin, words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sayso.compare.lexicon import Terms
    from sayso.compare.similarity import Similarity
    from sayso.records import Annotations, Claim

LEAST = 0.2
"""Strength from which on a passage puts the claim."""

ABOUT = 0.4
"""Strength from which on those whom the given claim is about are heard on it: they speak of much else."""

OF_CONTENT, OF_SENTENCE, OF_AROUND = 0.5, 0.25, 0.25
"""What of a claim's strength comes from its own words, from those of its sentence, where who and where
often stand, and from the sentences next to it: news goes on about one matter before the next."""

REACH = 5
"""Words behind one that refuses in which it can refuse what the claim says; 3 to 8 do as well."""

MOST_MEANT = 60
"""Sentences, and claims, of an article of which it is asked what they mean: those nearest by their words."""

SHORT = 6
"""Words that a content has at most that only refers to what was told: "what was in these reports"."""

Polarity = Literal["supports", "denies"]

_TOKEN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Match:
    """A claim of the article that puts the given one, or its contrary."""

    claim: Claim
    strength: float
    words: float
    """How near its own words are, whatever stands around them."""
    polarity: Polarity
    refers: bool = False
    """Whether it says nothing by itself, and only refers to what was told: "the reports", "it"."""


class Compared:
    """An article beside a claim: how near each of its claims and sentences is, and what each does."""

    def __init__(
        self,
        annotations: Annotations,
        claim: str,
        similarity: Similarity | None = None,
        meaning: Similarity | None = None,
    ) -> None:
        """Compare every sentence and every claim with the given one.

        Args:
            annotations: Of the article.
            claim: One sentence.
            similarity: What says how near passages are to the claim; by their words if not given.
            meaning: The same by what they mean; asked only when it is needed. If not given, the encoder
                that ships, or ``similarity`` for a language that it does not know.

        """
        text = annotations.document.text
        terms = load(annotations.document.language)
        compare = similarity or Lexical(terms.function_words)
        self.annotations = annotations
        self.claim = claim
        known = meaning or for_language(annotations.document.language)
        self._meaning = known or compare
        self.knows_meaning = known is not None
        self.sentences = segment(text, terms.abbreviations).sentences
        self.of_sentences = list(compare(claim, [text[slice(*each)] for each in self.sentences]))
        self.about = _about(annotations, claim)
        self._meant: dict[int, float] = {}
        self._starts = [start for start, _ in self.sentences]
        told = [_told(each) for each in annotations.claims]
        side = _Sides(annotations, claim)
        self.matches = tuple(
            Match(
                each,
                self._strength(words, each.spans[0].start),
                words,
                side(each),
                _refers(each, terms),
            )
            for each, words in zip(annotations.claims, compare(claim, told), strict=True)
        )

    def meant(self, matches: Sequence[Match]) -> list[float]:
        """Return how near each of some claims is by what it and what stands around it mean."""
        return [
            self._mixed(own, each.claim.spans[0].start, self._meant_by)
            for each, own in zip(matches, self.meant_alone(matches), strict=True)
        ]

    def meant_alone(self, matches: Sequence[Match]) -> list[float]:
        """Return how near each of some claims is by what it means, whatever stands around it."""
        return list(self._meaning(self.claim, [_told(each.claim) for each in matches]))

    def nearest(self) -> float:
        """Return how near that is which comes nearest to the claim by what it means; 0 if nothing does."""
        near = enumerate(self.of_sentences)
        first = sorted(near, key=lambda each: -each[1])[:MOST_MEANT]
        told = sorted(self.matches, key=lambda each: -each.words)[:MOST_MEANT]
        return max([0.0, *(self._meant_by(k) for k, _ in first), *self.meant_alone(told)])

    def sentence_at(self, start: int) -> int:
        """Return the number of the sentence that stands at an offset of the text."""
        return max(0, bisect_right(self._starts, start) - 1)

    def _meant_by(self, sentence: int) -> float:
        """How near a sentence is by what it means; those that nobody asks for are never read."""
        if sentence not in self._meant:
            told = self.annotations.document.text[slice(*self.sentences[sentence])]
            [self._meant[sentence]] = self._meaning(self.claim, [told])
        return self._meant[sentence]

    def _strength(self, own: float, start: int) -> float:
        return self._mixed(own, start, self.of_sentences.__getitem__) if own else 0.0

    def _mixed(self, own: float, start: int, nearness: Callable[[int], float]) -> float:
        if not self.sentences:
            return own * OF_CONTENT
        here = self.sentence_at(start)
        around = [nearness(k) for k in range(max(0, here - 1), min(here + 2, len(self.sentences)))]
        return (
            OF_CONTENT * own + OF_SENTENCE * nearness(here) + OF_AROUND * sum(around) / len(around)
        )


def _refers(claim: Claim, terms: Terms) -> bool:
    told = _tokens(_told(claim))
    return 0 < len(told) <= SHORT and terms.references.issuperset(told)


def _told(claim: Claim) -> str:
    return " ".join(piece.text for piece in claim.spans)


def match(
    annotations: Annotations, claim: str, similarity: Similarity | None = None
) -> tuple[Match, ...]:
    """Return the claims of the article that put ``claim`` or its contrary, in the article's order.

    Args:
        annotations: Of the article.
        claim: One sentence.
        similarity: What says how near passages are to the claim; by their words if not given.

    """
    compared = Compared(annotations, claim, similarity)
    return tuple(
        each
        for each in compared.matches
        if each.strength >= (LEAST if compared.about.isdisjoint(_chain(each.claim)) else ABOUT)
    )


def _about(annotations: Annotations, claim: str) -> frozenset[str]:
    """The sources whom the claim names."""
    named = set(words(claim))
    return frozenset(
        each.id
        for each in annotations.sources
        if each.named and set(words(each.name)) and named.issuperset(words(each.name))
    )


def _chain(claim: Claim) -> list[str]:
    return [link.source for link in claim.chain]


class _Sides:
    """Tells what a claim near the given one does: who says that it is not so denies it."""

    def __init__(self, annotations: Annotations, claim: str) -> None:
        self._terms = load(annotations.document.language)
        self._wanted: dict[str, list[str]] = {}
        for word in words(claim, self._terms.function_words):
            self._wanted.setdefault(word[:BEGINNING], []).append(word)
        self._turned = not self._terms.negations.isdisjoint(_tokens(claim))
        self._acts = {each.id: each.act for each in annotations.attributions}

    def __call__(self, claim: Claim) -> Polarity:
        negative = claim.polarity == "negative"
        if claim.polarity is None and claim.attribution is not None:
            negative = self._acts[claim.attribution] == "deny"
        # "Is not the wife, but the sister": one thing in it is denied, whatever else is asserted.
        negative = negative or any(self._refused(piece.text) for piece in claim.spans)
        return "denies" if negative != self._turned else "supports"

    def _refused(self, text: str) -> bool:
        """Whether a word of the claim stands close behind one that refuses: "is not his wife"."""
        told = _tokens(text)
        return any(
            word in self._terms.refusing and any(map(self._is_wanted, told[k + 1 : k + 1 + REACH]))
            for k, word in enumerate(told)
        )

    def _is_wanted(self, word: str) -> bool:
        return any(akin(each, word) for each in self._wanted.get(word[:BEGINNING], ()))


def _tokens(text: str) -> list[str]:
    """The words of a text in lower case, "n't" as its "t"."""
    return _TOKEN.findall(text.lower())[:MOST_WORDS]
