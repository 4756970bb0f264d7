"""An article beside a claim -> its stance: repeats, denies or doubts the claim, or does not take it up.

Two logistic models, one after the other, over features that a reader can check: whether the article is
against the claim, and if so whether it denies or doubts it. Their weights stand in ``stance.toml``, which
``python -m eval.fit_stance`` makes.
"""

from __future__ import annotations

from functools import lru_cache
from math import exp
from typing import TYPE_CHECKING

import msgspec

from sayso.compare.match import LEAST
from sayso.compare.stance_features import FEATURES, features
from sayso.tables import shipped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sayso.compare.match import Compared
    from sayso.traces import ArticleStance

EVEN = 0.5
"""Likelihood from which on the more special of two stances is taken."""


class Side(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A logistic model over some of the features."""

    intercept: float
    weights: dict[str, float]

    def __post_init__(self) -> None:
        """Check that each weight is that of a feature.

        Raises:
            ValueError: if one is not.

        """
        unknown = sorted(set(self.weights) - set(FEATURES))
        if unknown:
            raise ValueError(f"there is no feature {unknown[0]}")

    def likelihood(self, values: Mapping[str, float]) -> float:
        """Return what the model makes of the values of the features, 0 to 1."""
        total = self.intercept + sum(weight * values[name] for name, weight in self.weights.items())
        return 1 / (1 + exp(-total))


class Model(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What tells a stance."""

    against: Side
    """Whether an article denies or doubts the claim."""
    denies: Side
    """Whether one that is against it denies it."""


@lru_cache(maxsize=1)
def model() -> Model:
    """Return the model that comes with the package.

    Raises:
        UsageError: if its file is not as it should be.

    """
    return shipped(__package__, "stance.toml", Model)


def stance(
    compared: Compared, claim: str, fitted: Model | None = None, *, puts: bool | None = None
) -> ArticleStance:
    """Return the article's stance to the claim that it is compared with.

    Args:
        compared: The article beside the claim.
        claim: The same claim.
        fitted: What tells the stance; that of the package if not given.
        puts: Whether the article puts the claim, for or against; if not given, it does where it shares
            words with it.

    """
    if puts is None:
        nearest = max(compared.of_sentences, default=0.0)
        strongest = max((each.strength for each in compared.matches), default=0.0)
        puts = max(nearest, strongest) >= LEAST
    if not puts:
        return "neutral"
    return told(features(compared, claim), fitted or model())


def told(found: Sequence[float], fitted: Model) -> ArticleStance:
    """Return the stance that the features of an article on the claim's matter tell."""
    values = dict(zip(FEATURES, found, strict=True))
    if fitted.against.likelihood(values) < EVEN:
        return "repeats"
    return "denies" if fitted.denies.likelihood(values) >= EVEN else "doubts"
