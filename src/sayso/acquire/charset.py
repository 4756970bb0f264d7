"""Bytes of unknown or lying encoding in, text out.

The order of trust: a byte order mark; UTF-8 that decodes, since text in another encoding hardly
ever does,
whatever a header claims; the charset of the HTTP header; that of the page; detection; and at last
UTF-8 with its broken bytes replaced, when they are few.
"""

from __future__ import annotations

import codecs
import re

from sayso.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What a label may mean, by Python's name for it. Others (punycode, unicode_escape, utf_7) are no
# encodings
# of pages: they only let a page hide text or cost time. Browsers read the first three as their
# Windows supersets, and so do we (WHATWG Encoding Standard).
_SUPERSETS = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030"}
_KNOWN = frozenset(
    [
        "utf-8",
        "utf-16-le",
        "utf-16-be",
        "cp1252",
        "gb18030",
        "big5",
        "big5hkscs",
        "euc_jp",
        "shift_jis",
        "cp932",
        "iso2022_jp",
        "euc_kr",
        "cp949",
        "koi8-r",
        "koi8-u",
        "mac-roman",
        "mac-cyrillic",
        "cp866",
        "cp874",
        "tis-620",
        "cp1250",
        "cp1251",
        "cp1253",
        "cp1254",
        "cp1255",
        "cp1256",
        "cp1257",
        "cp1258",
        "iso8859-2",
        "iso8859-3",
        "iso8859-4",
        "iso8859-5",
        "iso8859-6",
        "iso8859-7",
        "iso8859-8",
        "iso8859-9",
        "iso8859-10",
        "iso8859-13",
        "iso8859-14",
        "iso8859-15",
        "iso8859-16",
    ]
)
_META = re.compile(
    rb"<meta[^<>]{0,200}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{2,40})", re.IGNORECASE
)
_HEADER = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{2,40})", re.IGNORECASE)

_HEAD = 4096  # bytes in which a page may declare its charset; browsers look at 1024
_SAMPLE = 32_768  # bytes that detection looks at: enough to tell, and its time stays bounded
_CONTROLS = bytes((*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20), 0x7F))
# Compressed and compiled files have a tenth of control bytes and more, text has none, and text
# with stray
# null bytes has few.
_MAX_CONTROL_SHARE = 0.03
_MAX_BROKEN_SHARE = 0.05


def decode(data: bytes, media_type: str = "") -> str:
    """Return the text of ``data``, a broken byte as the replacement character.

    Args:
        data: The bytes of a page or a plain text.
        media_type: As an HTTP header gives it; its charset parameter is believed when it fits.

    Raises:
        InputError: if the bytes are no text.

    """
    name, skipped = _plain_coding(data)
    if name:
        return data[skipped:].decode(name, "replace")
    if _binary(data):
        raise InputError("It holds binary data, not text.", reason="not text")
    declared = _declared(data, media_type)
    if declared == "iso2022_jp" and b"\x1b" in data:  # all its bytes are ASCII, so UTF-8 would fit
        return data.decode(declared, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as broken:
        if declared and declared != "utf-8" and (text := _nearly(data, declared)) is not None:
            return text
        return _guessed(data, broken.start)


def _plain_coding(data: bytes) -> tuple[str | None, int]:
    """Return the encoding that a byte order mark or its null bytes show, and the mark's length."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name, len(mark)
    return _wide(data), 0


def _guessed(data: bytes, first_broken: int) -> str:
    """Return the text of bytes that are no UTF-8 and come with no word about what they are.

    Raises:
        InputError: if they are text in no encoding that is known.

    """
    text = data.decode("utf-8", "replace")
    if _mostly_utf8(text):
        return text
    from charset_normalizer import from_bytes  # noqa: PLC0415  # UTF-8 does without

    best = from_bytes(data[max(0, first_broken - _SAMPLE // 2) :][:_SAMPLE]).best()
    if best and (name := _known(best.encoding)):
        return data.decode(name, "replace")
    if text.count("\ufffd") > _MAX_BROKEN_SHARE * len(text):
        raise InputError("Its bytes are text in no known encoding.", reason="not text")
    return text


def _known(label: str | None) -> str | None:
    """Return Python's name of the encoding that a label means, None for one not of pages."""
    try:
        name = codecs.lookup(label or "").name
    except LookupError:
        return None
    name = _SUPERSETS.get(name, name)
    return name if name in _KNOWN else None


def _declared(data: bytes, media_type: str) -> str | None:
    """Return the encoding that the header or the page declares."""
    header = _HEADER.search(media_type[:1000])
    if header and (name := _known(header[1])):
        return name
    page = _META.search(data[:_HEAD])
    return _known(page[1].decode("ascii", "replace")) if page else None


def _nearly(data: bytes, name: str) -> str | None:
    """Return the text if it decodes, but for the few bytes that Windows-1252 leaves undefined."""
    text = data.decode(name, "replace")
    return text if text.count("\ufffd") * 1000 < len(text) else None


def _mostly_utf8(text: str) -> bool:
    """Return whether good characters beyond ASCII outnumber the broken ones by far."""
    broken = text.count("\ufffd")
    beyond = sum(1 for each in text[:1_000_000] if each > "\x7f") - broken
    return beyond > 4 * broken


def _wide(data: bytes) -> str | None:
    """Return UTF-16's name for text in it that lacks a byte order mark."""
    head = data[:2000]
    if len(head) < 8:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.1 * half else None


def _binary(data: bytes) -> bool:
    """Return whether start, middle or end has too many control characters for a text."""
    middle = len(data) // 2
    for piece in (data[:8192], data[middle : middle + 8192], data[-8192:]):
        controls = len(piece) - len(piece.translate(None, _CONTROLS))
        if controls > _MAX_CONTROL_SHARE * len(piece) and controls > 3:
            return True
    return False
