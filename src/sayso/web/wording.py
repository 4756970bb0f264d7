"""The explorer's file of words in; checked words for its pages out."""

from __future__ import annotations

from functools import cache

import msgspec

from sayso.show.wording import Plural
from sayso.tables import shipped


class Texts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All words that the explorer itself shows, in one language; those of the reports are in ``show``."""

    common: dict[str, str]
    counts: dict[str, Plural]
    stories: dict[str, str]
    story: dict[str, str]
    graph: dict[str, str]
    ways: dict[str, str]
    denials: dict[str, str]
    article: dict[str, str]
    beside: dict[str, str]
    source: dict[str, str]
    sources: dict[str, str]
    search: dict[str, str]
    add: dict[str, str]
    job: dict[str, str]
    advice: dict[str, str]
    review: dict[str, str]
    problem: dict[str, str]
    wrong: dict[str, str]
    fields: dict[str, str]
    access: dict[str, str]
    api: dict[str, str]


@cache
def texts(language: str = "en") -> Texts:
    """Return the words of ``language``, ISO 639-1."""
    return shipped("sayso.web", f"words/{language}.toml", Texts)
