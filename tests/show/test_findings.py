from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from sayso.checks import shipped
from sayso.records import Annotations, Document, Finding, Input, document_id
from sayso.show.annotated import as_github, as_json, as_sarif
from sayso.show.findings import LONGEST, Found, found
from sayso.show.lines import Lines, Place
from sayso.show.report import report
from sayso.spans import span
from tests.show.builder import bridge

TEXT = "The bridge fell.\n\nNobody was hurt & the bridge fell."


def document(source: Path | str, text: str = TEXT, media_type: str = "text/plain") -> Document:
    given = Input(source=str(source), sha256="0" * 64, media_type=media_type)
    return Document(id=document_id(text), text=text, input=given)


def one(source: Path | str, start: int, end: int, message: str = "See here.") -> Found:
    made = document(source)
    finding = Finding(
        code="SO103", name="agentless-report", message=message, spans=(span(TEXT, start, end),)
    )
    (each,) = found(Annotations(document=made, findings=(finding,)))
    return each


def test_words_are_found_at_their_turn_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"The bridge\r\n  fell.\r\n\r\nNobody was hurt & the bridge fell.\r\n")
    lines = Lines(document(path))
    assert lines.place(span(TEXT, 0, 15)) == Place(1, 1, 2, 7)
    assert lines.place(span(TEXT, 4, 15)) == Place(1, 5, 2, 7)
    second = TEXT.rindex("bridge")
    assert lines.place(span(TEXT, second, second + 6)) == Place(4, 23, 4, 29)


def test_words_are_found_between_tags_and_not_in_the_head(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<html><head><title>The bridge fell.</title></head>\n<body><h1>The <em>bridge</em> fell.</h1>"
        "<p>Nobody was hurt &amp; the bridge fell.</body>"
    )
    lines = Lines(document(path, media_type="text/html"))
    assert lines.place(span(TEXT, 0, 15)) == Place(2, 11, 2, 35)
    # What is written otherwise in the file is not found, rather than found in a wrong place.
    assert lines.place(span(TEXT, TEXT.index("hurt"), TEXT.rindex(" fell"))) is None


@pytest.mark.parametrize("source", ["-", "https://news.example/a", "no/such/file.txt", "x\x00"])
def test_without_a_file_there_are_no_lines(source: str) -> None:
    assert Lines(document(source)).place(span(TEXT, 0, 3)) is None


def test_a_file_of_many_articles_has_no_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(TEXT)
    assert Lines(document(path, media_type="application/x-ndjson")).place(span(TEXT, 0, 3)) is None
    path.write_bytes(b"\x00\x01\xff" * 99)
    assert Lines(document(path)).place(span(TEXT, 0, 3)) is None


def test_blank_words_have_no_place(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    assert Lines(document(path)).place(span(TEXT, 3, 4)) is None


def test_long_words_are_cut_in_the_middle() -> None:
    text = "word " * 200
    finding = Finding(code="SO103", name="x", message="y", spans=(span(text, 0, len(text)),))
    (each,) = found(Annotations(document=document("-", text), findings=(finding,)))
    assert len(each.quoted) <= LONGEST
    assert " … " in each.quoted


def test_a_workflow_command_holds_nothing_that_ends_it(tmp_path: Path) -> None:
    path = tmp_path / "100%, a:b.txt"
    path.write_text(TEXT)
    line = as_github([one(path, 0, 15, "50 % of\nit\r::error::x \x1b[31m")])
    assert line.count("\n") == 1
    assert f"file={tmp_path}/100%25%2C a%3Ab.txt," in line
    assert ",line=1,endLine=1,col=1,endColumn=16::" in line
    assert "::50 %25 of%0Ait" in line
    assert "\x1b" not in line
    assert line.endswith("%0A“The bridge fell”\n")


def test_words_over_several_lines_have_no_columns_in_a_command(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    line = as_github([one(path, 0, 24)])
    assert ",line=1,endLine=3::" in line


def test_sarif_is_a_log_with_places_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "å b.txt"
    path.write_text(TEXT)
    rules = list(shipped().values())
    log = json.loads(as_sarif([one(path, 0, 15), one("https://n.example/a b", 0, 3)], rules))
    assert set(log) == {"$schema", "version", "runs"}
    (run,) = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    driver = run["tool"]["driver"]
    assert [each["id"] for each in driver["rules"]] == [each.code for each in rules]
    first, second = run["results"]
    assert driver["rules"][first["ruleIndex"]]["id"] == first["ruleId"] == "SO103"
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"].endswith("/%C3%A5%20b.txt")
    assert place["artifactLocation"]["uri"].startswith("file:///")
    assert place["region"] == {
        "startLine": 1,
        "startColumn": 1,
        "endLine": 1,
        "endColumn": 16,
    }
    assert "region" not in second["locations"][0]["physicalLocation"]
    assert first["partialFingerprints"] != second["partialFingerprints"]


@pytest.mark.parametrize(
    ("source", "uri"),
    [
        ("-", "stdin"),
        ("a/b c.txt", "a/b%20c.txt"),
        ("https://n.example/ü", "https://n.example/%C3%BC"),
    ],
)
def test_an_input_is_a_reference(source: str, uri: str) -> None:
    (result,) = json.loads(as_sarif([one(source, 0, 3)], list(shipped().values())))["runs"][0][
        "results"
    ]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_json_holds_no_escape_sequences_and_no_broken_letters() -> None:
    told = as_json([one("\ud800\x1b", 0, 3, "\x9b31m")], 1)
    assert json.loads(told)["findings"][0]["input"]["source"] == "\ufffd\ufffd"
    assert told.isprintable() or set(told) - {"\n"} == {each for each in told if each.isprintable()}


def test_the_report_marks_the_words_and_holds_the_page() -> None:
    made = bridge()
    words = made.document.text
    finding = Finding(
        code="SO103", name="agentless-report", message="Who <says> so?", spans=(span(words, 0, 3),)
    )
    other = msgspec.structs.replace(finding, code="XX101", name="of-another", spans=())
    page = report(msgspec.structs.replace(made, findings=(finding, other)))
    assert 'flag">' in page
    assert '<a href="#f-1" title="Show these words in the article">Who &lt;says&gt; so?</a>' in page
    assert page.count("<details><summary>What SO103 is, and why it matters</summary>") == 1
    assert "XX101</code> of-another" in page
    assert "What XX101 is" not in page
