"""Tokens -> scores of the network: which tokens are cues, and what each cue makes of the others.

The only module that runs a model. Long texts go through windows that overlap; every token is judged
in the window in which it stands most centrally, so no seam shows in the output.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from sayso.annotate.tokens import tokenize
from sayso.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from sayso.annotate.tokens import Tokens

OVERLAP = 96
"""Tokens that neighbouring windows share."""

_CLS, _SEP = 101, 102


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """What the network said of ``tokens[start:start + n]``."""

    start: int
    tags: NDArray[np.float32]
    """Logits [n, 9]: O, B and I of source, of cue, of content."""
    arcs: NDArray[np.float32]
    """Logits [n, 7, n]: for a cue at the first index, the label of each token at the last."""


class Tagger:
    """An attribution model in a folder: ``model.onnx``, ``tokenizer.json``, ``labels.json``."""

    def __init__(self, folder: Path, threads: int = 0) -> None:
        """Load the tokenizer at once and the network at the first text.

        Args:
            folder: Where the model lies.
            threads: Of the network; 0 lets the run time choose.

        Raises:
            UsageError: if the folder holds no model that can be read.

        """
        self._network = folder / "model.onnx"
        self._threads = threads
        try:
            labels = json.loads((folder / "labels.json").read_text(encoding="utf8"))
            self.labels: tuple[str, ...] = tuple(labels["labels"])
            self._room = int(labels["max_tokens"]) - 2
            self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except (OSError, ValueError, KeyError, TypeError) as problem:
            raise UsageError(f"{folder} holds no attribution model: {problem}.") from problem
        except Exception as problem:  # tokenizers raises bare Exception
            raise UsageError(f"{folder} holds no tokenizer that can be read.") from problem
        if not self._network.is_file():
            raise UsageError(f"{folder} holds no model.onnx.")
        self.tokenizer.no_truncation()
        self.tokenizer.no_padding()

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self._threads
        options.log_severity_level = 3
        # Without the arena the memory of each window is given back.
        options.enable_cpu_mem_arena = False
        # Threads that wait in a loop take the processor from the other jobs.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        try:
            return onnxruntime.InferenceSession(
                str(self._network), options, providers=["CPUExecutionProvider"]
            )
        except Exception as problem:  # onnxruntime's own errors have no base but this
            raise UsageError(f"{self._network} is no network that can be read.") from problem

    def tokenize(self, text: str) -> Tokens:
        """Return the tokens of ``text``."""
        return tokenize(text, self.tokenizer)

    def score(self, tokens: Tokens) -> list[Window]:
        """Return the scores of the text's windows, in order.

        Each goes through the network alone. Dynamic int8 takes one scale for all that it is given at
        once, so in a batch the neighbours would change the reading; on two cores it is no slower.
        """
        starts = window_starts(len(tokens), self._room, OVERLAP)
        return [self._window(tokens, start) for start in starts]

    def _window(self, tokens: Tokens, start: int) -> Window:
        part = slice(start, start + self._room)
        ids = np.concatenate(([_CLS], tokens.ids[part], [_SEP]))[np.newaxis]
        shapes = np.concatenate(([0], tokens.shapes[part], [0]))[np.newaxis]
        tags, arcs = self._session.run(
            ["tags", "arcs"], {"ids": ids, "mask": np.ones_like(ids), "shapes": shapes}
        )
        return Window(start, tags[0, 1:-1], arcs[0, 1:-1, :, 1:-1])


def window_starts(tokens: int, room: int, overlap: int) -> Iterator[int]:
    """Yield where windows of ``room`` tokens begin; the last one ends with the text."""
    start = 0
    while tokens > 0:
        if start + room >= tokens:
            yield max(0, tokens - room)
            return
        yield start
        start += room - overlap


def owners(windows: list[Window], tokens: int) -> NDArray[np.int64]:
    """Return for each token the index of the window in which it stands most centrally."""
    depth = np.full(tokens, -1, dtype=np.int64)
    owner = np.zeros(tokens, dtype=np.int64)
    for number, window in enumerate(windows):
        length = len(window.tags)
        inside = np.minimum(np.arange(length), np.arange(length)[::-1])
        part = slice(window.start, window.start + length)
        better = inside > depth[part]
        depth[part][better] = inside[better]
        owner[part][better] = number
    return owner
