from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sayso.checks import chosen, matching, rules, shipped
from sayso.cli.main import app
from sayso.errors import UsageError
from sayso.settings import CheckSettings

PROJECT = """
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "{name}"
version = "1.0"

[project.entry-points."sayso.rules"]
{entry}

[tool.hatch.build.targets.wheel]
packages = ["{module}"]
"""
RULE = '''
from sayso.checks import Rule


class LongTitle(Rule):
    """A title that is longer than a line."""

    code = "LT101"
    name = "long-title"

    def check(self, article):
        document = article.annotations.document
        if len(document.title or "") > 20:
            yield self.finding("The title takes more than a line.", ())


class Broken(LongTitle):
    code = "LT102"

    def check(self, article):
        raise ZeroDivisionError("division by zero")
        yield


class Other(LongTitle):
    code = "LT103"

    def check(self, article):
        yield LongTitle().finding("A finding of another rule.", ())


class Leaving(LongTitle):
    code = "LT104"

    def check(self, article):
        raise SystemExit(0)
        yield


class Pageless(LongTitle):
    code = "LT105"

    def page(self):
        raise OSError("no page")


class Taken(LongTitle):
    code = "SO101"


class Nameless(LongTitle):
    code = "long"


nothing = str
'''

Install = Callable[..., None]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Return what builds a wheel of a package with rules and unpacks it where Python finds it."""

    def call(entry: str, name: str = "longtitles", code: str = RULE) -> None:
        source, target = tmp_path / name, tmp_path / f"{name}-installed"
        (source / name).mkdir(parents=True)
        (source / name / "__init__.py").write_text(code)
        project = PROJECT.format(name=name, module=name, entry=entry)
        (source / "pyproject.toml").write_text(project)
        subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "-t", "wheel"],
            cwd=source,
            check=True,
            capture_output=True,
        )
        (wheel,) = (source / "dist").glob("*.whl")
        with zipfile.ZipFile(wheel) as packed:
            packed.extractall(target)
        monkeypatch.syspath_prepend(str(target))
        monkeypatch.delitem(sys.modules, name, raising=False)

    return call


def run(*words: str) -> Result:
    return CliRunner().invoke(app, words, prog_name="sayso")


def test_codes_are_sorted_unlike_and_of_a_known_family() -> None:
    codes = list(shipped())
    assert {code[:2] for code in codes} <= {"SO", "CE", "CO", "FA", "RE", "ID"}
    assert len({rule.name for rule in shipped().values()}) == len(codes)
    assert list(rules()) == sorted(codes)


def test_rules_are_chosen_by_codes_and_by_their_beginnings() -> None:
    known = ["SO101", "SO103", "CO301"]
    assert matching(["so"], known) == {"SO101", "SO103"}
    assert matching(["ALL"], known) == set(known)
    assert matching([], known) == frozenset()
    on = [rule.code for rule in chosen(CheckSettings(select=("SO", "RE501"), ignore=("SO103",)))]
    assert "SO101" in on
    assert "RE501" in on
    assert "SO103" not in on
    default = {rule.code for rule in chosen(CheckSettings())}
    assert default == {code for code, rule in shipped().items() if rule.default}


@pytest.mark.parametrize("code", ["XX999", "", "SO1011"])
def test_a_code_that_no_rule_has_is_told(code: str) -> None:
    with pytest.raises(UsageError, match="No rule has the code"):
        chosen(CheckSettings(ignore=(code,)))


def test_another_package_adds_a_rule(install: Install, tmp_path: Path) -> None:
    install('title = "longtitles:LongTitle"')
    assert "LT101  long-title" in run("rule", "--all").stdout
    assert run("rule", "lt101").stdout.splitlines() == [
        "# LT101 long-title",
        "",
        "A title that is longer than a line.",
    ]
    text = tmp_path / "a.txt"
    text.write_text("The harbour of Kelmouth is shut\n\nIt rained on Monday, and nobody came.\n")
    result = run("check", str(text), "--select", "LT", "--fail-on", "LT101", "--jobs", "1")
    assert result.exit_code == 1
    assert "LT101 long-title" in result.stdout
    assert "takes more than a line" in result.stdout
    sarif = run("check", str(text), "--select", "LT", "--format", "sarif", "--jobs", "1")
    assert '"ruleId": "LT101"' in sarif.stdout


@pytest.mark.parametrize(
    ("entry", "code", "told"),
    [
        ('x = "longtitles:Missing"', RULE, "cannot be loaded (AttributeError"),
        ('x = "longtitles:LongTitle"', "import nowhere_at_all", "cannot be loaded (ModuleNotFound"),
        ('x = "longtitles:LongTitle"', "raise SystemError('no')", "cannot be loaded (SystemError"),
        ('x = "longtitles:nothing"', RULE, "is no rule"),
        ('x = "longtitles:Nameless"', RULE, "needs a code such as AB101"),
        ('x = "longtitles:Taken"', RULE, "there is a rule SO101 already"),
    ],
)
def test_a_package_whose_rule_cannot_be_used_is_named(
    install: Install, entry: str, code: str, told: str
) -> None:
    install(entry, code=code)
    result = run("rule", "--all")
    assert result.exit_code == 2
    assert result.stderr.startswith("The rule x of the package longtitles ")
    assert told in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("rule", "code", "told"),
    [
        ("Broken", "LT102", "ZeroDivisionError: division by zero"),
        ("Other", "LT103", "it reported the code LT101"),
        ("Leaving", "LT104", "SystemExit"),
    ],
)
def test_a_rule_that_fails_is_named(
    install: Install, tmp_path: Path, rule: str, code: str, told: str
) -> None:
    install(f'x = "longtitles:{rule}"')
    text = tmp_path / "a.txt"
    text.write_text("The harbour of Kelmouth is shut\n\nIt rained on Monday.\n")
    result = run("check", str(text), "--jobs", "1")
    assert result.exit_code == 3
    assert result.stderr.startswith(f"The rule {code} failed on")
    assert told in result.stderr


def test_a_page_that_cannot_be_read_is_told(install: Install) -> None:
    install('x = "longtitles:Pageless"')
    result = run("rule", "LT105")
    assert result.exit_code == 2
    assert result.stderr.startswith("The page of the rule LT105 cannot be read (OSError: no page)")
