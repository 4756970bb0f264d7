from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from sayso.settings import Settings
from sayso.web.access import Access
from sayso.web.app import create_app

TOKEN = "t" * 40


@pytest.fixture
def own_case(lorries: Path, tmp_path: Path) -> Path:
    """Return a copy of the fictional case, to be changed."""
    return Path(shutil.copy(lorries, tmp_path / "own.sayso"))


@pytest.fixture
def explorer(own_case: Path) -> Iterator[TestClient]:
    """Return one who asks the explorer of that case, and may."""
    app = create_app(own_case, Settings(), Access.local(8765, TOKEN))
    headers = {"X-Sayso-Token": TOKEN}
    with TestClient(app, "http://127.0.0.1:8765", headers=headers) as client:
        yield client
