"""What somebody decides in a browser or by a program in; the case with the judgement, out.

A case has one writer at a time. Where articles are being added, who judges is let in between two of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from sayso.case import Case
from sayso.errors import BusyError, UsageError
from sayso.pipeline import claims_of
from sayso.traces import Judgement, JudgementKind
from sayso.web.shelf import PATIENCE

if TYPE_CHECKING:
    from sayso.case import Given
    from sayso.web.jobs import Jobs
    from sayso.web.shelf import Shelf

MOST_SUBJECTS = 100
"""Names, claims or documents of one judgement."""

LONGEST_SUBJECT = 2_000
"""Code points of one of them, as of a claim; and of a note."""

LONGEST_AUTHOR = 200
"""Code points."""

ATTEMPTS = 3
"""How often somebody tries to write: each time, who adds articles is asked to give way."""

_STORY = re.compile(r"st[0-9a-f]{12}")


def judge(
    shelf: Shelf,
    jobs: Jobs,
    kind: JudgementKind,
    subjects: Sequence[str],
    note: str = "",
    author: str = "",
) -> int:
    """Record a judgement and return its number.

    Args:
        shelf: The case.
        jobs: Its long work, which gives way.
        kind: What is judged.
        subjects: Names of sources; or documents, each by its id or the key of its address; or claims in words,
            or ids of stories, of which their claim and an article are kept, as those stay what they are.
        note: Why.
        author: Who judges.

    Raises:
        MissingError: if the case has no such document or story.
        UsageError: if it is not about two different subjects at least, or too much is said.
        BusyError: if another keeps the right to write.

    """
    given = [each.strip() for each in subjects]
    if len(given) > MOST_SUBJECTS or any(len(e) > LONGEST_SUBJECT for e in (*given, note)):
        raise UsageError(
            f"A judgement is about {MOST_SUBJECTS} things at most, in {LONGEST_SUBJECT:,} letters each."
        )
    if kind == "not_a_copy":
        given = [shelf.document_id(each) for each in given]
    elif kind == "same_claim" and len(set(given)) > 1:  # else the case says what is wrong
        given = [kept for each in given for kept in _claims(shelf, each)]
    judgement = Judgement(
        kind=kind,
        subjects=tuple(dict.fromkeys(given)),
        note=note.strip(),
        author=author.strip()[:LONGEST_AUTHOR],
    )
    with _opened(shelf, jobs) as opened:
        number = opened.judge(judgement)
    _find_stories(jobs, kind)
    return number


def undo(shelf: Shelf, jobs: Jobs, number: int | None = None) -> Given:
    """Take a judgement back, the last one that stands if no number is given, and return it.

    Raises:
        UsageError: if none stands, or none of that number.
        BusyError: if another keeps the right to write.

    """
    with _opened(shelf, jobs) as opened:
        undone = opened.undo(number)
    _find_stories(jobs, undone.judgement.kind)
    return undone


def _find_stories(jobs: Jobs, kind: JudgementKind) -> None:
    """Have stories found anew where a judgement puts articles together, and wait a moment for it."""
    if kind == "same_claim":
        with suppress(UsageError):  # too much waits: who looks at the stories asks again
            jobs.wait(jobs.stories_at_once().id, PATIENCE)


def _claims(shelf: Shelf, subject: str) -> list[str]:
    if not _STORY.fullmatch(subject):
        return [subject]
    story = shelf.story(subject)
    with shelf.open() as opened:
        return claims_of(opened, story)


def _opened(shelf: Shelf, jobs: Jobs) -> Case:
    """Return the case, open to be written to, as soon as whoever adds to it lets others in."""
    for _ in range(ATTEMPTS - 1):
        jobs.give_way()
        with suppress(BusyError):
            return Case.open(shelf.path, write=True)
    jobs.give_way()
    return Case.open(shelf.path, write=True)
