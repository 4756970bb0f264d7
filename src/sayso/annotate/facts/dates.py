"""The words of a text and the day of publication -> its dates, each as exact as its words are.

A value is ISO 8601 cut to its precision: ``2015-10-26``, ``2015-10``, ``2015``; a week is ``2015-W44``, a
decade ``199X`` (ISO 8601-2), a span of days ``2015-10-24/2015-10-25``. What hangs on the day of publication
has no value where that is not known.
"""

from __future__ import annotations

import re
from calendar import isleap
from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from sayso.annotate.facts.figures import modifier_before
from sayso.annotate.facts.scan import Hit, without_possessive

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sayso.annotate.facts.scan import Scan
    from sayso.annotate.lexicon.fact_words import FactWords

LONGEST_MARK = 3
"""Capitals behind a figure that make it no year: the asteroid 2014 RC."""

LEAP_DAY = (2, 29)

AHEAD = timedelta(days=31)
"""A day without a year is the last before publication, but unknown where its return is nearer than this."""

WEEKEND_GONE = 3
"""Up to this day of the week "this weekend" is the last one, unless something is to come."""

SENTENCE_REACH = 12
"""Words before a date among which its sentence's sign of the future is looked for."""

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?:[-–/]\d\d)?$")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_BEHIND_YEARS = frozenset(".,);:?!'\"”’“»]…—–")
_BEHIND_BRACKETED = frozenset("),-–:")
_DAYS = {"day": 1, "week": 7, "weekend": 7}


def published_on(published: str | None) -> date | None:
    """Return the day of publication, where it was; None where it is not known to the day."""
    match = _ISO.match(published or "")
    try:
        return date.fromisoformat(match.group()) if match else None
    except ValueError:
        return None


def find_dates(scan: Scan, published: date | None) -> Iterator[Hit]:
    """Yield the dates of a text in reading order, apart from each other."""
    reached, triggers = 0, scan.facts.date_triggers
    for index, word in enumerate(scan.words):
        figure = word.text[0].isdigit()
        if not figure and without_possessive(word.lower) not in triggers:
            continue
        if word.start < reached or not (figure or _may_begin(scan, index)):
            continue
        found = _match(scan, index) or (_lone_year(scan, index) if figure else None)
        if found is None:
            continue
        end, groups = found
        if "count" in groups and scan.lower(scan.at(end)) in scan.facts.quantities.vague_joins:
            # "the last seven days of October"
            groups["within"] = ""
        value = _value(_Case(groups, scan.facts, published, _future(scan, index)))
        first, modifier = modifier_before(scan, index)
        article = scan.lower(index - 1) in scan.facts.places.articles
        if modifier != "about" and index - first - article < 2:
            # "over the weekend" is no bound, other than "more than a week ago".
            first, modifier = index, None
        place = (scan.words[first].start, end)
        weekday = _weekday(groups, scan.facts, value)
        yield Hit("date", (word.start, end), place, value, modifier, weekday=weekday)
        reached = end


def _weekday(groups: dict[str, str], facts: FactWords, value: str | None) -> int | None:
    """The day of the week that the text gives beside a day of the calendar."""
    beside = "weekday" in groups and "day" in groups and value is not None
    return facts.dates.weekdays[groups["weekday"]] if beside else None


def _may_begin(scan: Scan, index: int) -> bool:
    """Whether a date can begin with this trigger; an article only right before a unit of time."""
    lower = without_possessive(scan.lower(index))
    dates = scan.facts.dates
    if lower in dates.words and scan.words[index].text != lower and index not in scan.initial:
        # "Toravia Today" is a name.
        return False
    following = scan.lower(index + 1)
    if lower in dates.articles:
        return following in dates.units or f"{lower} {following}" in scan.facts.several_begins
    if lower in scan.facts.quantities.numbers:
        return following in dates.units
    return True


def _match(scan: Scan, index: int) -> tuple[int, dict[str, str]] | None:
    word = scan.words[index]
    if index and scan.joined(index) and scan.words[index - 1].text in "/-.:$€£":
        return None
    if scan.facts.any_date.match(scan.lowered, word.start) is None:
        return None
    for pattern in scan.facts.date_patterns:
        match = pattern.match(scan.lowered, word.start)
        if match is None:
            continue
        groups = {name: text for name, text in match.groupdict().items() if text}
        if groups.keys() == {"month"} and not _led_month(scan, index, match):
            continue
        if "month" in groups and not _capital_month(match, scan):
            continue
        if "count" in groups and not ({"ago", "ahead", "which"} & groups.keys()):
            continue
        if "first" in groups and scan.facts.dates.day_first is None and not _one_day(groups):
            continue
        return match.start() + len(match.group().rstrip(".")), groups
    return None


