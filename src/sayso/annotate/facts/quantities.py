"""The words of a text -> its quantities: a plain number, what it counts, and how exact it says to be.

A value is a number ("500", "1500000", "2.5"), a range ("20-30"), or the vague word itself ("hundreds"), which
tells less than any number would. The modifier is None for ranges and vague words that have none in the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.annotate.facts.figures import (
    HYPHENS,
    Number,
    modifier_before,
    number_at,
    term_at,
    with_range,
)
from sayso.annotate.facts.scan import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sayso.annotate.facts.scan import Scan
    from sayso.records import Modifier
    from sayso.spans import Range

OLDEST = 120
"""Years from which on a figure behind a name is not the person's age."""

REACH = 4
"""Words from a number to the noun that it counts: "500 heavily armed IS fighters"."""

_BEFORE_FIGURES = frozenset("(\"'“‘~+[«„—–,")
_CLOSING = frozenset("\"'”’»“")


def find_quantities(scan: Scan, taken: Sequence[Range]) -> Iterator[Hit]:
    """Yield the quantities of a text in reading order, but for what lies in the ranges ``taken``."""
    reached, dates = 0, iter([*taken, (len(scan.text) + 1, len(scan.text) + 2)])
    busy = next(dates)
    triggers = scan.facts.number_triggers
    for index, word in enumerate(scan.words):
        if word.lower not in triggers and not word.text[0].isdigit():
            continue
        while busy[1] <= word.start:
            busy = next(dates)
        if index < reached or busy[0] <= word.start:
            continue
        number = number_at(scan, index)
        if number is None:
            continue
        hit, reached = _quantity(scan, number)
        if hit is not None and hit.place[1] <= busy[0]:
            yield hit


def _quantity(scan: Scan, number: Number) -> tuple[Hit | None, int]:
    """Return the quantity, None where the number counts nothing, and the word after it."""
    number, ranged = with_range(scan, number)
    if _is_no_quantity(scan, number) or _is_year(scan, number):
        return None, number.last + 1
    end, unit = _unit(scan, number)
    first, modifier = modifier_before(scan, number.first)
    if modifier == "about" and _tells_of_what(scan, number, first):
        first, modifier = number.first, None
    behind = _modifier_behind(scan, number.last)
    if behind is not None:
        modifier = behind[1]
        end = max(end, behind[0])
        if unit is None:
            end, unit = _unit_after(scan, end)
    if unit is None and not ranged and _is_age(scan, number):
        unit = scan.facts.quantities.years
    alone = modifier is None and unit is None
    words = scan.words
    if alone and (number.vague or not words[number.first].text[0].isdigit() or ranged):
        return None, number.last + 1
    if alone and not _stands_alone(scan, number):
        return None, number.last + 1
    if number.vague and unit is None:
        return None, number.last + 1
    if modifier is None and not ranged and not number.vague:
        modifier = "exact"
    core = (words[number.first].start, words[number.last].end)
    place = (words[first].start, words[end].end)
    return Hit("quantity", core, place, number.value, modifier, unit), end + 1


def _is_no_quantity(scan: Scan, number: Number) -> bool:
    """Whether a figure is a time, a name's, or part of something else."""
    return _is_part(scan, number) or _is_numbering(scan, number)


def _is_part(scan: Scan, number: Number) -> bool:
    """Whether a figure hangs on what stands beside it: "9/11", "1 in 5", "10:30", "5 pm"."""
    quantities = scan.facts.quantities
    before, after = scan.lower(number.first - 1), scan.lower(number.last + 1)
    if scan.joined(number.first) and before not in _BEFORE_FIGURES:
        return True
    if scan.joined(number.last + 1) and after in {"/", ":"}:
        return True
    if before in quantities.ratio and scan.lower(number.first - 2).isdigit():
        return True
    return after in quantities.clock and number.unit is None and not number.vague


def _is_numbering(scan: Scan, number: Number) -> bool:
    """Whether a figure numbers or names a thing: "flight 370", "Boeing 737"."""
    first = number.first
    if not scan.near(first):
        return False
    if scan.lower(first - 1) in scan.facts.quantities.numbered:
        return True
    if number.unit or not scan.words[first].text[0].isdigit():
        return False
    previous = scan.words[first - 1]
    named = previous.text[0].isupper() and first - 1 not in scan.initial
    if not named or previous.lower in scan.facts.everyday:
        return False
    # "Boeing 737", and "MiG 23 models" too; but "in Mosul 500 people".
    return not previous.text.istitle() or not _unit(scan, number)[1]


