"""Annotated documents in; standard output, a file, or a folder of files with an index, out."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, Protocol

from sayso.errors import UsageError
from sayso.records import Annotations, Drop
from sayso.show.plain import file_stem

if TYPE_CHECKING:
    from sayso.show.index import Entry


class Form(StrEnum):
    """The forms of a result."""

    TERMINAL = "terminal"
    HTML = "html"
    JSON = "json"
    JSONL = "jsonl"


_ENDINGS = {
    ".html": Form.HTML,
    ".htm": Form.HTML,
    ".json": Form.JSON,
    ".jsonl": Form.JSONL,
    ".ndjson": Form.JSONL,
}

_INDEX = "index.html"

CASE_ITSELF = "the case itself"
"""What ``spare`` calls a case."""


class Sink(Protocol):
    """Where results go."""

    @property
    def place(self) -> str:
        """The path, or nothing for standard output."""

    def write(self, annotations: Annotations) -> None:
        """Write one document as soon as it is there."""

    def drop(self, drop: Drop) -> None:
        """Take note of an input that was left out."""

    def close(self) -> None:
        """Write what can only be written at the end."""


def form_for(output: str | None) -> Form:
    """Return the form that the ending of ``output`` asks for; a folder holds HTML."""
    if output is None or output == "-":
        return Form.TERMINAL
    if output.endswith(("/", os.sep)) or Path(output).is_dir():
        return Form.HTML
    return _ENDINGS.get(Path(output).suffix.lower(), Form.TERMINAL)


def sink_for(form: Form, output: str | None, expected: int, inputs: Sequence[str]) -> Sink:
    """Return where to write ``expected`` documents in ``form``.

    Raises:
        UsageError: if ``output`` cannot take them, or is one of the inputs.

    """
    if output is None or output == "-":
        if form is Form.HTML and expected > 1:
            raise UsageError("Several reports need a folder: name one with --output.")
        return _Stream(form, sys.stdout.buffer, "")
    path = Path(output)
    spare(path, inputs)
    if form in {Form.HTML, Form.JSON}:
        return _FileOrFolder(form, path, folder=expected > 1 or output.endswith(("/", os.sep)))
    if path.is_dir():
        raise UsageError(f"{output} is a folder; the form {form} goes into one file.")
    _try(path)
    return _Stream(form, None, output)


class _Stream:
    """Writes one document after another into one stream, or a file that is opened for the first.

    So what stood in the file before stays there where nothing can be read.
    """

    def __init__(self, form: Form, stream: BinaryIO | None, place: str) -> None:
        self.place = place
        self._form = form
        self._stream = stream
        self._written = 0
        self._encode = _terminal(place) if form is Form.TERMINAL else _encoder(form)

    def write(self, annotations: Annotations) -> None:
        if self._form is Form.HTML and self._written:
            raise UsageError("Several reports need a folder: name one with --output.")
        if self._stream is None:
            self._stream = _opened(Path(self.place))
        self._stream.write(self._encode(annotations))
        self._stream.flush()
        self._written += 1

    def drop(self, drop: Drop) -> None:
        """Leave it to the notes on standard error."""

    def close(self) -> None:
        if self.place and self._stream is not None:
            self._stream.close()


class _FileOrFolder:
    """Writes one document to a file, or several to a folder with an index.

    Standard input may hold more documents than can be known beforehand; so the first one waits
    for a second one or for the end.
    """

    def __init__(self, form: Form, path: Path, *, folder: bool) -> None:
        self.place = str(path)
        self._form = form
        self._path = path
        self._dropped: list[Drop] = []
        self._first: Annotations | None = None
        self._folder: _Folder | None = None
        if folder or path.is_dir():
            self._become_folder()

    def write(self, annotations: Annotations) -> None:
        if self._folder is None and self._first is None:
            self._first = annotations
            return
        self._become_folder().write(annotations)

    def drop(self, drop: Drop) -> None:
        self._dropped.append(drop)

    def close(self) -> None:
        if self._folder:
            self._folder.close()
        elif self._first:
            replace_file(self._path, _encoder(self._form)(self._first))

    def _become_folder(self) -> _Folder:
        if self._folder is None:
            if self._path.suffix.lower() in _ENDINGS and not self._path.is_dir():
                self._first = None
                raise UsageError(
                    f"Several articles need a folder, and {self._path} is the name of a file."
                )
            self._folder = _Folder(self._form, self._path, self._dropped)
            first, self._first = self._first, None
            if first:
                self._folder.write(first)
        return self._folder


class _Folder:
    """Writes a file a document, and for reports an index of them."""

    def __init__(self, form: Form, path: Path, dropped: Sequence[Drop]) -> None:
        self._dropped = dropped
        self._form = form
        self._path = path
        self._encode = _encoder(form, _INDEX)
        self._used: set[str] = set()
        self._entries: list[Entry] = []
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(f"Cannot make the folder {path}: {error.strerror}.") from error

    def write(self, annotations: Annotations) -> None:
        name = self._name(annotations)
        replace_file(self._path / name, self._encode(annotations))
        if self._form is Form.HTML:
            from sayso.show.index import entry  # noqa: PLC0415  # loads the templates

            self._entries.append(entry(annotations, name))

    def close(self) -> None:
        if self._form is Form.HTML and (self._entries or self._dropped):
            from sayso.show.index import index  # noqa: PLC0415

            replace_file(self._path / _INDEX, index(self._entries, self._dropped).encode("utf8"))

    def _name(self, annotations: Annotations) -> str:
        """Return a name that no file of this run has; the same article may come twice."""
        document = annotations.document
        stem = file_stem(document.title or document.input.id or "", document.id)
        name, number = stem, 1
        while name in self._used:
            number += 1
            name = f"{stem}-{number}"
        self._used.add(name)
        return f"{name}.{self._form.value}"


def _encoder(form: Form, index: str | None = None) -> Callable[[Annotations], bytes]:
    from sayso.show import json  # noqa: PLC0415  # not needed for --help

    if form is Form.HTML:
        from sayso.show.report import Back, report  # noqa: PLC0415  # loads the templates

        back = Back(index) if index else None
        return lambda annotations: report(annotations, back).encode("utf8")
    render = json.line if form is Form.JSONL else json.indented
    return lambda annotations: render(annotations) + b"\n"


def _terminal(place: str) -> Callable[[Annotations], bytes]:
    """Return what renders for the terminal, with a line between two documents."""
    from sayso.show import terminal  # noqa: PLC0415  # loads rich

    console = terminal.console(sys.stdout, file=bool(place))
    encoding = "utf8" if place else sys.stdout.encoding or "utf8"
    several = False

    def render(annotations: Annotations) -> bytes:
        nonlocal several
        with console.capture() as printed:
            if several:
                console.print(terminal.separator())
            terminal.show(annotations, console)
        several = True
        return printed.get().encode(encoding, "replace")

    return render


def spare(path: Path, read: Iterable[str | Path], what: str = "an input") -> None:
    """Keep what is read from being written over.

    Raises:
        UsageError: if ``path`` is one of the files that are read.

    """
    if any(each != "-" and _same(path, Path(each)) for each in read):
        raise UsageError(f"{path} is {what}; writing the result there would destroy it.")


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other) and one.is_file()
    except (OSError, ValueError):
        return False


def _try(path: Path) -> None:
    """Say at once that a file cannot be written, and leave what stands there."""
    there = path.exists()
    _opened(path, "ab").close()
    if not there:
        path.unlink()


def _opened(path: Path, mode: Literal["wb", "ab"] = "wb") -> BinaryIO:
    try:
        return path.open(mode)
    except OSError as error:
        raise UsageError(f"Cannot write to {path}: {error.strerror}.") from error


def replace_file(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` as a whole: a run that is stopped leaves no half a file."""
    partial = path.with_name(path.name + ".partial")
    try:
        partial.write_bytes(data)
        partial.replace(path)
    except OSError as error:
        raise UsageError(f"Cannot write to {path}: {error.strerror}.") from error