def _led_month(scan: Scan, index: int, match: re.Match[str]) -> bool:
    """Whether a month without day and year is one: a word leads to it, or begins its pattern."""
    if match.start("month") > match.start():
        return True
    return scan.lower(index - 1) in scan.facts.dates.before_months


def _capital_month(match: re.Match[str], scan: Scan) -> bool:
    """Whether the month has the capital that tells it from a verb ("may", "march")."""
    return scan.text[match.start("month")].isupper()


def _one_day(groups: dict[str, str]) -> bool:
    """Whether only one order of the numbers is a date."""
    return (int(groups["first"]) > 12) != (int(groups["second"]) > 12)


def _lone_year(scan: Scan, index: int) -> tuple[int, dict[str, str]] | None:
    """A year by itself: after a word that leads to one, or in brackets."""
    word, before = scan.words[index], scan.lower(index - 1)
    led = before in scan.facts.dates.before_years or before == "("
    if not (led and _YEAR.match(word.text)) or _counts(scan, index):
        return None
    return word.end, {"year": word.text}


def _counts(scan: Scan, index: int) -> bool:
    """Whether a figure that could be a year counts what follows, or is part of a name or number."""
    before, following = scan.lower(index - 1), scan.lower(index + 1)
    units = scan.facts.quantities
    if scan.joined(index + 1) and following not in _BEHIND_YEARS:
        return True
    if before == "(" and following not in _BEHIND_BRACKETED:
        return True
    name = scan.words[index + 1].text if index + 1 < len(scan.words) else ""
    counted = units.noun.fullmatch(following) and before in scan.facts.dates.counting
    measured = following in units.measures or following in units.multipliers
    return bool(counted) or measured or (name.isupper() and len(name) <= LONGEST_MARK)


def _future(scan: Scan, index: int) -> bool:
    """Whether something is to come, by a word that stands before the date in its sentence."""
    words = scan.facts.dates.future
    for back in range(index - 1, max(-1, index - 1 - SENTENCE_REACH), -1):
        word = scan.words[back]
        if word.text in ".?!" or not scan.near(back + 1):
            return False
        if word.lower in words:
            return True
    return False


class _Case(NamedTuple):
    """The parts of a date in the text, and what is known beside them."""

    groups: dict[str, str]
    facts: FactWords
    published: date | None
    future: bool


def _value(case: _Case) -> str | None:
    """Return the value; None for what cannot be known, and for what is no date in any calendar."""
    try:
        for group, absolute in _ABSOLUTE.items():
            if group in case.groups:
                return absolute(case)
        for group, relative in _RELATIVE.items():
            if group in case.groups and case.published is not None:
                return relative(case, case.published)
    except (ValueError, OverflowError):
        pass
    return None


def _of_month(case: _Case) -> str | None:
    groups, dates = case.groups, case.facts.dates
    month = int(groups.get("monthnumber") or dates.months[groups["month"]])
    if "day" not in groups:
        which = dates.which.get(groups.get("which", ""))
        month_year = _year(case) or (case.published and _year_of_month(month, case, which))
        return f"{month_year:04d}-{month:02d}" if month_year else None
    day = int(groups["day"])
    year = _year(case) or _year_of_day(month, day, case)
    if year is None:
        return None
    first = date(year, month, day).isoformat()
    if "until" in groups:
        return f"{first}/{date(year, month, int(groups['until']))}"
    return first


def _year(case: _Case) -> int | None:
    return int(case.groups["year"]) if "year" in case.groups else None


def _year_of_month(month: int, case: _Case, which: int | None) -> int | None:
    """The year of a month that the text gives without one."""
    published = case.published
    if published is None:
        return None
    if which == 1 or (which is None and case.future):
        return published.year + (month < published.month)
    if which == -1:
        return published.year - (month >= published.month)
    if month == published.month % 12 + 1:
        # So near, it can be the coming one as well as last year's.
        return None
    return published.year - (month > published.month)


def _year_of_day(month: int, day: int, case: _Case) -> int | None:
    """The year of a day that the text gives without one."""
    published = case.published
    if published is None:
        return None
    near = [
        date(year, month, day)
        for year in range(max(1, published.year - 4), min(9999, published.year + 4) + 1)
        if isleap(year) or (month, day) != LEAP_DAY
    ]
    if "weekday" in case.groups:
        number = case.facts.dates.weekdays[case.groups["weekday"]]
        fitting = [each for each in near if each.isoweekday() == number]
        return min(fitting, key=lambda each: abs(each - published)).year if fitting else None
    coming = [each for each in near if each >= published]
    gone = [each for each in near if each <= published]
    if not coming or not gone:
        return None
    if coming[0] == published or case.future:
        return coming[0].year
    # So near, it can be that day as well as last year's.
    return None if coming[0] - published <= AHEAD else gone[-1].year


