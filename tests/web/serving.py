"""The little explorer of ``served``, in a process of its own; its address, and how it ended."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]


@dataclass
class Serving:
    """What was printed first, and the process."""

    line: str
    process: subprocess.Popen[str]

    @property
    def address(self) -> str:
        found: list[str] = re.findall(r"http://\S+", self.line)
        return found[0]

    @property
    def root(self) -> str:
        return self.address.partition("/?")[0]

    def end(self, signal: int) -> tuple[int, str]:
        """Return with what code it ended, and what it wrote to standard error."""
        self.process.send_signal(signal)
        _, written = self.process.communicate(timeout=20)
        return self.process.returncode, written


@contextlib.contextmanager
def serving(case: Path, *options: str, **env: str) -> Iterator[Serving]:
    process = subprocess.Popen(  # noqa: S603  # our own
        [sys.executable, "-m", "tests.web.served", "serve", str(case), *options],
        cwd=ROOT,
        env={**os.environ, **env},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stderr
    try:
        yield Serving(process.stdout.readline(), process)
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
        process.stderr.close()
