"""A claim's words -> the word that says what happened: the main verb, or what is said to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.annotate.lexicon.certainty_words import GOVERNING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.annotate.certainty.cues import Clause, Found
    from sayso.spans import Range


RAISED = 3
"""Words such as "seems likely to be able to" through which the event is looked for."""


def main_event(clause: Clause, found: Sequence[Found], first: int, last: int) -> int | None:
    """Return the number of the word that tells what happened, of those from ``first`` to ``last`` (excluded).

    What is likely, or seems to be so, is told by what follows: of "is likely to sail" the event is to sail,
    and of "we think that he slept" it is to sleep, since who speaks is heard anyway.
    """
    event = _main_verb(clause, found, first, last)
    for _ in range(RAISED):
        raising = [
            each
            for each in found
            if (each.kind.raises or clause.lower(each.first - 1) in clause.lexicon.first_person)
            and each.cue.scope in GOVERNING
            and event is not None
            and each.first <= event < each.last
        ]
        if not raising or raising[0].reach[0] >= last:
            break
        below = _below(clause, found, raising[0].reach, last)
        event = clause.head(raising[0].reach[0]) if below is None else below
    return event


def stand_in(clause: Clause, found: Sequence[Found], first: int, last: int) -> int | None:
    """Return the first word of the main clause, where no verb is known: what reaches all of it reaches it."""
    at = _begin(clause, first, last)
    for each in found:
        if each.first <= at < each.last:
            at = each.last
    return at if at < last else None


def _below(clause: Clause, found: Sequence[Found], reach: Range, last: int) -> int | None:
    """The verb of a complement: a clause has one of its own, behind "to" it is the next word."""
    if clause.lower(reach[0] - 1) in clause.lexicon.infinitive_markers:
        return None
    return _main_verb(clause, found, reach[0], min(reach[1], last))


def _main_verb(clause: Clause, found: Sequence[Found], first: int, last: int) -> int | None:
    """Return the number of the word on which the words from ``first`` to ``last`` (excluded) stand.

    Clauses that an opener or a relative begins ("When the dam broke, ...", "the man who fled") each take the
    next verb for their own. None where no form of a word tells a verb.
    """
    lexicon = clause.lexicon
    at = _begin(clause, first, last)
    if clause.lower(at - 1) in lexicon.to:
        return clause.head(at) if at < last else None
    begin = at
    governed = {each.reach[0] - 1 for each in found}
    pending, head = 0, None
    while at < last:
        word = clause.lower(at)
        if at > begin and (
            word in lexicon.relatives
            or word in lexicon.openers
            or (word in lexicon.or_relatives and at not in governed)
        ):
            pending += 1
        elif clause.finite(at) or (
            _modal(clause, at) and not clause.lower(at + 1).endswith(lexicon.gerund_endings)
        ):
            head = _head(clause, at, last)
            behind = _behind_participle(clause, at, last) if head == at and not pending else None
            if behind is None and not pending:
                return head
            pending -= bool(pending)
            at = head if behind is None else behind - 1
        at += 1
    return head


def _begin(clause: Clause, first: int, last: int) -> int:
    """Where the main clause begins: behind what opens it, and behind a clause that stands before it."""
    lexicon = clause.lexicon
    at = first
    while at < last and (
        clause.lower(at) in lexicon.complement_markers
        or clause.lower(at) in lexicon.to
        or not clause.lower(at)[:1].isalnum()
    ):
        at += 1
    return _behind_comma(clause, at, last) if clause.lower(at) in lexicon.openers else at


def _behind_participle(clause: Clause, at: int, last: int) -> int | None:
    """Where the verb of "the woman held by the army is ..." stands: one follows the participle."""
    verbs = clause.lexicon.verbs
    if clause.lower(at + 1) not in verbs.after_participles:
        return None
    for index in range(at + 1, min(last, clause.end_of_clause(at + 1))):
        word = clause.lower(index)
        if word in clause.lexicon.coordinating or word in clause.lexicon.complement_markers:
            return None
        # What follows "without" may be a noun.
        if word in verbs.auxiliaries or (_modal(clause, index) and word not in verbs.never):
            alone = clause.finite(index) or _modal(clause, index)
            return (
                index if alone and clause.lower(index - 1) not in clause.lexicon.subjects else None
            )
    return None


def _behind_comma(clause: Clause, at: int, last: int) -> int:
    for index in range(at, last):
        if clause.lower(index) in clause.lexicon.commas:
            return index + 1
    return at + 1


def _words_of_modal(clause: Clause, at: int) -> tuple[str, ...]:
    """The words of the longest cue here that a verb follows: "may", "going to", "not"."""
    cues = clause.lexicon.by_first_word.get(clause.lower(at), ())
    fitting = (c.words for c in cues if c.scope == "verb" and clause.stands(c, at))
    return next(fitting, ())


def _modal(clause: Clause, at: int) -> bool:
    """Whether a cue stands here that a verb follows: "may", "will", "not"."""
    return bool(_words_of_modal(clause, at)) and clause.lower(at) not in clause.lexicon.to


def _head(clause: Clause, at: int, last: int) -> int:
    """The verb of a group that begins here, or what follows the copula."""
    if not (_modal(clause, at) or clause.lower(at) in clause.lexicon.verbs.auxiliaries):
        return at
    index = at
    while (
        index == at
        or _modal(clause, index)
        or clause.transparent(index)
        or clause.lower(index) in clause.lexicon.articles
        or clause.lower(index) in clause.lexicon.quotes
        or clause.lower(index) in clause.lexicon.verbs.auxiliaries
    ):
        following = index + max(1, len(_words_of_modal(clause, index)))
        word = clause.lower(following)
        if following >= last or word in clause.lexicon.stops or word in clause.lexicon.commas:
            break
        index = following
    return index
