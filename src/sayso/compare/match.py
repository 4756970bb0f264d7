"""A claim in one sentence and an annotated article -> which of its claims put the claim, or deny it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sayso.annotate.segments import segment
from sayso.compare.lexicon import load
from sayso.compare.similarity import Lexical, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.compare.similarity import Similarity
    from sayso.records import Act, Annotations, Claim
    from sayso.spans import Span

LEAST = 0.2
"""Strength from which on a passage puts the claim."""

ABOUT = 0.4
"""Strength from which on those whom the given claim is about are heard on it: they speak of much else."""

OF_CONTENT, OF_SENTENCE, OF_AROUND = 0.5, 0.25, 0.25
"""What of a claim's strength comes from its own words, from those of its sentence, where who and where
often stand, and from the sentences next to it: news goes on about one matter before the next."""

Polarity = Literal["supports", "denies"]

_TOKEN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Match:
    """A claim of the article that puts the given one, or its contrary."""

    claim: Claim
    strength: float
    polarity: Polarity


class Strengths:
    """How near each place of an article is to a claim."""

    def __init__(self, annotations: Annotations, claim: str, similarity: Similarity | None) -> None:
        """Compare each sentence with the claim."""
        text = annotations.document.text
        terms = load(annotations.document.language)
        self._claim = claim
        sentences = segment(text, terms.abbreviations).sentences
        written = [text[slice(*each)] for each in sentences]
        self._starts = [start for start, _ in sentences]
        self._similarity = similarity or Lexical(terms.function_words)
        self._of_sentence = list(self._similarity(claim, written))

    def of(self, passages: Sequence[Sequence[Span]]) -> list[float]:
        """Return the strength of each passage, which may stand in several pieces."""
        told = [" ".join(piece.text for piece in each) for each in passages]
        of_content = self._similarity(self._claim, told)
        return [
            self._mixed(own, each[0].start) for own, each in zip(of_content, passages, strict=True)
        ]

    def _mixed(self, own: float, start: int) -> float:
        here = max(0, bisect_right(self._starts, start) - 1)
        if not own or not self._of_sentence:
            return own * OF_CONTENT
        around = self._of_sentence[max(0, here - 1) : here + 2]
        return (
            OF_CONTENT * own
            + OF_SENTENCE * self._of_sentence[here]
            + OF_AROUND * sum(around) / len(around)
        )


def match(
    annotations: Annotations, claim: str, similarity: Similarity | None = None
) -> tuple[Match, ...]:
    """Return the claims of the article that put ``claim`` or its contrary, in the article's order.

    Args:
        annotations: Of the article.
        claim: One sentence.
        similarity: What says how near passages are to the claim; by their words if not given.

    """
    strengths = Strengths(annotations, claim, similarity)
    found = strengths.of([each.spans for each in annotations.claims])
    negations = load(annotations.document.language).negations
    about = _about(annotations, claim)
    acts = {each.id: each.act for each in annotations.attributions}
    return tuple(
        Match(each, strength, _polarity(each, claim, acts, negations))
        for each, strength in zip(annotations.claims, found, strict=True)
        if strength >= (LEAST if about.isdisjoint(_chain(each)) else ABOUT)
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


def _polarity(
    claim: Claim, given: str, acts: dict[str, Act], negations: frozenset[str]
) -> Polarity:
    """What a claim near the given one does: who says that it is not so denies it."""
    negative = claim.polarity == "negative"
    if claim.polarity is None and claim.attribution is not None:
        negative = acts[claim.attribution] == "deny"
    told = " ".join(each.text for each in claim.spans)
    # "Is not the wife, but the sister": one thing in it is denied, whatever else is asserted.
    negative = negative or not negations.isdisjoint(_tokens(told))
    turned = not negations.isdisjoint(_tokens(given))
    return "denies" if negative != turned else "supports"


def _tokens(text: str) -> list[str]:
    """The words of a text in lower case, "n't" as its "t"."""
    return _TOKEN.findall(text.lower())
