"""What the migrations make is what the code speaks of, and other tools can read it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Integer, create_engine, inspect

from sayso.case import EXPORTED, Case, opening
from sayso.case.schema import APPLICATION, HEAD, metadata
from tests.case.articles import article


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "x.case"
    with Case.open(made, create=True) as case:
        case.add(article())
    return made


def test_the_tables_are_those_of_the_migrations(path: Path) -> None:
    engine = create_engine(f"sqlite:///{path}")
    there = inspect(engine)
    for table in metadata.tables.values():
        columns = {each["name"]: each["type"] for each in there.get_columns(table.name)}
        assert set(columns) == set(table.columns.keys()), table.name
        for column in table.columns:
            is_number = isinstance(column.type, Integer)
            assert isinstance(columns[column.name], Integer) == is_number, column
    made = {each for each in there.get_table_names() if not each.startswith("search")}
    assert made == {*metadata.tables, "alembic_version"}
    engine.dispose()


def test_the_last_migration_is_the_one_that_the_code_knows() -> None:
    config = Config()
    folder = Path(opening.__file__).parent / "migrations"
    config.set_main_option("script_location", str(folder))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_any_sqlite_tool_reads_it_in_words(path: Path) -> None:
    opened = sqlite3.connect(path)
    assert opened.execute("PRAGMA application_id").fetchone() == (APPLICATION,)
    assert opened.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    said = opened.execute(
        "SELECT source, source_words, cue_words, content_words FROM attributions_in_words"
    ).fetchall()
    assert said == [("harbour master", "the harbour master", "said", "Ferry 0 will sail at noon")]
    claimed = opened.execute("SELECT words, chain, origin FROM claims_in_words").fetchall()
    assert claimed == [("Ferry 0 will sail at noon", "harbour master", "harbour master")]
    for view in EXPORTED.values():
        opened.execute(f"SELECT * FROM {view}").fetchall()  # noqa: S608  # names of our own
    wrong = opened.execute(
        "SELECT count(*) FROM spans JOIN documents ON number = document"
        ' WHERE substr(documents.text, start + 1, "end" - start) <> spans.text'
    ).fetchone()
    assert wrong == (0,)
    opened.close()


def test_the_tables_say_what_they_hold(path: Path) -> None:
    opened = sqlite3.connect(path)
    tables = opened.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").fetchall()
    opened.close()
    told = {name for name, made in tables if " -- " in str(made)}
    assert set(metadata.tables) <= told
