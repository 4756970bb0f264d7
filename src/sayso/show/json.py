"""Records in; the JSON of the contract, as UTF-8 bytes, out."""

from __future__ import annotations

import re

import msgspec

from sayso.records import Record

# DEL and C1 (escape sequences to a terminal), and the two Unicode line ends, at which many a
# reader of lines would cut an object in two. They stand in strings only, where \u is the same.
_UNSAFE = re.compile(rb"\x7f|\xc2[\x80-\x9f]|\xe2\x80[\xa8\xa9]")


def _escaped(match: re.Match[bytes]) -> bytes:
    return f"\\u{ord(match[0].decode('utf8')):04x}".encode("ascii")


def line(record: Record) -> bytes:
    """Return ``record`` as one JSON object on one line, without the line's end."""
    return _UNSAFE.sub(_escaped, msgspec.json.encode(record))


def indented(record: Record) -> bytes:
    """Return ``record`` as one JSON object, indented by two, without an end of line."""
    return _UNSAFE.sub(_escaped, msgspec.json.format(msgspec.json.encode(record), indent=2))
