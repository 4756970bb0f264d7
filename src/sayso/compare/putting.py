"""The articles of a story beside a claim in words of one's own -> which of them put it at all, for or against.

Whoever asks after "the king" of a country finds articles that tell of this country and of no king: names are
shared by all articles of a story. What counts is how near anything in the article comes to the claim by what
it means, and how much of the claim are words that no article of the story has, rarer ones weighing more. A
logistic model puts the two together; ``python -m eval.fit_putting`` fits it.

How near any article of the story comes was tried as a third: it refuses more of what nobody says, and holds
three of four articles to put whatever one of them says in passing.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sayso.compare.logistic import Logistic
from sayso.compare.sketch import UNKNOWN, common, keys
from sayso.tables import shipped

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sayso.compare.match import Compared

FEATURES: dict[str, str] = {
    "near": "cosine of the claim and what of the article's sentences and claims is nearest to it",
    "untold": "share of the claim, by weight of its words, that no article has a word of",
}
"""What each feature is. Of one article the last is 0: what one does not say another may well have in other
words, and of n articles it counts (n - 1) / n."""


class Model(Logistic, frozen=True, forbid_unknown_fields=True):
    """What tells who puts a claim."""

    known = FEATURES


@lru_cache(maxsize=1)
def model() -> Model:
    """Return the model that comes with the package.

    Raises:
        UsageError: if its file is not as it should be.

    """
    return shipped(__package__, "putting.toml", Model)


def putting(compared: Mapping[str, Compared], fitted: Model | None = None) -> dict[str, bool]:
    """Return for each article, by the name that it is given, whether it puts the claim; not for all of them.

    Where the encoder does not know what the words of an article mean, nothing can be said, but for this: when
    none of the other articles puts the claim, neither does it. Where it knows none of the languages, nothing
    is said of any.

    Args:
        compared: The articles of the story beside the claim, or that phrasing of it which is nearest.
        fitted: What tells who puts it; that of the package if not given.

    """
    fitted = fitted or model()
    known = {key: seen(each) for key, each in compared.items() if each.knows_meaning}
    found = {key: fitted.likelihood(each) >= fitted.least for key, each in features(known).items()}
    if found and not any(found.values()):
        return dict.fromkeys(compared, False)
    return found


class Seen(NamedTuple):
    """What of an article beside the claim decides."""

    claim: str
    """Which phrasing of it the article is beside."""
    language: str | None
    near: float
    words: frozenset[str]
    """The beginnings of its words."""


def seen(compared: Compared) -> Seen:
    """Return what of an article beside the claim decides."""
    document = compared.annotations.document
    words = frozenset(keys(document.text, document.language))
    return Seen(compared.claim, document.language, compared.nearest(), words)


def features(story: Mapping[str, Seen]) -> dict[str, dict[str, float]]:
    """Return the features of each article among all of the story, in the order of the articles."""
    told = frozenset[str]().union(*(each.words for each in story.values()))
    of_others = 1 - 1 / max(1, len(story))
    return {
        key: {
            "near": each.near,
            "untold": of_others * _untold(each.claim, each.language, told),
        }
        for key, each in story.items()
    }


def _untold(claim: str, language: str | None, told: Collection[str]) -> float:
    """How much of a claim are words that are not among those told."""
    shares = common(language)
    weights = {
        word: -math.log(max(UNKNOWN, shares.get(word, 0.0))) for word in keys(claim, language)
    }
    missing = sum(weight for word, weight in weights.items() if word not in told)
    return missing / sum(weights.values()) if missing else 0.0
