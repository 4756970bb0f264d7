"""A place in a text -> the phrase there that can be a source: who it is, where it begins, of whom it is made.

For the rules that look at the shape of a sentence: a test, a weekday or a reason is no one who says something.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from sayso.annotate.edges import without_tail
from sayso.annotate.lexicon.grammar import any_of
from sayso.annotate.nesting import timeless
from sayso.annotate.phrases import describe, noun_phrase
from sayso.outlets import directory
from sayso.spans import trimmed

if TYPE_CHECKING:
    from collections.abc import Collection

    from sayso.annotate.lexicon import Lexicon
    from sayso.annotate.lexicon.unmarked_words import UnmarkedWords
    from sayso.annotate.phrases import Phrase
    from sayso.annotate.segments import Segments
    from sayso.spans import Range

LONGEST = 120
"""Code points before a word in which the phrase that ends there begins."""

MOST_WORDS = 9
"""Words of such a phrase."""

MOST_PARTS = 4
"""Sources that one phrase names: "the Globe, Reuters and AP"."""

_MEDIA = frozenset({"outlet", "agency", "social"})
_DASH = re.compile(r"[—–]|\s-\s")
_WORD = re.compile(r"[^\s,;:()“”\"—–]+")


class Speakers:
    """The phrases of one text that can be sources."""

    def __init__(self, segments: Segments, lexicon: Lexicon, words: UnmarkedWords) -> None:
        """Take the text with its language."""
        self._text = segments.text
        self._lexicon, self._words = lexicon, words
        self._joint = _joint(words.coordinated)
        self._opening = _opening(lexicon, words)

    def can_speak(self, place: Range) -> bool:
        """Return whether a phrase is one who says something: by name, or by a noun that the lexicon knows."""
        phrase = self._described(place)
        written = [word.lower() for word in _WORD.findall(self._text, *place)]
        if not written or phrase.form == "pronoun":
            return False
        if all(word in self._lexicon.time or word.isdigit() for word in written):
            return False
        return phrase.named or phrase.head_kind is not None

    def phrase_at(self, start: int, end: int) -> Range | None:
        """Return the phrase that begins here, without what it is coordinated with but that says nothing.

        "Several sources and appeared" is "several sources", and "social media along with a photo" the media.
        """
        place = timeless(self._text, start, end, self._lexicon)
        place = place and without_tail(self._text, place, self._lexicon)
        if place is None:
            return None
        for match in _WORD.finditer(self._text, *place):
            word = match.group().lower()
            if word in self._lexicon.prepositions or word in self._words.apart:
                joins = word in self._words.joining and match.start() > place[0]
                if not joins:
                    place = trimmed(self._text, place[0], match.start(), " ,")
                    place = self._without_and(place)
                    break
        joint = self._joint.search(self._text, *place)
        if joint is not None and not self._stands_alone((joint.end(), place[1])):
            known = directory().by_name(self._described(place).name) is not None
            rest = self._text[joint.end() : place[1]]
            if not known and not rest[:1].isupper():
                place = (place[0], joint.start())
        return place if place[0] < place[1] else None

    def _without_and(self, place: Range) -> Range:
        last = self._text[slice(*place)].rsplit(maxsplit=1)[-1:]
        if last and last[0].lower() in self._lexicon.coordinating:
            return trimmed(self._text, place[0], place[1] - len(last[0]), " ,")
        return place

    def has_head(self, place: Range, nouns: Collection[str]) -> bool:
        """Return whether one of these nouns carries a phrase, or ends its name."""
        phrase = self._described(place)
        last = phrase.name.lower().rsplit(maxsplit=1)[-1:]
        return phrase.head in nouns or bool(
            last and self._lexicon.grammar.singular(last[0]) in nouns
        )

    def is_medium(self, place: Range) -> bool:
        """Return whether a phrase is an outlet, a platform, or "the media" of some kind."""
        phrase, singular = self._described(place), self._lexicon.grammar.singular
        if phrase.form == "pronoun":
            return False
        if phrase.type in _MEDIA or phrase.head_kind in _MEDIA:
            return True
        tail = self._text[slice(*place)].lower().split()[-2:]
        return bool(tail) and not {singular(tail[-1]), singular(" ".join(tail))}.isdisjoint(
            self._words.media
        )

    def is_body(self, place: Range) -> bool:
        """Return whether a phrase is the name of something that is no person."""
        phrase = self._described(place)
        return phrase.named and self.can_speak(place) and phrase.type not in {"person", "unnamed"}

    def parts(self, place: Range) -> list[Range]:
        """Return the sources of which a phrase is made ("the minister and the mayor"); none where it is one.

        Each must stand by itself: with a determiner, as a name of several words, or as a known outlet.
        """
        text = self._text
        whole = text[slice(*place)]
        cuts = [match.span() for match in self._joint.finditer(text, *place)]
        if not cuts or len(cuts) >= MOST_PARTS or directory().by_name(self._described(place).name):
            return []
        if not any(text[slice(*cut)].strip(" ,") for cut in cuts):
            return []
        inside = {word.lower() for word in whole.split()}
        if not inside.isdisjoint(self._words.including) or _DASH.search(whole):
            return []
        edges = [place[0], *(edge for cut in cuts for edge in cut), place[1]]
        parts = [trimmed(text, start, end) for start, end in list(pairwise(edges))[::2]]
        parts[0] = self._without_both(parts[0])
        alone = all(start < end and self._stands_alone((start, end)) for start, end in parts)
        described = [self._described(part) for part in parts if part[0] < part[1]]
        if "," in whole and any(phrase.form != "name" for phrase in described):
            return []  # "Ada Palme, a clerk and an author" is one
        head = text[slice(*parts[0])].lower().split()
        if (
            not set(head).isdisjoint(self._lexicon.grammar.office_prepositions)
            and described[-1].form == "name"
        ):
            return []  # "the Department of Public Works and Town Planning"
        return parts if alone and directory().by_name(whole) is None else []

    def _without_both(self, place: Range) -> Range:
        first = self._text[slice(*place)].split(maxsplit=1)[:1]
        if first and first[0].lower() in self._words.both:
            return trimmed(self._text, place[0] + len(first[0]), place[1])
        return place

    def clause_start(self, start: int, end: int, *, main: bool = False) -> int:
        """Return where the clause begins that ends at ``end``, within the sentence that begins at ``start``.

        A ``main`` clause may hold others: "reports that he had died circulated".
        """
        last = start
        for match in self._opening.finditer(self._text, start, end):
            if not (main and match["under"]):
                last = match.end()
        return last

    def phrase_before(self, end: int, start: int, *, anyone: bool = False) -> Range | None:
        """Return the phrase that ends at ``end`` and can be a source: "an official in the capital".

        Where ``anyone`` can stand there, an article is enough: "a clerk was quoted".
        """
        text, lexicon, words_of = self._text, self._lexicon, self._words
        end = trimmed(text, start, end, " ,")[1]
        tokens = list(_WORD.finditer(text, max(start, end - LONGEST), end))
        first: int | None = None
        for number, token in enumerate(reversed(tokens)):
            word = token.group().lower()
            after = text[token.end() : first] if first is not None else text[token.end() : end]
            if word in words_of.alternatives:
                return None
            if after.strip() or number >= MOST_WORDS or self._ends_phrase(word):
                break
            if word in words_of.joining and first is not None and self._is_somebody((first, end)):
                break
            first = token.start()
            if word in lexicon.determiners and not self._joins(first, start):
                break
        if first is None:
            return None
        phrase = noun_phrase(text, self._name_start(first, end), end, lexicon)
        if phrase is None or phrase[1] != end or self._ends_name(phrase, start):
            return None
        led = self._described(phrase).form == "indefinite"
        if led and (named := self._named_before(phrase[0], start)):
            return named, phrase[1]
        several = " " in text[slice(*phrase)]
        return phrase if self.can_speak(phrase) or (anyone and led and several) else None

    def _name_start(self, start: int, end: int) -> int:
        """Where a phrase that is led by no determiner begins: at a noun, a title or a name, not at "rang"."""
        lexicon = self._lexicon
        known = {*lexicon.determiners, *lexicon.titles}
        tokens = list(_WORD.finditer(self._text, start, end))
        for token in tokens[:-1]:
            word = token.group()
            if not word.islower() or word in known or self._is_noun(word):
                return token.start()
        return start

    def _named_before(self, position: int, start: int) -> int | None:
        """Where the name begins to which a phrase is added: "Ada Palme, a diver"."""
        if not self._text[start:position].endswith(", "):
            return None
        phrase = self.phrase_before(position, start)
        if phrase is None or self._described(phrase).form != "name":
            return None
        return phrase[0]

    def _ends_phrase(self, word: str) -> bool:
        lexicon, words = self._lexicon, self._words
        if word in words.joining:
            return False
        return (
            word in lexicon.prepositions
            or word in lexicon.clause_openers
            or word in lexicon.coordinating
            or word in lexicon.gender_of_pronoun
            or word in words.auxiliaries
            or (word in lexicon.act_of and word not in lexicon.titles and not self._is_noun(word))
        )

    def _ends_name(self, place: Range, start: int) -> bool:
        """Whether a word may be the end of a longer name: "the Union of Ports and Harbours"."""
        before = _WORD.findall(self._text, max(start, place[0] - LONGEST), place[0])[-1:]
        joined = before and before[0].lower() in self._lexicon.coordinating
        return bool(joined) and " " not in self._text[slice(*place)]

    def _is_noun(self, word: str) -> bool:
        return self._lexicon.grammar.singular(word) in self._lexicon.kind_of_noun

    def _is_somebody(self, place: Range) -> bool:
        """Whether a phrase is a person's, so that what goes before it is no part of it."""
        phrase = self._described(place)
        if phrase.form == "name":
            return phrase.type == "person" and " " in phrase.name
        named = phrase.head_kind is None and any(map(str.isupper, self._text[slice(*place)]))
        return named or phrase.head_kind in {"anonymous", "person"}

    def _joins(self, position: int, start: int) -> bool:
        """Whether before a determiner stands another, or a preposition that stands within phrases."""
        before = _WORD.findall(self._text, max(start, position - LONGEST), position)[-1:]
        known = {*self._words.joining, *self._lexicon.determiners}
        return bool(before) and before[0].lower() in known

    def _stands_alone(self, place: Range) -> bool:
        if not self.can_speak(place):
            return False
        written = self._text[slice(*place)].split()
        first = written[0].lower()
        if first in self._lexicon.determiners:
            return True
        phrase = self._described(place)
        if directory().by_name(phrase.name) is not None:
            return True
        # "Owners Rob and Ada Palme" are not the two "Owners Rob" and "Ada Palme".
        proper = [word for word in phrase.name.lower().split() if not self._is_noun(word)]
        return phrase.form == "name" and (len(proper) > 1 or phrase.type != "person")

    def _described(self, place: Range) -> Phrase:
        return describe(self._text[slice(*place)], self._lexicon)


@cache
def _joint(coordinated: tuple[str, ...]) -> re.Pattern[str]:
    """What stands between the sources of one phrase."""
    return re.compile(rf",? {any_of(coordinated)} |, ")


def _opening(lexicon: Lexicon, words: UnmarkedWords) -> re.Pattern[str]:
    behind = (*lexicon.clause_openers, *lexicon.grammar.clause_ends)
    return _openings(lexicon.coordinating, behind, words.subordinate)


@cache
def _openings(
    coordinating: tuple[str, ...], behind_comma: tuple[str, ...], anywhere: tuple[str, ...]
) -> re.Pattern[str]:
    """What a clause begins behind: a mark, a comma with a conjunction, a conjunction."""
    comma = rf", (?:{any_of(coordinating)} |(?={any_of(behind_comma)} ))"
    return re.compile(rf"[;:—–“”\"] ?|{comma}|(?P<under>\b{any_of(anywhere)} )")
