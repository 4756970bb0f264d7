"""The id of a claim in; the claim with its chain, its words and the story that it belongs to, out."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path, Response

from sayso.records import Annotations, Claim
from sayso.show.report import place
from sayso.web.api.described import answers, router_of
from sayso.web.api.records import StatedClaim
from sayso.web.forms import TheShelf, as_json
from sayso.web.shelf import MissingError, Shelf, document_key

router = router_of("claims")

_ABOUT = (
    "Of the claim: the id of its document, or its first digits, then - and the claim's id there."
)
Id = Annotated[str, Path(pattern="^(sha256:)?[0-9a-f]{8,64}-c[0-9]{1,7}$", description=_ABOUT)]


@router.get("/{id}", responses=answers({200: StatedClaim}, 404))
def one(shelf: TheShelf, id: Id) -> Response:  # noqa: A002  # its name in addresses
    """Return a claim.

    Its id is that of its document, or the first digits of that, then `-` and the claim's id in the document.
    """
    key, _, name = id.rpartition("-")
    found = shelf.article(key)
    claim = next((each for each in found.claims if each.id == name), None)
    if claim is None:
        raise MissingError("There is no such claim in this article.")
    return as_json(stated(found, claim, story_of(shelf, found)))


def stated(found: Annotations, claim: Claim, story: str | None) -> StatedClaim:
    """Return a claim of a document with those whom it names."""
    key = document_key(found.document.id)
    hands = {each.source for each in claim.chain} | {claim.origin}
    said = {each.attribution for each in claim.chain} | {claim.attribution}
    return StatedClaim(
        id=f"{key}-{claim.id}",
        document=found.document.id,
        address=f"/article/{key}" + (f"#{place(claim.spans[0])}" if claim.spans else ""),
        story=story,
        claim=claim,
        sources=tuple(each for each in found.sources if each.id in hands),
        attributions=tuple(each for each in found.attributions if each.id in said),
    )


def story_of(shelf: Shelf, found: Annotations) -> str | None:
    """Return the id of the story that a document is in, if it has been found."""
    try:
        return shelf.story(document_key(found.document.id)).id
    except MissingError:
        return None
