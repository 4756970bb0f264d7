from __future__ import annotations

from sayso.compare import account
from sayso.compare.voices import voices
from sayso.records import Source, SourceType
from sayso.spans import Span
from tests.compare.articles import CLAIM, Article


def source(
    identity: str, name: str, kind: SourceType = "official", speaks_for: str | None = None
) -> Source:
    return Source(
        id=identity,
        name=name,
        type=kind,
        named=True,
        mentions=(Span(0, 1, "x"),),
        speaks_for=speaks_for,
    )


def test_a_body_and_the_first_who_speaks_for_it_are_one() -> None:
    found = voices(
        [
            source("s1", "Port Authority"),
            source("s2", "Anna Reuss", speaks_for="Kelmouth Port Authority"),
            source("s3", "Per Holm", speaks_for="the port authority"),
            source("s4", "Interior Ministry of Nordland"),
            source("s5", "Ida Brook", speaks_for="Interior Ministry"),
        ]
    )
    assert found == {"s1": "s2", "s4": "s5"}


def test_people_and_other_bodies_stay_apart() -> None:
    assert not voices(
        [
            source("s1", "Health Ministry"),
            source("s2", "Anna Reuss", speaks_for="Interior Ministry"),
            source("s3", "Anna Interior", "person"),
            source("s4", ""),
        ]
    )


def test_one_voice_makes_one_chain_with_the_mentions_of_both() -> None:
    said = "herbicide from a barge poisoned the Lindmoor reservoir"
    made = Article(f"The board said that {said}. Ada Brandt of the board says {said}.")
    board, brandt = made.source("The board", "official"), made.source("Ada Brandt", "person")
    for each in (board, brandt):
        made.says(said, each)
    made.speaks_for(brandt, "the board")
    [chain] = account(made.read(), CLAIM).chains
    assert [each.text for each in chain.links[0].mentions] == ["The board", "Ada Brandt"]
    assert chain.claims == ("c1", "c2")
