from __future__ import annotations

from typing import Any

from sayso.compare.independence import Independent
from sayso.compare.origins import Graph, Told, graph, passed_on
from sayso.compare.same_source import Entity, Heard, same_sources
from sayso.records import SourceType
from sayso.traces import IndependentOrigins

COURIER: dict[str, Any] = {"kind": "outlet"}


class Story:
    """Chains of articles by the names of their sources."""

    def __init__(self) -> None:
        self.heard: list[Heard] = []
        self.told: list[tuple[str, tuple[str, ...], dict[str, Any]]] = []

    def source(self, name: str, documents: str, kind: SourceType = "person", **other: Any) -> None:  # noqa: ANN401  # what a record holds
        for key in documents:
            values: dict[str, Any] = {"named": kind != "unnamed", "mentions": (name,), **other}
            self.heard.append(
                Heard(
                    name=name,
                    document=key,
                    source=name,
                    type=kind,
                    copies=key,
                    language="en",
                    **values,
                )
            )

    def chain(self, document: str, *names: str, **other: Any) -> None:  # noqa: ANN401  # what a record holds
        self.told.append((document, names, {"polarity": "supports", **other}))

    def graph(self, folded: dict[str, str] | None = None) -> tuple[list[Entity], Graph]:
        entities = same_sources(self.heard)
        number = {(m.document, m.source): at for at, e in enumerate(entities) for m in e.members}
        chains = [
            Told(document=key, sources=tuple(number[key, name] for name in names), **other)
            for key, names, other in self.told
        ]
        same = {key: key for key, _, _ in self.told}
        return entities, graph(entities, chains, {**same, **(folded or {})})

    def roles(self) -> dict[str, str]:
        entities, made = self.graph()
        return {entities[at].name: role for at, role in made.roles.items()}

    def count(self, folded: dict[str, str] | None = None) -> IndependentOrigins:
        return Independent(*self.graph(folded)).counted()


def bounds(found: IndependentOrigins) -> tuple[int, int, int]:
    return found.lower, found.count, found.upper


def test_an_outlet_that_passes_on_is_a_relay_and_its_source_has_its_name_too() -> None:
    story = Story()
    story.source("Courier", "abc", "outlet")
    story.source("Anna Reuss", "a")
    story.chain("a", "Courier", "Anna Reuss")
    story.chain("b", "Courier")
    story.chain("c", "Courier")
    assert story.roles() == {"Courier": "relay", "Anna Reuss": "origin"}
    entities, made = story.graph()
    at = next(at for at, each in enumerate(entities) if each.name == "Anna Reuss")
    assert [each.name for each in passed_on(made, entities)[at]] == ["Courier"]
    assert bounds(story.count()) == (1, 1, 1)
    assert "Courier only passes it on." in story.count().why


def test_who_passes_on_more_often_than_not_is_a_relay_though_a_person() -> None:
    story = Story()
    story.source("Bill Lind", "ab")
    story.source("Anna Reuss", "a")
    story.chain("a", "Bill Lind", "Anna Reuss")
    story.chain("b", "Bill Lind")
    assert story.roles()["Bill Lind"] == "relay"


def test_an_articles_own_outlet_passes_on_too() -> None:
    story = Story()
    story.source("Courier", "b", "outlet")
    story.source("Anna Reuss", "a")
    entities = same_sources(story.heard)
    reuss, courier = (
        next(at for at, each in enumerate(entities) if each.name == name)
        for name in ("Anna Reuss", "Courier")
    )
    chains = [
        Told(document="a", polarity="supports", sources=(reuss,), own=courier),
        Told(document="b", polarity="supports", sources=(courier,)),
    ]
    made = graph(entities, chains, {"a": "a", "b": "b"})
    assert made.behind == {courier: {reuss}}
    assert made.roles[courier] == "relay"


def test_in_a_circle_of_outlets_nobody_is_an_origin_though_one_may_have_begun_it() -> None:
    story = Story()
    story.source("Courier", "ab", "outlet")
    story.source("Gazette", "ab", "outlet")
    story.chain("a", "Courier", "Gazette")
    story.chain("b", "Gazette", "Courier")
    entities, made = story.graph()
    assert [[entities[at].name for at in circle] for circle in made.cycles] == [
        ["Courier", "Gazette"]
    ]
    assert set(story.roles().values()) == {"relay"}
    found = story.count()
    assert bounds(found) == (0, 0, 1)
    [why] = found.why
    assert why.startswith("Courier and Gazette are not counted: they have it from one another")


