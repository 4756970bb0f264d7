"""An article beside a claim -> features that tell its stance to the claim, each one that a reader can check."""

from __future__ import annotations

import re
from functools import lru_cache
from math import log1p
from typing import TYPE_CHECKING

import msgspec

from sayso.annotate import lexicon
from sayso.annotate.lexicon.files import exists, read_if_there
from sayso.compare.lexicon import LANGUAGE, load
from sayso.compare.match import LEAST
from sayso.compare.similarity import BEGINNING, akin, words

if TYPE_CHECKING:
    from sayso.compare.match import Compared

FEATURES = {
    "nearest": "how near the nearest sentence is to the claim",
    "covered": "share of the claim's words that the article has anywhere",
    "covered early": "share of the claim's words that its first sentences have",
    "mean": "mean nearness of the first sentences",
    "begins": "1 over 1 and the number of sentences before the first that is near",
    "claims": "logarithm of 1 and the number of claims that are near",
    "first denies": "1 where the first near claim denies",
    "denies": "share of the near claims that deny, by their strength",
    "early denies": "the same, where earlier claims weigh more",
    "reported": "share of the near claims that a source makes, by their strength",
    "held back": "share of the near claims of which their voice is not sure, by their strength",
    "says denied": "how early the article says that it is denied",
    "says doubted": "how early it says that it is doubted",
    "says unconfirmed": "how early it says that it is not confirmed or verified",
    "says confirmed": "how early it says that it is confirmed",
    "refuting": "share of the near sentences with a word that refutes, by nearness, earlier ones weighing more",
    "doubting": "the same of words that doubt",
    "negated": "the same of words that negate",
    "hedged": "the same of words that hold back",
    "turning": "the same of words that turn",
    "refuting nearest": "nearness of the nearest sentence with a word that refutes, for that of the nearest",
    "refuting early": "share of the first sentences with a word that refutes",
    "doubting early": "the same of words that doubt",
    "negated early": "the same of words that negate",
    "hedged early": "the same of words that hold back",
    "claim refutes": "1 where the claim itself has a word that refutes or negates",
    "claim doubts": "1 where the claim itself has a word that doubts or holds back",
}
"""What each feature is; all lie between 0 and 1 but "claims"."""

EARLY = 4
"""Sentences that are the beginning of an article."""

MOST_SENTENCES = 60
"""Sentences that are read; who has not said by then that it is false does not say it for his message."""

_WORD = re.compile(r"[^\W_]+")
_KINDS = {
    "says denied": frozenset({"denied"}),
    "says doubted": frozenset({"doubted"}),
    "says unconfirmed": frozenset({"unconfirmed", "unverified", "declined"}),
    "says confirmed": frozenset({"confirmed"}),
}


class _Listed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    refuting: frozenset[str] = frozenset()
    doubting: frozenset[str] = frozenset()
    turning: frozenset[str] = frozenset()


class Wording(msgspec.Struct, frozen=True):
    """The words of a language by what they do in a sentence."""

    refuting: frozenset[str]
    doubting: frozenset[str]
    negated: frozenset[str]
    hedged: frozenset[str]
    turning: frozenset[str]


@lru_cache(maxsize=8)
def wording_of(language: str | None) -> Wording:
    """Return the words of a language, by its ISO 639-1 code, by what they do.

    Raises:
        UsageError: if a file of it is not as it should be.

    """
    code = language or LANGUAGE
    listed = read_if_there(code, _Listed, family="stance", what="list of words for stances")
    known = lexicon.load(code) if exists(code) else None
    terms = load(code)
    return Wording(
        refuting=listed.refuting | frozenset(known.acts.get("deny", ()) if known else ()),
        doubting=listed.doubting,
        negated=terms.refusing - listed.refuting - listed.doubting,
        hedged=terms.hedging - listed.doubting,
        turning=listed.turning,
    )


def features(compared: Compared, claim: str) -> tuple[float, ...]:
    """Return the features of an article beside a claim, in the order of :data:`FEATURES`."""
    reader = _Reader(compared, claim)
    values = {**reader.nearness(), **reader.claims(), **reader.evidence(), **reader.wording()}
    return tuple(float(values[name]) for name in FEATURES)


