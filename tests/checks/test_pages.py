"""Every rule's page is a tested contract: its examples are read as any article is."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso import pipeline
from sayso.checks import Rule, checked, shipped
from sayso.checks.page import Part, parts
from sayso.records import Annotations
from sayso.settings import Settings

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs" / "checks"
PAGES = ROOT / "src" / "sayso" / "checks" / "pages"
RULES = list(shipped().values())
EXAMPLES = [
    pytest.param(rule, part, id=f"{rule.code}-{part.kind}-{number}")
    for rule in RULES
    for number, part in enumerate(parts(rule.page()))
    if part.kind in {"fires", "quiet"}
]


def read(text: str, folder: Path) -> Annotations:
    path = folder / ("example.html" if text.startswith("<") else "example.txt")
    path.write_text(text, "utf8")
    (result,) = pipeline.read([str(path)], Settings(jobs=1))
    assert isinstance(result, Annotations)
    return result


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_an_example_is_found_or_not_as_the_page_says(
    rule: Rule, example: Part, tmp_path: Path
) -> None:
    found = checked(read(example.text, tmp_path), [rule]).findings
    assert bool(found) == (example.kind == "fires")
    assert all(each.spans for each in found)


@pytest.mark.parametrize("rule", RULES, ids=[each.code for each in RULES])
def test_a_page_says_what_why_and_shows_both_examples(rule: Rule) -> None:
    page = parts(rule.page())
    kinds = [each.kind for each in page]
    assert page[0] == Part("title", f"{rule.code} {rule.name}")
    assert kinds[1] == "paragraph"
    headings = [each.text for each in page if each.kind == "heading"]
    assert headings == ["Why it matters", "Found", "Not found", "What it cannot see"]
    assert {"fires", "quiet", "item"} <= set(kinds)
    assert "code" not in kinds


def test_a_page_left_open_still_ends() -> None:
    assert parts("```fires\nIt rained.") == (Part("fires", "It rained."),)
    assert parts("```python\nx\n```\n# A\nb\nc") == (
        Part("code", "x"),
        Part("title", "A b c"),
    )
    assert parts("Say `so` now.")[0].runs == (("Say ", False), ("so", True), (" now.", False))


def listed() -> str:
    """Return the rows of the list in docs/checks/."""
    return "\n".join(
        f"| [{rule.code}](../../src/sayso/checks/pages/{rule.code}.md) | {rule.name} |"
        f" {'on' if rule.default else 'off'} |"
        for rule in sorted(RULES, key=lambda rule: rule.code)
    )


def test_the_manual_lists_each_rule_and_nothing_else() -> None:
    page = (DOCS / "README.md").read_text("utf8")
    assert listed() in page
    assert page.count("| [") == len(RULES)
    assert {path.stem for path in PAGES.iterdir()} == {rule.code for rule in RULES}
