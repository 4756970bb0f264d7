from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from sayso.cli.main import app
from sayso.cli.notes import MOST_NAMED
from tests.cli.conftest import Reader

Run = Callable[..., Result]


def test_one_article_is_shown_in_words(run: Run) -> None:
    result = run("read", "bridge")
    assert result.exit_code == 0
    assert result.stdout.startswith("Old harbour bridge")
    assert result.stderr == ""


def test_jsonl_is_one_object_a_line_and_json_one_indented_object_each(run: Run) -> None:
    lines = run("read", "three", "bridge", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line)["format"] for line in lines] == [1, 1, 1, 1]
    many = run("read", "three", "--format", "json").stdout
    assert many.count("\n}\n") == 3
    assert json.loads(many.split("\n}\n")[0] + "}")["document"]["text"] == "Number 0."


def test_what_is_left_out_is_told_in_a_sentence_each_and_counted(run: Run, tmp_path: Path) -> None:
    drops = tmp_path / "drops.jsonl"
    result = run("read", "bad1", "x", "bad2", "three", "--drops", str(drops))
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        "bad1: It holds no \ufffdtext.",
        "bad2: It holds no \ufffdtext.",
        "2 of 6 inputs were left out.",
    ]
    recorded = [json.loads(line) for line in drops.read_text("utf8").splitlines()]
    assert [each["reason"] for each in recorded] == ["empty", "empty"]
    assert run("read", "bad1", "x", "--quiet").stderr == ""


def test_of_many_that_are_left_out_only_the_first_are_named(run: Run, tmp_path: Path) -> None:
    drops = tmp_path / "drops.jsonl"
    inputs = ["x", *(f"bad{number}" for number in range(MOST_NAMED + 1))]
    told = run("read", *inputs).stderr.splitlines()
    assert len(told) == MOST_NAMED + 2
    assert told[-1] == "Only the first 100 are named here; --drops FILE names all."
    told = run("read", *inputs, "--drops", str(drops)).stderr.splitlines()
    assert told[-1] == f"Only the first 100 are named here; {drops} names all."
    assert len(drops.read_text("utf8").splitlines()) == MOST_NAMED + 1


