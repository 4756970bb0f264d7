"""A case in; its stories, each with the claim that most of its articles put, out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.cli.story_output import (
    Case,
    Format,
    Output,
    StoryForm,
    encoded_json,
    printed,
    story_form,
    write_bytes,
    write_pages,
)
from sayso.errors import UsageError
from sayso.traces import StoryList

if TYPE_CHECKING:
    from sayso.pipeline import Traced
    from sayso.traces import Story


def stories(case: Case, *, form: Format = None, output: Output = None) -> None:
    """List the stories of a case: articles about one matter, and what they claim."""
    asked = story_form(form, output)
    if asked is StoryForm.HTML:
        if output is None or output == "-":
            raise UsageError("The pages of stories need a folder: name one with --output.")
        write_pages(_traced(case), output, case)
        return
    found = _stories(case)
    if asked is StoryForm.JSON:
        data = encoded_json(StoryList(stories=found))
    elif asked is StoryForm.CSV:
        from sayso.show.story_table import stories_table  # noqa: PLC0415

        data = stories_table(found)
    else:
        from sayso.show.story_terminal import show_stories  # noqa: PLC0415

        data = printed(lambda console: show_stories(found, console), output)
    write_bytes(data, asked, output, case)


def _stories(case: str) -> tuple[Story, ...]:
    from sayso import pipeline  # noqa: PLC0415  # it loads the models' run time

    return pipeline.stories(case)


def _traced(case: str) -> Iterator[tuple[Story, Traced]]:
    """Yield each story with its trace, one at a time: together they may be large."""
    from sayso import pipeline  # noqa: PLC0415

    found = pipeline.stories(case)
    return zip(found, pipeline.traces(case, found), strict=True)
