"""Folders of tiny token classifiers, made on the spot: what a user may put in the place of our model."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, decoders, normalizers, pre_tokenizers, processors
from tokenizers.models import BPE, Unigram, WordPiece
from tokenizers.trainers import BpeTrainer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

LABELS = ("I-CUE", "O", "B-Cue", "B-source", "I-source", "B-CONTENT", "I-CONTENT")
"""Neither in our order nor in one letter case."""

LETTERS = "abcdefghijklmnopqrstuvwxyz"
INPUTS = ("input_ids", "attention_mask", "token_type_ids")


def word_pieces(text: str) -> Tokenizer:
    """Return a tokenizer as BERT has one, which knows the words of ``text`` and single letters."""
    letters = [*LETTERS, *".,“”"]
    known = [
        "[PAD]",
        "[unused0]",
        "[UNK]",
        "[CLS]",
        "[SEP]",
        *letters,
        *(f"##{each}" for each in letters),
    ]
    known += sorted({each.strip(".,“”") for each in text.lower().split()} - set(known))
    numbers = {piece: number for number, piece in enumerate(known)}
    tokenizer = Tokenizer(WordPiece(numbers, unk_token="[UNK]"))  # noqa: S106  # no secret
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    marks = [(mark, numbers[mark]) for mark in ("[CLS]", "[SEP]")]
    tokenizer.post_processor = processors.TemplateProcessing("[CLS] $A [SEP]", None, marks)
    return tokenizer


def byte_pairs(text: str) -> Tokenizer:
    """Return a tokenizer as RoBERTa has one: bytes, joined to the words of ``text``, blanks before them."""
    tokenizer = Tokenizer(BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = BpeTrainer(
        vocab_size=4000,
        min_frequency=1,
        show_progress=False,
        special_tokens=["<s>", "</s>"],
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
    )
    tokenizer.train_from_iterator([text], trainer)
    numbers = tokenizer.get_vocab()
    begin, end = ((mark, numbers[mark]) for mark in ("<s>", "</s>"))
    tokenizer.post_processor = processors.RobertaProcessing(end, begin)
    return tokenizer


def sentence_pieces(text: str) -> Tokenizer:
    """Return a tokenizer as T5 has one: the words of ``text``, the blank before each within it, one mark."""
    words = {each.strip(".,“”") for each in text.split()}
    known = ["<unk>", "</s>", "▁", *".,“”"]
    known += sorted(words | set(LETTERS) | {f"▁{each}" for each in words})
    tokenizer = Tokenizer(Unigram([(piece, -float(len(known))) for piece in known], unk_id=0))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.post_processor = processors.TemplateProcessing("$A </s>", None, [("</s>", 1)])
    return tokenizer


def planted(
    tokenizer: Tokenizer, chosen: Mapping[str, str], labels: Sequence[str] = LABELS
) -> NDArray[np.float32]:
    """Return weights [tokens, labels] that give each chosen word its label, and O to all others."""
    table = np.zeros((tokenizer.get_vocab_size(), len(labels)), dtype=np.float32)
    for piece, number in tokenizer.get_vocab().items():
        label = chosen.get(piece.lstrip("Ġ▁").lower(), "O")
        table[number, [each.lower() for each in labels].index(label.lower())] = 12
    return table


def network(weights: NDArray[np.float32], inputs: Sequence[str] = INPUTS) -> onnx.ModelProto:
    """Return a network whose logits are a token's row of the weights, times each of the other inputs + 1."""
    nodes = [helper.make_node("Gather", ["weights", inputs[0]], ["rows"])]
    rows = "rows"
    for name in inputs[1:]:
        nodes += [
            helper.make_node("Unsqueeze", [name, "last"], [f"{name}_column"]),
            helper.make_node("Cast", [f"{name}_column"], [f"{name}_float"], to=TensorProto.FLOAT),
            helper.make_node("Add", [f"{name}_float", "one"], [f"{name}_factor"]),
            helper.make_node("Mul", [rows, f"{name}_factor"], [f"{name}_rows"]),
        ]
        rows = f"{name}_rows"
    nodes.append(helper.make_node("Identity", [rows], ["logits"]))
    form = ["batch", "tokens"]
    graph = helper.make_graph(
        nodes,
        "classifier",
        [helper.make_tensor_value_info(name, TensorProto.INT64, form) for name in inputs],
        [helper.make_tensor_value_info("logits", TensorProto.FLOAT, [*form, weights.shape[1]])],
        [
            numpy_helper.from_array(weights, "weights"),
            numpy_helper.from_array(np.asarray([-1], dtype=np.int64), "last"),
            numpy_helper.from_array(np.asarray(1, dtype=np.float32), "one"),
        ],
    )
    return helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=10, producer_name="a test"
    )


def classifier(
    folder: Path,
    tokenizer: Tokenizer,
    weights: NDArray[np.float32],
    labels: Mapping[str, object] | None = None,
    inputs: Sequence[str] = INPUTS,
) -> Path:
    """Write a classifier with our own label map, ``labels.json``, and return its folder."""
    folder.mkdir(exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    onnx.save(network(weights, inputs), folder / "model.onnx")
    (folder / "labels.json").write_text(json.dumps(labels or {"labels": LABELS}))
    return folder


def as_trained_elsewhere(folder: Path) -> Path:
    """Put the label map where the libraries that train classifiers write it: into ``config.json``."""
    names = json.loads((folder / "labels.json").read_text())["labels"]
    config = {
        "architectures": ["BertForTokenClassification"],
        "id2label": {str(number): name for number, name in enumerate(names)},
        "label2id": {name: number for number, name in enumerate(names)},
        "max_position_embeddings": 64,
    }
    (folder / "labels.json").unlink()
    (folder / "config.json").write_text(json.dumps(config))
    return folder
