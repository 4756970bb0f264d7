"""A data file of the lexicon with one thing in it changed -> every language's file, as long as a test runs."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING

from sayso.annotate import lexicon

if TYPE_CHECKING:
    import pytest


@dataclass(frozen=True)
class Folder:
    """Has the same data under every name."""

    data: str

    def joinpath(self, _: str) -> Folder:
        return self

    def read_bytes(self) -> bytes:
        return self.data.encode()


def serve(monkeypatch: pytest.MonkeyPatch, data: str) -> None:
    """Let every language's file hold this."""
    monkeypatch.setattr("sayso.annotate.lexicon.files.resources.files", lambda _: Folder(data))


def spoiled(name: str, right: str, wrong: str) -> str:
    """Return a file with one thing in it set wrong."""
    data = resources.files(lexicon).joinpath(name).read_text("utf8")
    assert right in data
    return data.replace(right, wrong)
