"""Lines without a verb of saying -> attributions: scripts, letters, posts, a name behind a quotation.

"PRICE: In March.", "From Ruth Amsel: ...", "@handle: ...", "Ada Palme: “...”", "“...” — Ada Palme" and the
title "Poll: ..." say by their layout who speaks. A list of ingredients has colons too: a line counts only
where a quotation, a handle or a second line of the same kind bears it out, a title only where the text does.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from sayso.annotate.phrases import describe
from sayso.annotate.related import Related
from sayso.annotate.segments import MARKS, OPENING, STRAIGHT
from sayso.letters import CAPITALS
from sayso.spans import RangeIndex, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.annotate.lexicon import Lexicon
    from sayso.annotate.segments import Segments
    from sayso.spans import Range

FEWEST_WORDS = 4
"""Words of a quotation that a name behind a dash may follow; less is a title."""

FEWEST_LINES = 3
"""Lines with the names of two speakers, one of them twice, that make a script."""

LONGEST_NAME = 12
"""Words of a name with its office behind a dash."""

LONGEST_HEADLINE = 160
"""Code points of a headline."""

FEWEST_PARAGRAPHS = 2
"""Of a text that begins with a title."""

FEWEST_TITLE_WORDS = 3
"""Words with letters that a title has behind the name of who speaks."""

LONGEST_LABEL = 4
"""Words of who speaks at the head of a title."""

LONGEST_SHORT = 5
"""Letters of a name in capitals at the head of a title; longer, it is a call ("EXCLUSIVE") or a place."""

SURE = 0.9
"""Score of what the layout tells."""

_NAME_WORD = rf"(?:[a-z]{{1,3}}[-’'])?[{CAPITALS}][\w\u0300-\u036f.'’&/-]*"
_LABEL = re.compile(
    rf"(?P<name>@\w{{1,30}}|{_NAME_WORD}(?:[ \u00a0]{_NAME_WORD}){{0,4}})"
    r"(?:[ ]\([^()\n]{1,40}\))?(?P<colon>:)[ \t\u00a0]+(?=\S)"
)
_DASH = re.compile(r"[ \t\u00a0]*(?P<dash>[-–—―~]{1,2})[ \t\u00a0]*(?=[^\W\d_])")

_HEADLINE = re.compile(
    r"(?P<said>(?:[^\s:]+ ){4}[^:]*[^:.!?])(?P<colon>:) (?P<name>[^\W\d_]+(?: [^\W\d_]+){0,2})$"
)
_TITLE = re.compile(r"(?P<name>[^:\n“”\"‘]{2,60})(?P<colon>:)[ \u00a0]+(?P<said>\S(?:.*\S)?)")
_TELLING = frozenset({"document", "outlet", "agency", "group"})
_ASIDE = re.compile(r"[“\"]?\([^()\n]*\)[.”\"]*")
_NO_NAME = re.compile(rf"\d|(?<![ \u00a0][{CAPITALS}])[.!?…:;(]\s|[.!?…:;]$")
"""Figures, and stops that do not follow an initial."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph that begins with a label and a colon."""

    number: int
    prefix: Range | None
    name: Range
    colon: Range
    said: Range


def laid_out(found: Sequence[Related], segments: Segments, lexicon: Lexicon) -> list[Related]:
    """Return the attributions with those that the layout tells; it goes before what a label was taken for."""
    told = [
        *_scripts(segments, lexicon),
        *_signed(found, segments, lexicon),
        *_headlined(found, segments, lexicon),
        *_headed(found, segments, lexicon),
    ]
    if not told:
        return list(found)
    heads = RangeIndex((_head(each), 0) for each in told)
    kept = [
        each
        for each in found
        if all(next(heads.over(piece), None) is None for piece in (*each.source, *each.cue))
    ]
    return [*kept, *told]


