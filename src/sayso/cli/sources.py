"""A case in; the sources that its articles name, those of most articles first, out."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from sayso.cli.add import CasePath
from sayso.cli.boundary import say

Limit = Annotated[
    int, typer.Option("--limit", min=1, help="How many are listed, those of most articles first.")
]
Unnamed = Annotated[
    bool,
    typer.Option(
        "--unnamed",
        help="List how articles speak of sources that they do not name; the same words may mean others.",
    ),
]


def sources(case: CasePath, *, limit: Limit = 100, unnamed: Unnamed = False) -> None:
    """List who is cited in a case, and in how many articles."""
    from rich.table import Table  # noqa: PLC0415  # not needed for --help
    from rich.text import Text  # noqa: PLC0415

    from sayso.case import Case  # noqa: PLC0415
    from sayso.show import terminal  # noqa: PLC0415
    from sayso.show.plain import one_line  # noqa: PLC0415

    with Case.open(case) as opened:
        found = opened.sources(named=not unnamed)
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("source", overflow="fold")
    table.add_column("type")
    table.add_column("articles", justify="right")
    table.add_column("statements", justify="right")
    for each in found[:limit]:
        counts = (f"{each.documents:,}", f"{each.attributions:,}")
        names = " | ".join((each.name, *each.merged))
        table.add_row(*(Text(one_line(cell)) for cell in (names, each.type, *counts)))
    if found:
        terminal.console(sys.stdout).print(table)
    if len(found) > limit:
        say(f"{limit:,} of {len(found):,} sources; --limit shows more.")
    if not found:
        say(f"{case} has none of these.")
