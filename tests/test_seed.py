"""The real article that the project began with: who says what in it, by a few words of each."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from sayso import pipeline
from sayso.records import Annotations
from sayso.settings import Settings
from tests.annotate.laws import lawful
from tests.annotate.paper import Reading

FROM = ["Deutsche Wirtschafts Nachrichten"]
"""From where the article is translated: it stands before all others."""

SEED = Path(__file__).parents[2] / "shared" / "seed"

pytestmark = [
    pytest.mark.gate,
    pytest.mark.skipif(not SEED.is_dir(), reason=f"there is no seed folder at {SEED}"),
]


@cache
def article() -> Reading:
    (found,) = pipeline.read([str(SEED)], Settings())
    assert isinstance(found, Annotations)
    lawful(found)
    return Reading(found)


def test_the_laws_hold_of_every_text_there() -> None:
    assert article().found.attributions


@pytest.mark.parametrize(
    ("name", "kind", "named", "words"),
    [
        ("TASS", "agency", True, ["airlift", "evacuation"]),
        ("Syrian army spokesman", "official", False, ["airlift", "evacuation"]),
        ("RT", "outlet", True, ["elite soldiers", "exactly this purpose"]),
        ("Washington Post", "outlet", True, ["special units"]),
        ("source from the military", "unnamed", False, ["special units"]),
        ("US president", "official", True, ["Syrian mission"]),
    ],
)
def test_a_source_has_its_words(name: str, kind: str, named: bool, words: list[str]) -> None:  # noqa: FBT001
    source = article().source(name)
    assert (source.type, source.named, source.resolved) == (kind, named, True)
    said = article().said(name)
    assert [each for each in words if each not in said] == []


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("RT", ["airlift", "special units", "Vienna"]),
        ("US president", ["airlift", "Vienna", "elite soldiers"]),
        ("Syrian army spokesman", ["elite soldiers", "special units"]),
    ],
)
def test_a_source_has_not_the_words_of_others(name: str, others: list[str]) -> None:
    said = article().said(name)
    assert [each for each in others if each in said] == []


def test_the_spokesman_speaks_within_what_the_agency_says() -> None:
    assert set(article().parents("Syrian army spokesman")) == {"TASS"}
    assert article().chains("airlift") == [[*FROM, "TASS", "Syrian army spokesman"]]
    assert article().source("Syrian army spokesman").speaks_for == "Syrian army"


def test_the_military_source_speaks_to_the_newspaper() -> None:
    chain = [*FROM, "Washington Post", "source from the military"]
    assert article().chains("special units") == [chain]


@pytest.mark.parametrize("words", ["October 26th", "handed over", "air strikes", "Saudi Arabia"])
def test_the_sentences_after_the_airlift_stand_on_the_same_chain(words: str) -> None:
    assert article().chains(words) == [[*FROM, "TASS", "Syrian army spokesman"]]


@pytest.mark.parametrize("words", ["Independent confirmation", "tight spot", "everything possible"])
def test_the_article_says_the_rest_itself(words: str) -> None:
    assert [each for each in article().chains(words) if each not in ([], FROM)] == []


def test_the_newspaper_is_the_one_just_named() -> None:
    assert len(article().source("Washington Post").mentions) > 1


def test_speculation_is_told_from_report() -> None:
    (found,) = article().by("RT")
    assert found.act == "speculate"


def test_is_said_is_an_attribution_without_a_source() -> None:
    (found,) = [
        each
        for each in article().found.attributions
        if any(cue.text.startswith("is said") for cue in each.cue_spans)
    ]
    assert (found.source, found.source_spans) == (None, ())
    assert any("evacuated" in each.text for each in found.content_spans)
    (claim,) = [each for each in article().found.claims if each.attribution == found.id]
    assert [link.via for link in claim.chain] == ["credit"]
    assert claim.origin is None


def test_the_notice_and_the_caption_give_credits() -> None:
    assert {(each.kind, each.name) for each in article().found.credits} == {
        ("translated_from", "Deutsche Wirtschafts Nachrichten"),
        ("photo", "Reuters"),
    }
