"""A text to which a test adds what it needs."""

from __future__ import annotations

import pytest

from tests.checks.made import Made


@pytest.fixture
def made() -> Made:
    return Made()
