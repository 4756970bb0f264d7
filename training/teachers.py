"""Networks that are trained already -> what a smaller one, or one more, should say of a batch.

Knowledge distillation (Hinton et al. 2015): the pupil learns the teachers' mean probabilities beside what the
annotators marked, and learns from them alone on texts that nobody has annotated.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn

from sayso.annotate.tagger import ROLES
from sayso.annotate.tokens import SHAPES
from training.model import network_of

CUE = ROLES.index("cue")
SURE = 0.4
"""How probable a cue is for the teachers from which its arcs are learnt, in texts without annotation."""


class Teachers:
    """One network or several, which are asked as one."""

    def __init__(self, checkpoints: Sequence[Path], encoder: Path, device: torch.device) -> None:
        self.networks = []
        for checkpoint in checkpoints:
            state = torch.load(checkpoint, map_location="cpu", weights_only=True)
            self.networks.append(network_of(state, encoder, SHAPES).to(device).eval())

    @torch.no_grad()
    def __call__(self, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """The batch with the teachers' ``taught_tags`` and ``taught_arcs``.

        Windows without annotation get the cues that the teachers see there.
        """
        told = []
        with torch.autocast(batch["ids"].device.type, torch.bfloat16):
            for network in self.networks:
                states = network.encode(batch["ids"], batch["mask"], batch["shapes"])
                told.append((states, network.tags(states).float()))
        shares = torch.stack([by_role(tags).softmax(-1) for _, tags in told]).mean(0)
        bare = (batch["tags"] == -100).all(-1).all(-1)
        cue = shares[:, :, CUE, 1:].sum(-1) * batch["mask"]
        places = [
            torch.nonzero(row > SURE).flatten() if empty else given[real]
            for row, empty, given, real in zip(
                cue, bare, batch["cues"], batch["rows"][:, :, 0] != -100, strict=True
            )
        ]
        most = max(1, *(len(each) for each in places))
        cues = torch.zeros((len(bare), most), dtype=torch.long, device=bare.device)
        asked = torch.zeros((len(bare), most), dtype=torch.bool, device=bare.device)
        for number, each in enumerate(places):
            cues[number, : len(each)] = each
            asked[number, : len(each)] = True
        with torch.autocast(batch["ids"].device.type, torch.bfloat16):
            arcs = [
                network.arcs(states, cues).float()
                for network, (states, _) in zip(self.networks, told, strict=True)
            ]
        rows = nn.functional.pad(
            batch["rows"], (0, 0, 0, max(0, most - batch["rows"].shape[1])), value=-100
        )
        return {
            **batch,
            "cues": cues,
            "rows": rows[:, :most],
            "asked": asked,
            "taught_tags": shares,
            "taught_arcs": torch.stack([each.softmax(2) for each in arcs]).mean(0),
        }


def by_role(tags: Tensor) -> Tensor:
    """[batch, tokens, 9] -> [batch, tokens, roles, 3]."""
    return tags.unflatten(-1, (len(ROLES), 3))


def apart(batch: dict[str, Tensor], tags: Tensor, arcs: Tensor) -> dict[str, Tensor]:
    """How far the pupil's ``tags`` and ``arcs`` are from what the teachers say."""
    inside = batch["mask"].bool()
    tag_gap = nn.functional.kl_div(
        by_role(tags)[inside].log_softmax(-1), batch["taught_tags"][inside], reduction="none"
    )
    arc_gap = nn.functional.kl_div(arcs.log_softmax(2), batch["taught_arcs"], reduction="none")
    heard = (batch["asked"].unsqueeze(-1) & inside.unsqueeze(1)).float()
    return {
        "tags like": tag_gap.sum(-1).mean() * len(ROLES),
        "arcs like": (arc_gap.sum(2) * heard).sum() / heard.sum().clamp(min=1) * 5,
    }
