"""A language -> its words, and what the patterns by which sentences are searched are made of and bounded by."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sayso.annotate.lexicon import load
from sayso.annotate.lexicon.unmarked_words import load_unmarked

if TYPE_CHECKING:
    from collections.abc import Collection

    from sayso.annotate.lexicon import Lexicon
    from sayso.annotate.lexicon.unmarked_words import UnmarkedWords
    from sayso.records import Act

MOST = 6
"""Places, or attributions, of one kind that are looked at in a sentence; what has more is a list."""

NEAR = 60
"""Code points of a sentence before or behind a verb in which the words stand that go with it."""

WORD = re.compile(r"[\w’'-]+")
"""A word, with its apostrophes and hyphens."""

EDGE = " \t\u00a0,;:—–-.!?…"
"""Blanks and marks that belong to no phrase at its edges."""


def written(language: str) -> tuple[Lexicon, UnmarkedWords]:
    """Return the lexicon of a language, and its words for the sources that the network leaves out.

    Raises:
        KeyError: if nobody has written these for the language: whoever asks has looked before.

    """
    words = load_unmarked(language)
    if words is None:
        raise KeyError(language)
    return load(language), words


def finite_verbs(lexicon: Lexicon, acts: Collection[Act]) -> tuple[str, ...]:
    """Return the forms of verbs by which one of these acts is done, without the gerunds."""
    gerund = lexicon.grammar.is_gerund
    return tuple(form for form, act in lexicon.act_of.items() if act in acts and not gerund(form))
