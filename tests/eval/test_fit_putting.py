from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import msgspec
import pytest
from msgspec.structs import replace

from eval import fit_putting
from sayso.compare.putting import Model
from sayso.records import Input
from tests.compare.articles import Article

if TYPE_CHECKING:
    from pathlib import Path

STORIES = {
    "reservoir": (
        "Herbicide poisoned the Lindmoor reservoir.",
        ["Herbicide has poisoned the Lindmoor reservoir.", "Lindmoor: reservoir poisoned."],
    ),
    "bridge": (
        "The old bridge at Kelmouth fell into the river.",
        ["A bridge fell into the river at Kelmouth.", "The Kelmouth bridge has collapsed."],
    ),
}
CLAIMS = [
    ("reservoir", "The water at Lindmoor is contaminated with weedkiller.", True),
    ("reservoir", "The mayor of Lindmoor is a frog.", False),
    ("bridge", "A crossing has collapsed at Kelmouth.", True),
    ("bridge", "Kelmouth plays football against the river.", False),
]


@pytest.fixture
def asked(tmp_path: Path) -> list[str]:
    read = []
    for name, (claim, texts) in STORIES.items():
        folder = tmp_path / "gold" / name
        folder.mkdir(parents=True)
        (folder / "story.json").write_text(json.dumps({"claim": claim}), "utf8")
        gold = []
        for number, text in enumerate(texts):
            each = Article(text).read()
            source = Input(source=f"{name}/{number}.txt", sha256="0" * 64, media_type="text/plain")
            read.append(replace(each, document=replace(each.document, input=source)))
            gold.append(json.dumps({"article": number, "stance": "repeats"}))
        (folder / "articles.jsonl").write_text("\n".join(gold), "utf8")
    readings = tmp_path / "read.jsonl"
    readings.write_bytes(b"\n".join(map(msgspec.json.encode, read)))
    claims = tmp_path / "claims.jsonl"
    lines = [{"story": story, "claim": claim, "put": put} for story, claim, put in CLAIMS]
    claims.write_text("\n".join(map(json.dumps, lines)), "utf8")
    given = {"--gold": tmp_path / "gold", "--read": readings, "--claims": claims}
    return [str(each) for pair in given.items() for each in pair]


def test_weights_are_fitted_and_tried_on_the_story_left_out(
    asked: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["fit_putting", *asked])
    assert fit_putting.main() == 0
    out, err = capsys.readouterr()
    model = msgspec.toml.decode(out.encode(), type=Model)
    assert model.weights["near"] > 0
    assert model.least == fit_putting.LEAST
    assert len(err.splitlines()) == 1 + len(fit_putting.TRIED) * len(fit_putting.SIZES)
    assert fit_putting.main() == 0
    assert capsys.readouterr().out == out
