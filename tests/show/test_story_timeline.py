"""Numbers with a day are points of a chart; what cannot be one is counted."""

from __future__ import annotations

from sayso.show.story import story_reading
from sayso.show.story_timeline import TimelineFact, story_timeline
from sayso.traces import Mutation, MutationValue, Trace
from tests.show.lorries import lorries
from tests.show.tales import article, hostile_trace, trace, words


def facts(made: Trace) -> tuple[TimelineFact, ...]:
    return story_timeline(story_reading(made)).facts


def told(*values: tuple[str, str, str | None]) -> Trace:
    """Return a trace in which each of these papers tells a number on a day."""
    articles = tuple(article(name, date=day) for name, _, day in values)
    mutation = Mutation(
        fact="people",
        change="grew",
        values=tuple(
            MutationValue(
                value=value,
                articles=(each.document,),
                spans=(words(f"{value} people"),),
                first_seen=day,
            )
            for each, (_, value, day) in zip(articles, values, strict=True)
        ),
    )
    return trace(*articles, mutations=(mutation,))


def test_our_own_story_has_lorries_that_grow() -> None:
    lorry = facts(lorries())[0]
    assert (lorry.index, lorry.fact) == (1, "lorries")
    first = lorry.points[0]
    assert (first.date, first.value, first.hedged) == ("2023-10-16", 40, True)
    assert (first.words, first.modifier) == ("About 40 lorries", "about")
    assert [each.date for each in lorry.points] == sorted(each.date for each in lorry.points)


def test_an_article_without_a_day_or_a_number_is_counted() -> None:
    made = told(
        ("Post", "40", "2024-01-02T08:00:00Z"),
        ("Sun", "50", "2024-01-03"),
        ("Wire", "60", None),
        ("Blog", "hundreds", "2024-01-04"),
        ("Star", "70", "yesterday"),
    )
    (fact,) = facts(made)
    assert [(each.name, each.date, each.value) for each in fact.points] == [
        ("Post", "2024-01-02", 40),
        ("Sun", "2024-01-03", 50),
    ]
    assert fact.left_out == 3


def test_one_day_or_one_number_is_no_course_of_time() -> None:
    assert facts(told(("Post", "40", "2024-01-02"), ("Sun", "50", "2024-01-02"))) == ()
    assert facts(told(("Post", "40", "2024-01-02"), ("Sun", "40.0", "2024-01-03"))) == ()


def test_a_hostile_story_has_no_points() -> None:
    assert facts(hostile_trace()) == ()


def test_a_point_leads_to_its_words() -> None:
    made = told(("Post", "40", "2024-01-02"), ("Sun", "50", "2024-01-03"))
    reading = story_reading(made)
    (fact,) = story_timeline(reading, lambda one, spans: f"{one.number}-{len(spans)}").facts
    assert [each.href for each in fact.points] == ["1-1", "2-1"]
