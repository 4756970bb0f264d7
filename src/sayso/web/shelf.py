"""A case in; what its pages and its interface ask of it, out, and kept in memory while it is true.

Nothing that takes long is done here: a trace that the case does not keep, and stories that are not found yet,
are jobs, and whoever asks is told which.
"""

from __future__ import annotations

import re
import time
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from sayso.case import Case
from sayso.errors import UsageError
from sayso.keeping import are_current, kept_tallies, kept_trace, stories_as_kept, trace_key
from sayso.show.headline import headline
from sayso.show.story import StoryReading, story_reading
from sayso.web.kept import KeptPages
from sayso.web.named import Named
from sayso.web.seldom import Seldom

if TYPE_CHECKING:
    from sayso.records import Annotations
    from sayso.traces import Story, Tally, Trace
    from sayso.web.job import Job
    from sayso.web.jobs import Jobs

KEY = 16
"""Hexadecimal digits of a document's id in an address: enough for millions of documents."""

MOST_FOUND = 64
"""Traces that are kept in memory, those asked for last."""

PATIENCE = 1.5
"""Seconds that a page waits for a trace, before it says that the story is being traced."""

QUIET = 3.0
"""Seconds without a change after which stories are found anew: who adds saves every two."""

_KEY = re.compile(r"(?:sha256:)?[0-9a-f]{8,64}")
_STORY = re.compile(r"st[0-9a-f]{12}")


class MissingError(UsageError):
    """What was asked for is not in the case."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A story, the key of its address, and how many origins it has where that is known."""

    story: Story
    key: str
    tally: Tally | None


@dataclass(frozen=True, slots=True)
class Stories:
    """The stories of a case, the largest first."""

    every: tuple[Listed, ...]
    current: bool
    """Whether the case has not changed since they were found."""
    articles: int
    """How many the case holds, those too that are in no story yet."""


@dataclass(frozen=True, slots=True)
class Found:
    """A traced claim as it is read, or the job that is to trace it."""

    reading: StoryReading | None
    known: Mapping[str, str] = field(default_factory=dict)
    """What stands for articles without a title, by the ids of their documents."""
    job: Job | None = None
    key: str = ""
    """What it was made from: another, if that changes."""


