from __future__ import annotations

import pytest

from sayso.compare.match import Compared
from sayso.compare.stance import EVEN, Model, Side, model, stance, told
from sayso.compare.stance_features import FEATURES, features, wording_of
from sayso.errors import UsageError
from tests.compare.articles import CLAIM, Article


def compared(article: Article, claim: str = CLAIM) -> Compared:
    return Compared(article.read(), claim)


def of(article: Article, claim: str = CLAIM) -> dict[str, float]:
    return dict(zip(FEATURES, features(compared(article, claim), claim), strict=True))


def repeating() -> Article:
    article = Article(
        "Herbicide from a barge poisoned the Lindmoor reservoir in May. The Courier said that the"
        " barge had sunk with forty barrels on board. The town drinks from bottles."
    )
    article.asserts("Herbicide from a barge poisoned the Lindmoor reservoir in May")
    return article


def denying() -> Article:
    article = Article(
        "It is false that herbicide from a barge poisoned the Lindmoor reservoir. The ministry"
        " denied that a barge had poisoned the Lindmoor reservoir in May. That was a hoax."
    )
    ministry = article.source("The ministry", "official")
    article.says(
        "that a barge had poisoned the Lindmoor reservoir in May",
        ministry,
        act="deny",
        polarity="negative",
    )
    article.notes("The ministry denied", "denied", source=ministry)
    return article


def doubting() -> Article:
    article = Article(
        "Experts doubt whether herbicide from a barge poisoned the Lindmoor reservoir in May. They"
        " are sceptical of the account. It is unclear what killed the fish."
    )
    article.notes("Experts doubt whether", "doubted")
    return article


def test_each_stance_is_told() -> None:
    assert stance(compared(repeating()), CLAIM) == "repeats"
    assert stance(compared(denying()), CLAIM) == "denies"
    assert stance(compared(doubting()), CLAIM) == "doubts"


def test_an_article_of_other_matters_is_neutral() -> None:
    article = Article("The bakers of Ostrow went on strike for higher wages on Monday.")
    assert stance(compared(article), CLAIM) == "neutral"


def test_an_article_without_sentences_is_neutral() -> None:
    assert stance(compared(Article("...")), CLAIM) == "neutral"


def test_a_model_of_ones_own_is_asked() -> None:
    always = Model(against=Side(9.0, {}), denies=Side(9.0, {}))
    assert stance(compared(repeating()), CLAIM, always) == "denies"
    never = Model(against=Side(-9.0, {}), denies=Side(9.0, {}))
    assert stance(compared(denying()), CLAIM, never) == "repeats"


def test_the_features_are_those_that_are_listed_and_lie_within_bounds() -> None:
    for article in (repeating(), denying(), doubting(), Article("...")):
        values = of(article)
        assert list(values) == list(FEATURES)
        assert all(0 <= each <= 1 for name, each in values.items() if name != "claims")


def test_what_the_features_see() -> None:
    assert of(repeating())["covered early"] == 1
    assert of(repeating())["begins"] == 1
    assert of(denying())["early denies"] == 1
    assert of(denying())["says denied"] > 0
    assert of(denying())["refuting early"] > of(repeating())["refuting early"]
    assert of(doubting())["says doubted"] > 0
    assert of(doubting())["doubting early"] > 0


def test_the_claim_itself_may_refute_or_doubt() -> None:
    assert of(repeating(), "The poisoned reservoir is a hoax.")["claim refutes"] == 1
    assert of(repeating(), "The reservoir may be poisoned.")["claim doubts"] == 1
    assert of(repeating())["claim refutes"] == of(repeating())["claim doubts"] == 0


def test_a_claim_without_words_is_covered_by_nothing() -> None:
    assert of(repeating(), "?")["covered"] == 0


def test_a_language_without_lists_is_read_by_nearness_alone() -> None:
    assert wording_of("xx").refuting == frozenset()
    article = Article(
        "Herbicide from a barge poisoned the Lindmoor reservoir in May.", language="xx"
    )
    values = of(article)
    assert values["nearest"] > 0
    assert values["refuting"] == 0


def test_the_weights_of_the_package_are_read() -> None:
    assert set(model().against.weights) <= set(FEATURES)
    values = [0.0] * len(FEATURES)
    assert told(values, model()) == "repeats"
    assert EVEN == 0.5


def test_a_weight_of_no_feature_is_refused() -> None:
    with pytest.raises(ValueError, match="there is no feature colour"):
        Side(0.0, {"colour": 1.0})


def test_a_broken_file_of_weights_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    class Folder:
        def joinpath(self, _: str) -> Folder:
            return self

        def read_bytes(self) -> bytes:
            return b"against = 3"

    model.cache_clear()
    monkeypatch.setattr("sayso.tables.resources.files", lambda _: Folder())
    with pytest.raises(UsageError, match=r"stance\.toml is not as it should be"):
        model()
    model.cache_clear()
