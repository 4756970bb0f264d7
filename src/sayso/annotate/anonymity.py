"""Sources -> the same, with the words that say why they are not named.

"Who asked not to be named because she was not authorised to speak": the forms are language data, each a
phrase that opens the statement; what follows it up to the end of the clause is taken in where a reason
begins there.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

import msgspec

from sayso.spans import RangeIndex, span, trimmed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.annotate.lexicon import Lexicon
    from sayso.annotate.segments import Segments
    from sayso.records import Source
    from sayso.spans import Range, Span

LONGEST = 300
"""Code points of a statement why somebody is not named."""

MOST = 50
"""Statements of anonymity that are read in one text; no article has as many."""

_END = re.compile(r"[.;:!?)\n“”\"—–]|,(?!\s)")


def add_anonymity(sources: Sequence[Source], segments: Segments, lexicon: Lexicon) -> list[Source]:
    """Return the sources; an unnamed one with the first words that say why it is not named."""
    text = segments.text
    # To look for a phrase as it stands is far cheaper than the pattern, and few articles have one.
    lowered = text.lower()
    if not any(phrase in lowered for phrase in lexicon.hands.anonymity):
        return list(sources)
    mentions = RangeIndex(
        ((piece.start, piece.end), number)
        for number, each in enumerate(sources)
        for piece in each.mentions
    )
    found: dict[int, Span] = {}
    pattern = _opening(lexicon.hands.anonymity, lexicon.hands.before_anonymity)
    for match in islice(pattern.finditer(text), MOST):
        sentence = segments.sentences[segments.sentence_at(match.start())]
        who = _who(match.span(), sentence, mentions, sources, text)
        if who is not None and sentence[0] <= match.start() < sentence[1]:
            end = _with_reason(text, match.end(), sentence[1], lexicon)
            found.setdefault(who, span(text, *trimmed(text, match.start(), end, " ,")))
    return [
        msgspec.structs.replace(each, anonymity=found[number]) if number in found else each
        for number, each in enumerate(sources)
    ]


def _who(
    place: Range, sentence: Range, mentions: RangeIndex, sources: Sequence[Source], text: str
) -> int | None:
    """The unnamed source nearest to the words in their sentence, one before them first.

    Where none speaks in the sentence, it is the last one before of whose noun it tells: "the official".
    """
    within = [
        (piece.start > place[0], abs(piece.start - place[0]), number)
        for number in set(mentions.over(sentence))
        if not sources[number].named
        for piece in sources[number].mentions
        if sentence[0] <= piece.start < sentence[1]
    ]
    if within:
        return min(within)[2]
    before = text[sentence[0] : place[0]].lower()
    earlier = [
        (max(p.start for p in each.mentions if p.start < place[0]), number)
        for number, each in enumerate(sources)
        if not each.named
        and each.mentions
        and each.mentions[0].start < place[0]
        and re.search(rf"\b{re.escape(each.name.rsplit(maxsplit=1)[-1].lower())}\b", before)
    ]
    return max(earlier)[1] if earlier else None


def _with_reason(text: str, at: int, end: int, lexicon: Lexicon) -> int:
    """Where the statement ends: at once, or behind the reason that follows."""
    stop = min(end, at + LONGEST)
    reason = _reason(lexicon.hands.reasons).match(text, at, stop)
    if reason is None:
        return at
    close = _END.search(text, reason.end(), stop)
    behind = stop if close is None else close.start()
    comma = text.find(", ", reason.end(), behind)
    return behind if comma < 0 else comma


@lru_cache(maxsize=8)
def _opening(phrases: tuple[str, ...], before: tuple[str, ...]) -> re.Pattern[str]:
    """A phrase of anonymity, with the verbs that may lead to it: "who spoke", "speaking"."""
    leads = "|".join(map(re.escape, before))
    forms = "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))
    return re.compile(rf"\b(?:(?:{leads}) ){{0,3}}(?:{forms})\b", re.IGNORECASE)


@lru_cache(maxsize=8)
def _reason(words: tuple[str, ...]) -> re.Pattern[str]:
    forms = "|".join(map(re.escape, words))
    return re.compile(rf",?\s+(?:{forms})\b", re.IGNORECASE)
