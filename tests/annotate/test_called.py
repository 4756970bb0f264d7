"""Names of one source are found to be one, and names of two are not."""

from __future__ import annotations

import pytest

from sayso.annotate.called import same_name, words_of
from sayso.annotate.lexicon import load

LEXICON = load("en")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Anna Berg", "Anna Berg", True),
        ("Anna Berg", "Berg", True),
        ("Kelmouth River Board", "KRB", True),
        ("The Kelmouth Echo", "Kelmouth Echo", True),
        ("Anna Berg", "Anna M. Berg", True),
        ("Anna Berg", "Nils Berg", False),
        ("Anna Berg", "Anna", False),
        ("Anna Berg", "", False),
        ("K", "Kelmouth", False),
    ],
)
def test_two_names(one: str, other: str, same: bool) -> None:  # noqa: FBT001  # a table
    assert same_name(one, other, LEXICON) is same
    assert same_name(other, one, LEXICON) is same


def test_words_that_are_no_part_of_a_name() -> None:
    assert words_of("Nils Berg Jr.", "en") == ("nils", "berg")
