"""The bytes of a data file that comes with the package -> the structs that it fills, checked."""

from __future__ import annotations

from importlib import resources
from threading import Lock
from typing import TypeVar

import msgspec

from sayso.errors import UsageError

Table = TypeVar("Table")

_ONE_AT_A_TIME = Lock()
"""msgspec finds out at the first use of a struct what its fields are, and a second thread that comes
meanwhile meets them half made and ends the process. Articles are read in threads, and files when needed."""


def table(data: bytes, kind: type[Table]) -> Table:
    """Return what the file holds.

    Raises:
        msgspec.DecodeError: if it is no TOML, or not what the struct asks for (ValidationError).

    """
    with _ONE_AT_A_TIME:
        return msgspec.toml.decode(data, type=kind)


def shipped(package: str, name: str, kind: type[Table]) -> Table:
    """Return what a file holds that lies beside the modules of a package.

    Raises:
        UsageError: if it is not as it should be.

    """
    data = resources.files(package).joinpath(name).read_bytes()
    try:
        return table(data, kind)
    except (msgspec.DecodeError, ValueError) as problem:
        raise UsageError(f"The file {name} is not as it should be: {problem}.") from problem


def lines_of(kind: type[Table]) -> msgspec.json.Decoder[Table]:
    """Return what reads lines of JSON as structs of this kind."""
    with _ONE_AT_A_TIME:
        return msgspec.json.Decoder(kind)
