"""The network: an encoder, tags for every token, and an arc from every cue token to its attribution.

``tags`` finds the cues. ``arcs`` reads the text once more from the place of one cue: for that cue each
token is source, cue, content or nothing of *its* attribution, so that pairing is learned and nested or
interrupted contents come out whole (the deep biaffine scorer of Dozat and Manning 2017, as used for
semantic roles by Cai et al. 2018, with a bias for the distance between the two tokens).
"""

from __future__ import annotations

import argparse
import importlib.util
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

ROLES = ("source", "cue", "content")
LABELS = ("O", *(f"{bio}-{role}" for role in ROLES for bio in "BI"))
FARTHEST = 128


def encoder_folder(name: str) -> Path:
    """Return the folder of an encoder: one that is there, or ``model`` in an installed package."""
    folder = Path(name)
    if folder.is_dir():
        return folder
    package = importlib.util.find_spec(name)
    if package is None or package.origin is None:
        raise argparse.ArgumentTypeError(f"{name} is neither a folder nor an installed package.")
    return Path(package.origin).parent / "model"


class AttributionTagger(nn.Module):
    """Encoder with the two heads; see the module's text."""

    def __init__(self, encoder: Path, shapes: int, width: int = 128, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(encoder, add_pooling_layer=False)
        hidden = self.encoder.config.hidden_size
        self._widen_token_types(shapes)
        self.dropout = nn.Dropout(dropout)
        self.tags = nn.Linear(hidden, 3 * len(ROLES))
        self.from_cue = nn.Linear(hidden, width)
        self.to_token = nn.Linear(hidden, width)
        self.biaffine = nn.Linear(width, len(LABELS) * width)
        self.token_bias = nn.Linear(hidden, len(LABELS))
        self.distance = nn.Embedding(2 * FARTHEST + 1, len(LABELS))
        nn.init.zeros_(self.distance.weight)

    def _widen_token_types(self, shapes: int) -> None:
        """Token types become shapes: all begin as the encoder's own type 0, and drift from there."""
        old = self.encoder.embeddings.token_type_embeddings
        new = nn.Embedding(shapes, old.embedding_dim)
        with torch.no_grad():
            new.weight.copy_(old.weight[0] + 0.01 * torch.randn(shapes, old.embedding_dim))
        self.encoder.embeddings.token_type_embeddings = new
        self.encoder.config.type_vocab_size = shapes

    def encode(self, ids: Tensor, mask: Tensor, shapes: Tensor) -> Tensor:
        """Hidden states [batch, tokens, hidden]."""
        states = self.encoder(
            input_ids=ids, attention_mask=mask, token_type_ids=shapes
        ).last_hidden_state
        return self.dropout(states)

    def arcs(self, states: Tensor, cues: Tensor) -> Tensor:
        """Logits [batch, cues, labels, tokens] for cue positions ``cues`` [batch, cues]."""
        batch, tokens, hidden = states.shape
        at_cue = states.gather(1, cues.unsqueeze(-1).expand(-1, -1, hidden))
        query = self.dropout(nn.functional.gelu(self.from_cue(at_cue)))
        key = self.dropout(nn.functional.gelu(self.to_token(states)))
        width = key.shape[-1]
        query = self.biaffine(query).view(batch, cues.shape[1] * len(LABELS), width)
        logits = torch.matmul(query, key.transpose(1, 2)) / width**0.5
        logits = logits.view(batch, cues.shape[1], len(LABELS), tokens)
        steps = torch.arange(tokens, device=states.device).view(1, 1, -1) - cues.unsqueeze(-1)
        distance = self.distance(steps.clamp(-FARTHEST, FARTHEST) + FARTHEST)
        return (
            logits + distance.transpose(2, 3) + self.token_bias(states).transpose(1, 2).unsqueeze(1)
        )

    def forward(self, ids: Tensor, mask: Tensor, shapes: Tensor) -> tuple[Tensor, Tensor]:
        """Tags [batch, tokens, 3 * roles] and arcs [batch, tokens, labels, tokens], as exported."""
        states = self.encode(ids, mask, shapes)
        cues = torch.arange(ids.shape[1], device=ids.device).unsqueeze(0).expand(ids.shape[0], -1)
        return self.tags(states), self.arcs(states, cues)
