"""Which origins are listed with another, since nothing tells them apart."""

from __future__ import annotations

from sayso.compare.independence import Independent
from sayso.compare.possible import possible
from sayso.compare.same_source import Splits, same_sources
from sayso.traces import Judgement
from tests.compare.test_origins import Story


def listed(story: Story, *judgements: Judgement) -> dict[str, str]:
    entities, made = story.graph()
    groups = Independent(entities, made).together()
    found = possible(entities, groups, Splits(story.heard, judgements))
    return {entities[at].name: entities[into].name for at, into in found.items()}


def officials(*told: tuple[str, str]) -> Story:
    """Return a story in which each of these unnamed sources is heard in these articles."""
    story = Story()
    story.source("Anna Reuss", "z")
    story.chain("z", "Anna Reuss")
    for name, documents in told:
        story.source(name, documents, "unnamed")
        for key in documents:
            story.chain(key, name)
    return story


def test_officials_of_whom_less_is_told_are_listed_with_those_of_whom_more_is() -> None:
    story = officials(("U.S. intelligence sources", "ab"), ("U.S. officials", "c"))
    assert listed(story) == {"U.S. officials": "U.S. intelligence sources"}


def test_whom_more_articles_have_is_not_listed_with_another() -> None:
    story = officials(("U.S. intelligence sources", "a"), ("U.S. officials", "bcd"))
    assert listed(story) == {}


def test_officials_of_different_offices_and_states_stay_apart() -> None:
    assert listed(officials(("Danish police", "ab"), ("Danish customs officials", "c"))) == {}
    assert listed(officials(("Danish officials", "ab"), ("Polish officials", "c"))) == {}


def test_two_that_one_article_tells_apart_stay_apart() -> None:
    wide, coast, police = (
        f"Danish {each} officials" for each in ("police and coast", "coast", "police")
    )
    story = officials((wide, "abc"), (coast, "d"), (police, "d"))
    entities = same_sources(story.heard, [Judgement(kind="merge", subjects=(wide, coast))])
    assert [each.name for each in entities] == ["Anna Reuss", wide, police]
    assert possible(entities, [[1, 2]], Splits(story.heard, ())) == {}
    elsewhere = [each for each in story.heard if each.name != coast]
    entities = same_sources(elsewhere, [Judgement(kind="split", subjects=(wide, police))])
    assert possible(entities, [[1, 2]], Splits(elsewhere, ())) == {2: 1}


def test_a_source_of_whom_nothing_is_told_and_a_named_one_stay_as_they_are() -> None:
    story = officials(("Danish police officials", "ab"), ("a source", "c"))
    story.source("Berta Lind", "d", "official", speaks_for="Danish police")
    story.chain("d", "Berta Lind")
    assert listed(story) == {}


def test_media_that_nobody_names_are_listed_with_others_of_their_country() -> None:
    story = Story()
    for name, documents in (
        ("Danish media", "ab"),
        ("Danish and Sami news outlets", "c"),
        ("Polish and Sami media", "d"),
        ("Danish Free Press", "e"),
    ):
        story.source(name, documents, "outlet", named=name == "Danish Free Press")
        for key in documents:
            story.chain(key, name)
    assert listed(story) == {"Danish and Sami news outlets": "Danish media"}


def test_a_person_who_says_that_they_are_two_is_heard() -> None:
    story = officials(("U.S. intelligence sources", "ab"), ("U.S. officials", "c"))
    two = Judgement(kind="split", subjects=("U.S. intelligence sources", "U.S. officials"))
    assert listed(story, two) == {}


def test_the_count_is_as_it_was_and_its_upper_bound_takes_them_for_two() -> None:
    story = officials(("U.S. intelligence sources", "ab"), ("U.S. officials", "cd"))
    assert len(listed(story)) == 1
    found = story.count()
    assert (found.count, found.upper) == (2, 3)
