from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sayso.annotate.relations import nest
from tests.annotate.paper import at, parts, raw, related, words

if TYPE_CHECKING:
    from sayso.annotate.related import Related


def said(text: str, found: Related) -> tuple[list[str], list[str], list[str]]:
    return words(text, found.source), words(text, found.cue), words(text, found.content)


def test_what_is_whole_stays_as_it_is() -> None:
    text = "The mayor said the bridge was safe."
    (found,) = related(text, raw(text, "The mayor", "said", "the bridge was safe"))
    assert said(text, found) == (["The mayor"], ["said"], ["the bridge was safe"])
    assert (found.parent, found.inferred) == (None, False)


def test_pieces_with_only_blanks_between_are_one() -> None:
    text = "The mayor said the bridge was safe. It was old.\nIt stood."
    given = raw(text, "The mayor", "said", "the bridge", "was safe.", "It was old.", "It stood.")
    (found,) = related(text, given)
    assert words(text, found.content) == ["the bridge was safe. It was old.\nIt stood."]


def test_marks_around_a_quotation_are_taken_in() -> None:
    text = "“It was safe,” the mayor said."
    (found,) = related(text, raw(text, "the mayor", "said", "It was safe,"))
    assert words(text, found.content) == ["“It was safe,”"]


def test_marks_around_more_than_the_content_stay_out() -> None:
    text = "“It was safe and old,” the mayor said."
    (found,) = related(text, raw(text, "the mayor", "said", "was safe"))
    assert words(text, found.content) == ["was safe"]


def test_of_two_sources_the_nearer_to_the_cue_is_kept() -> None:
    text = "Holm was there. The mayor said it was safe."
    given = raw(text, "Holm", "said", "it was safe")
    both = type(given)((*given.source, at(text, "The mayor")), given.cue, given.content, 0.9)
    (found,) = related(text, both)
    assert words(text, found.source) == ["The mayor"]


def test_a_passive_report_has_no_source() -> None:
    text = "It is said the ferry has sunk."
    (found,) = related(text, raw(text, "the ferry", "is said", "has sunk"))
    assert found.source == ()


def test_a_passive_report_by_somebody_has_a_source() -> None:
    text = "The leak was reported by the police."
    (found,) = related(text, raw(text, "the police", "was reported", "The leak"))
    assert words(text, found.source) == ["the police"]


@pytest.mark.parametrize(
    ("text", "subject", "cue", "rest"),
    [
        (
            "The 31-year-old king, and his wife Anna Reyes, are said to have left the town.",
            "The 31-year-old king, and his wife Anna Reyes,",
            "are said",
            "to have left the town",
        ),
        (
            "Mayor Lind - a former boxer - is said to be welcoming guests.",
            "Mayor Lind - a former boxer -",
            "is said to",
            "be welcoming guests",
        ),
        (
            "Dana Moss, 26, of Hill Road, is widely understood to be abroad.",
            "Dana Moss, 26, of Hill Road,",
            "is widely understood",
            "to be abroad",
        ),
        (
            "Olaf Brun also is reported to have sold the island.",
            "Olaf Brun",
            "also is reported to",
            "have sold the island",
        ),
    ],
)
def test_of_whom_something_is_said_says_nothing(
    text: str, subject: str, cue: str, rest: str
) -> None:
    (found,) = related(text, raw(text, subject, cue, rest))
    assert said(text, found) == ([], [cue], [subject, rest])


def test_who_announces_what_is_expected_is_no_source_of_the_expectation() -> None:
    text = "A new rule is expected to be announced by Mayor Lind and Chief Olsen."
    given = raw(text, "Mayor Lind and Chief Olsen", "is expected", "A new rule")
    (found,) = related(text, given)
    assert found.source == ()


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The gang was said by police to have fled.", "police", "was said", "to have fled"),
        ("The boat is said to be lost, according to Mr Holm.", "Mr Holm", "is said", "to be lost"),
        ("The mayor was pleased to say it was over.", "The mayor", "was pleased to say", "it was"),
    ],
)
def test_who_is_cited_beside_hearsay_is_its_source(
    text: str, source: str, cue: str, content: str
) -> None:
    (found,) = related(text, raw(text, source, cue, content))
    assert words(text, found.source) == [source]


def test_an_article_or_a_scrap_is_no_content() -> None:
    text = "The mayor said that it was the safest bridge of all."
    (found,) = related(text, raw(text, "The mayor", "said", "that", "the safest bridge of all"))
    assert words(text, found.content) == ["the safest bridge of all"]


def test_without_content_there_is_no_attribution() -> None:
    text = "The mayor said so."
    assert related(text, raw(text, "The mayor", "said")) == []


def test_words_of_time_are_no_part_of_the_source() -> None:
    text = "The court on Monday said it rained."
    (found,) = related(text, raw(text, "The court on Monday", "said", "it rained"))
    assert words(text, found.source) == ["The court"]


def test_most_of_a_quotation_is_all_of_it() -> None:
    text = "“It was quite safe and old,” the mayor said."
    (found,) = related(text, raw(text, "the mayor", "said", "was quite safe and old"))
    assert words(text, found.content) == ["“It was quite safe and old,”"]


def test_what_stands_before_a_source_and_a_comma_is_what_it_told() -> None:
    text = "The dam in the valley had been safe, a source told the agency."
    (found,) = related(text, raw(text, "a source", "told"))
    assert words(text, found.content) == ["The dam in the valley had been safe"]


def test_a_quotation_goes_on_over_its_paragraphs() -> None:
    text = "The mayor said: “We came.\n\n“We looked.\n\n“We left.” Nobody asked."
    (found,) = related(text, raw(text, "The mayor", "said", "“We came."))
    assert words(text, found.content) == ["“We came.\n\n“We looked.\n\n“We left.”"]


def test_a_quotation_stops_where_another_speaks() -> None:
    text = "The mayor said: “We came.\n\n“We left,” Holm said."
    first = raw(text, "The mayor", "said", "“We came.")
    second = raw(text, "Holm", at(text, "said", 1), "“We left,”")
    one, two = related(text, first, second)
    assert words(text, one.content) == ["“We came."]
    assert words(text, two.content) == ["“We left,”"]


def test_a_statement_within_another_is_its_child() -> None:
    text = "The mayor said that Holm had said it was safe."
    outer = raw(text, "The mayor", "said", "that Holm had said it was safe")
    inner = raw(text, "Holm", at(text, "said", 1), "it was safe")
    one, two = related(text, inner, outer)
    assert words(text, one.source) == ["The mayor"]
    assert (one.parent, two.parent) == (None, 0)


def test_the_smallest_that_holds_a_statement_is_its_parent() -> None:
    text = "Ada said that Bo said that Cy said it rained."
    found = related(
        text,
        raw(text, "Ada", "said", "that Bo said that Cy said it rained"),
        raw(text, "Bo", at(text, "said", 1), "that Cy said it rained"),
        raw(text, "Cy", at(text, "said", 2), "it rained"),
    )
    assert [each.parent for each in found] == [None, 0, 1]


def test_a_parent_that_is_known_is_kept() -> None:
    text = "Ada said that Bo said it rained."
    outer, inner = related(
        text,
        raw(text, "Ada", "said", "that Bo said it rained"),
        raw(text, "Bo", at(text, "said", 1), "it rained"),
    )
    assert nest([outer, inner]) == [outer, inner]


def test_segments_of_the_text_are_what_relate_reads() -> None:
    assert parts("One. Two.").text == "One. Two."
