"""The models that ship with Sayso: where they lie, and their cards."""

from __future__ import annotations

from pathlib import Path

import msgspec

from sayso.errors import UsageError
from sayso.records import Record

SHIPPED = "en-4"
"""The attribution model for English that is used where the settings name no other."""

SENTENCES = "sentences-1"
"""The encoder of sentences that says how near two passages are in what they mean."""

_HERE = Path(__file__).resolve()
_FOLDERS = (_HERE.parents[1] / "models", _HERE.parents[3] / "models")
"""In an installed package, and in a checkout."""


class ModelCard(Record, frozen=True):
    """What ``card.json`` in a model's folder says of it."""

    name: str
    version: str
    language: str
    licence: str
    trained_on: str
    size: int = 0
    """All files together, in bytes; measured, never written down."""


def folder(chosen: Path | None = None, shipped: str = SHIPPED) -> Path:
    """Return the folder of the chosen model, or of the shipped one of this name.

    Raises:
        UsageError: if there is no such folder.

    """
    candidates = [chosen] if chosen is not None else [each / shipped for each in _FOLDERS]
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    where = str(chosen) if chosen is not None else f"the package's {shipped}"
    raise UsageError(f"There is no model folder at {where}.")


def name(chosen: Path | None = None) -> str:
    """Return what results are marked with: the card's name, or the folder's where it has no card."""
    where = folder(chosen)
    card = _card(where)
    return where.name if card is None else f"{card.name}-{card.version}"


def cards() -> list[ModelCard]:
    """Return the cards of the shipped models, by name."""
    shipped = next((each for each in _FOLDERS if each.is_dir()), None)
    if shipped is None:
        return []
    found = [_card(each) for each in sorted(shipped.iterdir()) if each.is_dir()]
    return [card for card in found if card is not None]


def _card(where: Path) -> ModelCard | None:
    try:
        card = msgspec.json.decode((where / "card.json").read_bytes(), type=ModelCard)
    except FileNotFoundError:
        return None
    except msgspec.DecodeError as problem:
        raise UsageError(f"{where / 'card.json'} is no model card: {problem}.") from problem
    size = sum(file.stat().st_size for file in where.iterdir() if file.is_file())
    return msgspec.structs.replace(card, size=size)
