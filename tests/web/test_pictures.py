"""The graph finds a word for everything that it can show."""

from __future__ import annotations

import json
from typing import Any, get_args

from sayso.show.story_graph_forms import EdgeKind
from sayso.traces import ArticleStance, CopyKind, RelationKind
from sayso.web.pictures import graph_words

WORDS: dict[str, Any] = json.loads(graph_words())


def test_every_kind_of_line_is_told_in_a_sentence() -> None:
    kinds = {kind for union in get_args(EdgeKind) for kind in get_args(union)}
    assert set(get_args(RelationKind)) < kinds == set(WORDS["way"])
    assert set(WORDS["deny"]) <= set(WORDS["way"])
    for sentence in (*WORDS["way"].values(), *WORDS["deny"].values()):
        assert "{later}" in sentence


def test_every_value_of_the_records_has_its_word() -> None:
    assert set(get_args(ArticleStance)) <= set(WORDS["stance"])
    assert set(get_args(CopyKind)) <= set(WORDS["copy_kind"])
    assert {"origin", "relay", "denier", "infers"} <= set(WORDS["role"])


def test_what_is_counted_has_a_number_in_it() -> None:
    for name in ("copies", "more", "more_sources", "reach", "left_out"):
        assert all("{n}" in each for each in WORDS[name].values())
