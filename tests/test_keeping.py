"""A case that grows in; the traces and tallies that are kept, as long as they are true, out."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest

from sayso import keeping, pipeline
from sayso.case import Case
from sayso.case.schema import documents
from sayso.compare import trace as compare
from sayso.keeping import kept_tallies, kept_trace, stories_as_kept, trace_key
from sayso.records import Annotations
from sayso.traces import Judgement, Story, Tally, Trace, tally
from tests.test_tracing import CLAIM, said

WHAT = "the old harbour bridge at Kelmouth fell into the river on Monday"
COURIER = said("Courier", "Anna Reuss", f"{WHAT}.")
HERALD = said("Herald", "Anna Reuss", f"{WHAT} night.")
BAKER = said("Baker", "Tom Okafor", "bread will cost more from the hills to the coast.")
LATE = said("Late", "Ines Vale", "the choir of Aldmoor sings again in the autumn.")
STORY = Story(
    id="st0123456789ab",
    claim=CLAIM,
    documents=tuple(sorted([COURIER.document.id, HERALD.document.id])),
    size=2,
)
OTHER = Story(
    id="stba9876543210", claim=BAKER.claims[0].spans[0].text, documents=(BAKER.document.id,), size=1
)


@pytest.fixture
def case(tmp_path: Path) -> str:
    path = tmp_path / "harbour.sayso"
    with Case.open(path, create=True, write=True) as opened:
        for each in (COURIER, HERALD, BAKER):
            opened.add(each)
    return str(path)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the claims that are traced anew from now on."""
    compared = compare.trace
    claims: list[str] = []

    def noted(claim: str, articles: Sequence[Annotations], **others: Any) -> Trace:  # noqa: ANN401
        claims.append(claim)
        return compared(claim, articles, **others)

    monkeypatch.setattr("sayso.compare.trace.trace", noted)
    return claims


def traced(case: str, story: Story = STORY) -> Trace:
    with Case.open(case) as opened:
        return keeping.trace_of(opened, story.claim, story.documents, story=story.id)


def kept(case: str, story: Story = STORY) -> Trace | None:
    with Case.open(case) as opened:
        key = trace_key(opened, story.claim, story.documents, story=story.id)
        return kept_trace(opened, key)


def tallied(case: str) -> dict[str, Tally]:
    with Case.open(case) as opened:
        return kept_tallies(opened, [STORY, OTHER])


def rows(case: str) -> dict[str, int]:
    """Return how much of each kind a case keeps."""
    with contextlib.closing(sqlite3.connect(case)) as opened:
        return dict(opened.execute("SELECT kind, count(*) FROM kept GROUP BY kind"))


def judged(case: str, kind: str, *subjects: str) -> int:
    with Case.open(case, write=True) as opened:
        return opened.judge(msgspec.convert({"kind": kind, "subjects": subjects}, Judgement))


def test_a_trace_is_kept_when_unrelated_articles_are_added(case: str, made: list[str]) -> None:
    assert kept(case) is None
    first = traced(case)
    assert made
    with Case.open(case, write=True) as opened:
        opened.add(LATE)
        opened.add(BAKER, {"sayso": "another"})
    made.clear()
    assert traced(case) == kept(case) == first
    assert tallied(case) == {STORY.id: tally(first)}
    assert not made


def test_a_trace_is_made_anew_when_one_of_its_articles_is_annotated_anew(
    case: str, made: list[str]
) -> None:
    traced(case)
    with Case.open(case, write=True) as opened:
        opened.add(COURIER, {"sayso": "another"})
    assert kept(case) is None
    assert not tallied(case)
    made.clear()
    traced(case)
    assert made


@pytest.mark.parametrize(
    "column", [c.name for c in documents.c if c.name not in {"number", "id", "text"}]
)
def test_a_trace_is_not_served_when_anything_is_known_otherwise_of_a_document(
    case: str, column: str
) -> None:
    traced(case)
    with contextlib.closing(sqlite3.connect(case)) as changed:
        name = COURIER.document.id
        changed.execute(f"UPDATE documents SET {column} = 'x' WHERE id = ?", [name])  # noqa: S608
        changed.commit()
    assert kept(case) is None


def test_a_judgement_parts_a_trace_from_its_key_until_it_is_undone(
    case: str, made: list[str]
) -> None:
    first = traced(case)
    assert any(each.copy_of for each in first.articles)
    number = judged(case, "not_a_copy", *STORY.documents)
    assert kept(case) is None
    assert not tallied(case)
    parted = traced(case)
    assert not any(each.copy_of for each in parted.articles)
    with Case.open(case, write=True) as opened:
        opened.undo(number)
    made.clear()
    assert traced(case) == first
    assert not made
    assert rows(case)["copies"] == rows(case)["vectors"] == 1


ABOUT = [
    ("merge", "ANNA REUSS", "Ms Reuss"),
    ("split", "Anna Reuss", "Tom Okafor"),
    ("not_a_copy", COURIER.document.id, BAKER.document.id),
    ("same_claim", CLAIM.upper(), "Nobody can cross the Tamble gorge."),
]
ELSEWHERE = [
    ("merge", "Tom Okafor", "Mr Okafor"),
    ("split", "Reuss", "Ines Vale"),
    ("not_a_copy", BAKER.document.id, f"sha256:{'0' * 64}"),
    ("same_claim", "Bread will cost more.", "Nobody can cross the Tamble gorge."),
    ("same_claim", *STORY.documents),
]


