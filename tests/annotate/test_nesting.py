from __future__ import annotations

from itertools import chain, pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.annotate.claims import attributions, claims
from sayso.annotate.decode import RawAttribution
from sayso.annotate.nesting import deepen
from sayso.annotate.sources import find_sources
from tests.annotate.paper import LEXICON, at, parts, raw, reading, related, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.annotate.related import Related
    from sayso.spans import Range

WORDS = [
    "The", "agency", "reported", "citing", "quoting", "quoted", "a", "minister", "Holm", "told",
    "as saying", "was quoted", "by", "the paper", "said", "that", "it", "rained", "“", "”", '"',
    ",", ".", "\n\n", "who", "he", "is said to",
]  # fmt: skip


def nothing(texts: Sequence[str]) -> list[list[RawAttribution]]:
    return [[] for _ in texts]


def deepened(
    text: str, *found: RawAttribution, relays: Sequence[str] = ()
) -> list[tuple[list[str], list[str], int | None]]:
    """Return source and content of each attribution, and its parent."""
    result = deepen(related(text, *found), parts(text), LEXICON, nothing, relays)
    return [(words(text, e.source), words(text, e.content), e.parent) for e in result]


def test_who_is_cited_stands_behind_who_cites() -> None:
    text = "The agency reported, citing a minister, that the dam was safe."
    found = raw(text, "The agency", "reported", "citing a minister, that the dam was safe")
    assert deepened(text, found) == [
        (["The agency"], ["citing a minister, that the dam was safe"], None),
        (["a minister"], ["that the dam was safe"], 0),
    ]


@pytest.mark.parametrize("cue", ["quoted", "cited"])
def test_who_is_quoted_as_saying_stands_behind_who_quotes(cue: str) -> None:
    text = f"The paper {cue} Anna Reuss as saying that the dam was safe."
    found = raw(text, "The paper", cue, "Anna Reuss as saying that the dam was safe")
    outer, inner = deepened(text, found)
    assert outer[0] == ["The paper"]
    assert (inner[0], inner[2]) == (["Anna Reuss"], 0)
    assert inner[1][0].endswith("the dam was safe")


def test_who_reports_is_found_before_who_is_cited() -> None:
    text = "The Kelmouth Times reported on Monday, citing a minister, that the dam was shut."
    given = raw(text, "The Kelmouth Times", "citing", "a minister, that the dam was shut")
    assert deepened(text, given) == [
        (["The Kelmouth Times"], ["that the dam was shut"], None),
        (["a minister"], ["that the dam was shut"], 0),
    ]


def test_the_paper_that_was_told_stands_before_who_told_it() -> None:
    text = "A minister told the Kelmouth Times that the dam was safe."
    found = raw(text, "A minister", "told", "that the dam was safe")
    assert deepened(text, found) == [
        (["the Kelmouth Times"], ["that the dam was safe"], None),
        (["A minister"], ["that the dam was safe"], 0),
    ]


@pytest.mark.parametrize("how", ["Speaking to", "speaking with", "in an interview with"])
def test_the_paper_to_whom_one_speaks_stands_before_the_one(how: str) -> None:
    text = f"Anna Reuss, {how.lower()} the Kelmouth Times on Monday, said it rained."
    found = deepened(text, raw(text, "Anna Reuss", "said", "it rained"))
    assert [source for source, _, _ in found] == [["the Kelmouth Times"], ["Anna Reuss"]]
    assert found[1][2] == 0


def test_one_who_was_told_and_is_no_outlet_is_no_relay() -> None:
    text = "A minister told his wife that the dam was safe."
    assert len(deepened(text, raw(text, "A minister", "told", "that the dam was safe"))) == 1


def test_reporters_who_were_told_are_no_relay() -> None:
    text = "A minister told reporters in Kelmouth that the dam was safe."
    assert len(deepened(text, raw(text, "A minister", "told", "that the dam was safe"))) == 1


def test_a_name_that_the_page_gives_as_an_outlets_is_a_relay() -> None:
    text = "A minister told Harrowgate that the dam was safe."
    found = raw(text, "A minister", "told", "that the dam was safe")
    assert len(deepened(text, found)) == 1
    assert len(deepened(text, found, relays=["Harrowgate"])) == 2


def test_the_paper_in_which_one_was_quoted_stands_before_who_was_quoted() -> None:
    text = "Anna Reuss was quoted by the Kelmouth Times as saying that the dam was safe."
    found = raw(text, "Anna Reuss", "was quoted", "that the dam was safe")
    outer, inner = deepened(text, found)
    assert (outer[0], inner[0], inner[2]) == (["the Kelmouth Times"], ["Anna Reuss"], 0)


def test_what_is_said_is_read_once_more() -> None:
    text = "The mayor said that Holm had said the dam was safe."
    content = "that Holm had said the dam was safe"

    def read(texts: Sequence[str]) -> list[list[RawAttribution]]:
        return [
            [raw(each, "Holm", "had said", "the dam was safe")] if each == content else []
            for each in texts
        ]

    given_ = related(text, raw(text, "The mayor", "said", content))
    found = deepen(given_, parts(text), LEXICON, read)
    assert [(words(text, e.source), e.parent) for e in found] == [
        (["The mayor"], None),
        (["Holm"], 0),
    ]


