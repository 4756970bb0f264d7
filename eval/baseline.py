"""A text in, attributions by quotation marks and reporting verbs alone out: what a model must beat.

It stands for what a careful programmer writes in an afternoon: regular expressions and the lexicon's
verbs, no model and no parser. A reporting verb with a name, a pronoun or "the ..." right before it, or
after it where the words turn round ("...", said Smith), makes an attribution. What follows to the end of
the sentence was said; what stands before was, if it is quoted or nothing follows. "According to" has its
source behind it. A quotation that no verb took belongs to who spoke last in its paragraph; a sentence has
one attribution at most. Choices were made on 400 articles of PolNeAR train, and dev was not looked at:
there, each kind of verb that the lexicon lists was worth its wrong hits.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from eval.scoring import ROLES, normalised
from sayso.annotate.lexicon import load
from sayso.annotate.segments import segment
from sayso.spans import contains, overlaps

if TYPE_CHECKING:
    from eval.scoring import Attribution
    from sayso.annotate.segments import Segments
    from sayso.spans import Range

    Found = dict[str, list[Range]]

FEWEST = 3
"""Words of an indirect content; fewer are an object ("told reporters") or a time."""

_WORDS = r"[A-Z][\w.’'-]*"
_NAME = rf"{_WORDS}(?:\s+(?:(?:of|for|the|de|von|and)\s+){{0,2}}{_WORDS})*"
# Few words, and as few as will do: without a parser nothing else tells where "the ..." ends.
_COMMON = r"(?i:the|an?|his|her|its|their|some|many|several|one|two)(?:\s+[\w.’'-]+){1,4}?"
_PRONOUN = r"(?i:I|we|you|he|she|it|they|who)"
_APPOSITION = r"(?:,\s[^,;“”\"]{3,80},)?"
_SOURCE = rf"(?P<source>\b(?:{_PRONOUN}|(?:{_NAME}|{_COMMON}){_APPOSITION}))"
_HELPERS = r"(?:(?:has|have|had|also|later|then|will|would|did|\w+ly)\s+){0,2}"
_ACCORDING = re.compile(r"\b(?P<cue>[Aa]ccording\s+to)\s+(?P<source>[^,.;:“”\"]+)")
_TO_WHOM = re.compile(r"[^,;:“\"]{0,60}?\s(?=that\s)|[^,;:“\"]{0,60}[,:]\s+(?=[“\"])")
_WORD = re.compile(r"\w+")


def find(text: str) -> list[Attribution]:
    """Return the attributions of ``text`` in the form that the scorer reads."""
    segments = segment(text, load("en").abbreviations)
    unquoted = _blanked(text, segments.quotations)
    result: list[Found] = []
    for paragraph in segments.paragraphs:
        here: list[Found] = []
        for sentence in segments.sentences:
            found = _sentence(segments, unquoted, sentence) if contains(paragraph, sentence) else {}
            if found:
                here.append(found)
        for quotation in segments.quotations_over(paragraph):
            if here and not any(overlaps(quotation, c) for each in here for c in each["content"]):
                here[-1]["content"].append(quotation)
        result += here
    return [{role: normalised(text, each[role]) for role in ROLES} for each in result]


def _sentence(segments: Segments, unquoted: str, sentence: Range) -> Found:
    """Return the attribution of a sentence, empty if there is none; quoted words make none."""
    start, end = sentence
    match = (
        _ACCORDING.search(unquoted, start, end)
        or _reporting()[0].search(unquoted, start, end)
        or _reporting()[1].search(unquoted, start, end)
    )
    if match is None:
        return {}
    before, after = (start, match.start()), (match.end(), end)
    quoted_before, quoted_after = (bool(segments.quotations_over(each)) for each in (before, after))
    to_whom = _TO_WHOM.match(segments.text, *after)
    if to_whom:
        after = (to_whom.end(), end)
    if match.re is _ACCORDING:
        content = [before, after]
    elif quoted_before:
        content = [before, after] if quoted_after else [before]
    elif _long(unquoted, after) or quoted_after:
        content = [after]
    elif _long(unquoted, before) and unquoted[start : match.start()].rstrip().endswith(","):
        content = [before]
    else:
        return {}
    return {"source": [match.span("source")], "cue": [match.span("cue")], "content": content}


def _long(text: str, place: Range) -> bool:
    return len(_WORD.findall(text, *place)) >= FEWEST


def _blanked(text: str, quotations: tuple[Range, ...]) -> str:
    """Return the text, as long as it was, without the words in quotation marks."""
    pieces, last = [], 0
    for start, end in quotations:
        pieces += [text[last:start], "·" * (end - start)]
        last = end
    return "".join([*pieces, text[last:]])


@cache
def _reporting() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns for "Smith said" and for "said Smith"."""
    verbs = {form for forms in load("en").acts.values() for form in forms}
    verb = "|".join(sorted(verbs, key=len, reverse=True))
    cue = rf"(?P<cue>{_HELPERS}(?:{verb})\b(?:\s+on\s+[A-Z]\w+day)?)"
    return (
        re.compile(rf"{_SOURCE}\s+{cue}"),
        re.compile(rf"(?<=[,”\"’?!.·]\s){cue}\s+{_SOURCE}"),
    )
