"""A case and a document of it in; the document with who says each thing, as `read` shows it, out."""

from __future__ import annotations

from typing import Annotated

import typer

from sayso.cli.add import CasePath
from sayso.cli.output import form_for, sink_for
from sayso.cli.read import Format, Output

Which = Annotated[
    str,
    typer.Argument(
        metavar="DOCUMENT",
        help="Its id, or as much of it as tells it apart, or the input that it was read from.",
    ),
]


def show(case: CasePath, document: Which, *, form: Format = None, output: Output = None) -> None:
    """Show one article of a case, with who says each thing in it."""
    from sayso.case import Case  # noqa: PLC0415  # not needed for --help

    with Case.open(case) as opened:
        found = list(opened.annotations([opened.document_id(document)]))
    sink = sink_for(form or form_for(output), output, 1, [str(case)])
    try:
        for each in found:
            sink.write(each)
    finally:
        sink.close()
