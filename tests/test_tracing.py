"""A case of articles that were made by hand in; the wiring's traces and stories of it, out."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sayso import keeping, pipeline
from sayso.case import Case
from sayso.compare.stories import stories_of
from sayso.errors import SaysoError, UsageError
from sayso.records import (
    Annotations,
    Attribution,
    ChainLink,
    Claim,
    Document,
    Input,
    Outlet,
    Source,
    document_id,
)
from sayso.spans import span
from sayso.traces import Judgement, Story

CLAIM = "The old harbour bridge at Kelmouth fell into the river on Monday."


def said(outlet: str, who: str, what: str) -> Annotations:
    """Return an article of one sentence in which somebody says something."""
    text = f"{who} said that {what}"
    source = Input(source=f"{outlet}.txt", sha256="0" * 64, media_type="text/plain")
    content = (span(text, len(who) + len(" said that "), len(text)),)
    named = span(text, 0, len(who))
    return Annotations(
        document=Document(
            id=document_id(text),
            text=text,
            input=source,
            title=outlet,
            outlet=Outlet(name=outlet),
            published="2021-03-16",
            language="en",
        ),
        sources=(Source(id="s1", name=who, type="official", named=True, mentions=(named,)),),
        attributions=(
            Attribution(
                id="a1",
                source="s1",
                source_spans=(named,),
                cue_spans=(span(text, len(who) + 1, len(who) + 5),),
                content_spans=content,
                manner="indirect",
                act="say",
                score=0.9,
            ),
        ),
        claims=(
            Claim(
                id="c1",
                spans=content,
                attribution="a1",
                chain=(ChainLink(source="s1", attribution="a1", via="text"),),
                origin="s1",
                certainty="full",
                polarity="positive",
            ),
        ),
    )


@pytest.fixture
def case(tmp_path: Path) -> str:
    path = tmp_path / "harbour.sayso"
    what = "the old harbour bridge at Kelmouth fell into the river on Monday"
    with Case.open(path, create=True, write=True) as opened:
        opened.add(said("Courier", "Anna Reuss", f"{what}."))
        opened.add(said("Herald", "Anna Reuss", f"{what} night."))
        opened.add(said("Baker", "Tom Okafor", "bread will cost more from the river to the hills."))
    return str(path)


def test_a_claim_is_traced_over_the_articles_that_have_its_words(case: str) -> None:
    found = pipeline.trace(case, CLAIM)
    assert [each.document.id for each in found.articles] == [
        each.document for each in found.trace.articles
    ]
    stances = {each.outlet: each.stance for each in found.trace.articles}
    assert stances == {"Courier": "repeats", "Herald": "repeats"}
    assert found.trace.independent_origins.upper == 1


def test_a_claim_whose_words_stand_nowhere_has_no_articles(case: str) -> None:
    assert pipeline.trace(case, "Zebras quarrel.").trace.articles == ()


@pytest.mark.parametrize(
    "claim",
    ["The mayor of Kelmouth is a frog.", "Anna Reuss has sold Kelmouth to the king of the hills."],
)
def test_a_claim_of_which_articles_have_only_the_names_is_put_by_none(
    case: str, claim: str
) -> None:
    found = pipeline.trace(case, claim)
    assert found.trace.articles == ()
    assert found.trace.independent_origins.upper == 0


def test_a_claim_is_traced_in_other_words(case: str) -> None:
    found = pipeline.trace(case, "At Kelmouth a bridge has collapsed into the water.")
    stances = {each.outlet: each.stance for each in found.trace.articles}
    assert stances == {"Courier": "repeats", "Herald": "repeats"}


def test_each_story_is_traced_by_its_id(case: str) -> None:
    every = pipeline.stories(case)
    assert sum(each.size for each in every) == 3
    for story in every:
        found = pipeline.trace_story(case, story.id)
        assert found.trace.story == story.id
        assert {each.document.id for each in found.articles} == set(story.documents)


def test_what_is_kept_of_a_trace_changes_nothing(case: str, tmp_path: Path) -> None:
    copy = tmp_path / "copy.sayso"
    shutil.copy(case, copy)
    first = pipeline.trace(case, CLAIM)
    assert kept(case)
    assert pipeline.trace(case, CLAIM) == first
    assert pipeline.trace(str(copy), CLAIM) == first
    assert pipeline.stories(case) == pipeline.stories(str(copy))


def test_a_case_that_another_writes_is_traced_all_the_same(
    case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.case.opening.PATIENCE", 0.05)
    with Case.open(case, write=True):
        found = pipeline.trace(case, CLAIM)
    assert len(found.articles) == 2
    assert not kept(case)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the ids of the documents whose annotations are opened from now on."""
    asked: list[str] = []
    read = Case.annotations

    def noted(self: Case, ids: Iterable[str] | None = None) -> Iterator[Annotations]:
        wanted = self.ids() if ids is None else sorted(ids)
        asked.extend(wanted)
        return read(self, wanted)

    monkeypatch.setattr(Case, "annotations", noted)
    return asked


