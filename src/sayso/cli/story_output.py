"""Traces and stories in; standard output, a file, or a folder of pages that lead to each other, out."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.output import CASE_ITSELF, replace_file, spare
from sayso.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

    from sayso.pipeline import Traced
    from sayso.records import Record
    from sayso.show.story_index import StoryEntry
    from sayso.traces import Story

Case = Annotated[
    str, typer.Argument(metavar="CASE", help="The file of the case, as `sayso add` made it.")
]


class StoryForm(StrEnum):
    """The forms in which a trace or a list of stories is given."""

    TERMINAL = "terminal"
    HTML = "html"
    JSON = "json"
    CSV = "csv"


Format = Annotated[
    StoryForm | None,
    typer.Option(
        "--format",
        "-f",
        help="Form of the result. Without it: by the ending of --output, or else terminal.",
        show_default=False,
    ),
]
Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="PATH",
        help="Write here instead: a file; or for html a folder, with a page for each article.",
    ),
]

_INDEX = "index.html"
_ENDINGS = {
    ".html": StoryForm.HTML,
    ".htm": StoryForm.HTML,
    ".json": StoryForm.JSON,
    ".csv": StoryForm.CSV,
}


def story_form(form: StoryForm | None, output: str | None) -> StoryForm:
    """Return the form asked for, or that of the ending of ``output``; a folder holds HTML."""
    if form is not None:
        return form
    if output is None or output == "-":
        return StoryForm.TERMINAL
    ending = Path(output).suffix.lower()
    return _ENDINGS.get(ending) or (StoryForm.HTML if _is_folder(output) else StoryForm.TERMINAL)


def write_trace(found: Traced, form: StoryForm, output: str | None, case: str) -> None:
    """Write one trace; as HTML into a folder, with a page for each article beside it.

    Raises:
        UsageError: if ``output`` cannot take it, or is the case itself.

    """
    if form is StoryForm.HTML and output and output != "-" and _is_folder(output):
        write_pages([(None, found)], output, case)
    else:
        write_bytes(_rendered(found, form, output), form, output, case)


def write_pages(traced: Iterable[tuple[Story | None, Traced]], folder: str, case: str) -> None:
    """Write a story, or with their list several stories, as pages that lead to each article's words."""
    made = _Pages(Path(folder), case)
    for story, each in traced:
        made.add(story, each)
    made.close()


def write_bytes(data: bytes, form: StoryForm, output: str | None, case: str) -> None:
    """Write to the file ``output``, or to standard output.

    Raises:
        UsageError: if that cannot be written, or is the case itself.

    """
    if output is None or output == "-":
        sys.stdout.buffer.write(data)
        return
    if Path(output).is_dir() or output.endswith(("/", os.sep)):
        raise UsageError(f"{output} is a folder; the form {form} goes into one file.")
    spare(Path(output), [case], CASE_ITSELF)
    replace_file(Path(output), data)


def encoded_json(record: Record) -> bytes:
    """Return the JSON of the contract, with a line's end."""
    from sayso.show import json  # noqa: PLC0415  # not needed for --help

    return json.indented(record) + b"\n"


def printed(show: Callable[[Console], None], output: str | None) -> bytes:
    """Return what ``show`` prints to a console; coloured only on a terminal."""
    from sayso.show import terminal  # noqa: PLC0415  # loads rich

    to_file = output is not None and output != "-"
    console = terminal.console(sys.stdout, file=to_file)
    with console.capture() as shown:
        show(console)
    return shown.get().encode("utf8" if to_file else sys.stdout.encoding or "utf8", "replace")


def _rendered(found: Traced, form: StoryForm, output: str | None) -> bytes:
    trace = found.trace
    if form is StoryForm.JSON:
        return encoded_json(trace)
    if form is StoryForm.CSV:
        from sayso.show.story_table import articles_table  # noqa: PLC0415

        return articles_table(trace)
    from sayso.show.story import headlines  # noqa: PLC0415

    known = headlines(found.untitled)
    if form is StoryForm.HTML:
        from sayso.show.story_report import story_report  # noqa: PLC0415  # loads the templates

        return story_report(trace, known=known).encode("utf8")
    from sayso.show.story_terminal import show_trace  # noqa: PLC0415

    return printed(lambda console: show_trace(trace, console, known), output)


class _Pages:
    """Writes reports of stories into one folder, and of each article of theirs one."""

    def __init__(self, folder: Path, case: str) -> None:
        self._folder = folder
        self._case = case
        self._entries: list[StoryEntry] = []
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(f"Cannot make the folder {folder}: {error.strerror}.") from error

    def add(self, story: Story | None, traced: Traced) -> None:
        from sayso.show.report import Back, report  # noqa: PLC0415  # loads the templates
        from sayso.show.story import headlines, places, story_reading  # noqa: PLC0415
        from sayso.show.story_index import story_entry  # noqa: PLC0415
        from sayso.show.story_report import story_report  # noqa: PLC0415

        name = f"story-{re.sub('[^0-9A-Za-z]+', '-', story.id)}.html" if story else _INDEX
        names = dict(_names(traced))
        pages = {document: f"./{file}" for document, file in names.items()}
        index = f"./{_INDEX}" if story else None
        known = headlines(each.document for each in traced.articles)
        self._write(name, story_report(traced.trace, pages, index, known))
        if story:
            self._entries.append(story_entry(story, traced.trace, f"./{name}"))
        reading = story_reading(traced.trace)
        for article in traced.articles:
            told = reading.by_document[article.document.id]
            back = Back(f"./{name}", story=True, places=places(told, reading).values())
            self._write(names[article.document.id], report(article, back))

    def close(self) -> None:
        if self._entries:
            from sayso.show.story_index import story_index  # noqa: PLC0415

            self._write(_INDEX, story_index(self._entries))

    def _write(self, name: str, page: str) -> None:
        path = self._folder / name
        spare(path, [self._case], CASE_ITSELF)
        replace_file(path, page.encode("utf8"))


def _names(traced: Traced) -> Iterator[tuple[str, str]]:
    """Yield for each article the name of its page; the hash in it keeps equal titles apart."""
    from sayso.show.plain import file_stem  # noqa: PLC0415

    for article in traced.articles:
        document = article.document
        stem = file_stem(document.title or document.input.id or "", document.id)
        yield document.id, f"article-{stem}.html"


def _is_folder(output: str) -> bool:
    """Return whether the path is, or by its form asks for, a folder."""
    path = Path(output)
    return path.is_dir() or output.endswith(("/", os.sep)) or not path.suffix
