"""Learn the head for events alone, on a network that stays as it is: ``python -m training.heads``.

What the network says of sources, cues and contents does not change by a bit.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from sayso.annotate.tokens import SHAPES
from training.data import load_tokenizer
from training.events import collated, far_off, packed, read_sentences
from training.model import encoder_folder, network_of

RATE = 1e-3
BATCH = 256


def main() -> None:
    """Read the arguments, learn, and write the checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--encoder", type=encoder_folder, required=True, help="the base encoder")
    parser.add_argument("--events", type=Path, action="append", required=True)
    parser.add_argument("--out", type=Path, required=True, help="checkpoint to write")
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--tokens", type=int, default=256, help="tokens of a window")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    state = torch.load(options.checkpoint, map_location="cpu", weights_only=True)
    old = {name: weight for name, weight in state.items() if not name.startswith("events.")}
    network = network_of(old, options.encoder, SHAPES, events=True).eval()
    rng = random.Random(options.seed)
    tokenizer = load_tokenizer(options.encoder)
    sentences = read_sentences(options.events)
    rng.shuffle(sentences)
    windows = packed(sentences, tokenizer, options.tokens, rng)
    parts = [windows[start : start + 16] for start in range(0, len(windows), 16)]
    states, scores = seen(network, [collated(part) for part in parts])
    learn(network.events, states, scores, options.epochs)
    torch.save(network.state_dict(), options.out)


@torch.no_grad()
def seen(network: nn.Module, batches: Sequence[dict[str, Tensor]]) -> tuple[Tensor, Tensor]:
    """What the network makes of the words of events [events, hidden], and their scores."""
    states, scores = [], []
    for batch in batches:
        given = ~batch["scores"].isnan().all(-1)
        states.append(network.encode(batch["ids"], batch["mask"], batch["shapes"])[given])
        scores.append(batch["scores"][given])
    return torch.cat(states), torch.cat(scores)


def learn(head: nn.Module, states: Tensor, scores: Tensor, epochs: int) -> None:
    """Train the head on words that have been seen already."""
    head.train()
    optimizer = torch.optim.AdamW(head.parameters(), lr=RATE, weight_decay=0.1)
    steps = epochs * -(-len(states) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps)
    for _ in range(epochs):
        for part in torch.randperm(len(states)).split(BATCH):
            optimizer.zero_grad()
            far_off(head(nn.functional.dropout(states[part], 0.1)), scores[part]).backward()
            optimizer.step()
            schedule.step()
    head.eval()


if __name__ == "__main__":
    main()
