"""Inputs in; what an experienced editor would circle in them, and an exit code, out."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol

import msgspec
import typer

from sayso.cli.boundary import Exit, say, stop
from sayso.cli.options import with_settings
from sayso.cli.output import replace_file, spare
from sayso.cli.read import Drops, Inputs, Quiet, named, readers
from sayso.errors import UsageError
from sayso.records import Annotations, Drop
from sayso.settings import CheckSettings, Settings

if TYPE_CHECKING:
    from sayso.checks import Rule
    from sayso.show.findings import Found


class Form(StrEnum):
    """The forms of the findings."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


def _codes(name: str, told: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(name, metavar="CODES", help=told)
    return option


_HOW = "Codes or their beginnings, with commas between; ALL is every rule."
Select = Annotated[str | None, _codes("--select", f"The rules that are on. {_HOW}")]
Ignore = Annotated[str | None, _codes("--ignore", f"Rules that are off. {_HOW}")]
FailOn = Annotated[str | None, _codes("--fail-on", f"End with 1 if one of these is found. {_HOW}")]
Format = Annotated[
    Form,
    typer.Option(
        "--format",
        "-f",
        help="text; json: one object; github: workflow commands; sarif: SARIF 2.1.0.",
    ),
]
Output = Annotated[
    str | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file instead.")
]


@with_settings
def check(
    inputs: Inputs,
    *,
    settings: Settings,
    select: Select = None,
    ignore: Ignore = None,
    fail_on: FailOn = None,
    form: Format = Form.TEXT,
    output: Output = None,
    drops: Drops = None,
    quiet: Quiet = False,
) -> None:
    """Show what an experienced editor would circle, each with a code, the words and the reason."""
    from sayso.checks import checked, chosen, matching, rules  # noqa: PLC0415  # not needed for --help
    from sayso.cli.configuration import check_settings  # noqa: PLC0415
    from sayso.cli.notes import Notes  # noqa: PLC0415

    named(inputs, drops)
    configured = check_settings()
    wanted = CheckSettings(
        select=_listed(select, configured.select),
        ignore=_listed(ignore, configured.ignore),
        fail_on=_listed(fail_on, configured.fail_on),
    )
    on = chosen(wanted)
    failing = matching(wanted.fail_on, rules())
    if failing and failing.isdisjoint(each.code for each in on):
        say("No rule is on that could fail the run: --select turns rules on.")
    reader, count = readers()
    expected = count(inputs)
    printer = _printer(form, on, output, inputs)
    with Notes(expected, quiet=quiet, drops=drops) as notes:
        for result in reader(inputs, settings):
            made = result if isinstance(result, Drop) else _read(checked(result, on))
            if isinstance(made, Drop):
                notes.drop(made)
                continue
            with notes.paused():
                printer.write(made)
            notes.done()
    if not notes.read:
        stop("Nothing could be read.", Exit.NOTHING_READ)
    printer.close()
    if failing.intersection(printer.counts):
        raise SystemExit(Exit.FINDINGS)


def _read(annotations: Annotations) -> Annotations | Drop:
    """Return an article, or why it was not read: no finding in a language that nothing reads is no praise."""
    from sayso.show.plain import one_line  # noqa: PLC0415  # not needed for --help

    if annotations.findings or not annotations.dropped:
        return annotations
    first = annotations.dropped[0]
    source = one_line(annotations.document.input.source)
    return msgspec.structs.replace(first, detail=f"{source}: {first.detail or first.reason}")


def _listed(given: str | None, configured: tuple[str, ...]) -> tuple[str, ...]:
    """Return the codes of an option, or those of the file of settings where it was not given."""
    if given is None:
        return configured
    return tuple(each.strip() for each in given.split(",") if each.strip())


class _Printer(Protocol):
    counts: Counter[str]

    def write(self, annotations: Annotations) -> None: ...

    def close(self) -> None: ...


def _printer(form: Form, on: Sequence[Rule], output: str | None, inputs: Sequence[str]) -> _Printer:
    """Return what prints the findings in the form asked for.

    Raises:
        UsageError: if ``output`` is a folder or one of the inputs.

    """
    path = None if output in {None, "-"} else Path(output or "")
    if path is not None:
        spare(path, inputs)
        if path.is_dir():
            raise UsageError(f"{output} is a folder; findings go into one file.")
    return _Text(path) if form is Form.TEXT else _Whole(form, on, path)


class _Text:
    """Prints each article's findings as soon as they are there, or all at the end to a file."""

    def __init__(self, path: Path | None) -> None:
        from sayso.show import terminal  # noqa: PLC0415  # loads rich

        self.counts: Counter[str] = Counter()
        self._console = terminal.console(sys.stdout, file=path is not None)
        self._path = path
        self._kept: list[str] = []
        self._articles = self._concerned = 0

    def write(self, annotations: Annotations) -> None:
        from sayso.show.findings import found, show_findings  # noqa: PLC0415  # loads rich

        self.counts.update(each.code for each in annotations.findings)
        self._articles += 1
        self._concerned += bool(annotations.findings)
        self._print(lambda: show_findings(found(annotations), self._console))

    def close(self) -> None:
        from sayso.show.findings import show_summary  # noqa: PLC0415

        self._print(
            lambda: show_summary(self.counts, self._articles, self._concerned, self._console)
        )
        if self._path:
            replace_file(self._path, "".join(self._kept).encode("utf8", "replace"))

    def _print(self, show: Callable[[], None]) -> None:
        with self._console.capture() as printed:
            show()
        if self._path:
            self._kept.append(printed.get())
        else:
            _out(printed.get())


class _Whole:
    """Keeps the findings, and prints them at the end."""

    def __init__(self, form: Form, on: Sequence[Rule], path: Path | None) -> None:
        self.counts: Counter[str] = Counter()
        self._form = form
        self._on = on
        self._path = path
        self._found: list[Found] = []
        self._articles = 0

    def write(self, annotations: Annotations) -> None:
        from sayso.show.findings import found  # noqa: PLC0415

        self.counts.update(each.code for each in annotations.findings)
        self._articles += 1
        self._found += found(annotations)

    def close(self) -> None:
        from sayso.show.annotated import as_github, as_json, as_sarif  # noqa: PLC0415

        if self._form is Form.JSON:
            told = as_json(self._found, self._articles)
        elif self._form is Form.SARIF:
            told = as_sarif(self._found, self._on)
        else:
            told = as_github(self._found)
        if self._path:
            replace_file(self._path, told.encode("utf8", "replace"))
        else:
            _out(told)


def _out(text: str) -> None:
    sys.stdout.buffer.write(text.encode(sys.stdout.encoding or "utf8", "replace"))
    sys.stdout.buffer.flush()
