"""The working folder in; what ``sayso.toml`` or ``pyproject.toml`` sets for the checks, out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta

from sayso.errors import UsageError
from sayso.settings import CheckSettings
from sayso.tables import table

Kind = TypeVar("Kind")

OWN = "sayso.toml"
PROJECT = "pyproject.toml"
LONGEST = 1_000_000
"""Bytes of a file of settings; a longer one is none."""


class _Own(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole of ``sayso.toml``, and the table ``tool.sayso`` of ``pyproject.toml``."""

    check: CheckSettings = CheckSettings()


class _Tools(msgspec.Struct, frozen=True):
    sayso: _Own | None = None


class _Project(msgspec.Struct, frozen=True):
    tool: Annotated[_Tools, Meta(description="The tables of other tools are theirs.")] = _Tools()


def check_settings(start: Path | None = None) -> CheckSettings:
    """Return what the nearest file sets: the folder's own, or that of one above it; nothing without a file.

    ``sayso.toml`` goes before a ``pyproject.toml`` beside it, and a ``pyproject.toml`` that does not name Sayso
    is passed over.

    Raises:
        UsageError: for a file that cannot be read, is no TOML, or sets what is not there.

    """
    folder = (start or Path.cwd()).resolve()
    for each in (folder, *folder.parents):
        if (own := each / OWN).is_file():
            return _read(own, _Own).check
        if (project := each / PROJECT).is_file():
            found = _read(project, _Project).tool.sayso
            if found is not None:
                return found.check
    return CheckSettings()


def _read(path: Path, kind: type[Kind]) -> Kind:
    try:
        if path.stat().st_size > LONGEST:
            raise UsageError(f"{path} is too long for a file of settings.")
        return table(path.read_bytes(), kind)
    except OSError as error:
        raise UsageError(f"Cannot read {path}: {error.strerror}.") from error
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise UsageError(f"The settings in {path} cannot be used: {error}.") from error
