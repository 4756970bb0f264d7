from __future__ import annotations

import os
import re
import subprocess
import sys
from difflib import SequenceMatcher
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf8")


def test_the_example_is_what_the_command_prints() -> None:
    shown = re.search(r"```\n\$ sayso (read \S+)\n(.*?)\n```", README, re.DOTALL)
    assert shown is not None
    printed = subprocess.run(
        [str(Path(sys.executable).parent / "sayso"), *shown.group(1).split()],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "80"},
    ).stdout.rstrip()
    # int8 is summed in another order on another processor: a score may differ there by a point.
    alike = SequenceMatcher(None, shown.group(2), printed, autojunk=False).ratio()
    assert alike > 0.97, printed


def test_every_file_that_it_names_is_there() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target
