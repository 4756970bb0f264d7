"""A trained network -> the weights of a smaller one to begin from: fewer layers, and narrower inside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import torch
from torch import Tensor, nn

from training.model import AttributionTagger


def pruned(
    network: AttributionTagger,
    layers: Sequence[int],
    inner: int,
    batches: Iterable[dict[str, Tensor]],
) -> dict[str, Tensor]:
    """The weights that are left of ``network`` with only these layers, counted anew.

    Of each layer's inner units the ``inner`` stay that carry most on ``batches``: by the square of what goes
    out of a unit and of the weights that take it on (as Molchanov et al. 2017 rank them, without the gradient).
    """
    kept = {number: kept_units(load, inner) for number, load in loads(network, batches).items()}
    result = {}
    for name, weight in network.state_dict().items():
        before, inside, after = name.partition("encoder.layer.")
        if not inside:
            result[name] = weight
            continue
        number, _, rest = after.partition(".")
        if int(number) not in layers:
            continue
        units = kept[int(number)]
        left = weight
        if rest.startswith("intermediate."):
            left = weight[units]
        elif rest == "output.dense.weight":
            left = weight[:, units]
        result[f"{before}{inside}{list(layers).index(int(number))}.{rest}"] = left
    return result


def kept_units(load: Tensor, inner: int) -> Tensor:
    """The numbers of the units that carry most, in their order."""
    return load.topk(min(inner, len(load))).indices.sort().values


@torch.no_grad()
def loads(network: AttributionTagger, batches: Iterable[dict[str, Tensor]]) -> dict[int, Tensor]:
    """For each layer, how much each of its inner units carries on the batches [inner]."""
    result: dict[int, Tensor] = {}

    def watch(number: int, linear: nn.Linear, given: tuple[Tensor, ...]) -> None:
        carried = given[0].float().square().flatten(0, -2).mean(0) * linear.weight.square().sum(0)
        result[number] = result.get(number, torch.zeros_like(carried)) + carried

    hooks = [
        layer.output.dense.register_forward_pre_hook(
            lambda linear, given, number=number: watch(number, linear, given)
        )
        for number, layer in enumerate(network.encoder.encoder.layer)
    ]
    for batch in batches:
        network.encode(batch["ids"], batch["mask"], batch["shapes"])
    for hook in hooks:
        hook.remove()
    return result
