"""The commands of a case: what they print, and how they end."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from typer.testing import Result

from sayso.case import Case, Known
from sayso.records import Annotations, Drop
from sayso.settings import Settings
from sayso.traces import Relation
from tests.case.articles import article
from tests.show.builder import bridge, hostile

Run = Callable[..., Result]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "x.case"
    with Case.open(made, create=True) as case:
        for each in (bridge(), hostile(), article()):
            case.add(each)
        case.add_drop(Drop(stage="acquire", reason="empty", detail="=x: Empty."))
    return made


@pytest.fixture
def adding(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let names of inputs decide what comes of them."""

    def add(
        _: Path, inputs: Sequence[str], settings: Settings, *, again: bool
    ) -> Iterator[Annotations | Drop]:
        assert settings.jobs in {0, 2}
        if again and not inputs:
            yield article()
        for each in inputs:
            if each == "stop":
                raise KeyboardInterrupt
            if each.startswith("bad"):
                yield Drop(stage="acquire", reason="empty", detail=f"{each}: It holds no text.")
            elif each.startswith("old"):
                yield Known(
                    stage="case",
                    reason="known",
                    detail=each,
                    document="sha256:0",
                    current=each != "older",
                )
            else:
                yield article()

    monkeypatch.setattr("sayso.cli.add._adder", lambda: (add, len))


@pytest.mark.usefixtures("adding")
@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["x"], 0, ["1 article was read into c."]),
        (["x", "y", "--jobs", "2"], 0, ["2 articles were read into c."]),
        (["old"], 0, ["0 articles were read into c; 1 had been read before."]),
        (["--again"], 0, ["1 article was read into c."]),
        (["x", "--quiet"], 0, []),
        (
            ["x", "older"],
            0,
            [
                "1 article was read into c; 1 had been read before.",
                "1 of them with another model, setting or Sayso; --again reads them anew.",
            ],
        ),
        (["x", "bad"], 0, ["bad: It holds no text.", "1 of 2 inputs was left out."]),
        (["bad"], 3, ["1 of 1 input was left out.", "Nothing could be read."]),
        (
            ["x", "stop"],
            130,
            ["Stopped. 1 article was read into c. The same command goes on from there."],
        ),
        ([], 2, ["Name what to add: files, folders, addresses, or -."]),
        ([""], 2, ["An input has no name; give a file, a folder, an address, or -."]),
    ],
)
def test_add_tells_what_it_did(run: Run, words: list[str], code: int, told: list[str]) -> None:
    result = run("add", "c", *words)
    assert result.exit_code == code
    assert [each for each in told if each not in result.stderr.splitlines()] == []
    assert result.stdout == ""
    assert bool(told) == bool(result.stderr)


def test_add_writes_a_case_and_its_drops(run: Run, tmp_path: Path) -> None:
    for name, text in (("a.txt", "Le port reste fermé, selon les autorités."), ("b.txt", "")):
        (tmp_path / name).write_text(text)
    drops = tmp_path / "drops.jsonl"
    words = [str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--drops", str(drops)]
    result = run("add", str(tmp_path / "x.case"), *words, "--jobs", "1")
    assert result.exit_code == 0
    assert json.loads(drops.read_text())["reason"] == "empty"
    assert run("show", str(tmp_path / "x.case"), str(tmp_path / "a.txt")).exit_code == 0


@pytest.mark.parametrize(
    "words", [["sources"], ["show", "x"], ["export"], ["undo"], ["history"], ["merge", "a", "b"]]
)
def test_a_case_that_is_not_there_is_wrong_use(run: Run, tmp_path: Path, words: list[str]) -> None:
    path = tmp_path / "no.case"
    result = run(words[0], str(path), *words[1:])
    assert result.exit_code == 2
    assert result.stderr == f"There is no case {path}; `sayso add` makes one.\n"


def test_sources_are_listed_with_their_articles(run: Run, path: Path, tmp_path: Path) -> None:
    result = run("sources", str(path))
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0].split() == ["source", "type", "articles", "statements"]
    assert "Anna Reuss" in result.stdout
    assert "harbour master" not in result.stdout
    assert "harbour master" in run("sources", str(path), "--unnamed").stdout
    assert "\x1b" not in result.stdout
    assert "--limit shows more" in run("sources", str(path), "--limit", "1").stderr
    with Case.open(tmp_path / "empty.case", create=True):
        pass
    assert "has none of these" in run("sources", str(tmp_path / "empty.case")).stderr


