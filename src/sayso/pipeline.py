"""The only wiring: names of inputs in, annotated documents out, in their order; a case in, its stories out."""

from __future__ import annotations

import contextlib
import hashlib
import os
import signal
from collections import deque
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso import acquire
from sayso.annotate import Annotator, cards
from sayso.annotate.models import SENTENCES, name
from sayso.errors import InputError, SaysoError, UsageError
from sayso.records import Document, Drop, Input

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from concurrent.futures import ProcessPoolExecutor
    from pathlib import Path

    from sayso.acquire import Raw
    from sayso.annotate.models import ModelCard
    from sayso.case import Case
    from sayso.records import Annotations
    from sayso.settings import Settings
    from sayso.traces import Story, Trace

AHEAD = 2
"""Inputs that a process beside this one is given ahead, so that it never waits for the next."""

MOST_KEPT = 16
"""Inputs of each job that may wait for one before them; bounds what is held in memory."""

NEAREST = 3
"""Articles with the most and rarest of a claim's words, whose stories are traced; in a case of eight stories,
127 articles, one was enough."""

MOST_RANKED = 1000
"""Articles that are put in order by a claim's words, should a story be larger than what is traced."""

MOST_TRACED = 200
"""Articles over which one claim is traced."""

SAME = 1.1
"""How many times the vectors that are kept make it worth to keep them anew."""

MOST_CORES = 4
"""Jobs where nobody says how many; each is a process, with some 250 MB of its own."""


def read(sources: Sequence[str], settings: Settings) -> Iterator[Annotations | Drop]:
    """Yield, in the order of the inputs, each document with its annotations, or why it was dropped.

    Raises:
        UsageError: for what can never be read: a path that is not there, a form not supported.

    """
    yield from _read(acquire.raws(sources, settings), settings)


def _read(
    inputs: Iterable[Raw | Drop | Document], settings: Settings
) -> Iterator[Annotations | Drop]:
    jobs = settings.jobs or min(_cores(), MOST_CORES)
    annotate = Annotator(settings, _threads(jobs))
    if jobs == 1:
        yield from (_one(each, annotate, settings) for each in inputs)
    else:
        yield from _side_by_side(inputs, annotate, settings, jobs)


@dataclass(frozen=True)
class Traced:
    """A trace, and the articles that it is of, in the order of the trace."""

    trace: Trace
    articles: tuple[Annotations, ...]


def trace(case: str, claim: str) -> Traced:
    """Return who of the articles in a case puts ``claim``, and on whose word.

    Looked at are the stories of the articles that have the most and rarest of the claim's words; of them
    those stay in which an article repeats, doubts or denies it.

    Raises:
        UsageError: if there is no case at the path.
        SaysoError: if the case holds nothing, or is damaged.

    """
    from sayso.case import Case  # noqa: PLC0415  # reading an article needs no data base
    from sayso.compare.trace import trace as compared  # noqa: PLC0415

    every = stories(case)
    with Case.open(case) as opened:
        found = opened.search(claim, MOST_RANKED)
        near = [each for each in every if set(found[:NEAREST]).intersection(each.documents)]
        wanted = _first({name for each in near for name in each.documents}, found)
        articles = list(opened.annotations(wanted))
        judgements = opened.judgements()
        known = _recall(opened, wanted)
    made = compared(claim, articles, judgements=judgements)
    _remember(case, wanted, known)
    stated = {each.document for each in made.articles if each.stance != "neutral"}
    kept = {name for each in near if stated.intersection(each.documents) for name in each.documents}
    if not kept.issuperset(wanted):
        articles = [each for each in articles if each.document.id in kept]
        made = compared(claim, articles, judgements=judgements)
    return _with_articles(made, articles)


def _first(wanted: set[str], ranked: Sequence[str]) -> list[str]:
    """Return the documents that are nearest to a claim, at most as many as are traced."""
    nearest = [each for each in ranked if each in wanted]
    return [*nearest, *sorted(wanted.difference(nearest))][:MOST_TRACED]


