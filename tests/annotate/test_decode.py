"""Attributions out of scores that stand in for those of a network."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from sayso.annotate.decode import RawAttribution, confidence, decode
from sayso.annotate.sequences import well_formed
from sayso.annotate.tagger import LABELS, ROLES, Window
from sayso.annotate.tokens import Tokens
from sayso.annotate.windows import stretches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.annotate.tagger import Tagger

TEXT = "Ada Holm said it rained"
OUT, B_SOURCE, I_SOURCE, B_CUE, I_CUE, B_CONTENT, I_CONTENT = range(7)
WHOLE = [B_SOURCE, I_SOURCE, B_CUE, B_CONTENT, I_CONTENT]
PIECES = {"s": "source", "c": "cue", "t": "content"}

Scores = NDArray[np.float32]


def tokens(text: str = TEXT) -> Tokens:
    """Return a token for each run of letters and each mark."""
    found = [each.span() for each in re.finditer(r"\w+|[^\w\s]", text)]
    columns = ([2] * len(found), [a for a, _ in found], [b for _, b in found], [0] * len(found))
    return Tokens(*(np.asarray(column, dtype=np.int64) for column in columns))


@dataclass
class Sure:
    """Stands in for the tagger: sure of these tags, and of the labels from each cue's place."""

    tags: Scores
    rows: dict[int, Scores] = field(default_factory=dict)
    pairs: bool = True
    calibration: Sequence[float] = ()
    moves: NDArray[np.float64] = field(default_factory=lambda: well_formed(len(LABELS)))
    room: int = 100

    def score(self, _: Tokens) -> list[Window]:
        ends = np.empty(0, dtype=np.int64)
        return [
            Window(read[0], own, self.tags[slice(*read)], None)
            for own, read in stretches(len(self.tags), self.room, self.room // 6, ends)
        ]

    def arcs(self, window: Window, cues: Sequence[int]) -> Scores:
        part = slice(window.start, window.start + len(window.tags))
        return np.stack([self.rows[window.start + cue][part] for cue in cues])


def reader(cues: dict[int, int], rows: dict[int, list[int]], sure: float = 9.0) -> Sure:
    """Return what is sure of these cue tags, 1 or 2 by token, and of these labels from each cue."""
    length = len(next(iter(rows.values())))
    tags = np.zeros((length, 9), dtype=np.float32)
    tags[:, 3] = sure
    for token, tag in cues.items():
        tags[token, 3] = 0
        tags[token, 3 + tag] = sure
    return Sure(tags, {cue: sure * np.eye(7, dtype=np.float32)[row] for cue, row in rows.items()})


def read(made: Sure, text: str = TEXT, given_tokens: Tokens | None = None) -> list[RawAttribution]:
    return decode(text, given_tokens or tokens(text), cast("Tagger", made))


def by_place(text: str, pattern: str) -> list[tuple[list[str], list[str], list[str]]]:
    """Return the words of what a model without arcs finds.

    The pattern has a letter a token: s, c, t (source, cue, content; large where one begins) or a dot.
    """
    tags = np.zeros((len(pattern), 9), dtype=np.float32)
    for token, letter in enumerate(pattern):
        for number, role in enumerate(ROLES):
            mine = PIECES.get(letter.lower()) == role
            tags[token, 3 * number + (2 - letter.isupper() if mine else 0)] = 9
    found = read(Sure(tags, pairs=False), text)
    return [
        tuple([text[slice(*each)] for each in ranges] for ranges in (a.source, a.cue, a.content))  # type: ignore[misc]
        for a in found
    ]


def test_a_cue_comes_with_its_source_and_content() -> None:
    (found,) = read(reader({2: 1}, {2: WHOLE}))
    assert (found.source, found.cue, found.content) == (((0, 8),), ((9, 13),), ((14, 23),))
    assert 0.9 < found.score <= 1


def test_an_unsure_network_scores_lower() -> None:
    (sure,) = read(reader({2: 1}, {2: WHOLE}))
    (unsure,) = read(reader({2: 1}, {2: WHOLE}, sure=2.0))
    assert unsure.score < sure.score


def test_content_may_be_in_pieces_around_the_cue() -> None:
    (found,) = read(reader({2: 1}, {2: [B_CONTENT, OUT, B_CUE, B_CONTENT, I_CONTENT]}))
    assert found.content == ((0, 3), (14, 23))
    assert found.source == ()


def test_a_cue_that_its_own_arcs_forget_is_its_anchor() -> None:
    (found,) = read(reader({2: 1}, {2: [B_SOURCE, I_SOURCE, OUT, B_CONTENT, I_CONTENT]}))
    assert found.cue == ((9, 13),)


def test_a_cue_without_source_and_content_is_none() -> None:
    assert read(reader({2: 1}, {2: [OUT, OUT, B_CUE, OUT, OUT]})) == []


def test_where_no_token_is_a_cue_nothing_is_found() -> None:
    assert read(reader({}, {2: WHOLE})) == []


def test_one_cue_in_two_pieces_is_one_attribution() -> None:
    labels = [B_SOURCE, I_SOURCE, B_CUE, B_CONTENT, B_CUE]
    (found,) = read(reader({2: 1, 4: 1}, {2: labels, 4: labels}))
    assert found.cue == ((9, 13), (17, 23))


def test_the_tokens_of_one_cue_judge_together() -> None:
    text = "Ada made clear it rained"
    one = [B_SOURCE, B_CUE, I_CUE, B_CONTENT, I_CONTENT]
    made = reader({1: 1, 2: 2}, {1: one, 2: [OUT, B_CUE, I_CUE, B_CONTENT, I_CONTENT]})
    made.rows[2] *= 0.5
    (found,) = read(made, text)
    assert (found.source, found.cue) == (((0, 3),), ((4, 14),))


def test_a_move_that_was_learnt_decides_where_scores_do_not() -> None:
    made = reader({2: 1}, {2: WHOLE}, sure=1.0)
    made.moves[B_CONTENT, I_CONTENT] = -5
    (found,) = read(made)
    assert found.content == ((14, 16),)


def test_of_two_readings_of_one_cue_the_surer_is_kept() -> None:
    one = [B_SOURCE, I_SOURCE, B_CUE, B_CONTENT, B_CUE]
    other = [OUT, B_SOURCE, B_CUE, B_CONTENT, B_CUE]
    made = reader({2: 1, 4: 1}, {2: one, 4: other}, sure=3.0)
    made.tags[4, 4] += 2
    (found,) = read(made)
    assert found.source == ((4, 8),)
    made.tags[2, 4] += 4
    (found,) = read(made)
    assert found.source == ((0, 8),)


def test_where_there_is_no_window_nothing_is_found() -> None:
    assert read(Sure(np.zeros((0, 9), dtype=np.float32)), "") == []


def test_each_cue_is_read_in_the_window_in_which_it_stands_most_centrally() -> None:
    text = " ".join([TEXT] * 12)
    length = 60
    cues = range(2, length, 5)
    rows = {
        cue: np.where(np.arange(length) // 5 == cue // 5, np.tile(WHOLE, 12), OUT).tolist()
        for cue in cues
    }
    made = reader(dict.fromkeys(cues, 1), rows)
    made.room = 21
    assert len(made.score(tokens(text))) > 3
    found = read(made, text)
    # Each stands 24 characters after the one before it.
    assert [each.cue for each in found] == [((9 + 24 * k, 13 + 24 * k),) for k in range(12)]
    assert [each.content for each in found] == [((14 + 24 * k, 23 + 24 * k),) for k in range(12)]


def test_a_range_is_taken_out_to_whole_words() -> None:
    cut = tokens()
    cut.ends[1] = 6
    (found,) = read(reader({2: 1}, {2: WHOLE}), TEXT, cut)
    assert found.source == ((0, 8),)


def test_blanks_that_a_token_takes_along_are_left_out() -> None:
    for shift in (-1, 1):
        wide = tokens()
        if shift < 0:
            wide.starts[1:] -= 1
        else:
            wide.ends[:-1] += 1
        (found,) = read(reader({2: 1}, {2: WHOLE}), TEXT, wide)
        assert (found.source, found.cue, found.content) == (((0, 8),), ((9, 13),), ((14, 23),))


def test_a_word_with_a_mark_inside_it_is_one() -> None:
    text = "Al-Arab said it rained"
    labels = [B_SOURCE, OUT, OUT, B_CUE, B_CONTENT, I_CONTENT]
    (found,) = read(reader({3: 1}, {3: labels}), text)
    assert found.source == ((0, 7),)


def test_spans_of_marks_alone_are_dropped() -> None:
    text = '" , Ada said " rained .'
    labels = [B_CONTENT, B_SOURCE, B_SOURCE, B_CUE, OUT, B_CONTENT, B_CONTENT]
    (found,) = read(reader({3: 1}, {3: labels}), text)
    assert found.source == ((4, 7),)
    assert found.content == ((15, 21),)
    assert read(reader({0: 1}, {0: [B_CUE, OUT, B_SOURCE, OUT, OUT, OUT, OUT]}), text) == []
    assert read(reader({3: 1}, {3: [B_CONTENT, OUT, OUT, B_CUE, OUT, OUT, B_CONTENT]}), text) == []


@pytest.mark.parametrize(
    ("text", "pattern", "found"),
    [
        ("Ada Holm said it rained", "SsCTt", [("Ada Holm", "said", ["it rained"])]),
        ("It rained, said Ada Holm", "Tt.CSs", [("Ada Holm", "said", ["It rained"])]),
        # What goes on from nothing begins.
        ("Ada Holm said it rained", "ssctt", [("Ada Holm", "said", ["it rained"])]),
        # Two contents of one cue; the source stands between.
        ("It, Ada said, rained", "T.SC.T", [("Ada", "said", ["It", "rained"])]),
        # Each content goes to the cue that is nearer.
        (
            "Ada said it rained and Tom said it snowed",
            "SCTt.SCTt",
            [("Ada", "said", ["it rained"]), ("Tom", "said", ["it snowed"])],
        ),
        # A source may have spoken twice.
        (
            "Ada said it rained and added it snowed",
            "SCTt.CTt",
            [("Ada", "said", ["it rained"]), ("Ada", "added", ["it snowed"])],
        ),
        # Nothing is paired across lines, however near.
        ("Ada\nsaid it rained", "SCTt", [("", "said", ["it rained"])]),
        ("Ada said\nit rained", "SCTt", [("Ada", "said", [])]),
        # Only a content that itself goes on over the line's end.
        ("Ada said it\nrained", "SCTt", [("Ada", "said", ["it\nrained"])]),
        ("It rained\na lot, said Ada", "Tttt.CS", [("Ada", "said", ["It rained\na lot"])]),
        # A cue with neither is none.
        ("Ada\nsaid\nit rained", "SCTt", []),
        ("Ada said it rained", "S.Tt", []),
    ],
)
def test_without_arcs_spans_are_paired_by_where_they_stand(
    text: str, pattern: str, found: list[tuple[str, str, list[str]]]
) -> None:
    assert by_place(text, pattern) == [
        ([source] if source else [], [cue], contents) for source, cue, contents in found
    ]


def test_without_calibration_a_score_is_how_sure_the_cue_is() -> None:
    assert confidence(0.7, ()) == 0.7
    (found,) = read(reader({2: 1}, {2: WHOLE}, sure=2.0))
    assert found.score == pytest.approx(np.exp(2) / (np.exp(2) + 2))


def test_calibration_is_a_line_on_the_odds() -> None:
    assert confidence(0.7, (1, 0)) == pytest.approx(0.7)
    assert confidence(0.5, (3, 0)) == pytest.approx(0.5)
    assert confidence(0.5, (1, -1)) == pytest.approx(1 / (1 + np.e))
    assert confidence(0.8, (0.5, 0)) == pytest.approx(2 / 3)
    made = reader({2: 1}, {2: WHOLE}, sure=2.0)
    made.calibration = (0.0, -1.0)
    (found,) = read(made)
    assert found.score == pytest.approx(1 / (1 + np.e))


@given(st.floats(0, 1), st.tuples(st.floats(0, 1e9), st.floats(-1e9, 1e9)))
@settings(deadline=None)
def test_a_score_is_between_0_and_1_and_grows_with_the_cue(
    cue: float, calibration: tuple[float, float]
) -> None:
    score = confidence(cue, calibration)
    assert 0 <= score <= confidence(min(1, cue + 0.1), calibration) <= 1
