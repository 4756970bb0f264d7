"""Attributions -> those added that the model does not mark, since the annotators of its corpus did not.

"The photo was debunked by two agencies", "a video of it appeared on Twitter", "as the ministry has said",
"— Ada Palme (@ada) May 3": each names on whose word something stands. Nothing that is already somebody's
source or cue is taken anew, and only a phrase that can speak is a source.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from sayso.annotate.agents import Agents, Said, saying
from sayso.annotate.circulating import Circulating
from sayso.annotate.lexicon.grammar import any_of
from sayso.annotate.lexicon.unmarked_words import load_unmarked
from sayso.annotate.nesting import stands_in, without
from sayso.annotate.related import Related
from sayso.annotate.relations import nest
from sayso.annotate.shapes import EDGE, MOST, written
from sayso.annotate.speakers import Speakers
from sayso.spans import RangeIndex, contains, overlaps, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.annotate.lexicon import Lexicon
    from sayso.annotate.lexicon.unmarked_words import UnmarkedWords
    from sayso.annotate.segments import Segments
    from sayso.spans import Range

SURE = 0.7
"""Score of what only the shape of a sentence tells, and the model does not."""

_SIGNED = re.compile(
    r"(?P<dash>[—–―-]{1,2})[ \u00a0]?(?P<name>[^\s()@—–][^\n()@—–]{1,60}?)[ \u00a0]\(@\w{1,30}\)"
    r"(?:[ \u00a0][^\W\d_]{3,9}\.? \d{1,2}, \d{4}|[ \u00a0]\d{1,2}\.? [^\W\d_]{3,9}\.? \d{4})?"
)


def unmarked(found: Sequence[Related], segments: Segments, lexicon: Lexicon) -> list[Related]:
    """Return the attributions in their order, those at the end that only the text's shape tells.

    Args:
        found: The attributions, set one into another.
        segments: Of the text.
        lexicon: Of its language; where nobody has written such shapes, nothing is added.

    """
    words = load_unmarked(lexicon.language)
    return list(found) if words is None else _Unmarked(found, segments, lexicon, words).read()


class _Unmarked:
    """Looks through the sentences of one text."""

    def __init__(
        self,
        found: Sequence[Related],
        segments: Segments,
        lexicon: Lexicon,
        words: UnmarkedWords,
    ) -> None:
        self._result = list(found)
        self._segments, self._text = segments, segments.text
        self._lexicon, self._words = lexicon, words
        self._speakers = Speakers(segments, lexicon, words)
        self._agents = Agents(self._text, lexicon, words, self._speakers)
        self._circulating = Circulating(self._text, lexicon, words, self._speakers)
        self._whose_pattern = _whose(words.language)
        parts = [piece for each in found for piece in (*each.source, *each.cue)]
        self._told = RangeIndex((piece, 0) for piece in parts)
        self._here: dict[int, list[int]] = {}
        for number, each in enumerate(found):
            at = segments.sentence_at(each.cue[0][0])
            self._here.setdefault(at, []).append(number)

    def read(self) -> list[Related]:
        given = len(self._result)
        for number, sentence in enumerate(self._segments.sentences):
            self._passives(number, sentence)
            self._circulates(number, sentence)
            self._asides(sentence)
            self._whose(sentence)
        self._signed()
        if len(self._result) == given:
            return self._result
        placed = nest(self._result)
        for number in range(given, len(self._result)):
            above = placed[number].parent
            each = self._result[number]
            if self._speakers.is_medium(each.source[0]) and not self._segments.quotations_over(
                each.source[0]
            ):
                continue
            if above is not None and not stands_in(self._result, above, number):
                self._result[number] = replace(self._result[number], parent=above)
        return self._result

    def _add(self, content: Sequence[Range], *hands: Said) -> None:
        """Add an attribution for each hand, the outermost first, all of one content."""
        above = None
        for hand in hands:
            self._result.append(Related((hand.source,), (hand.cue,), tuple(content), SURE, above))
            above = len(self._result) - 1

    def _is_told(self, place: Range) -> bool:
        return next(self._told.over(place), None) is not None

    def _passives(self, number: int, sentence: Range) -> None:
        for said in self._agents.passives(sentence):
            if self._is_told(said.verb):
                self._give(number, said.verb, said.source)
            elif said.content and not self._is_told(said.source):
                behind = self._agents.behind(said.source[1], sentence[1])
                for part in self._speakers.parts(said.source) or [said.source]:
                    self._add(said.content, said._replace(source=part), *behind)

    def _give(self, sentence: int, verb: Range, agent: Range) -> None:
        """Give the attribution of a passive its agent, where it has none or another."""
        for number in self._here.get(sentence, ()):
            each = self._result[number]
            if not any(overlaps(piece, verb) for piece in each.cue):
                continue
            if any(overlaps(piece, agent) for piece in each.source):
                return
            content = [p for own in each.content for p in without(self._text, own, agent)]
            content += [] if not each.source or each.source[0][0] < verb[1] else each.source
            self._result[number] = replace(
                each, source=(agent,), content=tuple(sorted(content)) or each.content
            )
            return

    def _circulates(self, number: int, sentence: Range) -> None:
        found = self._circulating.first(sentence)
        if found is None or any(self._is_told(place) for place in found.media):
            return
        silent = next(
            (k for k in self._here.get(number, ()) if self._is_of(k, found.subject)), None
        )
        content, media = found.content, found.media
        if silent is not None:
            each = self._result[silent]
            hole = (found.verb[0], sentence[1])
            kept = tuple(p for own in each.content for p in without(self._text, own, hole))
            content = kept or content
            self._result[silent] = replace(each, source=media[:1], content=content)
            media = media[1:]
        for place in media:
            behind = self._agents.behind(place[1], sentence[1]) if len(media) == 1 else []
            self._add(content, Said(place, found.verb, found.verb, content), *behind)

    def _is_of(self, silent: int, subject: Range) -> bool:
        each = self._result[silent]
        return not each.source and any(contains(subject, piece) for piece in each.cue)

    def _asides(self, sentence: Range) -> None:
        for said in self._agents.asides(sentence):
            if not self._is_told((said.source[0], said.verb[1])):
                self._add(said.content, said)

    def _whose(self, sentence: Range) -> None:
        """Find the sources, and before them the blog, in "a blog whose sources suggest that it is shut"."""
        for match in islice(self._whose_pattern.finditer(self._text, *sentence), MOST):
            owner = self._speakers.phrase_before(match.start(), sentence[0])
            content = trimmed(self._text, match.end(), sentence[1], EDGE)
            if owner is None or self._is_told(match.span("verb")) or content[0] >= content[1]:
                continue
            verb = match.span("verb")
            hands = (Said(who, verb, verb, ()) for who in (owner, match.span("who")))
            self._add([content], *hands)

    def _signed(self) -> None:
        """A post with the name and handle of its writer below: "It rained. — Ada Palme (@ada)"."""
        text, paragraphs = self._text, self._segments.paragraphs
        last = 0
        for match in _SIGNED.finditer(text):
            number = self._segments.paragraph_at(match.start())
            start, last = max(paragraphs[number][0], last), match.end()
            if match.start() == paragraphs[number][0] and number:
                content = paragraphs[number - 1]
            else:
                content = trimmed(text, start, match.start())
            if content[0] >= content[1] or self._is_told(match.span("name")):
                continue
            dash = match.span("dash")
            self._add([content], Said(match.span("name"), dash, dash, ()))
            here = len(self._result) - 1
            for k in self._within(content):
                each = self._result[k]
                inside = all(contains(content, piece) for piece in (*each.cue, *each.content))
                if each.parent is None and inside:
                    self._result[k] = replace(each, parent=here)

    def _within(self, place: Range) -> Iterator[int]:
        """The attributions that were given, in the sentences of a place."""
        last = self._segments.sentence_at(place[1] - 1)
        for number in range(self._segments.sentence_at(place[0]), last + 1):
            yield from self._here.get(number, ())


@cache
def _whose(language: str) -> re.Pattern[str]:
    """The sources of an owner, and what they say: "whose own sources suggest"."""
    lexicon, words = written(language)
    return re.compile(
        rf"\b{any_of(words.whose)} (?P<who>(?:[\w-]{{2,20}} )?{any_of(lexicon.hands.contacts)}) "
        rf"(?P<verb>{any_of(saying(lexicon))}) "
    )
