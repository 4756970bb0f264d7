"""Source phrases of an article -> its sources: one for each who speaks, with all their mentions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sayso.annotate.called import initials, same_name, words_of
from sayso.annotate.coreference import REACH, Candidate, antecedent
from sayso.annotate.media import MEDIA, Media, source_type, type_of
from sayso.annotate.nouns import no_given_names
from sayso.annotate.phrases import Phrase, describe, name_runs
from sayso.letters import CAPITALS
from sayso.records import Source
from sayso.spans import RangeIndex, span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.annotate.lexicon import Lexicon
    from sayso.annotate.related import Related
    from sayso.annotate.segments import Segments
    from sayso.outlets import KnownOutlet
    from sayso.spans import Range

MOST_CANDIDATES = 60
"""Mentions back in which the antecedent of a pronoun is looked for, however short the sentences."""

MOST_ALIKE = 100
"""Sources with a name that begins or ends alike, and spokespersons, among which a mention is looked for, the
latest first: no article has as many."""

LONGEST_INTRODUCTION = 400
"""Code points in which a person is named before "he" speaks."""

_A_FIRM = ("person", "organisation")
"""Of a name taken for a person's, and of "the company" that goes back to it."""

MASCULINE, FEMININE = "masculine", "feminine"

# A name begins where no word goes on, and is bounded: no run of marks makes a pattern slow.
_NAME = rf"(?<![\w’'-])[{CAPITALS}][\w’'-]{{0,40}}"
_WHOLE_WORD = re.compile(r"[\w’'-]+")
_CAPITAL_INSIDE = re.compile(rf"(?<=[\w,;] ){_NAME}")
_NAME_PAIR = re.compile(rf"({_NAME}\.?)((?: [{CAPITALS}]\.?)?) (?=({_NAME}))")
_INTRODUCED = re.compile(rf"(?P<name>{_NAME}(?: {_NAME}){{1,2}})(?P<age>, \d{{1,3}},)?")
_SENTENCE_CASE = re.compile(rf"[{CAPITALS}][^\W\d_{CAPITALS}]+")


@dataclass(slots=True, eq=False)
class _Entity:
    """A source while its mentions are being gathered."""

    phrase: Phrase
    names: list[str]
    mentions: list[Range] = field(default_factory=list)
    resolved: bool = True
    outlet: KnownOutlet | None = None

    def add(self, *names: str) -> None:
        """Add the names that are new."""
        self.names += [name for name in names if name not in self.names]

    def mean(self, outlet: KnownOutlet | None, written: str | None) -> None:
        """Mean an outlet of the list; a description takes the name by which the article calls it."""
        if outlet is None or self.outlet is not None:
            return
        self.outlet = outlet
        kind = source_type(outlet)
        if self.phrase.form != "name" and written is not None:
            self.names = [written]
            self.phrase = replace(self.phrase, named=True, type=kind)
        elif self.phrase.type != kind:
            self.phrase = replace(self.phrase, type=kind)

    @property
    def name(self) -> str:
        return max(self.names, key=lambda name: (len(name.split()), -self.names.index(name)))


