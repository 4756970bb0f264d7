from __future__ import annotations

from tests.annotate.paper import at, raw, related, words


def test_a_quotation_is_of_who_speaks_in_its_sentence() -> None:
    text = "“I came,” said Ada. “I left,” said Bo."
    first = raw(text, "Ada", "said", "“I came,”", "“I left,”")
    second = raw(text, "Bo", at(text, "said", 1), "“I left,”")
    one, two = related(text, first, second)
    assert (words(text, one.content), words(text, two.content)) == (["“I came,”"], ["“I left,”"])


def test_a_quotation_alone_is_of_who_spoke_last() -> None:
    text = "“I came,” said Ada. “I left,” said Bo. “It rained.”"
    first = raw(text, "Ada", "said", "“I came,”", "“It rained.”")
    second = raw(text, "Bo", at(text, "said", 1), "“I left,”", "“It rained.”")
    one, two = related(text, first, second)
    assert words(text, one.content) == ["“I came,”"]
    assert words(text, two.content) == ["“I left,”", "“It rained.”"]


def test_nobody_loses_all_that_he_says() -> None:
    text = "Ada agreed. “I left,” said Bo."
    first = raw(text, "Ada", "agreed", "“I left,”")
    second = raw(text, "Bo", "said", "“I left,”", "Ada agreed")
    assert all(each.content for each in related(text, first, second))


def test_what_is_said_within_words_is_of_both() -> None:
    text = "Ada said: “Bo said it rained.”"
    outer = raw(text, "Ada", "said", "“Bo said it rained.”")
    inner = raw(text, "Bo", at(text, "said", 1), "it rained")
    one, two = related(text, outer, inner)
    assert words(text, one.content) == ["“Bo said it rained.”"]
    assert (words(text, two.content), two.parent) == (["it rained"], 0)


def test_a_quotation_after_the_sentence_is_of_the_same() -> None:
    text = "“I came,” said Ada. “I left. It rained.” Nobody asked."
    (found,) = related(text, raw(text, "Ada", "said", "“I came,”"))
    assert words(text, found.content) == ["“I came,”", "“I left. It rained.”"]


def test_a_quotation_in_a_sentence_or_a_paragraph_of_its_own_is_not() -> None:
    for text in (
        "“I came,” said Ada. “The Bus” is a film.",
        "“I came,” said Ada.\n\n“I left.”",
        "The bus came, said Ada. “I left.”",
    ):
        content = text[: text.index(" said")]
        (found,) = related(text, raw(text, "Ada", "said", (0, len(content))))
        assert len(found.content) == 1


def test_a_quotation_begins_with_the_paragraph_that_opened_it() -> None:
    text = "“We came.\n\n“We looked.\n\n“We left,” said Ada."
    (found,) = related(text, raw(text, "Ada", "said", "“We left,”"))
    assert words(text, found.content) == ["“We came.\n\n“We looked.\n\n“We left,”"]


def test_an_inner_quotation_ends_at_its_mark() -> None:
    text = "“He said, ‘Don’t go,’ and he left,” said Ada."
    (found,) = related(text, raw(text, "He", "said", "‘Don’t go,’ and he left"))
    assert words(text, found.content) == ["‘Don’t go,’"]
