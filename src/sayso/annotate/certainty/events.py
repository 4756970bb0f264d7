"""A claim's words -> the word that says what happened: the main verb, or what is said to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.annotate.certainty.cues import Clause, Found
    from sayso.spans import Range


RAISED = 3
"""Words such as "seems likely to be able to" through which the event is looked for."""


def main_event(clause: Clause, found: Sequence[Found], first: int, last: int) -> int | None:
    """Return the number of the word that tells what happened, of those from ``first`` to ``last`` (excluded).

    What is likely, or seems to be so, is told by what follows: of "is likely to sail" the event is to sail.
    """
    event = _main_verb(clause, first, last)
    for _ in range(RAISED):
        raising = [
            each
            for each in found
            if each.kind.raises
            and each.cue.scope == "complement"
            and event is not None
            and each.first <= event < each.last
        ]
        if not raising or raising[0].reach[0] >= last:
            break
        below = _below(clause, raising[0].reach, last)
        event = clause.head(raising[0].reach[0]) if below is None else below
    return event


def _below(clause: Clause, reach: Range, last: int) -> int | None:
    """The verb of a complement: a clause has one of its own, behind "to" it is the next word."""
    if clause.lower(reach[0] - 1) in clause.lexicon.infinitive_markers:
        return None
    return _main_verb(clause, reach[0], min(reach[1], last))


def _main_verb(clause: Clause, first: int, last: int) -> int | None:
    """Return the number of the word on which the words from ``first`` to ``last`` (excluded) stand.

    Clauses that an opener or a relative begins ("When the dam broke, ...", "the man who fled") each take the
    next verb for their own. None where no form of a word tells a verb.
    """
    lexicon = clause.lexicon
    at = first
    while at < last and (
        clause.lower(at) in lexicon.complement_markers or not clause.lower(at)[:1].isalnum()
    ):
        at += 1
    if clause.lower(at) in lexicon.openers:
        at = _behind_comma(clause, at, last)
    pending = 0
    while at < last:
        word = clause.lower(at)
        if at > first and (word in lexicon.relatives or word in lexicon.openers):
            pending += 1
        elif clause.finite(at) or _modal(clause, at):
            head = _head(clause, at, last)
            if not pending:
                return head
            pending -= 1
            at = head
        at += 1
    return None


def _behind_comma(clause: Clause, at: int, last: int) -> int:
    for index in range(at, last):
        if clause.lower(index) in clause.lexicon.commas:
            return index + 1
    return at + 1


def _modal(clause: Clause, at: int) -> bool:
    """Whether a cue stands here that a verb follows: "may", "will", "not"."""
    cues = clause.lexicon.by_first_word.get(clause.lower(at), ())
    return any(cue.scope == "verb" for cue in cues)


def _head(clause: Clause, at: int, last: int) -> int:
    """The verb of a group that begins here, or what follows the copula."""
    if not (_modal(clause, at) or clause.lower(at) in clause.lexicon.verbs.auxiliaries):
        return at
    index = at
    while index + 1 < last and (
        _modal(clause, index)
        or clause.transparent(index)
        or clause.lower(index) in clause.lexicon.articles
        or clause.lower(index) in clause.lexicon.verbs.auxiliaries
    ):
        following = clause.lower(index + 1)
        if following in clause.lexicon.stops or following in clause.lexicon.commas:
            break
        index += 1
    return index