def find_sources(
    found: Sequence[Related], segments: Segments, lexicon: Lexicon, media: Media | None = None
) -> tuple[list[Source], list[str | None]]:
    """Return the sources in the order of their first mention, and for each attribution its source's id.

    Args:
        found: The attributions.
        segments: Of the text.
        lexicon: Of its language.
        media: The outlets that the article names; without it only the text is asked.

    """
    text = segments.text
    media = Media(text, lexicon, None) if media is None else media
    mentions = sorted({piece for each in found for piece in each.source})
    entities: list[_Entity] = []
    by_mention: dict[Range, _Entity] = {}
    usage = _Usage(segments, lexicon)
    phrases = {mention: _in_text(mention, text, usage, lexicon) for mention in mentions}
    cues = {piece: each.cue for each in found for piece in each.source}
    nearby = _Nearby(found, segments)
    known = _Known(lexicon)
    candidates: list[Candidate] = []
    # "I" and "we" are of those in whose words they stand, who may be named only after them.
    for mention, phrase in sorted(phrases.items(), key=lambda pair: _is_speaker(pair[1], lexicon)):
        full = _full_name(phrase, usage)
        outlet = media.meant(phrase, text[slice(*mention)], (mention, *cues.get(mention, ())))
        entity = known.find(phrase, outlet) or known.find(replace(phrase, name=full), outlet)
        if entity is None and outlet is None and phrase.form in {"pronoun", "definite"}:
            if _is_speaker(phrase, lexicon):
                entity = _speaker(mention, by_mention, found)
            # "He" in somebody's quoted words is whom that person means, and not the article.
            elif phrase.form == "definite" or not segments.quotations_over(mention):
                recent = candidates[-MOST_CANDIDATES:] if phrase.form == "pronoun" else candidates
                key = antecedent(mention, phrase, recent, nearby(mention), segments, lexicon)
                entity = None if key is None else entities[key]
                if entity is not None and (entity.phrase.type, phrase.type) == _A_FIRM:
                    entity.phrase = replace(entity.phrase, type="organisation")
        if entity is None:
            entity = _introduced(mention, phrase, candidates, segments, lexicon)
            entity = entity or _Entity(
                phrase, [full], resolved=outlet is not None or not _points_back(phrase)
            )
            entities.append(entity)
        elif phrase.form == "name":
            if entity.phrase.form != "name":
                entity.names.clear()
            entity.add(phrase.name, *phrase.aliases)
            if entity.phrase.form != "name" or (
                entity.phrase.speaks_for is None and phrase.speaks_for is not None
            ):
                entity.phrase = phrase
        entity.mentions.append(mention)
        entity.mean(outlet, media.written(outlet, text))
        by_mention[mention] = entity
        known.add(entity)
        candidates.append(_candidate(mention, entities.index(entity), entity))
    sources, numbers = _records(entities, text)
    ids = [numbers[id(by_mention[each.source[0]])] if each.source else None for each in found]
    return sources, ids


def _records(entities: list[_Entity], text: str) -> tuple[list[Source], dict[int, str]]:
    """Return the sources in the order of their first mention, and the id of each entity's."""
    for entity in entities:
        entity.mentions.sort()
    entities.sort(key=lambda entity: entity.mentions[0])
    numbers = {id(entity): f"s{number}" for number, entity in enumerate(entities, 1)}
    sources = [
        Source(
            id=numbers[id(entity)],
            name=entity.name,
            type=entity.phrase.type,
            named=entity.phrase.named,
            mentions=tuple(span(text, *mention) for mention in entity.mentions),
            speaks_for=entity.phrase.speaks_for,
            resolved=entity.resolved,
            outlet=None if entity.outlet is None else entity.outlet.name,
        )
        for entity in entities
    ]
    return sources, numbers


class _Nearby:
    """The contents around a place: what lies further back than any pronoun reaches is left out."""

    def __init__(self, found: Sequence[Related], segments: Segments) -> None:
        self._segments = segments
        self._contents = [piece for each in found for piece in each.content]
        self._index = RangeIndex((piece, k) for k, piece in enumerate(self._contents))

    def __call__(self, place: Range) -> list[Range]:
        here = self._segments.sentence_at(place[0])
        start = self._segments.sentences[max(0, here - max(REACH.values()))][0]
        return [self._contents[k] for k in self._index.over((start, place[1]))]


