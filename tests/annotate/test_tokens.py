from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.annotate.models import folder
from sayso.annotate.tagger import Tagger
from sayso.annotate.tokens import BREAK_ID, SHAPES, Tokens, lines_of, tokenize

TAGGER = Tagger(folder())
TEXT = st.text(
    st.one_of(st.sampled_from("aB .,\"“”„«»'\n\t\r\u00a0é\u0301ß\u2028👩🚢وق報"), st.characters()),
    max_size=80,
)


def pieces(text: str, tokens: Tokens) -> list[str]:
    return [text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)]


def shapes(text: str) -> dict[str, int]:
    tokens = TAGGER.tokenize(text)
    return dict(zip(pieces(text, tokens), tokens.shapes.tolist(), strict=True))


def test_each_line_ends_in_a_break_that_covers_nothing() -> None:
    text = "It rained.\n\nIt stopped."
    tokens = TAGGER.tokenize(text)
    assert pieces(text, tokens) == ["It", "rained", ".", "", "It", "stopped", ".", ""]
    assert [k for k, token in enumerate(tokens.ids) if token == BREAK_ID] == [3, 7]


def test_a_text_of_nothing_has_no_tokens() -> None:
    assert len(TAGGER.tokenize("")) == len(TAGGER.tokenize("\n\n")) == 0


def test_other_models_get_no_breaks() -> None:
    text = "It rained.\n\nIt stopped."
    tokens = tokenize(text, TAGGER.tokenizer, breaks=False)
    assert pieces(text, tokens) == ["It", "rained", ".", "It", "stopped", "."]
    assert tokens.shapes.tolist() == [1, 0, 0, 1, 0, 0]


def test_a_break_belongs_to_the_line_that_it_ends() -> None:
    text = "\nIt rained.\n\nIt stopped."
    tokens = TAGGER.tokenize(text)
    assert pieces(text, tokens) == ["It", "rained", ".", "", "It", "stopped", ".", ""]
    assert lines_of(text, tokens).tolist() == [1, 1, 1, 1, 3, 3, 3, 3]


@given(TEXT)
@settings(deadline=None)
def test_the_line_of_a_token_is_the_number_of_line_ends_before_it(text: str) -> None:
    tokens = TAGGER.tokenize(text)
    assert lines_of(text, tokens).tolist() == [text.count("\n", 0, at) for at in tokens.starts]


def test_the_shape_tells_small_large_and_capitals() -> None:
    assert shapes("it Rained NATO A") == {"it": 0, "Rained": 1, "NATO": 2, "A": 1, "": 0}


def test_a_line_in_capitals_is_one_of_words_with_a_capital() -> None:
    assert shapes("NATO FLAG") == {"NATO": 1, "FLAG": 1, "": 0}


@pytest.mark.parametrize("marks", ["“”", "«»", '""', "„”", "„“", "»«", "‚‘", "‚’"])
def test_the_shape_tells_what_stands_in_quotation_marks(marks: str) -> None:
    found = shapes(f"he said {marks[0]}we Go NATO{marks[1]} twice")
    assert (found["said"], found["twice"]) == (0, 0)
    assert (found["we"], found["Go"]) == (3, 4)


def test_a_mark_left_open_is_shut_by_the_end_of_the_line() -> None:
    assert shapes("“we went\nnobody came")["nobody"] == 0


@given(TEXT)
@settings(deadline=None)
def test_offsets_are_of_the_text_and_shapes_in_range(text: str) -> None:
    tokens = TAGGER.tokenize(text)
    assert len(tokens.ids) == len(tokens.starts) == len(tokens.ends) == len(tokens.shapes)
    assert all(0 <= shape < SHAPES for shape in tokens.shapes)
    previous = 0
    for token, start, end in zip(tokens.ids, tokens.starts, tokens.ends, strict=True):
        assert 0 <= start <= end <= len(text)
        assert previous <= start
        assert "\n" not in text[start:end]
        if token == BREAK_ID:
            assert start == end == len(text) or text[start] == "\n"
        previous = start
    assert sum(tokens.ids == BREAK_ID) == sum(bool(line) for line in text.split("\n"))
