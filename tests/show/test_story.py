from __future__ import annotations

import msgspec
import pytest

from sayso.show.story import Told, story_reading, unquoted
from sayso.show.story_changes import changes
from sayso.show.story_tree import Branch, Tree, on_own_word, tree
from sayso.show.wording import wording
from sayso.traces import ChangeKind, Mutation, MutationValue, Trace, TracedClaim
from tests.show.lorries import lorries
from tests.show.tales import article, chain, origin, trace, words


def drawn(made: Tree) -> list[object]:
    return [_branch(each) for each in made.branches]


def _branch(branch: Branch) -> object:
    own = f"{branch.name}*" if branch.own else branch.name
    leaves = [leaf.told.name + "+" * len(leaf.copies) for leaf in branch.leaves]
    return (own, *leaves, *(_branch(each) for each in branch.branches.values()))


def supports(made: Trace) -> list[object]:
    return drawn(tree(story_reading(made), "supports"))


def test_articles_are_numbered_by_date_and_those_that_do_not_put_the_claim_come_last() -> None:
    made = trace(
        article("Late", date="2021-03-04"),
        article("Undated"),
        article("Aside", date="2020-01-01", stance="neutral"),
        article("Early", date="2021-03-02T10:00:00+01:00"),
    )
    story = story_reading(made)
    named = [(each.number, each.name, each.date) for each in (*story.told, *story.neutral)]
    assert named == [
        (1, "Early", "2021-03-02"),
        (2, "Late", "2021-03-04"),
        (3, "Undated", None),
        (4, "Aside", "2020-01-01"),
    ]


def test_the_order_of_the_articles_changes_nothing() -> None:
    made = lorries()
    other = msgspec.structs.replace(made, articles=made.articles[4:] + made.articles[3::-1])
    assert story_reading(other).told == story_reading(made).told
    assert supports(other) == supports(made)


@pytest.mark.parametrize(
    ("outlet", "title", "source", "name"),
    [
        ("Courier", "T", "x.txt", "Courier"),
        (None, "T", "https://courier.example/a", "courier.example"),
        (" ", "A title", "x.txt", "A title"),
        (None, None, "folder/x.txt", "x.txt"),
        (None, None, "", "–"),
    ],
)
def test_an_article_is_never_without_a_name(
    outlet: str | None, title: str | None, source: str, name: str
) -> None:
    made = article("x")
    made = msgspec.structs.replace(
        made,
        outlet=outlet,
        title=title,
        input=msgspec.structs.replace(made.input, source=source),
    )
    assert Told(1, made).name == name


def test_the_tree_goes_from_the_deepest_source_to_the_articles() -> None:
    made = trace(
        article("Herald", chain("Agency", "Ministry")),
        article("Courier", chain("Ministry")),
        origins=(origin("Ministry"), origin("Agency", "relay")),
    )
    assert supports(made) == [("Ministry", "Courier", ("Agency", "Herald"))]


def test_the_article_of_an_outlet_stands_with_its_name() -> None:
    made = trace(
        article("www.news-agency.example", chain("Ministry")),
        article("Herald", chain("News Agency", "Ministry")),
        origins=(origin("Ministry"), origin("News Agency", "relay")),
    )
    assert supports(made) == [("Ministry", ("News Agency*", "Herald"))]


def test_who_cites_an_outlet_of_the_story_has_it_from_that_outlet_s_sources() -> None:
    made = trace(
        article("Times", chain("Official"), chain("Witness")),
        article("Blog", chain("Times")),
        origins=(origin("Official"), origin("Witness"), origin("Times", "relay")),
    )
    assert supports(made) == [
        ("Official", ("Times*", "Blog")),
        ("Witness", ("Times*", "Blog")),
    ]


def test_outlets_that_cite_each_other_end_the_tree() -> None:
    made = trace(
        article("Times", chain("Blog")),
        article("Blog", chain("Times")),
        origins=(origin("Times", "relay"), origin("Blog", "relay")),
    )
    names = {leaf for root in supports(made) for leaf in str(root).split("'") if leaf.isalpha()}
    assert names <= {"Times", "Blog"}
    assert names


