"""The order in which a lane does what waits, with a worker that answers what a test says."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import SimpleQueue

import pytest

from sayso.settings import Settings
from sayso.web import jobs as jobs_
from sayso.web import lane
from sayso.web.job import Given, Job
from sayso.web.jobs import Jobs
from sayso.web.messages import (
    Add,
    Answer,
    Ask,
    Ended,
    Find,
    Gave,
    GiveWay,
    Progress,
    Question,
    Start,
)

SOON = 20.0

pytestmark = pytest.mark.timeout(60)


class Fake:
    """A worker that is told what to answer."""

    def __init__(self, about: Start) -> None:
        assert not about.settings.allow_private
        self.asked: SimpleQueue[Question] = SimpleQueue()
        self.answers: SimpleQueue[Answer | None] = SimpleQueue()
        self.alive = True

    def send(self, message: Question) -> None:
        if not self.alive:
            raise BrokenPipeError
        self.asked.put(message)

    def receive(self) -> Answer:
        answer = self.answers.get(timeout=SOON)
        if answer is None:
            raise EOFError
        return answer

    def close(self) -> None:
        if self.alive:
            self.alive = False
            self.answers.put(None)

    def end(self, patience: float = 0.0) -> None:
        assert patience >= 0
        self.close()

    forget = close

    def next(self) -> Question:
        return self.asked.get(timeout=SOON)


@pytest.fixture
def workers(monkeypatch: pytest.MonkeyPatch) -> list[Fake]:
    made: list[Fake] = []

    def start(about: Start) -> Fake:
        made.append(Fake(about))
        return made[-1]

    monkeypatch.setattr(lane, "_Child", start)
    return made


@pytest.fixture
def jobs(workers: list[Fake], tmp_path: Path) -> Iterator[Jobs]:
    assert workers == []
    made = Jobs(tmp_path / "x.sayso", Settings(allow_private=True))
    yield made
    made.close()


def until(true: Callable[[], object]) -> None:
    deadline = time.monotonic() + SOON
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.005)


def states(jobs: Jobs) -> list[tuple[str, str]]:
    return [(each.kind, each.state) for each in jobs.list()]


def started(workers: list[Fake], number: int = 1) -> Fake:
    until(lambda: len(workers) == number)
    return workers[-1]


def test_a_question_waits_for_one_before_it_and_for_nothing_else(
    jobs: Jobs, workers: list[Fake]
) -> None:
    stories = jobs.stories()
    assert isinstance(started(workers).next(), Find)
    asked = jobs.trace("The harbour is shut.")
    worker = started(workers, 2)
    assert worker.next() == Ask(claim="The harbour is shut.")
    assert jobs.stories().id == stories.id
    second = jobs.trace_story("st000000000000")
    assert jobs.trace_story("st000000000000").id == second.id
    assert states(jobs) == [("trace", "waiting"), ("trace", "running"), ("stories", "running")]
    worker.answers.put(Ended())
    assert worker.next() == Ask(story="st000000000000")
    worker.answers.put(Ended(failed="No."))
    assert [jobs.wait(each.id, SOON).state for each in (asked, second)] == ["done", "failed"]


def test_stories_that_began_before_articles_were_added_are_found_once_more_but_not_at_once(
    jobs: Jobs, workers: list[Fake], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs_, "SOON", 0.0)
    monkeypatch.setattr(jobs_, "SELDOM", 0.3)
    stories = jobs.stories()
    finder = started(workers)
    assert isinstance(finder.next(), Find)
    add = jobs.add([Given(name="a", data=b"a")])
    adder = started(workers, 2)
    assert isinstance(adder.next(), Add)
    adder.answers.put(Progress(done=1, total=1, added=1, documents=("sha256:1",)))
    adder.answers.put(Ended())
    assert jobs.wait(add.id, SOON).added == 1
    assert states(jobs) == [("add", "done"), ("stories", "running")]
    finder.answers.put(Ended())
    jobs.wait(stories.id, SOON)
    assert states(jobs)[0] == ("stories", "waiting")
    began = time.monotonic()
    assert isinstance(finder.next(), Find)
    assert time.monotonic() - began > 0.2
    finder.answers.put(Ended(failed="No."))
    assert jobs.wait(jobs.list()[0].id, SOON).message == "No."


def test_stories_that_a_judgement_changes_are_found_at_once(
    jobs: Jobs, workers: list[Fake], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs_, "SOON", 0.0)
    first = jobs.stories()
    finder = started(workers)
    assert isinstance(finder.next(), Find)
    # What runs began before the judgement: it is done once more, and the usual rest is left out.
    assert jobs.stories_at_once().id == first.id
    finder.answers.put(Ended())
    assert isinstance(finder.next(), Find)
    finder.answers.put(Ended())
    until(lambda: states(jobs) == [("stories", "done")] * 2)
    # It rests again after that one, but not for another judgement.
    third = jobs.stories_at_once()
    assert isinstance(finder.next(), Find)
    finder.answers.put(Ended())
    assert jobs.wait(third.id, SOON).state == "done"


def test_who_asks_to_write_waits_until_a_running_add_lets_him(
    jobs: Jobs, workers: list[Fake], monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs.give_way()
    jobs.add([Given(name="a", data=b"a")])
    worker = started(workers)
    assert isinstance(worker.next(), Add)
    asking = threading.Thread(target=jobs.give_way)
    asking.start()
    assert isinstance(worker.next(), GiveWay)
    assert asking.is_alive()
    worker.answers.put(Gave())
    asking.join(SOON)
    assert not asking.is_alive()
    monkeypatch.setattr(lane, "WAY", 0.01)
    jobs.give_way()  # nobody answers
    worker.alive = False
    jobs.give_way()  # nobody is asked
    worker.answers.put(None)


def test_what_comes_after_the_end_is_stopped(jobs: Jobs, workers: list[Fake]) -> None:
    running = jobs.trace("The harbour is open.")
    started(workers).next()
    waiting = jobs.trace("The harbour is shut.")
    jobs._lanes["trace"].close()
    late = lane.Ticket(Job(id="1", kind="trace"), Ask(claim="Late."))
    jobs._lanes["trace"].submit(late)
    assert late.job.state == "stopped"
    assert [jobs.wait(each.id, SOON).state for each in (running, waiting)] == ["stopped"] * 2


def test_what_is_stopped_while_its_worker_starts_is_not_begun(
    jobs: Jobs, workers: list[Fake], monkeypatch: pytest.MonkeyPatch
) -> None:
    go = threading.Event()

    def slowly(about: Start) -> Fake:
        assert go.wait(SOON)
        workers.append(Fake(about))
        return workers[-1]

    monkeypatch.setattr(lane, "_Child", slowly)
    job = jobs.trace("The harbour is shut.")
    until(lambda: states(jobs) == [("trace", "running")])
    stopping = threading.Thread(target=jobs.stop, args=(job.id,))
    stopping.start()
    until(lambda: jobs._tickets[job.id].stopping)
    go.set()
    stopping.join(SOON)
    assert states(jobs) == [("trace", "stopped")]
    assert workers[0].asked.empty()


def test_a_job_that_is_stopped_as_it_ends_takes_no_other_along(
    jobs: Jobs, workers: list[Fake], monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped, other = jobs.trace("One."), jobs.trace("Two.")
    first = started(workers)
    first.next()
    go = threading.Event()

    def late() -> None:
        assert go.wait(SOON)
        first.close()

    monkeypatch.setattr(first, "end", late)
    stopping = threading.Thread(target=jobs.stop, args=(stopped.id,))
    stopping.start()
    until(lambda: jobs._tickets[stopped.id].stopping)
    first.answers.put(Ended())
    second = started(workers, 2)
    second.next()
    go.set()
    stopping.join(SOON)
    second.answers.put(Ended())
    assert jobs.wait(stopped.id, SOON).state == "stopped"
    assert jobs.wait(other.id, SOON).state == "done"


def test_a_worker_that_ended_while_it_had_nothing_to_do_is_replaced(
    jobs: Jobs, workers: list[Fake]
) -> None:
    first = jobs.trace("One.")
    started(workers).answers.put(Ended())
    assert jobs.wait(first.id, SOON).state == "done"
    workers[0].alive = False
    second = jobs.trace("Two.")
    started(workers, 2).answers.put(Ended())
    assert jobs.wait(second.id, SOON).state == "done"
