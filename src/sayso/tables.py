"""The bytes of a data file that comes with the package -> the structs that it fills, checked."""

from __future__ import annotations

from threading import Lock
from typing import TypeVar

import msgspec

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


def lines_of(kind: type[Table]) -> msgspec.json.Decoder[Table]:
    """Return what reads lines of JSON as structs of this kind."""
    with _ONE_AT_A_TIME:
        return msgspec.json.Decoder(kind)
