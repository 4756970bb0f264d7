"""What the rules on pictures, days, minds, reports and quotations do beyond the examples of their pages."""

from __future__ import annotations

import time

import pytest

from sayso.checks import Article, checked, shipped
from sayso.records import Attribution, Block, Caption, Link, Source
from sayso.spans import span
from tests.checks.made import SURE, Made, number, place


@pytest.mark.parametrize(
    ("value", "words", "published", "found"),
    [
        ("2015-07", "July 2015", "2015-11-02", True),
        ("2015-10", "October 2015", "2015-11-02", False),
        ("2015-07", "July", "2015-11-02", False),
        ("2015", "2015", "2016-11-02", False),
        ("2015-07-01", "1 July 2015", None, False),
    ],
)
def test_a_picture_is_older_than_the_month_before(
    made: Made, value: str, words: str, published: str | None, *, found: bool
) -> None:
    fact = made.fact(words, kind="date", value=value)
    made.captions.append(Caption(spans=(fact.span,), facts=(fact, place(made))))
    assert bool(made.found("FA403", published=published)) == found


def test_a_portrait_without_a_place_is_taken_for_no_event(made: Made) -> None:
    fact = made.fact("July 2015", kind="date", value="2015-07")
    who = made.fact("Per Holm", kind="participant", value="Per Holm")
    made.captions.append(Caption(spans=(fact.span,), facts=(fact, who)))
    assert made.found("FA403", published="2015-11-02") == ()


def test_a_picture_of_the_time_that_the_text_tells_of_is_none_from_another(made: Made) -> None:
    fact = made.fact("July 2015", kind="date", value="2015-07")
    made.captions.append(Caption(spans=(fact.span,), facts=(fact, place(made))))
    made.claim(facts=(made.fact("on 3 October 2015", kind="date", value="2015-10-03"),))
    assert len(made.found("FA403")) == 1
    made.claim(facts=(made.fact("on 3 July 2015", kind="date", value="2015-07-03"),))
    assert made.found("FA403") == ()


def test_days_to_come_are_those_of_sure_claims_with_their_year(made: Made) -> None:
    facts = (made.fact("3 May 2016", kind="date", value="2016-05-03"),)
    made.claim(facts=facts)
    made.claim(facts=facts, certainty="partial")
    made.claim(facts=(made.fact("3 May", kind="date", value="2016-05-03"),))
    assert made.found("FA402") == ()
    (finding,) = made.found("FA402", published="2015-11-02")
    assert finding.claims == ("c1",)


@pytest.mark.parametrize(
    ("passes_on", "shares", "found"),
    [(True, False, True), (True, True, False), (False, False, False)],
)
def test_a_confirmation_has_a_fact_in_common_or_is_the_word_of_who_confirms(
    made: Made, *, passes_on: bool, shares: bool, found: bool
) -> None:
    outlet, sailor = made.source("Hafenbote", "outlet"), made.source("Ida Brook")
    about = made.claim(made.says(made.source("Per Holm")), facts=(place(made),))
    hands = (outlet, sailor) if passes_on else (outlet,)
    facts = (place(made),) if shares else (number(made, "3"),)
    said = made.claim(made.says(*hands), *hands, facts=facts)
    made.tells("confirmed", about, source=outlet.id, spans=said.spans)
    assert bool(made.found("CO302")) == found


def minds(made: Made, *sources: Source) -> None:
    for each in sources:
        made.claim(made.says(each, act="believe"), certainty="neutral")


def test_a_mind_is_read_once_and_only_a_persons(made: Made) -> None:
    body, short = made.source("Trade and Harbour"), made.source("TAH", "organisation")
    both = made.words("Ministry of Trade and Harbour (TAH)")
    made.sources[0] = Source(
        id=body.id, name=body.name, type="person", named=True, mentions=(both,)
    )
    holm = made.source("Per Holm")
    minds(made, body, short, holm, holm, made.source("he", resolved=False))
    (finding,) = made.found("CE204")
    assert "Per Holm" in finding.message


def test_no_mind_is_read_where_words_are_quoted_that_may_be_anybodys(made: Made) -> None:
    holm, brook = made.source("Per Holm"), made.source("Ida Brook")
    made.says(brook, manner="direct")
    minds(made, holm, brook)
    assert len(made.found("CE204")) == 1
    made.says(made.source("the cleric", "unnamed"), manner="direct")
    assert made.found("CE204") == ()


def test_a_question_left_open_calls_nothing_unconfirmed(made: Made) -> None:
    made.tells("unconfirmed", made.claim(), open=True)
    assert made.found("CO301") == ()
    made.tells("unconfirmed")
    assert len(made.found("CO301")) == 1


def told_about(made: Made, **values: object) -> Attribution:
    """Return an attribution without a source of which the content stands about the cue."""
    about, cue, told = made.words("The bridge"), made.words("is said"), made.words("to have sunk")
    return made.says(cue_spans=(cue,), content_spans=(about, told), **values)