def test_two_that_cite_in_one_sentence_do_not_stand_within_each_other() -> None:
    text = "The agency wrote of rain, citing a minister, and of snow, citing a general, on Monday."
    found = deepen(
        related(
            text,
            raw(text, "The agency", "citing", "of rain"),
            raw(text, "The agency", at(text, "citing", 1), "of snow"),
        ),
        parts(text),
        LEXICON,
        nothing,
    )
    for number in range(len(found)):
        assert _depth(found, number) < len(found)


@pytest.mark.parametrize(
    ("text", "outer", "inner"),
    [
        (
            "The news agency Nordbild said, citing a harbour minister, that the dam was safe.",
            "Nordbild",
            "harbour minister",
        ),
        (
            "A harbour official told the Kelmouth Times that the ferry was overloaded.",
            "Kelmouth Times",
            "harbour official",
        ),
        (
            "The Kelmouth Times quoted the mayor as saying that the ferry was overloaded.",
            "Kelmouth Times",
            "mayor",
        ),
        pytest.param(
            "The mayor said that the ministry had said that the ferry was overloaded on Monday.",
            "mayor",
            "ministry",
            marks=pytest.mark.xfail(strict=True, reason="en-4 finds no second saying; en-2 did"),
        ),
    ],
)
def test_the_shipped_model_tells_who_stands_behind_whom(text: str, outer: str, inner: str) -> None:
    found = reading(text)
    assert found.parents(inner) == [outer]
    assert [outer, inner] in found.chains(text[-12:-1])


def _depth(found: Sequence[Related], number: int) -> int:
    steps, parent = 0, found[number].parent
    while parent is not None and steps <= len(found):
        steps, parent = steps + 1, found[parent].parent
    return steps


@st.composite
def raws(draw: st.DrawFn, text: str) -> RawAttribution:
    """Draw what a decoder may give: pieces at words, apart from one another, with a cue."""
    edges = sorted({k for k in range(len(text)) if not text[k].isspace()})
    count = draw(st.integers(1, 7))
    chosen = sorted(draw(st.lists(st.sampled_from(edges), min_size=2 * count, unique=True)))
    pieces: list[Range] = [
        (start, end + 1) for start, end in zip(chosen[::2], chosen[1::2], strict=False)
    ]
    roles = [draw(st.integers(0, 2)) for _ in pieces]
    roles[draw(st.integers(0, len(roles) - 1))] = 1
    source, cue, content = (
        tuple(piece for piece, role in zip(pieces, roles, strict=True) if role == k)
        for k in range(3)
    )
    return RawAttribution(source, cue, content, draw(st.floats(0, 1)))


@st.composite
def papers(draw: st.DrawFn) -> tuple[str, list[RawAttribution]]:
    text = " ".join(draw(st.lists(st.sampled_from(WORDS), min_size=8, max_size=40)))
    if sum(not char.isspace() for char in text) < 30:
        text += " The agency reported that a minister had said it rained."
    return text, draw(st.lists(raws(text), max_size=5))


@given(papers(), st.data())
@settings(deadline=None, max_examples=300)
def test_no_piece_leaves_the_text_or_meets_another_of_its_role(
    paper: tuple[str, list[RawAttribution]], data: st.DataObject
) -> None:
    text, given_ = paper

    def read(texts: Sequence[str]) -> list[list[RawAttribution]]:
        long = [len("".join(each.split())) > 30 for each in texts]
        return [
            data.draw(st.lists(raws(each), max_size=2)) if fits else []
            for each, fits in zip(texts, long, strict=True)
        ]

    found = deepen(related(text, *given_), parts(text), LEXICON, read)
    for number, each in enumerate(found):
        assert each.cue
        assert each.content
        assert len(each.source) <= 1
        for pieces in (each.source, each.cue, each.content):
            for one, following in pairwise(pieces):
                assert one[1] <= following[0]
        for start, end in chain(each.source, each.cue, each.content):
            assert 0 <= start < end <= len(text)
            assert text[start:end].strip()
        assert _depth(found, number) < len(found)
    _resolves(text, found)


def _resolves(text: str, found: Sequence[Related]) -> None:
    """Sources, attributions and claims of any reading lead to one another."""
    segments = parts(text)
    made, ids = find_sources(found, segments, LEXICON)
    assert {each for each in ids if each} == {source.id for source in made}
    assert [bool(each.source) for each in found] == [each is not None for each in ids]
    said = attributions(found, ids, segments, LEXICON)
    assert {each.parent for each in said} - {None} <= {each.id for each in said}
    for claim in claims(said, LEXICON):
        assert claim.origin is None or claim.origin == claim.chain[-1].source
        assert all(link.source in set(ids) for link in claim.chain)
