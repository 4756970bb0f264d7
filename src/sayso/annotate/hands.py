"""Attributions -> the same, with the outlets set before the sources whom the article has only from them.

An article that tells what a newspaper reports goes on with "one official said" and "the source added":
the official has spoken to the newspaper. Nothing in that sentence says so, which is why each hand that
is added is marked as inferred. Named sources speak for themselves, but for what they go on to say.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from sayso.annotate.media import MEDIA
from sayso.annotate.phrases import describe, noun_phrase
from sayso.outlets import directory
from sayso.records import Attribution, Source
from sayso.spans import Span, span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sayso.annotate.chains import Teller
    from sayso.annotate.lexicon import Lexicon
    from sayso.annotate.segments import Segments
    from sayso.records import Act

FARTHEST = 3
"""Paragraphs from an outlet's report within which unnamed sources are taken for the outlet's."""

NEAREST = 2
"""Sentences from what somebody told an outlet within which "he said" is still told to it."""

MOST_WORDS = 4
"""Words of a phrase for somebody of whom nothing is told: "another anonymous source"."""

MOST_ADDED = 500
"""Hands that are added in one text before no more owners are looked for; no article has as many."""

_PASSING: frozenset[Act] = frozenset({"say", "report", "cite", "claim"})


class Handed(NamedTuple):
    """Attributions with all hands, and the sources with what was found of their mentions."""

    attributions: list[Attribution]
    sources: list[Source]


def through(
    found: Sequence[Attribution],
    sources: Sequence[Source],
    segments: Segments,
    lexicon: Lexicon,
    teller: Teller,
) -> Handed:
    """Return the attributions, and behind them one for each outlet that is set before a source.

    Args:
        found: What the text says who says, in the order of the cues.
        sources: Those who say it.
        segments: Of the text.
        lexicon: Of its language.
        teller: Who tells the article; an agency has its unnamed sources itself.

    """
    return _Through(found, sources, segments, lexicon, teller).read()


class _Through:
    """Goes through the attributions of one text."""

    def __init__(
        self,
        found: Sequence[Attribution],
        sources: Sequence[Source],
        segments: Segments,
        lexicon: Lexicon,
        teller: Teller,
    ) -> None:
        self._found = {each.id: each for each in found}
        self._sources = {each.id: each for each in sources}
        self._segments, self._lexicon, self._teller = segments, lexicon, teller
        self._added: list[Attribution] = []
        self._direct: set[str] = set()

    def read(self) -> Handed:
        first = self._first_relays()
        near: Attribution | None = None
        last: Attribution | None = None
        for each in list(self._found.values()):
            if each.inferred:
                continue
            outer = self._outermost(each)
            source = self._sources.get(outer.source or "")
            if source is not None and self._is_medium(source):
                near = outer if outer.act in _PASSING else None
            elif each.parent is None and source is not None:
                near = self._set_before(each, source, near, first, last)
            last = each if each.source is not None else last
        return Handed([*self._found.values(), *self._added], list(self._sources.values()))

    def _set_before(
        self,
        each: Attribution,
        source: Source,
        near: Attribution | None,
        first: Mapping[str, Attribution | None],
        last: Attribution | None,
    ) -> Attribution | None:
        """Set an outlet before a source where it has one; return whose report goes on after it."""
        if self._owned(each, source):
            return near
        relay: Attribution | None = None
        if last is not None and self._speaks_on(each, last):
            relay = self._found[self._found[last.id].parent or ""]
        elif not source.named and source.id not in self._direct:
            relay = first.get(source.id) or self._reported(each, near)
        if relay is None:
            self._direct.add(source.id)
            return None
        self._add(each, relay)
        return near

    def _first_relays(self) -> dict[str, Attribution | None]:
        """For each unnamed source the one outlet that the text sets before it; None where several."""
        relays: dict[str, Attribution | None] = {}
        for each in self._found.values():
            source = self._sources.get(each.source or "")
            above = self._found.get(each.parent or "")
            if source is None or source.named or above is None:
                continue
            medium = self._sources.get(above.source or "")
            if medium is None or not self._is_medium(medium):
                continue
            before = relays.setdefault(source.id, above)
            if before is not None and before.source != above.source:
                relays[source.id] = None
        return relays

    def _is_medium(self, source: Source) -> bool:
        return source.type in MEDIA and not self._teller.is_source(source)

    def _is_contact(self, each: Attribution) -> bool:
        """Whether one speaks of whom nothing is told: "the source", "one official", "an unnamed aide".

        Of whom is told whence he is ("a NASA official"), that one may well have spoken to the article.
        """
        source = self._sources.get(each.source or "")
        if source is None or source.type != "unnamed" or not each.source_spans:
            return False
        words, hands = self._lexicon, self._lexicon.hands
        told = [word.lower() for word in each.source_spans[0].text.split()]
        if len(told) < MOST_WORDS and told[-1] in {*hands.contacts, *words.ranks}:
            several = told[0] in words.indefinite and words.grammar.is_plural(told[-1])
            plain = {*words.definite, *words.indefinite}
            return len(told) > 1 and set(told[:-1]) <= plain and not several
        return False

    def _reported(self, each: Attribution, near: Attribution | None) -> Attribution | None:
        """The report just before, unless the source tells it to others than the outlet."""
        if near is None or self._teller.is_agency or not self._is_contact(each):
            return None
        words = " ".join(cue.text for cue in each.cue_spans).lower()
        if any(f" {verb} " in f" {words} " for verb in self._lexicon.telling):
            return None
        here = self._segments.paragraph_at(_place(each))
        apart = here - self._segments.paragraph_at(_place(near))
        return near if 0 <= apart <= FARTHEST else None

    def _speaks_on(self, each: Attribution, last: Attribution) -> bool:
        """Whether "he said" follows what the same source told an outlet."""
        above = self._found.get(self._found[last.id].parent or "")
        if above is None or not above.inferred or each.source != last.source:
            return False
        words = each.source_spans[0].text.lower() if each.source_spans else ""
        apart = self._segments.sentence_at(_place(each)) - self._segments.sentence_at(_place(last))
        return words in self._lexicon.gender_of_pronoun and 0 <= apart <= NEAREST

    def _owned(self, each: Attribution, source: Source) -> bool:
        """Set the outlet before who is said to be its: "its sources", "an official cited by the Post"."""
        if not each.source_spans or len(self._added) >= MOST_ADDED:
            return False
        where = next(self._owners(each.source_spans[0]), None)
        owner = None if where is None else self._medium_of(where)
        if where is None or owner is None or owner.id == source.id:
            return False
        mentions = tuple(sorted({*owner.mentions, where}))
        self._sources[owner.id] = msgspec.structs.replace(owner, mentions=mentions)
        name = self._new_name()
        relay = msgspec.structs.replace(
            each, id=name, source=owner.id, source_spans=(where,), act="report", inferred=True
        )
        self._added.append(relay)
        self._found[each.id] = msgspec.structs.replace(each, parent=name)
        return True

    def _owners(self, where: Span) -> Iterator[Span]:
        """The phrases within a source's own that may name the outlet to which he spoke."""
        lexicon, text = self._lexicon, self._segments.text
        head, _, last = where.text.rpartition(" ")
        if last.lower() in lexicon.hands.contacts and head:
            bare = lexicon.grammar.without_possessive(head)
            if bare != head or head.lower() in lexicon.hands.owning:
                yield span(text, where.start, where.start + len(bare))
        if not (lexicon.quoting and lexicon.quoted_where and lexicon.telling):
            return
        before = _passed_on(lexicon.quoting, lexicon.quoted_where, lexicon.telling)
        for match in before.finditer(text, where.start, where.end):
            phrase = noun_phrase(text, match.end(), where.end, lexicon)
            if phrase is not None:
                yield span(text, *phrase)

    def _medium_of(self, possessor: Span) -> Source | None:
        """The outlet that a possessor names, or the only one of its noun or of the article."""
        owning = possessor.text.lower() in self._lexicon.hands.owning
        phrase = describe(possessor.text, self._lexicon)
        media = [each for each in self._sources.values() if each.type in MEDIA]
        outlet = directory().by_name(phrase.name)
        known = None if outlet is None else outlet.name
        for each in media:
            if phrase.name.lower() == each.name.lower() or (known and each.outlet == known):
                return each
        if not owning and (phrase.form == "name" or phrase.type not in MEDIA):
            return None
        earlier = [e for e in media if e.mentions and e.mentions[0].start < possessor.start]
        return earlier[0] if len(earlier) == 1 else None

    def _outermost(self, each: Attribution) -> Attribution:
        steps = 0
        while each.parent in self._found and steps <= len(self._found):
            each, steps = self._found[each.parent], steps + 1
        return each

    def _new_name(self) -> str:
        return f"a{len(self._found) + len(self._added) + 1}"

    def _add(self, each: Attribution, relay: Attribution) -> None:
        """Let the relay's report go on over what the source says."""
        name = self._new_name()
        self._added.append(
            Attribution(
                id=name,
                source=relay.source,
                source_spans=(),
                cue_spans=(),
                content_spans=each.content_spans,
                manner=each.manner,
                act="report",
                score=min(each.score, relay.score),
                parent=relay.parent,
                scope="continued",
                continues=relay.continues or relay.id,
                inferred=True,
            )
        )
        self._found[each.id] = msgspec.structs.replace(each, parent=name)


@cache
def _passed_on(
    quoting: tuple[str, ...], where: tuple[str, ...], telling: tuple[str, ...]
) -> re.Pattern[str]:
    """What stands before an outlet in the phrase of a source: "cited by", "who spoke to"."""
    verbs, places, told = ("|".join(map(re.escape, each)) for each in (quoting, where, telling))
    return re.compile(rf"\b(?:(?:{verbs}) (?:{places})|{told})\b")


def _place(each: Attribution) -> int:
    return min(piece.start for piece in each.cue_spans or each.content_spans)
