from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from tests.cli.conftest import Reader

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Run in a folder without settings."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_findings_are_shown_by_article_with_their_words_and_a_count(run: Run) -> None:
    result = run("check", "bridge", "three")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "article.html"
    assert "  RE501 original-not-linked" in lines
    assert any(line.strip() == "“Der Hafenbote”" for line in lines)
    assert lines[-1].endswith("4 articles, 1 with findings · " + lines[-1].rpartition(" · ")[2])
    assert run("check", "x").stdout == "0 findings · 1 article\n"


def test_what_nothing_could_read_is_not_praised(run: Run) -> None:
    result = run("check", "x", "unread")
    assert result.stdout == "0 findings · 1 article\n"
    assert "x.txt: Nothing reads “sv”." in result.stderr
    assert run("check", "unread").exit_code == 3


def test_what_is_on_comes_from_options_and_from_files(run: Run, elsewhere: Path) -> None:
    assert "RE501" in run("check", "bridge", "--select", "RE,SO103").stdout
    assert "RE501" not in run("check", "bridge", "--ignore", "RE").stdout
    (elsewhere / "pyproject.toml").write_text('[tool.sayso.check]\nselect = ["RE501"]\n')
    assert run("check", "bridge").stdout.splitlines()[-1].endswith("· RE501 1")
    (elsewhere / "sayso.toml").write_text(
        '[check]\nselect = ["ALL"]\nignore = ["RE"]\nfail-on = ["ALL"]\n'
    )
    result = run("check", "bridge")
    assert "RE501" not in result.stdout
    assert result.exit_code == 1
    assert run("check", "bridge", "--fail-on", "").exit_code == 0
    result = run("check", "bridge", "--select", "RE501", "--fail-on", "CE201")
    assert result.exit_code == 0
    assert result.stderr.startswith("No rule is on that could fail the run")
    assert run("check", "bridge", "--fail-on", "RE501").exit_code == 0
    assert run("check", "bridge", "--ignore", "", "--fail-on", "RE501").exit_code == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[check]\nselekt = []\n", "contains unknown field"),
        ("check = 1\n", "cannot be used"),
        ("[check", "cannot be used"),
        ("a = " + "[" * 5000, "cannot be used"),
        ("\xff", "cannot be used"),
        ("#" * 1_000_001, "too long"),
    ],
)
def test_settings_that_cannot_be_used_are_told(
    run: Run, elsewhere: Path, text: str, told: str
) -> None:
    (elsewhere / "sayso.toml").write_bytes(text.encode("latin-1"))
    result = run("check", "bridge")
    assert result.exit_code == 2
    assert told in result.stderr


def test_a_project_of_another_tool_says_nothing(run: Run, elsewhere: Path) -> None:
    (elsewhere / "pyproject.toml").write_text("[tool.other]\nx = 1\n")
    assert "RE501" in run("check", "bridge").stdout


def test_json_holds_each_finding_with_its_article(run: Run, elsewhere: Path) -> None:
    run("check", "bridge", "three", "--format", "json", "--output", "found.json")
    told = json.loads((elsewhere / "found.json").read_text("utf8"))
    assert told["articles"] == 4
    found = {each["code"]: each for each in told["findings"]}
    assert found["RE501"]["spans"][0]["text"] == "Der Hafenbote"
    assert found["RE501"]["input"]["source"] == "article.html"
    assert found["RE501"]["place"] is None


def test_sarif_names_its_rules(run: Run) -> None:
    log = json.loads(run("check", "bridge", "--format", "sarif", "--select", "RE501").stdout)
    assert log["version"] == "2.1.0"
    (ran,) = log["runs"]
    (result,) = ran["results"]
    assert ran["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "RE501"


def test_workflow_commands_are_one_line_each(run: Run) -> None:
    lines = run("check", "bridge", "--format", "github").stdout.splitlines()
    assert lines
    assert all(line.startswith("::warning file=article.html,") for line in lines)


def test_text_goes_to_a_file(run: Run, elsewhere: Path) -> None:
    assert run("check", "bridge", "-o", "found.txt").stdout == ""
    assert "RE501" in (elsewhere / "found.txt").read_text("utf8")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["missing"], 2, "There is no file or folder missing."),
        ([""], 2, "An input has no name"),
        (["bad1"], 3, "Nothing could be read."),
        (["x", "--select", "ZZ"], 2, "No rule has the code “ZZ”"),
        (["x", "--fail-on", "ZZ"], 2, "No rule has the code “ZZ”"),
        (["x", "-o", "."], 2, "is a folder"),
        (["x", "-o", "no/such/f"], 2, "Cannot write to no/such/f"),
    ],
)
def test_wrong_use_is_told_in_a_sentence(run: Run, words: list[str], code: int, told: str) -> None:
    result = run("check", *words)
    assert result.exit_code == code
    assert told in result.stderr


def test_the_input_is_never_written_over(run: Run, elsewhere: Path) -> None:
    (elsewhere / "bridge").write_text("It rained.")
    assert run("check", "bridge", "-o", "bridge").exit_code == 2
    assert (elsewhere / "bridge").read_text() == "It rained."


def test_settings_of_reading_are_passed_on(run: Run, reader: Reader) -> None:
    run("check", "x", "--min-score", "0.9")
    assert reader.settings.min_score == 0.9


def test_ctrl_c_ends_with_130(run: Run) -> None:
    assert run("check", "stop").exit_code == 130


def test_a_rule_is_shown_by_its_code(run: Run) -> None:
    assert run("rule", "so103").stdout.startswith("# SO103 agentless-report\n")
    assert "SO103  agentless-report  (off by default)" in run("rule", "--all").stdout.splitlines()
    for words in ([], ["SO103", "--all"]):
        assert run("rule", *words).exit_code == 2
    result = run("rule", "XX1")
    assert result.exit_code == 2
    assert result.stderr.startswith("No rule has the code XX1;")
