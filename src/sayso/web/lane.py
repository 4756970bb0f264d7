"""Tasks in; each done in its turn by a worker, out: a process that starts at the first and ends when idle."""

from __future__ import annotations

import subprocess
import sys
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Condition, Lock, Thread

import msgspec

from sayso.errors import SaysoError
from sayso.web.job import MOST_LISTED, Job
from sayso.web.messages import (
    ANSWERS,
    Answer,
    Ended,
    Gave,
    GiveWay,
    Progress,
    Question,
    Start,
    Task,
    Told,
    receive,
    send,
)

IDLE = 300.0
"""Seconds after which a worker that has nothing to do is ended; it holds some 400 MB."""

PATIENCE = 1.4
"""Seconds that a worker has to end by itself, which it does within one."""

WAY = 5.0
"""Seconds that somebody waits for a worker to give way: it does between two articles."""


@dataclass(slots=True, eq=False)
class Ticket:
    """A job, and what only the lanes need to know of it."""

    job: Job
    task: Task
    folder: Path | None = None
    size: int = 0
    result: bytes = b""
    stopping: bool = False
    due: float = 0.0
    """When it may begin, began and ended, by the clock that only goes forward."""
    began: float = 0.0
    ended: float = 0.0


class Lane:
    """One worker, and what waits for it."""

    def __init__(
        self, about: Start, changed: Condition, ended: Callable[[Ticket, Ended], None]
    ) -> None:
        """Take what a worker is told first, the lock of all tickets, and who is told of those that ended."""
        self._about = about
        self._changed = changed
        self._ended = ended
        self._waiting: deque[Ticket] = deque()
        self._running: Ticket | None = None
        self._child: _Child | None = None
        self._thread: Thread | None = None
        self._gave = 0
        self._closed = False

    def submit(self, ticket: Ticket) -> None:
        """Let a task wait for its turn."""
        with self._changed:
            if self._closed:
                ticket.stopping = True
                self._ended(ticket, Ended())
                return
            self._waiting.append(ticket)
            if self._thread is None:
                self._thread = Thread(target=self._work, daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def give_way(self) -> None:
        """Let another write for a moment, if a task runs; return when it may, or after some seconds."""
        with self._changed:
            running, before = self._running, self._gave
            child = self._child
        if running is None or child is None:
            return
        with suppress(OSError):
            child.send(GiveWay())
        with self._changed:
            self._changed.wait_for(lambda: self._gave > before or self._running is not running, WAY)

    def stop(self, ticket: Ticket) -> None:
        """Take a ticket away, or end the worker that is at it; what it did stays."""
        with self._changed:
            ticket.stopping = True
            if ticket in self._waiting:
                self._waiting.remove(ticket)
                self._ended(ticket, Ended())
                self._changed.notify_all()
            child = self._child if self._running is ticket else None
        if child is not None:
            child.end()

    def close(self) -> None:
        """Let nothing more begin, and tell the worker to end; ``join`` waits for it."""
        with self._changed:
            self._closed = True
            for ticket in [*self._waiting, *([self._running] if self._running else [])]:
                ticket.stopping = True
            while self._waiting:
                self._ended(self._waiting.popleft(), Ended())
            child = self._child
            self._changed.notify_all()
        if child is not None:
            child.close()

    def join(self, until: float) -> None:
        """Return when the worker has ended; it is killed if it takes until then by ``time.monotonic``."""
        child, thread = self._child, self._thread
        if child is not None:
            child.end(max(0.0, until - time.monotonic()))
        if thread is not None:
            thread.join(PATIENCE)

    def _work(self) -> None:
        while (ticket := self._next()) is not None:
            ended = self._do(ticket)
            spent = None
            with self._changed:
                self._running = None
                if ticket.stopping:  # who stops it may still be about to end the worker
                    spent, self._child = self._child, None
                self._ended(ticket, ended)
                self._changed.notify_all()
            if spent is not None:
                spent.forget()

    def _next(self) -> Ticket | None:
        """Return what is next, or None when nothing has come for long; the worker is then ended."""
        until = time.monotonic() + IDLE
        with self._changed:
            while not self._closed:
                now = time.monotonic()
                if self._waiting and self._waiting[0].due <= now:
                    self._running = ticket = self._waiting.popleft()
                    ticket.job = msgspec.structs.replace(ticket.job, state="running")
                    ticket.began = now
                    self._changed.notify_all()
                    return ticket
                if not self._waiting and until <= now:
                    break
                self._changed.wait((self._waiting[0].due if self._waiting else until) - now)
            self._thread, child, self._child = None, self._child, None
        if child is not None:
            child.forget()
        return None

    def _do(self, ticket: Ticket) -> Ended:
        """Return how a task ended."""
        try:
            child = self._worker()
            if ticket.stopping:
                return Ended()
            child.send(ticket.task)
            while not isinstance(answer := child.receive(), Ended):
                self._take(ticket, answer)
        except (EOFError, OSError):
            child.forget()
            return Ended(
                failed="The process that worked on it was ended, perhaps for want of memory;"
                " what it added stays."
            )
        except SaysoError as problem:
            return Ended(failed=str(problem))
        return answer

    def _take(self, ticket: Ticket, answer: Answer) -> None:
        with self._changed:
            if isinstance(answer, Progress):
                ticket.job = _advanced(ticket.job, answer)
            elif isinstance(answer, Told):
                ticket.result = bytes(answer.trace)
            elif isinstance(answer, Gave):
                self._gave += 1
            self._changed.notify_all()

    def _worker(self) -> _Child:
        """Return the worker, which is started if there is none."""
        child = self._child
        if child is None or not child.alive:
            if child is not None:
                child.forget()
            try:
                child = _Child(self._about)
            except OSError as problem:
                raise SaysoError(
                    f"No other process can be started ({problem.strerror})."
                ) from problem
            with self._changed:
                self._child = child
        return child


def _advanced(job: Job, news: Progress) -> Job:
    """Return a job with what was done since."""
    done = job.done + news.done
    return msgspec.structs.replace(
        job,
        done=done,
        # How many a packed file holds is a guess.
        total=None if news.total is None else max(news.total, done),
        documents=(*job.documents, *news.documents)[:MOST_LISTED],
        added=job.added + news.added,
        known=job.known + news.known,
        dropped=(*job.dropped, *news.dropped)[:MOST_LISTED],
        dropped_count=job.dropped_count + news.dropped_count,
    )


class _Child:
    """A process that does tasks; it ends when what leads to it is closed, however that comes."""

    def __init__(self, about: Start) -> None:
        path = [str(each) for each in sys.path]
        words = f"import sys; sys.path[:] = {path!r}; from sayso.web.worker import main; main()"
        # In a session of its own, Ctrl-C reaches the explorer alone, which ends this one.
        self._process = subprocess.Popen(  # noqa: S603  # Python itself, with words of ours
            [sys.executable, "-c", words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        self._sending = Lock()
        with suppress(OSError):  # who asks it for something is told
            self.send(about)

    @property
    def alive(self) -> bool:
        """Whether it can be given something."""
        stdin = self._process.stdin
        return stdin is not None and not stdin.closed and self._process.poll() is None

    def send(self, message: Question) -> None:
        """Send a message.

        Raises:
            OSError: if it has ended, or been told to.

        """
        stdin = self._process.stdin
        with self._sending:
            if stdin is None or stdin.closed:
                raise BrokenPipeError
            send(stdin, message)

    def receive(self) -> Answer:
        """Return the next message.

        Raises:
            EOFError: if it has ended.

        """
        stdout = self._process.stdout
        if stdout is None:
            raise EOFError
        answer: Answer = receive(stdout, ANSWERS)
        return answer

    def close(self) -> None:
        """Tell it to end."""
        stdin = self._process.stdin
        if stdin is not None and self._sending.acquire(timeout=PATIENCE):
            with suppress(OSError):
                stdin.close()
            self._sending.release()

    def end(self, patience: float = PATIENCE) -> None:
        """Tell it to end, and return when it has; it is killed if it takes longer than so many seconds."""
        self.close()
        try:
            self._process.wait(patience)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def forget(self) -> None:
        """End it, and close what leads from it; for who is the only one that listens."""
        self.end()
        if self._process.stdout is not None:
            self._process.stdout.close()
