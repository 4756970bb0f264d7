"""A worker in this process, told what to do through pipes: what it answers, and when it ends."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from sayso import keeping, pipeline
from sayso.acquire import fetch as fetching
from sayso.case import Case
from sayso.errors import FetchError
from sayso.pipeline import Traced
from sayso.records import Drop
from sayso.settings import Settings
from sayso.traces import IndependentOrigins, Judgement, Story, Trace
from sayso.web import worker as working
from sayso.web.job import MOST_LISTED
from sayso.web.messages import (
    ANSWERS,
    LONGEST,
    Add,
    Ask,
    Ended,
    Find,
    Gave,
    GiveWay,
    Progress,
    Question,
    Start,
    Told,
    Upload,
    receive,
    send,
)
from sayso.web.worker import Worker

FRENCH = "Le port reste fermé\n\nLe port de Kelmouth restera fermé {} jours, selon les autorités.\n"
SOON = 20.0

pytestmark = pytest.mark.timeout(60)


class Talk:
    """A worker in a thread, and what leads to it and from it."""

    def __init__(self, case: Path, spool: Path) -> None:
        below, self.questions = (
            os.fdopen(fd, mode) for fd, mode in zip(os.pipe(), ("rb", "wb"), strict=True)
        )
        self.answers, above = (
            os.fdopen(fd, mode) for fd, mode in zip(os.pipe(), ("rb", "wb"), strict=True)
        )
        self.spool = spool
        self._theirs = (below, above)
        self.thread = threading.Thread(target=Worker(below, above).run)
        self.thread.start()
        settings = Settings(max_bytes=10_000, model=None)
        self.ask(Start(case=str(case), spool=str(spool), settings=settings))

    def ask(self, question: Question) -> None:
        send(self.questions, question)

    def next(self) -> Any:  # noqa: ANN401  # any answer
        return receive(self.answers, ANSWERS)

    def all(self) -> list[Any]:
        """Return what is answered, to the end of the task."""
        told = [self.next()]
        while not isinstance(told[-1], Ended):
            told.append(self.next())
        return told

    def add(self, *given: tuple[str, bytes] | str) -> None:
        folder = self.spool / "job"
        folder.mkdir(parents=True)
        uploads = []
        for number, each in enumerate(given):
            if isinstance(each, str):
                uploads.append(Upload(name=each, path=None, url=each, media_type=""))
                continue
            path = folder / str(number)
            path.write_bytes(each[1])
            uploads.append(Upload(name=each[0], path=str(path), url=None, media_type=""))
        self.ask(Add(uploads=tuple(uploads), folder=str(folder)))

    def end(self) -> None:
        if not self.questions.closed:
            self.questions.close()
        self.thread.join(SOON)
        assert not self.thread.is_alive()
        for each in (self.answers, *self._theirs):
            with contextlib.suppress(BrokenPipeError):  # what nobody has read
                each.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "x.sayso"


@pytest.fixture
def talk(path: Path, tmp_path: Path) -> Iterator[Talk]:
    made = Talk(path, tmp_path / "spool")
    yield made
    made.end()


def text(number: int) -> tuple[str, bytes]:
    return f"{number}.txt", FRENCH.format(number).encode()


def sums(told: list[Any]) -> tuple[int, int, int, int]:
    news = [each for each in told if isinstance(each, Progress)]
    return (
        sum(each.done for each in news),
        sum(each.added for each in news),
        sum(each.known for each in news),
        sum(each.dropped_count for each in news),
    )


def test_what_is_told_stands_in_the_case(talk: Talk, path: Path) -> None:
    talk.add(text(1), text(2), ("empty.txt", b""), ("lines.jsonl", b'{"text": "Le port."}\n{\n'))
    start, first = talk.next(), talk.next()
    assert (start.done, start.total) == (0, 5)
    with Case.open(path) as case:
        assert set(first.documents) == set(case.ids())
    told = talk.all()
    assert sums([first, *told]) == (5, 3, 0, 2)
    assert told[-1] == Ended()
    assert list(talk.spool.iterdir()) == []
    talk.add(text(1))
    assert sums(talk.all()) == (1, 0, 1, 0)


def test_another_may_write_between_two_articles(
    talk: Talk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working, "WINDOW", 2.0)
    talk.add(*map(text, range(5)))
    talk.ask(GiveWay())
    while not isinstance(talk.next(), Gave):
        pass
    with Case.open(path, write=True) as case:
        case.judge(Judgement(kind="same_claim", subjects=("a", "b")))
    assert isinstance(talk.all()[-1], Ended)


def test_pages_are_fetched_while_others_may_write(
    talk: Talk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, answer = threading.Event(), threading.Event()

    def fetch(url: str, settings: Settings) -> fetching.Page:
        assert not settings.allow_private
        asked.set()
        assert answer.wait(SOON)
        if url.endswith("gone"):
            raise FetchError("The server answered 404.")
        return fetching.Page(data=text(7)[1], media_type="text/plain", url=url)

    monkeypatch.setattr(fetching, "fetch", fetch)
    talk.add(text(1), "https://a.example/1", "https://a.example/gone", "/etc/hostname", text(2))
    assert asked.wait(SOON)
    talk.ask(GiveWay())
    while not isinstance(talk.next(), Gave):
        pass
    with Case.open(path, write=True) as case:
        case.judge(Judgement(kind="same_claim", subjects=("a", "b")))
    answer.set()
    told = talk.all()
    drops = [drop for each in told if isinstance(each, Progress) for drop in each.dropped]
    assert [each.detail for each in drops] == [
        "https://a.example/gone: The server answered 404.",
        "/etc/hostname: Only http and https addresses can be read.",
    ]
    with Case.open(path) as case:
        assert {each.input.source for each in case.documents()} == {
            "1.txt",
            "2.txt",
            "https://a.example/1",
        }


def test_a_text_has_the_address_that_it_came_with(talk: Talk, path: Path) -> None:
    folder = talk.spool / "job"
    folder.mkdir(parents=True)
    (folder / "0").write_bytes(text(1)[1])
    upload = Upload(name="a", path=str(folder / "0"), url="https://a.example/1", media_type="")
    talk.ask(Add(uploads=(upload,), folder=str(folder)))
    talk.all()
    with Case.open(path) as case:
        assert [each.document.url for each in case.annotations()] == ["https://a.example/1"]


def test_a_case_that_another_writes_to_fails_the_job(
    talk: Talk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.case.opening.PATIENCE", 0.05)
    with Case.open(path, create=True):
        talk.add(text(1))
        told = talk.all()
    assert told[-1].failed == "Another Sayso is writing to x.sayso; try again when it ends."
    assert sums(told) == (0, 0, 0, 0)


def trace(claim: str, story: str | None = None) -> Traced:
    none = IndependentOrigins(count=0, lower=0, upper=0)
    return Traced(Trace(claim=claim, story=story, independent_origins=none), lambda _: ())


def test_a_trace_is_told(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "trace", lambda _, claim: trace(claim))
    monkeypatch.setattr(pipeline, "trace_story", lambda _, story: trace("Shut.", story))
    for question in (Ask(claim="Shut."), Ask(story="st0")):
        talk.ask(question)
        told, ended = talk.all()
        assert isinstance(told, Told)
        assert msgspec.json.decode(told.trace, type=Trace) == trace("Shut.", question.story).trace
        assert ended == Ended()


def test_a_defect_is_told_and_the_next_task_done(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "trace", None)
    talk.ask(Ask(claim="Shut."))
    (ended,) = talk.all()
    assert ended.failed == "Sayso failed on it (TypeError); please report it."
    talk.ask(Find())
    (ended,) = talk.all()
    assert ended.failed.startswith("There is no case x.sayso")


def story(number: int, size: int) -> Story:
    return Story(id=f"st{number:012x}", claim="Shut.", documents=(), size=size)


def test_the_largest_stories_are_traced(
    talk: Talk, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Case.open(path, create=True):
        pass
    traced: list[str] = []
    monkeypatch.setattr(pipeline, "stories", lambda _: [story(n, 30 - n) for n in range(30)])
    monkeypatch.setattr(keeping, "trace_of", lambda *_, story: traced.append(story))
    talk.ask(Find())
    progress = [Progress(done=number, total=20) for number in [0, *[1] * 20]]
    assert talk.all() == [*progress, Ended()]
    assert traced == [story(n, 0).id for n in range(20)]


@pytest.mark.parametrize("task", ["add", "find"])
def test_a_task_that_nobody_wants_any_more_ends_between_two(
    talk: Talk, path: Path, monkeypatch: pytest.MonkeyPatch, task: str
) -> None:
    monkeypatch.setattr(working, "GRACE", SOON)
    closed = threading.Event()

    if task == "find":
        with Case.open(path, create=True):
            pass
        monkeypatch.setattr(pipeline, "stories", lambda _: [story(n, 30 - n) for n in range(30)])
        monkeypatch.setattr(keeping, "trace_of", lambda *_, **__: closed.wait(SOON))
        talk.ask(Find())
    else:
        talk.add(*map(text, range(300)))
    talk.next()
    talk.questions.close()
    closed.set()
    talk.thread.join(SOON)
    assert not talk.thread.is_alive()
    if task == "add":
        with Case.open(path) as case:
            assert len(case.ids()) < 300
        assert not (talk.spool / "job").exists()


@pytest.mark.parametrize("orphan", [False, True])
def test_a_task_that_does_not_end_is_ended_and_nothing_left_of_one_that_was_killed(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, orphan: bool
) -> None:
    monkeypatch.setattr(working, "GRACE", 0.1)
    ended, go = threading.Event(), threading.Event()
    monkeypatch.setattr(os, "_exit", lambda _: ended.set())
    monkeypatch.setattr(pipeline, "trace", lambda *_: go.wait(SOON) and trace(""))
    talk = Talk(path, tmp_path / "spool")
    talk.spool.mkdir()
    talk.ask(Ask(claim="Shut."))
    if orphan:
        monkeypatch.setattr(os, "getppid", lambda: -1)
    talk.questions.close()
    assert ended.wait(SOON)
    assert talk.spool.exists() != orphan
    go.set()
    talk.end()


def test_nothing_is_told_to_who_has_gone(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "trace", lambda _, claim: trace(claim))
    talk.answers.close()
    talk.ask(Ask(claim="Shut."))
    talk.end()


@pytest.mark.parametrize(
    "told", [b"", b"\0" * 7, b"\0" * 7 + b"\x02[", LONGEST.to_bytes(8, "big"), b"\0" * 7 + b"\x01{"]
)
def test_what_is_no_message_ends_a_worker(told: bytes) -> None:
    questions, mine = (
        os.fdopen(fd, mode) for fd, mode in zip(os.pipe(), ("rb", "wb"), strict=True)
    )
    with questions, mine:
        mine.write(told)
        mine.close()
        Worker(questions, mine).run()


def test_of_very_many_at_once_the_first_are_named() -> None:
    count = working._Count(5_000)
    for _ in range(5_000):
        count.take(Drop(stage="acquire", reason="empty"))
    told = count.news()
    assert (told.dropped_count, len(told.dropped)) == (5_000, MOST_LISTED)
