"""What somebody decides in; the case with the judgement, and the page that lists them all, out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Path, Query, Request, Response
from fastapi.responses import RedirectResponse

from sayso.errors import BusyError, UsageError
from sayso.traces import JudgementKind
from sayso.web.door import here
from sayso.web.forms import PageNumber, TheJobs, TheShelf, as_json
from sayso.web.judged import author as author_of
from sayso.web.judged import history, remember, titles, with_number
from sayso.web.judging import LONGEST_AUTHOR, LONGEST_SUBJECT, MOST_SUBJECTS, judge
from sayso.web.judging import undo as take_back
from sayso.web.put_right import standing_merge
from sayso.web.rendering import render
from sayso.web.shelf import Shelf
from sayso.web.wording import texts

router = APIRouter(include_in_schema=False)

PAGE = 50
"""Judgements on a page."""

MOST_SUGGESTED = 500
"""Names, or claims, that a browser is given to suggest: those of most articles."""

WRONG = 422
"""HTTP's status for a form that was filled in wrongly."""

_ARTICLE = re.compile(r"(?:.*/)?article/([0-9a-f]{8,64})(?:[/?#.].*)?")

Kind = Annotated[JudgementKind, Query()]
Subjects = Annotated[tuple[str, ...], Query(alias="subject", max_length=MOST_SUBJECTS)]
Fields = Annotated[tuple[str, ...], Form(alias="subject", max_length=MOST_SUBJECTS)]
Words = Annotated[str, Form(max_length=LONGEST_SUBJECT)]
Name = Annotated[str, Form(max_length=LONGEST_AUTHOR)]
Next = Annotated[str, Form(alias="next", max_length=4_000)]
Number = Annotated[int, Path(ge=1, le=1_000_000_000)]


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in the form."""

    kind: JudgementKind
    subjects: Sequence[str] = ()
    note: str = ""
    author: str = ""
    back: str = "/review"
    """The address that a judgement leads back to."""


@router.get("/review.json")
def as_data(shelf: TheShelf) -> Response:
    """Return all judgements, also those that were taken back, in the order in which they were given."""
    with shelf.open() as opened:
        return as_json({"format": 1, "judgements": opened.history()})


@router.get("/review")
def page(
    request: Request,
    shelf: TheShelf,
    kind: Kind = "merge",
    subjects: Subjects = (),
    back: Annotated[str, Query(alias="next", max_length=4_000)] = "/review",
    page: PageNumber = 1,
) -> Response:
    """Return the page: a form of one kind, which an address may have filled in, and all judgements."""
    filled = Filled(kind, subjects, author=author_of(request), back=here(back))
    return _page(request, shelf, filled, page=page)


@router.post("/review/undo/{number}")
def undo(shelf: TheShelf, jobs: TheJobs, number: Number, back: Next = "/review") -> Response:
    """Take a judgement back, and lead to where that was asked."""
    undone = take_back(shelf, jobs, number)
    return RedirectResponse(with_number(here(back), undone.number), 303)


def _filled(
    kind: JudgementKind,
    named: Subjects = (),
    fields: Fields = (),
    note: Words = "",
    author: Name = "",
    back: Next = "/review",
) -> Filled:
    """Return what was sent; what the address names goes before the fields."""
    subjects = [each for each in named or fields if each.strip()]
    return Filled(kind, subjects, note, author, here(back))


@router.post("/review/{kind}")
def give(
    request: Request,
    shelf: TheShelf,
    jobs: TheJobs,
    filled: Annotated[Filled, Depends(_filled)],
    *,
    sure: Annotated[bool, Form()] = False,
) -> Response:
    """Record a judgement and lead to where it was given."""
    subjects = _meant(shelf, filled)
    unknown = () if sure or filled.kind not in {"merge", "split"} else _unknown(shelf, subjects)
    if unknown:
        return _page(request, shelf, filled, unknown=unknown)
    if filled.kind == "split" and (number := standing_merge(history(request), subjects)):
        # Nothing would change: what a person has made one is not parted by another judgement.
        return _page(request, shelf, filled, message=texts().review["merged_by"].format(n=number))
    try:
        number = judge(shelf, jobs, filled.kind, subjects, filled.note, filled.author)
    except BusyError:
        raise
    except UsageError as wrong:
        return _page(request, shelf, filled, message=str(wrong))
    response = RedirectResponse(with_number(filled.back, number), 303)
    remember(response, filled.author)
    return response


def _page(
    request: Request,
    shelf: Shelf,
    filled: Filled,
    *,
    message: str = "",
    unknown: Sequence[str] = (),
    page: int = 1,
) -> Response:
    with shelf.open() as opened:
        given = opened.history()[::-1]
        pages = max(1, -(-len(given) // PAGE))
        page = min(page, pages)
        shown = given[(page - 1) * PAGE : page * PAGE]
        known = titles(opened, shown)
    return render(
        request,
        "review.html.jinja",
        status=WRONG if message or unknown else 200,
        filled=filled,
        message=message,
        unknown=unknown,
        suggested=_suggested(shelf, filled),
        shown=shown,
        titles=known,
        page=page,
        pages=pages,
    )


def _meant(shelf: Shelf, filled: Filled) -> list[str]:
    """Return what the fields mean: an article by the address of its page, a story by its claim."""
    subjects = [each.strip() for each in filled.subjects]
    if filled.kind == "not_a_copy":
        return [found[1] if (found := _ARTICLE.fullmatch(each)) else each for each in subjects]
    if filled.kind == "same_claim":
        stories = {each.story.claim: each.story.id for each in reversed(shelf.stories().every)}
        return [stories.get(each, each) for each in subjects]
    return subjects


def _unknown(shelf: Shelf, names: Iterable[str]) -> list[str]:
    """Return the names that no source has: a judgement about a misspelt one would do nothing."""
    named = shelf.named()
    missing = [each for each in names if named.get(each) is None]
    if not missing:
        return []
    with shelf.open() as opened:
        unnamed = {
            name.casefold()
            for each in opened.sources(named=False)
            for name in (each.name, *each.merged)
        }
    return [each for each in missing if each.casefold() not in unnamed]


def _suggested(shelf: Shelf, filled: Filled) -> list[str]:
    """Return what a browser may suggest for the fields."""
    if filled.kind == "same_claim":
        claims = (each.story.claim for each in shelf.stories().every)
        return list(dict.fromkeys(filter(None, claims)))[:MOST_SUGGESTED]
    if filled.kind == "not_a_copy":
        return []
    sources = (each.source for each in shelf.named().every)
    names = (name for each in sources for name in (each.name, *each.merged))
    return [name for name, _ in zip(dict.fromkeys(names), range(MOST_SUGGESTED), strict=False)]
