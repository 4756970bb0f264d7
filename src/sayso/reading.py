"""Inputs as bytes in; annotated documents out, in their order: read here, and in processes beside this one.

Processes, since a third of the work is Python's own, which threads would do one after another. They are not
those of ``multiprocessing``, which run the caller's script once more and outlive a parent that is killed: each
is a plain child that reads what comes through its standard input, and ends when that is closed.
"""

from __future__ import annotations

import gc
import os
import pickle
import struct
import subprocess
import sys
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Lock
from typing import IO, TYPE_CHECKING, Any
from weakref import WeakSet

from sayso import acquire
from sayso.annotate import Annotator
from sayso.checks import checked
from sayso.errors import InputError, SaysoError, UsageError
from sayso.records import Document, Drop

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sayso.acquire import Raw
    from sayso.records import Annotations
    from sayso.settings import Settings

AHEAD = 6
"""Inputs that a process beside this one is given ahead: it has work while this one reads a long one."""

MOST_KEPT = 16
"""Inputs of each job that may wait for one before them; bounds what is held in memory."""

MOST_CORES = 4
"""Jobs where nobody says how many; each is a process, with some 250 MB of its own."""

PATIENCE = 5.0
"""Seconds that a process has to end when nothing more comes."""

_SIZE = struct.Struct(">Q")

_STARTED: WeakSet[subprocess.Popen[bytes]] = WeakSet()


