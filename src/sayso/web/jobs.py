"""What pages ask for that takes long in; jobs, which others wait for or look at, out.

Articles are added by one process beside this one, claims traced by a second and stories found by a third, so
that a question does not wait for what is added, nor for stories that nobody looks at.
"""

from __future__ import annotations

import re
import secrets
import shutil
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from threading import Condition

import msgspec

from sayso.errors import BusyError, SaysoError, UsageError
from sayso.settings import Settings
from sayso.traces import Trace
from sayso.web.job import Given, Job, Kind
from sayso.web.lane import PATIENCE, Lane, Ticket
from sayso.web.messages import Add, Ask, Ended, Find, Start, Task, Upload

__all__ = ["Given", "Job", "Jobs"]

MOST_WAITING = 100
"""Jobs that may wait; whoever asks for more is told so."""

MOST_GIVEN = 10_000
"""Inputs of a job."""

MOST_BYTES = 1_000_000_000
"""Of what is given and not yet read: it waits on the disk."""

MOST_ENDED = 200
"""Jobs that are remembered when they have ended."""

MOST_RESULTS = 200_000_000
"""Bytes of the traces that are remembered, the newest."""

LONGEST_CLAIM = 2_000
"""Code points of a claim, and of an address; no sentence is longer."""

LONGEST_NAME = 200
"""Code points of the name of an input."""

SELDOM = 20.0
"""Seconds between two searches for stories, or as long as one takes, where that is longer than ``SOON``."""

SOON = 2.0
"""Seconds."""

_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_TRACE = msgspec.json.Decoder(Trace)


