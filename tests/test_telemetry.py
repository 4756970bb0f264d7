"""Nothing leaves the machine: the run time of the models neither numbers it nor tells of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def test_reading_leaves_nothing_in_the_home(tmp_path: Path) -> None:
    home, article = tmp_path / "home", tmp_path / "article.txt"
    home.mkdir()
    article.write_text("The mayor said on Tuesday that the harbour was shut.\n")
    quiet = {"ORT_DISABLE_TELEMETRY", "XDG_CACHE_HOME"}
    environment = {name: value for name, value in os.environ.items() if name not in quiet}
    code = "from sayso.cli.main import main; main()"
    done = subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "-c", code, "read", str(article)],
        env={**environment, "HOME": str(home)},
        capture_output=True,
        check=True,
    )
    assert b"mayor" in done.stdout
    assert [str(each) for each in home.rglob("*")] == []