def trace_story(case: str, story: str) -> Traced:
    """Return the same for the articles, and the claim, of a story that ``stories`` finds.

    Raises:
        UsageError: if there is no case at the path, or no story of this id in it.
        SaysoError: if the case holds nothing, or is damaged.

    """
    wanted = next((each for each in stories(case) if each.id == story), None)
    if wanted is None:
        raise UsageError(f"There is no story {story} in {case}; `sayso stories` lists them.")
    return next(iter(traces(case, [wanted])))


def traces(case: str, wanted: Sequence[Story]) -> Iterator[Traced]:
    """Yield the trace of each of these stories over its articles."""
    from sayso.case import Case  # noqa: PLC0415
    from sayso.compare.trace import trace as compared  # noqa: PLC0415

    with Case.open(case) as opened:
        judgements = opened.judgements()
        for each in wanted:
            articles = list(opened.annotations(each.documents))
            known = _recall(opened, each.documents)
            found = compared(each.claim, articles, story=each.id, judgements=judgements)
            if len(wanted) == 1:  # of all stories, together, they would be larger than the case
                _remember(case, each.documents, known)
            yield _with_articles(found, articles)


def stories(case: str) -> tuple[Story, ...]:
    """Return the stories of a case, the largest first.

    Raises:
        UsageError: if there is no case at the path.
        SaysoError: if the case holds nothing, or is damaged.

    """
    from sayso.case import Case  # noqa: PLC0415
    from sayso.compare.stories import stories as compared  # noqa: PLC0415

    with Case.open(case) as opened:
        _hold(opened, case)
        stamp = _stamp(opened)
        found = opened.stories(stamp)
        if not found:
            found = compared(opened.annotations(), judgements=opened.judgements())
            _keep(case, found, stamp)
    return tuple(sorted(found, key=lambda each: (-each.size, each.first or "", each.id)))


def _stamp(opened: Case) -> str:
    """Return what the stories of a case follow from: its documents, judgements, and this release."""
    from importlib.metadata import version  # noqa: PLC0415  # it searches the disk

    judged = hashlib.sha256(repr(opened.judgements()).encode("utf8", "replace")).hexdigest()
    return f"sayso {version('sayso')}, {opened.fingerprint()}, {judged}"


def _keep(case: str, found: Iterable[Story], stamp: str) -> None:
    """Keep the stories for the next time; while another writes, or where nobody may, they are found anew."""
    from sayso.case import Case  # noqa: PLC0415

    with contextlib.suppress(SaysoError), Case.open(case, write=True) as opened:
        opened.keep_stories(found, stamp)


def _recall(opened: Case, documents: Iterable[str]) -> bytes:
    """Let the encoder take what it made of these documents before: that is most of the time of a trace."""
    from sayso.compare.encoder import recall  # noqa: PLC0415

    kind, made_by = _vectors(documents)
    known = opened.kept(kind, made_by).get(kind, b"")
    recall(known)
    return known


def _remember(case: str, documents: Iterable[str], known: bytes) -> None:
    """Keep what the encoder made of these documents, unless it is known or the case cannot be written now."""
    from sayso.case import Case  # noqa: PLC0415
    from sayso.compare.encoder import remember  # noqa: PLC0415

    made = remember()
    # Another claim asks for a few passages more or less; what is nearly the same is not written again.
    if len(made) <= len(known) * SAME:
        return
    kind, made_by = _vectors(documents)
    with contextlib.suppress(SaysoError), Case.open(case, write=True) as opened:
        opened.keep(kind, kind, made, made_by)


def _vectors(documents: Iterable[str]) -> tuple[str, str]:
    """Return under which name the vectors of these documents are kept, and what made them."""
    from importlib.metadata import version  # noqa: PLC0415

    named = hashlib.sha256(" ".join(sorted(documents)).encode()).hexdigest()
    return f"vectors {named}", f"sayso {version('sayso')}, {SENTENCES}"


