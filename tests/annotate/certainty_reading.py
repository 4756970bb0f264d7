"""What cues say of the [event] that a test's sentence marks."""

from __future__ import annotations

from typing import NamedTuple

from sayso.annotate.certainty.cues import Clause, find
from sayso.annotate.certainty.weigh import weigh
from sayso.annotate.lexicon.certainty_words import load_certainty


class Read(NamedTuple):
    certainty: str
    polarity: str
    number: float
    cues: tuple[str, ...]
    kinds: tuple[str, ...]


def read(marked: str, language: str = "en") -> Read:
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    clause = Clause(text, (0, len(text)), load_certainty(language))
    event = clause.index_of((start, end))
    assert event is not None
    found = weigh(find(clause), event)
    return Read(
        found.certainty,
        found.polarity,
        found.number,
        tuple(" ".join(word.lower for word in clause.words[c.first : c.last]) for c in found.cues),
        tuple(c.cue.kind for c in found.cues),
    )
