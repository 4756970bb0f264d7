"""The network: an encoder, tags for every token, and an arc from every cue token to its attribution.

``tags`` finds the cues. ``arcs`` reads the text once more from the place of one cue: for that cue each
token is source, cue, content or nothing of *its* attribution, so that pairing is learned and nested or
interrupted contents come out whole (the deep biaffine scorer of Dozat and Manning 2017, as used for
semantic roles by Cai et al. 2018, with a bias for the distance between the two tokens). The labels of one
cue are scored as a whole sequence by a linear-chain conditional random field (Lafferty et al. 2001).
"""

from __future__ import annotations

import argparse
import importlib.util
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

from sayso.annotate.sequences import well_formed
from sayso.annotate.sureness import CONVENTIONS
from sayso.annotate.tagger import LABELS, ROLES

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


def layers_of(state: dict[str, Tensor]) -> range:
    """The layers of the encoder whose weights these are."""
    numbers = [int(name.split("layer.")[1].split(".")[0]) for name in state if "layer." in name]
    return range(max(numbers) + 1)


def inner_of(state: dict[str, Tensor]) -> int:
    """How wide the layers of the encoder are inside."""
    return next(len(weight) for name, weight in state.items() if "intermediate" in name)


class AttributionTagger(nn.Module):
    """Encoder with the two heads; see the module's text."""

    def __init__(
        self,
        encoder: Path,
        shapes: int,
        layers: Sequence[int] = (),
        inner: int = 0,
        *,
        events: bool = False,
        width: int = 128,
        dropout: float = 0.1,
    ) -> None:
        """Build on an encoder, of which only ``layers`` are kept, ``inner`` wide, where any are named."""
        super().__init__()
        self.encoder = AutoModel.from_pretrained(encoder, add_pooling_layer=False)
        hidden = self.encoder.config.hidden_size
        if layers:
            every = self.encoder.encoder.layer
            self.encoder.encoder.layer = nn.ModuleList([every[number] for number in layers])
            self.encoder.config.num_hidden_layers = len(layers)
        if inner not in {0, self.encoder.config.intermediate_size}:
            for layer in self.encoder.encoder.layer:
                layer.intermediate.dense = nn.Linear(hidden, inner)
                layer.output.dense = nn.Linear(inner, hidden)
            self.encoder.config.intermediate_size = inner
        self._widen_token_types(shapes)
        self.dropout = nn.Dropout(dropout)
        self.tags = nn.Linear(hidden, 3 * len(ROLES))
        self.from_cue = nn.Linear(hidden, width)
        self.to_token = nn.Linear(hidden, width)
        self.biaffine = nn.Linear(width, len(LABELS) * width)
        self.token_bias = nn.Linear(hidden, len(LABELS))
        self.distance = nn.Embedding(2 * FARTHEST + 1, len(LABELS))
        nn.init.zeros_(self.distance.weight)
        self.events = (
            nn.Sequential(nn.Linear(hidden, width), nn.GELU(), nn.Linear(width, len(CONVENTIONS)))
            if events
            else None
        )
        self.transitions = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        # Reading forbids what training forbids: a role goes on only after its own beginning or middle.
        forbidden = torch.from_numpy(well_formed(len(LABELS))).to(self.transitions.dtype)
        self.register_buffer("forbidden", forbidden, persistent=False)

    def _widen_token_types(self, shapes: int) -> None:
        """Token types become shapes: all begin as the encoder's own type 0, and drift from there."""
        old = self.encoder.embeddings.token_type_embeddings
        new = nn.Embedding(shapes, old.embedding_dim)
        with torch.no_grad():
            new.weight.copy_(old.weight[0] + 0.01 * torch.randn(shapes, old.embedding_dim))
        self.encoder.embeddings.token_type_embeddings = new
        self.encoder.config.type_vocab_size = shapes

    def encode(self, ids: Tensor, mask: Tensor | None, shapes: Tensor) -> Tensor:
        """Hidden states [batch, tokens, hidden]; without a mask all tokens are read."""
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

    def sureness(self, states: Tensor) -> Tensor:
        """How sure the event is whose word a token begins [batch, tokens, conventions], -3 to 3."""
        return self.events(states)

    def surprise(self, scores: Tensor, labels: Tensor) -> Tensor:
        """Minus the log probability [rows] of label sequences [rows, tokens], -100 behind their ends.

        ``scores`` [rows, labels, tokens] are one row's arcs; the sum over all sequences is the forward
        algorithm.
        """
        scores = scores.permute(2, 0, 1)
        inside = (labels != -100).T
        gold = labels.clamp(min=0).T
        moves = self.transitions + self.forbidden
        total = scores[0] + self.forbidden[0]
        for step in range(1, len(scores)):
            reached = torch.logsumexp(total.unsqueeze(2) + moves, dim=1) + scores[step]
            total = torch.where(inside[step].unsqueeze(1), reached, total)
        own = scores.gather(2, gold.unsqueeze(2)).squeeze(2)
        own = own + nn.functional.pad(moves[gold[:-1], gold[1:]], (0, 0, 1, 0))
        return torch.logsumexp(total, dim=1) - (own * inside).sum(0)


def network_of(
    state: dict[str, Tensor], encoder: Path, shapes: int, *, events: bool = False
) -> AttributionTagger:
    """Return the network whose weights these are, with a head for events if they have one or it is asked for.

    A head that is asked for, and the moves of weights from before there were any, are as at the start.
    """
    known = any(name.startswith("events.") for name in state)
    network = AttributionTagger(
        encoder, shapes, layers_of(state), inner_of(state), events=known or events
    )
    missing, unknown = network.load_state_dict(state, strict=False)
    strange = [name for name in missing if not name.startswith(("transitions", "events."))]
    if unknown or strange:
        raise ValueError(f"these are no weights of this network: {[*unknown, *strange][:3]}")
    return network