def _hold(opened: Case, path: str) -> None:
    if next(iter(opened.documents()), None) is None:
        raise SaysoError(f"{path} holds no articles yet; add some: sayso add {path} INPUT...")


def _with_articles(found: Trace, articles: Iterable[Annotations]) -> Traced:
    by_id = {each.document.id: each for each in articles}
    return Traced(found, tuple(by_id[each.document] for each in found.articles))


def models() -> list[ModelCard]:
    """Return the cards of the models that ship with Sayso."""
    return cards()


def _one(
    given: Raw | Drop | Document, annotate: Annotator, settings: Settings
) -> Annotations | Drop:
    """Annotate what one input holds, or a document that was opened before."""
    if isinstance(given, Drop):
        return given
    source = given.input.source if isinstance(given, Document) else given.source
    try:
        document = given if isinstance(given, Document) else acquire.document(given, settings)
        return annotate(document)
    except InputError as problem:
        return acquire.drop(source, problem)
    except UsageError:
        raise
    except (
        Exception
    ) as defect:  # a bad document never stops the others, whatever it brings to light
        if os.environ.get("SAYSO_TRACEBACK"):
            raise
        detail = f"{source}: Sayso failed on it ({type(defect).__name__}); please report it."
        return Drop(stage="read", reason="a defect of Sayso", detail=detail)


def _side_by_side(
    inputs: Iterable[Raw | Drop | Document], annotate: Annotator, settings: Settings, jobs: int
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
            if number and ahead < AHEAD * (jobs - 1) and not isinstance(given, Drop):
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
    def one(cls, given: Raw | Drop | Document) -> Annotations | Drop:
        return _one(given, cls.annotate, cls.settings)


def add(
    path: Path, sources: Sequence[str], settings: Settings, *, again: bool = False
) -> Iterator[Annotations | Drop]:
    """Add what the inputs hold to the case at ``path``, which is made if there is none.

    An input whose bytes were read before is passed over before it is opened, so that a run that was stopped
    goes on where it was. It yields, in the order of the inputs, each document once it is in the case, and why
    the others were left out: a ``Known`` if it was read before.

    Args:
        path: Of the case.
        sources: Names of inputs.
        settings: How they are read.
        again: Annotate anew what was annotated with other versions, from the text that the case holds; without
            any source, all documents.

    Raises:
        UsageError: for an input that can never be read, or what is no case; before anything is written.
        SaysoError: if the case cannot be written to; what was added before is kept.

    """
    from sayso.case import Case, Known  # noqa: PLC0415

    inputs = acquire.raws(sources, settings)
    made_with = versions(settings)
    own = tuple(f"{path}{beside}: " for beside in ("", "-wal", "-shm"))
    with Case.open(path, create=bool(sources), write=True) as case:

        def wanted() -> Iterator[Raw | Drop | Document]:
            if again and not sources:
                yield from case.stale(made_with)
            for given in inputs:
                if isinstance(given, Drop) and given.detail.startswith(own):
                    continue  # the case lies in the folder that is added to it
                seen = None if isinstance(given, Drop) else case.known(_input(given), made_with)
                if seen is None:
                    yield given
                elif again and not seen.current:
                    yield from (each.document for each in case.annotations([seen.document]))
                else:
                    yield seen

        for result in _read(wanted(), settings):
            if not isinstance(result, Drop):
                case.add(result, made_with)
            elif not isinstance(result, Known):
                case.add_drop(result)
            yield result


def versions(settings: Settings) -> dict[str, str]:
    """Return what decides, beside the input, what an annotated document holds."""
    from importlib.metadata import version  # noqa: PLC0415  # it searches the disk

    return {
        "sayso": version("sayso"),
        "attribution": name(settings.model),
        "min_score": str(settings.min_score),
        "nesting": str(settings.nesting).lower(),
    }


def _input(raw: Raw) -> Input:
    """Return what is known of an input before it is opened."""
    media_type = raw.media_type.partition(";")[0].strip().lower()
    digest = hashlib.sha256(raw.data).hexdigest()
    return Input(source=raw.source, sha256=digest, media_type=media_type)
