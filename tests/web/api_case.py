"""A small case of invented articles, and its explorer; long work is done at once by what stands in for it."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from unittest.mock import patch

import msgspec
from fastapi import FastAPI

from sayso import pipeline
from sayso.case import Case
from sayso.records import Annotations, Drop
from sayso.settings import Settings
from sayso.web import app as app_
from sayso.web.access import Access
from sayso.web.api.schema import examples
from sayso.web.job import Job
from sayso.web.jobs import Jobs
from sayso.web.lane import Ticket
from sayso.web.messages import Ended
from tests.case.articles import article

AT = "http://127.0.0.1:8765"
TOKEN = "a-token-for-programs-of-test"  # noqa: S105
HEADERS = {"x-sayso-token": TOKEN}


class JobsAtOnce(Jobs):
    """Says that each job is done as soon as it is given: well, with something left out, or not at all."""

    def __init__(self, case: Path, settings: Settings, jobs_dir: Path | None = None) -> None:
        super().__init__(case, settings, jobs_dir)
        self._turn = count()
        for lane in self._lanes.values():
            lane.submit = self._done  # type: ignore[method-assign]

    def _done(self, ticket: Ticket) -> None:
        job = ticket.job
        with self._changed:
            if job.kind == "stories":
                ticket.job = msgspec.structs.replace(job, state="done")
                return
            turn = next(self._turn) % 4
            if turn == 3:
                self._ended(ticket, Ended(failed="The disk is full."))
                return
            if job.kind == "add":
                ticket.job = _added(job, turn)
            else:
                ticket.result = bytes(examples().records["Trace"])
            self._ended(ticket, Ended())


def _added(job: Job, turn: int) -> Job:
    if turn == 2:
        drop = Drop(stage="acquire", reason="empty", detail="pasted text: It is empty.")
        return msgspec.structs.replace(job, done=1, dropped=(drop,), dropped_count=1)
    document = example().document.id
    return msgspec.structs.replace(job, done=1, documents=(document,), added=1 - turn, known=turn)


def example() -> Annotations:
    """Return the article of the reference."""
    return msgspec.json.decode(examples().records["Annotations"], type=Annotations)


def explorer(path: Path) -> FastAPI:
    """Return the explorer of a new case with the article of the reference and three others."""
    with Case.open(path, create=True) as case:
        for each in (example(), *map(article, range(3))):
            case.add(each)
    pipeline.stories(str(path))
    with patch.object(app_, "Jobs", JobsAtOnce):
        return app_.create_app(path, Settings(max_bytes=1_000_000), Access.local(api_token=TOKEN))
