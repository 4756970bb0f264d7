from __future__ import annotations

import msgspec
import pytest

from sayso.compare import account
from sayso.compare.chains import article_voices
from sayso.compare.match import Compared
from sayso.compare.standing import FEATURES, Voice, Weights, weights
from tests.compare.articles import CLAIM, Article

SAID = "herbicide from a barge poisoned the Lindmoor reservoir"
OTHER = "boats are slow"


def voices(made: Article) -> dict[str, Voice]:
    return {each.source.name: each for each in article_voices(Compared(made.read(), CLAIM))}


def value(voice: Voice, feature: str) -> float:
    return voice.features[list(FEATURES).index(feature)]


def article() -> Article:
    made = Article(f"The Courier reports, citing a diver: {SAID}. The mayor thinks that {OTHER}.")
    courier, diver = made.source("The Courier"), made.source("a diver", "unnamed", named=False)
    made.says(SAID, courier, diver)
    made.says(OTHER, made.source("The mayor", "official"), act="believe")
    return made


def test_the_features_say_where_a_voice_stands() -> None:
    found = voices(article())
    assert value(found["a diver"], "passed_on") == 1
    assert value(found["The Courier"], "passed_on") == 0
    assert value(found["The Courier"], "outlet") == 1
    assert value(found["The mayor"], "believes") == 1
    assert value(found["The mayor"], "first") > value(found["a diver"], "first") > 0
    assert value(found["The mayor"], "rank") > value(found["a diver"], "rank") == 0


def test_the_shipped_weights_prefer_who_says_it_and_say_so_the_same_every_time() -> None:
    found = voices(article())
    likely = {name: weights().stands(each.features) for name, each in found.items()}
    assert likely["a diver"] > weights().least > likely["The mayor"]


def test_other_weights_can_take_their_place() -> None:
    nobody = Weights(intercept=-9.0, least=0.5, weights=dict.fromkeys(FEATURES, 0.0))
    assert account(article().read(), CLAIM, model=nobody).chains == ()


def test_who_says_nothing_near_the_claim_is_not_heard_however_likely() -> None:
    made = Article(f"The mayor says that {OTHER}.")
    made.says(OTHER, made.source("The mayor", "official"))
    everybody = Weights(intercept=9.0, least=0.5, weights=dict.fromkeys(FEATURES, 0.0))
    assert account(made.read(), CLAIM, model=everybody).chains == ()


def test_weights_of_other_features_are_refused() -> None:
    with pytest.raises(msgspec.ValidationError, match="the weights should be those of"):
        msgspec.toml.decode(b"intercept = 0.0\nleast = 0.5\n[weights]\nwords = 1.0\n", type=Weights)


def test_who_passes_on_what_a_likely_voice_says_stays_in_the_chain() -> None:
    by_depth = {name: 9.0 if name == "passed_on" else 0.0 for name in FEATURES}
    deep = Weights(intercept=-4.0, least=0.5, weights=by_depth)
    [chain] = account(article().read(), CLAIM, model=deep).chains
    assert [each.name for each in chain.links] == ["The Courier", "a diver"]


def test_a_voice_that_denies_what_was_told_is_heard_though_it_says_no_word_of_it() -> None:
    made = Article(f"Reports said that {SAID}. The owner denied the reports.")
    made.says(SAID, made.source("Reports", "document", named=False))
    refused = made.says(
        "the reports", made.source("The owner", "person"), act="deny", polarity=None
    )
    found = voices(made)["The owner"]
    assert (found.refers, found.polarity) == (True, "denies")
    assert value(found, "refers") == value(found, "denies") == 1
    [chain] = account(made.read(), CLAIM).chains
    assert (chain.polarity, chain.claims) == ("denies", (refused,))


def test_a_voice_has_one_side_that_of_what_it_says_nearest_to_the_claim() -> None:
    made = Article(
        f"{SAID.capitalize()}, the board said. No barge has herbicide, it added."
        " The owner denied everything."
    )
    board, owner = made.source("the board", "official"), made.source("The owner", "person")
    made.says(SAID.capitalize(), board)
    made.says("No barge has herbicide", board, polarity="negative")
    made.says("everything", owner)
    made.notes("denied everything", "denied", source=owner)
    found = voices(made)
    assert (found["the board"].polarity, value(found["the board"], "denies")) == ("supports", 1)
    assert found["The owner"].polarity == "denies"
    assert {each.polarity for each in account(made.read(), CLAIM).chains} == {"supports"}


def test_a_voice_that_is_said_to_doubt_it_is_on_the_other_side() -> None:
    made = Article(f"{SAID.capitalize()}, the board said, though it sounded sceptical.")
    board = made.source("the board", "official")
    made.says(SAID.capitalize(), board)
    assert voices(made)["the board"].polarity == "supports"
    made.notes("sounded sceptical", "doubted", source=board)
    assert voices(made)["the board"].polarity == "denies"


def test_what_a_voice_believes_or_does_without_telling_is_marked() -> None:
    made = Article(f"The mayor believes that {SAID}. The board plans that {OTHER}.")
    made.says(SAID, made.source("The mayor", "official"), act="believe")
    made.says(OTHER, made.source("The board", "official"), act="other")
    found = voices(made)
    assert value(found["The mayor"], "believes") == value(found["The board"], "no_telling") == 1
    assert value(found["The mayor"], "no_telling") == value(found["The board"], "believes") == 0
    assert value(found["The mayor"], "meaning") > value(found["The board"], "meaning")
    assert value(found["The mayor"], "bare_meaning") > value(found["The board"], "bare_meaning")
