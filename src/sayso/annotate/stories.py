"""An article's attributions and credits in, the outlet that told its story before it out.

"The story was originally reported by the Post" says whose all is that the article tells by itself; "the
news, first reported by the Post," and "the Post, which broke the story," say it of what stands before.
"The meeting was first reported by the Post" says it of the meeting, and is left to the attributions.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from sayso.annotate.lexicon import load
from sayso.annotate.lexicon.grammar import any_of
from sayso.annotate.media import MEDIA
from sayso.spans import RangeIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sayso.annotate.lexicon import Lexicon
    from sayso.records import Attribution, Claim, Credit, Document, Source
    from sayso.spans import Range, Span

BLOCKS = 3
"""Paragraphs, up to the one that tells who told them first, that are taken for the news."""

BEFORE = 100
"""Code points before the name of an outlet within which the words stand that make the story its own."""


class First(NamedTuple):
    """Who told a story first."""

    name: str
    where: Span
    told: Range
    """Where the claims stand that are meant: all of the article, or the news right before."""

    def is_meant(self, claim: Claim) -> bool:
        """Return whether a claim can be of the story: it does not itself tell who told it."""
        at = self.where.start
        within = any(piece.start <= at < piece.end for piece in claim.spans)
        return not within and self.told[0] <= claim.spans[0].start < self.told[1]


def first_told(
    document: Document,
    attributions: Sequence[Attribution],
    sources: Sequence[Source],
    credited: Sequence[Credit],
    lexicon: Lexicon,
) -> First | None:
    """Return the outlet that told the article's story first; None for none and for several."""
    if not lexicon.hands.stories:
        return None
    found = list(_told(document, attributions, _outlets(sources, credited, lexicon), lexicon))
    if len({each.name for each in found}) != 1:
        return None
    return max(found, key=lambda each: each.told[1] - each.told[0])


def _told(
    document: Document,
    attributions: Sequence[Attribution],
    outlets: Iterable[tuple[str, Span]],
    lexicon: Lexicon,
) -> Iterator[First]:
    text = document.text
    starts = [each.start for each in document.blocks]
    # What stands before the text ends no less than a line does.
    lines = f"\n{text}"
    quoted = RangeIndex(
        ((piece.start, piece.end), 1)
        for each in attributions
        if each.manner == "direct"
        for piece in each.content_spans
    )
    before, behind = _before(lexicon.language), _behind(lexicon.language)
    for name, where in outlets:
        match = before.search(lines[max(0, where.start - BEFORE) : where.start + 1])
        if match is None and not behind.match(text, where.end):
            continue
        if any(quoted.over((where.start, where.end))):
            continue
        if match is not None and match["whole"]:
            yield First(name, where, (0, len(text)))
        else:
            last = bisect_right(starts, where.start)
            near = starts[max(0, last - BLOCKS) : last]
            yield First(name, where, (min(near, default=0), where.start))


def _outlets(
    sources: Sequence[Source], credited: Sequence[Credit], lexicon: Lexicon
) -> Iterator[tuple[str, Span]]:
    """Yield the outlets that the text names, and those that only its credits name, with their places."""
    for each in sources:
        if each.type in MEDIA and each.named:
            yield from ((each.name, where) for where in each.mentions)
    taken = {where.start for each in sources for where in each.mentions}
    for credit in credited:
        # A credit in running text may have caught more than a name: "Variety on Thursday".
        whole = all(word[0].isupper() or word in lexicon.linking for word in credit.name.split())
        place = next(iter(credit.spans), None)
        if place and credit.kind == "republished_from" and whole and place.start not in taken:
            yield credit.name, place


@cache
def _before(language: str) -> re.Pattern[str]:
    """What stands before the outlet: "The story, which was originally reported by the state-run newspaper"."""
    lexicon = load(language)
    hands, grammar = lexicon.hands, lexicon.grammar
    perfect = any_of((*lexicon.passive_auxiliaries, *grammar.perfect_auxiliaries))
    where = any_of((*lexicon.agent_markers, *lexicon.quoted_where))
    return re.compile(
        rf"(?:[.!?\n(]\W{{0,3}})(?:(?P<whole>{any_of(hands.stories)})|{any_of(hands.news)})"
        rf"(?:,? {any_of(lexicon.pronouns['unknown'])})?[ ,–—-]{{1,4}}(?:{perfect} ){{0,2}}"
        rf"{any_of(hands.originally)} (?:{perfect} )?{any_of(hands.published)} (?:\w{{1,12}} )?{where} "
        rf"(?:{any_of(lexicon.articles)} )?$",
        re.IGNORECASE,
    )


@cache
def _behind(language: str) -> re.Pattern[str]:
    """What stands behind it: ", which broke the story"."""
    lexicon = load(language)
    hands = lexicon.hands
    relative = any_of(lexicon.pronouns["unknown"])
    return re.compile(
        rf",? (?:(?:{any_of(lexicon.articles)} [\w -]{{2,30}} )?{relative} )?"
        rf"(?:{any_of(hands.originally)} )?{any_of(hands.broke)}(?! {any_of(hands.of)}\b)\b"
    )
