"""Data files are read safely by threads that come at once."""

from __future__ import annotations

import re
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


CASE_AT_ONCE = """
import sys, threading
from sayso.case import Case
from sayso.keeping import kept_tallies, stories_as_kept

sys.setswitchinterval(1e-6)
barrier = threading.Barrier(8)

def read():
    barrier.wait()
    with Case.open(sys.argv[1]) as opened:
        stories, _ = stories_as_kept(opened)
        kept_tallies(opened, stories)
        opened.relations()
        opened.history()
        list(opened.annotations(stories[0].documents))

threads = [threading.Thread(target=read) for _ in range(8)]
[each.start() for each in threads]
[each.join() for each in threads]
print("whole")
"""


@pytest.mark.parametrize("_", range(3))
@pytest.mark.parametrize("what", [AT_ONCE, CASE_AT_ONCE], ids=["files", "a case"])
def test_threads_that_read_first_at_once_end_well(what: str, lorries: Path, _: int) -> None:
    ended = subprocess.run(  # noqa: S603  # our own text
        [sys.executable, "-c", what, str(lorries)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (ended.returncode, ended.stdout.strip()) == (0, "whole")


def test_no_other_place_decodes_into_a_struct_while_articles_are_read() -> None:
    apart = {"tables.py", "models.py"}  # cards are read before any thread begins
    found = [
        path.name
        for path in sorted(PACKAGE.rglob("*.py"))
        if path.parent.name != "case"  # it finds out about its structs when it is imported
        for line in path.read_text("utf8").splitlines()
        # What stands at the edge of a module is done when it is imported, by one thread.
        if line.startswith(" ") and "msgspec." in line
        if re.search(r"\btype=|convert\(|\.Decoder\(", line)
    ]
    assert set(found) <= {*apart, "entry.py"}  # entry.py names the decoder in an annotation at most
