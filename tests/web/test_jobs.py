"""Long work in processes beside this one: what becomes of it, and of them."""

from __future__ import annotations

import contextlib
import gzip
import json
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from sayso.case import Case
from sayso.errors import SaysoError, UsageError
from sayso.settings import Settings
from sayso.traces import Judgement
from sayso.web import jobs as jobs_
from sayso.web import lane
from sayso.web.job import Given, Job, pasted
from sayso.web.jobs import Jobs, plain_name
from sayso.web.messages import Ended, Find

TEXT = (
    "Harbour stays shut\n\nThe harbour of Kelmouth stays shut for {} more days, the port authority said"
    " on Tuesday. A spokesman told the Kelmouth Courier that a pier had sunk.\n"
)
ROOT = Path(__file__).parents[2]
PARENT = """
import sys, time
from pathlib import Path
from sayso.settings import Settings
from sayso.web.jobs import Jobs
from tests.web.test_jobs import text
jobs = Jobs(Path(sys.argv[1]), Settings(), Path(sys.argv[2]))
job = jobs.add([text(number) for number in range(200)])
while not jobs.job(job.id).added:
    time.sleep(0.01)
print("added", flush=True)
time.sleep(600)
"""
LONG = 60.0
"""Seconds in which all of this is done on a machine that is busy."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x.sayso"


@pytest.fixture
def jobs(path: Path, tmp_path: Path) -> Iterator[Jobs]:
    made = Jobs(path, Settings(max_bytes=100_000), tmp_path)
    yield made
    made.close()


def text(number: int) -> Given:
    return Given(name=f"{number}.txt", data=TEXT.format(number).encode())


def workers() -> list[psutil.Process]:
    """Return the workers that this process has started; an explorer that others test has its own."""
    found = []
    for each in psutil.Process().children():
        with contextlib.suppress(psutil.Error):  # it has just ended
            if any("sayso.web.worker" in word for word in each.cmdline()):
                found.append(each)
    return found


def runs(process: psutil.Process) -> bool:
    with contextlib.suppress(psutil.NoSuchProcess):
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    return False


def until(true: Callable[[], object]) -> None:
    deadline = time.monotonic() + LONG
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def now(jobs: Jobs, job: Job) -> Job:
    found = jobs.job(job.id)
    assert found is not None
    return found


def ids(path: Path) -> set[str]:
    with Case.open(path) as case:
        return set(case.ids())


def of_kind(jobs: Jobs, kind: str) -> list[Job]:
    return [each for each in jobs.list() if each.kind == kind]


def test_what_is_given_is_added_and_its_story_found_and_traced(
    jobs: Jobs, path: Path, tmp_path: Path
) -> None:
    lines = [json.dumps({"text": TEXT.format(7)}), "{", json.dumps({"no": "text"})]
    given = [
        text(1),
        Given(name="../../etc/page", data=b"<html><body>nothing", media_type="text/html"),
        Given(name="many.JSONL.gz", data=gzip.compress("\n".join([*lines, ""]).encode())),
        Given(name="bomb.txt.gz", data=gzip.compress(b"a " * 1_000_000)),
        Given(name="paper.pdf", data=b"%PDF-1.7"),
        pasted(TEXT.format(9), title="Shut", url="https://courier.example/shut"),
        Given(name="", url="http://127.0.0.1:9/private"),
    ]
    job = jobs.add(given)
    assert (job.kind, job.about, job.ended) == ("add", "1.txt", False)
    done = jobs.wait(job.id, LONG)
    assert (done.state, done.done, done.total, done.message) == ("done", 9, 9, None)
    assert (done.added, done.known, done.dropped_count) == (3, 0, 6)
    assert set(done.documents) == ids(path)
    assert [each.reason for each in done.dropped] == [
        "no article text",
        "broken line",
        "no text",
        "too large",
        "not yet",
        "private address",
    ]
    assert done.dropped[0].detail.startswith("page: ")
    assert str(tmp_path) not in str(done)
    with Case.open(path) as case:
        found = {each.input.source: each for each in case.documents()}
        assert set(found) == {"1.txt", "many.JSONL.gz", "pasted text"}
        (own,) = case.annotations([found["pasted text"].id])
        assert (own.document.title, own.document.url) == ("Shut", "https://courier.example/shut")

    again = jobs.wait(jobs.add([text(1), text(2)]).id, LONG)
    assert (again.added, again.known) == (1, 1)
    assert set(again.documents) < ids(path)
    until(lambda: of_kind(jobs, "stories") and all(e.ended for e in jobs.list()))
    stories = of_kind(jobs, "stories")[0]
    assert (stories.state, stories.done) == ("done", stories.total)
    with Case.open(path) as case:
        assert case.stories_made_by() is not None
    asked = jobs.trace("The harbour of Kelmouth stays shut.")
    assert jobs.trace(" The harbour of Kelmouth stays shut. ").id == asked.id
    assert jobs.wait(asked.id, LONG).state == "done"
    trace = jobs.trace_of(asked.id)
    assert trace is not None
    assert trace.articles
    assert jobs.trace_of(job.id) is None


def test_another_may_judge_while_articles_are_added(jobs: Jobs, path: Path) -> None:
    job = jobs.add([text(number) for number in range(60)])
    until(lambda: now(jobs, job).added)
    took = []
    for number in range(3):
        assert not now(jobs, job).ended
        began = time.monotonic()
        jobs.give_way()
        with Case.open(path, write=True) as case:
            case.judge(Judgement(kind="same_claim", subjects=("one", str(number))))
        took.append(time.monotonic() - began)
    done = jobs.wait(job.id, LONG)
    assert (done.state, done.added) == ("done", 60)
    assert max(took) < 1.5
    with Case.open(path) as case:
        assert len(case.judgements()) == 3
    jobs.give_way()  # nobody writes: it returns at once


def test_a_worker_that_is_killed_fails_its_job_and_the_next_has_another(
    jobs: Jobs, path: Path
) -> None:
    job = jobs.add([text(number) for number in range(200)])
    until(lambda: now(jobs, job).added)
    (worker,) = workers()
    worker.send_signal(signal.SIGKILL)
    failed = jobs.wait(job.id, LONG)
    assert failed.state == "failed"
    assert failed.message is not None
    assert "memory" in failed.message
    assert set(failed.documents) <= ids(path)
    assert jobs.wait(jobs.add([text(201)]).id, LONG).state == "done"
    with pytest.raises(psutil.NoSuchProcess):
        worker.status()


def test_a_job_can_be_stopped_and_what_it_added_stays(jobs: Jobs, path: Path) -> None:
    running = jobs.add([text(number) for number in range(200)])
    waiting = jobs.add([text(number) for number in range(200, 210)])
    until(lambda: now(jobs, running).added)
    assert jobs.stop(waiting.id).state == "stopped"
    began = time.monotonic()
    stopped = jobs.stop(running.id)
    assert time.monotonic() - began < 3
    assert (stopped.state, stopped.message) == ("stopped", None)
    assert 0 < stopped.added < 200
    assert set(stopped.documents) <= ids(path)
    assert jobs.stop(running.id) == stopped
    assert jobs.wait(jobs.add([text(0), text(211)]).id, LONG).known == 1


def test_closing_ends_all_and_leaves_nothing(path: Path, tmp_path: Path) -> None:
    jobs = Jobs(path, Settings(jobs=2), tmp_path)
    (spool,) = tmp_path.iterdir()
    assert stat.S_IMODE(spool.stat().st_mode) == 0o700
    running = jobs.add([text(number) for number in range(200)])
    waiting = jobs.add([text(300)])
    jobs.trace("The harbour of Kelmouth stays shut.")
    until(lambda: now(jobs, running).added)
    until(lambda: len(workers()) == 2)
    # Others that run the tests, as a browser, are none of theirs.
    children = [each for one in workers() for each in (one, *one.children(recursive=True))]
    began = time.monotonic()
    jobs.close()
    until(lambda: not any(map(runs, children)))
    assert time.monotonic() - began < 3
    assert not spool.exists()
    assert (now(jobs, running).state, now(jobs, waiting).state) == ("stopped", "stopped")
    jobs.close()
    with pytest.raises(UsageError, match="closed"):
        jobs.add([text(1)])


def test_a_worker_does_not_outlive_who_started_it_nor_leave_what_it_was_given(
    path: Path, tmp_path: Path
) -> None:
    spools = tmp_path / "spools"
    spools.mkdir()
    parent = subprocess.Popen(  # noqa: S603  # our own program
        [sys.executable, "-c", PARENT, str(path), str(spools)], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert parent.stdout is not None
    with parent.stdout:
        parent.stdout.readline()
    (worker,) = psutil.Process(parent.pid).children()
    parent.kill()
    parent.wait()
    until(lambda: not runs(worker) and not list(spools.iterdir()))
    assert ids(path)


def test_a_worker_with_nothing_to_do_is_ended(
    jobs: Jobs, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lane, "IDLE", 0.2)
    with Case.open(path, create=True):
        pass
    first = jobs.wait(jobs.trace_story("st000000000000").id, LONG)
    assert (first.state, first.message) == (
        "failed",
        "x.sayso holds no articles yet; add some: sayso add x.sayso INPUT...",
    )
    until(lambda: not workers())
    assert jobs.wait(jobs.stories().id, LONG).state == "failed"


def test_what_there_is_no_room_for_is_refused(jobs: Jobs, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="inputs"):
        jobs.add([])
    with pytest.raises(UsageError, match="claim"):
        jobs.trace("  ")
    with pytest.raises(UsageError, match="claim"):
        jobs.trace("a" * 2_001)
    with pytest.raises(UsageError, match="address"):
        jobs.add([Given(name="", url="https://a.example/" + "a" * 2_000)])
    with pytest.raises(UsageError, match="no such job"):
        jobs.wait("none", 0)
    assert jobs.job("none") is None
    monkeypatch.setattr(jobs_, "MOST_BYTES", 10)
    with pytest.raises(UsageError, match="too much"):
        jobs.add([text(1)])
    monkeypatch.setattr(jobs_, "MOST_WAITING", 0)
    with pytest.raises(UsageError, match="too much"):
        jobs.stories()
    assert jobs.list() == ()


def test_where_nothing_can_be_kept_or_started_a_sentence_says_so(
    jobs: Jobs, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SaysoError, match="No folder"):
        Jobs(path, Settings(), tmp_path / "missing")

    def no_process(*_: object, **__: object) -> None:
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr("subprocess.Popen", no_process)
    failed = jobs.wait(jobs.stories().id, LONG)
    assert failed.message == "No other process can be started (Resource temporarily unavailable)."
    monkeypatch.setattr(Path, "write_bytes", no_process)
    with pytest.raises(SaysoError, match="cannot be kept"):
        jobs.add([text(1)])
    assert [each.state for each in jobs.list()] == ["failed", "failed"]


def test_jobs_that_ended_long_ago_are_forgotten(
    jobs: Jobs, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs_, "MOST_ENDED", 2)
    monkeypatch.setattr(jobs_, "MOST_RESULTS", 30)
    tickets = []
    for number in range(3):
        ticket = lane.Ticket(Job(id=str(number), kind="trace"), Find(), result=b"x" * 20)
        jobs._tickets[ticket.job.id] = ticket
        tickets.append(ticket)
    with jobs._changed:
        for ticket in tickets:
            jobs._ended(ticket, Ended())
    assert [each.id for each in jobs.list()] == ["2", "1"]
    assert [each.result for each in tickets[1:]] == [b"", b"x" * 20]


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("../../x", "x"),
        ("C:\\news\\a.html", "a.html"),
        ("a\x00\n\u202eb.txt", "ab.txt"),
        ("..", "unnamed"),
        ("", "unnamed"),
        ("half \ud800 letter.txt", "half ? letter.txt"),
        ("Hafen geschlossen – Küste.html", "Hafen geschlossen – Küste.html"),
    ],
)
def test_a_name_is_plain(name: str, plain: str) -> None:
    assert plain_name(name) == plain


def test_a_text_keeps_no_address_but_of_the_web(tmp_path: Path) -> None:
    urls = ["https://a.example/", "javascript:alert(1)", "  ", "data:,"]
    given = [Given(name="a", data=b"a", url=url) for url in urls]
    assert [jobs_._upload(each, tmp_path).url for each in given] == [urls[0], None, None, None]


def test_a_long_name_keeps_its_end() -> None:
    name = plain_name("a" * 5_000 + ".jsonl.gz")
    assert len(name) == 200
    assert name.endswith("a.jsonl.gz")