class Jobs:
    """The long work of one case."""

    def __init__(self, case: Path, settings: Settings, jobs_dir: Path | None = None) -> None:
        """Start nothing yet.

        Args:
            case: Its path.
            settings: How what is added is read; private addresses are never fetched, whatever they say.
            jobs_dir: Where a folder for what waits is made, which none but this user can read; without it,
                among temporary files.

        Raises:
            SaysoError: if it cannot be made.

        """
        try:
            self._spool = Path(tempfile.mkdtemp(prefix="sayso-", dir=jobs_dir))
        except OSError as problem:
            raise SaysoError(
                f"No folder can be made for what is given ({problem.strerror})."
            ) from problem
        settings = msgspec.structs.replace(settings, allow_private=False)
        about = Start(case=str(case.absolute()), spool=str(self._spool), settings=settings)
        self._changed = Condition()
        kinds: tuple[Kind, ...] = ("add", "trace", "stories")
        self._lanes = {each: Lane(about, self._changed, self._ended) for each in kinds}
        self._tickets: dict[str, Ticket] = {}
        self._closed = False
        self._stale = self._urgent = False
        self._next_search = 0.0

    def add(self, given: Sequence[Given]) -> Job:
        """Add files, texts and links to the case; find its stories anew when that is done.

        Raises:
            UsageError: if nothing is given, or more waits than there is room for.
            SaysoError: if what is given cannot be kept till it is read.

        """
        if not 0 < len(given) <= MOST_GIVEN:
            raise UsageError(f"One to {MOST_GIVEN:,} inputs can be added at once.")
        size = sum(len(each.data) for each in given)
        with self._changed:
            self._check(size)
            id_ = secrets.token_hex(8)
            folder = self._spool / id_
            uploads = tuple(
                _upload(each, folder / str(number)) for number, each in enumerate(given)
            )
            job = Job(id=id_, kind="add", about=uploads[0].name, total=len(given))
            ticket = Ticket(job, Add(uploads=uploads, folder=str(folder)), folder, size)
            self._tickets[id_] = ticket
        try:
            folder.mkdir()
            for each, upload in zip(given, uploads, strict=True):
                if upload.path is not None:
                    Path(upload.path).write_bytes(each.data)
        except OSError as problem:
            failed = f"What was given cannot be kept till it is read ({problem.strerror})."
            with self._changed:
                self._ended(ticket, Ended(failed=failed))
            raise SaysoError(failed) from problem
        self._lanes["add"].submit(ticket)
        return ticket.job

    def trace(self, claim: str, known_as: str = "") -> Job:
        """Trace a claim over the case; a trace of it that is under way will do, whatever that is known as.

        Raises:
            UsageError: if there are no words in it, or too many, or too many jobs wait.

        """
        claim = _well_formed(claim).strip()
        if not 0 < len(claim) <= LONGEST_CLAIM:
            raise UsageError(f"A claim has at least a word and at most {LONGEST_CLAIM:,} letters.")
        return self._ask("trace", Ask(claim=claim, known_as=known_as), claim)

    def trace_story(self, story: str, known_as: str = "") -> Job:
        """Trace what the articles of a story put; one that is under way will do if it is known as the same.

        Raises:
            UsageError: if too many jobs wait.

        """
        story = _well_formed(story)[:LONGEST_NAME]
        return self._ask("trace", Ask(story=story, known_as=known_as), story)

    def stories(self) -> Job:
        """Find the stories of the case anew, and trace the largest, so that both are kept in it.

        Where that takes long, it does not begin again at once. It is done by itself after articles were added.

        Raises:
            UsageError: if too many jobs wait.

        """
        return self._ask("stories", Find(), "")

    def stories_at_once(self) -> Job:
        """Find the stories anew after somebody has judged that two are one, without waiting as above.

        Raises:
            UsageError: if too many jobs wait.

        """
        with self._changed:
            self._next_search = 0.0
            job = self.stories()
            if job.state == "running":  # it may have begun before the judgement
                self._stale = self._urgent = True
            return job

    def job(self, id: str) -> Job | None:  # noqa: A002  # its name in addresses
        """Return a job as it is now, or None if there is none, or it ended long ago."""
        ticket = self._tickets.get(id)
        return ticket.job if ticket is not None else None

    def list(self) -> tuple[Job, ...]:
        """Return the jobs, the newest first."""
        with self._changed:
            return tuple(each.job for each in reversed(self._tickets.values()))

    def wait(self, id: str, seconds: float) -> Job:  # noqa: A002
        """Return a job when it has ended, or as it is after so many seconds.

        Raises:
            UsageError: if there is none.

        """
        ticket = self._ticket(id)
        with self._changed:
            self._changed.wait_for(lambda: ticket.job.ended, seconds)
            return ticket.job

    def trace_of(self, id: str) -> Trace | None:  # noqa: A002
        """Return the trace that a job has made, or None if it has made none, or long ago."""
        ticket = self._tickets.get(id)
        return _TRACE.decode(ticket.result) if ticket is not None and ticket.result else None

    def known_as(self, id: str) -> str:  # noqa: A002
        """Return as what the trace of a job is known, by who asked for it first."""
        ticket = self._tickets.get(id)
        return ticket.task.known_as if ticket is not None and isinstance(ticket.task, Ask) else ""

    def give_way(self) -> None:
        """Let another write to the case, for a moment, if articles are being added; call it right before."""
        self._lanes["add"].give_way()

    def stop(self, id: str) -> Job:  # noqa: A002
        """Take a job away that waits, or end one that runs; what it added stays.

        Raises:
            UsageError: if there is none.

        """
        ticket = self._ticket(id)
        if not ticket.job.ended:
            self._lanes[ticket.job.kind].stop(ticket)
        return self.wait(id, SOON)

    def close(self) -> None:
        """End all work; what was added stays, what waits is forgotten."""
        with self._changed:
            self._closed = True
        for lane in self._lanes.values():
            lane.close()
        until = time.monotonic() + PATIENCE
        for lane in self._lanes.values():
            lane.join(until)
        shutil.rmtree(self._spool, ignore_errors=True)

    def _ask(self, kind: Kind, task: Task, about: str) -> Job:
        with self._changed:
            for each in self._tickets.values():
                if _same(each.task, task) and not each.job.ended:
                    return each.job
            self._check()
            ticket = Ticket(Job(id=secrets.token_hex(8), kind=kind, about=about), task)
            if kind == "stories":
                ticket.due = self._next_search
            self._tickets[ticket.job.id] = ticket
        self._lanes[kind].submit(ticket)
        return ticket.job

    def _check(self, size: int = 0) -> None:
        """Refuse what there is no room for."""
        if self._closed:
            raise UsageError("The explorer is being closed.")
        waiting = [each for each in self._tickets.values() if not each.job.ended]
        if len(waiting) >= MOST_WAITING or size + sum(e.size for e in waiting) > MOST_BYTES:
            raise BusyError("There is too much to do already; try again when some of it is done.")

    def _ticket(self, id_: str) -> Ticket:
        ticket = self._tickets.get(id_)
        if ticket is None:
            raise UsageError("There is no such job, or it ended long ago.")
        return ticket

    def _ended(self, ticket: Ticket, ended: Ended) -> None:
        """Record how a job ended; called with the lock."""
        state = "stopped" if ticket.stopping else "failed" if ended.failed else "done"
        message = None if ticket.stopping else ended.failed
        ticket.job = msgspec.structs.replace(ticket.job, state=state, message=message)
        ticket.size, ticket.ended = 0, time.monotonic()
        if ticket.folder is not None:
            shutil.rmtree(ticket.folder, ignore_errors=True)
        self._forget()
        if ticket.job.kind == "add":
            self._stale = self._stale or ticket.job.added > 0
        elif ticket.job.kind == "stories":
            now = time.monotonic()
            took = now - ticket.began
            rest = max(SELDOM, took) if took > SOON and not self._urgent else 0.0
            self._next_search, self._urgent = now + rest, False
        if self._stale and not self._closed:
            with suppress(UsageError):
                # One that runs may have begun before the last articles came.
                self._stale = self.stories().state == "running"

    def _forget(self) -> None:
        """Forget what ended long ago, and traces where there are many."""
        old = [each for each in self._tickets.values() if each.job.ended]
        old.sort(key=lambda each: each.ended)
        for each in old[:-MOST_ENDED]:
            del self._tickets[each.job.id]
        room = MOST_RESULTS
        for each in reversed(old[-MOST_ENDED:]):
            room -= len(each.result)
            if room < 0:
                each.result = b""