class _Reader:
    """Reads the features of one article, a group at a time."""

    def __init__(self, compared: Compared, claim: str) -> None:
        language = compared.annotations.document.language
        self._compared = compared
        self._claim = claim
        self._text = compared.annotations.document.text
        self._listed = wording_of(language)
        self._left_out = load(language).function_words
        self._places = compared.sentences[:MOST_SENTENCES]
        self._near = compared.of_sentences[:MOST_SENTENCES]
        self._tokens = [_small(self._text[start:end]) for start, end in self._places]

    def nearness(self) -> dict[str, float]:
        """How much of the claim the article has, and how soon."""
        early = self._places[EARLY - 1][1] if len(self._places) >= EARLY else len(self._text)
        first = next((k for k, near in enumerate(self._near) if near >= LEAST), None)
        return {
            "nearest": max(self._compared.of_sentences, default=0.0),
            "covered": self._covered(self._text),
            "covered early": self._covered(self._text[:early]),
            "mean": sum(self._near[:EARLY]) / max(1, len(self._near[:EARLY])),
            "begins": 0.0 if first is None else 1 / (1 + first),
        }

    def _covered(self, text: str) -> float:
        wanted = words(self._claim, self._left_out)
        told: dict[str, list[str]] = {}
        for word in words(text, self._left_out):
            told.setdefault(word[:BEGINNING], []).append(word)
        held = sum(
            any(akin(word, other) for other in told.get(word[:BEGINNING], ())) for word in wanted
        )
        return held / len(wanted) if wanted else 0.0

    def claims(self) -> dict[str, float]:
        """What the claims that are near do."""
        near = sorted(
            (each for each in self._compared.matches if each.strength >= LEAST),
            key=lambda each: each.claim.spans[0].start,
        )
        total = sum(each.strength for each in near) or 1.0
        weights = [each.strength / (1 + k) for k, each in enumerate(near)]
        unsure = {"partial", "neutral"}
        return {
            "claims": log1p(len(near)),
            "first denies": bool(near) and near[0].polarity == "denies",
            "denies": sum(each.strength for each in near if each.polarity == "denies") / total,
            "early denies": sum(
                weight
                for weight, each in zip(weights, near, strict=True)
                if each.polarity == "denies"
            )
            / (sum(weights) or 1.0),
            "reported": sum(each.strength for each in near if each.claim.attribution) / total,
            "held back": sum(
                each.strength
                for each in near
                if (each.claim if each.claim.attribution else each.claim.author).certainty in unsure
            )
            / total,
        }

    def evidence(self) -> dict[str, float]:
        """How early the article speaks of the evidence, by what it says of it."""
        length = max(1, len(self._text))
        found = dict.fromkeys(_KINDS, 0.0)
        for each in self._compared.annotations.evidence:
            for name, kinds in _KINDS.items():
                if each.kind in kinds:
                    found[name] = max(found[name], 1 - each.spans[0].start / length)
        return found

    def wording(self) -> dict[str, float]:
        """Which words the sentences have that are near, and the first ones, and the claim itself."""
        weighed = [near / (1 + k) ** 0.5 for k, near in enumerate(self._near)]
        weights = [
            weight if near >= LEAST else 0.0
            for weight, near in zip(weighed, self._near, strict=True)
        ]
        total = sum(weights) or 1.0
        early = self._tokens[:EARLY]
        found: dict[str, float] = {}
        for name in ("refuting", "doubting", "negated", "hedged", "turning"):
            listed: frozenset[str] = getattr(self._listed, name)
            having = [not listed.isdisjoint(each) for each in self._tokens]
            found[name] = (
                sum(weight for weight, has in zip(weights, having, strict=True) if has) / total
            )
            if name == "refuting":
                found["refuting nearest"] = max(
                    (near for near, has in zip(weighed, having, strict=True) if has), default=0.0
                ) / (max(weighed, default=0.0) or 1.0)
            found[f"{name} early"] = sum(having[:EARLY]) / max(1, len(early))
        told = _small(self._claim)
        found["claim refutes"] = not told.isdisjoint(self._listed.refuting | self._listed.negated)
        found["claim doubts"] = not told.isdisjoint(self._listed.doubting | self._listed.hedged)
        return found


def _small(sentence: str) -> frozenset[str]:
    """The words of a sentence in lower case, but for names: "in May" says no "may"."""
    found = _WORD.findall(sentence)
    # A headline may have a capital at every word.
    of_names = 2 * sum(each[0].isupper() for each in found) < len(found)
    return frozenset(
        each if of_names and k and each[0].isupper() else each.lower()
        for k, each in enumerate(found)
    )
