"""What is to be described, in; the JSON Schema of what the command of that name prints as JSON, out."""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Annotated

import typer

from sayso.records import json_schema


class Printed(StrEnum):
    """What is printed as JSON."""

    READ = "read"
    TRACE = "trace"


Of = Annotated[
    Printed,
    typer.Argument(metavar="OF", help="The command; `trace` tells of `stories` too."),
]


def schema(of: Of = Printed.READ) -> None:
    """Print the JSON Schema of what `read` or `trace` prints as JSON."""
    if of is Printed.TRACE:
        from sayso.traces import trace_schema  # noqa: PLC0415  # not needed for --help

        made = trace_schema()
    else:
        made = json_schema()
    typer.echo(json.dumps(made, indent=2, ensure_ascii=False))
