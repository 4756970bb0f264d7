"""Any encoder becomes an encoder of sentences that Sayso compares with: ``make test-training``."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest

WHY = "PyTorch is no part of this environment; `make test-training` has it"
torch = pytest.importorskip("torch", reason=WHY)

from transformers import BertConfig, BertModel

from sayso.compare.encoder import Encoder
from tests.annotate.classifiers import word_pieces
from training import sentences

pytestmark = [pytest.mark.filterwarnings("default"), pytest.mark.timeout(600)]

TEXTS = ("The mayor said that the bridge was shut.", "It rained.\nNobody came to the ferry.")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with two texts and an encoder of two layers that has learnt nothing."""
    made = tmp_path_factory.mktemp("sentences")
    with gzip.open(made / "train.jsonl.gz", "wt", encoding="utf8") as lines:
        lines.writelines(json.dumps({"text": each}) + "\n" for each in TEXTS)
    tokenizer = word_pieces(" ".join(TEXTS))
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=48,
    )
    BertModel(config).save_pretrained(made / "encoder")
    tokenizer.save(str(made / "encoder" / "tokenizer.json"))
    return made


def exported(place: Path, *words: str) -> Path:
    out = place / ("out" + "".join(words))
    with pytest.MonkeyPatch.context() as patch:
        given = ["--encoder", str(place / "encoder"), "--data", str(place), "--out", str(out)]
        patch.setattr("sys.argv", ["sentences", *given, *words])
        sentences.main()
    return out


def test_the_exported_network_gives_the_vectors_of_the_trained_one(place: Path) -> None:
    full = Encoder(exported(place, "--full"))
    model = sentences.Sentences(place / "encoder").eval()
    for text in (*TEXTS, "ferry " * 100):
        ids = full._tokenizer.encode(text).ids
        with torch.no_grad():
            vector = model(torch.tensor([ids]))[0].numpy()
        assert np.allclose(full.vector(text), vector, atol=1e-4)


def test_in_8_bits_it_says_much_the_same_and_is_smaller(place: Path) -> None:
    full, small = exported(place, "--full"), exported(place)
    for text in TEXTS:
        assert Encoder(full).vector(text) @ Encoder(small).vector(text) > 0.98
    assert (small / "model.onnx").stat().st_size < (full / "model.onnx").stat().st_size
