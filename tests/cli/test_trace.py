from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec
import pytest
from typer.testing import Result

from sayso import pipeline
from sayso.errors import SaysoError, UsageError
from sayso.pipeline import Traced
from sayso.traces import Story, Trace
from tests.show.lorries import articles, lorries

Run = Callable[..., Result]
STORY = Story(id="st1", claim="It fell.", documents=(), size=9, first="2023-10-16")


@pytest.fixture(autouse=True)
def case(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the pipeline know one story of nine articles; what a case is called decides what it holds."""
    found = Traced(lorries(), lambda _: articles().values())

    def trace(path: str, claim: str) -> Traced:
        if path == "empty":
            raise SaysoError("empty holds no articles yet; add some: sayso add empty INPUT...")
        return Traced(msgspec.structs.replace(lorries(), claim=claim), found.open)

    def trace_story(path: str, story: str) -> Traced:
        if story != STORY.id:
            raise UsageError(f"There is no story {story} in {path}; `sayso stories` lists them.")
        return found

    def traces(path: str, wanted: Iterable[Story]) -> Iterator[Traced]:
        assert path
        return (found for _ in wanted)

    monkeypatch.setattr(pipeline, "trace", trace)
    monkeypatch.setattr(pipeline, "trace_story", trace_story)
    monkeypatch.setattr(pipeline, "traces", traces)
    monkeypatch.setattr(pipeline, "stories", lambda path: (STORY,) if path else ())


def test_a_claim_is_traced_in_the_terminal(run: Run) -> None:
    shown = run("trace", "x.sayso", "It fell.").stdout
    assert shown.startswith("It fell.\n\nNine articles, one to three origins. Most likely two.\n")
    assert "\x1b" not in shown


def test_json_is_exactly_the_contract(run: Run) -> None:
    shown = run("trace", "x.sayso", "--story", "st1", "--format", "json").stdout
    assert msgspec.json.decode(shown, type=Trace) == lorries()
    relation = json.loads(shown)["relations"][0]
    assert {"from", "to", "kind"} <= set(relation)


def test_csv_is_a_row_for_each_article(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    assert not run("trace", "x.sayso", "It fell.", "-o", str(path)).output
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf8"))))
    assert len(rows) == 9


def test_one_page_needs_nothing_else(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    run("trace", "x.sayso", "It fell.", "-o", str(path))
    assert 'href="./' not in path.read_text("utf8")
    shown = run("trace", "x.sayso", "It fell.", "-f", "html", "-o", "-").stdout
    assert shown == path.read_text("utf8")


def test_a_folder_holds_the_story_and_each_article(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "new"
    run("trace", "x.sayso", "It fell.", "-o", f"{folder}/")
    names = sorted(path.name for path in folder.iterdir())
    assert names.count("index.html") == 1
    assert len(names) == 10
    page = (folder / "index.html").read_text("utf8")
    assert all(f"./{name}" in page for name in names if name != "index.html")
    again = {path.name: path.read_bytes() for path in folder.iterdir()}
    run("trace", "x.sayso", "It fell.", "-f", "html", "-o", str(folder))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == again


def test_terminal_text_goes_into_a_file_as_utf8(run: Run, tmp_path: Path) -> None:
    run("trace", "x.sayso", "It fell.", "-o", str(tmp_path / "a.txt"))
    assert "└──" in (tmp_path / "a.txt").read_text("utf8")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["x.sayso"], 2, "Give either a claim"),
        (["x.sayso", "It fell.", "--story", "st1"], 2, "Give either a claim"),
        (["x.sayso", " "], 2, "The claim is empty"),
        (["x.sayso", "--story", "st9"], 2, "There is no story st9 in x.sayso"),
        (["empty", "It fell."], 3, "empty holds no articles yet; add some"),
    ],
)
def test_what_cannot_be_done_is_told_in_a_sentence(
    run: Run, words: list[str], code: int, told: str
) -> None:
    result = run("trace", *words)
    assert result.exit_code == code
    assert told in result.stderr
    assert not result.stdout


@pytest.mark.parametrize(
    ("form", "output", "told"),
    [
        ("json", "folder/", "folder/ is a folder; the form json goes into one file."),
        ("html", "case.sayso/x/", "Cannot make the folder case.sayso/x"),
        ("json", "case.sayso", "case.sayso is the case itself"),
        ("csv", "no/such/a.csv", "Cannot write to no/such/a.csv"),
    ],
)
def test_nothing_is_written_where_it_cannot_be(  # two fixtures and a case
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, form: str, output: str, told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "case.sayso").write_bytes(b"articles")
    result = run("trace", "case.sayso", "It fell.", "-f", form, "-o", output)
    assert result.exit_code == 2
    assert told in result.stderr
    assert (tmp_path / "case.sayso").read_bytes() == b"articles"


def test_stories_are_listed(run: Run, tmp_path: Path) -> None:
    assert "--story st1" in run("stories", "x.sayso").stdout
    (listed,) = json.loads(run("stories", "x.sayso", "-f", "json").stdout)["stories"]
    assert listed["id"] == "st1"
    assert "st1,It fell.,9," in run("stories", "x.sayso", "-f", "csv").stdout
    run("stories", "x.sayso", "-o", str(tmp_path / "pages"))
    page = (tmp_path / "pages" / "index.html").read_text("utf8")
    assert "Nine articles, one to three origins" in page
    assert 'href="./story-st1.html"' in page
    assert "./index.html" in (tmp_path / "pages" / "story-st1.html").read_text("utf8")
    assert len(list((tmp_path / "pages").iterdir())) == 11


def test_pages_of_stories_need_a_folder(run: Run) -> None:
    result = run("stories", "x.sayso", "-f", "html")
    assert result.exit_code == 2
    assert "need a folder" in result.stderr
