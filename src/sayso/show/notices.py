"""A notice and what the head of its article says in; whether it says no more than that, out."""

from __future__ import annotations

import re

from sayso.records import Annotations, Block
from sayso.spans import overlaps

_OTHER_WORDS = 6
"""Words beside names and figures, as in "Updated on Friday, 3 March, at 14:05 ET"."""
_WORD = re.compile(r"\w+")
_FIGURES = re.compile(r"\d+(?:st|nd|rd|th)?", re.IGNORECASE)
_WHEN = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[:.]\d\d\b")
"""A year or a time of day."""


def repeats_head(block: Block, annotations: Annotations) -> bool:
    """Return whether ``block`` only names the authors, the outlet, the agency or the date.

    A notice that gives a credit says more: where the article was first published, who translated
    it. So does one in which somebody says something.
    """
    document = annotations.document
    place = (block.start, block.end)
    telling = [span for each in annotations.attributions for span in each.cue_spans]
    telling += [span for e in annotations.credits if e.kind != "agency" for span in e.spans]
    if any(overlaps(place, (span.start, span.end)) for span in telling):
        return False
    text = document.text[block.start : block.end].casefold()
    names = [*document.byline, document.outlet.name or ""]
    names += [each.name for each in annotations.credits if each.kind == "agency"]
    rest = text
    for name in sorted(filter(None, names), key=len, reverse=True):
        rest = rest.replace(name.casefold(), " ")
    others = [word for word in _WORD.findall(rest) if not _FIGURES.fullmatch(word)]
    return (rest != text or _WHEN.search(text) is not None) and len(others) <= _OTHER_WORDS
