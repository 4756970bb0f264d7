from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version

import pytest
from typer.testing import Result

from sayso import pipeline
from sayso.cli.options import settings_table

Run = Callable[..., Result]
SAYSO = [sys.executable, "-c", "from sayso.cli.main import main; main()"]


@dataclass
class Card:
    name: str = "attribution"
    version: str = "en-1"
    size: int = 23_000_000
    licence: str = "Apache-2.0"
    trained_on: str = "somebody's words"


def test_the_version_is_the_package_s(run: Run) -> None:
    assert run("--version").stdout == f"sayso {version('sayso')}\n"


def test_the_schema_is_json(run: Run) -> None:
    assert json.loads(run("schema").stdout)["title"] == "Sayso"


def test_settings_are_listed_with_their_variables(run: Run) -> None:
    shown = run("settings", env={"SAYSO_JOBS": "2"}).stdout
    for setting in settings_table():
        assert setting.option in shown
        assert setting.variable in shown
    assert "now: 2" in shown


def test_models_are_listed(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "models", lambda: [Card()], raising=False)
    shown = run("models").stdout
    assert "attribution-en-1  23.0 MB  Apache-2.0" in shown
    assert "Trained on: somebody's words" in shown


def test_without_a_command_there_is_help(run: Run) -> None:
    assert "Commands:" in run().output


def test_help_and_version_load_nothing_slow() -> None:
    code = "import sys; from sayso.cli.main import app; print(*sys.modules)"
    loaded = _output([sys.executable, "-c", code]).split()
    slow = {"trafilatura", "onnxruntime", "tokenizers", "numpy", "lxml", "jinja2", "httpx", "rich"}
    assert not slow & {name.partition(".")[0] for name in loaded}


def test_importing_the_package_loads_nothing_slow() -> None:
    loaded = _output([sys.executable, "-c", "import sys, sayso; print(*sys.modules)"]).split()
    assert not {"onnxruntime", "numpy", "lxml", "typer", "rich"} & set(loaded)


@pytest.mark.parametrize("words", [["schema"], ["--help"], ["settings"]])
@pytest.mark.skipif(os.name == "nt", reason="needs a Unix pipe")
def test_a_closed_pipe_is_quiet(words: list[str]) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    done = subprocess.run(  # noqa: S603  # our own program
        [*SAYSO, *words], stdout=write_end, stderr=subprocess.PIPE, check=False
    )
    os.close(write_end)
    assert done.stderr == b""
    assert done.returncode == 0


def test_completion_is_there(run: Run) -> None:
    assert "--show-completion" in run("--help").stdout


def _output(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, check=True)  # noqa: S603  # our own program
    return re.sub(r"\s+", " ", done.stdout.decode())
