"""What is found in the examples beside what a careful reader finds; the floors are slightly below."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from sayso import pipeline
from sayso.records import Annotations, Source
from sayso.settings import Settings
from tests.annotate.laws import lawful

EXAMPLES = Path(__file__).parents[1] / "examples"
TRUTH: dict[str, Any] = json.loads((EXAMPLES / "story.json").read_text("utf8"))
ENGLISH = [article for article in TRUTH["articles"] if article["language"] == "en"]

SOURCES = 0.88
"""Share of the reader's sources that are found."""

WORDS = 0.88
"""Share of what they say that is found and is theirs."""

SIGNED_OFF = {("02-harna-agency.html", "Mirel Asko"), ("02-harna-agency.html", "Piet Lomar")}
"""Who reported and who edited, by the sign-off; the reader lists only who helped."""


@cache
def found() -> dict[str, Annotations]:
    read = list(pipeline.read([str(EXAMPLES / TRUTH["folder"])], Settings()))
    by_name = {
        Path(each.document.input.source.split("#")[0]).name: each
        for each in read
        if isinstance(each, Annotations)
    }
    assert len(by_name) == len(read) == len(TRUTH["articles"])
    return by_name


def folded(text: str) -> str:
    return " ".join(text.split()).lower()


def same(read: Source, true: dict[str, Any]) -> bool:
    """Whether a source that was found is the reader's: by name, or where it is mentioned."""
    wanted = folded(true["mention"])
    mentions = [folded(each.text) for each in read.mentions]
    return folded(read.name) == folded(true["name"]) or any(
        wanted in each or (each in wanted and each in folded(true["name"])) for each in mentions
    )


def said(article: Annotations, identities: set[str | None], words: str) -> bool:
    wanted = folded(words).rstrip(".")
    return any(
        each.source in identities and any(wanted in folded(c.text) for c in each.content_spans)
        for each in article.attributions
    )


def test_the_laws_hold() -> None:
    for each in found().values():
        lawful(each)


def test_most_sources_are_found() -> None:
    missed = [
        (article["file"], true["name"])
        for article in ENGLISH
        for true in article["sources"]
        if not any(same(each, true) for each in found()[article["file"]].sources)
    ]
    total = sum(len(article["sources"]) for article in ENGLISH)
    assert 1 - len(missed) / total >= SOURCES, missed


def test_most_words_are_given_to_who_said_them() -> None:
    missed: list[tuple[str, str, str]] = []
    total = 0
    for article in ENGLISH:
        read = found()[article["file"]]
        for true in article["sources"]:
            theirs: set[str | None] = {each.id for each in read.sources if same(each, true)}
            total += len(true["says"])
            missed += [
                (article["file"], true["name"], words)
                for words in true["says"]
                if not said(read, theirs, words)
            ]
    assert 1 - len(missed) / total >= WORDS, missed


@pytest.mark.parametrize("article", TRUTH["articles"], ids=lambda article: article["file"])
def test_credits_are_the_readers(article: dict[str, Any]) -> None:
    read = {(each.kind, each.name) for each in found()[article["file"]].credits}
    signed = {("contributed", name) for file, name in SIGNED_OFF if file == article["file"]}
    assert signed <= read
    assert read - signed == {(each["kind"], each["name"]) for each in article["credits"]}


def test_what_is_said_by_nobody_has_no_source() -> None:
    asked = [
        (article["file"], each["says"])
        for article in ENGLISH
        for each in article["unattributed"]
        if each["cue"].endswith("said to")
    ]
    assert asked
    for file, words in asked:
        assert said(found()[file], {None}, words), (file, words)
