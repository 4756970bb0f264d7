from __future__ import annotations

import subprocess
import sys

import pytest

from sayso import compare


def test_what_a_kept_trace_needs_loads_nothing_that_compares() -> None:
    code = "import sys; from sayso.compare.phrasings import phrasings; print(*sys.modules)"
    loaded = subprocess.run(  # noqa: S603  # our own words
        [sys.executable, "-c", code], capture_output=True, check=True, text=True
    ).stdout.split()
    assert "sayso.compare.phrasings" in loaded
    assert not {"numpy", "sayso.compare.match"}.intersection(loaded)


def test_all_names_of_the_package_are_there_and_no_others() -> None:
    assert all(getattr(compare, each) for each in compare.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nobody'"):
        compare.nobody  # noqa: B018
