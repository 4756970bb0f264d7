"""The key of an article in; its page with who says each thing, and beside the one that it copies, out."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Annotated
from urllib.parse import parse_qs, urlencode, urlsplit

from fastapi import APIRouter, Query, Request, Response

from sayso.records import Annotations
from sayso.show.report import article_values, spotlights
from sayso.show.report import place as place_name
from sayso.show.story import StoryReading, Told, places
from sayso.spans import Span, span
from sayso.web.forms import TheShelf, as_json
from sayso.web.rendering import render
from sayso.web.shelf import MissingError, Shelf, document_key

router = APIRouter(include_in_schema=False)

From = Annotated[str, Query(alias="from", max_length=4_000)]
"""The address of the story that led here: its words light up."""

Words = Annotated[str, Query(pattern=r"^([0-9]{1,8}-[0-9]{1,8})?$")]
"""The first and the last place of words that something else led to: they light up too."""


@dataclass(frozen=True, slots=True)
class Place:
    """An article's place in a story."""

    address: str
    story: StoryReading
    told: Told
    made_of: str

    @property
    def words(self) -> tuple[Span, ...]:
        """The words that the story leads to."""
        return tuple(places(self.told, self.story).values())

    @property
    def original(self) -> Told | None:
        """The article that this one copies, where it puts the claim too."""
        return self.story.original(self.told)

    @property
    def copies(self) -> tuple[Told, ...]:
        """The articles that copy this one, and their copies."""
        return self.story.copies.get(self.told.document, ())


@router.get("/article/{key}.json")
def as_data(shelf: TheShelf, key: str) -> Response:
    """Return an article with its annotations."""
    return as_json(shelf.article(key))


@router.get("/article/{key}.css")
def lights(
    request: Request, shelf: TheShelf, key: str, story: From = "", words: Words = ""
) -> Response:
    """Return the style that lights up the words of an article that its page leads to."""
    place, made_of = _made_of(shelf, key, story)
    if again := shelf.pages.again(request, made_of):
        return again
    annotations = shelf.article(key)
    css = spotlights(annotations, _lit(annotations, place, words))
    return shelf.pages.keep(request, made_of, Response(css, media_type="text/css"))


@router.get("/article/{key}")
def page(
    request: Request, shelf: TheShelf, key: str, story: From = "", words: Words = ""
) -> Response:
    """Return the page of an article."""
    place, made_of = _made_of(shelf, key, story)
    if again := shelf.pages.again(request, made_of):
        return again
    annotations = shelf.article(key)
    name = document_key(annotations.document.id)
    asked = {"from": place.address if place else "", "words": words}
    query = urlencode({each: value for each, value in asked.items() if value})
    made = render(
        request,
        "explored_article.html.jinja",
        key=name,
        style=f"/article/{name}.css?{query}",
        place=place,
        document_key=document_key,
        **vars(article_values(annotations, _lit(annotations, place, words))),
    )
    return shelf.pages.keep(request, made_of, made)


def words_address(document: str, words: Span | None) -> str:
    """Return where words of a document are to be read, or the document without any."""
    address = f"/article/{document_key(document)}"
    if words is None or not words.text.strip():
        return address
    return f"{address}?words={words.start}-{words.end}#{place_name(words)}"


def _lit(annotations: Annotations, place: Place | None, words: str) -> tuple[Span, ...]:
    """Return the words that light up when a story or something else leads to them."""
    led = place.words if place else ()
    start, _, end = words.partition("-")
    text = annotations.document.text
    if not words or not int(start) < int(end) <= len(text):
        return led
    return (span(text, int(start), int(end)), *led)


def _made_of(shelf: Shelf, key: str, story: str) -> tuple[Place | None, str]:
    """Return the article's place in a story, and what decides what its page says."""
    document, made_from = shelf.made_from(key)
    made_of = f"{document} {made_from}"
    place = _place(shelf, document, story)
    return place, f"{place.address} {place.made_of} {made_of}" if place else made_of


def _place(shelf: Shelf, document: str, address: str) -> Place | None:
    """Return the article's place in the story at an address, or else in its own; nothing is traced for that."""
    path, claim, key = "", "", document_key(document)
    with suppress(ValueError):  # no address at all
        parts = urlsplit(address)
        path, claim = parts.path, parse_qs(parts.query).get("claim", [""])[0]
    if path == "/trace" and claim:
        address = f"/trace?{urlencode({'claim': claim})}"
        found = shelf.traced_words(claim, patience=None)
    else:
        key = path.removeprefix("/story/") if path.startswith("/story/") else key
        address = f"/story/{key}"
        try:
            found = shelf.traced(shelf.story(key), patience=None)
        except MissingError:
            return None
    if found.reading is None or document not in found.reading.by_document:
        return None
    return Place(address, found.reading, found.reading.by_document[document], found.key)
