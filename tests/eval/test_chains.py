from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from eval import chains
from eval.chains import Article, articles, folders, readings, scored
from sayso.compare import Account, Chain, ChainSource
from sayso.records import Annotations, Document, Input, document_id
from sayso.spans import span

TEXT = (
    "The Courier reported on Monday that a barge poisoned the Lindmoor reservoir, citing a diver who"
    " was there. The owner denied the report. The diver was sure."
)


def gold_link(words: str, name: str) -> dict[str, str]:
    return {"span": words, "name": name, "type": "outlet"}


GOLD: dict[str, Any] = {
    "article": "7",
    "stance": "repeats",
    "certainty": "attributed",
    "says_unconfirmed": True,
    "unconfirmed_span": "The owner denied the report",
    "chains": [
        {
            "polarity": "supports",
            "links": [
                gold_link("The Courier", "Kelmouth Courier"),
                gold_link("a diver who was there", "the Courier's diver"),
            ],
        },
        {"polarity": "denies", "links": [gold_link("The owner", "Barge owner")]},
    ],
}
STORY = {
    "claim": "A barge poisoned the Lindmoor reservoir.",
    "origins": [{"name": "the Courier's diver", "type": "unnamed", "aliases": ["Ole Brandt"]}],
}


def source(words: str, name: str | None = None) -> ChainSource:
    start = TEXT.index(words)
    place = span(TEXT, start, start + len(words))
    return ChainSource(
        source=words, name=name or words, type="outlet", span=place, mentions=(place,)
    )


def chain(*links: ChainSource, polarity: Any = "supports") -> Chain:  # noqa: ANN401  # a literal
    return Chain(polarity=polarity, links=links)


def article(*found: Chain) -> Article:
    document = Document(
        id=document_id(TEXT),
        text=TEXT,
        input=Input(source="7.txt", sha256="0" * 64, media_type="text/plain"),
    )
    given = Account(stance="repeats", certainty="hedged", chains=found)
    aliases = {each["name"]: frozenset(each["aliases"]) for each in STORY["origins"]}  # type: ignore[index]
    return Article(GOLD, aliases, Annotations(document=document), given)


def test_links_are_right_by_name_span_alias_or_place() -> None:
    one = article(
        chain(source("The Courier"), source("a diver")),
        chain(source("The owner"), polarity="denies"),
    )
    scores = scored(one, one.account)
    assert scores["link"].f1 == scores["origin"].f1 == 1
    # "a diver" lies within the gold span, but is not it.
    assert scores["literal link"].right == 2
    two = article(chain(source("there", "ole brandt")))
    assert scored(two, two.account)["literal link"].right == 1


def test_a_source_taken_for_two_is_wrong_once_and_polarity_counts() -> None:
    one = article(chain(source("a diver")), chain(source("diver who")), chain(source("The owner")))
    link = scored(one, one.account)["link"]
    assert (link.right, link.predicted, link.gold) == (1, 3, 3)


def test_labels_of_an_article_count_whole() -> None:
    one = article()
    scores = scored(one, one.account)
    assert scores["stance"].f1 == 1
    assert scores["certainty"].f1 == scores["says_unconfirmed"].f1 == 0


@pytest.fixture
def stories(tmp_path: Path) -> Path:
    folder = tmp_path / "stories" / "reservoir"
    folder.mkdir(parents=True)
    (folder / "story.json").write_text(json.dumps(STORY))
    (folder / "articles.jsonl").write_text(json.dumps(GOLD) + "\n")
    (folder / "7.txt").write_text(TEXT)
    return folder.parent


def test_a_folder_of_stories_or_one_story_is_read(stories: Path) -> None:
    assert folders(stories) == folders(stories / "reservoir") == [stories / "reservoir"]
    [one] = articles(stories / "reservoir")
    assert one.read.document.text == TEXT


def test_annotations_made_before_can_be_given(stories: Path, tmp_path: Path) -> None:
    [one] = articles(stories / "reservoir")
    (tmp_path / "read.jsonl").write_bytes(msgspec.json.encode(one.read) + b"\n")
    given = readings(tmp_path / "read.jsonl")
    assert articles(stories / "reservoir", given)[0].account == one.account


def test_the_command_fails_below_a_floor_and_may_only_report(
    stories: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    nothing = Account(stance="neutral", certainty=None)
    monkeypatch.setattr(chains, "account", lambda *_: nothing)
    words = ["chains", "--gold", str(stories)]
    monkeypatch.setattr(sys, "argv", words)
    assert chains.main() == 1
    monkeypatch.setattr(sys, "argv", [*words, "--lower-floors", "--errors"])
    assert chains.main() == 0
    printed = capsys.readouterr()
    assert "gold supports: The Courier [Kelmouth Courier] <- a diver who was there" in printed.out
    assert "every source" in printed.out
    assert "A floor is not reached." in printed.err
