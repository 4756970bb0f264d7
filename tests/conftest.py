"""For all tests: hypothesis finds the same examples each time, unless it is asked to explore."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("same", derandomize=True, database=None)
if not os.environ.get("SAYSO_EXPLORE"):
    settings.load_profile("same")


@pytest.fixture(scope="session")
def lorries(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a case of our fictional story, found and traced; to be read only, or copied."""
    from sayso import pipeline  # noqa: PLC0415  # most tests need no model
    from sayso.settings import Settings  # noqa: PLC0415

    path = tmp_path_factory.mktemp("case") / "lorries.sayso"
    examples = Path(__file__).parents[1] / "examples" / "story"
    list(pipeline.add(path, [str(examples)], Settings(jobs=1)))
    (story,) = pipeline.stories(str(path))
    pipeline.trace_story(str(path), story.id)
    return path
