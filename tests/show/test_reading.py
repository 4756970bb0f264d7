from __future__ import annotations

from hypothesis import given, settings

from sayso.records import Annotations
from sayso.show.reading import reading
from sayso.show.segments import levels
from tests.show.builder import bridge
from tests.show.strategies import any_annotations


def test_a_label_is_a_source_s_number_and_a_statement_s_letter() -> None:
    read = reading(bridge())
    assert [each.label for each in read.statements] == [
        *("?a", "1a", "2a", "3a", "3b", "4a", "5a", "6a", "7a", "8a", "9a", "7b")
    ]


def test_a_quotation_over_paragraphs_is_one_stretch_and_a_gap_is_none() -> None:
    words = {each.label: each.words for each in reading(bridge()).statements}
    assert len(words["4a"]) == 1
    assert words["3a"] == ("“The bearings were checked,”", "“and they were fine.”")


def test_a_chain_is_the_claim_s_or_else_that_of_the_nesting() -> None:
    chains = {
        each.label: [hand.name for hand in each.chain] for each in reading(bridge()).statements
    }
    assert chains["3a"] == ["Der Hafenbote", "Anna Reuss"]
    assert chains["8a"] == ["him", "the ministry", "experts"]
    assert chains["?a"] == [None]


@settings(max_examples=100, deadline=None)
@given(any_annotations())
def test_each_attribution_is_read_once_under_its_own_label(made: Annotations) -> None:
    read = reading(made)
    ids = sorted(each.attribution.id for each in read.statements)
    assert ids == sorted(each.id for each in made.attributions)
    assert len({each.label for each in read.statements}) == len(ids)


@settings(max_examples=100, deadline=None)
@given(any_annotations())
def test_no_two_statements_that_share_words_share_a_line(made: Annotations) -> None:
    read = reading(made)
    level = levels(read)
    at: dict[tuple[int, int], str] = {}
    for statement in read.statements:
        covered = {
            place
            for each in statement.attribution.content_spans
            for place in range(each.start, each.end)
        }
        for place in covered:
            assert (
                at.setdefault((place, level[statement.label]), statement.label) == statement.label
            )
