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


def test_the_demo_says_how_to_open_the_case_that_it_makes() -> None:
    recipe = re.search(
        r"^demo:.*?\n\n", (ROOT / "Makefile").read_text(encoding="utf8"), re.MULTILINE | re.DOTALL
    )
    assert recipe is not None
    made = re.search(r"sayso add (\S+)", recipe.group())
    opened = re.search(r"echo .*sayso serve (\S+)", recipe.group())
    assert made is not None
    assert opened is not None
    assert opened.group(1) == made.group(1)


def test_pictures_are_small() -> None:
    sizes = {
        each: (ROOT / each).stat().st_size for each in re.findall(r"!\[.*?\]\((.*?)\)", README)
    }
    assert {each: size for each, size in sizes.items() if size >= 200_000} == {}
