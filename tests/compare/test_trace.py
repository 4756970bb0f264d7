from __future__ import annotations

import random

import msgspec
from msgspec.structs import replace

from sayso.compare.trace import trace
from sayso.records import Annotations, Fact, Link, Outlet, Stance, document_id
from sayso.spans import span
from sayso.traces import Judgement, Relation, Trace
from tests.compare.articles import CLAIM, Article

SAID = "herbicide from a barge poisoned the Lindmoor reservoir in May"


def dated(read: Annotations, day: str | None, **other: object) -> Annotations:
    return replace(read, document=replace(read.document, published=day, **other))


def diver(number: int, *, outlet: str | None = None) -> Annotations:
    """An article that has the claim from the Lind Courier, which quotes a diver."""
    made = Article(
        f"Report {number}. The Lind Courier says, citing a diver, that {SAID}.", outlet=outlet
    )
    courier, source = made.source("Lind Courier"), made.source("a diver", "unnamed", named=False)
    made.says(SAID, courier, source)
    return made.read()


def board(number: int) -> Annotations:
    made = Article(f"Report {number}. Anna Reuss said that {SAID}. The water was calm on Sunday.")
    made.says(SAID, made.source("Anna Reuss", "person"))
    return made.read()


def courier() -> Annotations:
    made = Article(f"A diver told us that {SAID}. He saw the barge.", outlet="Lind Courier")
    made.says(SAID, made.source("A diver", "unnamed", named=False))
    read = dated(made.read(), "2015-05-01", url="https://courier.example/reservoir/")
    return replace(
        read, document=replace(read.document, outlet=Outlet(name="Lind Courier", domain=None))
    )


def by_name(traced: Trace) -> dict[str, str]:
    return {each.name: each.role for each in traced.origins}


def test_a_relay_and_its_source_are_told_apart_and_the_order_changes_nothing() -> None:
    many = [diver(1), diver(2), board(3), board(4), courier()]
    traced = trace(CLAIM, many, story="st1", relations=())
    assert traced.story == "st1"
    assert by_name(traced) == {"a diver": "origin", "Anna Reuss": "origin", "Lind Courier": "relay"}
    assert traced.independent_origins.count == 2
    assert {each.kind for each in traced.relations} == {"cites"}
    assert {each.earlier for each in traced.relations} == {many[-1].document.id}
    assert [each.stance for each in traced.articles] == ["repeats"] * 5
    assert traced.articles[0].document == many[-1].document.id
    ids = {each.id for each in traced.origins}
    assert {link.origin_id for a in traced.articles for c in a.chains for link in c.links} == ids
    for seed in range(3):
        random.Random(seed).shuffle(many)  # noqa: S311
        assert trace(CLAIM, [*many, many[0]], story="st1", relations=()) == traced


def test_a_copy_points_at_the_text_that_it_has_its_words_from() -> None:
    one, other, third = (dated(diver(k), f"2015-05-0{k}") for k in (1, 2, 3))
    relations = [
        Relation(later=other.document.id, earlier=one.document.id, kind="copies", share=0.9),
        Relation(later=third.document.id, earlier=one.document.id, kind="rewrites", share=0.9),
    ]
    stranger = Relation(later=document_id("x"), earlier=document_id("y"), kind="copies", share=1.0)
    traced = trace(CLAIM, [one, other, third], relations=[*relations, stranger])
    assert [(each.copy_of, each.copy_kind) for each in traced.articles] == [
        (None, None),
        (one.document.id, "copy"),
        (one.document.id, "rewrite"),
    ]
    apart = Judgement(kind="not_a_copy", subjects=(one.document.id, other.document.id))
    judged = trace(CLAIM, [one, other, third], relations=relations, judgements=[apart])
    assert [each.copy_of for each in judged.articles] == [None, None, one.document.id]


def test_copies_are_sought_where_none_are_given() -> None:
    text = " ".join(f"The barge number {k} lay at the pier of Lindmoor." for k in range(40))
    reads = []
    for start in ("First", "Second"):
        made = Article(f"{start} report. Anna Reuss said that {SAID}. {text}")
        made.says(SAID, made.source("Anna Reuss", "person"))
        reads.append(made.read())
    traced = trace(CLAIM, reads)
    assert sum(each.copy_of is not None for each in traced.articles) == 1


def test_circular_reporting_is_a_finding() -> None:
    reads = []
    for k, (first, second) in enumerate((("Lind Courier", "Moor Gazette"),) * 2):
        names = (first, second) if k else (second, first)
        made = Article(f"The {names[0]} says, citing the {names[1]}, that {SAID}. It is {k}.")
        made.says(SAID, *(made.source(name) for name in names))
        reads.append(made.read())
    [finding] = trace(CLAIM, reads, relations=()).findings
    assert finding.code == "CO303"
    assert finding.message == (
        "Lind Courier has the claim from Moor Gazette, Moor Gazette has the claim from Lind Courier: "
        "it comes back as its own confirmation."
    )


def test_a_link_to_another_article_is_a_relation() -> None:
    read = board(1)
    with_links = replace(
        read,
        document=replace(
            read.document,
            links=(
                Link(start=0, end=6, url="http://www.courier.example/reservoir?from=us"),
                Link(start=0, end=6, url="http://[broken"),
            ),
        ),
    )
    [relation] = trace(CLAIM, [with_links, courier()], relations=()).relations
    assert (relation.kind, relation.inferred) == ("links_to", False)
    assert relation.evidence[0].text == "Report"


