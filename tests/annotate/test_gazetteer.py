"""The gazetteer: every name leads to its places, and nothing else does."""

from __future__ import annotations

from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate import gazetteer as package
from sayso.annotate.gazetteer import Gazetteer, gazetteer

DATA = resources.files(package).joinpath("places.tsv").read_text("utf8")
LINES = [line for line in DATA.partition("# Cities:\n")[2].splitlines() if line]
NAMES = [line.partition("\t")[0] for line in LINES]


def test_the_names_stand_in_order_and_once() -> None:
    assert sorted(set(NAMES)) == NAMES
    assert len(NAMES) > 50_000


@given(st.integers(0, len(NAMES) - 1))
def test_every_name_is_found(number: int) -> None:
    found = [place for place in gazetteer()(NAMES[number]) if place.kind == "city"]
    assert len(found) == LINES[number].count("|") + 1
    assert all(place.people >= 0 and place.country in gazetteer().countries for place in found)


@given(st.text())
def test_what_is_no_name_is_not_found(name: str) -> None:
    cities = [place for place in gazetteer()(name) if place.kind == "city"]
    assert bool(cities) == (name in set(NAMES))


def test_a_place_tells_what_it_lies_in() -> None:
    of = gazetteer().full_name
    assert [of(place) for place in gazetteer()("Tripoli")][:2] == [
        "Tripoli, Libya",
        "Tripoli, Lebanon",
    ]
    assert of(gazetteer()("Chicago")[0]) == "Chicago, Illinois, United States"
    assert of(gazetteer()("Ohio")[0]) == "Ohio, United States"
    assert of(gazetteer()("Libya")[0]) == "Libya"


def test_a_file_without_cities_is_refused() -> None:
    with pytest.raises(ValueError, match="no cities"):
        Gazetteer(b"C\tLY\tLibya\n")
