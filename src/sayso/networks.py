"""A network's file and arrays in, what the network makes of them out. The only module that runs a model."""

from __future__ import annotations

import os
from threading import Lock
from typing import TYPE_CHECKING, Any

# It must be set before onnxruntime is loaded: since 1.32 that would send Microsoft, over the network, what is
# run on this machine, and number the machine in the user's home.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import onnxruntime
from onnxruntime.capi.onnxruntime_pybind11_state import (
    EPFail,
    Fail,
    InvalidArgument,
    InvalidGraph,
    NotImplemented,  # noqa: A004  # onnxruntime's own, and no exception of Python's
    RuntimeException,
)
from tokenizers import Tokenizer

from sayso.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

_FAILURES = (EPFail, Fail, InvalidGraph, NotImplemented, RuntimeException)
"""What onnxruntime raises where a network itself is broken; they have no base but Exception."""

_SLOW = ("SkipLayerNormFusion",)
"""What onnxruntime would make of a network and should not: its sum and normalisation in one operator takes five
times as long as the two (version 1.32)."""


class Network:
    """A network in a file, loaded once, at the first use, whichever thread comes first."""

    def __init__(self, path: Path, threads: int = 0) -> None:
        """Remember where it lies.

        Args:
            path: Of the ONNX file.
            threads: That it may use; 0 lets the run time choose.

        """
        self._path = path
        self._threads = threads
        self._loading = Lock()
        self._loaded: onnxruntime.InferenceSession | None = None

    @property
    def inputs(self) -> list[str]:
        """The names of what it asks for.

        Raises:
            UsageError: if the file is no network.

        """
        return [each.name for each in self._session().get_inputs()]

    def __call__(self, given: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[np.float32]]:
        """Return its outputs by name, in its own order.

        Raises:
            UsageError: if the file is no network, or fails at what it is given.

        """
        session = self._session()
        names = [each.name for each in session.get_outputs()]
        try:
            return dict(zip(names, session.run(names, dict(given)), strict=True))
        except InvalidArgument as problem:
            reason = "cannot read the tokens that the tokenizer beside it makes"
            raise UsageError(f"{self._path} {reason}.") from problem
        except _FAILURES as problem:
            raise UsageError(f"{self._path} fails at what it is given to read.") from problem

    def _session(self) -> onnxruntime.InferenceSession:
        with self._loading:
            if self._loaded is None:
                self._loaded = _load(self._path, self._threads)
            return self._loaded


def tokenizer_in(folder: Path) -> Tokenizer:
    """Return the tokenizer of a model's folder.

    Raises:
        UsageError: if there is none that can be read.

    """
    try:
        return Tokenizer.from_file(str(folder / "tokenizer.json"))
    except Exception as problem:  # tokenizers raises nothing narrower
        raise UsageError(f"{folder} holds no tokenizer that can be read.") from problem


def _load(path: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    # Threads that wait in a loop take the processor from the other jobs.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(
            str(path),
            options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=list(_SLOW),
        )
    except Exception as problem:  # onnxruntime's own errors have no base but this
        raise UsageError(f"{path} is no network that can be read.") from problem
