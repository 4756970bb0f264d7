"""Language data: one TOML file a language, checked when it is loaded."""

from __future__ import annotations

from functools import cached_property, lru_cache

import msgspec

from sayso.annotate.lexicon.files import read
from sayso.annotate.lexicon.grammar import Grammar
from sayso.outlets import Kind, Owner
from sayso.records import Act


class SourceWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns that tell what kind of source a phrase names; lower case, in the singular."""

    person: tuple[str, ...]
    official: tuple[str, ...]
    organisation: tuple[str, ...]
    agency: tuple[str, ...]
    outlet: tuple[str, ...]
    document: tuple[str, ...]
    social: tuple[str, ...]
    anonymous: tuple[str, ...]
    group: tuple[str, ...]


class Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Proper names, as they are written, that are of one kind wherever they stand."""

    outlet_words: frozenset[str]
    outlet_first: frozenset[str]
    social: tuple[str, ...]
    official: frozenset[str]
    masculine: frozenset[str]
    feminine: frozenset[str]


class ScopeWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What tells that a sentence still stands on an attribution before it; a language may lack any."""

    consequent: tuple[str, ...] = ()
    sequence: tuple[str, ...] = ()
    backshifted: tuple[str, ...] = ()
    pluperfect: tuple[str, ...] = ()
    passives: tuple[str, ...] = ()
    present: tuple[str, ...] = ()
    many: tuple[str, ...] = ()
    reported_forms: tuple[str, ...] = ()
    participles: tuple[str, ...] = ()
    introducing: tuple[str, ...] = ()
    breaking: tuple[str, ...] = ()


class HandWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What tells through whom the words of an unnamed source came."""

    owning: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    anonymity: tuple[str, ...] = ()
    before_anonymity: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    article: tuple[str, ...] = ()
    stories: tuple[str, ...] = ()
    news: tuple[str, ...] = ()
    originally: tuple[str, ...] = ()
    published: tuple[str, ...] = ()
    broke: tuple[str, ...] = ()
    of: tuple[str, ...] = ()


class Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """The words of one language that the stages need; see the comments in its file."""

    language: str
    acts: dict[Act, tuple[str, ...]]
    citing: tuple[str, ...]
    quoting: tuple[str, ...]
    telling: tuple[str, ...]
    quoted: tuple[str, ...]
    quoted_where: tuple[str, ...]
    saying: tuple[str, ...]
    sender_markers: tuple[str, ...]
    rubrics: tuple[str, ...]
    naming: tuple[str, ...]
    hearsay: tuple[str, ...]
    coordinating: tuple[str, ...]
    that: tuple[str, ...]
    clitics: tuple[str, ...]
    fronted: tuple[str, ...]
    passive_auxiliaries: tuple[str, ...]
    before_passives: tuple[str, ...]
    participle_endings: tuple[str, ...]
    agent_markers: tuple[str, ...]
    abbreviations: tuple[str, ...]
    titles: tuple[str, ...]
    spokesperson: tuple[str, ...]
    speaks_for_markers: tuple[str, ...]
    bodies: tuple[str, ...]
    rumours: tuple[str, ...]
    impersonal: tuple[str, ...]
    ranks: tuple[str, ...]
    postmodifiers: tuple[str, ...]
    articles: tuple[str, ...]
    linking: tuple[str, ...]
    prepositions: tuple[str, ...]
    place_prepositions: tuple[str, ...]
    clause_openers: tuple[str, ...]
    relatives: tuple[str, ...]
    time: tuple[str, ...]
    refusing: tuple[str, ...]
    negations: tuple[str, ...]
    definite: tuple[str, ...]
    indefinite: tuple[str, ...]
    pronouns: dict[str, tuple[str, ...]]
    source_words: SourceWords
    names: Names
    owners: dict[Owner, tuple[str, ...]]
    media_nouns: dict[Kind, tuple[str, ...]]
    nationalities: dict[str, tuple[str, ...]]
    short_titles: dict[str, str] = {}
    grammar: Grammar = Grammar()
    speaking: tuple[str, ...] = ()
    raising: tuple[str, ...] = ()
    labelling: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    over: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    scope: ScopeWords = ScopeWords()
    hands: HandWords = HandWords()
    capital_nouns: bool = False
    """Whether every noun has a capital, so that a capital alone makes no name."""
    noun_endings: tuple[str, ...] = ()
    """Ends of nouns that are no name, where every noun has a capital."""

    @cached_property
    def act_of(self) -> dict[str, Act]:
        """The act of each word form that is listed."""
        return {form: act for act, forms in self.acts.items() for form in forms}

    @cached_property
    def kind_of_noun(self) -> dict[str, str]:
        """For each noun the kind of source that it names; the first list that has it wins."""
        kinds: dict[str, str] = {}
        for kind in self.source_words.__struct_fields__:
            for noun in getattr(self.source_words, kind):
                kinds.setdefault(noun, kind)
        return kinds

    @cached_property
    def medium_nouns(self) -> frozenset[str]:
        """Nouns for an outlet that no person bears: "newspaper", and not "editor"."""
        return frozenset(noun for nouns in self.media_nouns.values() for noun in nouns)

    @cached_property
    def country_of(self) -> dict[str, str]:
        """For each word for a country, or for what is of it, the country's code."""
        return {word: code for code, words in self.nationalities.items() for word in words}

    @cached_property
    def gender_of_pronoun(self) -> dict[str, str]:
        """For each pronoun what it can stand for: masculine, feminine, thing, group, speaker."""
        return {form: kind for kind, forms in self.pronouns.items() for form in forms}

    @cached_property
    def given_names(self) -> frozenset[str]:
        """Given names of either kind."""
        return frozenset((*self.names.masculine, *self.names.feminine))

    @cached_property
    def determiners(self) -> frozenset[str]:
        """Words with which a phrase begins, whether it is known of whom it speaks or not."""
        return frozenset((*self.definite, *self.indefinite))

    def gender_of(self, name: str) -> str | None:
        """``masculine`` or ``feminine`` where the first word of a name is a given name of one kind."""
        first = name.split(maxsplit=1)[0] if name else ""
        if first in self.names.masculine:
            return None if first in self.names.feminine else "masculine"
        return "feminine" if first in self.names.feminine else None


@lru_cache(maxsize=8)
def load(language: str) -> Lexicon:
    """Return the lexicon of a language, by its ISO 639-1 code.

    Raises:
        UsageError: if there is none, or its file is not as it should be.

    """
    return read(language, Lexicon)
