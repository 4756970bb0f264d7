from __future__ import annotations

import io

import msgspec
import pytest
from hypothesis import given, settings

from sayso.records import Act, Annotations, Source
from sayso.show import terminal
from sayso.show.reading import Counts, reading
from sayso.show.report import report
from sayso.show.segments import levels
from sayso.spans import span
from tests.show.builder import SILENT, Pencil, bridge, document
from tests.show.strategies import any_annotations


def test_a_label_is_a_source_s_number_and_a_statement_s_letter() -> None:
    read = reading(bridge())
    assert [each.label for each in read.statements] == [
        *("?a", "8a", "2a", "3a", "3b", "4a", "5a", "9a", "6a", "1a", "7a", "6b", "10a")
    ]


def test_voices_are_numbered_by_their_longest_chains_and_relays_come_after() -> None:
    read = reading(bridge())
    assert [voice.number for voice in read.voices] == list(range(1, 12))
    assert [voice.source.name for voice in read.voices[:3]] == [
        *("experts", "spokesman for the port authority", "Anna Reuss")
    ]
    roles = [{each.role for each in voice.statements} for voice in read.told]
    assert roles[-3:] == [{"relay"}, {"relay"}, {"silence"}]


def test_a_relay_passes_on_the_deepest_words_and_is_not_counted_as_a_statement() -> None:
    read = reading(bridge())
    passed = {e.label: [p.label for p in e.passed] for e in read.statements if e.role == "relay"}
    assert passed == {"8a": ["2a"], "9a": ["1a"], "6a": ["1a"]}
    assert read.counts == Counts(sources=7, statements=9, unnamed=1, relays=2)
    assert not any(each.role == "relay" for each in read.chains)


@pytest.mark.parametrize("act", ["deny", "confirm"])
def test_who_denies_or_confirms_what_another_says_is_no_relay(act: Act) -> None:
    made = bridge()
    changed = tuple(
        msgspec.structs.replace(each, act=act) if each.id == "a8" else each
        for each in made.attributions
    )
    read = reading(msgspec.structs.replace(made, attributions=changed))
    assert {each.attribution.id: each.role for each in read.statements}["a8"] == "statement"


def test_without_any_claim_only_what_is_implied_is_a_relay() -> None:
    read = reading(msgspec.structs.replace(bridge(), claims=()))
    assert [e.attribution.id for e in read.statements if e.role != "statement"] == ["a9"]


def test_who_declines_makes_no_statement() -> None:
    silent = next(each for each in reading(bridge()).statements if each.role == "silence")
    assert silent.attribution.id == SILENT
    assert silent.words == ("declined to comment",)


def test_a_quotation_over_paragraphs_is_one_stretch_and_a_gap_is_none() -> None:
    words = {each.label: each.words for each in reading(bridge()).statements}
    assert len(words["4a"]) == 1
    assert words["3a"] == ("“The bearings were checked,”", "“and they were fine.”")


def test_a_chain_is_the_claim_s_or_else_that_of_the_nesting() -> None:
    chains = {
        each.label: [hand.name for hand in each.chain] for each in reading(bridge()).statements
    }
    assert chains["3a"] == ["Der Hafenbote", "Anna Reuss"]
    assert chains["1a"] == ["him", "the ministry", "experts"]
    assert chains["?a"] == [None]


@settings(max_examples=100, deadline=None)
@given(any_annotations())
def test_each_attribution_is_read_once_under_its_own_label(made: Annotations) -> None:
    read = reading(made)
    ids = sorted(each.attribution.id for each in read.statements)
    assert ids == sorted(each.id for each in made.attributions)
    labels = {each.label for each in read.statements}
    assert len(labels) == len(ids)
    for each in read.statements:
        assert bool(each.passed) == (each.role == "relay")
        assert {other.label for other in each.passed} <= labels - {each.label}


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


def test_a_relay_s_line_runs_under_that_of_whom_it_has_the_words_from() -> None:
    made = document(("paragraph", "“It fell,” Ida told the Courier."))
    pen = Pencil(made)
    said = [pen.at("“It fell,”")]
    pen.says("s1", [pen.at("Ida")], [pen.at("told")], said, parent="a2")
    pen.says("s2", [pen.at("the Courier")], [pen.at("told")], said, inferred=True)
    sources = tuple(
        Source(id=f"s{n}", name=name.text, type="person", named=True, mentions=(name,))
        for n, name in enumerate((pen.at("Ida"), pen.at("the Courier")), 1)
    )
    read = reading(
        Annotations(document=made, sources=sources, attributions=tuple(pen.attributions))
    )
    assert levels(read) == {"1a": 1, "2a": 2}


def going_on() -> Annotations:
    """Return the bridge's article, in which the sentence that goes on says from which one."""
    made = bridge()
    first = next(e for e in made.attributions if e.source == "s7" and e.scope == "explicit")
    changed = tuple(
        msgspec.structs.replace(each, continues=first.id) if each.scope == "continued" else each
        for each in made.attributions
    )
    return msgspec.structs.replace(made, attributions=changed)


def printed(annotations: Annotations) -> str:
    out = io.StringIO()
    terminal.show(annotations, terminal.console(out))
    return " ".join(out.getvalue().split())


def test_a_sentence_that_goes_on_knows_the_label_of_the_one_before() -> None:
    read = reading(going_on())
    label = {each.attribution.id: each.label for each in read.statements}
    (on,) = [each for each in read.statements if each.continues is not None]
    assert on.continues is not None
    assert on.attribution.scope == "continued"
    assert on.continues.label == label[on.attribution.continues or ""]


def test_report_and_terminal_say_on_which_statement_it_still_stands() -> None:
    (on,) = [each for each in reading(going_on()).statements if each.continues is not None]
    assert on.continues is not None
    assert f"still stands on {on.continues.label}" in printed(going_on())
    assert f'still stands on <a class="tag c6" href="#s-{on.continues.key}">' in report(going_on())


def test_report_and_terminal_say_why_a_source_is_not_named() -> None:
    made = bridge()
    why = span(made.document.text, 0, 3)
    sources = tuple(
        msgspec.structs.replace(each, anonymity=why) if each.id == "s8" else each
        for each in made.sources
    )
    made = msgspec.structs.replace(made, sources=sources)
    assert f"not named: “{why.text}”" in printed(made)
    assert f"not named: <q><bdi>{why.text}</bdi></q>" in report(made)
