from __future__ import annotations

import pytest
from msgspec.structs import replace

from sayso.compare import account
from sayso.compare.match import Compared
from sayso.compare.own_voice import stance_of
from sayso.records import Stance
from tests.compare.articles import CLAIM, Article

SAID = "herbicide from a barge poisoned the Lindmoor reservoir"


def test_what_has_nothing_to_do_with_the_claim_is_neutral() -> None:
    made = Article("Flour is dear, the bakers said.")
    made.says("Flour is dear", made.source("the bakers", "unnamed", named=False))
    found = account(made.read(), CLAIM)
    assert (found.stance, found.certainty, found.chains) == ("neutral", None, ())


@pytest.mark.parametrize(
    ("author", "certainty"),
    [(Stance(certainty="full"), "asserted"), (Stance(certainty="partial"), "hedged")],
)
def test_the_own_voice_asserts_or_hedges(author: Stance, certainty: str) -> None:
    made = Article(f"In May, {SAID}. The board said that {SAID}.")
    made.asserts(SAID, author)
    made.says(SAID, made.source("The board", "official"))
    assert account(made.read(), CLAIM).certainty == certainty


def test_what_only_others_say_is_attributed_and_hearsay_is_hedged() -> None:
    made = Article(f"The board said that {SAID}.")
    made.says(SAID, made.source("The board", "official"))
    assert account(made.read(), CLAIM).certainty == "attributed"
    made = Article(f"The board said that {SAID}. It is rumoured that {SAID}.")
    made.says(SAID, made.source("The board", "official"))
    made.says(SAID)
    assert account(made.read(), CLAIM).certainty == "hedged"


def test_what_is_feared_is_not_asserted() -> None:
    made = Article(f"Fears have been raised that {SAID}.")
    made.asserts(made.text[:-1])
    assert account(made.read(), CLAIM).certainty == "hedged"


@pytest.mark.parametrize(
    ("claim", "certainty"),
    [
        ("Herbicide from a barge will poison the Lindmoor reservoir.", "attributed"),
        ("Herbicide from a barge poisons the Lindmoor reservoir.", "hedged"),
    ],
)
def test_a_word_of_the_claim_is_no_hedge_on_it(claim: str, certainty: str) -> None:
    told = "herbicide from a barge will poison the Lindmoor reservoir"
    made = Article(f"The board said that {told}.")
    made.says(told, made.source("The board", "official"))
    [said] = made.claims
    made.claims = [replace(said, certainty="partial", cues=(made.at("will"),))]
    assert account(made.read(), claim).certainty == certainty


@pytest.mark.parametrize(
    ("sentence", "certainty"),
    [
        (
            "After herbicide from a barge poisoned the Lindmoor reservoir in May, it rained.",
            "asserted",
        ),
        ("The Lindmoor reservoir was allegedly poisoned by herbicide in May.", "hedged"),
        ("Reports that a barge poisoned the Lindmoor reservoir in May worry many.", "hedged"),
        ("The reports of the board on what poisoned the Lindmoor reservoir are out.", "asserted"),
    ],
)
def test_a_sentence_without_a_claim_can_put_it_too(sentence: str, certainty: str) -> None:
    found = account(Article(sentence).read(), CLAIM)
    assert (found.stance, found.certainty) == ("repeats", certainty)


def test_an_article_that_begins_with_a_doubt_doubts_and_holds_back() -> None:
    made = Article(f"Experts doubt that {SAID}. The board said that {SAID}.")
    experts = made.source("Experts", "unnamed", named=False)
    doubted = made.says(SAID, experts, polarity="negative")
    made.notes("Experts doubt", "doubted", source=experts, attribution="a1", claims=(doubted,))
    made.says(SAID, made.source("The board", "official"))
    assert stance_of(Compared(made.read(), CLAIM)) == "doubts"
    found = account(made.read(), CLAIM)
    assert (found.stance, found.certainty) == ("doubts", "hedged")


def test_an_article_that_begins_with_the_denial_denies() -> None:
    made = Article(f"The owner denied that {SAID}. The board says in May {SAID}.")
    denied = made.says(SAID, made.source("The owner", "person"), act="deny", polarity="negative")
    made.says(f"in May {SAID}", made.source("The board", "official"))
    found = account(made.read(), CLAIM)
    assert (found.stance, found.certainty) == ("denies", "denied")
    assert [each.claims for each in found.chains if each.polarity == "denies"] == [(denied,)]
    assert found.origins == ("The board",)
    assert found.says_unconfirmed


def test_what_says_that_it_is_not_confirmed_is_given_in_its_words() -> None:
    made = Article(f"The board said that {SAID}. This could not be confirmed. No comment.")
    made.says(SAID, made.source("The board", "official"))
    made.notes("This could not be confirmed", "unconfirmed")
    made.notes("No comment", "declined")
    found = account(made.read(), CLAIM)
    assert [each.text for each in found.says_unconfirmed] == ["This could not be confirmed"]


def test_by_rule_an_article_does_what_it_begins_with() -> None:
    made = Article(f"The owner denied that {SAID}. The board says in May {SAID}.")
    made.says(SAID, made.source("The owner", "person"), act="deny", polarity="negative")
    made.says(f"in May {SAID}", made.source("The board", "official"))
    assert stance_of(Compared(made.read(), CLAIM)) == "denies"
    assert stance_of(Compared(made.read(), "Wheat is dear in Norway.")) == "neutral"
    assert stance_of(Compared(Article(f"{SAID.capitalize()}.").read(), CLAIM)) == "repeats"


def test_a_denial_of_something_else_leaves_the_claim_unconfirmed_by_nobody() -> None:
    made = Article(f"The board said that {SAID}. The board said no dog may swim there.")
    board = made.source("The board", "official")
    made.says(SAID, board)
    made.says("no dog may swim there", board, act="deny", polarity="negative")
    assert not account(made.read(), CLAIM).says_unconfirmed


def test_who_is_against_the_claim_says_so_in_the_sentence_nearest_to_it() -> None:
    hoax = f"It is a hoax, fake and false, and not true that {SAID}."
    found = account(Article(f"Nobody swam. {hoax} It rained.").read(), CLAIM)
    assert found.stance in {"denies", "doubts"}
    assert [each.text for each in found.says_unconfirmed] == [hoax]