def _is_age(scan: Scan, number: Number) -> bool:
    """Whether a figure tells a person's years: "aged 31", "Anna Reuss, 31,"."""
    if not number.value.isdigit() or not 0 < int(number.value) < OLDEST:
        return False
    before = scan.lower(number.first - 1)
    if before in scan.facts.quantities.aged:
        return True
    name = scan.words[number.first - 2] if number.first > 1 else None
    return (
        name is not None
        and before == ","
        and scan.near(number.first - 1)
        and name.text[0].isupper()
        and name.lower not in scan.facts.nowhere
        and scan.words[number.first].text[0].isdigit()
        and scan.lower(number.last + 1) in {",", "."}
    )


def _tells_of_what(scan: Scan, number: Number, first: int) -> bool:
    """Whether "about" tells what something is about: "care about two things"."""
    listed = scan.facts.quantities.no_modifier_after
    return number.vague or (first != number.first and scan.lower(first - 1) in listed)


def _is_year(scan: Scan, number: Number) -> bool:
    """Whether a figure is rather a year, unless it is round and counts something."""
    text = scan.words[number.first].text
    if number.first != number.last or len(text) != 4 or not "1000" <= text < "2100":
        return False
    return not text.endswith("0") or _unit(scan, number)[1] is None


def _stands_alone(scan: Scan, number: Number) -> bool:
    """Whether a figure that counts nothing named is a quantity: no digit, year or part of a name."""
    following = scan.words[number.last + 1].text if number.last + 1 < len(scan.words) else "."
    previous = scan.words[number.first - 1].text if number.first else "."
    named = following[0].isupper() or (
        previous[0].isupper() and number.first - 1 not in scan.initial
    )
    joined = scan.joined(number.last + 1) and following not in {".", ",", ";", ":", "!", "?", ")"}
    return len(number.value) > 1 and not (named or joined)


def _unit(scan: Scan, number: Number) -> tuple[int, str | None]:
    """Return the last word of the quantity and what it counts or measures."""
    quantities = scan.facts.quantities
    following = number.last + 1
    if number.unit is not None:
        return number.last, number.unit
    if scan.lower(following) in quantities.vague_joins:
        end, unit = _unit_after(scan, following)
        return (end, unit) if unit is not None else (number.last, None)
    if scan.lower(following) in HYPHENS and scan.joined(following):
        measure = term_at(scan, following + 1, quantities.measures)
        if measure is None:
            return number.last, None
        if scan.lower(measure[0] + 1) in HYPHENS and scan.lower(measure[0] + 2).isdigit():
            return number.last, None
        return _with_dimension(scan, *measure)
    return _unit_after(scan, number.last)


def _unit_after(scan: Scan, last: int) -> tuple[int, str | None]:
    """What stands after the word ``last``: a currency, a measure, or a noun in the plural."""
    quantities = scan.facts.quantities
    for table in (quantities.currencies, quantities.measures):
        measure = term_at(scan, last + 1, table)
        if measure is not None:
            return _with_dimension(scan, *measure)
    for index in range(last + 1, min(last + 1 + REACH, len(scan.words))):
        word = scan.words[index]
        if not scan.near(index) or word.lower in quantities.stops:
            break
        if not word.text[0].isalpha():
            closes = index == last + 1 and word.text in _CLOSING
            if scan.joined(index) and (closes or word.text in HYPHENS):
                continue
            break
        bare = word.text.rstrip("'’")
        one = index == last + 1 and scan.lower(last) in quantities.never_alone
        if one or (quantities.noun.fullmatch(bare) and not _goes_on(scan, index)):
            return index, bare
        # "500 Americans"
        people = bare.istitle() and word.lower.removesuffix("s") in scan.facts.demonyms
        if people and quantities.noun.fullmatch(word.lower):
            return index, bare
    return last, None


def _goes_on(scan: Scan, index: int) -> bool:
    """Whether a plural is only the first part of what is counted: "security forces members"."""
    following = scan.lower(index + 1)
    quantities = scan.facts.quantities
    if not scan.near(index + 1) or following in quantities.stops:
        return False
    if following in quantities.nouns_after_nouns:
        return True
    # A plural without an ending may as well describe: "40 cattle lorries".
    same = scan.lower(index) in quantities.same_in_plural
    return same and quantities.noun.fullmatch(following) is not None


def _with_dimension(scan: Scan, last: int, unit: str) -> tuple[int, str]:
    """Take what is measured into the words: "12m-wide", "40 feet deep"."""
    following = last + 2 if scan.lower(last + 1) in HYPHENS else last + 1
    if scan.lower(following) in scan.facts.quantities.dimensions and scan.near(following):
        return following, unit
    return last, unit


def _modifier_behind(scan: Scan, last: int) -> tuple[int, Modifier] | None:
    for words, modifier in scan.facts.quantities.modifiers_after.items():
        parts = words.split()
        if [scan.lower(last + 1 + k) for k in range(len(parts))] == parts:
            return last + len(parts), modifier
    return None
