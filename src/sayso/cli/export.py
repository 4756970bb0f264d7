"""A case in; all that is in it, as JSON for programs or as tables for a spreadsheet, out."""

from __future__ import annotations

import contextlib
import csv
import io
import sys
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from sayso.cli.add import CasePath
from sayso.cli.output import CASE_ITSELF, spare
from sayso.errors import UsageError
from sayso.show.plain import table_cell

if TYPE_CHECKING:
    from sayso.case import Case
    from sayso.records import Record


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

    if output == Path("-"):
        output = None
    if form is Form.CSV and output is None:
        raise UsageError("CSV is a table each for documents, claims, ...: name a folder, --output.")
    with Opened.open(case) as opened:
        if form is Form.CSV and output is not None:
            _tables(opened, output, case)
            return
        pieces = _lines(opened) if form is Form.JSONL else _object(opened)
        if output is None:
            sys.stdout.buffer.writelines(pieces)
            return
        spare(output, [case], CASE_ITSELF)
        with _whole(output) as file:
            file.writelines(pieces)


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


def _tables(opened: Case, folder: Path, case: Path) -> None:
    from sayso.case import EXPORTED  # noqa: PLC0415

    paths = {name: folder / f"{name}.csv" for name in EXPORTED}
    for path in paths.values():
        spare(path, [case], CASE_ITSELF)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"Cannot write to {folder}: {error.strerror}.") from error
    for name, path in paths.items():
        with _whole(path) as file:
            _table(opened.columns(name), opened.table(name), file)


def _table(columns: Iterable[str], rows: Iterable[Mapping[str, object]], file: BinaryIO) -> None:
    # Spreadsheets ask for the mark at the start.
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    writer = csv.writer(text)
    writer.writerow(map(_cell, columns))
    for row in rows:
        writer.writerow(map(_cell, row.values()))
    text.detach()


def _cell(value: object) -> object:
    return table_cell(value) if isinstance(value, str) else value


@contextlib.contextmanager
def _whole(path: Path) -> Iterator[BinaryIO]:
    """Give a file that takes the place of ``path`` when all is written; what stood there stays until then."""
    partial = path.with_name(path.name + ".partial")
    try:
        with partial.open("wb") as file:
            yield file
        partial.replace(path)
    except OSError as error:
        raise UsageError(f"Cannot write to {path}: {error.strerror}.") from error
    finally:
        with contextlib.suppress(OSError):
            partial.unlink()
