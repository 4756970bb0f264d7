"""A word of a text -> the number that begins there, in figures or words, with its multipliers."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from sayso.annotate.facts.scan import Scan
    from sayso.records import Modifier

LONGEST_FIGURE = 24
"""Digits and marks of a figure; what is longer is no quantity."""

MOST_WORDS = 20
"""Words and hyphens of a number that is spelled out; what is longer is cut."""

HYPHENS = frozenset("-‐‑–")


class Number(NamedTuple):
    """A number in the text; ``last`` is the index of its last word."""

    value: str
    first: int
    last: int
    unit: str | None = None
    """Of a currency that is written at the figure."""
    vague: bool = False


def number_at(scan: Scan, index: int) -> Number | None:
    """Return the number that begins at a word, with its multipliers and its currency before it."""
    quantities = scan.facts.quantities
    lower = scan.words[index].lower
    if lower not in scan.facts.number_triggers and not scan.words[index].text[0].isdigit():
        return None
    if lower in quantities.currencies:
        code = scan.words[index].text.isupper()
        sign = not lower[0].isalnum() and scan.joined(index + 1)
        figure = _figure(scan, index + 1) if sign or code else None
        unit = quantities.currencies[lower]
        return figure and figure._replace(first=index, unit=unit)
    if scan.words[index].text[0].isdigit():
        number = _figure(scan, index)
    else:
        number = _vague(scan, index) or _spelled(scan, index)
    return number and _with_half(scan, number)


def _with_half(scan: Scan, number: Number) -> Number:
    """Read on over "and a half"."""
    if not number.vague:
        for words in scan.facts.quantities.and_half:
            size = len(words.split())
            after = range(number.last + 1, number.last + 1 + size)
            if list(map(scan.lower, after)) == words.split():
                value = _shown(Decimal(number.value) + Decimal("0.5"))
                return number._replace(value=value, last=number.last + size)
    return number


def _figure(scan: Scan, index: int) -> Number | None:
    """A number in figures: "1,500", "2.5 million", "3bn"."""
    if index >= len(scan.words):
        return None
    quantities = scan.facts.quantities
    text = scan.words[index].text
    if not text[0].isdigit() or len(text) > LONGEST_FIGURE:
        return None
    plain = _plain(text, quantities.decimal, quantities.thousands)
    if plain is None:
        return None
    following = index + 1
    if scan.lower(following) in HYPHENS and scan.lower(following + 1) in quantities.multipliers:
        following += 1
    multiplier = quantities.multipliers.get(scan.lower(following))
    if multiplier is None and scan.joined(index + 1):
        multiplier = _attached(scan, index)
    if multiplier is None:
        return Number(_shown(plain), index, index)
    return Number(_shown(plain * multiplier), index, following)


def _attached(scan: Scan, index: int) -> int | None:
    """What letters at a figure make of it: "bn"; a single letter can be a measure as well."""
    quantities = scan.facts.quantities
    letters = scan.lower(index + 1)
    if letters not in quantities.attached:
        return None
    money = scan.lower(index - 1) in quantities.currencies
    if len(letters) > 1 or money:
        return quantities.attached[letters]
    following = scan.lower(index + 2)
    if letters in quantities.measures and not quantities.noun.fullmatch(following):
        return None
    return quantities.attached[letters] if quantities.noun.fullmatch(following) else None


def _plain(text: str, decimal: str, thousands: str) -> Decimal | None:
    """Return the number that a figure is; None where its marks make it none."""
    whole, _, fraction = text.partition(decimal)
    parts = whole.split(thousands)
    if len(parts) > 1 and (len(parts[0]) > 3 or any(len(part) != 3 for part in parts[1:])):
        return None
    if decimal in fraction or thousands in fraction:
        return None
    try:
        return Decimal("".join(parts) + (f".{fraction}" if fraction else ""))
    except InvalidOperation:
        return None


def _shown(value: Decimal) -> str:
    """The number without an exponent and without zeros that say nothing."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _vague(scan: Scan, index: int) -> Number | None:
    """Read "hundreds", "tens of thousands": the longest that is listed."""
    vague = scan.facts.vague_words
    if scan.lower(index) not in vague:
        return None
    for words in vague[scan.lower(index)]:
        if tuple(map(scan.lower, range(index, index + len(words)))) == words:
            return Number(" ".join(words), index, index + len(words) - 1, vague=True)
    return None