def _same(one: Task, other: Task) -> bool:
    """Return whether who asks for the other can wait for the one."""
    if isinstance(one, Ask) and isinstance(other, Ask) and one.claim is not None:
        # While articles are added, each who asks would know it as another, and never see it done.
        return one.claim == other.claim
    return one == other


def _upload(given: Given, path: Path) -> Upload:
    """Return what a worker is told of an input; its bytes wait at ``path`` unless it is a link."""
    url = _well_formed(given.url).strip() if given.url else None
    if url is not None and len(url) > LONGEST_CLAIM:
        raise UsageError(f"An address has at most {LONGEST_CLAIM:,} letters.")
    if url and not given.data:
        return Upload(name=url, path=None, url=url, media_type="")
    return Upload(
        name=plain_name(given.name),
        path=str(path),
        # Pages link to it: a script in its place would be theirs.
        url=url if url and _ADDRESS.match(url) else None,
        media_type=_well_formed(given.media_type)[:LONGEST_NAME],
    )


def plain_name(name: str) -> str:
    """Return the name of a file without folders and what cannot be printed, and not too long."""
    last = _well_formed(name).replace("\\", "/").rpartition("/")[2]
    plain = "".join(each for each in last if each.isprintable()).strip()
    if len(plain) > LONGEST_NAME:
        half = LONGEST_NAME // 2
        plain = f"{plain[: half - 1]}…{plain[-half:]}"  # its end tells its form
    return plain if plain.strip(".") else "unnamed"


def _well_formed(text: str) -> str:
    """Return a text that can be sent: half letters, as JSON can bring them, are none."""
    return text.encode("utf-8", "replace").decode()
