"""Source phrases of an article -> its sources: one for each who speaks, with all their mentions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.annotate.coreference import Candidate, antecedent
from sayso.annotate.phrases import Phrase, describe
from sayso.records import Source
from sayso.spans import span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.annotate.lexicon import Lexicon
    from sayso.annotate.relations import Related
    from sayso.annotate.segments import Segments
    from sayso.spans import Range

_WORD = re.compile(r"\w+")
_CAPITALS = re.compile(r"[A-Z]")


@dataclass(slots=True)
class _Entity:
    """A source while its mentions are being gathered."""

    phrase: Phrase
    names: list[str]
    mentions: list[Range] = field(default_factory=list)
    resolved: bool = True

    @property
    def name(self) -> str:
        return max(self.names, key=lambda name: (len(name.split()), -self.names.index(name)))


def find_sources(
    found: Sequence[Related], segments: Segments, lexicon: Lexicon
) -> tuple[list[Source], list[str | None]]:
    """Return the sources in the order of their first mention, and for each attribution its source's id."""
    text = segments.text
    mentions = sorted({piece for each in found for piece in each.source})
    entities: list[_Entity] = []
    by_mention: dict[Range, _Entity] = {}
    names = [
        phrase for m in mentions if (phrase := describe(text[slice(*m)], lexicon)).form == "name"
    ]
    for mention in mentions:
        phrase = describe(text[slice(*mention)], lexicon)
        entity = _known(phrase, entities, lexicon)
        if entity is None and phrase.form in {"pronoun", "definite"}:
            entity = _resolve(mention, phrase, by_mention, found, segments, lexicon)
        if entity is None:
            entity = _Entity(phrase, [_full_name(phrase, text, names)])
            entity.resolved = phrase.form != "pronoun"
            entities.append(entity)
        elif phrase.form == "name":
            entity.names += [phrase.name, *phrase.aliases]
            if entity.phrase.speaks_for is None and phrase.speaks_for is not None:
                entity.phrase = phrase
        entity.mentions.append(mention)
        by_mention[mention] = entity
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
        )
        for entity in entities
    ]
    ids = [numbers[id(by_mention[each.source[0]])] if each.source else None for each in found]
    return sources, ids


def _known(phrase: Phrase, entities: Sequence[_Entity], lexicon: Lexicon) -> _Entity | None:
    """The entity that a name or a named body is another mention of; latest first."""
    if phrase.form == "pronoun" or not (phrase.form == "name" or phrase.named):
        return None
    for entity in reversed(entities):
        if not (entity.phrase.form == "name" or entity.phrase.named):
            continue
        for ours in (phrase.name, *phrase.aliases):
            if any(_same_name(ours, theirs, lexicon) for theirs in entity.names):
                return entity
    return None


def _same_name(a: str, b: str, lexicon: Lexicon) -> bool:
    """Whether two names are one: equal, a surname of the other, or its initials."""
    ours, theirs = _words(a), _words(b)
    if ours == theirs:
        return True
    short, long = sorted((ours, theirs), key=len)
    if not short:
        return False
    if len(short) == 1 and len(long) > 1:
        initials = "".join(word[0] for word in long if word not in {"of", "the", "and", "for"})
        given = lexicon.gender_of(a) or lexicon.gender_of(b)
        if short[0] == initials and len(initials) > 1:
            return True
        return short[0] == long[-1] and (len(long) == 2 or given is not None)  # noqa: PLR2004 - given name and surname
    if len(short) > 1 and short[0] == long[0] and short[-1] == long[-1]:
        return True
    return len(short) > 1 and long[: len(short)] == short and len(long) - len(short) == 1


def _words(name: str) -> list[str]:
    words = [word.lower() for word in _WORD.findall(name.replace(".", ""))]
    return words[1:] if len(words) > 1 and words[0] == "the" else words


def _full_name(phrase: Phrase, text: str, names: Sequence[Phrase]) -> str:
    """A surname alone takes the full name that the text gives elsewhere, where it gives just one."""
    if phrase.form != "name" or phrase.type != "person" or " " in phrase.name:
        return phrase.name
    if any(other.name.split()[-1] == phrase.name and " " in other.name for other in names):
        return phrase.name
    pattern = re.compile(rf"\b([A-Z][\w’'-]+(?: [A-Z]\.?)?) {re.escape(phrase.name)}\b")
    given = {match.group(1) for match in pattern.finditer(text)}
    full = {
        name
        for name in given
        if name[0].isupper() and name.split()[0].rstrip(".").lower() not in _NOT_GIVEN
    }
    return f"{full.pop()} {phrase.name}" if len(full) == 1 else phrase.name


_NOT_GIVEN = frozenset(
    "mr mrs ms miss dr sen rep gov president senator secretary the said says told and but when if for".split()
)


def _resolve(  # noqa: PLR0913 - what an antecedent depends on
    mention: Range,
    phrase: Phrase,
    by_mention: dict[Range, _Entity],
    found: Sequence[Related],
    segments: Segments,
    lexicon: Lexicon,
) -> _Entity | None:
    """The entity that a pronoun or a definite description goes back to, where that is clear."""
    candidates = [
        Candidate(
            mention=known,
            key=id(entity),
            name=entity.name,
            type=entity.phrase.type,
            head=entity.phrase.head,
            named=entity.phrase.form == "name",
        )
        for known, entity in sorted(by_mention.items())
    ]
    contents = [piece for each in found for piece in each.content]
    key = antecedent(mention, phrase, candidates, contents, segments, lexicon)
    return next((entity for entity in by_mention.values() if id(entity) == key), None)
