"""Any token classifier with a tokenizer and a label map takes the place of our model, from a folder."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import numpy_helper
from tokenizers import Tokenizer, processors
from typer.testing import CliRunner

from sayso.acquire.text import exact
from sayso.annotate import Annotator
from sayso.annotate.decode import decode
from sayso.annotate.tagger import Tagger
from sayso.cli.main import app
from sayso.errors import UsageError
from sayso.records import Annotations
from sayso.settings import Settings
from tests.annotate.classifiers import (
    INPUTS,
    LABELS,
    as_trained_elsewhere,
    byte_pairs,
    classifier,
    network,
    planted,
    sentence_pieces,
    word_pieces,
)
from tests.annotate.laws import lawful

TEXT = (
    "Inspector Ada Holm warned on Friday that the old bridge was unsafe.\n"
    "Traffic was light. “Nobody came,” added Tom Okafor.\n"
)
CHOSEN = {
    "inspector": "B-source",
    "ada": "I-source",
    "holm": "I-source",
    "warned": "B-cue",
    "that": "B-content",
    "the": "I-content",
    "old": "I-content",
    "bridge": "I-content",
    "unsafe": "I-content",
    "nobody": "B-content",
    "came": "I-content",
    "added": "B-cue",
    "tom": "B-source",
    "okafor": "I-source",
}
# "was" stands in both sentences, and a classifier that sees no context gives it one label.
FOUND = [
    ("Inspector Ada Holm", "warned", ["that the old bridge", "unsafe"]),
    ("Tom Okafor", "added", ["Nobody came"]),
]

Make = Callable[[str], Tokenizer]
MAKERS = pytest.mark.parametrize("make", [word_pieces, byte_pairs, sentence_pieces])
LABELLED = pytest.mark.parametrize("labelled", [lambda folder: folder, as_trained_elsewhere])


def told(found: Annotations) -> list[tuple[str, str, list[str]]]:
    return [
        (
            " ".join(each.text for each in attribution.source_spans),
            " ".join(each.text for each in attribution.cue_spans),
            [each.text.strip("“,”") for each in attribution.content_spans],
        )
        for attribution in found.attributions
    ]


@MAKERS
@LABELLED
def test_chosen_words_become_the_attributions_that_they_are(
    make: Make, labelled: Callable[[Path], Path], tmp_path: Path
) -> None:
    tokenizer = make(TEXT)
    folder = labelled(classifier(tmp_path / "mine", tokenizer, planted(tokenizer, CHOSEN)))
    found = Annotator(Settings(model=folder))(exact(TEXT))
    lawful(found)
    assert told(found) == FOUND
    assert found.models == {"attribution": "mine"}
    assert all(each.score > 0.99 for each in found.attributions)


def test_the_command_line_takes_the_folder(tmp_path: Path) -> None:
    tokenizer = byte_pairs(TEXT)
    folder = classifier(tmp_path / "mine", tokenizer, planted(tokenizer, CHOSEN))
    (tmp_path / "article.txt").write_text(TEXT)
    words = ["read", str(tmp_path / "article.txt"), "--model", str(folder), "--format", "json"]
    result = CliRunner().invoke(app, words, prog_name="sayso")
    assert result.exit_code == 0
    shown = json.loads(result.stdout)
    assert shown["models"] == {"attribution": "mine"}
    cues = [each["cue_spans"][0]["text"] for each in shown["attributions"]]
    assert cues == [cue for _, cue, _ in FOUND]


@MAKERS
def test_a_text_of_many_windows_is_read_like_each_of_its_lines(make: Make, tmp_path: Path) -> None:
    tokenizer = make(TEXT)
    labels = {"labels": LABELS, "max_tokens": 20}
    folder = classifier(tmp_path, tokenizer, planted(tokenizer, CHOSEN), labels)
    tagger = Tagger(folder)
    assert len(tagger.score(tagger.tokenize(TEXT * 30))) > 30
    (once, many) = (decode(text, tagger.tokenize(text), tagger) for text in (TEXT, TEXT * 30))
    assert [each.cue for each in many] == [
        tuple((start + shift, end + shift) for start, end in each.cue)
        for shift in range(0, 30 * len(TEXT), len(TEXT))
        for each in once
    ]
    assert {len(each.content) for each in many} == {1, 2}


@MAKERS
@LABELLED
def test_classifiers_that_have_learnt_nothing_break_no_law(
    make: Make, labelled: Callable[[Path], Path], tmp_path: Path
) -> None:
    # It knows no word of the text, so that labels change within words.
    tokenizer = make("It was so.")
    count = 0
    for seed in range(5):
        chance = np.random.default_rng(seed).normal(0, 3, (tokenizer.get_vocab_size(), len(LABELS)))
        folder = labelled(classifier(tmp_path, tokenizer, chance.astype(np.float32)))
        found = Annotator(Settings(model=folder, min_score=0))(exact(TEXT * 8 + "Wörds, 👩🚢!"))
        lawful(found)
        count += len(found.attributions)
    assert count > 20


@pytest.mark.parametrize(
    "inputs", [INPUTS[:1], INPUTS[:2], ("ids", "mask"), ("input_ids", "token_type_ids")]
)
def test_a_classifier_is_given_the_inputs_that_it_asks_for(
    inputs: tuple[str, ...], tmp_path: Path
) -> None:
    tokenizer = word_pieces(TEXT)
    classifier(tmp_path, tokenizer, planted(tokenizer, CHOSEN), inputs=inputs)
    assert told(Annotator(Settings(model=tmp_path))(exact(TEXT))) == FOUND


def test_it_needs_no_label_for_what_goes_on(tmp_path: Path) -> None:
    labels = ("O", "B-source", "B-cue", "B-content")
    tokenizer = word_pieces(TEXT)
    chosen = {word: label for word, label in CHOSEN.items() if label in labels}
    weights = planted(tokenizer, chosen, labels)
    folder = classifier(tmp_path, tokenizer, weights, {"labels": labels})
    found = Annotator(Settings(model=folder))(exact(TEXT))
    assert told(found) == [
        ("Inspector Ada Holm", "warned", ["that"]),
        ("Tom Okafor", "added", ["Nobody came"]),
    ]


@pytest.mark.parametrize(
    "labels",
    [
        {"labels": ["O", "B-PER", "I-PER"]},
        {"labels": ["O", "B-source", "I-source", "B-content", "I-content"]},
        {"labels": [*LABELS, "B-claim"]},
        {"labels": []},
        {"labels": None},
        {"id2label": {}},
        {"id2label": ["O", "B-source", "B-cue", "B-content"]},
        {"id2label": {"0": "O", "1": "B-source", "2": "B-cue", "4": "B-content"}},
        {"labels": LABELS, "max_tokens": "many"},
        {"labels": LABELS, "transitions": [[0, 1], [1, 0]]},
        {"labels": LABELS, "transitions": [[float("nan")] * 7] * 7},
        {"labels": LABELS, "transitions": "none"},
        {"labels": LABELS, "calibration": ["x"]},
        {"labels": LABELS, "calibration": [1]},
    ],
)
def test_a_label_map_that_does_not_fit_is_refused_in_a_sentence(
    labels: dict[str, object], tmp_path: Path
) -> None:
    tokenizer = word_pieces(TEXT)
    folder = classifier(tmp_path / "mine", tokenizer, planted(tokenizer, CHOSEN), labels)
    with pytest.raises(UsageError, match=r"mine holds no attribution model: [^\n]+\.$"):
        Annotator(Settings(model=folder))
    (tmp_path / "article.txt").write_text(TEXT)
    words = ["read", str(tmp_path / "article.txt"), "--model", str(folder)]
    result = CliRunner().invoke(app, words, prog_name="sayso")
    assert result.exit_code == 2
    assert "mine holds no attribution model" in result.stderr


@pytest.mark.parametrize(
    ("inputs", "labels", "rows", "sentence"),
    [
        (("input_ids", "position_ids"), LABELS, None, "inputs or outputs of other names"),
        (INPUTS, (*LABELS, "B-source"), None, "a score of every label"),
        (INPUTS, LABELS, 20, "cannot read the tokens that the tokenizer beside it makes"),
    ],
)
def test_a_network_that_does_not_fit_its_folder_is_refused_in_a_sentence(
    inputs: tuple[str, ...],
    labels: tuple[str, ...],
    rows: int | None,
    sentence: str,
    tmp_path: Path,
) -> None:
    tokenizer = word_pieces(TEXT)
    weights = planted(tokenizer, CHOSEN)[:rows]
    folder = classifier(tmp_path / "mine", tokenizer, weights, {"labels": labels}, inputs)
    with pytest.raises(UsageError, match=f"model.onnx .*{sentence}"):
        Annotator(Settings(model=folder))(exact(TEXT))


def test_a_network_that_is_none_is_refused_in_a_sentence(tmp_path: Path) -> None:
    tokenizer = word_pieces(TEXT)
    folder = classifier(tmp_path, tokenizer, planted(tokenizer, CHOSEN))
    (folder / "model.onnx").write_bytes(b"\x08\x0a no network")
    with pytest.raises(UsageError, match="is no network that can be read"):
        Annotator(Settings(model=folder))(exact(TEXT))


def test_a_network_that_fails_at_its_work_is_refused_in_a_sentence(tmp_path: Path) -> None:
    tokenizer = word_pieces(TEXT)
    folder = classifier(tmp_path, tokenizer, planted(tokenizer, CHOSEN))
    model = network(planted(tokenizer, CHOSEN))
    (last,) = [node for node in model.graph.node if node.output[0] == "logits"]
    last.op_type = "Reshape"
    last.input.append("impossible")
    model.graph.initializer.append(numpy_helper.from_array(np.asarray([9, 11, 7]), "impossible"))
    onnx.save(model, folder / "model.onnx")
    with pytest.raises(UsageError, match=r"model\.onnx fails at what it is given to read"):
        Annotator(Settings(model=folder))(exact(TEXT))


@pytest.mark.parametrize(
    ("template", "before", "after"),
    [
        ("[CLS] $A", 1, 0),
        ("$A [SEP]", 0, 1),
        ("[CLS] $A [SEP]", 1, 1),
        ("[CLS] [CLS] $A [SEP]", 2, 1),
        ("$A", 0, 0),
    ],
)
def test_marks_stand_where_the_tokenizer_puts_them(
    template: str, before: int, after: int, tmp_path: Path
) -> None:
    tokenizer = word_pieces(TEXT)
    marks = [(mark, tokenizer.token_to_id(mark)) for mark in ("[CLS]", "[SEP]")]
    tokenizer.post_processor = processors.TemplateProcessing(template, None, marks)
    tagger = Tagger(classifier(tmp_path, tokenizer, planted(tokenizer, CHOSEN)))
    assert (len(tagger._before), len(tagger._after)) == (before, after)
    assert told(Annotator(Settings(model=tmp_path))(exact(TEXT))) == FOUND


def test_a_classifier_has_no_arcs_to_ask_for(tmp_path: Path) -> None:
    tokenizer = word_pieces(TEXT)
    tagger = Tagger(classifier(tmp_path, tokenizer, planted(tokenizer, CHOSEN)))
    (window,) = tagger.score(tagger.tokenize(TEXT))
    assert not tagger.pairs
    with pytest.raises(ValueError, match="no arcs"):
        tagger.arcs(window, [0])


def test_a_folder_without_labels_is_refused_by_the_name_of_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"model: labels\.json is missing\.$"):
        Annotator(Settings(model=tmp_path))
