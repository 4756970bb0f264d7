from __future__ import annotations

from sayso.compare import account
from sayso.compare.chains import link
from tests.compare.articles import CLAIM, Article

SAID = "herbicide from a barge poisoned the Lindmoor reservoir"


def lines(made: Article) -> list[str]:
    return [
        f"{each.polarity}: {' < '.join(one.name for one in each.links)}"
        for each in account(made.read(), CLAIM).chains
    ]


def test_a_chain_that_another_holds_says_no_more() -> None:
    made = Article(
        f"The Courier reports that {SAID}, citing a diver. A lot of herbicide poisoned the reservoir,"
        " wrote the paper. Herbicide from the barge was in the reservoir, the man says."
    )
    courier, diver = made.source("The Courier"), made.source("a diver", "unnamed", named=False)
    made.says(SAID, courier, diver)
    made.says("A lot of herbicide poisoned the reservoir", courier)
    made.says("Herbicide from the barge was in the reservoir", diver)
    assert lines(made) == ["supports: The Courier < a diver"]
    assert account(made.read(), CLAIM).origins == ("a diver",)


def test_whom_an_outlet_quotes_without_a_name_is_its_source_everywhere() -> None:
    made = Article(f"A diver told the Courier that boats are slow. He said that {SAID}.")
    courier, diver = made.source("the Courier"), made.source("A diver", "unnamed", named=False)
    made.says("boats are slow", courier, diver)
    made.says(SAID, diver)
    assert lines(made) == ["supports: the Courier < A diver"]


def test_nobody_makes_no_link() -> None:
    made = Article(
        f"Reports say {SAID}. A photo shows that {SAID}. They think that {SAID}. The Gazette: {SAID}.",
        outlet="The Gazette",
    )
    for each in (
        made.source("Reports", "unnamed", named=False),
        made.source("A photo", "document", named=False),
        made.source("They", "unnamed", named=False, resolved=False),
        made.source("The Gazette"),
    ):
        made.says(SAID, each)
    assert lines(made) == []


def test_one_outlet_without_a_name_gives_way_to_a_named_one() -> None:
    made = Article(f"A local paper says {SAID}. The Courier wrote on Monday: {SAID}.")
    paper, courier = made.source("A local paper", named=False), made.source("The Courier")
    made.says(SAID, paper)
    assert lines(made) == ["supports: A local paper"]
    made.says(SAID, courier)
    assert lines(made) == ["supports: The Courier"]


def test_who_only_cannot_confirm_it_makes_no_chain_and_who_denies_it_does() -> None:
    made = Article(
        f"The board said that {SAID}. The mayor cannot confirm that herbicide was in the reservoir."
        " The owner denied the reports."
    )
    board = made.source("The board", "official")
    mayor, owner = made.source("The mayor", "official"), made.source("The owner", "person")
    first = made.says(SAID, board)
    made.says("herbicide was in the reservoir", mayor)
    made.notes("herbicide was in the reservoir", "unconfirmed", source=mayor, attribution="a2")
    made.says("the reports", owner, act="deny", polarity="negative")
    made.notes("denied the reports", "denied", source=owner, attribution="a3", claims=(first,))
    assert lines(made) == ["supports: The board", "denies: The owner"]


def test_a_denial_that_is_of_something_else_makes_no_chain() -> None:
    made = Article(f"The board said that {SAID}. The owner denied owing tax.")
    board, owner = made.source("The board", "official"), made.source("The owner", "person")
    made.says(SAID, board)
    other = made.says("owing tax", owner, act="deny")
    made.notes("denied owing tax", "denied", source=owner, attribution="a2", claims=(other,))
    assert lines(made) == ["supports: The board"]


def test_the_words_of_a_link_are_the_name_alone() -> None:
    made = Article("The water board’s chief engineer, Ada Brandt, said so.")
    identity = made.source("The water board’s chief engineer, Ada Brandt", "person")
    source = made.read().sources[0]
    assert link(source).span.text == source.name
    assert link(source).source == identity