def _of_numbers(case: _Case) -> str:
    first, second = int(case.groups["first"]), int(case.groups["second"])
    day_first = case.facts.dates.day_first
    if day_first is None:
        day_first = first > 12
    day, month = (first, second) if day_first else (second, first)
    return date(int(case.groups["year"]), month, day).isoformat()


def _of_word(case: _Case, published: date) -> str:
    days = case.facts.dates.words[case.groups["word"]]
    return (published + timedelta(days=days)).isoformat()


def _of_weekday(case: _Case, published: date) -> str | None:
    """The day meant: the last such day up to publication, or the next where it is to come."""
    groups, dates = case.groups, case.facts.dates
    number = dates.weekdays[groups["weekday"]]
    which = dates.which.get(groups.get("which", ""))
    monday = published - timedelta(days=published.isoweekday() - 1)
    back = (published.isoweekday() - number) % 7
    if "unit" in groups:
        # "Wednesday of last week"
        days = number - 1 + 7 * (which or 0)
        week = dates.units[groups["unit"]] == "week"
        return (monday + timedelta(days=days)).isoformat() if week else None
    if which == -1:
        days = -(back or 7)
    elif which == 1:
        days = -back % 7 or 7
    elif which == 0:
        days = number - published.isoweekday()
    else:
        days = -back % 7 if case.future else -back
    return (published + timedelta(days=days)).isoformat()


def _of_weekend(case: _Case, published: date) -> str | None:
    return _cut("weekend", 0 if case.future or published.isoweekday() >= 6 else -1, published)


def _of_unit(case: _Case, published: date) -> str | None:
    """Read "two weeks ago", "last month", "the past year"; None where the number is not told."""
    groups, dates = case.groups, case.facts.dates
    unit = dates.units[groups["unit"]]
    several = groups["unit"] in dates.plural_units and "count" not in groups
    if "half" in groups or several or "within" in groups:
        return None
    which = dates.which.get(groups.get("which", ""))
    count = _count(groups.get("count"), case.facts)
    if which is None:
        return _cut(unit, count if "ahead" in groups else -count, published)
    if "count" in groups or groups["which"] in dates.stretching:
        return _stretch(unit, count, published, which)
    if unit == "weekend" and which == 0:
        gone = not case.future and published.isoweekday() <= WEEKEND_GONE
        return _cut(unit, -1 if gone else 0, published)
    return _cut(unit, which, published)


def _count(text: str | None, facts: FactWords) -> int:
    if text is None:
        return 1
    return int(text) if text.isdigit() else facts.quantities.numbers.get(text, 1)


def _cut(unit: str, count: int, published: date) -> str | None:
    """The day, week, month, year or decade that lies ``count`` of them away."""
    if unit == "day":
        return (published + timedelta(days=count)).isoformat()
    if unit == "week":
        year, week, _ = (published + timedelta(weeks=count)).isocalendar()
        return f"{year:04d}-W{week:02d}"
    if unit == "weekend":
        saturday = published + timedelta(days=6 - published.isoweekday())
        if count < 0 and published.isoweekday() >= 6:
            saturday = published - timedelta(days=published.isoweekday() - 6)
            saturday -= timedelta(days=7)
        else:
            saturday += timedelta(weeks=count)
        return f"{saturday}/{saturday + timedelta(days=1)}"
    if unit == "month":
        months = published.year * 12 + published.month - 1 + count
        return f"{months // 12:04d}-{months % 12 + 1:02d}" if months >= 12 else None
    year = published.year + count * (10 if unit == "decade" else 1)
    if not 1 <= year <= 9999:
        return None
    return f"{year // 10:03d}X" if unit == "decade" else f"{year:04d}"


def _stretch(unit: str, count: int, published: date, which: int) -> str | None:
    """The days of "the past two weeks", up to publication or from it on."""
    if which == 0:
        return None
    if unit == "year":
        first_year, last_year = sorted((published.year, published.year + which * count))
        return f"{first_year:04d}/{last_year:04d}"
    if unit not in _DAYS:
        return None
    other = published + timedelta(days=which * count * _DAYS[unit])
    first, last = sorted((other, published))
    return f"{first}/{last}"


_ABSOLUTE: dict[str, Callable[[_Case], str | None]] = {
    "decade": lambda case: f"{case.groups['decade']}X",
    "month": _of_month,
    "monthnumber": _of_month,
    "first": _of_numbers,
    "year": lambda case: case.groups["year"],
}
"""What resolves a date that has this part; the first in the list does."""

_RELATIVE: dict[str, Callable[[_Case, date], str | None]] = {
    "word": _of_word,
    "today": lambda _, published: published.isoformat(),
    "weekday": _of_weekday,
    "weekend": _of_weekend,
    "unit": _of_unit,
}
