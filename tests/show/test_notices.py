from __future__ import annotations

import pytest

from sayso.records import Annotations, Credit, Outlet
from sayso.show.notices import repeats_head
from sayso.spans import span
from tests.show.builder import Pencil, document

HEAD = {"byline": ("Ida Brook", "PER HOLM"), "outlet": Outlet(name="The Kelmouth Courier")}


def annotated(words: str) -> Annotations:
    return Annotations(document=document(("notice", words), **HEAD))


@pytest.mark.parametrize(
    "words",
    [
        "By Ida Brook",
        "By Ida Brook and Per Holm, staff writers",
        "The Kelmouth Courier",
        "16 March 2021",
        "Updated 3:31 PM ET",
        "Von Ida Brook 16.03.2021, 16:45 Uhr",
        "Posted on March 16th, 2021 by",
    ],
)
def test_names_and_dates_repeat_the_head(words: str) -> None:
    made = annotated(words)
    assert repeats_head(made.document.blocks[0], made)


@pytest.mark.parametrize(
    "words",
    [
        "Correction: an earlier version of this article gave the wrong year for the bridge, 1961.",
        "Ida Brook is a lawyer for the port authority and was paid by it for this article.",
        "Sponsored by the port authority",
    ],
)
def test_what_tells_more_does_not(words: str) -> None:
    made = annotated(words)
    assert not repeats_head(made.document.blocks[0], made)


def test_a_credit_or_a_statement_tells_more_but_the_agency_s_name_alone_does_not() -> None:
    made = document(("notice", "From Der Hafenbote, 16 March 2021"), **HEAD)
    name = span(made.text, 5, 18)
    for kind, repeats in (("republished_from", False), ("agency", True)):
        credit = Credit(kind=kind, name=name.text, spans=(name,))  # type: ignore[arg-type]
        assert (
            repeats_head(made.blocks[0], Annotations(document=made, credits=(credit,))) == repeats
        )
    said = document(("notice", "Ida Brook says no"), **HEAD)
    pen = Pencil(said)
    pen.says(None, [], [pen.at("says")], [pen.at("no")])
    telling = Annotations(document=said, attributions=tuple(pen.attributions))
    assert not repeats_head(said.blocks[0], telling)
