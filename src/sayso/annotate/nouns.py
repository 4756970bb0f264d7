"""A noun, or a phrase of a language that gives every noun a capital -> what its nouns are, and its names.

German writes "Sprecher" as it writes "Meier", and joins nouns to longer ones: a "Regierungssprecher"
is a "Sprecher". What stands in the lexicon, or ends in a word of it, is no name.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from sayso.annotate.lexicon import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.annotate.lexicon import Lexicon

_OF_PERSONS = frozenset({"person", "official", "anonymous"})
_MARKS = " ,;:.()„“”\"»«‚‘’'–—-"

SHORTEST_END = 5
"""Letters of a noun that other nouns may end in: of four letters, "mann" would take many surnames."""

SHORTEST_FRONT = 3
"""Letters before it."""


def known(word: str, lexicon: Lexicon) -> str | None:
    """Return the noun of the lexicon that ``word`` is, or ends in; None for any other word."""
    return _known(word.lower(), lexicon.language)


@lru_cache(maxsize=8192)
def _known(word: str, language: str) -> str | None:
    nouns = load(language).kind_of_noun
    if word in nouns:
        return word
    for at in range(SHORTEST_FRONT, len(word) - SHORTEST_END + 1):
        if word[at:] in nouns:
            return word[at:]
    return None


def names_apart(text: str, lexicon: Lexicon) -> str:
    """Return a phrase with its common nouns in small letters, as a language writes them that marks names only.

    Joined nouns become two words: "Polizeisprecher" is read as "polizei sprecher".
    """
    small = dict(_small_nouns(text, lexicon))
    words = [
        word.replace(bare, small.get(bare, bare), 1)
        for word in text.split()
        for bare in [word.strip(_MARKS)]
    ]
    # "Die Landrätin Petra Holm" is a person, as "Landrätin Petra Holm" is.
    officed = len(words) > 2 and words[0].lower() in lexicon.definite and words[2][0].isupper()
    kind = lexicon.kind_of_noun.get(words[1]) if officed else None
    if kind in _OF_PERSONS and words[1] not in lexicon.impersonal:
        words.pop(0)
    return " ".join(words)


def as_written(name: str, text: str, lexicon: Lexicon) -> str:
    """Return a name that was read off :func:`names_apart` with its nouns as ``text`` has them."""
    for bare, small in _small_nouns(text, lexicon):
        name = re.sub(rf"(?<!\w){re.escape(small)}(?!\w)", bare, name)
    return " ".join(
        word.capitalize() if word.islower() and known(word, lexicon) == word else word
        for word in name.split()
    )


def _small_nouns(text: str, lexicon: Lexicon) -> Iterator[tuple[str, str]]:
    """Each common noun of a phrase, as it is written and in small letters."""
    before = ""
    for word in text.split():
        bare = word.strip(_MARKS)
        found = known(bare, lexicon)
        # "Hans Richter" is called so, whatever a "Richter" is.
        surname = _is_given(before, lexicon)
        if found is not None and bare and not bare.isupper() and not surname:
            front = bare[: len(bare) - len(found)].rstrip("-").lower()
            yield bare, f"{front} {found}" if front and known(front, lexicon) == front else found
        elif before.islower() and bare.lower().endswith(lexicon.noun_endings) and bare:
            yield bare, bare.lower()
        before = bare


def _is_given(word: str, lexicon: Lexicon) -> bool:
    """Whether a word may be a given name: a capital, and neither a noun, an article nor initials."""
    small = {*lexicon.definite, *lexicon.indefinite}
    capital = word[:1].isupper() and not word.isupper() and word.lower() not in small
    return capital and known(word, lexicon) is None


def without_role(words: list[str], lexicon: Lexicon) -> list[str]:
    """Return a name without what its bearer is: "Frontman Axl"; "Student Rights" is whole."""
    singular = lexicon.grammar.singular
    roles = [k for k, word in enumerate(words[:-1]) if singular(word.lower()) in lexicon.roles]
    # "John Singer Sargent" is called so.
    if not roles or (roles[-1] > 0 and lexicon.gender_of(words[0])):
        return words
    rest = words[roles[-1] + 1 :]
    # "Farmers Market", "National Nurses United": before a name several seldom stand, but "Actors Ada and Ben".
    if lexicon.grammar.is_plural(words[roles[-1]]) and not lexicon.gender_of(rest[0]):
        return words
    last = rest[-1].lower()
    if len(rest) == 1 and (lexicon.grammar.is_plural(last) or last in lexicon.kind_of_noun):
        return words
    return words if rest[0].lower() in lexicon.linking else rest


@cache
def no_given_names(language: str) -> frozenset[str]:
    """Words that stand before a surname and are no given name: "Frontman", "French", "Although"."""
    lexicon = load(language)
    small = (*lexicon.definite, *lexicon.indefinite, *lexicon.prepositions, *lexicon.coordinating)
    clauses = (*lexicon.clause_openers, *lexicon.grammar.clause_ends)
    countries = (word.lower() for word in lexicon.country_of)
    given = {name.lower() for name in (*lexicon.names.masculine, *lexicon.names.feminine)}
    # "Chad" and "June" may be both.
    others = {*lexicon.time, *countries} - given
    return frozenset({*lexicon.titles, *lexicon.roles, *small, *clauses, *others})
