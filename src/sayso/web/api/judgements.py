"""What somebody has decided in; the judgements of a case, out, also those that were taken back."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Query, Response

from sayso.case import Given
from sayso.errors import BusyError, UsageError
from sayso.web.api.bodies import TheJson, read, takes
from sayso.web.api.described import BODY_PROBLEMS, answers, router_of
from sayso.web.api.paging import ThePage
from sayso.web.api.records import JudgementList, NewJudgement
from sayso.web.forms import TheJobs, TheShelf, as_json
from sayso.web.judging import judge, undo
from sayso.web.shelf import MissingError, Shelf

router = router_of("judgements")

CREATED = 201

Number = Annotated[int, Path(ge=1, le=1_000_000_000, description="Of the judgement.")]
Standing = Annotated[bool, Query(description="Only those that were not taken back.")]


@router.get("", responses=answers({200: JudgementList}, lead="Link"))
def listed(shelf: TheShelf, page: ThePage, *, standing: Standing = False) -> Response:
    """List what people have decided."""
    with shelf.open() as opened:
        found = opened.history()[::-1]
    found = tuple(each for each in found if not (standing and each.undone_at))
    items = tuple(page.of(found))
    return page.answer(
        JudgementList(items=items, total=len(found), page=page.number, size=page.size)
    )


@router.get("/{number}", responses=answers({200: Given}, 404))
def one(shelf: TheShelf, number: Number) -> Response:
    """Return a judgement."""
    return as_json(_given(shelf, number))


@router.post(
    "",
    status_code=CREATED,
    responses=answers({CREATED: Given}, 404, *BODY_PROBLEMS, lead="Location"),
    openapi_extra=takes(NewJudgement),
)
def add(shelf: TheShelf, jobs: TheJobs, sent: TheJson) -> Response:
    """Decide something.

    It stands above what Sayso works out, until it is taken back; the traces that it is about change with it.
    """
    new = read(sent, NewJudgement)
    number = judge(shelf, jobs, new.kind, new.subjects, new.note, new.author)
    response = as_json(_given(shelf, number), CREATED)
    response.headers["Location"] = f"/api/judgements/{number}"
    return response


@router.delete("/{number}", responses=answers({200: Given}, 404))
def take_back(shelf: TheShelf, jobs: TheJobs, number: Number) -> Response:
    """Take a judgement back.

    It stays in the list, with when it was taken back.
    """
    try:
        return as_json(undo(shelf, jobs, number))
    except BusyError:
        raise
    except UsageError as error:
        raise MissingError(f"No judgement of the number {number} stands.") from error


def _given(shelf: Shelf, number: int) -> Given:
    with shelf.open() as opened:
        found = next((each for each in opened.history() if each.number == number), None)
    if found is None:
        raise MissingError(f"There is no judgement of the number {number}.")
    return found
