from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from sayso.compare.same_source import Entity, Heard, same_sources
from sayso.records import SourceType
from sayso.traces import Judgement


def heard(name: str, document: str = "d1", kind: SourceType = "person", **other: Any) -> Heard:  # noqa: ANN401  # what a record holds
    values: dict[str, Any] = {
        "source": f"s-{name}",
        "named": kind != "unnamed",
        "mentions": (name,),
        "copies": document,
        "language": "en",
    }
    return Heard(name=name, document=document, type=kind, **{**values, **other})


def called(one: Heard, *mentions: str) -> Heard:
    return replace(one, mentions=mentions)


def groups(found: list[Entity]) -> list[list[str]]:
    return sorted(sorted(each.name for each in one.members) for one in found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (heard("Ali Mayhoub"), heard("Ali Maihub", "d2")),
        (heard("Ali Mayhoub"), heard("Али Майхуб", "d2")),
        (heard("Anna Reuss"), heard("Reuss", "d2")),
        (heard("Sofia Reuss"), heard("Reuss", "d2", speaks_for="the Danish army")),
        (heard("The Guardian", kind="outlet"), heard("Guardian", "d2", "outlet")),
        (heard("Lindblatt", kind="outlet"), heard("Lindblatt.de", "d2", "person")),
        (
            heard("Syrian army", kind="official"),
            heard("Ali Mayhoub", "d2", speaks_for="Syrian army"),
        ),
        (
            heard("Ali Mayhoub", speaks_for="Syrian army"),
            heard("Omar Haddad", "d2", speaks_for="the Syrian army"),
        ),
        (
            heard("Interior Ministry", kind="official"),
            heard("Lebanese interior minister", "d2", "official"),
        ),
        (
            heard("Lebanese security official", kind="unnamed"),
            heard("Lebanese security officials", "d2", "unnamed"),
        ),
        (
            heard("Lebanese security official", kind="unnamed"),
            heard("security officials", "d2", "unnamed"),
        ),
        (
            heard("Lebanese official", kind="unnamed"),
            heard("government officials", "d2", "unnamed"),
        ),
        (
            heard("Lebanese officials", kind="unnamed"),
            heard("Lebanese government", "d2", "official"),
        ),
        (
            heard("Iraqi media", kind="outlet", named=False),
            heard("Iraqi news outlets", "d2", "outlet", named=False),
        ),
        (
            heard("Iraqi media", kind="outlet", named=False),
            heard("several outlets", "d2", "outlet", named=False),
        ),
        (
            heard("Iraqi media", kind="outlet", named=False),
            heard("Iraqi and Kurdish media sources", "d2", "unnamed"),
        ),
        (
            heard("French website", kind="outlet", named=False),
            heard("Lindblatt", "d2", "outlet", mentions=("the French website Lindblatt",)),
        ),
        (
            heard("Danish daily", kind="outlet", named=False),
            heard("Kystnyt", "d2", "outlet", mentions=("Kystnyt, Denmark's largest newspaper",)),
        ),
        (
            heard("Danish daily", kind="outlet", named=False),
            heard("Ritzau", "d2", "agency", outlet="Ritzau"),
        ),
        (
            heard("Wilfred Straus of the Lind Institute of Soil"),
            heard("Anna Reuss", "d2", speaks_for="Lind Institute of Soil Studies"),
        ),
    ],
)
def test_one_source_by_two_names_is_one_and_says_why(one: Heard, other: Heard) -> None:
    [found] = same_sources([one, other])
    assert found.merged() or one.name == other.name
    assert all(each.why and each.strength for each in found.merged())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (heard("Anna Reuss"), heard("Berta Reuss", "d2")),
        (heard("Reuters", kind="agency"), heard("Guardian", "d2", "outlet")),
        (heard("Iraqi official", kind="unnamed"), heard("Lebanese official", "d2", "unnamed")),
        (heard("source", kind="unnamed"), heard("source", "d2", "unnamed")),
        (
            heard("Iraqi army", kind="official"),
            heard("Ali Mayhoub", "d2", speaks_for="Syrian army"),
        ),
        (
            heard("Interior Ministry", kind="official", denies=True),
            heard("Ali Mayhoub", "d2", speaks_for="Interior", denies=False),
        ),
        (
            heard("Iraqi media", kind="outlet", named=False),
            heard("Turkish media", "d2", "outlet", named=False),
        ),
        (
            heard("Iraqi and Kurdish media", kind="outlet", named=False),
            heard("Turkish and Kurdish media", "d2", "outlet", named=False),
        ),
    ],
)
def test_what_conflicts_stays_apart(one: Heard, other: Heard) -> None:
    assert len(same_sources([one, other])) == 2


