"""Figures that stand in more than one place are the same: the page, the model's card, the plot."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from eval import baseline
from eval.attribution import tallied

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGE = (DOCS / "comparison.md").read_text("utf8")
GOLD = ROOT.parent / "shared" / "data" / "polnear" / "dev.jsonl.gz"
MEASURES = {
    "exact source": "exact source",
    "exact cue": "exact cue",
    "exact content": "exact content",
    "whole attribution, exact": "whole",
    "source and content paired": "paired",
}


def row(text: str, name: str) -> list[str]:
    """The cells after the name in the first row of a table that begins with it."""
    found = re.search(rf"^\| {re.escape(name)} \|(.+)\|$", text, re.MULTILINE)
    assert found is not None, f"no row named {name}"
    return [cell.strip() for cell in found.group(1).split("|")]


@pytest.mark.parametrize("measure", MEASURES)
def test_our_figures_are_those_of_the_card_that_the_page_links_to(measure: str) -> None:
    linked = re.search(r"\]\((\.\./models/[^)]+README\.md)\)", PAGE)
    assert linked is not None
    card = (DOCS / linked.group(1)).read_text("utf8")
    ours, _, people = row(PAGE, measure)
    assert row(card, measure) == [ours, people]


def test_the_errors_are_those_of_the_plot() -> None:
    told = re.findall(r"error ([\d.]+)", (DOCS / "images" / "calibration.svg").read_text("utf8"))
    as_they_are, held_out = (figure.removeprefix("0") for figure in told[:2])
    assert f"**{as_they_are}**" in PAGE
    assert f"the others it was {held_out}" in PAGE


def test_every_file_that_it_names_is_there() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", PAGE):
        assert (DOCS / target).exists(), target


@pytest.mark.gate
@pytest.mark.skipif(not GOLD.is_file(), reason=f"there is no gold of attribution at {GOLD}")
def test_the_figures_of_the_rules_are_what_the_gate_prints() -> None:
    found = tallied(GOLD, baseline.find)
    for measure, name in MEASURES.items():
        assert f"{found[name].f1:.3f}".removeprefix("0") == row(PAGE, measure)[1]
