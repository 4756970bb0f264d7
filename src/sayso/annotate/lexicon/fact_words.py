"""What the words of facts are in one language: a TOML file a language, checked when it is loaded."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import Literal

import msgspec

from sayso.annotate.lexicon.files import read, small
from sayso.records import Modifier

Unit = Literal["day", "week", "weekend", "month", "year", "decade"]

_FIELD = re.compile(r"\{(\w+)\}")
_GROUP = re.compile(r"\(\?P<\w+>")


class DateWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True, kw_only=True):
    """How dates are written; the fields in braces of a pattern are the lists of the same name.

    A pattern is read in text without capitals.
    """

    months: dict[str, int]
    weekdays: dict[str, int]
    words: dict[str, int]
    units: dict[str, Unit]
    plural_units: tuple[str, ...]
    which: dict[str, int]
    stretching: tuple[str, ...]
    """Of ``which``, those that mean the time up to now: "the past week"."""
    weekend: tuple[str, ...]
    before_years: frozenset[str]
    before_months: frozenset[str]
    several: tuple[str, ...]
    counting: frozenset[str]
    articles: tuple[str, ...]
    day_first: bool | None = None
    """Of 3/4/2015: None where both are in use."""
    future: frozenset[str]
    ordinal: str
    clock: str
    parts_of_day: str
    vague: tuple[str, ...]
    patterns: tuple[str, ...]
    triggers: tuple[str, ...] = ()
    """Other words with which a pattern can begin."""


class QuantityWords(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True, kw_only=True
):
    """How quantities are written."""

    decimal: str
    thousands: str
    numbers: dict[str, int]
    multipliers: dict[str, int]
    attached: dict[str, int]
    article_before_multiplier: tuple[str, ...]
    half: tuple[str, ...]
    and_: tuple[str, ...] = msgspec.field(name="and")
    never_alone: tuple[str, ...]
    and_half: tuple[str, ...]
    ratio: tuple[str, ...]
    vague: tuple[str, ...]
    vague_joins: frozenset[str]
    between: dict[str, tuple[str, ...]]
    to: tuple[str, ...]
    modifiers: dict[Modifier, tuple[str, ...]]
    no_modifier_after: frozenset[str]
    """Words behind which "about" tells what something is about."""
    modifiers_after: dict[str, Modifier]
    currencies: dict[str, str]
    measures: dict[str, str]
    clock: tuple[str, ...]
    numbered: frozenset[str]
    nouns_after_nouns: frozenset[str]
    same_in_plural: frozenset[str]
    dimensions: frozenset[str]
    aged: frozenset[str]
    years: str
    counted: str
    """Pattern of a word that can be what is counted."""
    stops: frozenset[str]
    """Words that end the way from a number to what it counts."""

    @cached_property
    def modifier_words(self) -> dict[tuple[str, ...], Modifier]:
        """The modifiers by their words."""
        return {
            tuple(each.split()): modifier
            for modifier, listed in self.modifiers.items()
            for each in listed
        }

    @cached_property
    def ends_of_modifiers(self) -> frozenset[str]:
        """The last words of the modifiers."""
        return frozenset(words[-1] for words in self.modifier_words)

    @cached_property
    def noun(self) -> re.Pattern[str]:
        """The pattern of what can be counted."""
        return re.compile(self.counted)


class PlaceWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True, kw_only=True):
    """Names of places in this language, and the words that tell that a name is a place's."""

    names: dict[str, str]
    """Names of countries by ISO 3166 code, beside those that the gazetteer has."""
    regions: dict[str, str]
    """Known regions with the code of their country."""
    short: dict[str, str]
    """What stands for a state or country behind a comma: "Palm Beach, Fla."."""
    sure_before: frozenset[str]
    before: frozenset[str]
    """Words before a name of which only a place's remains likely."""
    perhaps_before: frozenset[str]
    nouns: frozenset[str]
    nouns_of: frozenset[str]
    of: frozenset[str]
    adjectival: frozenset[str]
    never: frozenset[str]
    articles: tuple[str, ...]


class FactWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True, kw_only=True):
    """The words of one language that facts need; see the comments in its file."""

    language: str
    everyday: frozenset[str]
    nowhere: frozenset[str]
    inside_names: frozenset[str]
    after_hyphens: frozenset[str]
    names_join: frozenset[str]
    short_titles: frozenset[str]
    bodies: frozenset[str]
    demonyms: frozenset[str]
    no_participants: frozenset[str]
    capitals_of_nouns: float
    """Share of words with a capital that ordinary text has at most; German nouns all have one."""
    dates: DateWords
    quantities: QuantityWords
    places: PlaceWords

    def __post_init__(self) -> None:
        """Compile the patterns, so that one that cannot be read is told when the file is loaded."""
        _ = self.date_patterns, self.quantities.noun

    @cached_property
    def date_patterns(self) -> tuple[re.Pattern[str], ...]:
        """The patterns of dates, compiled, in their order."""
        return tuple(self._compiled(pattern) for pattern in self.dates.patterns)

    @cached_property
    def any_date(self) -> re.Pattern[str]:
        """What one of the patterns of dates finds, without saying which."""
        nameless = (_GROUP.sub("(?:", pattern.pattern) for pattern in self.date_patterns)
        return re.compile("|".join(f"(?:{pattern})" for pattern in nameless))

    @cached_property
    def several_begins(self) -> frozenset[str]:
        """The first two words of "a few" and the like."""
        return frozenset(" ".join(each.split()[:2]) for each in self.dates.several)

    @cached_property
    def vague_words(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        """The vague quantities by their first word, the longest first."""
        listed: dict[str, list[tuple[str, ...]]] = {}
        for each in self.quantities.vague:
            words = tuple(each.split())
            listed.setdefault(words[0], []).append(words)
        return {
            first: tuple(sorted(set(each), key=len, reverse=True)) for first, each in listed.items()
        }

    @cached_property
    def number_triggers(self) -> frozenset[str]:
        """Words with which a number can begin, in lower case; figures can too."""
        words = self.quantities
        listed = (words.currencies, words.half, words.article_before_multiplier, words.numbers)
        return frozenset(self.vague_words).union(*listed)

    @cached_property
    def date_triggers(self) -> frozenset[str]:
        """Words with which a date can begin, in lower case; figures can too."""
        dates = self.dates
        listed = (dates.months, dates.weekdays, dates.words, dates.which, self.quantities.numbers)
        vague = {each.split()[0] for each in dates.vague}
        vague |= {each.split()[0] for each in dates.several}
        others = {*vague, *dates.triggers, *dates.articles, *self.quantities.half, *dates.weekend}
        return frozenset({word for words in listed for word in words} | others)

    def _compiled(self, pattern: str) -> re.Pattern[str]:
        dates = self.dates
        lists: dict[str, Iterable[str]] = {
            "month": dates.months,
            "weekday": dates.weekdays,
            "word": dates.words,
            "unit": dates.units,
            "which": dates.which,
            "count": {**self.quantities.numbers, r"\d{1,3}": 0},
        }
        fixed = {
            "day": rf"(?P<day>[0-3]?\d)(?!\d){dates.ordinal}",
            "until": rf"(?P<until>[0-3]?\d)(?!\d){dates.ordinal}",
            "year": r"(?P<year>(?:1[5-9]|20)\d\d)(?![\d,.]\d)",
            "decade": r"(?P<decade>(?:1[5-9]|20)\d)0",
            "article": f"(?:{'|'.join(dates.articles)})",
            "weekend": f"(?P<weekend>{'|'.join(dates.weekend)})",
            "part": dates.parts_of_day,
            "clock": dates.clock,
            "several": f"(?P<several>{'|'.join(map(_spaced, dates.several))})",
            "vague": f"(?:{'|'.join(map(_spaced, dates.vague))})",
        }

        def field(match: re.Match[str]) -> str:
            name = match.group(1)
            if name in fixed:
                return fixed[name]
            words = sorted(lists[name], key=len, reverse=True)
            return f"(?P<{name}>{'|'.join(words)})"

        return small(_FIELD.sub(field, pattern) + r"(?!\w)")


def _spaced(words: str) -> str:
    return r"\s".join(map(re.escape, words.split()))


@lru_cache(maxsize=8)
def load_facts(language: str) -> FactWords:
    """Return the words of facts in a language, by its ISO 639-1 code.

    Raises:
        UsageError: if there are none, or the file is not as it should be.

    """
    return read(language, FactWords, family="facts", what="list of words of facts")
