"""The language of a text: plain by its small words, or else found by py3langid."""

from __future__ import annotations

import pytest

from sayso.acquire import language as module
from sayso.acquire.language import language

ENGLISH = (
    "The harbour master said on Tuesday that the ferry would not sail before the weekend, and that "
    "nobody had been hurt when it struck the quay. He had not seen the report of the council, which "
    "was to be published later. "
)
GERMAN = (
    "Der Hafenmeister sagte am Dienstag, die Fähre werde nicht vor dem Wochenende auslaufen, und "
    "niemand sei verletzt worden, als sie mit dem Kai zusammenstieß. Den Bericht des Rates habe er "
    "noch nicht gesehen. "
)
DUTCH = (
    "De havenmeester zei dinsdag dat de veerboot niet voor het weekend zou uitvaren en dat niemand "
    "gewond was geraakt toen het schip de kade raakte. Hij had het rapport van de raad nog niet "
    "gezien, dat later zou verschijnen. "
)


@pytest.mark.parametrize(("text", "expected"), [(ENGLISH, "en"), (GERMAN, "de"), (DUTCH, "nl")])
def test_enough_text_tells_its_language_whatever_the_page_claims(text: str, expected: str) -> None:
    assert language(text * 2, "fr") == expected


@pytest.mark.parametrize("text", [ENGLISH, GERMAN])
def test_a_plain_language_is_told_without_loading_the_model(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_identifier", None)
    assert language(text * 2, None)


@pytest.mark.parametrize(
    ("text", "claimed", "expected"),
    [
        ("Kelmouth 3, Harrow 1", "en-GB", "en"),
        ("Kelmouth 3, Harrow 1", None, None),
        ("12 34 56 " * 100, "de", "de"),
        ("", "xx-", "xx"),
    ],
)
def test_too_little_text_takes_what_the_page_claims(
    text: str, claimed: str | None, expected: str | None
) -> None:
    assert language(text, claimed) == expected
