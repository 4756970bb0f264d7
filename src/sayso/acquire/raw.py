"""Names of inputs in, bytes out: files, folders, addresses, standard input; nothing is parsed.

It runs in the main process and hands out one ``Raw`` at a time, so that what it holds is one input.
"""

from __future__ import annotations

import gzip
import io
import os
import re
import stat
import sys
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from sayso.errors import InputError, NotYetError, TooLargeError, UsageError
from sayso.records import Drop, Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.settings import Settings

STAGE = "acquire"
HTML, PLAIN, LINES, OBJECT = "text/html", "text/plain", "application/x-ndjson", "application/json"

_BY_SUFFIX = {
    **dict.fromkeys((".html", ".htm", ".xhtml", ".shtml"), HTML),
    **dict.fromkeys((".txt", ".text", ".md"), PLAIN),
    **dict.fromkeys((".jsonl", ".ndjson"), LINES),
    ".json": OBJECT,
}
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.-]{1,20}://", re.IGNORECASE)
_PAGE_START = re.compile(rb"<(?:!doctype\s{1,9}html|html|head|body)[\s>]", re.IGNORECASE)
_OBJECT_START = re.compile(rb"\s{0,99}\{\s{0,99}[\"}]")
_SNIFFED = 1024
_GZIP = b"\x1f\x8b"
_SKIPPED_AT_MOST = 8  # times max_bytes: how far the end of a line that is too long is looked for


class Raw(Record, frozen=True):
    """One input, unread: its bytes, unpacked, and what is known from outside of them."""

    source: str
    data: bytes
    media_type: str
    id: str | None = None
    url: str | None = None


def raws(sources: Sequence[str], settings: Settings) -> Iterator[Raw | Drop]:
    """Return each input's bytes, or why it was dropped, in the order of the sources.

    A folder is every file under it in name order, but for hidden ones; a link that leads out of
    it is not
    followed. JSON lines are one ``Raw`` a line, whose ``id`` is the line's number.

    Raises:
        UsageError: before anything is read, for a path that is not there or an address of
        another kind.
        NotYetError: likewise, for a PDF or WARC file.

    """
    for source in sources:
        _check(source)
    return _each(sources, settings)


def raws_of(
    stream: BinaryIO, source: str, settings: Settings, media_type: str = ""
) -> Iterator[Raw | Drop]:
    """Yield what an opened file holds whose bytes are given rather than named.

    Args:
        stream: Of its bytes; it is left open.
        source: Its name, which tells its form where its end is known.
        settings: The limit on its size, unpacked.
        media_type: What is said of its form, for a name that does not tell.

    """
    yield from _stream(stream, source, _declared(source, media_type), settings)


def linked(address: str, settings: Settings) -> Raw | Drop:
    """Return the page at an address, or why it was dropped; a path is none, whatever lies there."""
    if not _ADDRESS.match(address):
        error = InputError("Only http and https addresses can be read.", reason="not fetched")
        return _drop(address, error)
    return _page(address, settings)


def count_of(path: Path, source: str, media_type: str = "") -> int:
    """Return about how many documents a file at ``path`` holds that is called ``source``."""
    return _lines(path) if _declared(source, media_type) == LINES else 1


def count(sources: Sequence[str]) -> int:
    """Return about how many documents the sources hold; it reads JSON lines through.

    Raises:
        UsageError: for what can never be read, so that it is said before anything is written.

    """
    total = 0
    for source in sources:
        _check(source)
        path = Path(source)
        if source == "-" or _ADDRESS.match(source) or not path.exists():
            total += 1
        else:
            files = _under(path) if path.is_dir() else [path]
            total += sum(count_of(each, each.name) for each in files if isinstance(each, Path))
    return total


def named(source: str) -> str:
    """Return the name of an input, fit for a message: printable and not too long."""
    name = "".join(each if each.isprintable() else "\ufffd" for each in source)
    return name if len(name) <= 200 else f"{name[:120]}...{name[-60:]}"


def _check(source: str) -> None:
    if source == "-" or _ADDRESS.match(source):
        return
    if _OTHER_SCHEME.match(source):
        raise UsageError(f"Only http and https addresses can be read, not {named(source)}.")
    try:
        path = Path(source)
        if not path.exists():
            raise UsageError(f"There is no file or folder {named(source)}.")
        if path.is_file() and (form := _not_yet(path)):
            raise NotYetError(f"Sayso cannot read {form} yet: {named(source)}.")
    except (OSError, ValueError) as error:
        raise UsageError(f"{named(source)} is no path that can be opened.") from error


