"""A language in, the words out by which rules find who says what, where no network reads it yet."""

from __future__ import annotations

from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

import msgspec

from sayso.annotate.lexicon.files import exists, read
from sayso.records import Act

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Verb(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A verb of saying, reporting or thinking, in the forms that news has."""

    act: Act
    finite: tuple[str, ...]
    """Third person, indicative and subjunctive; of a separable verb without its particle."""
    particle: str = ""
    """What stands at the end of the clause: "teilte ... mit"."""
    final: tuple[str, ...] = ()
    """At the end of a subordinate clause, where they are not the same as ``finite``: "mitteilte"."""
    participle: tuple[str, ...] = ()
    from_source: bool = False
    """Whether its source stands behind a preposition: "geht aus einem Bericht hervor"."""
    object: bool = False
    """Whether what it takes as its object is what was said: "forderte einen Rücktritt"."""


class RuleWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """The words of one language for the rules; see the comments in its file."""

    language: str
    verbs: tuple[Verb, ...]
    auxiliaries: tuple[str, ...]
    passives: tuple[str, ...]
    passive_participles: tuple[str, ...]
    finite: tuple[str, ...]
    subjunctive: tuple[str, ...]
    weak_subjunctive: tuple[str, ...]
    hearsay_verbs: tuple[str, ...]
    hearsay_ends: tuple[str, ...]
    participle_endings: tuple[str, ...]
    agents: tuple[str, ...]
    before_source: tuple[str, ...]
    after_source: tuple[str, ...]
    by: tuple[str, ...]
    word_nouns: tuple[str, ...]
    word_endings: tuple[str, ...]
    thus: tuple[str, ...]
    as_told: tuple[str, ...]
    impersonal: tuple[str, ...]
    told_in: tuple[str, ...]
    subordinators: tuple[str, ...]
    complements: tuple[str, ...]
    relatives: tuple[str, ...]
    infinitive_mark: str
    determiners: tuple[str, ...]
    genitives: tuple[str, ...]
    noun_joins: tuple[str, ...]
    name_joins: tuple[str, ...]
    noun_prepositions: tuple[str, ...]
    prepositions: tuple[str, ...]
    pronouns: tuple[str, ...]
    oblique: tuple[str, ...]
    nobody: tuple[str, ...]
    pointing: tuple[str, ...]
    reflexive: tuple[str, ...]
    from_source: tuple[str, ...]
    nominal: tuple[str, ...]
    nominal_verbs: tuple[str, ...]
    possessives: tuple[str, ...]
    front_adverbs: tuple[str, ...]
    skipped: tuple[str, ...]
    coordinators: tuple[str, ...]
    statement_nouns: tuple[str, ...]
    close_prepositions: tuple[str, ...]
    sure_genitives: tuple[str, ...]
    joins: tuple[str, ...]
    passive_past: tuple[str, ...]
    behind_participles: tuple[str, ...]
    being: tuple[str, ...]
    having: tuple[str, ...]
    sure_subjects: tuple[str, ...]
    demonstratives: tuple[str, ...]
    sure_complements: tuple[str, ...]
    impersonal_verbs: tuple[str, ...]
    first_person: tuple[str, ...]
    verb_endings: tuple[str, ...]
    infinitive_endings: tuple[str, ...]
    attribute_endings: tuple[str, ...]
    scores: dict[str, float]

    @cached_property
    def by_finite(self) -> Mapping[str, tuple[Verb, ...]]:
        """For each form that stands second in a main clause the verbs whose form it is."""
        return _indexed((form, verb) for verb in self.verbs for form in verb.finite)

    @cached_property
    def by_final(self) -> Mapping[str, tuple[Verb, ...]]:
        """The same for the end of a subordinate clause."""
        return _indexed((form, verb) for verb in self.verbs for form in verb.final or verb.finite)

    @cached_property
    def by_participle(self) -> Mapping[str, tuple[Verb, ...]]:
        """The same for participles."""
        return _indexed((form, verb) for verb in self.verbs for form in verb.participle)

    @cached_property
    def sets(self) -> Mapping[str, frozenset[str]]:
        """Each of the plain lists as a set, by the name of its field."""
        return MappingProxyType(
            {
                name: frozenset(value)
                for name in self.__struct_fields__
                if isinstance(value := getattr(self, name), tuple) and name != "verbs"
            }
        )


def _indexed(pairs: Iterable[tuple[str, Verb]]) -> Mapping[str, tuple[Verb, ...]]:
    found: dict[str, list[Verb]] = {}
    for form, verb in pairs:
        found.setdefault(form, []).append(verb)
    return MappingProxyType({form: tuple(verbs) for form, verbs in found.items()})


@lru_cache(maxsize=8)
def load_rules(language: str) -> RuleWords | None:
    """Return the words of the rules for a language; None where it has none.

    Raises:
        UsageError: if its file is not as it should be.

    """
    if not exists(language, "rules"):
        return None
    return read(language, RuleWords, family="rules")
