"""Write a sentence encoder as int8 ONNX: ``python -m training.sentences --encoder DIR --out DIR``.

What comes out takes the tokens of one text and gives one vector of length 1: the mean of the encoder's
last states. The dot product of two is their cosine.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import shutil
import tempfile
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

from training.data import load_tokenizer, read_articles
from training.export import fuse_attention, quantize, smooth, write
from training.model import encoder_folder

MOST_TOKENS = 128
"""Of one text, with its two marks: what the base encoder was trained with."""

TEXTS = 24
"""Articles whose lines show which channels are large."""


class Sentences(nn.Module):
    """An encoder whose states are averaged over a text and brought to length 1."""

    def __init__(self, encoder: Path) -> None:
        """Read the weights of the encoder."""
        super().__init__()
        self.encoder = AutoModel.from_pretrained(encoder, add_pooling_layer=False)

    def forward(self, ids: Tensor) -> Tensor:
        """Vectors [1, hidden] of ids [1, tokens]: a text that is alone and whole needs no mask."""
        states = self.encoder(input_ids=ids).last_hidden_state
        return nn.functional.normalize(states.mean(dim=1), dim=-1)


def main() -> None:
    """Read the arguments and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=encoder_folder, required=True, help="the encoder")
    parser.add_argument("--out", type=Path, required=True, help="folder of the model")
    parser.add_argument("--data", type=Path, help="PolNeAR's folder: texts to see what is large on")
    parser.add_argument("--full", action="store_true", help="keep 32-bit floating point")
    options = parser.parse_args()
    model = Sentences(options.encoder).eval()
    if options.data is not None and not options.full:
        tokenizer = load_tokenizer(options.encoder)
        every = read_articles(options.data / "train.jsonl.gz")
        articles = random.Random(0).sample(every, min(TEXTS, len(every)))
        lines = [line for each in articles for line in each["text"].splitlines() if line.strip()]
        most = min(MOST_TOKENS, model.encoder.config.max_position_embeddings)
        given = [torch.tensor([tokenizer.encode(line).ids[:most]]) for line in lines]
        smooth(model.encoder, [lambda ids=ids: model(ids) for ids in given])
    export(model, options.out, full=options.full)
    shutil.copy(options.encoder / "tokenizer.json", options.out / "tokenizer.json")


def export(model: Sentences, out: Path, *, full: bool) -> None:
    """Write ``model.onnx`` and ``sentences.json`` into ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)
    config = model.encoder.config
    tokens = torch.export.Dim("tokens", min=3, max=min(512, config.max_position_embeddings))
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        ids = torch.ones((1, 40), dtype=torch.long)
        write(model, plain, {"ids": ids}, ["vector"], {"ids": {1: tokens}})
        fuse_attention(plain, config.num_attention_heads)
        if full:
            shutil.copy(plain, out / "model.onnx")
        else:
            quantize(plain, out / "model.onnx", config.hidden_size)
    most = min(MOST_TOKENS, config.max_position_embeddings)
    (out / "sentences.json").write_text(json.dumps({"max_tokens": most}) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