def test_what_was_said_is_not_vouched_for_or_left_open(made: Made) -> None:
    for values in ({"author": SURE}, {"certainty": "neutral"}, {"evidentiality": "inferred"}):
        made.claim(told_about(made, act="report"), **values)
    made.claim(told_about(made, act="report", scope="continued"))
    made.claim(told_about(made, act="report", manner="direct"))
    made.claim(made.says(act="report"))
    made.claim(told_about(made, score=0.7))
    assert made.found("SO103") == ()
    made.claim(told_about(made))
    made.claim(told_about(made, act="report", score=0.7))
    assert len(made.found("SO103")) == 2


def test_a_link_or_a_source_beside_answers_who_reports(made: Made) -> None:
    by = told_about(made, act="report")
    made.claim(by)
    assert len(made.found("SO103")) == 1
    start, end = by.content_spans[0].start, by.content_spans[-1].end
    made.links.append(Link(start=start, end=end, url="https://kelmouth.example/"))
    assert made.found("SO103") == ()
    made.links.clear()
    made.claim(told_about(made, act="report", url="https://kelmouth.example/"))
    assert len(made.found("SO103")) == 1


@pytest.mark.parametrize(
    ("kind", "act", "place", "blocks", "found"),
    [
        ("outlet", "report", None, 1, False),
        ("unnamed", "report", None, 1, True),
        ("outlet", "say", None, 1, True),
        ("outlet", "report", None, 2, True),
        ("unnamed", "say", "lead", 2, True),
        ("person", "say", "lead", 2, False),
        ("outlet", "other", "lead", 2, True),
    ],
)
def test_who_reports_may_be_named_after_it(
    made: Made, kind: str, act: str, place: str | None, blocks: int, *, found: bool
) -> None:
    made.claim(told_about(made, act="report"), place=place)
    middle = len(made.text)
    made.says(made.source("Hafenbote", kind), act=act)
    end = len(made.text)
    ends = [(0, end)] if blocks == 1 else [(0, middle), (middle, end)]
    cut = tuple(Block(kind="paragraph", start=start, end=stop) for start, stop in ends)
    assert bool(made.found("SO103", blocks=cut)) == found


def test_who_speaks_before_a_report_may_speak_on(made: Made) -> None:
    made.says(made.source("Per Holm"))
    made.claim(told_about(made, act="report"))
    block = Block(kind="paragraph", start=0, end=len(made.text))
    assert made.found("SO103", blocks=(block,)) == ()
    assert len(made.found("SO103")) == 1


def test_words_between_blocks_stand_in_none(made: Made) -> None:
    claim = made.claim()
    last = made.words("The end.")
    blocks = (Block(kind="paragraph", start=last.start, end=last.end),)
    article = Article(made.annotations(blocks=blocks))
    assert article.block(claim.spans[0]) is None
    assert article.block(last) == blocks[0]
    assert article.block(span(article.annotations.document.text, last.end, last.end + 1)) is None


def test_many_statements_take_time_in_line_with_their_number(made: Made) -> None:
    outlet = made.source("Hafenbote", "outlet")
    for _ in range(1500):
        claim = made.claim(made.says(outlet), place="lead", facts=(place(made),))
        made.tells("unconfirmed", claim)
        made.tells("confirmed", claim, source=outlet.id)
        made.links.append(Link(start=0, end=1, url="https://orlenz.example/"))
    annotations = made.annotations()
    began = time.process_time()
    checked(annotations, shipped().values())
    assert time.process_time() - began < 3


LONG = "Nobody came to look at the old bridge."


def test_a_quotation_has_no_speaker_where_nobody_is_near(made: Made) -> None:
    made.says(content_spans=(made.words(LONG),), manner="direct")
    made.says(content_spans=(made.words("the bridge"),), manner="direct")
    made.says(content_spans=(made.words(LONG),), manner="direct", act="other")
    (finding,) = made.found("ID601")
    assert finding.spans[0].text == LONG


@pytest.mark.parametrize("who", ["source", "participant"])
def test_who_is_named_near_a_quotation_may_be_its_speaker(made: Made, who: str) -> None:
    made.says(content_spans=(made.words(LONG),), manner="direct")
    if who == "source":
        made.source("Per Holm")
    else:
        made.claim(facts=(made.fact("Per Holm", kind="participant", value="Per Holm"),))
    assert made.found("ID601") == ()


def test_who_is_named_in_a_quotation_or_far_from_it_is_not_its_speaker(made: Made) -> None:
    words = made.words(LONG)
    made.says(content_spans=(words,), manner="direct")
    made.source("nobody", mentions=(span(made.text, words.start, words.start + 6),))
    far = [made.words(f"It rained for {n} days.") for n in range(2, 5)]
    made.source("Per Holm")
    blocks = tuple(
        Block(kind="paragraph", start=each.start, end=each.end)
        for each in (words, *far, made.words("There was music."))
    )
    assert len(made.found("ID601", blocks=blocks)) == 1


def test_a_day_of_the_week_that_is_not_the_dates_is_found(made: Made) -> None:
    monday = made.fact("3 May 2016", kind="date", value="2016-05-03", weekday=1)
    tuesday = made.fact("3 May", kind="date", value="2016-05-03", weekday=2)
    span_of_days = made.fact("3 May", kind="date", value="2016-05", weekday=1)
    made.claim(facts=(monday, tuesday, span_of_days))
    (finding,) = made.found("FA402")
    assert "2016-05-03 is another day of the week" in finding.message
