"""Nothing in; the list of the models that Sayso reads with, out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Protocol

from sayso.errors import UsageError


class Card(Protocol):
    """What the card of a model must tell."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def version(self) -> str: ...  # noqa: D102
    @property
    def size(self) -> int:
        """All files together, in bytes."""

    @property
    def licence(self) -> str: ...  # noqa: D102
    @property
    def trained_on(self) -> str: ...  # noqa: D102


def models() -> None:
    """List the models: version, size, licence, training data."""
    from rich.text import Text  # noqa: PLC0415  # not needed for --help

    from sayso.show import terminal  # noqa: PLC0415
    from sayso.show.plain import one_line  # noqa: PLC0415

    console = terminal.console(sys.stdout)
    for card in _cards():
        line = Text(one_line(card.name), style="bold")
        line.append(f"  version {one_line(card.version)}", style="not bold")
        line.append(f"  {card.size / 1e6:.1f} MB  {one_line(card.licence)}", style="not bold dim")
        console.print(line, soft_wrap=True)
        console.print(Text(f"  Trained on: {one_line(card.trained_on)}"), soft_wrap=True)


def _cards() -> Sequence[Card]:
    from sayso import pipeline  # noqa: PLC0415  # it loads the models' run time

    listed = getattr(pipeline, "models", None)
    if listed is None:
        raise UsageError("This version of Sayso cannot list its models.")
    cards: Sequence[Card] = listed()
    return cards
