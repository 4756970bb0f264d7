from __future__ import annotations

import msgspec
import numpy as np
import pytest

from eval.fit_chains import Story, fitted, written
from sayso.compare.standing import FEATURES, Weights

VOICES = 200


def story(seed: int) -> Story:
    """Return voices of which those are gold that have the first feature, but for some."""
    made = Story("A claim.", ())
    draw = np.random.default_rng(seed)
    made.rows = draw.random((VOICES, len(FEATURES)))
    made.labels = (made.rows[:, 0] + 0.1 * draw.standard_normal(VOICES) > 0.5).astype(np.float64)
    return made


def test_the_feature_that_tells_has_the_weight() -> None:
    model = fitted([story(1), story(2)])
    first, *others = (model.weights[name] for name in FEATURES)
    assert first > 5 * max(map(abs, others))
    row = [1.0] + [0.5] * (len(FEATURES) - 1)
    assert model.stands(row) > 0.9


def test_the_same_stories_give_the_same_weights() -> None:
    assert fitted([story(1)]) == fitted([story(1)])


def test_what_is_printed_is_the_data_file() -> None:
    model = fitted([story(1)])
    assert msgspec.toml.decode(written(model).encode(), type=Weights) == model


def test_a_feature_that_all_share_has_no_weight() -> None:
    made = story(1)
    made.rows[:, 3] = 1.0
    assert fitted([made]).weights[list(FEATURES)[3]] == pytest.approx(0)
