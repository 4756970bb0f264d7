"""Text and addresses of unknown origin in; the same, harmless to terminal, page and disk, out."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

REPLACEMENT = "\ufffd"

# C0 but for tab and line feed, DEL, C1, and lone surrogates: escape sequences to a terminal, and
# characters that no HTML file may hold.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

# They turn round the words of others on the same line, so that a name can pose as another one.
_DIRECTION_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")

_NOT_IN_ADDRESS = re.compile("[\x00-\x20\x7f-\x9f\ud800-\udfff]")

_DAY_AND_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:")

_FORMULA = (*"=+-@\t\r\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""A spreadsheet takes a cell that begins so, or with the same in full width, for a formula, and would run what
a page has written in it; OWASP, CSV injection."""

_FILE_NAME_BYTES = 80


def printable(text: str) -> str:
    """Return ``text`` with a replacement character for each control character; its length stays."""
    return _CONTROLS.sub(REPLACEMENT, text)


def one_line(text: str) -> str:
    """Return ``text`` for a line of a terminal: no controls, no turned direction, single spaces."""
    return " ".join(_DIRECTION_CONTROLS.sub("", printable(text)).split())


def table_cell(text: str) -> str:
    """Return ``text`` for a cell of a spreadsheet: an apostrophe before what would be a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def web_address(url: str | None) -> str | None:
    """Return ``url`` if a reader may safely follow it: http or https with a host, else None."""
    if not url or _NOT_IN_ADDRESS.search(url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:  # a broken IPv6 host
        return None
    return url if parts.scheme in {"http", "https"} and host else None


def host(address: str) -> str:
    """Return the name of the machine that a web address leads to."""
    return urlsplit(address).hostname or address


def day(date: str | None) -> str | None:
    """Return the day of an ISO date and time; anything else as it stands."""
    return date[:10] if date and _DAY_AND_TIME.match(date) else date


def file_stem(title: str, identity: str) -> str:
    """Return a file name without suffix: the title's words, and the start of the document's hash.

    Letters and digits of any script stay, everything else becomes a hyphen, so that no title can
    name a folder, a device or a hidden file. The hash keeps equal titles apart.
    """
    letters = (
        character if unicodedata.category(character)[0] in "LMN" else "-"
        for character in unicodedata.normalize("NFC", title).lower()
    )
    words = re.sub("-+", "-", "".join(letters)).strip("-")
    short = words.encode("utf8", "ignore")[:_FILE_NAME_BYTES].decode("utf8", "ignore")
    if len(short) < len(words) and "-" in short:
        short = short.rpartition("-")[0]
    digest = re.sub("[^0-9a-f]", "", identity.removeprefix("sha256:"))[:8]
    return "-".join(part for part in (short or "article", digest) if part)
