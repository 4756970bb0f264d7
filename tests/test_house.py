"""What holds for the whole house: import order, public names, schema, sizes, words of command."""

from __future__ import annotations

import ast
import json
import tomllib
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

import sayso
from sayso.records import json_schema

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src" / "sayso").rglob("*.py"))
MODULES = sorted(
    path
    for folder in ("src", "tests", "eval", "benchmarks", "training", "examples")
    for path in (ROOT / folder).rglob("*.py")
)
LINES = 400
FUNCTION_LINES = 60

PUBLIC = """
    AnchorError Annotations Attribution Block ChainLink Claim Credit Document Drop Fact FetchError
    Finding Input InputError Link NotYetError Outlet SaysoError Settings Source Span Stance
    TooLargeError UsageError __version__ document_id json_schema read span
""".split()  # noqa: SIM905  # a list of names reads best as names


def test_imports_go_down_and_never_sideways() -> None:
    assert lint_imports(str(ROOT / "pyproject.toml"), no_cache=True) == EXIT_STATUS_SUCCESS


def test_the_public_names_are_these() -> None:
    assert sorted(sayso.__all__) == PUBLIC
    for name in PUBLIC:
        assert getattr(sayso, name) is not None
    with pytest.raises(AttributeError, match="nonsense"):
        _ = sayso.nonsense


def test_the_schema_in_the_docs_is_the_records() -> None:
    kept = json.loads((ROOT / "docs" / "schema.json").read_text("utf8"))
    assert kept == json.loads(json.dumps(json_schema())), (
        "make it again: python -m tests.cli.test_docs"
    )


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_says_what_goes_in_and_what_comes_out(path: Path) -> None:
    module = ast.parse(path.read_text("utf8"))
    assert ast.get_docstring(module) or not module.body


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_and_functions_fit_on_a_few_screens(path: Path) -> None:
    text = path.read_text("utf8")
    assert len(text.splitlines()) <= LINES
    long = [
        f"{node.name} at line {node.lineno}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno >= FUNCTION_LINES
    ]
    assert not long


@pytest.mark.parametrize(
    "path",
    sorted((ROOT / "src").rglob("*.toml")) + sorted((ROOT / "src").rglob("*.json")),
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_data_files_can_be_read(path: Path) -> None:
    load = tomllib.loads if path.suffix == ".toml" else json.loads
    assert load(path.read_text("utf8"))


def test_every_command_is_in_the_manual() -> None:
    manual = (ROOT / "docs" / "cli.md").read_text("utf8")
    for path in (ROOT / "src" / "sayso" / "cli").glob("*.py"):
        functions = [
            node.name
            for node in ast.parse(path.read_text("utf8")).body
            if isinstance(node, ast.FunctionDef) and node.name == path.stem
        ]
        if functions and path.stem != "main":
            assert f"## sayso {path.stem}\n" in manual