def _spelled(scan: Scan, index: int) -> Number | None:
    """A number in words: "twenty-five", "two dozen", "half a million", "three hundred and ten"."""
    quantities = scan.facts.quantities
    lower = scan.lower(index)
    if lower in quantities.half:
        return _half(scan, index)
    if lower in quantities.article_before_multiplier and lower not in quantities.numbers:
        multiplier = quantities.multipliers.get(scan.lower(index + 1))
        return Number(str(multiplier), index, index + 1) if multiplier else None
    if lower not in quantities.numbers:
        return None
    total = current = 0
    position, last = index, index
    while position < index + MOST_WORDS:
        word = scan.lower(position)
        if word in quantities.numbers:
            current += quantities.numbers[word]
        elif word in quantities.multipliers and current:
            multiplier = quantities.multipliers[word]
            current *= multiplier
            if multiplier >= 1000:
                total, current = total + current, 0
        else:
            break
        last = position
        position = _next_of_number(scan, position)
    if last == index and lower in quantities.never_alone:
        return _one(scan, index)
    return Number(str(total + current), index, last)


def _next_of_number(scan: Scan, index: int) -> int:
    """Return where a number in words may go on; two numbers side by side are two, "one two"."""
    quantities = scan.facts.quantities
    multiplier = scan.lower(index) in quantities.multipliers
    following = scan.lower(index + 1)
    joins = (multiplier and following in quantities.and_) or following in HYPHENS
    words = {*quantities.numbers, *quantities.multipliers}
    if joins and scan.lower(index + 2) in words:
        return index + 2
    if not multiplier and following in quantities.numbers:
        return len(scan.words)
    return index + 1


def _one(scan: Scan, index: int) -> Number | None:
    """Read "one", which is a number before a measure or behind "at least" only."""
    following = index + 2 if scan.lower(index + 1) in HYPHENS else index + 1
    measured = term_at(scan, following, scan.facts.quantities.measures) is not None
    bounded = modifier_before(scan, index)[1] is not None
    return Number("1", index, index) if measured or bounded else None


def _half(scan: Scan, index: int) -> Number | None:
    quantities = scan.facts.quantities
    at = index + 1
    if scan.lower(at) in {*quantities.article_before_multiplier, *HYPHENS}:
        at += 1
    multiplier = quantities.multipliers.get(scan.lower(at))
    return Number(_shown(Decimal(multiplier) / 2), index, at) if multiplier else None


def with_range(scan: Scan, number: Number) -> tuple[Number, bool]:
    """Join "20 to 30", "between 20 and 30", "$4,000-$5,000"; the second may lend its multiplier."""
    quantities = scan.facts.quantities
    before, after = scan.lower(number.first - 1), scan.lower(number.last + 1)
    framed = after in quantities.between.get(before, ())
    if number.vague or not (framed or after in quantities.to):
        return number, False
    if number.last + 2 >= len(scan.words):
        return number, False
    other = number_at(scan, number.last + 2)
    if other is None or other.vague or (number.unit and other.unit not in {number.unit, None}):
        return number, False
    low, high = Decimal(number.value), Decimal(other.value)
    multiplier = quantities.multipliers.get(scan.lower(other.last)) or 1
    bare = number.first == number.last or number.unit is not None
    if bare and low < high / multiplier * 1000 and multiplier > 1 and low * multiplier < high:
        low *= multiplier
    if low >= high:
        return number, False
    first = number.first - 1 if framed else number.first
    unit = number.unit or other.unit
    return Number(f"{_shown(low)}-{_shown(high)}", first, other.last, unit), True


def term_at(scan: Scan, index: int, table: dict[str, str]) -> tuple[int, str] | None:
    """Return the last word of a listed term that begins at a word, and what it stands for."""
    if not scan.near(index) and not scan.joined(index):
        return None
    first = scan.lower(index)
    two = f"{first} {scan.lower(index + 1)}"
    if two in table:
        return index + 1, table[two]
    if first in table and (first[0].isalnum() or first == "%"):
        return index, table[first]
    return None


def modifier_before(scan: Scan, first: int) -> tuple[int, Modifier | None]:
    """Return the first word of the modifier before a number, the longest that is listed."""
    modifiers = scan.facts.quantities.modifier_words
    start = first
    if scan.lower(first - 1) in scan.facts.places.articles:
        start -= 1
    for begin in dict.fromkeys((first, start)):
        if scan.lower(begin - 1) not in scan.facts.quantities.ends_of_modifiers:
            continue
        for size in range(4, 0, -1):
            words = tuple(map(scan.lower, range(begin - size, begin)))
            if words in modifiers and scan.near(begin):
                return begin - size, modifiers[words]
    return first, None
