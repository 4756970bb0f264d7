from __future__ import annotations

import numpy as np
import pytest

from sayso.annotate.models import SENTENCES, folder
from sayso.compare import encoder
from sayso.compare.encoder import Encoder

PASSAGES = ["The bridge fell.", "It rained on Monday.", "Bread will cost more."]


@pytest.fixture
def made() -> Encoder:
    return Encoder(folder(shipped=SENTENCES))


def test_vectors_that_are_kept_are_those_that_were_made(
    made: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.recall(b"")
    first = made("The old bridge collapsed.", PASSAGES)
    kept = made.remember()
    assert kept == made.remember()
    other = Encoder(folder(shipped=SENTENCES))
    other.recall(kept)
    monkeypatch.setattr(other, "_read", lambda text: pytest.fail(f"{text} was read again"))
    assert other("The old bridge collapsed.", PASSAGES) == first
    assert other.remember() == kept


def test_only_what_is_asked_for_is_remembered(made: Encoder) -> None:
    made.recall(b"")
    made.vector(PASSAGES[0])
    one = len(made.remember())
    made.recall(made.remember())
    assert len(made.remember()) < one
    made.vector(PASSAGES[1])
    assert len(made.remember()) == one


@pytest.mark.parametrize("broken", [b"", b"\x01", b"\x00" * 40, b"\x08\x00\x00\x00" + b"x" * 25])
def test_what_is_no_memory_is_passed_over(made: Encoder, broken: bytes) -> None:
    made.recall(broken)
    assert np.isclose(made(PASSAGES[0], PASSAGES[:1])[0], 1, atol=1e-5)


def test_the_memory_is_bounded(made: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "MOST_REMEMBERED", 2)
    made.recall(b"")
    made(PASSAGES[0], PASSAGES)
    two = made.remember()
    made.vector("And then it snowed.")
    assert len(made.remember()) == len(two)