@pytest.mark.parametrize("judgement", ABOUT, ids=lambda each: each[0])
def test_a_judgement_about_a_trace_parts_it_from_its_key(
    case: str, judgement: Sequence[str]
) -> None:
    traced(case)
    judged(case, *judgement)
    assert kept(case) is None
    assert not tallied(case)


@pytest.mark.parametrize("judgement", ELSEWHERE, ids=lambda each: each[0])
def test_a_judgement_about_something_else_leaves_a_trace_as_it_is(
    case: str, judgement: Sequence[str], made: list[str]
) -> None:
    first = traced(case)
    judged(case, *judgement)
    assert kept(case) == first
    assert tallied(case).keys() == {STORY.id}
    with Case.open(case, write=True) as opened:
        opened.forget()
    made.clear()
    assert traced(case) == first
    assert made


def test_what_other_code_made_is_not_served_and_goes(
    case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = traced(case)
    traced(case, OTHER)
    monkeypatch.setattr(keeping, "made_by", lambda: "a later release")
    assert kept(case) is None
    assert not tallied(case)
    assert traced(case) == first
    assert rows(case) == {"copies": 1, "tally": 1, "trace": 1, "vectors": 1}


def test_what_cannot_be_read_is_made_anew(case: str, made: list[str]) -> None:
    first = traced(case)
    with contextlib.closing(sqlite3.connect(case)) as changed:
        changed.execute("UPDATE kept SET value = CAST('[0]' AS BLOB) WHERE kind != 'vectors'")
        changed.commit()
    assert not tallied(case)
    made.clear()
    assert traced(case) == first
    assert made


def test_the_oldest_traces_are_forgotten_and_what_only_they_needed(
    case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MOST_TRACES", 2)
    monkeypatch.setattr(keeping, "MOST_TALLIES", 3)
    first = traced(case, OTHER)
    assert rows(case) == {"copies": 1, "tally": 1, "trace": 1, "vectors": 1}
    traced(case)
    assert rows(case) == {"copies": 2, "tally": 2, "trace": 2, "vectors": 2}
    claims = [f"{CLAIM[:-1]}, {each}." for each in ("they say", "it seems")]
    for each in claims:
        traced(case, msgspec.structs.replace(STORY, claim=each))
    assert kept(case) is kept(case, OTHER) is None
    assert rows(case) == {"copies": 1, "tally": 3, "trace": 2, "vectors": 1}
    assert tallied(case).keys() == {STORY.id}
    assert traced(case, OTHER) == first


def test_of_many_stories_only_the_numbers_are_kept(
    case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [each.trace for each in pipeline.traces(case, [STORY, OTHER])]
    assert [each.story for each in found] == [STORY.id, OTHER.id]
    assert tallied(case) == {each.story: tally(each) for each in found}
    assert rows(case) == {"tally": 2}
    with Case.open(case, write=True) as opened:
        opened.forget()
    monkeypatch.setattr(keeping, "TALLIED", 1)
    some = pipeline.traces(case, [STORY, OTHER])
    next(some)
    next(some)
    assert tallied(case).keys() == {STORY.id}
    traced(case)
    assert kept(case) == found[0]
    assert [each.trace for each in pipeline.traces(case, [STORY])] == found[:1]


def test_a_tally_counts_who_puts_the_claim(case: str) -> None:
    found = traced(case)
    origins = found.independent_origins
    assert tally(found) == Tally(
        articles=2,
        repeats=2,
        doubts=0,
        denies=0,
        count=origins.count,
        lower=origins.lower,
        upper=origins.upper,
    )
    none = Story(id="st000000000000", claim="Zebras quarrel.", documents=STORY.documents, size=2)
    assert tally(traced(case, none)).articles == 0


def test_stories_are_told_as_they_were_found_last(case: str) -> None:
    with Case.open(case) as opened:
        assert stories_as_kept(opened) == ((), False)
    found = pipeline.stories(case)
    with Case.open(case) as opened:
        assert stories_as_kept(opened) == (found, True)
        assert stories_as_kept(opened, [found[0].id]) == (found[:1], True)
        assert stories_as_kept(opened, [BAKER.document.id])[0][0].documents == (BAKER.document.id,)
        assert stories_as_kept(opened, ["st0"]) == ((), True)
    with Case.open(case, write=True) as opened:
        opened.add(LATE)
    with Case.open(case) as opened:
        assert stories_as_kept(opened) == (found, False)
    assert sum(each.size for each in pipeline.stories(case)) == 4
    with Case.open(case) as opened:
        assert stories_as_kept(opened)[1]


def test_a_trace_of_what_the_case_does_not_hold_has_a_key_and_is_not_kept(case: str) -> None:
    strange = msgspec.structs.replace(STORY, documents=(f"sha256:{'0' * 64}",))
    assert kept(case, strange) is None