class Shelf:
    """One case, for many readers at once."""

    def __init__(self, path: Path, jobs: Jobs) -> None:
        self.path = path
        self._jobs = jobs
        self._lock = Lock()
        self._found: OrderedDict[str, Found] = OrderedDict()
        self._named: Seldom[Named] = Seldom()
        self._stories: tuple[str | None, tuple[Story, ...]] = (None, ())
        self._holding: dict[str, Story] = {}
        self._keys: tuple[int, dict[str, str]] = (-1, {})
        self.pages = KeptPages()
        self._changed: tuple[int | None, float] = (None, 0.0)

    def open(self) -> Case:
        """Return the case, open to be read, to be used in a ``with``."""
        return Case.open(self.path)

    def state(self) -> tuple[str, str]:
        """Return what changes with judgements, and what changes with articles, or the names that are known."""
        with self.open() as opened:
            return opened.judged(), f"{opened.changes()} {self._named.of}"

    def stories(self) -> Stories:
        """Return the stories as they were last found; a job finds them anew where the case has changed."""
        with self.open() as opened:
            changes = opened.changes()
            kept, current = self._kept_stories(opened)
            articles = opened.size()
            tallies = kept_tallies(opened, kept)
        if articles and not current and self._is_quiet(changes):
            self._jobs.stories()
        every = tuple(Listed(each, story_key(each), tallies.get(each.id)) for each in kept)
        return Stories(every, current, articles)

    def _kept_stories(self, opened: Case) -> tuple[tuple[Story, ...], bool]:
        """Return what ``stories_as_kept`` does; stories that were read before are not read again."""
        made_by = opened.stories_made_by()
        with self._lock:
            before, kept = self._stories
        if made_by is not None and made_by == before:
            return kept, are_current(opened, made_by)
        kept, current = stories_as_kept(opened)
        holding = {name: each for each in kept for name in (each.id, *each.documents)}
        with self._lock:
            self._stories, self._holding = (made_by, kept), holding
        return kept, current

    def _is_quiet(self, changes: int) -> bool:
        """Return whether the case has stopped changing: stories that are found meanwhile would not be kept."""
        now = time.monotonic()
        with self._lock:
            before, since = self._changed
            if changes == before:
                return now - since > QUIET
            self._changed = (changes, now)
            # What was there when the explorer was opened is not being added.
            return before is None

    def story(self, key: str, *, find: bool = False) -> Story:
        """Return the story of this id, or which holds the document of this key.

        Args:
            key: Of the one or the other.
            find: Whether to have stories found and wait a moment, where it is in none of those found last.

        Raises:
            MissingError: if there is none.

        """
        with self.open() as opened:
            name = key if _STORY.fullmatch(key) else _document(opened, key)
            _, current = self._kept_stories(opened)
            changes = opened.changes()
        found = self._holding.get(name)
        if found is None and find and not current and self._is_quiet(changes):
            self._jobs.wait(self._jobs.stories().id, PATIENCE)
            return self.story(key)
        if found is None:
            raise MissingError("No story of this case holds that; it may not have been found yet.")
        return found

    def traced(self, story: Story, patience: float | None = PATIENCE) -> Found:
        """Return the trace of a story; where it takes longer than ``patience`` seconds, the job that makes it.

        With None for patience, nothing is found where no trace is there yet, and none is made.
        """
        with self.open() as opened:
            key = self._trace_key(opened, story)
            if (known := self._known(key)) is not None:
                return known
            kept = kept_trace(opened, key)
        if kept is not None:
            return self._shelved(key, kept)
        if patience is None:
            return Found(None)
        job = self._jobs.wait(self._jobs.trace_story(story.id, key).id, patience)
        with self.open() as opened:
            if job.ended and self._trace_key(opened, story) != key:
                return self.traced(story, 0.0)
        return self._made(job)

    def _trace_key(self, opened: Case, story: Story) -> str:
        """Return what ``trace_key`` does; while the case is the same it is worked out once."""
        changes = opened.changes()
        with self._lock:
            if self._keys[0] != changes:
                self._keys = (changes, {})
            known = self._keys[1]
        asked = f"{story.id} {story.claim}"
        if asked not in known:
            known[asked] = trace_key(opened, story.claim, story.documents, story=story.id)
        return known[asked]

    def traced_words(self, claim: str, patience: float | None = PATIENCE) -> Found:
        """Return the trace of a claim in a reader's own words, likewise."""
        with self.open() as opened:
            key = f"{opened.changes()} {claim}"
        if (known := self._known(key)) is not None:
            return known
        if patience is None:
            return Found(None)
        return self._made(self._jobs.wait(self._jobs.trace(claim, key).id, patience))

    def article(self, key: str) -> Annotations:
        """Return the document whose id begins with ``key``, with its annotations.

        Raises:
            MissingError: if there is none, or more than one.

        """
        with self.open() as opened:
            return next(opened.annotations([_document(opened, key)]))

    def made_from(self, key: str) -> tuple[str, str]:
        """Return the whole id of a document, and what decides what its page says beside its story.

        Raises:
            MissingError: if there is none, or more than one.

        """
        with self.open() as opened:
            document = _document(opened, key)
            return document, opened.made_from([document])[document]

    def document_id(self, key: str) -> str:
        """Return the whole id of the document whose id begins with ``key``.

        Raises:
            MissingError: if there is none, or more than one.

        """
        with self.open() as opened:
            return _document(opened, key)

    def articles(self, documents: Sequence[str]) -> list[Annotations]:
        """Return documents by their whole ids, in that order."""
        with self.open() as opened:
            found = {each.document.id: each for each in opened.annotations(documents)}
        return [found[each] for each in documents]

    def named(self) -> Named:
        """Return the sources that have a name; while articles are added, those of a moment ago."""
        with self.open() as opened:
            return self._named.get(opened.changes(), lambda: Named(opened.named_sources()))

    def _made(self, job: Job) -> Found:
        made = self._jobs.trace_of(job.id)
        if made is None:
            return Found(None, job=job)
        # It may have begun before the last change: it is known as what whoever asked first has seen.
        return self._shelved(self._jobs.known_as(job.id), made)

    def _known(self, key: str) -> Found | None:
        with self._lock:
            if (known := self._found.get(key)) is not None:
                self._found.move_to_end(key)
            return known

    def _shelved(self, key: str, trace: Trace) -> Found:
        untitled = [each.document for each in trace.articles if not (each.title or "").strip()]
        known = {each.document.id: headline(each.document).text for each in self.articles(untitled)}
        found = Found(story_reading(trace, known), known, key=key)
        with self._lock:
            self._found[key] = found
            while len(self._found) > MOST_FOUND:
                self._found.popitem(last=False)
        return found


def document_key(document: str) -> str:
    """Return what stands for a document in an address."""
    return document.removeprefix("sha256:")[:KEY]


def story_key(story: Story) -> str:
    """Return what stands for a story in an address: a document of it, which it keeps when it grows."""
    return document_key(min(story.documents))


def _document(opened: Case, key: str) -> str:
    if not _KEY.fullmatch(key):
        raise MissingError("That is no address of anything in this case.")
    found = opened.beginning(key.removeprefix("sha256:"))
    if len(found) != 1:
        raise MissingError("There is no such article in this case.")
    return found[0]
