"""Requests that schemathesis makes of the interface's own description in; answers as it describes them, out.

What is asked is the same each time, unless SAYSO_EXPLORE is set.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from schemathesis import engine
from schemathesis.config import SchemathesisConfig
from schemathesis.engine.events import FatalError, NonFatalError, ScenarioFinished
from schemathesis.engine.recorder import ScenarioRecorder

from sayso.web.api.schema import openapi
from tests.web.api_case import AT, TOKEN, explorer

EXAMPLES = 20
CONFIG = {
    "base-url": AT,
    "generation": {"max-examples": EXAMPLES, "deterministic": True},
    "phases": {"coverage": {"unexpected-methods": ["PUT", "POST", "DELETE", "OPTIONS", "PATCH"]}},
    "checks": {
        # A text can be of a valid form and yet hold no article; two subjects can be the same but for blanks.
        "positive_data_acceptance": {"enabled": False},
        # What is taken back, and what is stopped, is still told of.
        "use_after_free": {"enabled": False},
        "negative_data_rejection": {
            "expected-statuses": [400, 401, 403, 404, 405, 409, 414, 415, 422, 431]
        },
    },
    "auth": {"openapi": {"token": {"api_key": TOKEN}}},
}
EXPLORING = {"generation": {"max-examples": 10 * EXAMPLES}}


@pytest.fixture
def api(tmp_path: Path) -> Iterator[schemathesis.BaseSchema]:
    app = explorer(tmp_path / "x.sayso")
    config = CONFIG | (EXPLORING if os.environ.get("SAYSO_EXPLORE") else {"seed": 1})
    made = schemathesis.openapi.from_dict(openapi(app), config=SchemathesisConfig.from_dict(config))
    made.validate()
    made.app = app
    yield made
    app.state.jobs.close()


def test_answers_are_as_they_are_described(api: schemathesis.BaseSchema) -> None:
    statuses: Counter[int] = Counter()
    wrong: dict[str, str] = {}
    for event in engine.from_schema(api).execute():
        if isinstance(event, FatalError):
            raise event.exception
        if isinstance(event, NonFatalError):
            wrong[event.label] = str(event.value)
        if isinstance(event, ScenarioFinished):
            wrong |= _wrong(event.recorder)
            statuses.update(
                each.response.status_code
                for each in event.recorder.interactions.values()
                if each.response is not None
            )
    assert not wrong, "\n\n".join(f"{name}\n{how}" for name, how in wrong.items())
    assert {200, 201, 202, 401, 404, 405, 409, 422} <= statuses.keys(), statuses


def _wrong(found: ScenarioRecorder) -> dict[str, str]:
    """Return what was wrong, once for each operation and check, and how to see it."""
    failures = [
        (check.name, check.failure_info)
        for checks in found.checks.values()
        for check in checks
        if check.failure_info is not None
    ]
    return {
        f"{found.label}: {name}, {told.failure.title}": f"{told.failure.message}\n{told.code_sample}"
        for name, told in failures
    }
