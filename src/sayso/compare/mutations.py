"""The claims of all articles that put the claim in; the facts that they tell differently, in time, out.

Facts tell of one thing where they count or measure the same in claims that put the claim (a quantity by its
unit), and dates where they are of one year; two values that one article gives side by side are two facts, and
so are numbers of another size. Places and participants are not aligned: claims name several of
each, and nothing tells which stands for which. Values are those of ``records.Fact``, so that "eleven" and "11"
are one. Of copies each article stands for itself, since a copy can change a number too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sayso.compare.similarity import akin
from sayso.traces import Mutation, MutationValue, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sayso.compare.article import Account
    from sayso.records import Annotations, Claim, Fact

Change = Literal["value", "hedge_lost", "hedge_gained", "actor", "date", "place"]

FACTOR = 4
"""How many times as large one version of a number can be as another."""

MOST_FACTS = 200
"""Facts of one article that are looked at."""

MOST_VALUES = 30
"""Values of one fact that are told: more are no versions of one thing."""

_NUMBER = re.compile(r"\d{1,30}(?:\.\d{1,9})?")
_CHANGES: dict[str, Change] = {"date": "date", "place": "place", "participant": "actor"}


@dataclass(frozen=True, slots=True)
class _Told:
    """A fact as one article tells it first."""

    document: str
    fact: Fact


def quantities(read: Annotations, ours: Account) -> tuple[Quantity, ...]:
    """Return the facts of the claims of an article that put the claim, each once."""
    found: dict[tuple[str, str | None, str | None], Quantity] = {}
    for fact in _facts(read, ours):
        found.setdefault(
            (fact.kind, fact.value, fact.unit),
            Quantity(
                what=fact.unit or fact.kind,
                value=fact.value or fact.span.text,
                span=fact.span,
                modifier=fact.modifier,
            ),
        )
    return tuple(found.values())


def mutations(
    read: Mapping[str, Annotations], accounts: Mapping[str, Account]
) -> tuple[Mutation, ...]:
    """Return the facts that articles tell differently, and whether a hedge was lost or gained.

    Args:
        read: The articles in the order of time.
        accounts: How each puts the claim.

    """
    told: dict[str, list[_Told]] = {}
    for key, each in read.items():
        for fact in _facts(each, accounts[key]):
            what = _what(fact, told)
            if what is not None:
                told.setdefault(what, []).append(_Told(key, fact))
    found = [
        _mutation(what, slot, read) for what, each in sorted(told.items()) for slot in _slots(each)
    ]
    found.append(_hedge(read, accounts))
    return tuple(each for each in found if each is not None)


def _claims(read: Annotations, ours: Account) -> Iterator[Claim]:
    """The claims of an article that support the claim."""
    names = {name for chain in ours.chains if chain.polarity == "supports" for name in chain.claims}
    return (each for each in read.claims if each.id in names)


def _facts(read: Annotations, ours: Account) -> list[Fact]:
    return [fact for each in _claims(read, ours) for fact in each.facts][:MOST_FACTS]


def _what(fact: Fact, told: Mapping[str, Sequence[_Told]]) -> str | None:
    """What a fact tells of, by the name under which the first article's stands."""
    if fact.value is None:
        return None
    if fact.kind == "date":
        # Days of one month are versions of one date; days of other years are other matters.
        return f"date {fact.value[:4]}" if len(fact.value) >= len("2014-09") else None
    if fact.kind == "quantity" and fact.unit:
        unit = fact.unit.casefold()
        return next((name for name in told if name == unit or _one_unit(name, unit)), unit)
    return None


def _one_unit(a: str, b: str) -> bool:
    """Whether two units are forms of one word: "airliner", "airliners"."""
    return bool(a) and bool(b) and " " not in a + b and akin(a, b)


def _slots(told: Sequence[_Told]) -> list[list[_Told]]:
    """Part the values of one unit into facts; the values that most articles have come first."""
    where: dict[str, set[str]] = {}
    for each in told:
        where.setdefault(each.fact.value or "", set()).add(each.document)
    slots: list[list[str]] = []
    for value in sorted(where, key=lambda each: (-len(where[each]), each))[:MOST_VALUES]:
        for slot in slots:
            if all(where[value].isdisjoint(where[one]) for one in slot) and _near(value, slot[0]):
                slot.append(value)
                break
        else:
            slots.append([value])
    return [
        list(
            {
                (each.document, each.fact.value): each for each in told if each.fact.value in slot
            }.values()
        )
        for slot in slots
    ]


def _near(a: str, b: str) -> bool:
    """Whether two values can be versions of one; a vague word can be a version of any number."""
    sizes = [_size(a), _size(b)]
    if sizes[0] is None or sizes[1] is None:
        return True
    low, high = sorted((abs(sizes[0]), abs(sizes[1])))
    return high <= low * FACTOR


def _size(value: str) -> float | None:
    """A number, or the first of a range."""
    match = _NUMBER.match(value)
    return float(match[0]) if match else None


def _mutation(what: str, told: Sequence[_Told], read: Mapping[str, Annotations]) -> Mutation | None:
    """The versions of a fact, the first told first; nothing where all tell the same."""
    values: dict[tuple[str, str | None], list[str]] = {}
    for each in told:
        modifier = None if each.fact.modifier == "exact" else each.fact.modifier
        values.setdefault((each.fact.value or "", modifier), []).append(each.document)
    if not 1 < len(values) <= MOST_VALUES:
        return None
    return Mutation(
        fact=what,
        values=tuple(
            MutationValue(
                value=value,
                modifier=modifier,
                articles=tuple(documents),
                first_seen=read[documents[0]].document.published,
            )
            for (value, modifier), documents in values.items()
        ),
        change=_change(
            told[0].fact.kind,
            list(values),
            dated=_dated([each[0] for each in values.values()], read),
        ),
    )


def _dated(documents: Sequence[str], read: Mapping[str, Annotations]) -> bool:
    """Whether it is known which of them was there first."""
    return all(read[each].document.published for each in documents)


def _change(kind: str, values: Sequence[tuple[str, str | None]], *, dated: bool) -> Change:
    """What differs between the first version and the last; which that was, only dates tell."""
    first, last = values[0], values[-1]
    if kind in _CHANGES:
        return _CHANGES[kind]
    if dated and len({value for value, _ in values}) == 1:
        return "hedge_lost" if first[1] and not last[1] else "hedge_gained"
    return "value"


def _hedge(read: Mapping[str, Annotations], accounts: Mapping[str, Account]) -> Mutation | None:
    """How sure the articles put the claim, where some hold back and others do not."""
    values: dict[str, list[str]] = {}
    for key in read:
        if accounts[key].stance == "repeats":
            certainty = accounts[key].certainty
            if certainty in {"asserted", "hedged", "attributed"}:
                values.setdefault(certainty, []).append(key)
    order = list(values)
    if not {"asserted", "hedged"} <= set(order):
        return None
    dated = _dated([values["asserted"][0], values["hedged"][0]], read)
    lost = order.index("hedged") < order.index("asserted")
    return Mutation(
        fact="certainty",
        values=tuple(
            MutationValue(
                value=value,
                articles=tuple(documents),
                first_seen=read[documents[0]].document.published,
            )
            for value, documents in values.items()
        ),
        change="value" if not dated else "hedge_lost" if lost else "hedge_gained",
    )
