"""Weights from a file in; a checked logistic model, which says how likely something is by its features, out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from math import exp
from typing import ClassVar

import msgspec


class Logistic(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A logistic model: likely as the logistic function of what the weighted features add up to."""

    known: ClassVar[Collection[str]] = ()
    """The names of the features; each model has its own."""

    intercept: float
    least: float
    """Likelihood from which on the answer is yes."""
    weights: dict[str, float]

    def __post_init__(self) -> None:
        """Check that each feature has a weight.

        Raises:
            ValueError: if they are others.

        """
        if set(self.weights) != set(self.known):
            raise ValueError(f"the weights should be those of {', '.join(self.known)}")

    def likelihood(self, values: Mapping[str, float]) -> float:
        """Return what the model makes of the values of the features, 0 to 1."""
        total = self.intercept + sum(weight * values[name] for name, weight in self.weights.items())
        return 1 / (1 + exp(-total))
