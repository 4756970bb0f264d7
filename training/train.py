"""Train the attribution tagger: ``python -m training.train --data ../shared/data/polnear --encoder DIR``.

Writes a checkpoint after every epoch and every hundred steps, and goes on from the last one when it is
started again with the same ``--out``.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from sayso.annotate.tagger import ROLES
from sayso.annotate.tokens import SHAPES
from training.data import Window, collate, load_tokenizer, read_articles, read_texts, windows
from training.events import event_batches, far_off, read_sentences
from training.model import AttributionTagger, encoder_folder, network_of
from training.prune import pruned
from training.teachers import Teachers, apart, by_role

EVENTS = 0.3
"""Weight of the scores of events beside the losses of attribution."""


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with train.jsonl.gz")
    parser.add_argument("--encoder", type=encoder_folder, required=True, help="the base encoder")
    parser.add_argument("--out", type=Path, required=True, help="folder of the checkpoints")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--tokens", type=int, default=256, help="tokens of a window")
    parser.add_argument(
        "--rate", type=float, default=2e-4, help="peak learning rate of the encoder"
    )
    parser.add_argument(
        "--teacher", type=Path, action="append", default=[], help="checkpoint to learn from"
    )
    parser.add_argument(
        "--texts", type=Path, action="append", default=[], help="more articles, not annotated"
    )
    parser.add_argument(
        "--layers",
        type=lambda given: [int(number) for number in given.split(",")],
        default=[],
        help="layers of the first teacher that are kept, as 0,1,2,4",
    )
    parser.add_argument(
        "--inner",
        type=int,
        default=0,
        help="inner units of a layer that are kept of the first teacher",
    )
    parser.add_argument("--start", type=Path, help="checkpoint of the network itself to go on from")
    parser.add_argument(
        "--events", type=Path, action="append", default=[], help="sentences with scored events"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    train(parser.parse_args())


def train(options: argparse.Namespace) -> None:
    """Train from the last checkpoint in ``options.out``, or from the base encoder."""
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    tokenizer = load_tokenizer(options.encoder)
    articles = read_articles(options.data / "train.jsonl.gz")
    articles += [each for path in options.texts for each in read_texts(path)]
    epochs = [list(batches(articles, tokenizer, options, epoch)) for epoch in range(options.epochs)]
    total = sum(len(epoch) for epoch in epochs)
    teachers = Teachers(options.teacher, options.encoder, device) if options.teacher else None
    model = beginning(options, teachers, epochs[0][:8]).to(device)
    sentences = read_sentences(options.events)
    rng = random.Random(options.seed)
    events = event_batches(sentences, tokenizer, options.tokens, options.batch // 4, rng)
    # In their order: a checkpoint knows the parameters of the optimizer by their numbers.
    encoder = list(model.encoder.parameters())
    heads = [each for name, each in model.named_parameters() if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": encoder}, {"params": heads}], lr=options.rate, weight_decay=0.01
    )
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, [options.rate, 5 * options.rate], total_steps=total, pct_start=0.1
    )
    average = torch.optim.swa_utils.AveragedModel(
        model, multi_avg_fn=torch.optim.swa_utils.get_ema_multi_avg_fn(0.995)
    )
    parts = {"model": model, "optimizer": optimizer, "schedule": schedule, "average": average}
    done = restore(options.out, parts, device)
    step, began = 0, time.monotonic()
    for number, epoch in enumerate(epochs, 1):
        for batch in epoch:
            step += 1
            if step <= done:
                continue
            given = {name: part.to(device) for name, part in collate(batch).items()}
            losses = one_step(model, given if teachers is None else teachers(given))
            if sentences:
                scored = {name: part.to(device) for name, part in next(events).items()}
                losses["events"] = event_step(model, scored)
            sum(losses.values()).backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad()
            average.update_parameters(model)
            if step % 20 == 0:
                told = {name: round(loss.item(), 4) for name, loss in losses.items()}
                pace = (time.monotonic() - began) / (step - done)
                print(
                    json.dumps({"step": step, "of": total, **told, "s": round(pace, 2)}), flush=True
                )
            if step % 100 == 0:
                save(options.out / "last.pt", parts, step)
        if step > done:
            torch.save(average.module.state_dict(), options.out / f"epoch-{number}.pt")
            save(options.out / "last.pt", parts, step)


def beginning(
    options: argparse.Namespace, teachers: Teachers | None, first: list[list[Window]]
) -> AttributionTagger:
    """The network to train: one that is trained already, what is left of the first teacher, or the encoder."""
    if options.start is not None:
        state = torch.load(options.start, map_location="cpu", weights_only=True)
        return network_of(state, options.encoder, SHAPES, events=bool(options.events))
    model = AttributionTagger(
        options.encoder, SHAPES, options.layers, options.inner, events=bool(options.events)
    )
    if teachers is not None:
        teacher = teachers.networks[0]
        config = teacher.encoder.config
        layers = options.layers or range(config.num_hidden_layers)
        device = teacher.tags.weight.device
        some = ({k: v.to(device) for k, v in collate(each).items()} for each in first)
        inner = options.inner or config.intermediate_size
        model.load_state_dict(pruned(teacher, layers, inner, some), strict=False)
    return model


def batches(
    articles: list[dict[str, object]], tokenizer: Tokenizer, options: argparse.Namespace, epoch: int
) -> Iterator[list[Window]]:
    """The windows of one epoch in batches of like length; the same for the same seed."""
    rng = random.Random(f"{options.seed} {epoch}")
    cut = [w for article in articles for w in windows(article, tokenizer, options.tokens, rng)]
    rng.shuffle(cut)
    pool = 16 * options.batch
    grouped = []
    for start in range(0, len(cut), pool):
        group = sorted(cut[start : start + pool], key=lambda window: len(window.ids))
        grouped += [group[i : i + options.batch] for i in range(0, len(group), options.batch)]
    rng.shuffle(grouped)
    yield from grouped


def one_step(model: AttributionTagger, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """The losses of one batch: tags of each role, the arcs of the gold cues, and what teachers add."""
    with torch.autocast(batch["ids"].device.type, torch.bfloat16):
        states = model.encode(batch["ids"], batch["mask"], batch["shapes"])
        tags = model.tags(states)
        arcs = model.arcs(states, batch["cues"])
    tags, arcs = tags.float(), arcs.float()
    real = batch["rows"][:, :, 0] != -100
    surprise = model.surprise(arcs[real], batch["rows"][real]) if real.any() else arcs.new_zeros(1)
    marked = batch["tags"] != -100
    wrong = nn.functional.cross_entropy(
        by_role(tags).permute(0, 3, 2, 1), batch["tags"], reduction="sum"
    )
    losses = {
        "tags": wrong / marked.sum().clamp(min=1) * len(ROLES),
        "arcs": surprise.mean() * 0.02,
    }
    return losses | (apart(batch, tags, arcs) if "asked" in batch else {})


def event_step(model: AttributionTagger, batch: dict[str, Tensor]) -> Tensor:
    """The loss of the scores of events."""
    with torch.autocast(batch["ids"].device.type, torch.bfloat16):
        told = model.sureness(model.encode(batch["ids"], batch["mask"], batch["shapes"]))
    return far_off(told.float(), batch["scores"]) * EVENTS


def save(path: Path, parts: dict[str, object], step: int) -> None:
    """Write a checkpoint whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    torch.save({"step": step, **{k: v.state_dict() for k, v in parts.items()}}, partial)
    partial.replace(path)


def restore(out: Path, parts: dict[str, object], device: torch.device) -> int:
    """Load the last checkpoint; returns the number of steps done."""
    out.mkdir(parents=True, exist_ok=True)
    path = out / "last.pt"
    if not path.exists():
        return 0
    state = torch.load(path, map_location=device, weights_only=True)
    for name, part in parts.items():
        part.load_state_dict(state[name])
    return int(state["step"])


if __name__ == "__main__":
    main()