class _Usage:
    """How the text uses its words, read once: which are written small, which are places, who has which name."""

    def __init__(self, segments: Segments, lexicon: Lexicon) -> None:
        text = segments.text
        self.starts = {start for start, _ in (*segments.sentences, *segments.quotations)}
        self.words = frozenset(_WHOLE_WORD.findall(text))
        self.inside = frozenset(_CAPITAL_INSIDE.findall(text))
        places = rf"\b(?:{'|'.join(lexicon.place_prepositions)}) ({_NAME})"
        self.places = frozenset(re.findall(places, text))
        self.given: dict[str, set[str]] = {}
        self.borne: set[str] = set()
        none = no_given_names(lexicon.language)
        for first, middle, last in _NAME_PAIR.findall(text):
            self.borne |= {first, last}
            gerund = lexicon.grammar.is_gerund(first) and not lexicon.gender_of(first)
            if not gerund and first.rstrip(".").lower() not in none:
                self.given.setdefault(last, set()).add(first + middle)


def _in_text(mention: Range, text: str, usage: _Usage, lexicon: Lexicon) -> Phrase:
    """Describe a mention with what the rest of the text tells: is its capital a name's, is it a place?"""
    words = text[slice(*mention)]
    first = words.split()[0]
    begins = mention[0] in usage.starts and _SENTENCE_CASE.fullmatch(first)
    if begins and _is_common(first, words, usage, lexicon):
        words = first.lower() + words[len(first) :]
    phrase = describe(words, lexicon)
    if phrase.form == "name" and phrase.type in MEDIA and phrase.head_kind not in MEDIA:
        bearers = {name for name in usage.given.get(phrase.name, ()) if lexicon.gender_of(name)}
        if bearers and " " not in phrase.name:
            return replace(phrase, type="person")
    if phrase.form == "name" and phrase.type == "person" and _is_place(phrase.name, usage, lexicon):
        return replace(phrase, type="official")
    return phrase


def _is_common(first: str, words: str, usage: _Usage, lexicon: Lexicon) -> bool:
    """Whether the first word of a sentence is no name: it is also written small, or only here large."""
    if first.lower() in usage.words:
        return True
    following = words.split()[1:2]
    if first.lower() in lexicon.kind_of_noun and not (following and following[0][0].isupper()):
        return True
    names = lexicon.names
    if first in {*names.social, *names.official} or type_of(first, "name") is not None:
        return False
    grammar = lexicon.grammar
    common = grammar.is_plural(first) or first.endswith(grammar.adjective_endings)
    alone = not following or following[0][:1].islower()
    return common and first.isalpha() and alone and first not in usage.inside


def _is_place(name: str, usage: _Usage, lexicon: Lexicon) -> bool:
    """A name of one word that things happen in, and that nobody bears: a place that stands for its rulers."""
    if " " in name or lexicon.gender_of(name):
        return False
    return name in usage.places and name not in usage.borne


def _points_back(phrase: Phrase) -> bool:
    """Whether a phrase tells nothing without what it goes back to: "he", "the newspaper"."""
    if phrase.form == "pronoun":
        return True
    return phrase.form == "definite" and not phrase.named and " " not in phrase.name


