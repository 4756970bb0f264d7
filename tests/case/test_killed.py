"""A run that is killed with SIGKILL at any moment leaves a case that opens, and that goes on."""

from __future__ import annotations

import json
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sayso.case import Case
from tests.case.articles import article

ROOT = Path(__file__).parents[2]
NUMBER = 1000
WRITER = """
import sys
from sayso.case import Case, file
from tests.case.articles import article
file.BATCH_SECONDS = 0.02
with Case.open(sys.argv[1], create=True) as case:
    print("open", flush=True)
    for number in range(int(sys.argv[2])):
        given = article(number)
        if not case.has(given.document.input.sha256, given.models):
            case.add(given)
"""
ADD = "from sayso.cli.main import main; main()"
FRENCH = "Le port reste fermé\n\nLe port de Kelmouth restera fermé {} jours, selon les autorités.\n"

pytestmark = pytest.mark.skipif(
    not hasattr(signal, "SIGKILL"), reason="this system cannot kill a process at once"
)


def started(*words: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", *words]
    return subprocess.Popen(  # noqa: S603  # our own program
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )


def finished(*words: str) -> None:
    run = started(*words)
    run.communicate()
    assert run.returncode == 0


def whole(path: Path) -> int:
    """Check that the case opens and holds whole documents only; return how many."""
    with Case.open(path) as case:
        found = list(case.annotations())
        assert all(each == article(int(each.document.text.split()[1])) for each in found)
    opened = sqlite3.connect(path)
    assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    opened.execute("INSERT INTO search (search) VALUES ('integrity-check')")
    for table in ("annotations", "claims", "inputs"):
        count = f"SELECT count(*) FROM {table}"  # noqa: S608  # names of our own
        assert opened.execute(count).fetchone() == (len(found),)
    opened.close()
    return len(found)


def test_a_writer_that_is_killed_at_any_moment(tmp_path: Path) -> None:
    path = tmp_path / "x.case"
    moments = random.Random(7)  # noqa: S311  # the same moments each time, as far as clocks allow
    reached = [0]
    for _ in range(6):
        run = started(WRITER, str(path), str(NUMBER))
        assert run.stdout is not None
        run.stdout.readline()
        time.sleep(moments.uniform(0.0, 0.25))
        run.kill()
        run.communicate()
        reached.append(whole(path))
    assert reached == sorted(reached)
    assert reached[-1] > 0
    finished(WRITER, str(path), str(NUMBER))
    assert whole(path) == NUMBER


def test_a_writer_that_is_killed_while_it_makes_the_case(tmp_path: Path) -> None:
    moments = random.Random(8)  # noqa: S311
    for number in range(4):
        path = tmp_path / f"{number}.case"
        run = started(WRITER, str(path), "5")
        while not path.exists() and run.poll() is None:
            time.sleep(0.001)
        time.sleep(moments.uniform(0.0, 0.15))
        run.kill()
        run.communicate()
        finished(WRITER, str(path), "5")
        assert whole(path) == 5


def test_add_goes_on_where_it_was(tmp_path: Path) -> None:
    inputs = tmp_path / "all.jsonl"
    inputs.write_text(
        "".join(json.dumps({"text": FRENCH.format(number)}) + "\n" for number in range(600))
    )
    path = tmp_path / "x.case"
    words = ("add", str(path), str(inputs), "--jobs", "1", "--quiet")
    run = started(ADD, *words)
    while not _documents(path) and run.poll() is None:
        time.sleep(0.05)
    run.kill()
    run.communicate()
    before = _documents(path)
    assert before
    finished(ADD, *words)
    assert len(_documents(path)) == 600
    assert before <= _documents(path)


def _documents(path: Path) -> set[tuple[str, int]]:
    """Return the id and number of each document; one that was added anew would have another number."""
    if not path.exists():
        return set()
    opened = sqlite3.connect(path)
    try:
        return set(opened.execute("SELECT id, number FROM documents"))
    except sqlite3.OperationalError:
        return set()
    finally:
        opened.close()
