from __future__ import annotations

import pytest

from sayso.compare.affiliation import affiliation
from sayso.compare.identity import load
from sayso.spans import span


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("LPD Commissioner Anna Reuss said so.", "LPD"),
        ("Anna Reuss of the Seismic Institute said so.", "Seismic Institute"),
        (
            "Anna Reuss, a geologist with the Lindmoor Institute of Soil, said.",
            "Lindmoor Institute of Soil",
        ),
        ("They met. Anna Reuss, 34, said so.", None),
        ("Last week Mrs. Anna Reuss said so.", None),
        ("Spokeswoman Anna Reuss said so.", None),
        ("Anna Reuss, tired of it, said so.", None),
    ],
)
def test_only_what_stands_beside_the_name_tells_the_body(text: str, body: str | None) -> None:
    at = text.index("Anna Reuss")
    mention = span(text, at, at + len("Anna Reuss"))
    assert affiliation(text, "Anna Reuss", [mention], load("en")) == body


def test_a_pronoun_tells_no_body() -> None:
    assert (
        affiliation("She of the Institute", "Anna Reuss", [span("She", 0, 3)], load("en")) is None
    )
