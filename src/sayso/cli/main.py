"""The words after ``sayso`` in; the command that they name, run, out."""

from __future__ import annotations

import atexit
import gc
from typing import Annotated

import typer

from sayso.cli.add import add
from sayso.cli.boundary import Exit, guarded
from sayso.cli.check import check
from sayso.cli.export import export
from sayso.cli.judge import history, merge, not_a_copy, same_claim, split, undo
from sayso.cli.models import models
from sayso.cli.read import read
from sayso.cli.rule import rule
from sayso.cli.schema import schema
from sayso.cli.serve import serve
from sayso.cli.settings import settings
from sayso.cli.show import show
from sayso.cli.sources import sources
from sayso.cli.stories import stories
from sayso.cli.trace import trace

YOUNG = 100_000
"""Objects that are made before Python looks which of them can go; 700 without this."""

# Plain help loads in half the time that the boxed one takes, and reads the same in the docs.
app = typer.Typer(
    name="sayso",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from sayso import __version__  # noqa: PLC0415  # it searches the disk

        typer.echo(f"sayso {__version__}")
        raise typer.Exit


@app.callback()
def sayso(
    *,
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version.", callback=_version, is_eager=True),
    ] = False,
) -> None:
    """On whose say-so? Who says each thing in a news article, with the exact words."""


COMMANDS = (
    *(read, check, rule, add, stories, trace, sources, show, export, serve),
    *(merge, split, same_claim, not_a_copy, undo, history),
    *(schema, models, settings),
)

for command in COMMANDS:
    app.command()(guarded(command))


def main() -> None:
    """Run the command line."""
    # Modules make hundreds of thousands of objects that stay: looking among them for what can go took a quarter
    # of a short command, most of it at the end, when all memory goes anyway.
    gc.set_threshold(YOUNG)
    atexit.register(gc.freeze)
    try:
        app(prog_name="sayso")
    except SystemExit as end:
        # Typer ends with 1 when the reader of --help closes the pipe; 1 means findings here.
        if isinstance(end.__context__, BrokenPipeError):
            raise SystemExit(Exit.DONE) from None
        raise
