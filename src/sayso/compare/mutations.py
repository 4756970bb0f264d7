"""The matching claims of all articles in; the facts that they tell differently, in the order of time, out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.traces import Mutation, MutationValue, Quantity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sayso.compare.article import Account
    from sayso.records import Annotations, Fact


def quantities(read: Annotations, ours: Account) -> tuple[Quantity, ...]:
    """Return the facts of the claims of an article that put the claim, each once."""
    found = {}
    for fact in facts(read, ours):
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


def facts(read: Annotations, ours: Account) -> list[Fact]:
    """Return the facts of the claims of an article that support the claim."""
    names = {name for chain in ours.chains if chain.polarity == "supports" for name in chain.claims}
    return [fact for each in read.claims if each.id in names for fact in each.facts]


def mutations(
    read: Mapping[str, Annotations], accounts: Mapping[str, Account]
) -> tuple[Mutation, ...]:
    """Return the facts that articles tell differently; ``read`` is in the order of time."""
    told: dict[str, dict[tuple[str, str | None], list[str]]] = {}
    for key, each in read.items():
        for fact in facts(each, accounts[key]):
            if fact.kind == "quantity" and fact.unit and fact.value:
                values = told.setdefault(fact.unit.casefold(), {})
                values.setdefault((fact.value, fact.modifier), []).append(key)
    return tuple(
        Mutation(
            fact=what,
            values=tuple(
                MutationValue(
                    value=value,
                    modifier=modifier,
                    articles=tuple(dict.fromkeys(articles)),
                    first_seen=read[articles[0]].document.published,
                )
                for (value, modifier), articles in values.items()
            ),
        )
        for what, values in sorted(told.items())
        if len(values) > 1
    )
