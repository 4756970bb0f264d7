"""Write a checkpoint as int8 ONNX: ``python -m training.export --checkpoint FILE --encoder DIR --out DIR``."""

from __future__ import annotations

import argparse
import json
import logging
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from sayso.annotate.tokens import SHAPES
from training.model import LABELS, ROLES, AttributionTagger, encoder_folder


def main() -> None:
    """Read the arguments and export."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--encoder", type=encoder_folder, required=True, help="the base encoder")
    parser.add_argument("--out", type=Path, required=True, help="folder of the model")
    parser.add_argument("--full", action="store_true", help="keep 32-bit floating point")
    options = parser.parse_args()
    model = AttributionTagger(options.encoder, SHAPES)
    model.load_state_dict(torch.load(options.checkpoint, map_location="cpu", weights_only=True))
    export(model.eval(), options.out, full=options.full)
    shutil.copy(options.encoder / "tokenizer.json", options.out / "tokenizer.json")
    labels = {"roles": ROLES, "labels": LABELS, "max_tokens": 256}
    (options.out / "labels.json").write_text(json.dumps(labels) + "\n", encoding="utf8")


def export(model: AttributionTagger, out: Path, *, full: bool) -> None:
    """Write ``model.onnx`` into ``out``: inputs ids, mask, shapes; outputs tags and arcs."""
    out.mkdir(parents=True, exist_ok=True)
    example = (
        torch.full((2, 40), 2000),
        torch.ones(2, 40, dtype=torch.long),
        torch.zeros(2, 40, dtype=torch.long),
    )
    batch, tokens = (
        torch.export.Dim("batch", min=1, max=256),
        torch.export.Dim("tokens", min=3, max=512),
    )
    dynamic = {0: batch, 1: tokens}
    logging.getLogger("torch.onnx").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "full.onnx"
        torch.onnx.export(
            model,
            example,
            str(plain),
            input_names=["ids", "mask", "shapes"],
            output_names=["tags", "arcs"],
            dynamic_shapes={"ids": dynamic, "mask": dynamic, "shapes": dynamic},
            dynamo=True,
            external_data=False,
        )
        if full:
            shutil.copy(plain, out / "model.onnx")
            return
        graph = onnx.load(plain).graph
        kept = [
            node.name
            for node in graph.node
            if node.op_type in {"MatMul", "Gemm"} and _is_head(node, graph)
        ]
        quantize_dynamic(
            plain,
            out / "model.onnx",
            per_channel=True,
            weight_type=QuantType.QInt8,
            nodes_to_exclude=kept,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )


def _is_head(node: onnx.NodeProto, graph: onnx.GraphProto) -> bool:
    """Whether a product is one of the heads', which stay in floating point: under 2% of the work."""
    shapes = {tuple(w.dims) for w in graph.initializer if w.name in node.input}
    return not any(min(shape) >= 384 for shape in shapes if len(shape) == 2)


if __name__ == "__main__":
    main()
