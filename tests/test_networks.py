from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
import pytest

from sayso import networks
from sayso.annotate.models import SENTENCES, folder
from sayso.errors import UsageError
from sayso.networks import Network

if TYPE_CHECKING:
    from pathlib import Path


def test_a_network_is_loaded_once_whichever_thread_comes_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    loaded = []
    load = networks._load

    def counted(path: Path, threads: int) -> object:
        loaded.append(path)
        return load(path, threads)

    monkeypatch.setattr(networks, "_load", counted)
    network = Network(folder(shipped=SENTENCES) / "model.onnx", threads=1)
    given = {"ids": np.array([[101, 2002, 102]])}
    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(network, [given] * 8))
    assert len(loaded) == 1
    assert all((each["vector"] == told[0]["vector"]).all() for each in told)


def test_what_a_network_cannot_read_is_said_in_a_sentence() -> None:
    network = Network(folder(shipped=SENTENCES) / "model.onnx", threads=1)
    assert network.inputs == ["ids"]
    with pytest.raises(UsageError, match="cannot read the tokens"):
        network({"ids": np.array([[0.5]])})
    with pytest.raises(UsageError, match="cannot read the tokens"):
        network({"ids": np.array([[101, 99_999_999, 102]])})


def test_a_file_that_is_no_network_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"no network")
    with pytest.raises(UsageError, match="is no network that can be read"):
        Network(tmp_path / "model.onnx")({})