def test_who_cites_an_outlet_before_its_article_cites_another() -> None:
    early = dated(diver(1), "2015-04-01")
    assert trace(CLAIM, [early, courier()], relations=()).relations == ()


def counted(number: int, value: str, words: str, day: str | None) -> Annotations:
    made = Article(
        f"Report {number}. Anna Reuss said that {words} poisoned the Lindmoor reservoir in May."
    )
    made.says(
        f"{words} poisoned the Lindmoor reservoir in May", made.source("Anna Reuss", "person")
    )
    read = made.read()
    fact = Fact(
        kind="quantity",
        span=made.at(words),
        value=value,
        unit="barges",
        modifier="about" if "about" in words else "exact",
    )
    return dated(replace(read, claims=(replace(read.claims[0], facts=(fact,)),)), day)


def test_a_number_that_grew_is_a_mutation_in_the_order_of_time() -> None:
    traced = trace(
        CLAIM,
        [
            counted(3, "5", "five barges of herbicide", None),
            counted(2, "3", "three barges of herbicide", "2015-05-03"),
            counted(1, "3", "about three barges of herbicide", "2015-05-02"),
        ],
        relations=(),
    )
    [mutation] = [each for each in traced.mutations if each.fact == "barges"]
    assert [(each.value, each.modifier, each.first_seen) for each in mutation.values] == [
        ("3", "about", "2015-05-02"),
        ("3", None, "2015-05-03"),
        ("5", None, None),
    ]
    assert mutation.change == "value"
    assert traced.articles[0].quantities[0].what == "barges"


def test_a_modifier_that_went_is_a_hedge_lost() -> None:
    reads = [
        counted(1, "3", "about three barges of herbicide", "2015-05-02"),
        counted(2, "3", "three barges of herbicide", "2015-05-03"),
    ]
    [lost] = [each for each in trace(CLAIM, reads, relations=()).mutations if each.fact == "barges"]
    assert lost.change == "hedge_lost"


def test_numbers_of_another_size_are_other_facts() -> None:
    reads = [
        counted(1, "3", "three barges of herbicide", "2015-05-02"),
        counted(2, "300", "barges of herbicide", "2015-05-03"),
    ]
    assert trace(CLAIM, reads, relations=()).mutations == ()


def test_no_article_has_an_empty_trace() -> None:
    traced = trace(CLAIM, [])
    assert (traced.articles, traced.origins, traced.independent_origins.count) == ((), (), 0)


def told(number: int, words: str, *facts: Fact, day: str) -> Annotations:
    made = Article(f"Report {number}. Anna Reuss said that {words}.")
    made.says(words, made.source("Anna Reuss", "person"))
    read = made.read()
    return dated(replace(read, claims=(replace(read.claims[0], facts=facts),)), day)


def fact(read: Annotations, words: str, **other: object) -> Fact:
    at = read.document.text.index(words)
    place = span(read.document.text, at, at + len(words))
    return msgspec.convert({"kind": "quantity", "span": place, **other}, Fact)


def test_dates_of_one_year_are_versions_and_facts_without_value_are_none() -> None:
    words = "herbicide from barges poisoned the Lindmoor reservoir in May"
    bare = told(3, words, day="2015-06-01")
    reads = []
    for number, day in enumerate(("2015-05-02", "2015-05-03"), 1):
        read = told(number, words, day=day)
        facts = (
            fact(read, "May", kind="date", value=day),
            fact(read, "May", kind="date", value="2015"),
            fact(read, "barges", unit="barges"),
            fact(read, "barges", value="7"),
            fact(read, "barges", value="some", unit="barge" if number == 1 else "barges"),
        )
        reads.append(told(number, words, *facts, day=day))
    found = trace(CLAIM, [*reads, bare], relations=()).mutations
    assert [(each.fact, each.change, len(each.values)) for each in found] == [("date", "date", 2)]


def test_a_vague_word_is_a_version_of_a_number_and_a_hedge_can_be_gained() -> None:
    words = "herbicide from barges poisoned the Lindmoor reservoir in May"
    read = told(1, words, day="2015-05-01")
    values = [("3", "exact"), ("several", "exact")]
    reads = [
        told(
            k,
            words,
            fact(told(k, words, day="2015"), "barges", value=value, unit="barges", modifier=how),
            day=f"2015-05-0{k}",
        )
        for k, (value, how) in enumerate(values, 1)
    ]
    [vague] = trace(CLAIM, reads, relations=()).mutations
    assert [each.value for each in vague.values] == ["3", "several"]
    reads = [
        told(
            k,
            words,
            fact(read, "barges", value="3", unit="barges", modifier=how),
            day=f"2015-05-0{k}",
        )
        for k, how in enumerate(("exact", "about"), 1)
    ]
    [gained] = trace(CLAIM, reads, relations=()).mutations
    assert gained.change == "hedge_gained"


def test_that_some_hold_back_and_others_assert_is_a_mutation() -> None:
    plain = Article(f"In spring {SAID}.")
    plain.asserts(SAID)
    held = Article(f"Perhaps {SAID}.")
    held.asserts(SAID, Stance(certainty="partial"))
    first, second = dated(held.read(), "2015-05-01"), dated(plain.read(), "2015-05-02")
    [lost] = trace(CLAIM, [first, second], relations=()).mutations
    assert (lost.fact, lost.change) == ("certainty", "hedge_lost")
    assert [each.value for each in lost.values] == ["hedged", "asserted"]
    later = dated(held.read(), "2015-05-03")
    [gained] = trace(CLAIM, [later, second], relations=()).mutations
    assert gained.change == "hedge_gained"
