"""Inputs in; who says each thing in them, in the form and at the place asked for, out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.boundary import Exit, stop
from sayso.cli.options import with_settings
from sayso.cli.output import Form, Sink, form_for, sink_for, spare
from sayso.errors import UsageError
from sayso.records import Annotations, Drop
from sayso.settings import Settings

Reader = Callable[[Sequence[str], Settings], Iterator[Annotations | Drop]]


Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT",
        help="Files, folders, web addresses, or - for standard input: HTML, plain text, JSONL.",
    ),
]
Format = Annotated[
    Form | None,
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
        help="Write here instead: a file, or for several articles in html or json a folder.",
    ),
]
Drops = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        dir_okay=False,
        help="Write down what was left out and why, as JSON, one object a line.",
    ),
]
Quiet = Annotated[
    bool,
    typer.Option(
        "--quiet", "-q", help="No progress bar and no word of what was left out; errors stay."
    ),
]


@with_settings
def read(
    inputs: Inputs,
    *,
    settings: Settings,
    form: Format = None,
    output: Output = None,
    drops: Drops = None,
    quiet: Quiet = False,
) -> None:
    """Show who says each thing in the articles, and on whose word."""
    from sayso.cli.notes import Notes  # noqa: PLC0415  # not needed for --help

    named(inputs, drops)
    reader, count = readers()
    expected = count(inputs)
    sink = sink_for(form or form_for(output), output, expected, inputs)
    with Notes(expected, quiet=quiet, drops=drops) as notes:
        try:
            for result in reader(inputs, settings):
                if isinstance(result, Drop):
                    sink.drop(result)
                    notes.drop(result)
                    continue
                with notes.paused():
                    sink.write(result)
                notes.done()
        except KeyboardInterrupt:
            stop(f"Stopped. {_finished(notes.read, sink)}", Exit.INTERRUPTED)
        finally:
            sink.close()
    if not notes.read:
        stop("Nothing could be read.", Exit.NOTHING_READ)


def named(inputs: Sequence[str], drops: Path | None) -> None:
    """Check that each input has a name, and that the list of drops is written over none of them.

    Raises:
        UsageError: if it is not so.

    """
    if "" in inputs:
        raise UsageError("An input has no name; give a file, a folder, an address, or -.")
    if drops is not None:
        spare(drops, inputs)


def readers() -> tuple[Reader, Callable[[Sequence[str]], int]]:
    """Return what reads the inputs, and what counts them beforehand."""
    return _reader()


def _reader() -> tuple[Reader, Callable[[Sequence[str]], int]]:
    """Return what reads the inputs, and what counts them beforehand."""
    from sayso.acquire import count  # noqa: PLC0415  # slow to load
    from sayso.pipeline import read as reader  # noqa: PLC0415
    from sayso.reading import collect_seldom  # noqa: PLC0415

    collect_seldom()
    return reader, count


def _finished(number: int, sink: Sink) -> str:
    if not number:
        return "No article was finished."
    articles = "1 article was" if number == 1 else f"{number:,} articles were"
    return f"{articles} finished{f' and written to {sink.place}' if sink.place else ''}."
