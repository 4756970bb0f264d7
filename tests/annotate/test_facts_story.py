"""Facts of the invented story beside those that a careful reader finds; the floors are slightly below."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from sayso import pipeline
from sayso.annotate.facts import find_facts
from sayso.annotate.lexicon import load
from sayso.annotate.segments import segment
from sayso.records import Annotations
from sayso.settings import Settings

HERE = Path(__file__).parent
STORY = HERE.parents[1] / "examples" / "story"
TRUTH: dict[str, dict[str, dict[str, str]]] = tomllib.loads(
    (HERE / "story_facts.toml").read_text("utf8")
)

PRECISION = {"date": 0.9, "quantity": 0.95, "place": 0.85, "participant": 0.85}
RECALL = {"date": 0.85, "quantity": 0.9, "place": 0.4, "participant": 0.7}
"""Of invented places the gazetteer has none: what is left is what the words beside them tell."""


@cache
def read() -> tuple[Annotations, ...]:
    paths = [str(STORY / f"{name}.html") for name in TRUTH]
    return tuple(each for each in pipeline.read(paths, Settings()) if isinstance(each, Annotations))


@cache
def counts() -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Return how many facts of each kind are right, found, and true."""
    right, found, true = Counter[str](), Counter[str](), Counter[str]()
    lexicon = load("en")
    for each, kinds in zip(read(), TRUTH.values(), strict=True):
        text = each.document.text
        segments = segment(text, lexicon.abbreviations)
        hits = find_facts(segments, each.sources, each.document.published, lexicon)
        seen = {(hit.kind, text[slice(*hit.place)], hit.value or "?") for hit in hits}
        wanted = {
            (kind, words, value)
            for kind, listed in kinds.items()
            for words, value in listed.items()
        }
        for kind in kinds:
            right[kind] += sum(fact[0] == kind for fact in seen & wanted)
            found[kind] += sum(fact[0] == kind for fact in seen)
            true[kind] += sum(fact[0] == kind for fact in wanted)
    return right, found, true


@pytest.mark.parametrize("kind", PRECISION)
def test_what_is_found_is_what_the_reader_finds(kind: str) -> None:
    right, found, true = counts()
    assert right[kind] / found[kind] >= PRECISION[kind]
    assert right[kind] / true[kind] >= RECALL[kind]


def test_every_article_has_claims_with_facts() -> None:
    for each in read():
        kinds = {fact.kind for claim in each.claims for fact in claim.facts}
        assert kinds >= {"date", "quantity"}
        for claim in each.claims:
            for fact in claim.facts:
                assert any(
                    piece.start <= fact.span.start and fact.span.end <= piece.end
                    for piece in claim.spans
                )
