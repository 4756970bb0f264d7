from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.annotate import models
from sayso.annotate.models import SHIPPED, cards, folder, name
from sayso.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


def test_the_shipped_model_has_a_card_with_its_measured_size() -> None:
    (card,) = [card for card in cards() if f"{card.name}-{card.version}" == SHIPPED]
    assert card.language == "en"
    assert card.licence
    assert card.size == sum(file.stat().st_size for file in folder().iterdir())
    assert name() == SHIPPED


def test_results_of_a_model_without_a_card_bear_its_folders_name(tmp_path: Path) -> None:
    assert name(tmp_path) == tmp_path.name
    assert folder(tmp_path) == tmp_path


def test_a_folder_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no model folder at"):
        folder(tmp_path / "missing")


@pytest.mark.parametrize("card", ["", "[]", '{"name": 1}'])
def test_a_spoiled_card_is_refused(card: str, tmp_path: Path) -> None:
    (tmp_path / "card.json").write_text(card)
    with pytest.raises(UsageError, match="is no model card"):
        name(tmp_path)


def test_a_package_without_models_has_no_cards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(models, "_FOLDERS", (tmp_path / "none",))
    assert cards() == []
    with pytest.raises(UsageError, match=SHIPPED):
        folder()