def test_unnamed_sources_are_one_where_the_text_ties_them() -> None:
    copies = [heard("source", each, "unnamed", copies="d1") for each in ("d1", "d2")]
    assert len(same_sources(copies)) == 1
    told = [
        each
        for key, name in (("d1", "source"), ("d2", "unnamed source"), ("d3", "site's sources"))
        for each in (
            heard("Lindblatt", key, "outlet"),
            heard(name, key, "unnamed", told=("s-Lindblatt",)),
        )
    ]
    assert groups(same_sources(told)) == [
        ["Lindblatt", "Lindblatt", "Lindblatt"],
        ["site's sources", "source", "unnamed source"],
    ]
    own = [heard("Lindblatt", "d1", "outlet"), heard("Lindblatt's source", "d2", "unnamed")]
    first = heard("a source", "d1", "unnamed", told=("s-Lindblatt",))
    assert len(same_sources([*own, first])) == 2


def test_one_of_whom_nothing_is_told_is_the_only_one_whom_several_articles_have() -> None:
    ship = [heard("engineer of the harbour", f"d{k}", "unnamed") for k in range(2)]
    official = [heard("Danish official", f"d{k}", "unnamed") for k in range(2)]
    source = heard("source", "d3", "unnamed")
    assert len(groups(same_sources([*ship, *official, source]))) == 2
    other = [heard("pilot of the ferry", f"d{k}", "unnamed") for k in range(2)]
    assert len(groups(same_sources([*ship, *other, source]))) == 3
    assert len(groups(same_sources([*ship, heard("pilot", "d3", "unnamed")]))) == 2


def test_a_medium_of_a_country_that_has_two_stays_apart() -> None:
    daily = heard("Danish daily", kind="outlet", named=False)
    named = [
        heard(name, f"d{name}", "outlet", mentions=(f"the Danish paper {name}",))
        for name in ("Kystnyt", "Fjordposten")
    ]
    several = heard("Danish dailies", kind="outlet", named=False)
    assert len(groups(same_sources([daily, *named]))) == 3
    assert len(groups(same_sources([several, named[0]]))) == 1 + 1


def test_two_whom_one_article_describes_apart_stay_apart() -> None:
    outlet = [heard("Lindblatt", key, "outlet") for key in ("d1", "d2")]
    told = ("s-Lindblatt",)
    sources = [
        heard("source", "d1", "unnamed", told=told),
        heard("Korean intelligence official", "d1", "unnamed", told=told),
        heard("source", "d2", "unnamed", told=told),
    ]
    assert groups(same_sources([*outlet, *sources])) == [
        ["Korean intelligence official"],
        ["Lindblatt", "Lindblatt"],
        ["source", "source"],
    ]


def test_a_person_who_judges_stands_above() -> None:
    two = [heard("Anna Reuss"), heard("the diver", "d2", "unnamed")]
    merge = Judgement(kind="merge", subjects=("anna reuss", "The diver"), note="He said so.")
    [found] = same_sources(two, [merge])
    assert [(each.name, each.why, each.strength) for each in found.merged()] == [
        ("the diver", "He said so.", "certain")
    ]
    spellings = [heard("Ali Mayhoub"), heard("Ali Maihub", "d2")]
    split = Judgement(kind="split", subjects=("Ali Mayhoub", "Ali Maihub"))
    assert len(same_sources(spellings, [split])) == 2


def test_a_judged_name_is_what_an_article_calls_a_source_where_none_has_it() -> None:
    mill = called(heard("Anna Reuss"), "the owner of the mill")
    other = heard("the diver", "d2", "unnamed")
    merge = Judgement(kind="merge", subjects=("The owner of the mill", "the diver"))
    assert len(same_sources([mill, other], [merge])) == 1
    named = heard("the owner of the mill", "d3", "unnamed")
    assert len(same_sources([mill, other, named], [merge])) == 2
    spellings = [called(heard("Ali Mayhoub"), "the general"), heard("Ali Maihub", "d2")]
    split = Judgement(kind="split", subjects=("the general", "Ali Maihub"))
    assert len(same_sources(spellings, [split])) == 2


def test_the_order_of_input_changes_nothing() -> None:
    names = ["Ali Mayhoub", "Ali Maihub", "Mayhoub", "Omar Mayhoub", "Anna Reuss", "A. Reuss"]
    many = [heard(name, f"d{k % 3}") for k, name in enumerate(names)]
    expected = groups(same_sources(many))
    for seed in range(5):
        random.Random(seed).shuffle(many)  # noqa: S311
        assert groups(same_sources(many)) == expected


def test_a_source_is_called_by_its_names_and_not_by_pronouns() -> None:
    [found] = same_sources([heard("Anna Reuss", mentions=("Mayor Anna Reuss,", "she", "Reuss"))])
    assert found.called == ("Mayor Anna Reuss", "Reuss")
    assert found.named
    assert found.type == "person"


def test_a_language_without_words_compares_names_alone() -> None:
    two = [heard("Анна Ройс", language="bg"), heard("Анна Ройс", "d2", language="bg")]
    assert len(same_sources(two)) == 1
