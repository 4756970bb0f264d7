"""Our own small stories of one thing each: what one article tells, and what another makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from msgspec.structs import replace

from sayso.compare.trace import trace
from sayso.compare.versions import FACTOR
from sayso.records import Annotations, Fact, Stance
from sayso.spans import span
from sayso.traces import Mutation
from tests.compare.articles import Article

if TYPE_CHECKING:
    from collections.abc import Mapping

CLAIM = "A fire at the Ambler mill killed three dockers on Monday."


def told(number: int, words: str, *facts: Mapping[str, object], dated: bool = True) -> Annotations:
    """Return a report in which an officer says the words; each fact is found by its ``text``."""
    made = Article(f"Report {number}. Officer Anna Reuss said that {words}.")
    made.says(words, made.source("Officer Anna Reuss", "person"))
    read = made.read()
    found = tuple(_fact(read, each) for each in facts)
    published = f"2015-05-0{number}" if dated else None
    return replace(
        read,
        document=replace(read.document, published=published),
        claims=(replace(read.claims[0], facts=found),),
    )


def _fact(read: Annotations, given: Mapping[str, object]) -> Fact:
    words = str(given["text"])
    at = read.document.text.index(words)
    place = span(read.document.text, at, at + len(words))
    return msgspec.convert({"span": place, **given}, Fact)


def count(
    text: str, value: str, modifier: str = "exact", unit: str = "dockers"
) -> dict[str, object]:
    return {"kind": "quantity", "text": text, "value": value, "modifier": modifier, "unit": unit}


def found(*reads: Annotations) -> tuple[Mutation, ...]:
    return trace(CLAIM, reads, relations=()).mutations


def killed(
    number: int, text: str, value: str, modifier: str = "exact", **more: bool
) -> Annotations:
    words = f"a fire at the Ambler mill killed {text} on Monday"
    return told(number, words, count(text, value, modifier), **more)


@pytest.mark.parametrize(
    ("first", "last", "change"),
    [
        (("three dockers", "3", "exact"), ("five dockers", "5", "exact"), "grew"),
        (("five dockers", "5", "exact"), ("three dockers", "3", "exact"), "fell"),
        (("at least 3 dockers", "3", "at_least"), ("3 dockers", "3", "exact"), "hedge_lost"),
        (("3 dockers", "3", "exact"), ("about 3 dockers", "3", "about"), "hedge_gained"),
        (("at least 3 dockers", "3", "at_least"), ("about 3 dockers", "3", "about"), "modifier"),
        (("several dockers", "several", "exact"), ("five dockers", "5", "exact"), "value"),
    ],
)  # fmt: skip
def test_what_becomes_of_a_number(
    first: tuple[str, str, str], last: tuple[str, str, str], change: str
) -> None:
    [mutation] = found(killed(1, *first), killed(2, *last))
    assert (mutation.fact, mutation.change) == ("dockers", change)
    assert [[each.text for each in value.spans] for value in mutation.values] == [
        [first[0]],
        [last[0]],
    ]


def test_without_dates_a_number_only_differs() -> None:
    [mutation] = found(
        killed(1, "three dockers", "3", dated=False), killed(2, "five dockers", "5", dated=False)
    )
    assert mutation.change == "value"
    [mutation] = found(
        killed(1, "3 dockers", "3", dated=False),
        killed(2, "about 3 dockers", "3", "about", dated=False),
    )
    assert mutation.change == "modifier"


def test_a_number_of_another_size_or_among_other_words_is_another_fact() -> None:
    few, many = killed(1, "three dockers", "3"), killed(2, "many dockers", str(3 * FACTOR + 1))
    assert found(few, many) == ()
    assert found(killed(1, "no dockers", "0"), few) == ()


def test_a_number_of_other_people_is_another_fact_where_an_article_tells_them_apart() -> None:
    words = "a fire at the Ambler mill hurt 5 dockers on Monday{}"
    monday = {"kind": "date", "text": "Monday", "value": None}
    dead = "a fire at the Ambler mill killed 3 dockers on Monday"
    few = told(1, dead, count("3 dockers", "3"), monday)
    hurt = told(2, words.format(""), count("5 dockers", "5"), monday)
    both = told(
        2,
        words.format(" in heavy rain near the Tarn harbour wall, and a truck killed a cat"),
        count("5 dockers", "5"),
        monday,
    )
    assert len(found(few, hurt)) == 1
    assert found(few, both) == ()


def test_a_bare_end_of_a_range_is_no_version_of_it() -> None:
    ranged, end = killed(1, "3 to 5 dockers", "3-5"), killed(2, "3 dockers", "3")
    assert found(ranged, end) == ()
    [mutation] = found(ranged, killed(2, "at least 3 dockers", "3", "at_least"))
    assert mutation.change == "value"


def test_the_same_number_hedged_otherwise_goes_before_another_number() -> None:
    words = "a fire at the Ambler mill killed 3 dockers on Monday and hurt 4 dockers"
    both = told(1, words, count("3 dockers", "3"), count("4 dockers", "4"))
    words = "a fire at the Ambler mill on Monday hurt about 4 dockers"
    hurt = told(2, words, count("about 4 dockers", "4", "about"))
    [mutation] = found(both, hurt)
    assert [(each.value, each.modifier) for each in mutation.values] == [
        ("4", None),
        ("4", "about"),
    ]


def test_a_number_of_actors_is_no_version_of_who_acts() -> None:
    words = "{} lit the fire at the Ambler mill on Monday"
    one = told(
        1, words.format("Vortan"), {"kind": "participant", "text": "Vortan", "value": "Vortan"}
    )
    other = told(2, words.format("Three actors"), count("Three actors", "3", unit="actors"))
    assert found(one, other) == ()


def test_who_hedges_a_number_once_has_hedged_it() -> None:
    words = "the fire at the Ambler mill killed 3 dockers, or about 3 dockers, on Monday"
    both = told(
        1,
        words,
        count("3 dockers", "3"),
        count("about 3 dockers", "3", "about"),
        count("3 dockers", "3"),
    )
    [mutation] = found(both, killed(2, "3 dockers", "3"))
    assert [each.modifier for each in mutation.values] == ["about", None]


def test_a_fact_of_what_is_only_passed_on_beside_the_claim_is_none_of_it() -> None:
    def aside(number: int, text: str, value: str) -> Annotations:
        return told(number, f"the quay by the Ambler mill lies {text} north", count(text, value))

    assert found(aside(1, "50 miles", "50"), aside(2, "60 miles", "60")) == ()


def on(number: int, text: str, value: str | None) -> Annotations:
    words = f"a fire at the Ambler mill killed three dockers on {text}"
    return told(number, words, {"kind": "date", "text": text, "value": value})


def test_a_date_that_moved() -> None:
    [mutation] = found(on(1, "4 May", "2015-05-04"), on(2, "5 May", "2015-05-05"))
    assert (mutation.fact, mutation.change) == ("date", "date")
    assert [each.value for each in mutation.values] == ["2015-05-04", "2015-05-05"]


@pytest.mark.parametrize("value", ["2015-05", "2016-05-04", "2015", "2015-W19", "2015-02-31", None])
def test_a_date_less_exact_or_far_away_or_not_known_has_not_moved(value: str | None) -> None:
    assert found(on(1, "4 May", "2015-05-04"), on(2, "that day", value)) == ()


def burnt(number: int, name: str, *candidates: str, more: str = "") -> Annotations:
    words = f"a fire at the mill in {name} killed three dockers on Monday{more}"
    return told(
        number, words, {"kind": "place", "text": name, "value": name, "candidates": candidates}
    )


def test_a_place_that_moved() -> None:
    [mutation] = found(burnt(1, "Ambler", "Ambler, Norland"), burnt(2, "Tarn", "Tarn, Norland"))
    assert (mutation.fact, mutation.change) == ("place", "place")
    assert [each.value for each in mutation.values] == ["Ambler", "Tarn"]


@pytest.mark.parametrize(
    "other",
    [
        burnt(2, "Norland", "Norland"),  # where the town lies
        burnt(2, "Tarn"),  # known to nobody
        burnt(2, "Ambler Quay", "Ambler Quay, Norland"),
        burnt(2, "Tarn", "Tarn, Norland", more=", says a man from Ambler"),
    ],
)
def test_a_place_that_did_not_move(other: Annotations) -> None:
    assert found(burnt(1, "Ambler", "Ambler, Norland"), other) == ()


def lit(number: int, name: str, verb: str = "lit") -> Annotations:
    words = f"{name} {verb} the fire at the Ambler mill that killed three dockers on Monday"
    return told(number, words, {"kind": "participant", "text": name, "value": name})


def test_an_actor_who_changed() -> None:
    [mutation] = found(lit(1, "Carl Maas"), lit(2, "Berta Lind"))
    assert (mutation.fact, mutation.change) == ("actor", "actor")
    assert [each.spans[0].text for each in mutation.values] == ["Carl Maas", "Berta Lind"]


@pytest.mark.parametrize("other", [lit(2, "Old Maas"), lit(2, "CRM"), lit(2, "Berta Lind", "saw")])
def test_an_actor_who_may_be_the_same_or_does_something_else(other: Annotations) -> None:
    assert found(lit(1, "Carl Maas"), other) == ()


SAID = "a fire at the Ambler mill killed three dockers on Monday"


def held(number: int, text: str, certainty: str) -> Annotations:
    made = Article(text)
    made.asserts(SAID, msgspec.convert({"certainty": certainty}, Stance))
    read = made.read()
    return replace(read, document=replace(read.document, published=f"2015-05-0{number}"))


def test_a_hedge_on_the_claim_is_lost_or_added_in_the_words_of_both() -> None:
    hedged, plain = f"Perhaps {SAID}.", f"In spring {SAID}."
    [lost] = found(held(1, hedged, "partial"), held(2, plain, "full"))
    assert (lost.fact, lost.change) == ("certainty", "hedge_lost")
    assert [each.spans[0].text for each in lost.values] == [f"Perhaps {SAID}", SAID]
    [gained] = found(held(1, plain, "full"), held(2, hedged, "partial"))
    assert gained.change == "hedge_gained"


def test_an_article_whose_own_words_do_not_show_the_hedge_is_left_out() -> None:
    unmarked = held(1, f"In spring {SAID}.", "partial")
    assert found(unmarked, held(2, f"In all truth {SAID}.", "full")) == ()


def test_what_is_hedged_and_what_is_asserted_must_be_the_same() -> None:
    made = Article("In spring dockers held a fire drill near three mills on Monday.")
    made.asserts("dockers held a fire drill near three mills on Monday")
    drill = made.read()
    hedged = held(1, f"Perhaps {SAID}.", "partial")
    assert found(hedged, drill) == ()
    # In a language that the encoder does not know, the words alone must do.
    assert found(replace_language(hedged, "xx"), replace_language(drill, "xx")) == ()


def replace_language(read: Annotations, language: str) -> Annotations:
    return replace(read, document=replace(read.document, language=language))