def test_many_outlets_that_cite_each_other_are_drawn_in_no_time() -> None:
    names = [f"Outlet {number}" for number in range(40)]
    made = trace(
        *(article(name, *(chain(other) for other in names if other != name)) for name in names),
        origins=tuple(origin(name, "relay") for name in names),
    )
    assert len(supports(made)) <= len(names)


def test_copies_and_their_copies_are_folded_into_the_first() -> None:
    made = trace(
        article("First", chain("Ministry"), date="2021-01-01"),
        article("Second", chain("Ministry"), copy_of="First", date="2021-01-02"),
        article("Third", chain("Ministry"), copy_of="Second", date="2021-01-03"),
        origins=(origin("Ministry"),),
    )
    assert supports(made) == [("Ministry", "First++")]


def test_copies_in_a_circle_and_of_articles_elsewhere_are_no_trap() -> None:
    made = trace(
        article("One", chain("Ministry"), copy_of="Other"),
        article("Other", chain("Ministry"), copy_of="One"),
        article("Third", chain("Ministry"), copy_of="Nowhere"),
        origins=(origin("Ministry"),),
    )
    story = story_reading(made)
    assert sum(len(each) for each in story.copies.values()) <= 2
    assert "Third" in str(supports(made))


def test_a_copy_stands_with_its_original_and_not_alone_too() -> None:
    made = trace(
        article("First", chain("Ministry"), date="2021-01-01"),
        article("Second", copy_of="First", date="2021-01-02"),
        origins=(origin("Ministry"),),
    )
    assert supports(made) == [("Ministry", "First+")]
    assert on_own_word(story_reading(made), "supports") == ()


def test_a_chain_of_many_hands_is_cut_in_its_middle() -> None:
    names = [f"Hand {number}" for number in range(300)]
    made = trace(article("Herald", chain(*names, "Hand 0", "Ministry")))
    shown = str(supports(made))
    assert "Ministry" in shown
    assert "Hand 0" in shown
    assert shown.count("Hand") == 7


def test_deniers_stand_apart_and_origins_come_first() -> None:
    made = trace(
        article("A", chain("Relay")),
        article("B", chain("Office", denies=True), chain("Ministry"), stance="denies"),
        article("C", stance="denies"),
        article("D", stance="doubts"),
        origins=(origin("Relay", "relay"), origin("Ministry"), origin("Office", "denier")),
    )
    story = story_reading(made)
    assert drawn(tree(story, "denies")) == [("Office", "B")]
    assert drawn(tree(story, "supports")) == [("Ministry", "B"), ("Relay", "A")]
    assert [each.told.name for each in on_own_word(story, "denies")] == ["C"]
    assert [each.told.name for each in on_own_word(story, "supports")] == ["D"]


def test_names_that_differ_only_in_capitals_are_told_once() -> None:
    known = origin("Ministry", "origin", "ministry", "The spokesman", "the spokesman")
    made = tree(story_reading(trace(article("A", chain("Ministry")), origins=(known,))), "supports")
    assert made.branches[0].other_names == ("The spokesman",)


def _value(value: str, modifier: str | None = None, *, said: str = "") -> MutationValue:
    return MutationValue(
        value=value,
        modifier=modifier,
        articles=(article("A").document,),
        spans=(words(said),) if said else (),
        first_seen="2021-03-16T08:30:00Z",
    )


@pytest.mark.parametrize(
    ("values", "turns"),
    [
        ([_value("40"), _value("1,500"), _value("900")], [None, "grew", "fell"]),
        ([_value("40", "about"), _value("40"), _value("40", "about")],
         [None, "hedge_lost", "hedge_gained"]),
        ([_value("40"), _value("dozens"), _value("60")], [None, "other", "grew"]),
        ([_value("north"), _value("south")], [None, "other"]),
        ([_value("inf"), _value("nan"), _value("40", "at_most")], [None, "other", "other"]),
    ],
)  # fmt: skip
def test_what_a_step_changes_is_told(values: list[MutationValue], turns: list[str | None]) -> None:
    made = trace(article("A"), mutations=(Mutation(fact="dead", values=tuple(values)),))
    (change,) = changes(story_reading(made))
    assert [each.turn for each in change.steps] == turns


