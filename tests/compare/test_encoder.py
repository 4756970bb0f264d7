from __future__ import annotations

import json
from hashlib import blake2b
from shutil import copy
from typing import TYPE_CHECKING

import numpy as np
import pytest

from sayso.annotate.models import SENTENCES, folder
from sayso.compare import encoder
from sayso.compare.encoder import Encoder, for_language
from sayso.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

CLAIM = "The mayor was killed in the fire."
NEAR = "Flames took the life of the head of the town."
FAR = "Flour is dearer than it was in May."


@pytest.fixture(scope="module")
def compare() -> Encoder:
    return Encoder(folder(shipped=SENTENCES))


def test_near_is_what_means_the_same_in_other_words(compare: Encoder) -> None:
    same, near, far = compare(CLAIM, [CLAIM, NEAR, FAR])
    assert same == pytest.approx(1, abs=1e-5)
    assert same > near > far + 0.3
    assert compare(CLAIM, []) == []


def test_what_stands_beside_a_text_does_not_change_it(compare: Encoder) -> None:
    alone = Encoder(folder(shipped=SENTENCES))(CLAIM, [FAR])
    assert compare(CLAIM, [NEAR, NEAR * 50, FAR])[2:] == alone


def test_any_text_has_a_vector_of_length_one(compare: Encoder) -> None:
    for text in ("", " \n", "\ud800", "a" * 100_000, "word " * 10_000, "\x00\u202e"):
        assert np.linalg.norm(compare.vector(text)) == pytest.approx(1, abs=1e-4)


def test_vectors_are_kept_but_not_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "MOST_KEPT", 2)
    compare = Encoder(folder(shipped=SENTENCES))
    first = compare.vector(CLAIM)
    assert compare.vector(CLAIM) is first
    compare(CLAIM, [NEAR, FAR])
    assert len(compare._kept) == 2
    again = compare.vector(CLAIM)
    assert again is not first
    assert (again == first).all()


def test_only_a_language_that_it_knows_is_read_by_the_encoder() -> None:
    assert for_language("en") is for_language(None) is not None
    assert for_language("de") is None


@pytest.mark.parametrize(
    ("spoiled", "content"),
    [
        ("sentences.json", None),
        ("sentences.json", "no json"),
        ("sentences.json", "[]"),
        ("sentences.json", '{"max_tokens": "many"}'),
        ("tokenizer.json", None),
        ("tokenizer.json", "{}"),
    ],
)
def test_a_folder_without_an_encoder_is_refused(
    spoiled: str, content: str | None, tmp_path: Path
) -> None:
    for name in {"sentences.json", "tokenizer.json"} - {spoiled}:
        copy(folder(shipped=SENTENCES) / name, tmp_path / name)
    if content is not None:
        (tmp_path / spoiled).write_text(content)
    with pytest.raises(UsageError, match=tmp_path.name):
        Encoder(tmp_path).vector(CLAIM)


def test_a_network_of_another_form_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("sentences.json", "tokenizer.json"):
        copy(folder(shipped=SENTENCES) / name, tmp_path / name)
    compare = Encoder(tmp_path)
    for told in ({}, {"vector": np.zeros(3)}, {"vector": np.full((1, 3), np.nan)}):
        monkeypatch.setattr(compare, "_network", lambda _, told=told: told)
        with pytest.raises(UsageError, match="gives a text no vector"):
            compare.vector(CLAIM)


def test_the_least_that_it_reads_is_bounded(tmp_path: Path) -> None:
    for name in ("model.onnx", "tokenizer.json"):
        copy(folder(shipped=SENTENCES) / name, tmp_path / name)
    (tmp_path / "sentences.json").write_text(json.dumps({"max_tokens": 0}))
    assert Encoder(tmp_path).vector(CLAIM).shape == (384,)


@pytest.mark.parametrize("width", [3, 8, 384 * 4])
@pytest.mark.parametrize("filled", [b"\x00", b"\xff", b"?"])
def test_vectors_that_nobody_made_are_passed_over(
    compare: Encoder, width: int, filled: bytes
) -> None:
    told = compare(CLAIM, [NEAR, FAR])
    key = blake2b(NEAR.encode(), digest_size=16).digest()
    spoiled = Encoder(folder(shipped=SENTENCES))
    spoiled.recall(width.to_bytes(4, "little") + key + filled * width)
    assert spoiled(CLAIM, [NEAR, FAR]) == told


def test_vectors_of_another_encoder_are_forgotten(compare: Encoder) -> None:
    told = compare(CLAIM, [NEAR, FAR])
    key = blake2b(NEAR.encode(), digest_size=16).digest()
    spoiled = Encoder(folder(shipped=SENTENCES))
    spoiled.recall((4).to_bytes(4, "little") + key + np.ones(1, "<f4").tobytes())
    assert spoiled(CLAIM, [NEAR, FAR]) == told
