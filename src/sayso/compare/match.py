"""A claim in one sentence and an annotated article -> which of its claims put the claim, or deny it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sayso.annotate.lexicon import load as load_lexicon
from sayso.annotate.segments import segment
from sayso.compare.lexicon import load
from sayso.compare.similarity import Lexical, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.compare.similarity import Similarity
    from sayso.records import Annotations, Claim, Span

LEAST = 0.2
"""Strength from which on a passage puts the claim."""

OF_CONTENT, OF_SENTENCE, OF_AROUND = 0.5, 0.125, 0.375
"""What of a claim's strength comes from its own words, from those of its sentence, where who and where
often stand, and from the sentences next to it: news goes on about one matter before the next."""

LANGUAGE = "en"
"""Whose words are taken for a document of no known language."""

Polarity = Literal["supports", "denies"]


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
        language = annotations.document.language or LANGUAGE
        self._claim = claim
        self._starts: list[int] = []
        sentences = segment(text, load_lexicon(language).abbreviations).sentences
        written = [text[slice(*each)] for each in sentences]
        self._starts = [start for start, _ in sentences]
        self._similarity = similarity or Lexical(written, load(language).function_words)
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
    negations = load_lexicon(annotations.document.language or LANGUAGE).negations
    turned = not set(words(claim)).isdisjoint(negations)
    acts = {each.id: each.act for each in annotations.attributions}
    return tuple(
        Match(each, strength, _polarity(each, acts, turned=turned))
        for each, strength in zip(annotations.claims, found, strict=True)
        if strength >= LEAST
    )


def _polarity(claim: Claim, acts: dict[str, str], *, turned: bool) -> Polarity:
    """What a claim near the given one does: who says that it is not so denies it."""
    negative = claim.polarity == "negative"
    if claim.polarity is None and claim.attribution is not None:
        negative = acts[claim.attribution] == "deny"
    return "denies" if negative != turned else "supports"
