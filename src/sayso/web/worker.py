"""Tasks through standard input in; what was done of them through standard output, out: one at a time.

A worker is a plain child of the explorer, as those of ``sayso.reading`` are: it ends when its input is closed,
so that it never outlives who started it. Pages go before it, as it runs with a lower priority.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from itertools import chain, groupby
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Lock, Thread
from typing import IO, TYPE_CHECKING

import msgspec

from sayso.errors import SaysoError
from sayso.records import Annotations, Drop
from sayso.web.job import MOST_LISTED
from sayso.web.messages import (
    QUESTIONS,
    Add,
    Answer,
    Ask,
    Ended,
    Gave,
    GiveWay,
    Progress,
    Start,
    Task,
    Told,
    Upload,
    receive,
    send,
)

if TYPE_CHECKING:
    from sayso.acquire import Raw
    from sayso.annotate import Annotator
    from sayso.case import Case

NICENESS = 10

WINDOW = 0.15
"""Seconds in which another may write: SQLite lets who waits try again after a tenth of a second at most."""

SAVED_EVERY = 1.5
"""Seconds after which what was added is saved and told, and another let in, who waits for two seconds at most
without having asked for it: a trace that is to be kept, a judgement from the command line. The first article
is told at once."""

GRACE = 1.0
"""Seconds that a task has to end by itself when nobody wants it any more."""

MOST_TRACED = 20
"""Of the stories that are found those that are traced beforehand, the largest."""


class _Stopped(Exception):  # noqa: N818  # no error
    """Who asked has gone."""


class Worker:
    """Does one task after another for who started it."""

    def __init__(self, questions: IO[bytes], answers: IO[bytes]) -> None:
        """Take what it is told through, and what it tells through."""
        self._questions = questions
        self._answers = answers
        self._telling = Lock()
        self._tasks: SimpleQueue[Task | None] = SimpleQueue()
        self._asked = Event()
        self._free = Event()
        """Set while a page is fetched: others may write."""
        self._stopped = Event()
        self._ended = Event()
        self._annotate: Annotator | None = None
        self._parent = os.getppid()

    def run(self) -> None:
        """Work until nothing more comes."""
        try:
            self._about: Start = receive(self._questions, QUESTIONS)
        except EOFError:
            return
        listening = Thread(target=self._listen, daemon=True)
        listening.start()
        with suppress(_Stopped):
            while (task := self._tasks.get()) is not None:
                self._tell(self._done(task))
        self._ended.set()
        listening.join()

    def _listen(self) -> None:
        """Take tasks while one is worked on, and see when there are to be no more."""
        with suppress(EOFError, OSError, _Stopped):
            while True:
                message = receive(self._questions, QUESTIONS)
                if isinstance(message, GiveWay) and self._free.is_set():
                    self._tell(Gave())
                elif isinstance(message, GiveWay):
                    self._asked.set()
                else:
                    self._tasks.put(message)
        self._stopped.set()
        self._tasks.put(None)
        in_time = self._ended.wait(GRACE)
        if os.getppid() != self._parent:
            # Who started it was killed, and what it had been given is nobody's any more.
            shutil.rmtree(self._about.spool, ignore_errors=True)
        if not in_time:
            # A long article, or a trace: nobody waits for it.
            if self._annotate is not None:
                from sayso.reading import kill_helpers  # noqa: PLC0415

                kill_helpers()
            os._exit(1)

    def _tell(self, message: Answer) -> None:
        try:
            with self._telling:
                send(self._answers, message)
        except OSError as problem:
            raise _Stopped from problem

    def _done(self, task: Task) -> Ended:
        """Do a task, or say why it failed."""
        try:
            if isinstance(task, Add):
                self._add(task)
            elif isinstance(task, Ask):
                self._trace(task)
            else:
                self._find()
        except SaysoError as problem:
            case = Path(self._about.case)
            return Ended(failed=str(problem).replace(str(case), case.name))
        except (_Stopped, MemoryError):
            raise
        except Exception as defect:  # the next task may be without it
            if os.environ.get("SAYSO_TRACEBACK"):
                raise
            return Ended(failed=f"Sayso failed on it ({type(defect).__name__}); please report it.")
        return Ended()

    def _add(self, task: Add) -> None:
        from sayso.annotate import Annotator  # noqa: PLC0415  # tracing needs nothing that reads
        from sayso.pipeline import add_given  # noqa: PLC0415
        from sayso.reading import MOST_CORES, cores  # noqa: PLC0415

        # One core is left to the pages.
        jobs = self._about.settings.jobs or max(1, min(cores() - 1, MOST_CORES))
        settings = msgspec.structs.replace(self._about.settings, jobs=jobs)
        self._annotate = self._annotate or Annotator(settings, max(1, (cores() - 1) // jobs))
        count = _Count(sum(_expected(each) for each in task.uploads))
        self._tell(count.news())

        def between(case: Case) -> None:
            asked, first = self._asked.is_set(), count.first
            if asked or count.due:
                self._asked.clear()
                case.give_way()
                self._tell(count.news())
                if asked or not first:
                    self._tell(Gave())
                    case.give_way(WINDOW)
            self._go_on()

        try:
            for inputs in self._inputs(task.uploads):
                with closing(
                    add_given(
                        Path(self._about.case),
                        inputs,
                        settings,
                        annotate=self._annotate,
                        between=between,
                    )
                ) as results:
                    for result in results:
                        count.take(result)
        finally:
            shutil.rmtree(task.folder, ignore_errors=True)
            self._tell(count.news())

    def _go_on(self) -> None:
        if self._stopped.is_set():
            raise _Stopped

    def _inputs(self, uploads: Sequence[Upload]) -> Iterator[Iterable[Raw | Drop]]:
        """Yield the inputs that are added together: files in a row, and each page alone.

        A page may take long to come, and others may write meanwhile.
        """
        from sayso import acquire  # noqa: PLC0415

        for are_files, group in groupby(uploads, lambda each: each.path is not None):
            if are_files:
                yield chain.from_iterable(map(self._opened, group))
                continue
            for each in group:
                self._free.set()
                page = acquire.linked(each.url or "", self._about.settings)
                self._free.clear()
                self._go_on()
                yield [page]

    def _opened(self, upload: Upload) -> Iterator[Raw | Drop]:
        """Yield what a file holds, which is then removed."""
        from sayso import acquire  # noqa: PLC0415

        path = Path(upload.path or "")
        with path.open("rb") as stream:
            found = acquire.raws_of(stream, upload.name, self._about.settings, upload.media_type)
            for each in found:
                placed = isinstance(each, Drop) or upload.url is None
                yield each if placed else msgspec.structs.replace(each, url=upload.url)
        path.unlink()

    def _trace(self, task: Ask) -> None:
        from sayso.pipeline import trace, trace_story  # noqa: PLC0415

        if task.story is not None:
            found = trace_story(self._about.case, task.story)
        else:
            found = trace(self._about.case, task.claim or "")
        self._tell(Told(trace=msgspec.Raw(msgspec.json.encode(found.trace))))

    def _find(self) -> None:
        """Find stories, and trace the largest, so that the case keeps both."""
        from sayso.case import Case  # noqa: PLC0415
        from sayso.keeping import trace_of  # noqa: PLC0415
        from sayso.pipeline import stories  # noqa: PLC0415

        case = self._about.case
        large = [each for each in stories(case) if each.size > 1][:MOST_TRACED]
        self._tell(Progress(done=0, total=len(large)))
        for each in large:
            self._go_on()
            with Case.open(case) as opened:
                trace_of(opened, each.claim, each.documents, story=each.id)
            self._tell(Progress(done=1, total=len(large)))


@dataclass(slots=True)
class _Count:
    """What came of the inputs, and what of that is still to be told."""

    total: int
    _done: int = 0
    _added: int = 0
    _known: int = 0
    _documents: list[str] = field(default_factory=list)
    _dropped: list[Drop] = field(default_factory=list)
    _dropped_count: int = 0
    _told: float = 0.0

    @property
    def first(self) -> bool:
        """Whether nothing was told yet of what was done."""
        return not self._told

    @property
    def due(self) -> bool:
        """Whether what was done is to be told."""
        return time.monotonic() - self._told > SAVED_EVERY

    def take(self, result: Annotations | Drop) -> None:
        """Count one."""
        from sayso.case import Known  # noqa: PLC0415

        self._done += 1
        if isinstance(result, Annotations):
            self._added += 1
            self._documents.append(result.document.id)
        elif isinstance(result, Known):
            self._known += 1
            self._documents.append(result.document)
        else:
            self._dropped_count += 1
            self._dropped.append(
                Drop(stage=result.stage, reason=result.reason, detail=result.detail)
            )

    def news(self) -> Progress:
        """Return what was not told yet."""
        told = Progress(
            done=self._done,
            total=self.total,
            documents=tuple(self._documents[:MOST_LISTED]),
            added=self._added,
            known=self._known,
            dropped=tuple(self._dropped[:MOST_LISTED]),
            dropped_count=self._dropped_count,
        )
        # Nothing is told before the first article stands in the case: then at once.
        self._told = time.monotonic() if self._done else 0.0
        self._done = self._added = self._known = self._dropped_count = 0
        self._documents, self._dropped = [], []
        return told


def _expected(each: Upload) -> int:
    from sayso import acquire  # noqa: PLC0415

    if each.path is None:
        return 1
    return acquire.count_of(Path(each.path), each.name, each.media_type)


def main() -> None:
    """Be a worker."""
    # What a library may print is no answer.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    Worker(sys.stdin.buffer, answers).run()
    # What is still buffered for who has gone would be complained about at the exit.
    os._exit(0)


if __name__ == "__main__":
    main()
