"""The architecture page in; out comes whether the modules that it names are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf8")
SECTION = re.compile(
    r"^### (Acquire|Annotate|Show|Compare|Case)\b(.*?)(?=^##)", re.MULTILINE | re.DOTALL
)
MODULE = re.compile(r"`([a-z]+\.(?:py|toml))`")
SECTIONS = {name.lower(): text for name, text in SECTION.findall(PAGE)}


@pytest.mark.parametrize("stage", ["acquire", "annotate", "show", "compare", "case"])
def test_modules_of_a_stage_exist(stage: str) -> None:
    named = set(MODULE.findall(SECTIONS[stage]))
    assert named
    folder = ROOT / "src" / "sayso" / stage
    assert {name for name in named if not (folder / name).is_file()} == set()


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#:]+)\)", PAGE))))
def test_links_lead_somewhere(link: str) -> None:
    assert (ROOT / "docs" / link).exists()
