"""What is given to be worked on, and how far the work is: records that pages and the API pass on."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from sayso.records import Drop, Record

Kind = Literal["add", "trace", "stories"]
State = Literal["waiting", "running", "done", "failed", "stopped"]

MOST_LISTED = 1_000
"""Documents, and inputs that were left out, that a job names; the others it counts."""


class Given(Record, frozen=True, kw_only=True):
    """A file, a pasted text or, where there is no data, a link to fetch."""

    name: Annotated[str, Meta(description="Of the file; its end tells the form where it can.")]
    data: bytes = b""
    url: Annotated[str | None, Meta(description="Of the page that the data is of.")] = None
    media_type: str = ""


class Job(Record, frozen=True, kw_only=True):
    """Work that takes longer than an answer may, and how far it is."""

    id: str
    kind: Kind
    state: State = "waiting"
    about: Annotated[str, Meta(description="What it works on: a name, a claim, a story.")] = ""
    done: Annotated[int, Meta(description="Inputs, or stories, that were worked on.")] = 0
    total: Annotated[int | None, Meta(description="As many as it is to be, where known.")] = None
    documents: Annotated[
        tuple[str, ...],
        Meta(description="Ids of the articles added or known, the first thousand."),
    ] = ()
    added: Annotated[int, Meta(description="Articles that were read into the case.")] = 0
    known: Annotated[int, Meta(description="Inputs that had been read before.")] = 0
    dropped: Annotated[
        tuple[Drop, ...], Meta(description="What was left out and why, the first thousand.")
    ] = ()
    dropped_count: int = 0
    message: Annotated[str | None, Meta(description="Why it failed, in a sentence.")] = None

    @property
    def ended(self) -> bool:
        """Whether nothing more will come of it."""
        return self.state not in {"waiting", "running"}


def pasted(
    text: str, *, title: str = "", url: str | None = None, outlet: str = "", published: str = ""
) -> Given:
    """Return a text that somebody pasted, with what is known of it: the address is that of its page."""
    name = "pasted text"
    known = {"title": title, "outlet": outlet, "published": published}
    known = {key: each for key, each in known.items() if each.strip()}
    if not (known and text.strip()):
        data = text.encode("utf-8", "replace")
        return Given(name=name, data=data, url=url, media_type="text/plain; charset=utf-8")
    fields = {**known, "text": text, "url": url}
    whole = {key: each.encode("utf-8", "replace").decode() for key, each in fields.items() if each}
    return Given(name=name, data=msgspec.json.encode(whole), url=url, media_type="application/json")
