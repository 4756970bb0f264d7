"""What a case's readers are shown while long work is done, by workers that answer what a test says."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import msgspec
import pytest

from sayso import pipeline
from sayso.case import Case
from sayso.settings import Settings
from sayso.traces import Judgement, Trace
from sayso.web import lane
from sayso.web.jobs import Jobs
from sayso.web.messages import Ended, Start, Told
from sayso.web.shelf import Found, MissingError, Shelf, document_key
from tests.case.articles import article
from tests.web.test_lane import Fake, started

FIRST = Judgement(kind="merge", subjects=("Harna", "The Man on the Bridge"))
SECOND = Judgement(kind="merge", subjects=("Harna", "Bertol Kessmer"))
CLAIM = "Lorries stand at the border."


@pytest.fixture
def workers(monkeypatch: pytest.MonkeyPatch) -> list[Fake]:
    made: list[Fake] = []

    def start(about: Start) -> Fake:
        made.append(Fake(about))
        return made[-1]

    monkeypatch.setattr(lane, "_Child", start)
    return made


def judge(case: Path, judgement: Judgement) -> None:
    with Case.open(case, write=True) as opened:
        opened.judge(judgement)


def told(trace: Trace) -> Told:
    return Told(trace=msgspec.Raw(msgspec.json.encode(trace)))


def shown(found: Found) -> Trace | None:
    return found.reading.trace if found.reading else None


def test_a_trace_that_began_before_a_judgement_does_not_stand_after_it(
    own_case: Path, tmp_path: Path, workers: list[Fake]
) -> None:
    judge(own_case, FIRST)  # what the case keeps is true no more
    before, after = (Path(shutil.copy(own_case, tmp_path / each)) for each in "ab")
    judge(after, SECOND)
    (story,) = pipeline.stories(str(own_case))
    old, new = (pipeline.trace_story(str(each), story.id).trace for each in (before, after))
    assert old != new
    jobs = Jobs(own_case, Settings(), tmp_path)
    shelf = Shelf(own_case, jobs)
    assert shown(shelf.traced(story, 0)) is None
    worker = started(workers)
    worker.next()
    judge(own_case, SECOND)

    def answer() -> None:
        for each in (told(old), Ended(), told(new), Ended()):
            worker.answers.put(each)

    threading.Timer(0.2, answer).start()
    assert shown(shelf.traced(story, 20.0)) == new
    assert shown(shelf.traced(story, 0)) == new
    jobs.close()


def test_a_trace_that_another_judgement_went_before_is_not_shown_when_that_is_undone(
    own_case: Path, tmp_path: Path, workers: list[Fake]
) -> None:
    judge(own_case, FIRST)
    after = Path(shutil.copy(own_case, tmp_path / "a"))
    judge(after, SECOND)
    (story,) = pipeline.stories(str(own_case))
    new = pipeline.trace_story(str(after), story.id).trace
    jobs = Jobs(own_case, Settings(), tmp_path)
    shelf = Shelf(own_case, jobs)

    def answer() -> None:
        worker = started(workers)
        judge(own_case, SECOND)
        worker.answers.put(told(new))
        worker.answers.put(Ended())

    threading.Timer(0.0, answer).start()
    found = shelf.traced(story, 20.0)
    assert found.job is not None  # that of the case as it is now
    assert not found.job.ended
    with Case.open(own_case, write=True) as opened:
        opened.undo()
    assert shown(shelf.traced(story, 0)) is None
    jobs.close()


def test_a_trace_of_words_that_was_asked_for_before_a_judgement_is_shown_once(
    own_case: Path, tmp_path: Path, workers: list[Fake]
) -> None:
    old = pipeline.trace(str(Path(shutil.copy(own_case, tmp_path / "a"))), CLAIM).trace
    jobs = Jobs(own_case, Settings(), tmp_path)
    shelf = Shelf(own_case, jobs)
    first = shelf.traced_words(CLAIM, 0)
    assert first.job is not None
    worker = started(workers)
    worker.next()
    judge(own_case, SECOND)
    worker.answers.put(told(old))
    threading.Timer(0.2, worker.answers.put, [Ended()]).start()
    joined = shelf.traced_words(CLAIM, 20.0)
    assert shown(joined) == old
    again = shelf.traced_words(CLAIM, 0)
    assert shown(again) is None
    assert again.job is not None
    assert again.job.id != first.job.id
    jobs.close()


def test_a_story_that_somebody_asks_for_is_found(
    own_case: Path, tmp_path: Path, workers: list[Fake]
) -> None:
    with Case.open(own_case, write=True) as opened:
        opened.add(article(1))
    jobs = Jobs(own_case, Settings(), tmp_path)
    shelf = Shelf(own_case, jobs)
    key = document_key(article(1).document.id)
    with pytest.raises(MissingError):
        shelf.story(key)
    assert jobs.list() == ()

    def answer() -> None:
        worker = started(workers)
        pipeline.stories(str(own_case))
        worker.answers.put(Ended())

    threading.Timer(0.0, answer).start()
    assert article(1).document.id in shelf.story(key, find=True).documents
    with pytest.raises(MissingError):
        shelf.story("st000000000000", find=True)
    assert len(jobs.list()) == 1
    jobs.close()
