"""The manual is a tested contract: what --help prints and what the settings are stands in docs/."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from typer.main import get_command
from typer.testing import CliRunner

from sayso.cli.main import app
from sayso.cli.options import Setting, settings_table
from sayso.records import json_schema
from sayso.traces import trace_schema

DOCS = Path(__file__).parents[2] / "docs"
HEAD = """# The command line

This page is made from `--help`, and a test keeps both the same. To make it again:
`python -m tests.cli.test_docs`.

Exit codes: 0 done; 1 done, with findings of `--fail-on`; 2 wrong use; 3 nothing could be read; 70 a
defect of Sayso; 130 stopped by Ctrl-C. What is left out is told on standard
error, a sentence each for the first hundred, and the other inputs go on.
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


def settings_page(page: str) -> str:
    """Return the page with its table made anew."""
    table = "\n".join(map(_row, settings_table()))
    return re.sub(r"^\| `--.*\|$", lambda _: table, page, flags=re.MULTILINE | re.DOTALL)


def _row(setting: Setting) -> str:
    default = "none" if setting.default is None else f"`{str(setting.default).lower()}`"
    return f"| `{setting.option}` | `{setting.variable}` | {default} | {setting.meta.description} |"


def test_each_setting_is_documented_and_nothing_else() -> None:
    page = (DOCS / "settings.md").read_text("utf8")
    assert page == settings_page(page)
    assert page.count("| `--") == len(list(settings_table()))


def test_the_schema_of_a_trace_is_the_records() -> None:
    kept = json.loads((DOCS / "trace-schema.json").read_text("utf8"))
    assert kept == json.loads(json.dumps(trace_schema()))
    result = CliRunner().invoke(app, ["schema", "trace"], prog_name="sayso")
    assert json.loads(result.stdout) == kept


if __name__ == "__main__":
    (DOCS / "cli.md").write_text(manual(), "utf8")
    (DOCS / "settings.md").write_text(
        settings_page((DOCS / "settings.md").read_text("utf8")), "utf8"
    )
    (DOCS / "schema.json").write_text(json.dumps(json_schema(), indent=2) + "\n", "utf8")
    (DOCS / "trace-schema.json").write_text(json.dumps(trace_schema(), indent=2) + "\n", "utf8")
