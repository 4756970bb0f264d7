"""Reading here and in processes beside this one: whoever ends them, none stays behind."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import psutil
import pytest

from sayso import acquire, reading
from sayso.errors import SaysoError
from sayso.reading import MOST_CORES, annotated
from sayso.records import Annotations, Drop
from sayso.settings import Settings

SENTENCE = "The mayor said on Tuesday that the harbour of Kelmouth was shut and would remain so. "
LONG = SENTENCE * 3000
"""What takes a helper longer than any of these tests."""

SOON = 20.0
"""Seconds in which a process that has nothing to do has ended, on a machine that is busy."""


def lines(folder: Path, *texts: str) -> Path:
    path = folder / "many.jsonl"
    path.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    return path


def helpers(of: int | None = None) -> list[psutil.Process]:
    """Return the processes that read for another, by default for this one."""
    return [
        each
        for each in psutil.Process(of).children()
        if any("sayso.reading" in word for word in each.cmdline())
    ]


def read(path: Path, jobs: int = 2) -> Iterator[Annotations | Drop]:
    settings = Settings(jobs=jobs)
    return annotated(acquire.raws([str(path)], settings), settings)


@pytest.mark.parametrize(("cores", "expected"), [(1, 1), (2, 2), (64, MOST_CORES)])
def test_0_jobs_are_one_for_each_core_and_four_at_most(
    cores: int, expected: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = [1]

    def side_by_side(*given: object) -> Iterator[Annotations]:
        taken.append(cast("reading._Helpers", given[-1]).number + 1)
        return iter(())

    monkeypatch.setattr("os.sched_getaffinity", lambda _: set(range(cores)), raising=False)
    monkeypatch.setattr(reading, "_side_by_side", side_by_side)
    found = list(read(lines(tmp_path, SENTENCE), jobs=0))
    assert taken[-1] == expected
    assert bool(found) == (expected == 1)


@pytest.mark.parametrize(("counted", "expected"), [(None, 1), (2, 2)])
def test_where_nobody_says_which_cores_are_ours_all_are(
    counted: int | None, expected: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("os.sched_getaffinity", raising=False)
    monkeypatch.setattr("os.cpu_count", lambda: counted)
    assert reading.cores() == expected


def test_one_input_is_read_without_another_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_Helper", None)
    assert len(list(read(lines(tmp_path, SENTENCE)))) == 1


def test_who_asks_no_more_ends_the_others_at_once(tmp_path: Path) -> None:
    found = read(lines(tmp_path, SENTENCE, LONG, SENTENCE, SENTENCE))
    assert isinstance(next(found), Annotations)
    deadline = time.monotonic() + SOON
    while not helpers() and time.monotonic() < deadline:
        time.sleep(0.05)
    began = time.monotonic()
    found.close()  # type: ignore[attr-defined]
    assert time.monotonic() - began < SOON
    assert helpers() == []


def test_what_a_helper_had_when_it_was_ended_is_dropped_and_the_next_is_read() -> None:
    settings = Settings(jobs=2)
    given = acquire.Raw(source="a.txt", data=SENTENCE.encode(), media_type="text/plain")
    several = reading._Helpers(1, settings, 1)
    try:
        assert isinstance(several.submit(given).result(), Annotations)
        several._all[0].kill()
        dropped = several.submit(given).result()
        assert isinstance(dropped, Drop)
        assert (dropped.reason, "a.txt" in dropped.detail) == ("ended", True)
        assert isinstance(several.submit(given).result(), Annotations)
    finally:
        several.end()
    assert helpers() == []


def test_what_is_wrong_use_for_a_helper_is_so_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        reading._Helper, "read", lambda *_: SaysoError("The network cannot be read.")
    )
    given = acquire.Raw(source="a.txt", data=b"", media_type="text/plain")
    several = reading._Helpers(1, Settings(), 1)
    with pytest.raises(SaysoError, match="network"):
        several.submit(given).result()
    several.stop()
    with pytest.raises(SaysoError, match="Nothing more"):
        several._start()


def test_where_no_process_can_be_started_one_job_is_advised(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def none(*_: object) -> None:
        raise OSError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(reading, "_Helper", none)
    given = acquire.Raw(source="a.txt", data=b"", media_type="text/plain")
    several = reading._Helpers(1, Settings(), 1)
    with pytest.raises(SaysoError, match="read with --jobs 1"):
        several.submit(given).result()
    several.stop()


def test_a_script_without_a_guard_reads_with_many_jobs(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from sayso.pipeline import read\nfrom sayso.settings import Settings\nprint('once')\n"
        f"print(len(list(read([{str(lines(tmp_path, *[SENTENCE] * 5))!r}], Settings(jobs=2)))))\n"
    )
    result = subprocess.run(  # noqa: S603
        [sys.executable, str(script)], capture_output=True, text=True, check=True, timeout=120
    )
    assert result.stdout.split() == ["once", "5"]


# Who starts the tests in the background may have told them not to hear Ctrl-C.
HEARING = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
    "from sayso.cli.main import main; main()"
)


def started(tmp_path: Path) -> subprocess.Popen[bytes]:
    """Return a command that reads long texts with a helper beside it, once that is there."""
    words = ["-c", HEARING, "read", "--jobs", "2", "-o"]
    path = lines(tmp_path, SENTENCE, LONG, LONG, LONG)
    command = subprocess.Popen(  # noqa: S603
        [sys.executable, *words, str(tmp_path / "out.jsonl"), str(path)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    deadline = time.monotonic() + SOON
    while not helpers(command.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert helpers(command.pid)
    return command


@pytest.mark.skipif(os.name != "posix", reason="signals are sent")
@pytest.mark.parametrize("times", [1, 2])
def test_ctrl_c_ends_everything_soon(times: int, tmp_path: Path) -> None:
    command = started(tmp_path)
    (helper,) = helpers(command.pid)
    for _ in range(times):
        command.send_signal(signal.SIGINT)
        time.sleep(0.2)
    _, told = command.communicate(timeout=SOON)
    # A second one may come while the first is being told of.
    assert times > 1 or b"Stopped." in told
    assert b"Traceback" not in told
    helper.wait(timeout=SOON)


@pytest.mark.skipif(os.name != "posix", reason="signals are sent")
def test_no_helper_outlives_a_command_that_is_killed(tmp_path: Path) -> None:
    path = lines(tmp_path, *[SENTENCE * 20] * 400)
    words = ["-c", "from sayso.cli.main import main; main()", "read", "--jobs", "2", str(path)]
    with subprocess.Popen(  # noqa: S603
        [sys.executable, *words], stdout=subprocess.DEVNULL
    ) as command:
        deadline = time.monotonic() + SOON
        while not helpers(command.pid) and time.monotonic() < deadline:
            time.sleep(0.05)
        (helper,) = helpers(command.pid)
        command.kill()
        command.wait()
        helper.wait(timeout=SOON)
        assert not helper.is_running()


def test_helpers_can_be_ended_at_once_however_they_stand() -> None:
    given = acquire.Raw(source="a.txt", data=SENTENCE.encode(), media_type="text/plain")
    several = reading._Helpers(1, Settings(), 1)
    told = several.submit(given)
    while not several._all:
        time.sleep(0.01)
    reading.kill_helpers()
    assert isinstance(told.result(SOON), Drop)
    several.end()
    assert helpers() == []
