"""Nothing in; the list of the models that Sayso reads with, out."""

from __future__ import annotations

import sys


def models() -> None:
    """List the models: version, size, licence, training data."""
    from rich.text import Text  # noqa: PLC0415  # not needed for --help

    from sayso.pipeline import models as cards  # noqa: PLC0415  # it loads the models' run time
    from sayso.show import terminal  # noqa: PLC0415
    from sayso.show.plain import one_line  # noqa: PLC0415

    console = terminal.console(sys.stdout)
    for card in cards():
        line = Text(one_line(f"{card.name}-{card.version}"), style="bold")
        line.append(f"  {card.size / 1e6:.1f} MB  {one_line(card.licence)}", style="not bold dim")
        console.print(line, soft_wrap=True)
        console.print(Text(f"  Trained on: {one_line(card.trained_on)}"), soft_wrap=True)