def test_one_document_is_shown_as_read_shows_it(run: Run, path: Path, tmp_path: Path) -> None:
    which = bridge().document.id
    assert run("show", str(path), which).stdout.startswith("Old harbour bridge")
    shown = run("show", str(path), which[7:19], "--format", "json").stdout
    assert json.loads(shown)["document"]["id"] == which
    page = tmp_path / "page.html"
    assert run("show", str(path), which, "-o", str(page)).exit_code == 0
    assert page.read_text("utf8").startswith("<!doctype")
    assert run("show", str(path), which, "-o", str(path)).exit_code == 2
    assert "No document is called" in run("show", str(path), "nothing").stderr


def test_all_is_exported_as_one_object(run: Run, path: Path, tmp_path: Path) -> None:
    run("merge", str(path), "A", "B", "--note", "n", "--author", "Ann")
    relation = Relation(later=article().document.id, earlier=bridge().document.id, kind="cites")
    with Case.open(path, write=True) as case:
        case.keep_relations([relation], "x")
    result = run("export", str(path))
    assert result.exit_code == 0
    whole = json.loads(result.stdout)
    assert (whole["format"], len(whole["documents"]), whole["stories"]) == (1, 3, [])
    assert whole["judgements"][0]["judgement"]["subjects"] == ["A", "B"]
    assert whole["relations"][0]["from"] == article().document.id
    lines = run("export", str(path), "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == whole["documents"]
    target = tmp_path / "all.json"
    assert run("export", str(path), "-o", str(target)).stdout == ""
    assert target.read_text("utf8") == result.stdout


def test_all_is_exported_as_tables_in_which_no_cell_is_a_formula(
    run: Run, path: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "tables"
    assert run("export", str(path), "--format", "csv", "-o", str(folder)).exit_code == 0
    with (folder / "claims.csv").open(encoding="utf-8-sig", newline="") as file:
        claims = list(csv.DictReader(file))
    assert "Ferry 0 will sail at noon" in {each["words"] for each in claims}
    for table in folder.iterdir():
        with table.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert [each for each in cells if each.startswith(("=", "+", "@"))] == []
    assert (folder / "stories.csv").read_text("utf-8-sig").startswith("id,document,claim,")
    assert "'=x: Empty." in (folder / "drops.csv").read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--format", "csv"], "name a folder"),
        (["--format", "csv", "-o", "-"], "name a folder"),
        (["-o", "x.case"], "is the case itself"),
        (["-o", "no/such/file.json"], "Cannot write to no/such/file.json"),
        (["--format", "csv", "-o", "x.case/tables"], "Cannot write to x.case/tables"),
    ],
)
def test_where_an_export_cannot_go(
    run: Run, path: Path, words: list[str], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(path.parent)
    before = path.read_bytes()
    result = run("export", "x.case", *words)
    assert result.exit_code == 2
    assert told in result.stderr
    assert path.read_bytes() == before


def test_a_case_is_not_written_over_by_one_of_its_tables(
    run: Run, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(path.parent)
    path.rename("claims.csv")
    before = Path("claims.csv").read_bytes()
    result = run("export", "claims.csv", "--format", "csv", "-o", ".")
    assert result.exit_code == 2
    assert "claims.csv is the case itself" in result.stderr
    assert Path("claims.csv").read_bytes() == before
    assert not Path("documents.csv").exists()


def test_drops_are_not_written_over_the_case_or_an_input(run: Run, path: Path) -> None:
    before = path.read_bytes()
    result = run("add", str(path), "x", "--drops", str(path))
    assert result.exit_code == 2
    assert "is the case itself" in result.stderr
    for words in (["add", str(path)], ["read"]):
        given = path.with_name("a.txt")
        given.write_text("It rained.")
        result = run(*words, str(given), "--drops", str(given))
        assert result.exit_code == 2
        assert "is an input" in result.stderr
        assert given.read_text() == "It rained."
    assert path.read_bytes() == before


def test_an_export_that_fails_leaves_what_stood_there(
    run: Run, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "all.json"
    target.write_text("before")
    shown = run("export", str(path), "-o", "-").stdout

    def full(*_: object) -> bytes:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("sayso.show.json.line", full)
        result = run("export", str(path), "-o", str(target))
    assert (result.exit_code, target.read_text()) == (2, "before")
    assert result.stderr == f"Cannot write to {target}: No space left on device.\n"
    opened = sqlite3.connect(path)
    opened.execute("UPDATE annotations SET json = '{' WHERE document = 2")
    opened.commit()
    opened.close()
    result = run("export", str(path), "-o", str(target))
    assert (result.exit_code, target.read_text()) == (3, "before")
    assert "is damaged" in result.stderr
    assert json.loads(shown)["format"] == 1
    assert sorted(each.name for each in tmp_path.iterdir()) == ["all.json", "x.case"]


def test_no_name_of_a_column_is_a_formula(run: Run, path: Path, tmp_path: Path) -> None:
    opened = sqlite3.connect(path)
    opened.execute("DROP VIEW drops_in_words")
    opened.execute("CREATE VIEW drops_in_words AS SELECT 1 AS \"=A1\", 2, 3, char(10) || '=B1'")
    opened.commit()
    opened.close()
    assert run("export", str(path), "-f", "csv", "-o", str(tmp_path)).exit_code == 0
    with (tmp_path / "drops.csv").open(encoding="utf-8-sig", newline="") as file:
        head, row = csv.reader(file)
    assert (head[0], row[3]) == ("'=A1", "'\n=B1")


def test_judgements_are_given_listed_and_undone(run: Run, path: Path) -> None:
    case, one, two = str(path), bridge().document.id, article().document.id
    assert run("history", case).stderr == f"No judgement was given in {case} yet.\n"
    words = ["--note", "one \x1b desk", "--author", "Ann"]
    given = run("merge", case, "harbour master", "Harna", *words)
    assert given.stdout == f"Judgement 1 stands; `sayso undo {case} 1` takes it back.\n"
    assert given.stderr == "No source is called Harna so far; is it spelt as in `sayso sources`?\n"
    assert run("split", case, "a", "b").exit_code == 0
    assert (
        run("same-claim", case, "It sails", "It will sail", env={"SAYSO_AUTHOR": "Bo"}).stderr == ""
    )
    assert run("not-a-copy", case, one[7:20], two).exit_code == 0
    assert "Undone: 2. split: a | b" in run("undo", case, "2").stdout
    assert "Undone: 4. not-a-copy:" in run("undo", case).stdout
    listed = run("history", case).stdout.splitlines()
    assert len(listed) == 4
    assert listed[0].startswith("1. merge: harbour master | Harna (one \ufffd desk); given 20")
    assert listed[0].endswith(" by Ann.")
    assert listed[2].endswith(" by Bo.")
    assert "; undone 20" in listed[3]
    with Case.open(path) as opened:
        assert [each.kind for each in opened.judgements()] == ["merge", "same_claim"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["merge", "a"], "two or more"),
        (["merge", "a", " a "], "two or more"),
        (["same-claim", "a", " "], "two or more"),
        (["not-a-copy", "a", "b"], "No document is called a"),
        (["undo"], "No judgement stands"),
        (["undo", "7"], "No judgement of number 7 stands"),
    ],
)
def test_a_judgement_that_cannot_stand(run: Run, path: Path, words: list[str], told: str) -> None:
    result = run(words[0], str(path), *words[1:])
    assert result.exit_code == 2
    assert told in result.stderr


def test_an_account_without_a_name_judges_too(
    run: Run, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> str:
        raise OSError

    monkeypatch.setattr("getpass.getuser", nobody)
    assert run("split", str(path), "a", "b").exit_code == 0
    assert " by " not in run("history", str(path)).stdout


def test_the_same_claim_in_other_words_is_traced_together_until_undone(
    run: Run, tmp_path: Path
) -> None:
    one = tmp_path / "one.txt"
    one.write_text(
        "The mayor, Anna Reuss, said on Tuesday that the Kelmouth ferry sank in the storm."
    )
    two = tmp_path / "two.txt"
    two.write_text(
        "Harbour master Tom Berg said on Wednesday that no passengers could board since she went under."
    )
    case = str(tmp_path / "ferry.sayso")
    assert run("add", case, str(one), str(two)).exit_code == 0
    claim, other = "The Kelmouth ferry sank in the storm", "No passengers could board"

    def traced() -> set[str]:
        found = json.loads(run("trace", case, claim, "--format", "json").stdout)
        return {
            link["name"]
            for article in found["articles"]
            for chain in article["chains"]
            for link in chain["links"]
        }

    assert traced() == {"Anna Reuss"}
    assert run("same-claim", case, claim, other, "--note", "the same ferry").exit_code == 0
    assert traced() == {"Anna Reuss", "Tom Berg"}
    assert "Judged by a person to be the same claim" in run("trace", case, claim).stdout
    assert run("add", case, "--again").exit_code == 0
    assert traced() == {"Anna Reuss", "Tom Berg"}
    assert run("undo", case).exit_code == 0
    assert traced() == {"Anna Reuss"}
    assert "There is no story" in run("same-claim", case, "st000000000000", claim).stderr
