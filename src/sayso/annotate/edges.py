"""Pieces of a source, a cue or a content -> the same with their edges where those of words and phrases are.

The network judges token by token; a reader expects whole names, a cue in one piece, and no end on "in".
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from sayso.annotate.lexicon.grammar import any_of
from sayso.annotate.phrases import noun_phrase
from sayso.annotate.segments import MARKS
from sayso.letters import CAPITALS
from sayso.spans import trimmed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.annotate.lexicon import Lexicon
    from sayso.annotate.segments import Segments
    from sayso.spans import Range

SCRAP = 4
"""Letters of a word that is no content beside another piece: "that", "of"."""

LONGEST_WORD = 40
"""Code points at the end of a piece in which its last word is looked for."""

LONGEST_HOLE = 25
"""Code points between two pieces of a cue that may belong to it; PolNeAR train has no cue in two pieces."""

TITLE = 0.6
"""Share of the longer words with a capital that makes a line a headline."""

_CLITIC = re.compile(r"(?P<pronoun>[^\W\d_]+)(?P<verb>['’][^\W\d_]+)(?!\w)")
_NAMES = re.compile(rf"(?: [{CAPITALS}][\w.'’-]*)*(?: [{CAPITALS}](?:[\w.'’-]*\w)?)(?!\w)")
_MARK = re.compile(r"[,;:“”\"—–\n]| - ")
_NOBODY = frozenset({"thing", "unknown"})
"""Kinds of pronouns that may stand in a cue without a source: "it's unclear"."""


def parted(
    sources: Sequence[Range], cue: Sequence[Range], text: str, lexicon: Lexicon
) -> tuple[list[Range], list[Range]]:
    """Part "she's asking": the pronoun is the source, and the cue begins with the mark."""
    result = []
    pieces = list(cue)
    for start, end in sources:
        verb = _clitic(text, start, end, lexicon)
        if verb is None or verb[1] != end:
            result.append((start, end))
            continue
        result.append((start, verb[0]))
        pieces = [
            (verb[0], last) if first == start or _next_to(text, end, first) else (first, last)
            for first, last in pieces
        ]
    first, last = pieces[0]
    verb = None if result else _clitic(text, first, last, lexicon)
    if verb is not None and lexicon.gender_of_pronoun[text[first : verb[0]].lower()] not in _NOBODY:
        result, pieces[0] = [(first, verb[0])], (verb[0], last)
    return result, pieces


def _next_to(text: str, end: int, start: int) -> bool:
    return end <= start and not text[end:start].strip()


def _clitic(text: str, start: int, end: int, lexicon: Lexicon) -> Range | None:
    """Where the verb of "she's" stands, if the words begin with a pronoun that has one."""
    match = _CLITIC.match(text, start, end)
    if match is None or match["pronoun"].lower() not in lexicon.gender_of_pronoun:
        return None
    return match.span("verb") if match["verb"][1:].lower() in lexicon.clitics else None


def one_cue(pieces: Sequence[Range], sources: Sequence[Range], content: Sequence[Range]) -> Range:
    """Return a cue in one piece: with the word or two in its middle, or else the piece beside the source."""
    first, last = pieces[0], pieces[-1]
    apart = any(first[1] <= start < last[0] for start, _ in (*sources, *content))
    if last[0] - first[1] <= LONGEST_HOLE and not apart:
        return first[0], last[1]
    return min(pieces, key=lambda each: min((gap(source, [each]) for source in sources), default=0))


def whole_name(source: Range, cue: Range, segments: Segments) -> Range:
    """Return a source that ends in the middle of a name with the rest; in a headline nobody can tell."""
    text, (start, end) = segments.text, source
    rest = _NAMES.match(text, end, cue[0] if cue[0] >= end else len(text))
    if rest is None or not text[start:end].rsplit(maxsplit=1)[-1][0].isupper():
        return source
    line = text[slice(*segments.paragraphs[segments.paragraph_at(start)])]
    words = [word for word in line.split() if len(word) >= SCRAP and word[0].isalpha()]
    titled = sum(word[0].isupper() for word in words) >= TITLE * len(words)
    return source if titled else (start, rest.end())


def past_preposition(
    content: Range, others: Sequence[Range], segments: Segments, lexicon: Lexicon
) -> Range:
    """Return a content that ends on a preposition with all up to the next mark, cue or source."""
    text, (start, end) = segments.text, content
    last = text[max(start, end - LONGEST_WORD) : end].lower().split()[-1]
    following = text[end : end + 2]
    open_ended = following[:1] == " " and following[1:].isalnum()
    if last not in lexicon.prepositions or len(last) == end - start or not open_ended:
        return content
    limit = segments.sentences[segments.sentence_at(end - 1)][1]
    limit = min([limit, *(first for first, _ in others if first >= end)])
    mark = _MARK.search(text, end, limit)
    return start, max(end, trimmed(text, start, mark.start() if mark else limit, " .!?…")[1])


def is_scrap(piece: Range, content: Sequence[Range], text: str, lexicon: Lexicon) -> bool:
    """Return whether a piece of content is none: an article, or beside a piece a short word, no pronoun."""
    word = text[slice(*piece)].lower()
    stands_for = word in lexicon.fronted or word in lexicon.gender_of_pronoun
    if stands_for and word not in lexicon.that:
        return False
    return word in lexicon.articles or (len(content) > 1 and len(word) <= SCRAP and word.isalpha())


def without_article(text: str, cue: Range, lexicon: Lexicon) -> Range:
    """Return a cue that does not end in the middle of a phrase: "wrote in a"."""
    words = text[slice(*cue)].lower().split()
    cut = list(words)
    if len(cut) > 1 and cut[-1] in lexicon.articles:
        cut.pop()
        while len(cut) > 1 and cut[-1] in lexicon.prepositions:
            cut.pop()
    return cue[0], cue[0] + len(text[slice(*cue)].rsplit(None, len(words) - len(cut))[0])


def to_phrase_end(place: Range, segments: Segments, lexicon: Lexicon) -> Range:
    """Return words that end within a phrase ("a poll of the") with the rest of it, or without an "and"."""
    text, (start, end) = segments.text, place
    tail = text[max(start, end - LONGEST_WORD) : end].lower().split()[-1:]
    if tail and tail[0] in lexicon.coordinating and len(tail[0]) < end - start:
        return trimmed(text, start, end - len(tail[0]), " ,")
    following = text[end : end + 12].lower().split()[:1]
    inside = tail and (
        tail[0] in lexicon.articles
        or (tail[0] in lexicon.prepositions and following and following[0] in lexicon.articles)
    )
    if not inside or not text[end : end + 1].isspace():
        return place
    limit = segments.sentences[segments.sentence_at(start)][1]
    rest = noun_phrase(text, end, limit, lexicon)
    return (start, rest[1]) if rest else place


def to_mark(text: str, content: Range, lexicon: Lexicon) -> Range:
    """Return a quotation within a quotation, cut where its own mark closes a clause: "‘Go,’ and he left"."""
    start, end = content
    match = _inner(lexicon.grammar.after_quotations).match(text, start, end)
    if match is None or any(mark in text[match.end() : end] for mark in MARKS):
        return content
    return start, match.end()


@cache
def _inner(following: tuple[str, ...]) -> re.Pattern[str]:
    """The pattern of a quotation in single marks, of whole words, behind which the article goes on."""
    return re.compile(rf"‘[^‘’“”\n]*(?:\w’\w[^‘’“”\n]*)*[,.!?…]’(?= {any_of(following)} )")


def to_closing_mark(content: Range, segments: Segments) -> Range:
    """Return a quotation that runs on into a plain sentence behind its mark, cut at the mark."""
    start, end = content
    for opened, closed in segments.quotations_over(content):
        behind = closed + 1
        if start not in range(opened - 1, closed) or end <= behind:
            continue
        rest = segments.text[behind:end]
        another = segments.sentence_at(closed - 1) != segments.sentence_at(end - 1)
        if another and rest[0].isspace() and not any(mark in rest for mark in MARKS):
            return start, behind
    return content


def without_tail(text: str, source: Range, lexicon: Lexicon) -> Range | None:
    """Return a source without the words of time and the prepositions at its end: "the court on Monday".

    "A poll released Monday" keeps them.
    """
    start, end = source
    final = text[start:end].rsplit(maxsplit=1)[-1:]
    while start < end:
        last = text[start:end].rsplit(maxsplit=1)[-1]
        if last.lower() in lexicon.postmodifiers and final[0].lower() not in lexicon.prepositions:
            return source
        period = _period(text[start:end], lexicon)
        if period:
            end -= period
            continue
        if last.lower().rstrip(".") not in {*lexicon.time, *lexicon.prepositions}:
            return start, end
        end = start + len(text[start : end - len(last)].rstrip())
    return None


def _period(source: str, lexicon: Lexicon) -> int:
    """Return how long "over the past week" is at the end of a source, with the blank before it, or 0."""
    found = list(re.finditer(r"\S+", source))
    told = [each[0].lower() for each in found]
    first = len(told) - 1
    # In capitals it is a name: "Fashion Week".
    if first < 1 or found[first][0] not in lexicon.periods:
        return 0
    while first > 1 and told[first - 1] in {*lexicon.articles, *lexicon.time, *lexicon.past}:
        first -= 1
    if told[first - 1] in lexicon.over:
        first -= 1
    elif first == len(told) - 1 or told[first] in lexicon.articles:
        return 0  # "the board of the week"
    return len(source) - found[first - 1].end() if first else 0


def gap(source: Range, cue: Sequence[Range]) -> int:
    """Return how many code points lie between a source and the nearest piece of a cue."""
    return min(max(source[0] - end, start - source[1], 0) for start, end in cue)
