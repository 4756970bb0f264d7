from __future__ import annotations

from collections.abc import Sequence

from sayso.compare.match import match
from tests.compare.articles import CLAIM, Article

TEXT = (
    "Herbicide from a barge poisoned the Lindmoor reservoir, the water board said. The herbicide"
    " from the barge did not poison the reservoir, the owner said. Lindmoor’s bakers said that flour"
    " was dear. The water board has rejected the idea that a barge poisoned the reservoir."
)


def article() -> Article:
    made = Article(TEXT)
    board = made.source("the water board", "official")
    owner = made.source("the owner", "person")
    bakers = made.source("Lindmoor’s bakers", "unnamed", named=False)
    made.says("Herbicide from a barge poisoned the Lindmoor reservoir", board)
    made.says("The herbicide from the barge did not poison the reservoir", owner)
    made.says("that flour was dear", bakers)
    made.says("that a barge poisoned the reservoir", board, act="deny", polarity=None)
    return made


def test_what_puts_the_claim_and_what_denies_it() -> None:
    found = {each.claim.id: each.polarity for each in match(article().read(), CLAIM)}
    assert found == {"c1": "supports", "c2": "denies", "c4": "denies"}


def test_a_claim_that_says_no_turns_it_round() -> None:
    given = "Herbicide from a barge did not poison the Lindmoor reservoir."
    found = {each.claim.id: each.polarity for each in match(article().read(), given)}
    assert found["c2"] == "supports"


def test_another_similarity_can_take_the_place_of_words() -> None:
    def flour(_: str, passages: Sequence[str]) -> list[float]:
        return [float("flour" in each) for each in passages]

    assert [each.claim.id for each in match(article().read(), CLAIM, flour)] == ["c3"]


def test_whom_the_claim_is_about_is_heard_on_it_only() -> None:
    made = Article("The Lindmoor reservoir opens for swimmers in May, Lindmoor said.")
    lindmoor = made.source("Lindmoor", "official")
    made.says("The Lindmoor reservoir opens for swimmers in May", lindmoor)
    about = match(
        made.read(), "A barge with herbicide sank near Lindmoor, and its reservoir is shut."
    )
    assert not about
    assert match(made.read(), "Lindmoor opens its reservoir for swimmers in May.")


def test_a_language_without_files_is_compared_too() -> None:
    made = Article("L’herbicide a empoisonné le lac, dit le maire.", language="fr")
    made.says("L’herbicide a empoisonné le lac", made.source("le maire", "official"))
    assert match(made.read(), "Le lac est empoisonné par un herbicide.")


def test_an_article_without_claims_has_no_match() -> None:
    assert match(Article("Nothing is said here.").read(), CLAIM) == ()
    assert match(Article("").read(), CLAIM) == ()


def test_only_a_refusal_close_before_the_words_of_the_claim_refuses_it() -> None:
    made = Article(
        "There is no proof that herbicide poisoned the reservoir, the owner said. Herbicide poisoned"
        " the reservoir while the guard at the gate of the yard did not look, the board said."
    )
    made.says("There is no proof that herbicide poisoned the reservoir", made.source("the owner"))
    made.says(
        "Herbicide poisoned the reservoir while the guard at the gate of the yard did not look",
        made.source("the board"),
    )
    assert [each.polarity for each in match(made.read(), CLAIM)] == ["denies", "supports"]
