"""Nothing in; the JSON Schema of what ``sayso read --format json`` prints, out."""

from __future__ import annotations

import json

import typer

from sayso.records import json_schema


def schema() -> None:
    """Print the JSON Schema of what `read --format json` prints."""
    typer.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))
