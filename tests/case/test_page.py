"""The page about cases is a contract: its queries and its Python run, its commands are there."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from typer.main import get_command

from sayso.case import Case
from sayso.cli.main import app
from tests.case.articles import article

PAGE = (Path(__file__).parents[2] / "docs" / "case.md").read_text("utf8")

ASKED = {
    "'Harna'": "'harbour master'",
    "'deny'": "'say'",
    "'bridge AND closed'": "'ferry AND late'",
}
"""What the page asks for, and what of that kind the article of this test has."""


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "news.case"
    with Case.open(made, create=True) as case:
        case.add(article())
    return made


@pytest.mark.parametrize("query", blocks("sql"))
def test_the_queries_find_what_they_ask_for(path: Path, query: str) -> None:
    for asked, there in ASKED.items():
        query = query.replace(asked, there)
    opened = sqlite3.connect(path)
    found = opened.execute(query).fetchall()
    opened.close()
    assert found


def test_the_python_runs(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(path.parent)
    (code,) = blocks("python")
    exec(code, {})  # noqa: S102  # our own page
    assert capsys.readouterr().out == "2021-05-04 Kelmouth Echo Ferry 0 is late\n"


def test_the_commands_are_there() -> None:
    group = get_command(app)
    context = group.make_context("sayso", [], resilient_parsing=True)
    there = group.list_commands(context)  # type: ignore[attr-defined]
    named = re.findall(r"^sayso ([a-z-]+)", "".join(blocks("sh")), re.MULTILINE)
    assert len(named) >= 10
    assert set(named) <= set(there)
