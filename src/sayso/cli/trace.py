"""A case and a claim, or one of its stories, in; who puts the claim, and on how many origins it rests, out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.story_output import Case, Format, Output, story_form, write_trace
from sayso.errors import UsageError

if TYPE_CHECKING:
    from sayso.pipeline import Traced

Claim = Annotated[
    str | None,
    typer.Argument(metavar="CLAIM", help="What is claimed, in one sentence.", show_default=False),
]
OfStory = Annotated[
    str | None,
    typer.Option("--story", metavar="ID", help="Trace the claim of a story, by its id instead."),
]


def trace(
    case: Case,
    claim: Claim = None,
    *,
    story: OfStory = None,
    form: Format = None,
    output: Output = None,
) -> None:
    """Show who repeats, doubts and denies a claim, and on how many origins it rests."""
    if (claim is None) == (story is None):
        raise UsageError('Give either a claim ("...") or the id of a story (--story ID).')
    if claim is not None and not claim.strip():
        raise UsageError("The claim is empty; give it in one sentence.")
    write_trace(_traced(case, claim, story), story_form(form, output), output, case)


def _traced(case: str, claim: str | None, story: str | None) -> Traced:
    from sayso import pipeline  # noqa: PLC0415  # it loads the models' run time

    return pipeline.trace(case, claim) if claim else pipeline.trace_story(case, story or "")
