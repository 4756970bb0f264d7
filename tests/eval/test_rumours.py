"""Labels with offsets and texts in, stories in the form of ``origins`` out."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import pytest

from eval import rumours
from eval.chains import articles, folders

TEXT = "The harbour board told the Kystnyt that the ferry sank. The mayor denied it."
LABEL = {
    "story": "fnc-1",
    "body": "7",
    "claim": "The ferry sank.",
    "stance": "repeats",
    "certainty": "attributed",
    "chains": [
        {"polarity": "supports", "links": [{"at": [0, 17], "type": "organisation", "who": 1}]},
        {"polarity": "denies", "links": [{"at": [56, 65], "type": "official", "who": 2}]},
    ],
    "says_unconfirmed": True,
    "unconfirmed": [56, 75],
}


def test_labels_become_stories_that_the_gate_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with gzip.open(tmp_path / "bodies.jsonl.gz", "wt", encoding="utf8") as lines:
        lines.write(json.dumps({"body": "7", "text": TEXT}) + "\n")
    labels = tmp_path / "labels.jsonl"
    labels.write_text(json.dumps(LABEL) + "\n")
    monkeypatch.setattr(rumours, "LABELS", labels)
    out = tmp_path / "stories"
    monkeypatch.setattr(sys, "argv", ["rumours", "--pairs", str(tmp_path), "--out", str(out)])
    rumours.main()
    [folder] = folders(out)
    [article] = articles(folder)
    assert article.read.document.text == TEXT
    spans = [link["span"] for chain in article.gold["chains"] for link in chain["links"]]
    assert spans == ["The harbour board", "The mayor"]
    assert article.gold["unconfirmed_span"] == "The mayor denied it"
    assert article.gold["origins"] == ["source 1"]


def test_the_shipped_labels_hold_no_text_but_claims() -> None:
    labels = rumours.labels()
    assert len(labels) == 125
    assert len({each["story"] for each in labels}) == 63
    assert {key for each in labels for key in each} == set(LABEL)
    for each in labels:
        for chain in each["chains"]:
            assert all(set(link) == {"at", "type", "who"} for link in chain["links"])
