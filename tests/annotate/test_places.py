"""Places: which of them a name can mean, and what is none."""

from __future__ import annotations

import pytest

from tests.annotate.told import hits, places


def test_a_name_that_several_places_bear_keeps_them_all() -> None:
    ((_, tripoli),) = places("They flew to Tripoli.")
    assert tripoli == ("Tripoli, Libya", "Tripoli, Lebanon", "Trípoli, Greece")
    ((_, georgia),) = places("They flew to Georgia.")
    assert georgia == ("Georgia", "Georgia, United States")


def test_a_country_in_the_text_settles_which_place_is_meant() -> None:
    assert places("They flew to Tripoli, Libya.")[0][1] == ("Tripoli, Libya",)
    found = places("They flew to Tripoli. Lebanon was quiet.")
    assert found == [("Tripoli", ("Tripoli, Lebanon",)), ("Lebanon", ("Lebanon",))]
    assert places("He died in Cleveland. Ohio mourns.")[0][1] == ("Cleveland, Ohio, United States",)
    assert places("He lives in Palm Beach, Fla., now.") == [("Palm Beach", ())]


def test_another_name_of_a_place_leads_to_its_own() -> None:
    (hit,) = hits("They fled from the city of Raqqa.", "place")
    assert (hit.value, hit.candidates) == ("Ar Raqqah", ("Ar Raqqah, Syria",))


def test_places_that_no_gazetteer_has() -> None:
    text = (
        "It fell near Hallgarn, in the Upper Umber district of neighbouring Toravia. Toravia wept."
    )
    assert [words for words, _ in places(text)] == [
        "Hallgarn",
        "Upper Umber district",
        "Toravia",
        "Toravia",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Paris Hilton and Michael Jordan met.",
        "Peter Washington spoke. Then Washington left.",
        "Nice people live here.",
        "Reading is good. Mobile phones are not.",
        "Split the cost.",
        "US officials came.",
        "The New York Times wrote it.",
        "Mr London came.",
        "The Syrian army came in March.",
    ],
)
def test_these_are_no_places(text: str) -> None:
    assert places(text) == []