def _head(each: Related) -> Range:
    """All from the name to the words, or from the words to the name."""
    pieces = (*each.source, *each.cue)
    start, end = min(a for a, _ in pieces), max(b for _, b in pieces)
    return (start, each.content[0][0]) if each.content[0][0] >= end else (start, end)


def _scripts(segments: Segments, lexicon: Lexicon) -> Iterator[Related]:
    """What the lines of scripts, letters and posts say."""
    lines = list(_lines(segments, lexicon))
    text = segments.text
    labels = Counter(text[slice(*line.name)] for line in lines)
    names = {label.split()[-1] for label in labels}
    sentences = sum(_is_sentence(text[slice(*line.said)]) for line in lines)
    full = 2 * sentences >= len(lines)
    script = len(lines) >= FEWEST_LINES and 1 < len(names) < len(lines) and full
    letters = full and sum(line.prefix is not None for line in lines) > 1
    for line, following in zip_longest(lines, lines[1:]):
        handle = text[line.name[0]] == "@"
        quoted = any(
            line.said[0] + 1 == first and line.said[1] - 1 <= last
            for first, last in segments.quotations_over(line.said)
        )
        marked = line.prefix is None and line.name[0] > segments.paragraphs[line.number][0]
        alone = handle or quoted or (letters and line.prefix)
        if not (script or (alone and not marked)):
            continue
        said = [line.said]
        title = line.number == 0 and labels[text[slice(*line.name)]] == 1
        if script and not title and following is not None:
            said += segments.paragraphs[line.number + 1 : following.number]
        while len(said) > 1 and _ASIDE.fullmatch(text, *said[-1]):
            said.pop()
        cue = line.prefix or line.colon
        yield Related((line.name,), (cue,), ((said[0][0], said[-1][1]),), SURE)


def _lines(segments: Segments, lexicon: Lexicon) -> Iterator[_Line]:
    """The paragraphs that begin with what can be a speaker's name and a colon."""
    text = segments.text
    for number, (start, end) in enumerate(segments.paragraphs):
        words = text[start:end].split(maxsplit=1)
        prefix = None
        at = start + (text[start] in OPENING + STRAIGHT)
        if len(words) == 2 and words[0].lower() in lexicon.sender_markers:
            prefix = (start, start + len(words[0]))
            at = end - len(text[prefix[1] : end].lstrip())
        match = _LABEL.match(text, at, end)
        if match is None:
            continue
        name = match.group("name")
        phrase = describe(name, lexicon)
        rubric = {name.lower(), name.lower().split()[0]} & set(lexicon.rubrics)
        if name[0] == "@" or (phrase.form == "name" and len(name) > 1 and not rubric):
            yield _Line(number, prefix, match.span("name"), match.span("colon"), (match.end(), end))


def _signed(found: Sequence[Related], segments: Segments, lexicon: Lexicon) -> Iterator[Related]:
    """Quotations with a dash and a name behind them, on the same line or the next."""
    text = segments.text
    worded = RangeIndex(
        (piece, 0)
        for each in found
        if any(map(str.isalnum, text[slice(*each.cue[0])]))
        and not segments.quotations_over(each.cue[0])
        for piece in each.content
    )
    for number, (start, end) in enumerate(segments.paragraphs):
        closing = [q for q in segments.quotations_over((start, end)) if q[0] == start + 1]
        if not closing:
            continue
        quotation = (start, closing[0][1] + 1)
        where = (quotation[1], end)
        if quotation[1] >= end and number + 1 < len(segments.paragraphs):
            where = segments.paragraphs[number + 1]
        if not _is_sentence(text[slice(*closing[0])], FEWEST_WORDS):
            continue
        dash = _DASH.match(text, *where)
        if dash is None:
            continue
        name = trimmed(text, dash.end(), where[1], " \t\u00a0.")
        claimed = next(worded.over(quotation), None) is not None
        if not claimed and _is_signature(text[slice(*name)], lexicon):
            yield Related((name,), (dash.span("dash"),), (quotation,), SURE)


