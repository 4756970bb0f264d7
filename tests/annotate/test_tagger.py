"""Windows over the text, what the shipped network says of each, and folders that hold no model."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from shutil import copy

import numpy as np
import pytest

from sayso.annotate.models import folder
from sayso.annotate.tagger import LABELS, Tagger, owners
from sayso.errors import UsageError

SENTENCE = "The mayor said on Tuesday that the bridge was safe. Nobody had asked her. "


def test_a_long_text_goes_through_several_windows_of_whole_scores() -> None:
    tagger = Tagger(folder(), threads=1)
    tokens = tagger.tokenize(SENTENCE * 40)
    scored = tagger.score(tokens)
    assert len(scored) > 1
    assert scored[0].start == 0
    assert scored[-1].start + len(scored[-1].tags) == len(tokens)
    for window in scored:
        length = len(window.tags)
        assert window.tags.shape == (length, 9)
        assert np.isfinite(window.tags).all()
        arcs = tagger.arcs(window, [0, 5, length - 1])
        assert arcs.shape == (3, length, len(LABELS))
        assert np.isfinite(arcs).all()
    owner = owners(scored)
    assert len(owner) == len(tokens)
    for number, window in enumerate(scored):
        assert (owner[slice(*window.own)] == number).all()
        assert window.start <= window.own[0] < window.own[1] <= window.start + len(window.tags)


def test_a_cue_is_read_alike_whoever_is_asked_for_beside_it() -> None:
    tagger = Tagger(folder(), threads=1)
    (window,) = tagger.score(tagger.tokenize(SENTENCE))
    together = tagger.arcs(window, [2, 9, 4])
    for row, cue in zip(together, [2, 9, 4], strict=True):
        assert row == pytest.approx(tagger.arcs(window, [cue])[0], abs=1e-4)


def test_states_that_are_not_kept_are_made_once_more(monkeypatch: pytest.MonkeyPatch) -> None:
    tagger = Tagger(folder(), threads=1)
    tokens = tagger.tokenize(SENTENCE * 60)
    kept = tagger.score(tokens)
    monkeypatch.setattr("sayso.annotate.tagger.MOST_KEPT", 1)
    scored = tagger.score(tokens)
    assert [window.states is None for window in scored] == [False, *[True] * (len(kept) - 1)]
    for window, whole in zip(scored, kept, strict=True):
        assert (window.tags == whole.tags).all()
        assert (tagger.arcs(window, [3, 9]) == tagger.arcs(whole, [3, 9])).all()


def test_threads_share_one_network_and_read_what_one_reads() -> None:
    tagger = Tagger(folder(), threads=1)
    texts = [SENTENCE * number for number in range(1, 7)]

    def tags(text: str) -> list[list[float]]:
        (window,) = tagger.score(tagger.tokenize(text))
        read: list[list[float]] = window.tags.tolist()
        return read

    with ThreadPoolExecutor(4) as pool:
        side_by_side = list(pool.map(tags, texts))
    assert side_by_side == [tags(text) for text in texts]


def test_a_text_of_nothing_is_not_scored() -> None:
    tagger = Tagger(folder(), threads=1)
    assert tagger.score(tagger.tokenize("\n")) == []


def test_what_was_learnt_and_measured_is_read_with_the_labels(tmp_path: Path) -> None:
    copy(folder() / "tokenizer.json", tmp_path)
    (tmp_path / "model.onnx").touch()
    learnt = [[0.5] * 7] * 7
    labels = {"labels": LABELS, "transitions": learnt, "calibration": [1, 2]}
    (tmp_path / "labels.json").write_text(json.dumps(labels))
    tagger = Tagger(tmp_path)
    assert tagger.calibration == (1.0, 2.0)
    # No role goes on from nothing, whatever was learnt.
    assert (tagger.moves[1, 2], tagger.moves[0, 1]) == (0.5, 0.5)
    assert tagger.moves[0, 2] < -1000
    (tmp_path / "labels.json").write_text(json.dumps({"labels": LABELS}))
    tagger = Tagger(tmp_path)
    assert (tagger.calibration, tagger.moves[1, 2]) == ((), 0)
    assert not tagger.pairs


@pytest.mark.parametrize(
    ("spoiled", "content"),
    [
        ("labels.json", None),
        ("labels.json", "{}"),
        ("labels.json", "[]"),
        ("labels.json", "no json"),
        ("tokenizer.json", None),
        ("tokenizer.json", "{}"),
        ("model.onnx", None),
    ],
)
def test_a_folder_without_a_model_is_refused_in_a_sentence(
    spoiled: str, content: str | None, tmp_path: Path
) -> None:
    for name in {"labels.json", "tokenizer.json"} - {spoiled}:
        copy(folder() / name, tmp_path / name)
    if spoiled != "model.onnx":
        (tmp_path / "model.onnx").touch()
    if content is not None:
        (tmp_path / spoiled).write_text(content)
    with pytest.raises(UsageError, match=tmp_path.name):
        Tagger(tmp_path)
