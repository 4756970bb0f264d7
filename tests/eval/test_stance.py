from __future__ import annotations

import gzip
import json
from pathlib import Path

import msgspec
import numpy as np
import pytest

from eval import fit_stance, fnc, stance
from eval.fit_stance import Example, Related, fitted, unseen, written
from eval.logistic import Softmax, binary
from sayso.compare.match import Compared
from sayso.compare.stance import Model
from sayso.compare.stance_features import FEATURES, features
from sayso.records import Annotations
from tests.compare.articles import CLAIM, Article

HEADLINES = {
    "Barge poisons Lindmoor reservoir": ("1", "2"),
    "Herbicide in Lindmoor reservoir": ("2", "3"),
    "Bakers of Ostrow on strike": ("4",),
}


def lines(path: Path, objects: list[dict[str, str]]) -> None:
    with gzip.open(path, "wt", encoding="utf8") as opened:
        opened.writelines(json.dumps(each) + "\n" for each in objects)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    bodies = [{"body": str(k), "text": f"Text number {k} of a barge."} for k in range(1, 5)]
    lines(tmp_path / "bodies.jsonl.gz", bodies)
    stances = [
        {
            "headline": headline,
            "body": str(k),
            "stance": ("agree" if k < 3 else "disagree") if str(k) in of else "unrelated",
        }
        for headline, of in HEADLINES.items()
        for k in range(1, 5)
    ]
    lines(tmp_path / "stances.jsonl.gz", stances)
    return tmp_path


def read(folder: Path) -> dict[str, Annotations]:
    return {key: Article(text).read() for key, text in fnc.texts(folder).items()}


def test_bodies_that_share_a_headline_are_one_story(folder: Path) -> None:
    story_of = {each.body: each.story for each in fnc.pairs(folder)}
    assert story_of["1"] == story_of["2"] == story_of["3"] != story_of["4"]


def test_the_score_of_the_challenge() -> None:
    gold = ["agree", "discuss", "unrelated"]
    assert fnc.fnc_score(gold, gold) == 1
    assert fnc.fnc_score(gold, ["discuss", "discuss", "agree"]) == pytest.approx(1.25 / 2.25)
    assert fnc.fnc_score([], []) == 0


def test_macro_f1_counts_labels_alike() -> None:
    assert fnc.macro_f1(["a", "a", "b"], ["a", "a", "a"], ("a", "b")) == pytest.approx(0.4)
    assert fnc.f1_of(["a"], ["a"], "b") == 0


def test_annotations_are_taken_by_a_hash(tmp_path: Path) -> None:
    file = tmp_path / "read.jsonl"
    made = [Article(f"Text {k}.").read() for k in range(6)]
    for each in (made, made[::-1]):
        file.write_bytes(b"\n".join(map(msgspec.json.encode, each)))
        assert len(fnc.read(file)) == 1  # none of them has a number


def test_the_model_of_two_labels_finds_what_tells() -> None:
    draw = np.random.default_rng(1)
    rows = draw.random((200, 3))
    intercept, weights = binary(rows, (rows[:, 0] > 0.5).astype(float), ridge=1.0)
    assert weights[0] > 5 * np.abs(weights[1:]).max()
    assert intercept < 0


def test_the_model_of_many_labels_finds_what_tells() -> None:
    draw = np.random.default_rng(1)
    rows = draw.random((300, 3))
    labels = rows.argmax(axis=1)
    for standardised in (True, False):
        model = Softmax(rows, labels, ridge=1e-4, standardised=standardised)
        assert (model(rows) == labels).mean() > 0.9


def test_the_table_has_all_answers(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bodies = read(folder)
    pairs = [
        stance.Beside(fnc.Pair(each.headline, each.body, each.label, story), values, "discuss")
        for each, values, rules in (
            (one.pair, one.values, one.rules) for one in stance.beside(fnc.pairs(folder), bodies)
        )
        for story in ("one", "two", "three", "four", "five", "six")
    ]
    scores = stance.report(pairs, bodies)
    assert set(scores) >= {"FNC", "macro F1", *fnc.LABELS}
    assert "TF-IDF, unseen" in capsys.readouterr().out


def example(story: str, text: str, label: str) -> Example:
    compared = Compared(Article(text).read(), CLAIM)
    return Example(story, text, label, compared, CLAIM, features(compared, CLAIM))


TOLD = {
    "repeats": "Herbicide from a barge poisoned the Lindmoor reservoir in May, the town said.",
    "denies": "It is false and a hoax that a barge poisoned the Lindmoor reservoir in May.",
    "doubts": "It is not sure and doubtful whether a barge poisoned the Lindmoor reservoir.",
}


def test_the_weights_of_stories_are_fitted_and_written(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = [
        example(story, f"{text} Number {k}.", label)
        for story in ("one", "two")
        for label, text in TOLD.items()
        for k in range(4)
    ]
    others = [Related("three", each.label == "denies", each.values) for each in told]
    model = fitted(told, others)
    assert msgspec.toml.decode(written(model).encode(), type=Model) == model
    assert fitted(told, others) == model
    assert unseen(told, [], others, {told[0].text: "three"}) > 0.5
    assert "fitted, unseen" in capsys.readouterr().err


def test_pairs_whose_headline_refutes_are_not_learnt_from(folder: Path) -> None:
    bodies = read(folder)
    pairs = [
        fnc.Pair("Barge in reservoir", "1", "agree", "s"),
        fnc.Pair("Barge in reservoir is a hoax", "1", "disagree", "s"),
        fnc.Pair("Bakers strike", "2", "unrelated", "s"),
        fnc.Pair("Barge in reservoir", "9", "agree", "s"),
    ]
    [found] = fit_stance.related(pairs, bodies)
    assert not found.against
    assert len(found.values) == len(FEATURES)
