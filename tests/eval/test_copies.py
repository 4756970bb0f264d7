from __future__ import annotations

import gzip
import json
import random
import sys
from pathlib import Path

import pytest

from eval import copies
from eval.copies import apart, best, gold_sets, report_made, story
from eval.copy_variants import MADE, variants
from sayso.compare.copy_words import words

ORIGINS = Path(__file__).parents[3] / "shared" / "data" / "origins"
TEXTS = {
    "1": "The bell of Tarn was found by divers on Sunday, under nine feet of sand beside the old pier.",
    "2": "On Sunday the bell of Tarn was found by divers, under nine feet of sand beside the old pier.",
    "3": "Butter is dear in Ulsay since the ferry lies at the quay, and nobody knows when it will sail.",
    "4": "Nobody in the council would tell our paper what the new bridge has cost the valley so far.",
}


def invented(seed: int, sentences: int = 14) -> str:
    rng = random.Random(seed)  # noqa: S311
    return " ".join(
        " ".join("".join(rng.choices("aeioudbfgklmnprst", k=6)) for _ in range(12)) + "."
        for _ in range(sentences)
    )


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    folder = tmp_path / "bell"
    folder.mkdir()
    (folder / "story.json").write_text("{}", "utf8")
    pointers = {"1": None, "2": "1", "3": None, "4": "3"}
    lines = [json.dumps({"article": k, "copy_of": of}) for k, of in pointers.items()]
    (folder / "articles.jsonl").write_text("\n".join(lines), "utf8")
    for number, text in TEXTS.items():
        (folder / f"{number}.txt").write_text(text, "utf8")
    return tmp_path


def test_pointers_make_sets() -> None:
    pointers = {"a": None, "b": "a", "c": "b", "d": None, "e": "f", "f": None}
    assert sorted(map(sorted, gold_sets(pointers))) == [["a", "b", "c"], ["d"], ["e", "f"]]
    assert sorted(map(sorted, gold_sets({"a": "b", "c": "d", "b": "c", "d": None}))) == [[*"abcd"]]


def test_a_story_has_gold_pairs_and_ours(gold: Path) -> None:
    read = story(gold / "bell")
    assert read.gold == {("1", "2"), ("3", "4")}
    assert read.found() == {("1", "2")}
    given = {f"bell/{number}.txt": each for number, each in read.read.items()}
    assert story(gold / "bell", given) == read


def test_articles_of_one_text_are_one_set(gold: Path) -> None:
    (gold / "bell" / "4.txt").write_text(TEXTS["3"], "utf8")
    assert story(gold / "bell").found() == {("1", "2"), ("3", "4")}


def test_an_article_that_cannot_be_read_ends_the_gate(gold: Path) -> None:
    (gold / "bell" / "4.txt").write_bytes(b"\x00\x01\x02" * 30_000_000)
    with pytest.raises(SystemExit, match=r"4\.txt was not read"):
        story(gold / "bell")


def test_the_best_threshold_is_the_middle_of_the_best() -> None:
    pairs = {("1", "2")}
    found = {same: pairs if 0.3 <= same <= 0.5 else set() for same in copies.TRIED}
    assert best([(pairs, found)]) == pytest.approx(0.40)


def test_the_gate_tells_what_differs_and_fails_under_its_floor(
    gold: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["copies", "--gold", str(gold), "--errors"])
    assert copies.main() == 1
    told = capsys.readouterr()
    assert "bell 3 4: gold alone" in told.out
    assert "A floor is not reached: origins." in told.err
    monkeypatch.setattr(sys, "argv", ["copies", "--gold", str(gold), "--lower-floors"])
    assert copies.main() == 0


def test_the_gate_makes_pairs_by_rule(
    gold: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(copies, "SOURCES", 3)
    monkeypatch.setattr(copies, "STRANGERS", 2)
    made = gold / "made.jsonl.gz"
    with gzip.open(made, "wt", encoding="utf8") as lines:
        lines.writelines(json.dumps({"text": invented(k)}) + "\n" for k in range(8))
    monkeypatch.setattr(
        sys, "argv", ["copies", "--gold", str(gold / "bell"), "--made", str(made), "--lower-floors"]
    )
    assert copies.main() == 0
    told = capsys.readouterr().out
    assert all(kind in told for kind in MADE)


def test_pairs_made_of_nonsense_are_all_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "SOURCES", 3)
    monkeypatch.setattr(copies, "STRANGERS", 2)
    scores = report_made([invented(k) for k in range(8)])
    assert scores == {"made, recall": 1.0, "made, precision": 1.0}


def test_sources_share_nothing() -> None:
    whole = invented(1)
    texts = [whole, f"{whole} {invented(2, 4)}", invented(3), invented(4, 2)]
    assert apart(texts) == [texts[2]]


def test_variants_are_the_same_for_the_same_seed() -> None:
    texts, others = [invented(1), invented(2)], [invented(3)]
    made = list(variants(texts, others))
    assert made == list(variants(texts, others))
    assert made != list(variants(texts, others, seed=2))
    assert [each.made for each in made] == [*MADE, *MADE]
    sizes = {each.made: len(words(each.text)) for each in made}
    assert sizes["excerpt"] < sizes["trimmed"] < sizes["typeset anew"] == len(words(texts[1]))


@pytest.mark.gate
@pytest.mark.skipif(not ORIGINS.is_dir(), reason=f"there is no gold of copies at {ORIGINS}")
def test_copies_reach_their_floor(monkeypatch: pytest.MonkeyPatch) -> None:
    assert copies.FLOORS["origins"] == 0.85
    monkeypatch.setattr(sys, "argv", ["copies", "--gold", str(ORIGINS)])
    assert copies.main() == 0