def _each(sources: Sequence[str], settings: Settings) -> Iterator[Raw | Drop]:
    for source in sources:
        if _ADDRESS.match(source):
            yield _page(source, settings)
        elif source == "-":
            yield from _stream(cast("BinaryIO", sys.stdin.buffer), "-", "", settings)
        elif Path(source).is_dir():
            yield from _folder(Path(source), settings)
        else:
            yield from _file(Path(source), settings)


def _declared(source: str, media_type: str = "") -> str:
    """Return the form that the end of a name tells, else what is said of it where that is a form known here."""
    by_name = _BY_SUFFIX.get(Path(source.lower().removesuffix(".gz")).suffix)
    bare = media_type.partition(";")[0].strip().lower()
    if by_name and by_name != bare:
        return by_name
    if bare in {HTML, PLAIN}:
        return media_type
    return bare if bare in {LINES, OBJECT} else ""


def _drop(source: str, error: InputError) -> Drop:
    """Return the record of an input that could not be read."""
    return Drop(stage=STAGE, reason=error.reason, detail=f"{named(source)}: {error}")


def _page(source: str, settings: Settings) -> Raw | Drop:
    from sayso.acquire.fetch import fetch  # noqa: PLC0415 - most runs fetch nothing

    try:
        page = fetch(source, settings)
        media_type = page.media_type
        _refuse(_form(page.data[:_SNIFFED]))
        bare = media_type.partition(";")[0].strip().lower()
        if bare not in {HTML, PLAIN, OBJECT, "application/xhtml+xml"}:
            media_type = _sniff(page.data[:_SNIFFED], PLAIN)
        elif bare == "application/xhtml+xml":
            media_type = HTML + media_type[len(bare) :]
    except InputError as error:
        return _drop(source, error)
    return Raw(source=source, data=page.data, media_type=media_type, url=page.url)


def _folder(root: Path, settings: Settings) -> Iterator[Raw | Drop]:
    found = False
    for each in _under(root):
        found = True
        if isinstance(each, Drop):
            yield each
        else:
            yield from _file(each, settings, within=True)
    if not found:
        yield _drop(str(root), InputError("The folder holds no file.", reason="empty"))


def _under(root: Path) -> Iterator[Path | Drop]:
    """Yield the files under a folder in name order, and what is none of it as a drop."""
    home = root.resolve()
    waiting = [root]
    while waiting:
        path = waiting.pop()
        try:
            if path is root or (path.is_dir() and not path.is_symlink()):
                names = sorted(os.listdir(path), reverse=True)  # noqa: PTH208 - names are enough
                waiting += [path / name for name in names if not name.startswith(".")]
            elif not path.resolve().is_relative_to(home):
                error = InputError(
                    "The link leads out of the folder.", reason="link out of the folder"
                )
                yield _drop(_text(path), error)
            elif path.is_file():
                yield path
            elif not path.is_dir():
                yield _drop(_text(path), InputError("It is no file.", reason="not a file"))
        except (OSError, RuntimeError) as error:
            yield _drop(_text(path), _unreadable(error))


def _file(path: Path, settings: Settings, *, within: bool = False) -> Iterator[Raw | Drop]:
    source = _text(path)
    try:
        _refuse(_not_yet(path) if within else None)
        with path.open("rb") as stream:
            name = path.name.lower().removesuffix(".gz")
            suffix = Path(name).suffix
            if within and suffix and suffix not in _BY_SUFFIX:
                _refuse_other(stream.peek(_SNIFFED)[:_SNIFFED], suffix)
            information = os.fstat(stream.fileno())
            media_type = _BY_SUFFIX.get(suffix, "")
            if stat.S_ISREG(information.st_mode) and media_type != LINES:
                _limit(information.st_size, settings)
            yield from _stream(stream, source, media_type, settings)
    except OSError as error:
        yield _drop(source, _unreadable(error))
    except InputError as error:
        yield _drop(source, error)


def _stream(
    stream: BinaryIO, source: str, media_type: str, settings: Settings
) -> Iterator[Raw | Drop]:
    """Yield what one opened input holds; a read error ends this input only."""
    try:
        opened = _unpacked(stream)
        start = opened.peek(_SNIFFED)[:_SNIFFED]
        _refuse(_form(start))
        media_type = _sniff(start, media_type)
        if media_type == LINES:
            yield from _json_lines(opened, source, settings)
            return
        data = opened.read(settings.max_bytes + 1)
        _limit(len(data), settings)
        yield Raw(source=source, data=data, media_type=media_type)
    except (gzip.BadGzipFile, EOFError, zlib.error):
        yield _drop(source, InputError("It is a broken gzip file.", reason="broken gzip"))
    except OSError as error:
        yield _drop(source, _unreadable(error))
    except InputError as error:
        yield _drop(source, error)


