from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.compare import sketch as sketches
from sayso.compare.sketch import MOST_STATEMENTS, Sketch, common, keys, sketch
from sayso.compare.stories import stories, stories_of
from sayso.errors import UsageError
from sayso.traces import Judgement
from tests.compare.articles import Article

BARGE = (
    "A barge with herbicide sank in the Lindmoor reservoir on Tuesday, the port authority said.",
    "The herbicide from a barge poisoned the Lindmoor reservoir, according to the Courier.",
    "Herbicide that leaked from a sunken barge has poisoned the reservoir of Lindmoor.",
)
BAKERS = (
    "The bakers of Ostrow went on strike for higher wages on Monday and left the ovens cold.",
    "Ovens stay cold in Ostrow while its bakers strike for wages, the union said on Monday.",
)


def article(text: str, *, published: str | None = None) -> Sketch:
    made = sketch(Article(text).read())
    return Sketch(
        document=made.document,
        published=published,
        language=made.language,
        words=made.words,
        statements=made.statements,
    )


def test_articles_come_apart_into_their_stories() -> None:
    found = stories(Article(each).read() for each in (*BARGE, *BAKERS))
    assert [each.size for each in found] == [3, 2]
    assert "reservoir" in found[0].claim
    assert "bakers" in found[1].claim


def test_the_order_of_articles_changes_nothing() -> None:
    read = [Article(each).read() for each in (*BARGE, *BAKERS)]
    assert stories(read) == stories(reversed(read)) == stories([*read[2:], *read[:2]])


def test_the_same_article_twice_is_one() -> None:
    [found] = stories([Article(BARGE[0]).read(), Article(BARGE[0]).read()])
    assert found.size == 1
    assert found.id.startswith("st")


def test_no_articles_make_no_story() -> None:
    assert stories([]) == ()


def test_a_story_has_its_first_and_last_day() -> None:
    dated = [
        article(BARGE[0], published="2031-05-04T10:00:00Z"),
        article(BARGE[1], published="2031-05-02"),
        article(BARGE[2]),
    ]
    [found] = stories_of(dated)
    assert (found.first, found.last) == ("2031-05-02", "2031-05-04")


def test_a_judgement_puts_documents_together() -> None:
    one, other = article(BARGE[0]), article(BAKERS[0])
    assert len(stories_of([one, other])) == 2
    same = Judgement(kind="same_claim", subjects=(one.document, other.document))
    assert [each.size for each in stories_of([one, other], judgements=[same])] == [2]


def test_a_judgement_puts_the_stories_of_claims_together() -> None:
    every = [article(each) for each in (*BARGE, *BAKERS)]
    one, other = stories_of(every)
    same = Judgement(kind="same_claim", subjects=(one.claim, other.claim))
    assert [each.size for each in stories_of(every, judgements=[same])] == [5]


def test_judgements_of_others_join_nothing() -> None:
    one, other = article(BARGE[0]), article(BAKERS[0])
    apart = [
        Judgement(kind="merge", subjects=(one.document, other.document)),
        Judgement(kind="same_claim", subjects=(one.document, "sha256:nobody")),
    ]
    assert len(stories_of([one, other], judgements=apart)) == 2


def test_who_says_it_is_no_part_of_the_claim() -> None:
    text = (
        "The Lindmoor Courier reports that herbicide from a barge poisoned the Lindmoor reservoir."
    )
    made = Article(text)
    courier = made.source("The Lindmoor Courier")
    made.says("that herbicide from a barge poisoned the Lindmoor reservoir", courier)
    [found] = stories([made.read()])
    assert found.claim == "herbicide from a barge poisoned the Lindmoor reservoir"


def test_what_refutes_is_not_the_claim() -> None:
    false = "The story of a barge that poisoned the Lindmoor reservoir is a hoax and false."
    plain = "Herbicide from a barge poisoned the Lindmoor reservoir in the night of May."
    [found] = stories(Article(each).read() for each in (false, plain))
    assert found.claim == plain


@pytest.mark.parametrize(
    "text",
    [
        "He did not want to say anything about it to the other people there.",
        "Who poisoned the reservoir of Lindmoor with herbicide in the night?",
        "“I saw the barge go down in the reservoir,” the guard of Lindmoor said.",
        "The barge sank.",
    ],
)
def test_what_cannot_be_read_alone_stands_for_a_story_only_where_nothing_else_does(
    text: str,
) -> None:
    assert sketch(Article(text).read()).statements == (text,)
    better = f"{text} The port authority of Lindmoor closed the reservoir on Tuesday morning."
    assert text not in sketch(Article(better).read()).statements


def test_an_article_without_words_has_a_sketch() -> None:
    made = sketch(Article("...").read())
    assert made.words == {}
    assert [each.claim for each in stories_of([made])] == [*made.statements]


def test_a_sketch_of_a_long_article_is_short() -> None:
    text = " ".join(f"The town of Name{k} has a mill and a bridge number {k}." for k in range(900))
    made = sketch(Article(text).read())
    assert len(made.words) <= 80
    assert len(made.statements) <= MOST_STATEMENTS


def test_words_are_known_by_their_beginnings_in_latin_letters() -> None:
    assert keys("the Überfälle of Лондон", "en") == ["uberfa", "london"]
    assert keys("東京都", "ja")
    assert keys("the of 7", "en") == ["7"]


def test_a_language_without_lists_has_no_common_words() -> None:
    assert common("xx") == {}
    assert common("en")
    made = sketch(Article(BARGE[0], language="xx").read())
    assert made.words


def test_a_broken_file_of_common_words_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Folder:
        def joinpath(self, _: str) -> Folder:
            return self

        def read_bytes(self) -> bytes:
            return b"shares = 3"

    sketches._background.cache_clear()
    monkeypatch.setattr("sayso.tables.resources.files", lambda _: Folder())
    with pytest.raises(UsageError, match=r"common_words\.toml is not as it should be"):
        common("en")
    sketches._background.cache_clear()


WORDS = st.lists(
    st.sampled_from(["barge", "reservoir", "bakers", "strike", "Lindmoor", "Ostrow", "ovens"]),
    min_size=1,
    max_size=12,
).map(" ".join)


@settings(deadline=None, max_examples=50)
@given(st.lists(WORDS, max_size=8))
def test_every_article_is_in_one_story(texts: list[str]) -> None:
    read = [Article(each).read() for each in texts]
    found = stories(read)
    documents = [name for each in found for name in each.documents]
    assert sorted(documents) == sorted({each.document.id for each in read})
