"""A claim in one sentence and an annotated article -> which of its claims and sentences put the claim."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sayso.annotate.lexicon import load as load_lexicon
from sayso.annotate.segments import segment
from sayso.compare.lexicon import load
from sayso.compare.similarity import Lexical, words
from sayso.spans import RangeIndex, overlaps, span

if TYPE_CHECKING:
    from sayso.compare.similarity import Similarity
    from sayso.records import Annotations, Claim
    from sayso.spans import Range, Span

LEAST = 0.30
"""Strength from which on a passage puts the claim: what of the claim's rare words it says."""

OF_SENTENCE = 0.35
"""Share of a content's strength that the rest of its sentence gives: who and where often stand there."""

LANGUAGE = "en"
"""Whose words are taken for a document of no known language."""

Polarity = Literal["supports", "denies"]


@dataclass(frozen=True, slots=True)
class Match:
    """A claim of the article that puts the given one, or denies it."""

    claim: Claim
    strength: float
    polarity: Polarity


@dataclass(frozen=True, slots=True)
class Voiced:
    """A sentence of the article's own voice that puts the given claim."""

    span: Span
    strength: float


@dataclass(frozen=True, slots=True)
class Matches:
    """All that in one article puts a claim: what others say, and what the article says itself."""

    claims: tuple[Match, ...]
    sentences: tuple[Voiced, ...]
    strength: tuple[tuple[Range, float], ...]
    """Of every sentence."""


def match(annotations: Annotations, claim: str, similarity: Similarity | None = None) -> Matches:
    """Return what of the article puts ``claim``, in reading order.

    Args:
        annotations: Of the article.
        claim: One sentence.
        similarity: What says how near passages are to the claim; by their words if not given.

    """
    text = annotations.document.text
    language = annotations.document.language or LANGUAGE
    lexicon, comparison = load_lexicon(language), load(language)
    sentences = segment(text, lexicon.abbreviations).sentences
    written = [text[slice(*each)] for each in sentences]
    similarity = similarity or Lexical(written, comparison.function_words)
    of_sentence = list(similarity(claim, written))
    of_claim = similarity(claim, [" ".join(s.text for s in c.spans) for c in annotations.claims])
    places = RangeIndex((place, k) for k, place in enumerate(sentences))
    denied = _denied(annotations)
    negations = frozenset(lexicon.negations) - frozenset(words(claim))
    found: list[Match] = []
    covered: set[int] = set()
    for each, alone in zip(annotations.claims, of_claim, strict=True):
        held = {k for piece in each.spans for k in places.over((piece.start, piece.end))}
        around = max((of_sentence[k] for k in held), default=0.0)
        strength = (1 - OF_SENTENCE) * alone + OF_SENTENCE * max(around, alone)
        if each.attribution is not None:
            covered |= held
        if alone and strength >= LEAST:
            negative = each.attribution in denied or each.polarity == "negative"
            if each.polarity is None:
                said = " ".join(piece.text for piece in each.spans).replace("’", "'").lower()
                negative ^= any(
                    f" {negation} " in f" {said} " or f"n'{negation} " in f"{said} "
                    for negation in negations
                )
            found.append(Match(each, strength, "denies" if negative else "supports"))
    own = [
        Voiced(span(text, *place), of_sentence[k])
        for k, place in enumerate(sentences)
        if of_sentence[k] >= LEAST and k not in covered
    ]
    strengths = tuple(zip(sentences, of_sentence, strict=True))
    return Matches(tuple(found), tuple(own), strengths)


def _denied(annotations: Annotations) -> frozenset[str]:
    return frozenset(each.id for each in annotations.attributions if each.act == "deny")


def near(place: Range, matches: Matches) -> float:
    """Return how strongly the sentences over ``place`` put the claim."""
    return max((s for where, s in matches.strength if overlaps(where, place)), default=0.0)
