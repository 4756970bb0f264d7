"""What tells an assertion from other sentences in one language: a TOML file a language, checked."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated

import msgspec
from msgspec import Meta

from sayso.annotate.lexicon.files import read

Words = frozenset[str]


class AssertionWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The words of one language that tell assertions; see the comments in its file."""

    language: str
    finite: Words
    perhaps_finite: Words
    past_endings: tuple[str, ...]
    shortest_past: Annotated[int, Meta(ge=1)]
    before_participles: Words
    no_assertion_first: Words
    address: Words
    judgement: Words
    supposing: Words
    authors: Words
    forecasting: Words
    concluding: Words
    pointing: Words
    telling: Words
    joining: Words
    before_joining: Words
    coordinating: Words
    that: Words
    binding: Words
    conditional: Words
    subjects: Words
    determiners: Words
    adverbs: Words
    caption_marks: Words
    headline_rubrics: Words
    headline_labels: Words
    empty: Words


@lru_cache(maxsize=8)
def load_assertions(language: str) -> AssertionWords:
    """Return the words of assertions in a language, by its ISO 639-1 code.

    Raises:
        UsageError: if there are none, or the file is not as it should be.

    """
    return read(language, AssertionWords, family="assertions", what="list of words of assertions")
