"""Small words and endings of one language -> the shape of its words: plurals, genitives, participles.

A language that has no use for one of the lists leaves it out; nothing is then taken for such a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

_NEVER = "(?!)"
"""Pattern that matches nowhere."""


class PluralEnding(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a plural is made into a singular: "ies" becomes "y"."""

    ending: str
    singular: str = ""
    shortest: int = 1
    """Letters that the plural has at least."""
    never: tuple[str, ...] = ()
    """Endings of words that are no plural for all that: "ss"."""


class Grammar(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What tells the shape of words and clauses; lower case."""

    plural_endings: tuple[PluralEnding, ...] = ()
    """The first that fits decides."""
    plural_words: dict[str, str] = {}
    """Plurals that no ending tells, with their singulars."""
    possessive_endings: tuple[str, ...] = ()
    gerund_endings: tuple[str, ...] = ()
    """Of verbs that have no time of their own: "adding"."""
    adjective_endings: tuple[str, ...] = ()
    """Of adjectives, which are no name though a sentence begins with them: "previous"."""
    ordinal_endings: tuple[str, ...] = ()
    """Behind figures, in names: "20th"."""
    adverbs: tuple[str, ...] = ()
    """That may stand between a conjunction and its verb."""
    adverb_endings: tuple[str, ...] = ()
    clause_ends: tuple[str, ...] = ()
    """Words before which the content of a second verb of saying ends."""
    after_quotations: tuple[str, ...] = ()
    """Words behind a quotation with which the article takes up again."""
    perfect_auxiliaries: tuple[str, ...] = ()
    infinitive_marks: tuple[str, ...] = ()
    pointing: tuple[str, ...] = ()
    """A phrase that begins with one stands for what goes before it."""
    office_prepositions: tuple[str, ...] = ()
    """Between an office and its body, inside of names: "Secretary of State"."""
    name_particles: tuple[str, ...] = ()
    """Articles that are part of a name, however they are written."""
    name_articles: tuple[str, ...] = ()
    """Articles with which a name is the same as without."""
    generations: tuple[str, ...] = ()
    """What may stand behind a name without being of it: "jr"."""

    def singular(self, noun: str) -> str:
        """Return the singular of a noun in lower case; what is no plural as it is."""
        if noun in self.plural_words:
            return self.plural_words[noun]
        for each in self.plural_endings:
            if (
                noun.endswith(each.ending)
                and len(noun) >= each.shortest
                and not noun.endswith(each.never)
            ):
                return noun.removesuffix(each.ending) + each.singular
        return noun

    def is_plural(self, noun: str) -> bool:
        """Return whether the last word of a phrase has the form of a plural."""
        last = noun.lower().split()[-1:]
        return bool(last) and self.singular(last[0]) != last[0]

    def without_possessive(self, word: str) -> str:
        """Return a word without the ending of its genitive: "Reuters'", "the minister's"."""
        fitting = [ending for ending in self.possessive_endings if word.endswith(ending)]
        return word[: -len(max(fitting, key=len))] if fitting else word

    def is_gerund(self, form: str) -> bool:
        """Return whether a form of a verb is one that has no time of its own."""
        return form.endswith(self.gerund_endings)


def any_of(words: Iterable[str]) -> str:
    """Return the pattern of any of the words, the longest first; of no words, one that never matches.

    >>> any_of(["on", "upon"])
    '(?:upon|on)'
    """
    listed = sorted(set(words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, listed))})" if listed else _NEVER
