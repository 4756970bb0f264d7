"""The id of long work in; its page, which follows it, and what came of it, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import RedirectResponse

from sayso.keeping import kept_tallies, stories_as_kept
from sayso.records import Document, Drop
from sayso.show.headline import headline
from sayso.show.plain import day
from sayso.web.forms import TheJobs, TheShelf, as_json
from sayso.web.job import Job
from sayso.web.jobs import Jobs
from sayso.web.pages.stories import rests
from sayso.web.rendering import render
from sayso.web.shelf import Listed, MissingError, Shelf, document_key, story_key
from sayso.web.wording import texts

router = APIRouter(include_in_schema=False)

MOST_ARTICLES = 100
"""Articles that a page lists, those that were added last."""

MOST_STORIES = 10
MOST_DROPS = 200

Id = Annotated[str, Path(max_length=64)]


@dataclass(frozen=True, slots=True)
class Article:
    """An article that stands in the case now."""

    key: str
    title: str
    outlet: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What has come of work so far."""

    articles: tuple[Article, ...] = ()
    stories: tuple[tuple[Listed, int], ...] = ()
    """Of each story that they tell, how many of them do; the largest first."""
    drops: Mapping[str, Sequence[Drop]] | None = None
    """What was left out, by the reason."""
    finding: bool = False
    """Whether which story they tell is being found."""


@router.get("/jobs")
def page(request: Request, jobs: TheJobs) -> Response:
    """Return the list of what is done and what was done."""
    return render(request, "jobs.html.jinja", jobs=jobs.list(), about=about)


@router.get("/jobs.json")
def as_data(jobs: TheJobs) -> Response:
    """Return all that is done and was done."""
    return as_json({"format": 1, "jobs": jobs.list()})


@router.get("/jobs/{job_id}.json")
def job_as_data(jobs: TheJobs, job_id: Id) -> Response:
    """Return how far a job is."""
    return as_json(_job(jobs, job_id))


@router.get("/jobs/{job_id}")
def job_page(request: Request, jobs: TheJobs, shelf: TheShelf, job_id: Id) -> Response:
    """Return the page of a job, which follows it until it is done and its stories are found."""
    job = _job(jobs, job_id)
    outcome = _outcome(job, jobs, shelf)
    return render(
        request,
        "job.html.jinja",
        job=job,
        about=about,
        outcome=outcome,
        live=outcome.finding or not job.ended,
        leads_to=_leads_to(job, shelf),
        rests=rests,
    )


@router.post("/jobs/{job_id}/stop")
def stop(jobs: TheJobs, job_id: Id) -> Response:
    """End a job, and lead back to it."""
    return RedirectResponse(f"/jobs/{jobs.stop(_job(jobs, job_id).id).id}", 303)


def about(job: Job) -> str:
    """Return what a job does, in a few words."""
    words = texts().job
    if job.kind == "add" and (job.total or 1) > 1:
        return words["add_more"].format(about=job.about, n=f"{(job.total or 1) - 1:,}")
    return words[job.kind].format(about=job.about)


def _job(jobs: Jobs, name: str) -> Job:
    found = jobs.job(name)
    if found is None:
        raise MissingError(texts().job["missing"])
    return found


def _outcome(job: Job, jobs: Jobs, shelf: Shelf) -> Outcome:
    drops = defaultdict(list)
    for each in job.dropped[:MOST_DROPS]:
        drops[each.reason].append(each)
    if not job.documents:
        return Outcome(drops=drops)
    shown = job.documents[: -MOST_ARTICLES - 1 : -1]
    with shelf.open() as opened:
        by_id = {each.id: each for each in opened.texts(shown)}
        kept, current = stories_as_kept(opened, job.documents)
        largest = kept[:MOST_STORIES]
        tallies = kept_tallies(opened, largest)
    here = set(job.documents)
    stories = tuple(
        (
            Listed(each, story_key(each), tallies.get(each.id)),
            len(here.intersection(each.documents)),
        )
        for each in largest
    )
    finding = job.ended and _finding(jobs, current=current)
    return Outcome(tuple(_article(by_id[each]) for each in shown), stories, drops, finding)


def _finding(jobs: Jobs, *, current: bool) -> bool:
    """Return whether the stories are being found; where the case has changed since, have it done."""
    every = jobs.list()
    if any(each.kind == "stories" and not each.ended for each in every):
        return True
    last = next((each for each in every if each.kind == "stories"), None)
    if current or (last is not None and last.state != "done"):
        return False
    if not any(each.kind == "add" and not each.ended for each in every):
        jobs.stories()
    return True


def _article(document: Document) -> Article:
    return Article(
        document_key(document.id),
        headline(document).text,
        document.outlet.name or document.outlet.domain,
        day(document.published),
    )


def _leads_to(job: Job, shelf: Shelf) -> str | None:
    """Return where the result of a trace is to be read."""
    if job.kind != "trace" or job.state != "done":
        return None
    try:
        return f"/story/{story_key(shelf.story(job.about))}"
    except MissingError:
        return f"/trace?{urlencode({'claim': job.about})}"
