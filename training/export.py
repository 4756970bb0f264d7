"""Write a checkpoint as int8 ONNX: ``python -m training.export --checkpoint FILE --encoder DIR --out DIR``.

Two networks come out: ``model.onnx`` reads a window of text, once; ``arcs.onnx`` reads what it found from
the place of each cue. The second is small and stays in floating point.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from sayso.annotate.tagger import LABELS, ROLES
from sayso.annotate.tokens import SHAPES
from training.data import collate, load_tokenizer, read_articles, windows
from training.model import AttributionTagger, encoder_folder, network_of

WINDOW = 240
"""Tokens of a window when reading, with its two marks; at 256 the caches of processors get in the way of
each other, and a token costs a quarter more."""
USUAL = 3.0
"""Times the median channel that a channel may reach before it is scaled down."""

LONGEST = 512
OPSET = 23
"""The first with an operator of its own for attention, which ``fuse_attention`` looks for."""


def main() -> None:
    """Read the arguments and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--encoder", type=encoder_folder, required=True, help="the base encoder")
    parser.add_argument("--out", type=Path, required=True, help="folder of the model")
    parser.add_argument("--full", action="store_true", help="keep 32-bit floating point")
    parser.add_argument("--data", type=Path, help="PolNeAR's folder: texts to see what is large on")
    options = parser.parse_args()
    state = torch.load(options.checkpoint, map_location="cpu", weights_only=True)
    model = network_of(state, options.encoder, SHAPES)
    if options.data is not None and not options.full:
        texts = _articles(model.eval(), options.data / "train.jsonl.gz", options.encoder)
        smooth(model.encoder, texts)
    export(model.eval(), options.out, full=options.full)
    shutil.copy(options.encoder / "tokenizer.json", options.out / "tokenizer.json")


