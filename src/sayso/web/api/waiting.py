"""How long a program would wait for work in; how long it may, out, as each that waits holds a thread."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import Annotated

from fastapi import HTTPException, Query, Response

from sayso.web.forms import as_json
from sayso.web.job import Job
from sayso.web.shelf import PATIENCE

LONGEST = 20.0
"""Seconds that an answer may wait for work to be done."""

SEATS = 12
"""Answers that may wait at once, of the forty that are worked on."""

ACCEPTED = 202

FAILED = 409
"""Status where the case is not such that the work can be done: it holds no articles, or somebody stopped it."""

_seats = BoundedSemaphore(SEATS)

_ABOUT = "Seconds to wait for the work to be done. Where many wait, it is not waited for at all."
Wait = Annotated[float, Query(ge=0, le=LONGEST, allow_inf_nan=False, description=_ABOUT)]

SOON: float = PATIENCE
"""Seconds that are waited for what is mostly made by then."""


@contextmanager
def waiting(seconds: float) -> Iterator[float]:
    """Give the seconds that may be waited: none where too many wait already."""
    seated = seconds > 0 and _seats.acquire(blocking=False)
    try:
        yield seconds if seated else 0.0
    finally:
        if seated:
            _seats.release()


def under_way(job: Job | None) -> Response:
    """Return the answer that leads to a job.

    Raises:
        HTTPException: if it has failed.

    """
    if job is None or job.state in {"failed", "stopped"}:
        raise HTTPException(FAILED, job.message if job else None)
    return at_job(job)


def at_job(job: Job, status: int = ACCEPTED) -> Response:
    """Return a job as it is, and where it will be found."""
    response = as_json(job, status)
    response.headers["Location"] = f"/api/jobs/{job.id}"
    return response
