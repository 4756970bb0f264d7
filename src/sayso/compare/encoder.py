"""A claim and passages of an article -> how near each passage is to the claim, by what they mean.

An encoder of sentences makes a vector of each text; near is what points the same way. It knows that "was
killed" and "is dead" are one matter, and takes an aide's death for his leader's: words and meaning err
differently, so both are asked. The network is loaded when something is compared for the first time.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from functools import cached_property, lru_cache
from hashlib import blake2b
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

from sayso.annotate.models import SENTENCES, folder
from sayso.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    from sayso.compare.similarity import Similarity
    from sayso.networks import Network

LANGUAGES = frozenset({"en"})
"""Of which the encoder that ships knows what words mean."""

MOST_LETTERS = 2000
"""Of a passage that are read; what follows is not among the encoder's tokens anyway."""

MOST_KEPT = 8192
"""Passages whose vectors are kept, some 15 MB: those of a hundred articles and more."""

MOST_REMEMBERED = 4096
"""Vectors that are given out to be kept on disk, some 6 MB: those of fifty articles and more."""

_KEY, _HEAD = 16, 4
"""Bytes of a passage's hash; bytes of a vector's length, which stand before all vectors that are kept."""

UNIT = 0.01
"""By how much the square of a vector's length may differ from 1."""

NARROWEST = 8
"""Tokens that an encoder must be able to read at once."""


class Encoder:
    """Compares by meaning: ``model.onnx``, ``tokenizer.json``, ``sentences.json`` in a folder."""

    def __init__(self, where: Path, threads: int = 1) -> None:
        """Remember where it lies; it is loaded at the first text of which no vector is known.

        Args:
            where: The folder.
            threads: Of the network; texts are short, so more than one gain nothing.

        Raises:
            UsageError: if the folder holds no encoder that can be read.

        """
        self._where = where
        try:
            given = json.loads((where / "sentences.json").read_text(encoding="utf8"))
            self._most = max(NARROWEST, int(given["max_tokens"]))
        except (OSError, ValueError, KeyError, TypeError) as problem:
            raise UsageError(f"{where} holds no encoder of sentences: {problem}.") from problem
        self._threads = threads
        self._kept: OrderedDict[bytes, NDArray[np.float32]] = OrderedDict()
        self._changing = Lock()
        self._asked: dict[bytes, NDArray[np.float32]] = {}

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from sayso.networks import tokenizer_in  # noqa: PLC0415  # it loads the models' run time

        made = tokenizer_in(self._where)
        made.no_padding()
        made.enable_truncation(self._most)
        return made

    @cached_property
    def _network(self) -> Network:
        from sayso.networks import Network  # noqa: PLC0415

        return Network(self._where / "model.onnx", self._threads)

    def __call__(self, claim: str, passages: Sequence[str]) -> list[float]:
        """Return the cosine of each passage with the claim, from -1 to 1; 1 is the same meaning."""
        wanted, *others = map(self.vector, (claim, *passages))
        if any(each.size != wanted.size for each in others):
            self._forget()  # what was recalled is not of this encoder
            wanted, *others = map(self.vector, (claim, *passages))
        return [float(wanted @ each) for each in others]

    def vector(self, text: str) -> NDArray[np.float32]:
        """Return the vector [hidden] of length 1 of a text.

        Each text goes through the network alone: in a batch the neighbours would change the 8 bits of its
        numbers, and so the result.

        Raises:
            UsageError: if tokenizer or network are broken or not of this form.

        """
        # Half a letter, which a page can hold, has no place in UTF-8, and tokenizers takes nothing else.
        told = text[:MOST_LETTERS].encode("utf8", "replace")
        key = blake2b(told, digest_size=_KEY).digest()
        with self._changing:
            made = self._kept.get(key)
        if made is None:
            made = self._read(told.decode("utf8"))
        self._keep(key, made)
        return made

    def recall(self, remembered: bytes) -> None:
        """Take vectors that ``remember`` gave, others are passed over; note from now on which are asked for."""
        with self._changing:
            self._asked = {}
        width = int.from_bytes(remembered[:_HEAD], "little")
        if not width or width % 4 or (len(remembered) - _HEAD) % (_KEY + width):
            return
        for start in range(_HEAD, len(remembered), _KEY + width):
            middle = start + _KEY
            vector = np.frombuffer(remembered[middle : middle + width], dtype="<f4")
            if abs(float(vector @ vector) - 1) < UNIT:
                self._keep(remembered[start:middle], vector, asked=False)

    def _forget(self) -> None:
        with self._changing:
            self._kept.clear()
            self._asked.clear()

    def remember(self) -> bytes:
        """Return the vectors that were asked for since ``recall``, to be kept on disk."""
        with self._changing:
            asked = sorted(self._asked.items())[:MOST_REMEMBERED]
        width = asked[0][1].nbytes if asked else 0
        parts = [key + vector.astype("<f4").tobytes() for key, vector in asked]
        return width.to_bytes(_HEAD, "little") + b"".join(parts)

    def _keep(self, key: bytes, vector: NDArray[np.float32], *, asked: bool = True) -> None:
        with self._changing:
            self._kept[key] = vector
            self._kept.move_to_end(key)
            if asked:
                self._asked[key] = vector
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
            if len(self._asked) > MOST_REMEMBERED:
                self._asked.pop(next(iter(self._asked)))

    def _read(self, text: str) -> NDArray[np.float32]:
        ids = np.asarray([self._tokenizer.encode(text).ids], dtype=np.int64)
        vector = self._network({"ids": ids}).get("vector")
        if vector is None or vector.ndim != 2 or not np.isfinite(vector).all():
            raise UsageError(f"{self._where} holds a network that gives a text no vector.")
        made: NDArray[np.float32] = vector[0]
        return made


def for_language(language: str | None) -> Similarity | None:
    """Return the encoder that ships, or None for a language of which it knows nothing."""
    return _shipped() if language is None or language in LANGUAGES else None


def recall(remembered: bytes) -> None:
    """Let the encoder that ships take vectors that ``remember`` gave at another time."""
    _shipped().recall(remembered)


def remember() -> bytes:
    """Return the vectors that the encoder that ships was asked for since ``recall``."""
    return _shipped().remember()


@lru_cache(maxsize=1)
def _shipped() -> Encoder:
    return Encoder(folder(shipped=SENTENCES))