class _Known:
    """The named sources so far, found again by a word or the initials of their names."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._by_key: dict[str, list[_Entity]] = {}
        self._spokespersons: list[_Entity] = []
        self._by_outlet: dict[str, _Entity] = {}

    def add(self, entity: _Entity) -> None:
        """Take up an entity, or its new names."""
        if entity.outlet is not None:
            self._by_outlet.setdefault(entity.outlet.name, entity)
        if entity.phrase.form != "name" and entity.phrase.speaks_for:
            self._spokespersons.append(entity)
        if entity.phrase.form != "name" and not entity.phrase.named:
            return
        for key in {key for name in entity.names for key in self._keys(name)}:
            entities = self._by_key.setdefault(key, [])
            if entity not in entities[-MOST_ALIKE:]:
                entities.append(entity)

    def find(self, phrase: Phrase, outlet: KnownOutlet | None) -> _Entity | None:
        """Return the entity that a name or a named body is another mention of; latest first."""
        if outlet is not None and outlet.name in self._by_outlet:
            return self._by_outlet[outlet.name]
        if phrase.form == "pronoun" or not (phrase.form == "name" or phrase.named):
            return None
        for entity in reversed(self._spokespersons[-MOST_ALIKE:]):
            if _same_office(phrase, entity.phrase, self._lexicon):
                return entity
        for ours in (phrase.name, *phrase.aliases):
            for key in self._keys(ours):
                for entity in reversed(self._by_key.get(key, [])[-MOST_ALIKE:]):
                    other = outlet is not None and entity.outlet not in {None, outlet}
                    if not other and any(
                        same_name(ours, name, self._lexicon) for name in entity.names
                    ):
                        return entity
        return None

    def _keys(self, name: str) -> list[str]:
        """Both ends of a name and its initials: two names of one source share one of them."""
        words = words_of(name, self._lexicon.language)
        return (
            list(dict.fromkeys([words[-1], words[0], initials(words, self._lexicon)]))
            if words
            else []
        )


def _same_office(named: Phrase, earlier: Phrase, lexicon: Lexicon) -> bool:
    """Whether a named spokesperson is the unnamed one of before: "a spokesman for the tax office"."""
    if named.form != "name" or earlier.form == "name":
        return False
    if not (named.speaks_for and earlier.speaks_for):
        return False
    if not {named.head, earlier.head} <= set(lexicon.spokesperson):
        return False
    ours, theirs = (
        set(words_of(body, lexicon.language)) for body in (named.speaks_for, earlier.speaks_for)
    )
    return ours <= theirs or theirs <= ours


def _full_name(phrase: Phrase, usage: _Usage) -> str:
    """A surname alone takes the full name that the text gives elsewhere, where it gives just one."""
    if phrase.form != "name" or phrase.type != "person" or " " in phrase.name:
        return phrase.name
    full = usage.given.get(phrase.name, set())
    return f"{min(full)} {phrase.name}" if len(full) == 1 else phrase.name


def _candidate(mention: Range, number: int, entity: _Entity) -> Candidate:
    return Candidate(
        mention=mention,
        key=number,
        name=entity.name,
        type=entity.phrase.type,
        head=entity.phrase.head,
        named=entity.phrase.form == "name",
    )


def _introduced(
    mention: Range,
    phrase: Phrase,
    candidates: Sequence[Candidate],
    segments: Segments,
    lexicon: Lexicon,
) -> _Entity | None:
    """Who "he" is where nobody has spoken: the one person whom this sentence or the last one begins with.

    "Karim Daoud, 41, lost his shop. He said ..."; the age or the given name must show a person.
    """
    kind = lexicon.gender_of_pronoun.get(phrase.name.lower())
    here, text = segments.sentence_at(mention[0]), segments.text
    spoke = candidates and segments.sentence_at(candidates[-1].mention[0]) >= here - max(
        REACH.values()
    )
    if kind not in {MASCULINE, FEMININE} or spoke or segments.quotations_over(mention):
        return None
    start = segments.sentences[max(0, here - 1)][0]
    told = text[start : min(mention[0], start + LONGEST_INTRODUCTION)]
    names = [name for name in name_runs(told, lexicon) if describe(name, lexicon).type == "person"]
    match = _INTRODUCED.match(told)
    if match is None or {match["name"]} != {name for name in names if len(name.split()) > 1}:
        return None
    gender = lexicon.gender_of(match["name"])
    if gender != kind and (gender is not None or match["age"] is None):
        return None
    person = describe(match["name"], lexicon)
    return _Entity(person, [person.name], [(start, start + match.end("name"))])


def _is_speaker(phrase: Phrase, lexicon: Lexicon) -> bool:
    return lexicon.gender_of_pronoun.get(phrase.name.lower()) == "speaker"


def _speaker(
    mention: Range, by_mention: dict[Range, _Entity], found: Sequence[Related]
) -> _Entity | None:
    """Whose "I" or "we" it is: that of the source in whose words it stands."""
    holders = [
        other.source[0]
        for each in found
        if each.source and each.source[0] == mention and each.parent is not None
        for other in [found[each.parent]]
        if other.source and other.source[0] in by_mention
    ]
    return by_mention[holders[0]] if holders else None
