"""The words around a person's name in, the body to which they say the person belongs out.

"LPD Commissioner Anna Reuss", "Anna Reuss of the Seismic Institute", "Anna Reuss, a geologist with the
Seismic Institute": which words lead from the one to the other is language data. Only what stands right beside
the name counts; nothing is taken from a sentence further on.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.letters import CAPITALS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sayso.compare.identity import Words
    from sayso.spans import Span

BEFORE, AFTER = 60, 120
"""Characters before and behind a name in which its body is looked for."""

MOST_MENTIONS = 12
"""Mentions of one person that are looked at."""

_NAME = rf"[{CAPITALS}][\w&.'’-]*(?:\s+(?:(?:of|for|and|the|de|für|und|der)\s+){{0,2}}[{CAPITALS}][\w&.'’-]*)*"
_RUN = re.compile(_NAME)
_STOP = re.compile(r"[.;:!?\n\"“”]")


def affiliation(text: str, name: str, mentions: Iterable[Span], words: Words) -> str | None:
    """Return the body of a person as it is written beside the name, the first that the text tells."""
    for mention in list(mentions)[:MOST_MENTIONS]:
        at = mention.text.find(name)
        if at >= 0:
            start = mention.start + at
            found = _before(text, start, words) or _behind(text, start + len(name), words)
            if found:
                return found
    return None


def _before(text: str, start: int, words: Words) -> str | None:
    """A name, and then who speaks for it: "LPD Commissioner" before "Anna Reuss"."""
    stretch = text[max(0, start - BEFORE) : start]
    cut = [match.end() for match in _STOP.finditer(stretch)]
    told = stretch[cut[-1] if cut else 0 :].split()
    k = len(told)
    while k and told[k - 1].lower().strip(",'’") in words.speakers | words.titles:
        k -= 1
    if k == len(told) or not any(each.lower() in words.speakers for each in told[k:]):
        return None
    end = k
    while k and told[k - 1][:1].isupper() and not told[k - 1].endswith(","):
        k -= 1
    return " ".join(told[k:end]) or None


def _behind(text: str, end: int, words: Words) -> str | None:
    """What joins a body to the name: ", a geologist with the Seismic Institute", "of the Seismic Institute"."""
    stretch = text[end : end + AFTER]
    stop = _STOP.search(stretch)
    stretch = stretch[: stop.start()] if stop else stretch
    apposed = stretch.startswith(",")
    part = stretch[1:].split(",")[0] if apposed else stretch
    told = part.split()
    for k, word in enumerate(told[: 9 if apposed else 1]):
        if word.lower() in words.joining:
            rest = " ".join(told[k + 1 :]).removeprefix("the ")
            match = _RUN.match(rest)
            if match and len(match[0]) > 2:
                return match[0]
    return None
