"""Records in; the JSON of the contract, as UTF-8 bytes, out."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from sayso.records import Record

# DEL and C1 (escape sequences to a terminal), and the two Unicode line ends, at which many a
# reader of lines would cut an object in two. They stand in strings only, where \u is the same.
_UNSAFE = re.compile(rb"\x7f|\xc2[\x80-\x9f]|\xe2\x80[\xa8\xa9]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def _escaped(match: re.Match[bytes]) -> bytes:
    return f"\\u{ord(match[0].decode('utf8')):04x}".encode("ascii")


def line(record: Record) -> bytes:
    """Return ``record`` as one JSON object on one line, without the line's end."""
    return _UNSAFE.sub(_escaped, _encoded(record))


def indented(record: Record) -> bytes:
    """Return ``record`` as one JSON object, indented by two, without an end of line."""
    return _UNSAFE.sub(_escaped, msgspec.json.format(_encoded(record), indent=2))


def _encoded(record: Record) -> bytes:
    try:
        return msgspec.json.encode(record)
    except UnicodeEncodeError:  # a lone surrogate, as in the name of a file that is not in UTF-8
        return msgspec.json.encode(_whole(msgspec.to_builtins(record)))


def _whole(value: Any) -> Any:  # noqa: ANN401  # whatever JSON can hold
    """Return ``value`` with a replacement character for each lone surrogate; offsets stay."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_whole(each) for each in value]
    if isinstance(value, dict):
        return {_whole(key): _whole(each) for key, each in value.items()}
    return value
