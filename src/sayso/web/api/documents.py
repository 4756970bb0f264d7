"""Articles in; the jobs that add them, the documents of a case, and their claims, out."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, HTTPException, Path, Request, Response
from msgspec import UNSET
from starlette.datastructures import UploadFile

from sayso.records import Annotations
from sayso.web.api import bodies, claims
from sayso.web.api.described import BODY_PROBLEMS, answers, router_of
from sayso.web.api.paging import ThePage
from sayso.web.api.records import ClaimList, DocumentList, NewDocument
from sayso.web.api.waiting import ACCEPTED, Wait, at_job, waiting
from sayso.web.forms import JSON, TheJobs, TheShelf, as_json
from sayso.web.job import Given, Job, pasted
from sayso.web.shelf import Shelf, document_key

router = router_of("documents")

MOST_FILES = 1_000
"""Files that are sent at once."""

MOST_FIELDS = 20
"""Parts of a form that are no files; none is taken."""

CREATED = 201

_ABOUT = "Of the document, or the first of its hexadecimal digits, eight or more."
Key = Annotated[str, Path(alias="id", pattern="^(sha256:)?[0-9a-f]{8,64}$", description=_ABOUT)]


@dataclass(frozen=True, slots=True)
class Sent:
    """What a program sends to be added: a record as JSON, or files."""

    record: bytes = b""
    files: tuple[UploadFile, ...] = ()


async def _sent(request: Request) -> AsyncIterator[Sent]:
    """Yield what was sent; the files are closed behind it."""
    kind = bodies.media_type(request)
    if kind == JSON:
        yield Sent(await request.body())
        return
    if kind != bodies.FILES:
        raise HTTPException(415)
    async with request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS) as form:
        found = [each for each in form.getlist("files") if isinstance(each, UploadFile)]
        if not found:
            raise bodies.wrong("files", "Field required")
        yield Sent(files=tuple(found))


_TOLD = ("title", "outlet", "published")
"""What is said of a text; a page says it itself."""


def _without(*names: str) -> dict[str, Any]:
    return {"not": {"anyOf": [{"required": [each]} for each in names]}}


_ONE_OF = [
    {"required": ["text"], **_without("html")},
    {"required": ["html"], **_without("text", *_TOLD)},
    {"required": ["url"], **_without("text", "html", *_TOLD)},
]
_FILES = {
    "schema": {
        "type": "object",
        "required": ["files"],
        "properties": {
            "files": {
                "description": "Pages, plain texts or JSONL files, also gzipped, as `sayso add` reads them.",
                "type": "array",
                "items": {"type": "string", "format": "binary"},
                "minItems": 1,
                "maxItems": MOST_FILES,
            }
        },
    }
}


@router.post(
    "",
    status_code=ACCEPTED,
    responses=answers(
        {200: Annotations, CREATED: Annotations, ACCEPTED: Job}, *BODY_PROBLEMS, lead="Location"
    ),
    openapi_extra=bodies.takes(NewDocument, one_of=_ONE_OF, **{bodies.FILES: _FILES}),
)
def add(
    shelf: TheShelf, jobs: TheJobs, sent: Annotated[Sent, Depends(_sent)], wait: Wait = 0.0
) -> Response:
    """Add an article, or files.

    The answer is a job (202). If the job ends within the seconds that `wait` gives and has one input, the
    answer is the document, new (201) or known before (200); or why there is none (422).
    """
    given = _files(sent.files) if sent.files else [_article(bodies.read(sent.record, NewDocument))]
    job = jobs.add(given)
    with waiting(wait) as seconds:
        job = jobs.wait(job.id, seconds)
    if not (job.ended and len(given) == job.done == 1):
        return at_job(job)
    if job.dropped:
        raise HTTPException(422, job.dropped[0].detail or job.dropped[0].reason)
    return _document(shelf, job)


def _document(shelf: Shelf, job: Job) -> Response:
    """Return the only document that a job found."""
    found = shelf.article(job.documents[0])
    response = as_json(found, CREATED if job.added else 200)
    response.headers["Location"] = f"/api/documents/{document_key(found.document.id)}"
    return response


def _article(new: NewDocument) -> Given:
    url = None if new.url is UNSET else new.url
    if new.text is not UNSET and new.html is UNSET:
        return pasted(
            new.text, title=new.title, url=url, outlet=new.outlet, published=new.published
        )
    if new.title or new.outlet or new.published:
        raise bodies.wrong("", "A title, an outlet and a day go with a text alone.")
    if new.html is not UNSET and new.text is UNSET:
        data = new.html.encode("utf-8", "replace")
        return Given(name="page.html", data=data, url=url, media_type="text/html; charset=utf-8")
    if url is None or new.text is not UNSET:
        raise bodies.wrong("", "It has either a text, or HTML, or else the address of a page.")
    return Given(name=url, url=url)


def _files(files: tuple[UploadFile, ...]) -> list[Given]:
    return [
        Given(name=each.filename or "", data=each.file.read(), media_type=each.content_type or "")
        for each in files
    ]


@router.get("", responses=answers({200: DocumentList}, lead="Link"))
def listed(shelf: TheShelf, page: ThePage) -> Response:
    """List the documents, without their texts."""
    with shelf.open() as opened:
        found = tuple(opened.documents(start=page.start, most=page.size))
        total = opened.size()
    return page.answer(DocumentList(items=found, total=total, page=page.number, size=page.size))


@router.get("/{id}/claims", responses=answers({200: ClaimList}, 404, lead="Link"))
def claimed(shelf: TheShelf, key: Key, page: ThePage) -> Response:
    """List the claims of a document."""
    found = shelf.article(key)
    story = claims.story_of(shelf, found)
    items = tuple(claims.stated(found, each, story) for each in page.of(found.claims))
    total = len(found.claims)
    return page.answer(ClaimList(items=items, total=total, page=page.number, size=page.size))


@router.get("/{id}", responses=answers({200: Annotations}, 404))
def one(shelf: TheShelf, key: Key) -> Response:
    """Return a document with all that was found in it.

    It is the object that `sayso read --format json` prints; spans are code points into its text.
    """
    return as_json(shelf.article(key))
