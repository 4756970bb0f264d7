"""The facts of all articles that put the claim in; those that they tell differently, in time, out.

Two facts are versions of one where the same words stand around them (``frames.py``): numbers that count or
measure the same and are of a like size; dates of one time; places and participants in the same place of the
sentence, of which neither article names the other's. Two values that one article gives side by side are two
facts. Values are those of ``records.Fact``, so that "eleven" and "11" are one. Of copies each article stands
for itself, since a copy can change a number too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.compare.frames import framed
from sayso.compare.similarity import akin
from sayso.compare.versions import Versions, day, is_end, modifier, number, value_of
from sayso.traces import Mutation, MutationValue, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sayso.compare.article import Account
    from sayso.compare.frames import Framed
    from sayso.compare.match import Compared
    from sayso.compare.versions import Value
    from sayso.records import Annotations, Fact
    from sayso.traces import ChangeKind

_CHANGES: dict[str, ChangeKind] = {"date": "date", "place": "place", "participant": "actor"}


def quantities(read: Annotations, ours: Account) -> tuple[Quantity, ...]:
    """Return the facts of the claims of an article that put the claim, each once."""
    names = {name for chain in ours.chains if chain.polarity == "supports" for name in chain.claims}
    found: dict[tuple[str, str | None, str | None], Quantity] = {}
    for fact in (fact for each in read.claims if each.id in names for fact in each.facts):
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
    compared: Mapping[str, Compared], accounts: Mapping[str, Account]
) -> tuple[Mutation, ...]:
    """Return the facts that articles tell differently.

    Args:
        compared: The articles beside the claim, in the order of time.
        accounts: How each puts the claim.

    """
    told: dict[tuple[str, str], list[Framed]] = {}
    for key, each in compared.items():
        for one in framed(each, accounts[key]):
            # "Three actors" counts, and is no version of who acts.
            units = [what for kind, what in told if kind == one.fact.kind]
            what = _what(one, units)
            if what is not None:
                told.setdefault((one.fact.kind, what), []).append(one)
    versions = Versions({key: each.annotations.document.text for key, each in compared.items()})
    published = {key: each.annotations.document.published for key, each in compared.items()}
    found = [
        _mutation(what, slot, published)
        for (_, what), each in sorted(told.items(), key=lambda item: (item[0][1], item[0][0]))
        for slot in versions.slots(each)
    ]
    return tuple(each for each in found if each is not None)


def _what(one: Framed, units: Sequence[str]) -> str | None:
    """What a fact tells of; a unit in the form that was told first."""
    fact = one.fact
    if fact.value is None:
        return None
    if fact.kind == "quantity":
        unit = (fact.unit or "").casefold()
        return next((name for name in units if name == unit or _one_unit(name, unit)), unit) or None
    if fact.kind == "date":
        return fact.kind if day(fact.value) else None
    return _CHANGES[fact.kind] if one.near else None


def _one_unit(a: str, b: str) -> bool:
    """Whether two units are forms of one word: "airliner", "airliners"."""
    return bool(a) and bool(b) and " " not in a + b and akin(a, b)


def _mutation(
    what: str, told: Sequence[Framed], published: Mapping[str, str | None]
) -> Mutation | None:
    """The versions of a fact, the first told first; nothing where all tell the same."""
    values: dict[Value, dict[str, Fact]] = {}
    for each in _once(told):
        values.setdefault(value_of(each.fact), {}).setdefault(each.document, each.fact)
    values = {
        each: facts
        for each, facts in values.items()
        if not any(is_end(each, other) for other in values)
    }
    # What stands near the claim nowhere is a fact of something else, though passed on beside it.
    if len(values) < 2 or not any(each.near for each in told):
        return None
    firsts = [published[next(iter(each))] for each in values.values()]
    return Mutation(
        fact=what,
        values=tuple(
            MutationValue(
                value=value,
                modifier=hedge,
                articles=tuple(facts),
                spans=tuple(fact.span for fact in facts.values()),
                first_seen=first,
            )
            for ((value, hedge), facts), first in zip(values.items(), firsts, strict=True)
        ),
        change=_change(told[0].fact.kind, list(values), dated=all(firsts)),
    )


def _once(told: Sequence[Framed]) -> Iterable[Framed]:
    """Each value of each article once; who hedges it in one place and not in another has hedged it."""
    found: dict[tuple[str, str | None], Framed] = {}
    for each in told:
        key = each.document, each.fact.value
        if key not in found or (modifier(each.fact) and not modifier(found[key].fact)):
            found[key] = each
    return found.values()


def _change(kind: str, values: Sequence[Value], *, dated: bool) -> ChangeKind:
    """What differs between the first version and the last; which that was, only dates tell."""
    (first, hedge), (last, later) = values[0], values[-1]
    if kind in _CHANGES:
        return _CHANGES[kind]
    if len({value for value, _ in values}) == 1:
        if not dated or (hedge and later):
            return "modifier"
        return "hedge_lost" if hedge else "hedge_gained"
    before, after = number(first), number(last)
    if not dated or before is None or after is None or before == after:
        return "value"
    return "grew" if after > before else "fell"