def _unpacked(stream: BinaryIO) -> io.BufferedReader:
    """Return the stream, unpacked while it is read: a limit on reading then meets a bomb."""
    reader = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(_plain(stream))
    if reader.peek(len(_GZIP))[: len(_GZIP)] != _GZIP:
        return reader
    return io.BufferedReader(cast("io.RawIOBase", gzip.GzipFile(fileobj=reader)))


def _plain(stream: BinaryIO) -> io.RawIOBase:
    """Return a stream that is not buffered (as a test's is) in the form that a buffer takes."""
    return cast("io.RawIOBase", stream)


def _json_lines(stream: io.BufferedReader, source: str, settings: Settings) -> Iterator[Raw | Drop]:
    number = found = 0
    while line := stream.readline(settings.max_bytes + 1):
        number += 1
        found += bool(line.strip())
        if len(line) > settings.max_bytes:
            error = TooLargeError(f"Line {number} is over the limit of {settings.max_bytes} bytes.")
            yield _drop(source, error)
            if not _skip_line(stream, line, settings):
                message = f"Line {number} does not end; what follows it is left out."
                yield _drop(source, TooLargeError(message))
                return
        elif line.strip():
            yield Raw(source=source, data=line, media_type=LINES, id=str(number))
    if not found:
        yield _drop(source, InputError("It has no lines with an article.", reason="empty"))


def _skip_line(stream: io.BufferedReader, line: bytes, settings: Settings) -> bool:
    """Read to the end of a line that is too long; return False if that is out of reach."""
    for _ in range(_SKIPPED_AT_MOST):
        if not line or line.endswith(b"\n"):
            return True
        line = stream.readline(settings.max_bytes)
    return False


def _refuse(form: str | None) -> None:
    if form:
        raise InputError(f"Sayso cannot read {form} yet.", reason="not yet")


def _refuse_other(start: bytes, suffix: str) -> None:
    """Refuse a file of a folder that is neither named nor made like an article: styles, scripts."""
    if _sniff(start, "") != HTML:
        raise InputError(f"Files named *{suffix} are left out.", reason="unknown form")


def _limit(size: int, settings: Settings) -> None:
    if size > settings.max_bytes:
        raise TooLargeError(f"It is over the limit of {settings.max_bytes} bytes.")


def _unreadable(error: Exception) -> InputError:
    why = error.strerror if isinstance(error, OSError) else None
    return InputError(
        f"It cannot be opened ({why or 'it is a broken link'}).", reason="cannot be read"
    )


def _sniff(start: bytes, media_type: str) -> str:
    """Return the form of an input by its first bytes where they are plain, else by its name."""
    if _PAGE_START.search(start.replace(b"\0", b"")) and media_type not in {LINES, OBJECT}:
        return HTML
    if media_type:
        return media_type
    return LINES if _OBJECT_START.match(start.removeprefix(b"\xef\xbb\xbf")) else PLAIN


def _form(start: bytes) -> str | None:
    """Return the name of a form that Sayso knows of and cannot read yet."""
    if start.lstrip()[:5] == b"%PDF-":
        return "PDF"
    return "WARC" if start.startswith(b"WARC/1.") else None


def _not_yet(path: Path) -> str | None:
    """Return the name of a form that cannot be read yet, by name or first bytes."""
    name = path.name.lower()
    if name.endswith(".pdf"):
        return "PDF"
    if name.endswith((".warc", ".warc.gz")):
        return "WARC"
    try:
        with path.open("rb") as stream:
            return _form(stream.read(16))
    except OSError:
        return None  # whoever reads it will say why


def _text(path: Path) -> str:
    """Return the path as text that JSON can hold, whatever bytes the file system has."""
    return os.fsencode(path).decode("utf-8", "replace")


def _lines(path: Path) -> int:
    """Return about how many lines a file has, as many in what is not read as in what is."""
    try:
        size = max(1, path.stat().st_size)
        with path.open("rb") as packed:
            stream = _unpacked(packed)
            lines = 0
            for _ in range(64):
                piece = stream.read(1 << 20)
                lines += piece.count(b"\n")
                if not piece:
                    return max(1, lines)
            return int(lines * size / max(1, packed.tell()))
    except (OSError, EOFError, zlib.error):
        return 1