def test_a_step_has_the_words_of_its_article() -> None:
    values = (_value("40", "about", said="about 40"), _value("50"))
    made = trace(article("A"), mutations=(Mutation(fact="dead", values=values),))
    (change,) = changes(story_reading(made))
    assert [each.words for each in change.steps] == ["about 40", None]
    assert change.scale == 50


def _two(kind: ChangeKind, first: str, last: str, *, dated: bool = True) -> str:
    """Return the sentence on a fact that [1] A tells in the first words and [2] B in the last."""
    days = ("2021-03-16", "2021-03-17") if dated else (None, None)
    values = tuple(
        MutationValue(
            value=said,
            articles=(article(name).document,),
            spans=(words(said),) if said else (),
            first_seen=day,
        )
        for name, said, day in zip("AB", (first, last), days, strict=True)
    )
    made = trace(
        *(article(name, date=day) for name, day in zip("AB", days, strict=True)),
        mutations=(Mutation(fact="dead", values=values, change=kind),),
    )
    return wording().changed(*changes(story_reading(made)))


def test_a_sentence_tells_what_has_become_of_a_fact_in_both_articles_words() -> None:
    assert _two("grew", "40 dead", "60 dead") == (
        "[1] A had “40 dead”, [2] B has “60 dead”: the number grew."
    )
    assert _two("place", "Kassel", "Graz").endswith("“Graz”: the place moved.")


def test_without_dates_a_sentence_tells_only_the_difference() -> None:
    assert _two("grew", "40", "60", dated=False) == "[1] A has “40”, [2] B has “60”."
    assert "hedged otherwise" in _two("modifier", "about 40", "40", dated=False)


def test_without_the_words_of_both_articles_there_is_no_sentence() -> None:
    assert _two("grew", "40", "") == ""
    assert _two("grew", "", "60") == ""


def test_without_dates_nothing_is_said_to_have_changed() -> None:
    undated = msgspec.structs.replace(_value("60"), first_seen=None)
    made = trace(article("A"), mutations=(Mutation(fact="dead", values=(_value("40"), undated)),))
    (change,) = changes(story_reading(made))
    assert [each.turn for each in change.steps] == [None, None]
    assert not change.dated


def test_how_sure_articles_are_is_a_change_too() -> None:
    sure = Mutation(
        fact="certainty",
        values=(
            _value("hedged", said="It may fall."),
            _value("attributed"),
            _value("hedged"),
            _value("asserted"),
        ),
        change="hedge_lost",
    )
    (change,) = changes(story_reading(trace(article("A"), mutations=(sure,))))
    assert change.of_certainty
    assert [each.turn for each in change.steps] == [None, "other", "hedge_gained", "hedge_lost"]
    assert change.steps[0].words is None  # it is told in our words, and leads to the article's
    assert change.steps[0].shown
    assert change.steps[0].shown.span == words("It may fall.")


def test_who_only_passes_on_lends_a_source_no_name() -> None:
    made = trace(
        article("Agency", chain("Ministry")),
        article("Herald", chain("Agency", "Ministry")),
        origins=(origin("Ministry", "origin", "Agency", "Spokesman"), origin("Agency", "relay")),
    )
    assert supports(made) == [("Ministry", ("Agency*", "Herald"))]
    assert tree(story_reading(made), "supports").branches[0].other_names == ("Spokesman",)


def test_words_that_bring_their_marks_get_no_others() -> None:
    assert [unquoted(each) for each in ("a", "“a”", " «a»", '"a"', "„a“")] == [True] + [False] * 4


def test_words_that_put_the_claim_do_not_tell_of_doubt_once_more() -> None:
    said, doubt = words("It fell"), words("nobody saw it", 20)
    made = msgspec.structs.replace(
        article("Herald", stance="denies"),
        claims=(TracedClaim(claim="c1", spans=(said,)),),
        says_unconfirmed=(said, doubt),
    )
    assert story_reading(trace(made)).told[0].doubts == (doubt,)