def annotated(
    inputs: Iterable[Raw | Drop | Document], settings: Settings, annotate: Annotator | None = None
) -> Iterator[Annotations | Drop]:
    """Yield each input with its annotations, or why it was dropped, in the order of the inputs.

    Args:
        inputs: What is to be read.
        settings: How, and by how many processes.
        annotate: What annotates here; one that has its model loaded spares the time for that.

    Raises:
        UsageError: for a model that cannot be read.

    """
    jobs = settings.jobs or min(cores(), MOST_CORES)
    threads = max(1, cores() // jobs)
    annotate = annotate or Annotator(settings, threads)
    if jobs == 1 or not sys.executable:
        yield from (one(each, annotate, settings) for each in inputs)
    else:
        yield from _side_by_side(inputs, annotate, settings, _Helpers(jobs - 1, settings, threads))


def one(
    given: Raw | Drop | Document, annotate: Annotator, settings: Settings
) -> Annotations | Drop:
    """Return one input with its annotations, or why it was dropped."""
    if isinstance(given, Drop):
        return given
    try:
        if isinstance(given, Document):
            return checked(annotate(given))
        return checked(annotate(acquire.document(given, settings)))
    except InputError as problem:
        return acquire.drop(_name(given), problem)
    except UsageError:
        raise
    except (
        Exception
    ) as defect:  # a bad document never stops the others, whatever it brings to light
        if os.environ.get("SAYSO_TRACEBACK"):
            raise
        detail = f"{_name(given)}: Sayso failed on it ({type(defect).__name__}); please report it."
        return Drop(stage="read", reason="a defect of Sayso", detail=detail)


def cores() -> int:
    """Return how many cores this process may use, where the system says it."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def kill_helpers() -> None:
    """End the processes beside this one: one that is starting would notice late that this one has ended."""
    for each in list(_STARTED):
        each.kill()


def collect_seldom() -> None:
    """Let Python look less often for rings of what is no longer used; for processes that do nothing but read.

    Reading makes few, and in the one measurement made the look took a sixth of Python's own time.
    """
    gc.set_threshold(50_000, 20, 50)


def _name(given: Raw | Document) -> str:
    return given.input.source if isinstance(given, Document) else given.source


@dataclass(slots=True)
class _Place:
    """An input in its turn, and what becomes of it."""

    given: Raw | Drop | Document
    told: Future[Annotations | Drop]


def _side_by_side(
    inputs: Iterable[Raw | Drop | Document],
    annotate: Annotator,
    settings: Settings,
    helpers: _Helpers,
) -> Iterator[Annotations | Drop]:
    """Read here what the helpers have no time for; they start with the second input."""
    waiting: deque[_Place] = deque()

    def here(given: Raw | Drop | Document) -> Future[Annotations | Drop]:
        told: Future[Annotations | Drop] = Future()
        told.set_result(one(given, annotate, settings))
        return told

    try:
        for number, given in enumerate(inputs):
            ahead = sum(not each.told.done() for each in waiting)
            if number and not isinstance(given, Drop) and ahead < AHEAD * helpers.number:
                waiting.append(_Place(given, helpers.submit(given)))
            else:
                waiting.append(_Place(given, here(given)))
            while waiting and (waiting[0].told.done() or len(waiting) > MOST_KEPT * helpers.number):
                yield waiting.popleft().told.result()
        while waiting:
            # Nothing more comes: what no helper has begun is read here, the last first.
            begun = waiting[0].told.done()
            left = None if begun else next((e for e in reversed(waiting) if e.told.cancel()), None)
            if left is None:
                yield waiting.popleft().told.result()
            else:
                left.told = here(left.given)
    except BaseException:
        helpers.stop()
        raise
    helpers.end()


class _Helpers:
    """Some processes, each started when there is work for it."""

    def __init__(self, number: int, settings: Settings, threads: int) -> None:
        self.number = number
        self._about = (settings, threads)
        self._pool = ThreadPoolExecutor(number)
        self._all: list[_Helper] = []
        self._free: SimpleQueue[_Helper] = SimpleQueue()
        self._starting = Lock()
        self._stopped = False

    def submit(self, given: Raw | Document) -> Future[Annotations | Drop]:
        """Let the first that is free read an input."""
        return self._pool.submit(self._read, given)

    def _read(self, given: Raw | Document) -> Annotations | Drop:
        try:
            helper = self._free.get_nowait()
        except Empty:
            helper = self._start()
        try:
            told = helper.read(given)
        except (EOFError, OSError):
            # It may be out of memory, or the input brings a library down: the others go on without.
            detail = f"{_name(given)}: the process that read it was ended from outside."
            return Drop(stage="read", reason="ended", detail=detail)
        self._free.put(helper)
        if isinstance(told, SaysoError):
            raise told
        return told

    def _start(self) -> _Helper:
        with self._starting:
            if self._stopped:
                raise SaysoError("Nothing more is read.")
            try:
                self._all.append(_Helper(*self._about))
            except OSError as problem:
                raise SaysoError(
                    f"No other process can be started ({problem.strerror}); read with --jobs 1."
                ) from problem
            return self._all[-1]

    def end(self) -> None:
        """Let each finish what it has."""
        self._pool.shutdown()
        for each in self._all:
            each.end()

    def stop(self) -> None:
        """End all at once, whatever they have."""
        with self._starting:
            self._stopped = True
        self._pool.shutdown(wait=False, cancel_futures=True)
        for each in self._all:
            each.kill()
        self._pool.shutdown()
        for each in self._all:
            each.close()


class _Helper:
    """A process that reads one input after another."""

    def __init__(self, settings: Settings, threads: int) -> None:
        path = [str(each) for each in sys.path]
        words = f"import sys; sys.path[:] = {path!r}; from sayso.reading import serve; serve()"
        # In a session of its own, Ctrl-C reaches this process alone, which says what was finished.
        self._process = subprocess.Popen(  # noqa: S603  # Python itself, with words of ours
            [sys.executable, "-c", words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        _STARTED.add(self._process)
        self._about: tuple[Settings, int] | None = (settings, threads)

    def read(self, given: Raw | Document) -> Annotations | Drop | SaysoError:
        """Return what becomes of an input.

        Raises:
            EOFError, OSError: if the process has ended.

        """
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise EOFError
        if self._about is not None:
            _send(stdin, self._about)
            self._about = None
        _send(stdin, given)
        told: Annotations | Drop | SaysoError = _receive(stdout)
        return told

    def end(self) -> None:
        """Let it end by itself, which it does when its input is closed."""
        try:
            self._process.communicate(timeout=PATIENCE)
        except (subprocess.TimeoutExpired, OSError, ValueError):
            self.kill()
            self.close()

    def kill(self) -> None:
        """End it now; who waits for its answer is told."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """Close what led to it, once nobody waits for an answer."""
        for each in (self._process.stdin, self._process.stdout):
            if each is not None:
                with suppress(OSError):  # what is still to be sent is lost with it
                    each.close()


def serve() -> None:
    """Read the inputs that come through standard input, until it is closed; the work of a helper."""
    # What a library may print is no answer.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    questions = sys.stdin.buffer
    collect_seldom()
    try:
        settings, threads = _receive(questions)
        annotate = Annotator(settings, threads)
        while True:
            given = _receive(questions)
            try:
                told: Annotations | Drop | SaysoError = one(given, annotate, settings)
            except SaysoError as problem:
                told = problem
            _send(answers, told)
    except (EOFError, BrokenPipeError):
        # Who asks has ended. What is still buffered for it would be complained about at the exit.
        os._exit(0)


def _send(stream: IO[bytes], what: object) -> None:
    data = pickle.dumps(what, pickle.HIGHEST_PROTOCOL)
    stream.write(_SIZE.pack(len(data)) + data)
    stream.flush()


def _receive(stream: IO[bytes]) -> Any:  # noqa: ANN401  # what the other side has sent
    size = stream.read(_SIZE.size)
    if len(size) < _SIZE.size:
        raise EOFError
    (length,) = _SIZE.unpack(size)
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)  # noqa: S301  # both sides are ours
