from __future__ import annotations

import pytest

from sayso.compare.match import Compared
from sayso.compare.phrasings import beside
from sayso.compare.putting import FEATURES, Model, Seen, features, model, putting
from sayso.compare.stance import stance
from sayso.compare.trace import trace
from sayso.records import Annotations
from sayso.traces import Judgement
from tests.compare.articles import CLAIM, Article

OTHER_WORDS = "A toxic chemical spilled by a barge has contaminated the reservoir at Lindmoor."
ONLY_NAMES = (
    "The mayor of Lindmoor is a frog.",
    "The Lindmoor reservoir was sold to a bank.",
    "Anna Reuss won a dance contest on a barge.",
    "Lindmoor has elected a herbicide as its mayor.",
)


def board() -> Annotations:
    made = Article(
        "Herbicide from a barge poisoned the Lindmoor reservoir in May, Anna Reuss said. The barge"
        " had sunk with forty barrels on board. The town of Lindmoor drinks from bottles."
    )
    made.says(
        "Herbicide from a barge poisoned the Lindmoor reservoir in May",
        made.source("Anna Reuss", "person"),
    )
    return made.read()


def courier() -> Annotations:
    made = Article(
        "The Courier says that a barge with weedkiller sank in the reservoir at Lindmoor and"
        " poisoned its water. Anna Reuss of the water board has had the taps closed."
    )
    said = "a barge with weedkiller sank in the reservoir at Lindmoor and poisoned its water"
    made.says(said, made.source("The Courier"))
    return made.read()


def denial() -> Annotations:
    made = Article(
        "The ministry denied that herbicide from a barge had poisoned the Lindmoor reservoir."
        " It is false, its spokesman told Anna Reuss."
    )
    ministry = made.source("The ministry", "official")
    said = "that herbicide from a barge had poisoned the Lindmoor reservoir"
    made.says(said, ministry, act="deny", polarity="negative")
    made.notes("The ministry denied", "denied", source=ministry)
    return made.read()


def foreign() -> Annotations:
    made = Article(
        "In Lindmoor hat Anna Reuss das Wasser sperren lassen. Der Lindmoor-See ist vergiftet.",
        language="de",
    )
    made.asserts("Der Lindmoor-See ist vergiftet")
    return made.read()


def stances(claim: str, *articles: Annotations, story: str | None = None) -> list[str]:
    made = trace(claim, articles, story=story, relations=())
    found = {each.document: each.stance for each in made.articles}
    return [found[each.document.id] for each in articles]


@pytest.mark.parametrize("claim", ONLY_NAMES)
def test_who_shares_only_names_with_a_claim_does_not_put_it(claim: str) -> None:
    many = [board(), courier(), denial(), foreign()]
    made = trace(claim, many, relations=())
    assert [each.stance for each in made.articles] == ["neutral"] * 4
    assert {each.certainty for each in made.articles} == {None}
    assert not any(each.chains or each.says_unconfirmed for each in made.articles)
    assert (made.origins, made.mutations) == ((), ())
    assert made.independent_origins.count == 0


@pytest.mark.parametrize("claim", [CLAIM, OTHER_WORDS])
def test_who_puts_it_in_these_words_or_others_is_found(claim: str) -> None:
    assert stances(claim, board(), courier(), denial()) == ["repeats", "repeats", "denies"]


def test_one_article_of_the_story_can_put_what_the_others_do_not() -> None:
    made = Article("Anna Reuss of Lindmoor will be the mayor of the town, the Herald writes.")
    made.says("Anna Reuss of Lindmoor will be the mayor of the town", made.source("the Herald"))
    claim = "Anna Reuss becomes mayor of Lindmoor."
    assert stances(claim, board(), made.read(), denial()) == ["neutral", "repeats", "neutral"]


def test_the_claim_of_a_story_has_an_article_s_words_and_is_not_asked_after() -> None:
    assert stances(ONLY_NAMES[1], board(), courier(), story="st1") == ["repeats", "repeats"]


def test_an_article_in_a_language_that_the_encoder_does_not_know_goes_by_its_words() -> None:
    compared = {"one": Compared(foreign(), CLAIM)}
    assert putting(compared) == {}
    compared["two"] = Compared(board(), CLAIM)
    assert putting(compared) == {"two": True}
    false = {"one": Compared(foreign(), ONLY_NAMES[0]), "two": Compared(board(), ONLY_NAMES[0])}
    assert putting(false) == {"one": False, "two": False}


def test_a_person_s_other_words_for_a_claim_are_asked_after_too() -> None:
    same = Judgement(kind="same_claim", subjects=(ONLY_NAMES[0], CLAIM))
    made = trace(ONLY_NAMES[0], [board(), courier()], judgements=[same], relations=())
    assert [each.stance for each in made.articles] == ["repeats", "repeats"]
    assert beside(board(), [ONLY_NAMES[0], CLAIM]).claim == CLAIM


def test_whoever_is_known_to_put_it_has_a_stance_without_its_words() -> None:
    compared = Compared(courier(), "Toxins killed fish.")
    assert stance(compared, compared.claim) == "neutral"
    assert stance(compared, compared.claim, puts=True) == "repeats"


def test_what_no_article_has_a_word_of_counts_more_the_more_articles_there_are() -> None:
    def untold(claim: str, count: int) -> float:
        one = Seen(claim, "en", 0.5, frozenset({"barge", "sank"}))
        return features({str(k): one for k in range(count)})["0"]["untold"]

    assert untold("A frog sank", 1) == 0
    assert 0 < untold("A frog sank", 2) < untold("A frog sank", 9) < 1
    assert untold("A barge sank", 9) == untold("?", 9) == 0
    assert features({}) == {}


def test_each_feature_has_a_weight() -> None:
    assert set(model().weights) == set(FEATURES)
    with pytest.raises(ValueError, match="near, untold"):
        Model(intercept=0, least=0.5, weights={"near": 1.0})


def test_an_article_without_sentences_is_near_nothing() -> None:
    assert Compared(Article("").read(), CLAIM).nearest() == 0
