"""The floors of attribution hold on the gold that lies beside the project."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from eval import attribution

GOLD = Path(__file__).parents[2] / "shared" / "data" / "polnear" / "dev.jsonl.gz"


@pytest.mark.gate
@pytest.mark.timeout(600)
@pytest.mark.skipif(not GOLD.is_file(), reason=f"there is no gold of attribution at {GOLD}")
def test_attribution_reaches_its_floors(monkeypatch: pytest.MonkeyPatch) -> None:
    assert attribution.FLOORS == {
        "exact source": 0.78,
        "exact cue": 0.71,
        "exact content": 0.68,
        "whole": 0.52,
        "paired": 0.76,
    }
    monkeypatch.setattr(sys, "argv", ["attribution", "--gold", str(GOLD)])
    assert attribution.main() == 0
