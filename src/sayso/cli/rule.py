"""The code of a rule in; its page, or a list of all rules, out."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from sayso.errors import UsageError

Code = Annotated[
    str | None, typer.Argument(metavar="CODE", help="Such as SO103.", show_default=False)
]
Every = Annotated[bool, typer.Option("--all", help="List all rules.")]


def rule(code: Code = None, *, every: Every = False) -> None:
    """Print what a rule finds and why, with an example that it finds and one that it does not."""
    from sayso.checks import page_of, rules  # noqa: PLC0415  # not needed for --help
    from sayso.show.plain import printable  # noqa: PLC0415

    if every == (code is not None):
        raise UsageError("Give the code of one rule, or --all for a list of them.")
    known = rules()
    if code is not None:
        found = known.get(code.upper())
        if found is None:
            raise UsageError(f"No rule has the code {code}; `sayso rule --all` lists them.")
        page = "\n".join(map(printable, page_of(found).rstrip().split("\n")))
        typer.echo(page)
        return
    from rich.text import Text  # noqa: PLC0415

    from sayso.show import terminal  # noqa: PLC0415

    console = terminal.console(sys.stdout)
    for each in known.values():
        line = Text(each.code, style="bold").append(f"  {each.name}", style="not bold")
        console.print(line.append("" if each.default else "  (off by default)", style="dim"))
