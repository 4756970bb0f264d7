"""A claim in a reader's own words in; its trace, or the job that makes it, out."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Response

from sayso.traces import Trace
from sayso.web.api.described import answers, router_of
from sayso.web.api.waiting import ACCEPTED, FAILED, SOON, Wait, under_way, waiting
from sayso.web.forms import TheShelf, as_json
from sayso.web.job import Job
from sayso.web.jobs import LONGEST_CLAIM

router = router_of("trace")

Words = Annotated[
    str, Query(min_length=1, max_length=LONGEST_CLAIM, description="A claim, in one sentence.")
]


@router.get("", responses=answers({200: Trace, ACCEPTED: Job}, FAILED, lead="Location"))
def one(shelf: TheShelf, claim: Words, wait: Wait = SOON) -> Response:
    """Trace a claim over the case.

    It is the object that `sayso trace --format json` prints. Where it is not made in time, the answer is the
    job that makes it (202); ask again when that is done.
    """
    with waiting(wait) as seconds:
        found = shelf.traced_words(claim, seconds)
    return under_way(found.job) if found.reading is None else as_json(found.reading.trace)
