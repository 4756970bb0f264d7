"""Data files are read safely by threads that come at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src" / "sayso"

AT_ONCE = """
import sys, threading
from sayso.annotate.credits import _table
from sayso.annotate.lexicon import load
from sayso.annotate.lexicon.certainty_words import load_certainty
from sayso.outlets import directory

sys.setswitchinterval(1e-6)
barrier = threading.Barrier(8)

def read():
    for each in (lambda: load("en"), lambda: load_certainty("en"), _table, directory):
        barrier.wait()
        each()

threads = [threading.Thread(target=read) for _ in range(8)]
[each.start() for each in threads]
[each.join() for each in threads]
print("whole")
"""


@pytest.mark.parametrize("_", range(3))
def test_threads_that_read_a_file_first_at_once_end_well(_: int) -> None:
    ended = subprocess.run(  # noqa: S603  # our own text
        [sys.executable, "-c", AT_ONCE], capture_output=True, text=True, timeout=60, check=False
    )
    assert (ended.returncode, ended.stdout.strip()) == (0, "whole")


def test_no_other_place_decodes_into_a_struct_while_articles_are_read() -> None:
    apart = {"tables.py", "models.py"}  # cards are read before any thread begins
    found = [
        path.name
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.parent.name != "case"  # a case is opened and read by one thread
        for line in path.read_text("utf8").splitlines()
        if "msgspec." in line and ("type=" in line or "convert(" in line or ".Decoder(" in line)
    ]
    assert set(found) <= {*apart, "entry.py"}  # entry.py names the decoder in an annotation at most
