"""What a reader asks of a story's table in; which of its articles are shown, out."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from pydantic import BaseModel

from sayso.show.story import StoryReading, Told
from sayso.traces import Origin

_Word = Annotated[str, Query(max_length=100)]


class Choice(BaseModel):
    """Of the articles that put the claim those of a stance, a certainty, a source; or all."""

    stance: _Word = ""
    certainty: _Word = ""
    source: _Word = ""
    copies: _Word = ""
    """``no`` leaves copies out."""

    def shows(self, told: Told, story: StoryReading) -> bool:
        """Return whether an article is one of those."""
        article = told.article
        return (
            self.stance in {"", article.stance}
            and self.certainty in {"", article.certainty or ""}
            and (not self.source or self.source in told.through)
            and not (self.copies == "no" and story.original(told))
        )


def sources_of(story: StoryReading) -> list[Origin]:
    """Return the sources that an article of the table has the claim from, those of most articles first."""
    named = [each for each in story.trace.origins if each.articles]
    return sorted(named, key=lambda each: (-len(each.articles), each.name))