def test_two_sides_that_tell_of_each_others_words_make_no_circle() -> None:
    story = Story()
    story.source("Anna Reuss", "ab")
    story.source("Berta Lind", "ab")
    story.chain("a", "Anna Reuss", "Berta Lind")
    story.chain("b", "Berta Lind", "Anna Reuss")
    assert story.graph()[1].cycles == []
    assert set(story.roles().values()) == {"origin"}


def test_a_circle_that_has_it_from_somebody_else_only_passes_it_on() -> None:
    story = Story()
    story.source("Courier", "abc", "outlet")
    story.source("Gazette", "ab", "outlet")
    story.source("Anna Reuss", "c")
    story.chain("a", "Courier", "Gazette")
    story.chain("b", "Gazette", "Courier")
    story.chain("c", "Courier", "Anna Reuss")
    assert story.roles()["Anna Reuss"] == "origin"
    found = story.count()
    assert bounds(found) == (1, 1, 1)
    assert "Courier and Gazette only pass it on." in found.why


def test_deniers_and_those_who_infer_do_not_count() -> None:
    story = Story()
    story.source("Anna Reuss", "ab")
    story.source("Berta Lind", "ab")
    story.source("analysts", "a", "unnamed")
    story.source("Carl Maas", "b")
    story.chain("a", "Anna Reuss")
    story.chain("b", "Anna Reuss")
    story.chain("a", "Berta Lind", polarity="denies")
    story.chain("b", "Berta Lind", polarity="denies")
    story.chain("a", "analysts")
    story.chain("b", "Carl Maas", infers=True)
    assert story.roles() == {
        "Anna Reuss": "origin",
        "Berta Lind": "denier",
        "analysts": "infers",
        "Carl Maas": "infers",
    }
    found = story.count()
    assert bounds(found) == (1, 1, 1)
    assert "Berta Lind denies it." in found.why


def test_whose_own_people_deny_it_elsewhere_is_not_counted() -> None:
    story = Story()
    story.source("Anna Reuss", "abc")
    story.source("Berta Lind", "abcd")
    for key in "abc":
        story.chain(key, "Anna Reuss")
    for key in "ab":
        story.chain(key, "Berta Lind")
    story.chain("d", "Berta Lind", polarity="denies")
    found = story.count()
    assert bounds(found) == (1, 1, 1)
    assert any(each.startswith("Berta Lind is not counted") for each in found.why)


def test_offices_of_one_state_and_unnamed_sources_count_once_and_stand_apart_in_the_upper_bound() -> (
    None
):
    story = Story()
    story.source("Lebanese army", "ab", "official")
    story.source("Lebanese Interior Ministry", "ab", "official")
    story.source("security officials", "ab", "unnamed")
    story.source("sources", "ab", "unnamed")
    for key in "ab":
        for name in (
            "Lebanese army",
            "Lebanese Interior Ministry",
            "security officials",
            "sources",
        ):
            story.chain(key, name)
    assert bounds(story.count()) == (1, 1, 5)


def test_copies_are_one_article_and_what_one_article_has_unsurely_is_not_counted() -> None:
    story = Story()
    story.source("Anna Reuss", "ab")
    story.source("Berta Lind", "cd")
    for key, name in zip("abcd", ("Anna Reuss",) * 2 + ("Berta Lind",) * 2, strict=True):
        story.chain(key, name, sure=False, likely=False)
    assert bounds(story.count()) == (2, 2, 2)
    found = story.count({"d": "c"})
    assert bounds(found) == (1, 1, 1)
    assert any(each.startswith("Berta Lind is given by one article alone") for each in found.why)


def test_outlets_that_name_nobody_count_as_one() -> None:
    story = Story()
    story.source("Courier", "ab", "outlet")
    story.source("Gazette", "ab", "outlet")
    for key in "ab":
        story.chain(key, "Courier")
        story.chain(key, "Gazette")
    assert bounds(story.count()) == (1, 1, 2)
    story.source("Anna Reuss", "ab")
    story.chain("a", "Anna Reuss")
    story.chain("b", "Anna Reuss")
    assert bounds(story.count()) == (1, 2, 3)


def test_no_source_is_no_origin() -> None:
    story = Story()
    assert story.count() == IndependentOrigins(
        count=0, lower=0, upper=0, why=("No article names a source for it.",)
    )


def test_long_lists_are_cut() -> None:
    story = Story()
    names = [
        f"{first} {last}"
        for first in ("Anna", "Berta", "Carla")
        for last in ("Reuss", "Lind", "Maas", "Okonjo")
    ]
    for name in names:
        story.source(name, "ab")
        for key in "ab":
            story.chain(key, name, polarity="denies")
    assert any("and 4 more deny it." in each for each in story.count().why)
