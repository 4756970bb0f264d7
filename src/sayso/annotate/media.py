"""A phrase in, the outlet of the list that it means out: "WaPo", "the Post", "the Russian state broadcaster".

A clear name means its outlet wherever it stands. A name that several bear, and a description, mean one
only where the article names it elsewhere, has it as publisher or links to it, and no other one fits.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sayso.outlets import directory

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sayso.annotate.lexicon import Lexicon
    from sayso.annotate.phrases import Form, Phrase
    from sayso.outlets import Kind, KnownOutlet
    from sayso.records import Link, Outlet, SourceType
    from sayso.spans import Range

MEDIA = frozenset({"outlet", "agency"})

_DOMAIN_NAME = re.compile(r"\.[a-z]{2,}$")


class Described(NamedTuple):
    """What a phrase says of an outlet without its name; empty where it says nothing."""

    kinds: frozenset[Kind]
    owned: frozenset[str]
    countries: frozenset[str]

    def fits(self, outlet: KnownOutlet) -> bool:
        """Return whether nothing that is said speaks against it."""
        return (
            (not self.kinds or outlet.kind in self.kinds)
            and (not self.owned or outlet.owner in self.owned)
            and (not self.countries or outlet.country in self.countries)
        )


def type_of(name: str, form: Form) -> SourceType | None:
    """Return the type of source that a name shows by itself: outlet, agency, or None for other names."""
    found = directory().listed(name)
    if not found:
        site = directory().by_domain(name.lower()) if _DOMAIN_NAME.search(name) else None
        return None if site is None else source_type(site)
    # "Observer" may be a person, and "the Post" only with its article is a paper's short name.
    bare = form == "definite" or " " in name or name.lower().startswith("the ")
    fitting = [each for each in found if bare or not each.written.startswith("The ")]
    if fitting and fitting[0].clear:
        return source_type(fitting[0].outlet)
    short = form == "definite" and any(each.written.startswith("The ") for each in found)
    return "outlet" if short else None


def source_type(outlet: KnownOutlet) -> SourceType:
    """Return what type of source an outlet is."""
    return "agency" if outlet.is_agency else "outlet"


class Media:
    """The outlets that an article names, and which of them its phrases mean."""

    def __init__(
        self, text: str, lexicon: Lexicon, published_by: Outlet | None, links: Sequence[Link] = ()
    ) -> None:
        """Look for the outlets that the text names clearly; its own publisher is one of them."""
        self._lexicon = lexicon
        self._links = links
        self._nouns = {noun.split()[-1] for nouns in lexicon.media_nouns.values() for noun in nouns}
        self.named: dict[KnownOutlet, Range | None] = {}
        for each in directory().all_named(text):
            if each.clear:
                self.named.setdefault(each.outlets[0], each.place)
        own = self._publisher(published_by)
        if own is not None:
            self.named.setdefault(own, None)

    def meant(self, phrase: Phrase, words: str, places: Iterable[Range]) -> KnownOutlet | None:
        """Return which outlet a phrase means, None where it means none or it is not clear which.

        Args:
            phrase: What the words tell by themselves.
            words: The phrase as it is written.
            places: Where it and its cue stand; a link there leads to what is meant.

        """
        if (inside := self._inside(phrase, words)) is not None:
            return inside
        if phrase.form == "name":
            return self._by_name(phrase, words, places)
        described = phrase.form in {"definite", "bare"} and phrase.speaks_for is None
        if described and phrase.type in MEDIA:
            return self._by_description(words, places)
        return None

    def written(self, outlet: KnownOutlet | None, text: str) -> str | None:
        """Return how the text first writes the clear name of an outlet, None where it does not."""
        place = self.named.get(outlet) if outlet is not None else None
        return None if place is None else text[slice(*place)]

    def described(self, words: str) -> Described:
        """Return what kind of outlet words speak of, whose, and of which country."""
        lexicon = self._lexicon
        bare = lexicon.grammar.without_possessive
        tokens = [bare(token) for token in words.replace(",", " ").split()]
        lowered = f" {' '.join(tokens).lower()} "
        kinds = {
            kind
            for kind, nouns in lexicon.media_nouns.items()
            if any(f" {noun} " in lowered for noun in nouns)
        }
        if "agency" in kinds or "broadcaster" in kinds:
            kinds &= {"agency", "broadcaster"}
        owned = {
            owner
            for owner, adjectives in lexicon.owners.items()
            if any(f" {adjective} " in lowered for adjective in adjectives)
        }
        # Texts call what the public pays for the state's as well, and a ruling party its state's.
        owned |= {"public", "party"} if "state" in owned else set()
        phrase = f" {' '.join(tokens)} "
        found = {word for word in lexicon.country_of if f" {word} " in phrase}
        longest = {word for word in found if not any(word != o and word in o for o in found)}
        countries = {lexicon.country_of[word] for word in longest}
        return Described(frozenset(kinds), frozenset(owned), frozenset(countries))

    def _inside(self, phrase: Phrase, words: str) -> KnownOutlet | None:
        """The outlet whose clear name a phrase has: "the state-owned Al-Ahram newspaper"."""
        noun = phrase.head.rsplit(maxsplit=1)[-1:]
        named = [each for each in directory().named_in(words) if each.clear]
        if phrase.form == "name" and phrase.head_kind is None:
            # "BBC Trust" begins with an outlet and is none.
            named = [each for each in named if each.place[1] == len(words)]
            fits = phrase.type not in {"person", "official"}
        else:
            fits = phrase.type in MEDIA and bool(noun) and noun[0] in self._nouns
            fits = fits and phrase.form != "indefinite" and not self._is_several(words)
        return _only(each.outlets[0] for each in named) if fits else None

    def _by_name(self, phrase: Phrase, words: str, places: Iterable[Range]) -> KnownOutlet | None:
        for name in (phrase.name, *phrase.aliases):
            if phrase.type not in MEDIA and phrase.head_kind not in MEDIA:
                # An abbreviation is taken for a body's; the article may give it in full.
                return self._shared(name, words, places) if name.isupper() else None
            outlet = directory().by_name(name) or self._shared(name, words, places)
            if outlet is not None:
                return outlet
        return None

    def _by_description(self, words: str, places: Iterable[Range]) -> KnownOutlet | None:
        described = self.described(words)
        if not described.kinds or self._is_several(words):
            return None
        linked = _only(outlet for outlet in self._linked(places) if described.fits(outlet))
        if linked is not None or not (described.owned or described.countries):
            return linked
        return _only(outlet for outlet in self.named if described.fits(outlet))

    def _shared(self, name: str, words: str, places: Iterable[Range]) -> KnownOutlet | None:
        """Which of the bearers of a name: who is linked, named in full, or fits what is said of it."""
        bearers = directory().candidates(name)
        for known in (self._linked(places), self.named):
            if found := _only(outlet for outlet in bearers if outlet in known):
                return found
        said = self.described(words)
        if said.owned or said.countries:
            return _only(outlet for outlet in bearers if said.fits(outlet))
        return None

    def _linked(self, places: Iterable[Range]) -> Collection[KnownOutlet]:
        found = {
            directory().by_address(link.url)
            for start, end in places
            for link in self._links
            if link.start < end and start < link.end
        }
        return {outlet for outlet in found if outlet is not None}

    def _is_several(self, words: str) -> bool:
        """Whether a phrase speaks of more than one: "Russian newspapers"."""
        last = words.rsplit(maxsplit=1)[-1].lower()
        return self._lexicon.grammar.singular(last) in self._nouns and last not in self._nouns

    @staticmethod
    def _publisher(given: Outlet | None) -> KnownOutlet | None:
        if given is None:
            return None
        return directory().by_domain(given.domain) or directory().by_name(given.name or "")


def _only(outlets: Iterable[KnownOutlet]) -> KnownOutlet | None:
    """The one outlet, None for none and for several."""
    found = set(outlets)
    return found.pop() if len(found) == 1 else None
