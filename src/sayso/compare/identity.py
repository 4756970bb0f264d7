"""A language -> the words by which sources of different articles are told to be one, or not to be."""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from sayso.annotate.lexicon.files import read_if_there
from sayso.compare.lexicon import LANGUAGE
from sayso.compare.names import words_of

_DOTTED = re.compile(r"(?<=\b[^\W\d_])\.")
"""The full stops of "U.S."; that of an address parts two words."""


class _Listed(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a file holds; see the comments in it."""

    anybody: frozenset[str] = frozenset()
    speakers: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    outside: frozenset[str] = frozenset()
    any_office: frozenset[str] = frozenset()
    media: frozenset[str] = frozenset()
    plural_media: frozenset[str] = frozenset()
    some_media: frozenset[str] = frozenset()
    inferring: frozenset[str] = frozenset()
    bystanders: frozenset[str] = frozenset()
    joining: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    same: dict[str, frozenset[str]] = {}
    nations: dict[str, frozenset[str]] = {}


class Words:
    """The words of one language."""

    def __init__(self, listed: _Listed) -> None:
        """Turn the tables round: from what is written to what it means."""
        self.anybody = listed.anybody
        self.speakers = listed.speakers
        self.offices = listed.offices
        self.outside = listed.outside
        self.any_office = listed.any_office
        self.media = listed.media
        self.plural_media = listed.plural_media
        self.some_media = listed.some_media
        self.inferring = listed.inferring
        self.bystanders = listed.bystanders
        self.joining = listed.joining
        self.titles = listed.titles
        self._same = {word: one for one, written in listed.same.items() for word in written}
        self._nations = {word: code for code, written in listed.nations.items() for word in written}

    def plain(self, phrase: str) -> list[str]:
        """Return the words of a phrase in lower case, countries of two words as one: "south-korean"."""
        told = [each.lower() for each in words_of(_DOTTED.sub("", phrase))]
        found: list[str] = []
        k = 0
        while k < len(told):
            pair = "-".join(told[k : k + 2])
            found.append(pair if pair in self._nations else told[k])
            k += 2 if pair in self._nations and pair != told[k] else 1
        return found

    def nations(self, phrase: str) -> frozenset[str]:
        """Return the countries that a phrase names, by ISO 3166."""
        told = self.plain(phrase)
        return frozenset(self._nations[word] for word in told if word in self._nations)

    def parts(self, phrase: str) -> frozenset[str]:
        """Return what a phrase tells of a body: its words, each by what stands for all that mean it."""
        left_out = self.anybody | self.speakers
        return frozenset(
            self._nations.get(word) or self._same.get(word) or self._one(word)
            for word in self.plain(phrase)
            if word not in left_out or word in self._same
        )

    def _one(self, word: str) -> str:
        """The shortest listed word that this is a form of: "officials" tells what "official" does."""
        return next((word[:end] for end in (-2, -1) if word[:end] in self.offices), word)


@lru_cache(maxsize=8)
def load(language: str | None) -> Words:
    """Return the words of a language, by its ISO 639-1 code; none where it has no file.

    Raises:
        UsageError: if its file is not as it should be.

    """
    code = language or LANGUAGE
    return Words(read_if_there(code, _Listed, family="identity", what="list of words for sources"))
