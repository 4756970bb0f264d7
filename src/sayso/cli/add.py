"""A case and inputs in; the case with who says each thing in them, and what was left out, out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.boundary import Exit, say, stop
from sayso.cli.options import with_settings
from sayso.cli.output import CASE_ITSELF, spare
from sayso.cli.read import Drops, Quiet
from sayso.errors import UsageError
from sayso.records import Annotations, Drop
from sayso.settings import Settings

if TYPE_CHECKING:
    Adder = Callable[..., Iterator[Annotations | Drop]]
    Counter = Callable[[Sequence[str]], int]

CasePath = Annotated[Path, typer.Argument(metavar="CASE", help="The file of the case.")]
Inputs = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="INPUT...",
        help="Files, folders, web addresses, or - for standard input: HTML, plain text, JSONL.",
        show_default=False,
    ),
]
Again = Annotated[
    bool,
    typer.Option(
        "--again",
        help="Annotate anew what another Sayso, model or setting has annotated; without INPUT, all of it.",
    ),
]


@with_settings
def add(
    case: CasePath,
    inputs: Inputs = None,
    *,
    settings: Settings,
    again: Again = False,
    drops: Drops = None,
    quiet: Quiet = False,
) -> None:
    """Add articles to a case; a run that was stopped goes on where it was."""
    from sayso.cli.notes import Notes  # noqa: PLC0415  # not needed for --help

    sources = inputs or []
    if "" in sources:
        raise UsageError("An input has no name; give a file, a folder, an address, or -.")
    if not sources and not again:
        raise UsageError("Name what to add: files, folders, addresses, or -.")
    if drops is not None:
        spare(drops, [case], CASE_ITSELF)
        spare(drops, sources)
    adder, count = _adder()
    run = _Run(case, quiet=quiet)
    with Notes(count(sources), quiet=quiet, drops=drops) as notes:
        try:
            for result in adder(case, sources, settings, again=again):
                if drop := run.dropped(result):
                    notes.drop(drop)
                else:
                    notes.done()
        except KeyboardInterrupt:
            stop(f"Stopped. {run.told()} The same command goes on from there.", Exit.INTERRUPTED)
    if not notes.read and notes.dropped:
        stop("Nothing could be read.", Exit.NOTHING_READ)
    run.close()


class _Run:
    """Counts what was added, and what was there before."""

    def __init__(self, case: Path, *, quiet: bool) -> None:
        self._case = case
        self._quiet = quiet
        self._added = self._known = self._older = 0

    def dropped(self, result: Annotations | Drop) -> Drop | None:
        """Count what is in the case; return what is not."""
        from sayso.case import Known  # noqa: PLC0415  # not needed for --help

        if isinstance(result, Known):
            self._known += 1
            self._older += not result.current
        elif isinstance(result, Drop):
            return result
        else:
            self._added += 1
        return None

    def told(self) -> str:
        """Return what was done, in a sentence."""
        articles = "1 article was" if self._added == 1 else f"{self._added:,} articles were"
        before = f"; {self._known:,} had been read before" if self._known else ""
        return f"{articles} read into {self._case}{before}."

    def close(self) -> None:
        """Say what was done, and what could be done yet."""
        if self._quiet:
            return
        say(self.told())
        if self._older:
            say(
                f"{self._older:,} of them with another model, setting or Sayso; --again reads them anew."
            )


def _adder() -> tuple[Adder, Counter]:
    """Return what adds the inputs, and what counts them beforehand."""
    from sayso.acquire import count  # noqa: PLC0415  # slow to load
    from sayso.pipeline import add as adder  # noqa: PLC0415

    return adder, count