def export(model: AttributionTagger, out: Path, *, full: bool) -> None:
    """Write ``model.onnx``, ``arcs.onnx`` and ``labels.json`` into ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)
    hidden = model.encoder.config.hidden_size
    longest = min(LONGEST, model.encoder.config.max_position_embeddings)
    tokens = torch.export.Dim("tokens", min=3, max=longest)
    cues = torch.export.Dim("cues", min=1, max=longest)
    ids = torch.ones((1, 40), dtype=torch.long)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        write(
            _Reader(model),
            plain,
            {"ids": ids, "shapes": torch.zeros_like(ids)},
            ["tags", "states", *(["events"] if model.events is not None else [])],
            {"ids": {1: tokens}, "shapes": {1: tokens}},
        )
        fuse_attention(plain, model.encoder.config.num_attention_heads)
        if full:
            shutil.copy(plain, out / "model.onnx")
        else:
            quantize(plain, out / "model.onnx", hidden)
        write(
            _Arcs(model),
            out / "arcs.onnx",
            {"states": torch.zeros(1, 40, hidden), "cues": torch.tensor([[3, 7]])},
            ["arcs"],
            {"states": {1: tokens}, "cues": {1: cues}},
        )
    moves = (model.transitions + model.forbidden).detach()
    labels = {
        "roles": ROLES,
        "labels": LABELS,
        "max_tokens": min(WINDOW, longest),
        "transitions": [[round(move, 4) for move in row] for row in moves.tolist()],
    }
    (out / "labels.json").write_text(json.dumps(labels) + "\n", encoding="utf8")


def smooth(encoder: nn.Module, readings: Iterable[Callable[[], object]]) -> None:
    """Make the encoder's products fit for 8 bits: channels that run far out are scaled down before one.

    A few channels of MiniLM are twenty times as large as the others, and one scale for all leaves the
    others two steps a standard deviation. Their weights are scaled up by as much, so that the product
    stays the same (SmoothQuant, Xiao et al. 2023, for the outliers alone). Each of the readings lets the
    encoder read some text, to see which they are.
    """
    largest: dict[nn.Linear, Tensor] = {}

    def watch(linear: nn.Module, given: tuple[Tensor, ...]) -> None:
        seen = given[0].detach().abs().flatten(0, -2).amax(0)
        largest[linear] = torch.maximum(largest.get(linear, seen), seen)

    linears = [
        (parent, name, child)
        for parent in encoder.modules()
        for name, child in parent.named_children()
        if isinstance(child, nn.Linear)
    ]
    hooks = [child.register_forward_pre_hook(watch) for _, _, child in linears]
    with torch.no_grad():
        for reading in readings:
            reading()
    for hook in hooks:
        hook.remove()
    for parent, name, child in linears:
        setattr(parent, name, _Smoothed(child, largest[child]))


def _articles(
    model: AttributionTagger, articles: Path, encoder: Path
) -> Iterator[Callable[[], object]]:
    """Yield what lets the model read one article after the other of some that stand for all."""
    tokenizer = load_tokenizer(encoder)
    rng = random.Random(0)
    every = read_articles(articles)
    size = min(WINDOW, model.encoder.config.max_position_embeddings)
    for article in rng.sample(every, min(24, len(every))):
        batch = collate(windows(article, tokenizer, size, rng))
        yield partial(model.encode, batch["ids"], batch["mask"], batch["shapes"])


class _Smoothed(nn.Module):
    """A linear layer that takes the channels far above the median down before its product."""

    def __init__(self, linear: nn.Linear, largest: Tensor) -> None:
        super().__init__()
        scale = (largest / (USUAL * largest.median())).clamp(min=1)
        self.linear = linear
        self.register_buffer("shrink", 1 / scale)
        with torch.no_grad():
            linear.weight.mul_(scale)
        self.needed = bool((scale > 1).any())

    def forward(self, given: Tensor) -> Tensor:
        return self.linear(given * self.shrink if self.needed else given)


class _Reader(nn.Module):
    """A window that is alone and whole needs no mask."""

    def __init__(self, model: AttributionTagger) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: Tensor, shapes: Tensor) -> tuple[Tensor, ...]:
        states = self.model.encode(ids, None, shapes)
        told = (self.model.tags(states), states)
        return told if self.model.events is None else (*told, self.model.sureness(states))


class _Arcs(nn.Module):
    def __init__(self, model: AttributionTagger) -> None:
        super().__init__()
        self.model = model

    def forward(self, states: Tensor, cues: Tensor) -> Tensor:
        return self.model.arcs(states, cues)


def _bare(path: Path) -> None:
    """Take out what tells of the machine that wrote the file: traces of the source of each operator."""
    model = onnx.load(path)
    graph = model.graph
    for each in (model, graph, *graph.node, *graph.value_info, *graph.input, *graph.output):
        each.doc_string = ""
        del each.metadata_props[:]
    for weight in graph.initializer:
        weight.doc_string = ""
        del weight.metadata_props[:]
    onnx.save(model, path)


def fuse_attention(path: Path, heads: int) -> None:
    """Give the attention of every layer to the run time's own operator, which is a third faster.

    It takes and gives states [1, tokens, hidden], so the reshaping into heads around it goes, and so does
    the mask: the window of ``_Reader`` is alone and whole.
    """
    model = onnx.load(path)
    graph = model.graph
    makers = {name: node for node in graph.node for name in node.output}
    takers = {name: node for node in graph.node for name in node.input}
    for node in [node for node in graph.node if node.op_type == "Attention"]:
        # Behind each: reshape [1, tokens, heads, size], transpose; before its end: transpose, reshape.
        given = [makers[makers[name].input[0]].input[0] for name in node.input[:3]]
        told = takers[takers[node.output[0]].output[0]].output[0]
        fused = onnx.helper.make_node(
            "MultiHeadAttention", given, [told], domain="com.microsoft", num_heads=heads
        )
        graph.node.insert(list(graph.node).index(node), fused)
        graph.node.remove(makers[told])
    model.opset_import.append(onnx.helper.make_opsetid("com.microsoft", 1))
    _drop_unused(graph)
    onnx.save(model, path)


def _drop_unused(graph: onnx.GraphProto) -> None:
    """Take out the operators and weights whose outcome nothing takes."""
    wanted = {each.name for each in graph.output}
    for node in reversed(list(graph.node)):
        if wanted.isdisjoint(node.output):
            graph.node.remove(node)
        else:
            wanted.update(node.input)
    for weight in [each for each in graph.initializer if each.name not in wanted]:
        graph.initializer.remove(weight)


def write(
    network: nn.Module,
    path: Path,
    example: dict[str, Tensor],
    outputs: list[str],
    dynamic: dict[str, Any],
) -> None:
    """Write a network as ONNX, with nothing in it that tells of this machine."""
    torch.onnx.export(
        network.eval(),
        kwargs=example,
        f=str(path),
        input_names=list(example),
        output_names=outputs,
        dynamic_shapes=dynamic,
        opset_version=OPSET,
        dynamo=True,
        external_data=False,
    )
    _bare(path)


def quantize(plain: Path, out: Path, hidden: int) -> None:
    """Weights of the encoder to 8 bits by column; the head, under 1% of the work, stays as it is."""
    graph = onnx.load(plain).graph
    sizes = {weight.name: min(weight.dims) for weight in graph.initializer if len(weight.dims) == 2}
    kept = [
        node.name
        for node in graph.node
        if node.op_type in {"MatMul", "Gemm"}
        and not any(sizes.get(name, 0) >= hidden for name in node.input)
    ]
    quantize_dynamic(
        plain,
        out,
        per_channel=True,
        weight_type=QuantType.QInt8,
        nodes_to_exclude=kept,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
    )


if __name__ == "__main__":
    main()
