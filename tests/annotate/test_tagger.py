from __future__ import annotations

import itertools
from pathlib import Path
from shutil import copy

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate.models import folder
from sayso.annotate.tagger import OVERLAP, Tagger, Window, owners, window_starts
from sayso.errors import UsageError

SENTENCE = "The mayor said on Tuesday that the bridge was safe. Nobody had asked her. "
FORMS = st.integers(2, 40).flatmap(
    lambda room: st.tuples(st.integers(0, 200), st.just(room), st.integers(0, room - 1))
)


def empty(start: int, length: int) -> Window:
    return Window(
        start, np.zeros((length, 9), np.float32), np.zeros((length, 7, length), np.float32)
    )


def windows(tokens: int, room: int, overlap: int) -> list[Window]:
    return [
        empty(start, min(room, tokens - start)) for start in window_starts(tokens, room, overlap)
    ]


def test_a_short_text_is_one_window_and_an_empty_one_none() -> None:
    assert list(window_starts(10, 20, 5)) == [0]
    assert list(window_starts(20, 20, 5)) == [0]
    assert list(window_starts(0, 20, 5)) == []


def test_the_last_window_is_moved_back_to_end_with_the_text() -> None:
    assert list(window_starts(50, 20, 5)) == [0, 15, 30]
    assert list(window_starts(51, 20, 5)) == [0, 15, 30, 31]


@given(FORMS)
def test_windows_cover_every_token_and_end_with_the_text(form: tuple[int, int, int]) -> None:
    tokens, room, overlap = form
    starts = list(window_starts(tokens, room, overlap))
    covered = {at for start in starts for at in range(start, min(start + room, tokens))}
    assert covered == set(range(tokens))
    assert starts == sorted(set(starts))
    assert not starts or starts[-1] == max(0, tokens - room)
    for one, following in itertools.pairwise(starts):
        assert one + room - following >= overlap


@given(FORMS)
def test_a_token_belongs_to_the_window_in_which_it_stands_most_centrally(
    form: tuple[int, int, int],
) -> None:
    made = windows(*form)
    owner = owners(made, form[0])

    def depth(window: Window, token: int) -> int:
        end = window.start + len(window.tags)
        return min(token - window.start, end - 1 - token) if window.start <= token < end else -1

    for token in range(form[0]):
        assert depth(made[owner[token]], token) == max(depth(each, token) for each in made)


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
        assert window.arcs.shape == (length, 7, length)
        assert np.isfinite(window.tags).all()
    assert scored[0].start + len(scored[0].tags) - scored[1].start >= OVERLAP


def test_a_text_of_nothing_is_not_scored() -> None:
    tagger = Tagger(folder(), threads=1)
    assert tagger.score(tagger.tokenize("\n")) == []


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
