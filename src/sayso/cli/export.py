"""A case in; all that is in it, as JSON for programs or as tables for a spreadsheet, out."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from sayso.cli.add import CasePath
from sayso.errors import UsageError

if TYPE_CHECKING:
    from sayso.case import Case
    from sayso.records import Record

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet takes a cell that begins so for a formula, and would run what a page has written in it."""


class Form(StrEnum):
    """The forms of an export."""

    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


Format = Annotated[
    Form,
    typer.Option(
        "--format",
        "-f",
        help="json: one object; jsonl: the object of `read` for each article, one a line; csv: a table each.",
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="PATH",
        help="Write here instead: a file, or for csv, which needs one, a folder.",
        show_default=False,
    ),
]


def export(case: CasePath, *, form: Format = Form.JSON, output: Output = None) -> None:
    """Write all that a case holds: documents, annotations, judgements."""
    from sayso.case import Case as Opened  # noqa: PLC0415  # not needed for --help

    if form is Form.CSV and output is None:
        raise UsageError("CSV is a table each for documents, claims, ...: name a folder, --output.")
    with ExitStack() as closing:
        opened = closing.enter_context(Opened.open(case))
        if output is not None and output.exists() and output.samefile(case):
            raise UsageError(f"{output} is the case itself; it is not written over.")
        if form is Form.CSV and output is not None:
            _tables(opened, output)
            return
        stream = sys.stdout.buffer if output is None else closing.enter_context(_opened(output))
        pieces = _lines(opened) if form is Form.JSONL else _object(opened)
        for piece in pieces:
            stream.write(piece)


def _lines(opened: Case) -> Iterator[bytes]:
    from sayso.show import json  # noqa: PLC0415

    yield from (json.line(each) + b"\n" for each in opened.annotations())


def _object(opened: Case) -> Iterator[bytes]:
    """Yield one JSON object, piece by piece: a case may be larger than memory."""
    yield b'{"format":1'
    yield from _list("documents", opened.annotations())
    yield from _list("judgements", opened.history())
    yield from _list("relations", opened.relations())
    yield from _list("stories", opened.stories())
    yield b"}\n"


def _list(name: str, records: Iterable[Record]) -> Iterator[bytes]:
    from sayso.show import json  # noqa: PLC0415

    yield f',\n"{name}":['.encode()
    for number, each in enumerate(records):
        yield (b",\n" if number else b"\n") + json.line(each)
    yield b"]"


def _tables(opened: Case, folder: Path) -> None:
    from sayso.case import EXPORTED  # noqa: PLC0415

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in EXPORTED:
            _table(opened.columns(name), opened.table(name), folder / f"{name}.csv")
    except OSError as error:
        raise UsageError(f"Cannot write to {folder}: {error.strerror}.") from error


def _table(columns: Iterable[str], rows: Iterable[Mapping[str, object]], path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:  # spreadsheets ask for the mark
        writer = csv.writer(file)
        writer.writerow(columns)
        for row in rows:
            writer.writerow(map(_cell, row.values()))


def _cell(value: object) -> object:
    """Return what stands in a cell: an apostrophe before what would be a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("wb")
    except OSError as error:
        raise UsageError(f"Cannot write to {path}: {error.strerror}.") from error