def test_sketches_are_kept_until_their_article_is_read_anew(
    case: str, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = pipeline.stories(case)
    with Case.open(case, write=True) as changed:
        changed.forget()
        changed.keep("sketch", before[0].documents[0], b"no sketch", keeping.made_by())
    opened.clear()
    assert pipeline.stories(case) == before
    assert len(opened) == 3
    again = said("Courier", "Anna Reuss", "nobody was on the bridge at Kelmouth.")
    with Case.open(case, write=True) as changed:
        changed.add(again, {"sayso": "another"})
        changed.judge(Judgement(kind="same_claim", subjects=before[0].documents))
    opened.clear()
    assert sum(each.size for each in pipeline.stories(case)) == 4
    assert opened == [again.document.id]
    with Case.open(case, write=True) as changed:
        changed.add(again, {"sayso": "yet another"})
    opened.clear()
    pipeline.stories(case)
    assert opened == [again.document.id]
    monkeypatch.setattr(keeping, "made_by", lambda: "a later release")
    opened.clear()
    pipeline.stories(case)
    assert len(opened) == 4


def test_a_claim_that_cannot_be_written_down_is_traced(case: str) -> None:
    claim = f"{CLAIM} \udc80"
    assert pipeline.trace(case, claim).trace.claim == claim
    assert pipeline.trace(case, claim).articles


def test_what_was_found_while_another_wrote_is_not_kept(
    case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = stories_of

    def late(*given: Any, **others: Any) -> tuple[Story, ...]:  # noqa: ANN401
        with Case.open(case, write=True) as opened:
            opened.add(said("Late", "Anna Reuss", "the river is high."))
        return found(*given, **others)

    monkeypatch.setattr("sayso.compare.stories.stories_of", late)
    assert sum(each.size for each in pipeline.stories(case)) == 3
    assert not kept(case)
    monkeypatch.undo()
    assert sum(each.size for each in pipeline.stories(case)) == 4
    assert kept(case)


def kept(case: str) -> bool:
    """Return whether the case keeps stories of itself."""
    with Case.open(case) as opened:
        return bool(opened.stories())


def test_what_a_person_has_decided_counts(case: str) -> None:
    before = pipeline.stories(case)
    apart = tuple(each.documents[0] for each in before)
    with Case.open(case, write=True) as opened:
        opened.judge(Judgement(kind="same_claim", subjects=apart))
    assert len(pipeline.stories(case)) == 1


def test_what_is_not_there_is_told(case: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="There is no story st0"):
        pipeline.trace_story(case, "st0")
    with pytest.raises(UsageError):
        pipeline.trace(str(tmp_path / "none.sayso"), CLAIM)
    (tmp_path / "text.sayso").write_text("It rained.")
    with pytest.raises(UsageError):
        pipeline.stories(str(tmp_path / "text.sayso"))
    empty = str(tmp_path / "empty.sayso")
    with Case.open(empty, create=True, write=True):
        pass
    for call in (pipeline.stories, lambda path: pipeline.trace(path, CLAIM)):
        with pytest.raises(SaysoError, match="holds no articles yet"):
            call(empty)


OTHER = "Nobody can cross the Tamble gorge since the pillars gave way overnight"


@pytest.fixture
def two(case: str) -> str:
    """Return the case with an article that puts the claim in quite other words."""
    with Case.open(case, write=True) as opened:
        opened.add(said("Gazette", "Tom Berg", f"{OTHER[0].lower()}{OTHER[1:]}."))
    return case


def repeating(case: str, claim: str) -> dict[str | None, list[str]]:
    """Return the outlets that repeat the claim, each with the names of those it has it from."""
    found = pipeline.trace(case, claim).trace
    return {
        each.outlet: [link.name for chain in each.chains for link in chain.links]
        for each in found.articles
        if each.stance == "repeats"
    }


def test_a_judgement_that_claims_are_the_same_joins_their_traces_until_undone(two: str) -> None:
    apart = {"Courier": ["Anna Reuss"], "Herald": ["Anna Reuss"]}
    assert repeating(two, CLAIM) == apart
    assert repeating(two, OTHER) == {"Gazette": ["Tom Berg"]}
    with Case.open(two, write=True) as opened:
        opened.judge(Judgement(kind="same_claim", subjects=(CLAIM.upper(), f"{OTHER}.")))
    together = {**apart, "Gazette": ["Tom Berg"]}
    assert repeating(two, CLAIM) == together
    assert repeating(two, OTHER) == together
    counted = pipeline.trace(two, CLAIM).trace.independent_origins
    assert counted.upper == 2
    assert counted.why[0] == f"Judged by a person to be the same claim: {OTHER}."
    with Case.open(two, write=True) as opened:
        opened.undo()
    assert repeating(two, CLAIM) == apart


def test_a_judgement_about_stories_stands_when_articles_are_added_and_read_anew(two: str) -> None:
    subjects = [each.id for each in pipeline.stories(two) if "bread" not in each.claim]
    kept_words = pipeline.claims(two, [*subjects, "It fell"])
    assert len(kept_words) == 5
    assert kept_words[-1] == "It fell"
    with Case.open(two, write=True) as opened:
        opened.judge(Judgement(kind="same_claim", subjects=tuple(kept_words)))
    assert [each.size for each in pipeline.stories(two)] == [3, 1]
    late = said("Late", "Anna Reuss", "the old harbour bridge at Kelmouth fell on Monday morning.")
    with Case.open(two, write=True) as opened:
        opened.add(late)
        for each in list(opened.annotations()):
            opened.add(each, {"sayso": "another"})
    [story, _] = pipeline.stories(two)
    assert story.size == 4
    found = pipeline.trace_story(two, story.id).trace
    assert {each.outlet for each in found.articles if each.stance == "repeats"} == {
        "Courier",
        "Gazette",
        "Herald",
        "Late",
    }


def test_a_story_that_is_none_can_be_judged_by_nobody(two: str) -> None:
    with pytest.raises(UsageError, match="There is no story st000000000000"):
        pipeline.claims(two, ["st000000000000"])
