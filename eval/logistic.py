"""Rows of features and labels -> a logistic model, with NumPy alone; same input, same weights."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]

STEPS = 100
ENOUGH = 1e-8
SMALLEST = 1e-6
"""Part of a step of Newton's below which there is nothing left to gain."""

FIRST, SECOND, TINY = 0.9, 0.999, 1e-8
"""Decay of the two means of Adam (Kingma and Ba, 2015), and what keeps it from dividing by nothing."""


def binary(
    rows: Matrix, labels: Matrix, *, ridge: float, weights: Matrix | None = None
) -> tuple[float, Matrix]:
    """Return intercept and weights for labels of 0 and 1, by Newton's method.

    Args:
        rows: One row of features for each example.
        labels: 0 or 1.
        ridge: Of the weights of standardised features.
        weights: How much each example counts; 1 if not given.

    """
    mean, scale = _scale(rows)
    design = np.column_stack([np.ones(len(rows)), (rows - mean) / scale])
    counts = np.ones(len(rows)) if weights is None else weights
    penalty = np.full(design.shape[1], ridge)
    penalty[0] = ENOUGH
    found = np.zeros(design.shape[1])

    def loss(at: Matrix) -> float:
        score = design @ at
        return float((counts * (np.logaddexp(0, score) - labels * score)).sum()) + float(
            (penalty * at * at).sum() / 2
        )

    lowest = loss(found)
    for _ in range(STEPS):
        likely = 1 / (1 + np.exp(-design @ found))
        slope = design.T @ (counts * (likely - labels)) + penalty * found
        bend = (design * (counts * likely * (1 - likely))[:, None]).T @ design + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        part = 1.0
        while part > SMALLEST and loss(found - part * step) > lowest:
            part /= 2
        found = found - part * step
        lowest = loss(found)
        if float(np.abs(part * step).max()) < ENOUGH:
            break
    plain = found[1:] / scale
    return float(found[0] - plain @ mean), plain


class Softmax:
    """A model of more than two labels, fitted by Adam on all examples at once."""

    def __init__(
        self,
        rows: Matrix,
        labels: npt.NDArray[np.int64],
        *,
        ridge: float,
        steps: int = 300,
        standardised: bool = True,
    ) -> None:
        """Fit; each label weighs as much as the square root of how often it comes.

        Args:
            rows: One row of features for each example.
            labels: Numbers from 0 on.
            ridge: Of the weights, for each example.
            steps: How often all examples are looked at.
            standardised: Whether features are brought to one scale first; words that hardly any row has
                would weigh too much.

        """
        width = rows.shape[1]
        self._mean, self._scale = (
            _scale(rows) if standardised else (np.zeros(width), np.ones(width))
        )
        design = self._design(rows)
        counts = np.bincount(labels)
        weights = (1 / np.sqrt(np.maximum(1, counts)))[labels]
        weights /= weights.sum()
        wanted = np.eye(len(counts))[labels]
        self._found = np.zeros((design.shape[1], len(counts)))
        first, second = np.zeros_like(self._found), np.zeros_like(self._found)
        for step in range(1, steps + 1):
            slope = design.T @ ((_likely(design @ self._found) - wanted) * weights[:, None])
            slope[1:] += ridge * self._found[1:]
            first = FIRST * first + (1 - FIRST) * slope
            second = SECOND * second + (1 - SECOND) * slope**2
            rate = 0.05 * np.sqrt(1 - SECOND**step) / (1 - FIRST**step)
            self._found -= rate * first / (np.sqrt(second) + TINY)

    def __call__(self, rows: Matrix) -> npt.NDArray[np.int64]:
        """Return the likeliest label of each row."""
        found: npt.NDArray[np.int64] = (self._design(rows) @ self._found).argmax(axis=1)
        return found

    def _design(self, rows: Matrix) -> Matrix:
        return np.column_stack([np.ones(len(rows)), (rows - self._mean) / self._scale])


def _scale(rows: Matrix) -> tuple[Matrix, Matrix]:
    mean, scale = rows.mean(axis=0), rows.std(axis=0)
    scale[scale == 0] = 1.0
    return mean, scale


def _likely(scores: Matrix) -> Matrix:
    risen = np.exp(scores - scores.max(axis=1, keepdims=True))
    likely: Matrix = risen / risen.sum(axis=1, keepdims=True)
    return likely
