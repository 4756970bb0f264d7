"""The only wiring: names of inputs in, annotated documents out, in their order."""

from __future__ import annotations

import os
import signal
from collections import deque
from concurrent.futures import Future
from typing import TYPE_CHECKING

from sayso import acquire
from sayso.annotate import Annotator, cards
from sayso.errors import InputError, SaysoError, UsageError
from sayso.records import Drop

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from concurrent.futures import ProcessPoolExecutor

    from sayso.acquire import Raw
    from sayso.annotate.models import ModelCard
    from sayso.records import Annotations
    from sayso.settings import Settings

AHEAD = 2
"""Inputs that a process beside this one is given ahead, so that it never waits for the next."""

MOST_KEPT = 16
"""Inputs of each job that may wait for one before them; bounds what is held in memory."""

MOST_CORES = 4
"""Jobs where nobody says how many; each is a process, with some 250 MB of its own."""


def read(sources: Sequence[str], settings: Settings) -> Iterator[Annotations | Drop]:
    """Yield, in the order of the inputs, each document with its annotations, or why it was dropped.

    Raises:
        UsageError: for what can never be read: a path that is not there, a form not supported.

    """
    inputs = acquire.raws(sources, settings)
    jobs = settings.jobs or min(_cores(), MOST_CORES)
    annotate = Annotator(settings, _threads(jobs))
    if jobs == 1:
        yield from (_one(each, annotate, settings) for each in inputs)
    else:
        yield from _side_by_side(inputs, annotate, settings, jobs)


def models() -> list[ModelCard]:
    """Return the cards of the models that ship with Sayso."""
    return cards()


def _one(given: Raw | Drop, annotate: Annotator, settings: Settings) -> Annotations | Drop:
    if isinstance(given, Drop):
        return given
    try:
        return annotate(acquire.document(given, settings))
    except InputError as problem:
        return acquire.drop(given, problem)
    except UsageError:
        raise
    except (
        Exception
    ) as defect:  # a bad document never stops the others, whatever it brings to light
        if os.environ.get("SAYSO_TRACEBACK"):
            raise
        detail = f"{given.source}: Sayso failed on it ({type(defect).__name__}); please report it."
        return Drop(stage="read", reason="a defect of Sayso", detail=detail)


def _side_by_side(
    inputs: Iterable[Raw | Drop], annotate: Annotator, settings: Settings, jobs: int
) -> Iterator[Annotations | Drop]:
    """Read here, and in ``jobs - 1`` processes beside this one that take what they have time for.

    Processes, since a third of the work is Python's own, which threads would do one after another. They
    start clean, with the second input: who reads one article waits for none.
    """
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415  # one article does without

    pool: ProcessPoolExecutor | None = None
    waiting: deque[Future[Annotations | Drop]] = deque()
    try:
        for number, given in enumerate(inputs):
            ahead = sum(not each.done() for each in waiting)
            if number and ahead < AHEAD * (jobs - 1):
                pool = pool or _processes(jobs, settings)
                waiting.append(pool.submit(_Worker.one, given))
            else:
                waiting.append(Future())
                waiting[-1].set_result(_one(given, annotate, settings))
            while waiting and (waiting[0].done() or len(waiting) > MOST_KEPT * jobs):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    except BrokenProcessPool as ended:
        raise SaysoError("A reading process was ended from outside; read again.") from ended
    finally:
        if pool is not None:
            pool.shutdown(cancel_futures=True)


def _processes(jobs: int, settings: Settings) -> ProcessPoolExecutor:
    import multiprocessing  # noqa: PLC0415
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    return ProcessPoolExecutor(
        jobs - 1,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_Worker.start,
        initargs=(settings, _threads(jobs)),
    )


def _threads(jobs: int) -> int:
    return max(1, _cores() // jobs)


def _cores() -> int:
    """How many cores this process may use, where the system says it."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Worker:
    """What one process keeps between inputs."""

    annotate: Annotator
    settings: Settings

    @classmethod
    def start(cls, settings: Settings, threads: int) -> None:
        # Ctrl-C reaches every process; the main one says what was finished, the others just end.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        cls.annotate, cls.settings = Annotator(settings, threads), settings

    @classmethod
    def one(cls, given: Raw | Drop) -> Annotations | Drop:
        return _one(given, cls.annotate, cls.settings)