def _headlined(found: Sequence[Related], segments: Segments, lexicon: Lexicon) -> Iterator[Related]:
    """Headlines that end on who says it: "Harbour tax to double: minister"."""
    text = segments.text
    parts = (piece for each in found for piece in (*each.source, *each.cue, *each.content))
    taken = RangeIndex((piece, 0) for piece in parts)
    for start, end in segments.paragraphs[:-1]:
        match = _HEADLINE.match(text, start, end) if end - start < LONGEST_HEADLINE else None
        if match is None or next(taken.over((start, end)), None) is not None:
            continue
        phrase = describe(match["name"], lexicon)
        if (
            phrase.form == "bare"
            and match["name"].islower()
            and phrase.head_kind
            and match["name"].split()[-1].startswith(phrase.head)
        ):
            yield Related(
                (match.span("name"),), (match.span("colon"),), (match.span("said"),), SURE
            )


def _headed(found: Sequence[Related], segments: Segments, lexicon: Lexicon) -> Iterator[Related]:
    """The title that begins with who says it: "Amsel: tax to double", "Poll: ...".

    A name must speak in the text too: titles begin with what they are about just as often ("Syria: ...").
    Of a poll or of experts the text must tell.
    """
    text = segments.text
    if len(segments.paragraphs) < FEWEST_PARAGRAPHS:
        return
    start, end = segments.paragraphs[0]
    match = _TITLE.match(text, start, end) if end - start < LONGEST_HEADLINE else None
    if match is None:
        return
    name = match["name"]
    words = name.split()
    phrase = describe(name, lexicon)
    named = phrase.form == "name" and phrase.type != "organisation"
    told = phrase.head_kind in _TELLING and words[-1].lower().startswith(phrase.head)
    rubric = phrase.type != "document" and {name.lower(), words[0].lower()} & set(lexicon.rubrics)
    shouted = name.isupper() and len(name) > LONGEST_SHORT
    about = named and _is_about(words, match["said"], lexicon)
    if len(words) > LONGEST_LABEL or rubric or shouted or about or not (named or told):
        return
    worded = (
        sum(any(map(str.isalpha, word)) for word in match["said"].split()) >= FEWEST_TITLE_WORDS
    )
    again = re.compile(rf"\b{re.escape(words[-1])}\b", re.IGNORECASE)
    spoken = [place for each in found for place in each.source if place[0] >= end]
    if told or describe(name.lower(), lexicon).head_kind:
        spoken = [(end, len(text))]
    if worded and any(again.search(text, *place) for place in spoken):
        yield Related((match.span("name"),), (match.span("colon"),), (match.span("said"),), SURE)


def _is_about(name: Sequence[str], said: str, lexicon: Lexicon) -> bool:
    """Whether a title begins with what it is about: "Amsel and Holm: A long quarrel"; nobody speaks for two."""
    together = any(word.lower() in lexicon.coordinating for word in name)
    first = said.split(maxsplit=1)[0].lower()
    description = first in lexicon.articles and first in lexicon.indefinite
    return together or (description and not any(mark in said for mark in MARKS))


def _is_sentence(words: str, fewest: int = 3) -> bool:
    """Whether words are a sentence: no figure, no heading, no title."""
    spelt = sum(word[0].isalpha() for word in words.split(maxsplit=4 * fewest))
    return spelt >= fewest and words.rstrip(MARKS + ") ")[-1:] in tuple(".!?…")


def _is_signature(words: str, lexicon: Lexicon) -> bool:
    """Whether words are a name, perhaps with an office: no sentence, no list, no figures."""
    first = words.split(",", maxsplit=1)[0]
    return (
        len(words.split()) <= LONGEST_NAME
        and not _NO_NAME.search(words)
        and describe(first, lexicon).form == "name"
        and not any(word.lower() in lexicon.act_of for word in words.split())
    )