def test_nothing_read_ends_with_3(run: Run) -> None:
    result = run("read", "bad1")
    assert result.exit_code == 3
    assert result.stderr.splitlines()[-2:] == [
        "1 of 1 input was left out.",
        "Nothing could be read.",
    ]
    assert run("read", "bad1", "-q").stderr == "Nothing could be read.\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["missing"], "There is no file or folder missing."),
        ([""], "An input has no name"),
        (["three", "--format", "html"], "Several reports need a folder"),
        (["-", "--format", "html"], "Several reports need a folder"),
        (["three", "-o", "all.html"], "Several articles need a folder"),
        (["-", "-o", "all.json"], "Several articles need a folder"),
        (["x", "--drops", "no/such/folder/f"], "Cannot write to no/such/folder/f"),
        (["x", "-o", "no/such/folder/f.txt"], "Cannot write to no/such/folder/f.txt"),
        (["x", "-o", "no/such/folder/f.html"], "Cannot write to no/such/folder/f.html"),
        (["x", "--min-score", "2"], "--min-score"),
        (["x", "--format", "pdf"], "--format"),
        ([], "INPUT"),
        (["x", "--nonsense"], "--nonsense"),
    ],
)
def test_wrong_use_ends_with_2_and_one_sentence(
    run: Run, words: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("read", *words)
    assert result.exit_code == 2
    assert told in result.stderr
    assert not list(tmp_path.rglob("all*"))


def test_a_stopped_run_says_what_is_finished(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    result = run("read", "x", "bridge", "stop", "-f", "html", "-o", str(folder))
    assert result.exit_code == 130
    assert result.stderr == f"Stopped. 2 articles were finished and written to {folder}.\n"
    assert len(list(folder.glob("*.html"))) == 3
    assert run("read", "stop").stderr == "Stopped. No article was finished.\n"


def test_a_defect_is_a_sentence_too(run: Run) -> None:
    result = run("read", "defect")
    assert result.exit_code == 70
    assert result.stderr.count("\n") == 1
    assert "ZeroDivisionError" in result.stderr


@pytest.mark.parametrize(
    ("name", "start"),
    [("r.html", "<!doctype"), ("r.json", "{\n"), ("r.jsonl", '{"'), ("r.txt", "Old harbour")],
)
def test_the_ending_of_the_file_decides(run: Run, tmp_path: Path, name: str, start: str) -> None:
    assert run("read", "bridge", "-o", str(tmp_path / name)).exit_code == 0
    assert (tmp_path / name).read_text("utf8").startswith(start)
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_several_reports_are_a_folder_with_an_index(run: Run, tmp_path: Path) -> None:
    result = run("read", "bridge", "hostile", "bridge", "bad", "-f", "html", "-o", str(tmp_path))
    assert result.exit_code == 0
    names = sorted(path.name for path in tmp_path.iterdir())
    assert len(names) == 4
    assert all(name.endswith(".html") and ".." not in name for name in names)
    index = (tmp_path / "index.html").read_text("utf8")
    assert all(name in index for name in names if name.isascii() and name != "index.html")
    assert "bad: It holds no \ufffdtext." in index


def test_several_objects_are_a_folder_and_lines_are_one_file(run: Run, tmp_path: Path) -> None:
    run("read", "three", "-f", "json", "-o", str(tmp_path / "objects"))
    assert len(list((tmp_path / "objects").glob("number-?-*.json"))) == 3
    run("read", "three", "-o", str(tmp_path / "all.jsonl"))
    assert len((tmp_path / "all.jsonl").read_text("utf8").splitlines()) == 3


def test_standard_input_may_hold_more_than_one(run: Run, tmp_path: Path) -> None:
    assert run("read", "-", "-f", "html", "-o", str(tmp_path / "new")).exit_code == 0
    names = {path.name: path.read_text("utf8") for path in (tmp_path / "new").iterdir()}
    assert len(names) == 4
    assert all('href="index.html"' in text for name, text in names.items() if name != "index.html")


def test_an_input_is_never_written_over(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.html").write_text("mine", "utf8")
    result = run("read", "./page.html", "-o", "page.html")
    assert result.exit_code == 2
    assert Path("page.html").read_text("utf8") == "mine"


def test_settings_come_from_options_and_from_the_environment(run: Run, reader: Reader) -> None:
    run("read", "x", "--min-score", "0.9", env={"SAYSO_JOBS": "3", "SAYSO_MIN_SCORE": "0.1"})
    assert (reader.settings.min_score, reader.settings.jobs) == (0.9, 3)
    assert reader.settings.max_bytes == 20_000_000
    wrong = run("read", "x", env={"SAYSO_JOBS": "many"})
    assert wrong.exit_code == 2
    assert "SAYSO_JOBS" in wrong.stderr or "--jobs" in wrong.stderr


def test_a_wrong_name_of_an_input_leaves_what_was_written_before(tmp_path: Path) -> None:
    kept = tmp_path / "kept.jsonl"
    kept.write_text("before\n")
    words = ["read", str(tmp_path / "none.txt"), "-o", str(kept)]
    result = CliRunner().invoke(app, words, prog_name="sayso")
    assert result.exit_code == 2
    assert kept.read_text() == "before\n"


def test_where_nothing_is_read_what_was_written_before_stays(run: Run, tmp_path: Path) -> None:
    kept = tmp_path / "kept.jsonl"
    kept.write_text("before\n")
    assert run("read", "bad", "-o", str(kept)).exit_code == 3
    assert kept.read_text() == "before\n"
    assert run("read", "bad", "-o", str(tmp_path / "new.jsonl")).exit_code == 3
    assert not (tmp_path / "new.jsonl").exists()
    assert run("read", "bridge", "-o", str(kept)).exit_code == 0
    assert not kept.read_text().startswith("before")
