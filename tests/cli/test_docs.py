"""The manual is a tested contract: what --help prints and what the settings are stands in docs/."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from sayso.cli.main import app
from sayso.cli.options import Setting, settings_table

DOCS = Path(__file__).parents[2] / "docs"
HEAD = """# The command line

This page is made from `--help`, and a test keeps both the same. To make it again:
`python -m tests.cli.test_docs`.

Exit codes: 0 done; 1 done, with findings (kept for the checks to come); 2 wrong use; 3 nothing
could be read; 70 a defect of Sayso; 130 stopped by Ctrl-C. What is left out is told on standard
error, a sentence each, and the other inputs go on.
"""


def manual() -> str:
    return HEAD + "".join(_section(words) for words in _commands())


def _section(words: list[str]) -> str:
    return f"\n## {' '.join(['sayso', *words])}\n\n```text\n{_help(*words)}```\n"


def _commands() -> Iterator[list[str]]:
    yield []
    group = get_command(app)
    context = group.make_context("sayso", [], resilient_parsing=True)
    for name in group.list_commands(context):  # type: ignore[attr-defined]
        yield [name]


def _help(*words: str) -> str:
    env = {"COLUMNS": "80", "TERMINAL_WIDTH": "80"}
    result = CliRunner().invoke(app, [*words, "--help"], prog_name="sayso", env=env)
    return "\n".join(line.rstrip() for line in result.stdout.splitlines()) + "\n"


def test_the_manual_is_what_help_prints() -> None:
    assert (DOCS / "cli.md").read_text("utf8") == manual()


@pytest.mark.parametrize("setting", list(settings_table()), ids=lambda setting: setting.name)
def test_each_setting_is_documented(setting: Setting) -> None:
    default = setting.default
    shown = "none" if default is None else f"`{str(default).lower()}`"
    row = f"| `{setting.option}` | `{setting.variable}` | {shown} | {setting.meta.description} |"
    assert row in (DOCS / "settings.md").read_text("utf8").splitlines()


def test_no_setting_is_documented_that_is_none() -> None:
    rows = [
        line for line in (DOCS / "settings.md").read_text("utf8").splitlines() if "SAYSO_" in line
    ]
    assert sum(line.startswith("| `--") for line in rows) == len(list(settings_table()))


if __name__ == "__main__":
    (DOCS / "cli.md").write_text(manual(), "utf8")
