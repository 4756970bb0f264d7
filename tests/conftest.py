"""For all tests: hypothesis finds the same examples each time, unless it is asked to explore."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("same", derandomize=True, database=None)
if not os.environ.get("SAYSO_EXPLORE"):
    settings.load_profile("same")
