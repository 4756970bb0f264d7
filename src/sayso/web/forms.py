"""Records and tables in; answers for programs and spreadsheets, out."""

from __future__ import annotations

from typing import Annotated

import msgspec
from fastapi import Depends, Query, Request, Response

from sayso.web.jobs import Jobs
from sayso.web.shelf import Shelf

JSON = "application/json"
CSV = "text/csv; charset=utf-8"


def _shelf(request: Request) -> Shelf:
    found: Shelf = request.app.state.shelf
    return found


def _jobs(request: Request) -> Jobs:
    found: Jobs = request.app.state.jobs
    return found


TheShelf = Annotated[Shelf, Depends(_shelf)]
TheJobs = Annotated[Jobs, Depends(_jobs)]
PageNumber = Annotated[
    int, Query(alias="page", ge=1, le=1_000_000, description="Its number, from 1.")
]


def as_json(record: object, status: int = 200) -> Response:
    """Return a record, or plain values of records, as JSON."""
    return Response(msgspec.json.encode(record), status, media_type=JSON)


def as_csv(table: bytes, name: str) -> Response:
    """Return a table for a spreadsheet, to be kept as a file of this name."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(table, headers=headers, media_type=CSV)
