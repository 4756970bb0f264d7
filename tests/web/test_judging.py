"""What somebody decides in; the case with the judgement, out, also while articles are added to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso import pipeline
from sayso.case import Case, Given
from sayso.errors import BusyError, UsageError
from sayso.settings import Settings
from sayso.web import judging
from sayso.web.jobs import Jobs
from sayso.web.judging import judge, undo
from sayso.web.shelf import MissingError, Shelf, document_key
from tests.case.articles import article


class Holding(Jobs):
    """Holds the right to write to the case until asked so often to give way."""

    asked = 0
    patient = 1

    def hold(self, path: Path) -> None:
        self.held = Case.open(path, write=True)

    def give_way(self) -> None:
        self.asked += 1
        if self.asked > self.patient and self.held is not None:
            self.held.__exit__(None, None, None)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "x.sayso"
    with Case.open(made, create=True) as case:
        for number in range(3):
            case.add(article(number))
    return made


@pytest.fixture
def jobs(path: Path, tmp_path: Path) -> Iterator[Jobs]:
    made = Jobs(path, Settings(), tmp_path)
    yield made
    made.close()


@pytest.fixture
def shelf(path: Path, jobs: Jobs) -> Shelf:
    return Shelf(path, jobs)


def history(shelf: Shelf) -> tuple[Given, ...]:
    with shelf.open() as opened:
        return opened.history()


def test_what_is_judged_stands_in_the_case_until_it_is_undone(shelf: Shelf, jobs: Jobs) -> None:
    number = judge(shelf, jobs, "merge", [" Ann Reed", "A. Reed ", "Ann Reed"], " one ", "x" * 300)
    (given,) = history(shelf)
    assert given.number == number
    assert given.judgement.subjects == ("Ann Reed", "A. Reed")
    assert given.judgement.note == "one"
    assert given.judgement.author == "x" * judging.LONGEST_AUTHOR
    assert undo(shelf, jobs).undone_at
    with pytest.raises(UsageError, match="No judgement of number 7 stands"):
        undo(shelf, jobs, 7)


def test_articles_are_named_by_their_keys(shelf: Shelf, jobs: Jobs) -> None:
    first, second = (article(each).document.id for each in range(2))
    judge(shelf, jobs, "not_a_copy", [document_key(first), second])
    assert history(shelf)[0].judgement.subjects == (first, second)
    with pytest.raises(MissingError):
        judge(shelf, jobs, "not_a_copy", [first, "f" * 16])


def test_of_a_story_its_claim_and_an_article_are_kept(shelf: Shelf, jobs: Jobs) -> None:
    (story,) = pipeline.stories(str(shelf.path))
    judge(shelf, jobs, "same_claim", [story.id, "A ferry is late"])
    kept = history(shelf)[0].judgement.subjects
    assert kept[0] == story.claim
    assert kept[1] in story.documents
    assert kept[2] == "A ferry is late"
    with pytest.raises(MissingError):
        judge(shelf, jobs, "same_claim", ["st000000000000", "A ferry is late"])


def test_a_judgement_is_about_two_and_not_about_too_much(shelf: Shelf, jobs: Jobs) -> None:
    for subjects in (["a"], ["a", " a"], ["a", ""], []):
        with pytest.raises(UsageError, match="two or more"):
            judge(shelf, jobs, "same_claim", subjects)
    for subjects in ([str(each) for each in range(101)], ["a", "b" * 2001]):
        with pytest.raises(UsageError, match="100 things at most"):
            judge(shelf, jobs, "merge", subjects)
    with pytest.raises(UsageError, match="100 things at most"):
        judge(shelf, jobs, "merge", ["a", "b"], "c" * 2001)
    assert not history(shelf)


def test_who_judges_is_let_in_by_who_adds(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.case.opening.PATIENCE", 0.05)
    jobs = Holding(path, Settings(), tmp_path)
    shelf = Shelf(path, jobs)
    jobs.hold(path)
    assert judge(shelf, jobs, "merge", ["a", "b"])
    assert jobs.asked == 2
    jobs.hold(path)
    jobs.asked, jobs.patient = 0, 10
    with pytest.raises(BusyError, match="Another Sayso is writing"):
        undo(shelf, jobs)
    assert jobs.asked == judging.ATTEMPTS
    jobs.held.__exit__(None, None, None)
    jobs.close()
