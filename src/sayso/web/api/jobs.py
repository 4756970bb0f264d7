"""The id of a job in; how far it is, out."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Response

from sayso.web.api.described import answers, router_of
from sayso.web.api.paging import ThePage
from sayso.web.api.records import JobList
from sayso.web.api.waiting import Wait, waiting
from sayso.web.forms import TheJobs, as_json
from sayso.web.job import Job
from sayso.web.jobs import Jobs
from sayso.web.shelf import MissingError

router = router_of("jobs")

Id = Annotated[str, Path(pattern="^[0-9a-f]{16}$", description="Of the job.")]


@router.get("", responses=answers({200: JobList}, lead="Link"))
def listed(jobs: TheJobs, page: ThePage) -> Response:
    """List the jobs: articles that are added, stories that are found, claims that are traced."""
    found = jobs.list()
    items = tuple(page.of(found))
    return page.answer(JobList(items=items, total=len(found), page=page.number, size=page.size))


@router.get("/{id}", responses=answers({200: Job}, 404))
def one(jobs: TheJobs, id: Id, wait: Wait = 0.0) -> Response:  # noqa: A002  # its name in addresses
    """Return a job as it is, or as soon as it has ended."""
    job = _known(jobs, id)
    with waiting(wait) as seconds:
        return as_json(jobs.wait(job.id, seconds))


@router.delete("/{id}", responses=answers({200: Job}, 404))
def stop(jobs: TheJobs, id: Id) -> Response:  # noqa: A002
    """Stop a job.

    What it added stays in the case.
    """
    return as_json(jobs.stop(_known(jobs, id).id))


def _known(jobs: Jobs, name: str) -> Job:
    job = jobs.job(name)
    if job is None:
        raise MissingError("There is no such job, or it ended long ago.")
    return job
