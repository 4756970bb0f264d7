from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from eval import checks
from eval.checks import Article, Counts, Entry, articles, counted, meets, places
from sayso.records import Annotations, Document, Finding, Input, document_id
from sayso.spans import span

TEXT = (
    "The Lindmoor reservoir is poisoned, a diver said. He did not give his name."
    " The owner did not confirm it. The diver is rumoured to have left the country."
)


def entry(code: str, words: str, article: str = "reservoir/7") -> Entry:
    start = TEXT.index(words)
    return Entry(article, code, start, start + len(words), "a reason")


def finding(code: str, *words: str) -> Finding:
    starts = [TEXT.index(each) for each in words]
    places = tuple(span(TEXT, n, n + len(w)) for n, w in zip(starts, words, strict=True))
    return Finding(code=code, name="a-check", message="A message.", spans=places)


def test_circles_meet_where_they_share_a_character() -> None:
    diver = entry("SO101", "a diver said")
    assert meets(finding("SO104", "diver"), diver)
    assert meets(finding("SO104", "owner", "said"), diver)
    assert not meets(finding("SO104", ". He"), diver)
    assert not meets(finding("SO104"), diver)


def test_entries_and_findings_are_counted_by_their_own_codes() -> None:
    theirs = [
        entry("SO101", "a diver said"),
        entry("SO101", "The owner"),
        entry("none", "the country"),
        entry("XX901", "reservoir"),
    ]
    ours = [
        finding("SO101", "diver"),
        finding("SO101", "The Lindmoor reservoir is poisoned, a diver said"),
        finding("SO103", "The diver is rumoured to have left the country"),
        finding("CO301", "did not confirm"),
    ]
    counts = counted([Article("reservoir/7", TEXT, ours, theirs)])
    assert counts["SO101"] == Counts(entries=2, found=1, touched=1, findings=2, agree=2, in_any=2)
    assert counts["SO103"] == Counts(findings=1, in_any=1)
    assert counts["CO301"] == Counts(findings=1)
    assert counts["none"] == counts["XX901"] == Counts(entries=1, touched=1)
    assert counts["FA402"] == Counts()


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    for folder, name in (("reservoir", "7.txt"), ("seed", "one.txt")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(TEXT)
    return tmp_path


def test_what_is_not_at_hand_has_no_place(gold: Path) -> None:
    names = {"seed", "reservoir/7", "reservoir/8"}
    assert list(places(names, gold, None)) == ["reservoir/7"]
    assert places(names, gold, gold / "seed")["seed"] == gold / "seed" / "one.txt"
    assert list(places({"reservoir/7"}, gold, gold / "seed")) == ["reservoir/7"]


def test_an_article_that_cannot_be_read_ends_the_run(gold: Path) -> None:
    (gold / "reservoir" / "7.txt").write_text("")
    with pytest.raises(SystemExit, match="reservoir/7 was not read"):
        articles({"reservoir/7": gold / "reservoir" / "7.txt"}, [], {})


def test_the_command_prints_the_table_and_never_fails(
    gold: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    source = str(gold / "reservoir" / "7.txt")
    document = Document(
        id=document_id(TEXT),
        text=TEXT,
        input=Input(source=source, sha256="0" * 64, media_type="text/plain"),
    )
    given: dict[str, Any] = {"read": Annotations(document=document)}
    (gold / "read.jsonl").write_bytes(msgspec.json.encode(given["read"]) + b"\n")
    entries = [
        entry("CO301", "did not confirm"),
        entry("SO103", "is rumoured to have left", "seed"),
        entry("SO104", "The owner", "reservoir/8"),
    ]
    (gold / "list.json").write_text(json.dumps([msgspec.to_builtins(each) for each in entries]))
    words = ["checks", "--gold", str(gold), "--seed", str(gold / "seed")]
    words += ["--list", str(gold / "list.json"), "--read", str(gold / "read.jsonl")]
    monkeypatch.setattr(sys, "argv", [*words, "--errors"])
    assert checks.main() == 0
    printed = capsys.readouterr().out
    assert "reservoir/8 is not at hand; its entries are left out." in printed
    # Nothing was annotated in the one that was read before; the other is read here.
    assert "MISSED CO301 «did not confirm»" in printed
    assert "found  SO103 «is rumoured to have left»" in printed
    assert "agrees SO103" in printed
    rows = {line[:24].strip(): line.split() for line in printed.splitlines()}
    assert rows["SO103 (off)"][2:5] == ["1", "1", "1.00"]
    assert rows["CO301"][1:4] == ["1", "0", "0.00"]
    assert rows["FA402 (off)"][2:5] == ["0", "0", "-"]
    assert rows["all entries"][2:5] == ["2", "1", "0.50"]
    monkeypatch.setattr(sys, "argv", ["checks", "--gold", str(gold)])
    assert checks.main() == 0
    assert "seed is not at hand; its entries are left out." in capsys.readouterr().out


def test_the_list_that_ships_is_one() -> None:
    entries = msgspec.json.decode(checks.LIST.read_bytes(), type=list[Entry])
    assert all(0 <= each.start < each.end and each.why for each in entries)
