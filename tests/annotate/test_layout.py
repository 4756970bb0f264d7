from __future__ import annotations

import pytest

from tests.annotate.paper import raw, related, words

SCRIPT = "PRICE: In March, I think.\nHALE: And then?\nPRICE: Then I went home."


def told(text: str) -> list[tuple[list[str], list[str], list[str]]]:
    found = related(text)
    return [(words(text, e.source), words(text, e.cue), words(text, e.content)) for e in found]


def test_a_script_is_told_by_its_names() -> None:
    assert told(SCRIPT) == [
        (["PRICE"], [":"], ["In March, I think."]),
        (["HALE"], [":"], ["And then?"]),
        (["PRICE"], [":"], ["Then I went home."]),
    ]


@pytest.mark.parametrize(
    ("first", "second", "lines"),
    [("Örn", "Ågren", 3), ("Жуков", "Лебедев", 3), ("élan", "âme", 0)],
)
def test_a_name_has_a_capital_of_any_script(first: str, second: str, lines: int) -> None:
    text = SCRIPT.replace("PRICE", first).replace("HALE", second)
    found = [source for sources, _, _ in told(text) for source in sources]
    assert found == [first, second, first][:lines]


def test_lines_between_two_names_are_still_of_the_first() -> None:
    text = SCRIPT.replace("\nHALE", "\n\nOr in April.\n\nHALE")
    assert told(text)[0][2] == ["In March, I think.\n\nOr in April."]


def test_letters_are_told_by_their_senders() -> None:
    text = "From Ada Holm: The bus was late.\nFrom Bo Lind: It never came at all."
    assert told(text) == [
        (["Ada Holm"], ["From"], ["The bus was late."]),
        (["Bo Lind"], ["From"], ["It never came at all."]),
    ]


def test_a_handle_needs_no_second_line() -> None:
    assert told("@ada_h: The bus was late.") == [(["@ada_h"], [":"], ["The bus was late."])]


def test_a_name_before_a_quotation_is_who_says_it() -> None:
    assert told("Ada Holm: “The bus was late”") == [(["Ada Holm"], [":"], ["“The bus was late”"])]


@pytest.mark.parametrize(
    "text",
    [
        "“The bus was late again.” — Ada Holm, a nurse",
        "“The bus was late again.”\n- Ada Holm, a nurse",
        '"The bus was late again."\n\n― Ada Holm, a nurse',
        "«The bus was late again.» – Ada Holm, a nurse",
    ],
)
def test_a_name_behind_a_quotation_signs_it(text: str) -> None:
    ((source, cue, content),) = told(text)
    assert source == ["Ada Holm, a nurse"]
    assert cue[0] in "-—―–"
    assert content[0][1:-1] == "The bus was late again."


def test_a_headline_may_end_on_who_says_it() -> None:
    text = "The bus will be late all year: minister\n\nIt was late in May."
    assert told(text) == [(["minister"], [":"], ["The bus will be late all year"])]


@pytest.mark.parametrize(
    "text",
    [
        "Pros: It is so light.\nCons: It is very dear.\nPros: It is quite fast.",
        "Monday: nine to five.\nTuesday: nine to five.\nMonday: closed at noon.",
        "Holm: 547.\nLind: 46.\nHolm: 2,316.\nLind: 1,547.",
        "Flour: two cups.\nSugar: one cup.\nSalt: half a spoon.",
        "From London: The markets fell.",
        "“Winter Road” - Ada Holm",
        "“The bus was late again.” - 8 p.m., Town Hall",
        "“The bus was late again.” - Ada Holm said so.",
        "LIVE: “The bus was late”",
        "There is one thing to see in the town: the church\n\nIt is old.",
        "@ada_h",
        "“”",
        "A: ",
    ],
)
def test_other_colons_and_dashes_tell_nothing(text: str) -> None:
    assert told(text) == []


def test_a_cue_with_words_goes_before_a_signature() -> None:
    text = "“The bus was late again.” — Ada Holm\nThat was said by Bo Lind."
    given = raw(text, "Bo Lind", "was said by", "“The bus was late again.”")
    assert [words(text, each.source) for each in related(text, given)] == [["Bo Lind"]]


def test_what_a_label_was_taken_for_is_left_out() -> None:
    given = raw(SCRIPT, "PRICE", ":", "In March")
    assert words(SCRIPT, related(SCRIPT, given)[0].content) == ["In March, I think."]


def test_speakers_of_a_script_may_lose_their_first_names() -> None:
    text = (
        "ADA HOLM: Why not meet again?\nBO LIND: We will meet.\nHOLM: When is that?\nLIND: In May."
    )
    assert [source for source, _, _ in told(text)] == [
        ["ADA HOLM"],
        ["BO LIND"],
        ["HOLM"],
        ["LIND"],
    ]


def test_each_line_of_a_script_may_begin_with_a_mark() -> None:
    text = SCRIPT.replace("PRICE", '"PRICE').replace("HALE", '"HALE')
    assert [source for source, _, _ in told(text)] == [["PRICE"], ["HALE"], ["PRICE"]]


def test_an_aside_at_the_end_of_a_line_is_nobodys() -> None:
    text = SCRIPT.replace("\nHALE", "\n\n(Laughter.)\n\nHALE")
    assert told(text)[0][2] == ["In March, I think."]


@pytest.mark.parametrize(
    "text",
    [
        "Poll: Voters tire of the harbour tax\n\nA new poll is out.",
        "Experts: Harbour tax does no harm\n\nFour experts wrote a letter.",
    ],
)
def test_a_title_may_begin_with_who_says_it(text: str) -> None:
    title = text.split("\n", maxsplit=1)[0]
    name, words_of_it = title.split(": ")
    assert told(text) == [([name], [":"], [words_of_it])]


@pytest.mark.parametrize("speaker", ["Ada Holm", "The ministry"])
def test_a_name_at_the_head_of_a_title_says_it_where_it_speaks_in_the_text(speaker: str) -> None:
    text = f"Holm: The tax on harbours must go\n\n{speaker} told Holm it would go."
    found = related(text, raw(text, speaker, "told", "it would go"))
    heads = [words(text, each.source) for each in found if words(text, each.cue) == [":"]]
    assert heads == ([["Holm"]] if speaker.endswith("Holm") else [])


@pytest.mark.parametrize(
    "text",
    [
        "Holm: The tax on harbours must go",
        "Holm: The tax on harbours must go\n\nNobody has asked Holm yet.",
        "Kelmouth: Army flies out the wounded\n\nIn Kelmouth an airlift was seen.",
        "Confirmed: The tax on boats must go\n\nNothing was confirmed.",
        "HARBOUR: The tax on boats must go\n\nThe harbour was full.",
        "Opinion: The tax on boats must go\n\nThis is one opinion.",
        "The harbour tax: five things to know\n\nWhat is the tax?",
    ],
)
def test_other_titles_with_a_colon_tell_nothing(text: str) -> None:
    assert told(text) == []


def test_a_script_goes_not_on_from_its_title() -> None:
    text = "Price: I went home in March\n\nWhat was said of it:\n\n" + SCRIPT
    assert told(text)[0] == (["Price"], [":"], ["I went home in March"])


def test_a_cue_within_the_quotation_takes_no_signature() -> None:
    text = "“The bus was late, and I fear it stopped.” — Ada K. Holm"
    inner = raw(text, "I", "fear", "it stopped")
    found = related(text, inner)
    assert ["Ada K. Holm"] in [words(text, each.source) for each in found]


@pytest.mark.parametrize(
    ("title", "speaks"),
    [
        ("Palme: Harbour tax will double in May", 1),
        ("Palme: A ‘long quarrel’ over the harbour tax", 1),
        ("Palme: A long quarrel over the harbour tax", 0),
        ("Palme and Holm: Years of quarrels over the harbour", 0),
    ],
)
def test_a_title_that_begins_with_what_it_is_about_has_no_speaker(title: str, speaks: int) -> None:
    text = f"{title}\n\nAda Palme said it rained. Bo Holm said it poured."
    given = [
        raw(text, "Ada Palme", "said", "it rained"),
        raw(text, "Bo Holm", "said", "it poured"),
    ]
    headed = [each for each in related(text, *given) if words(text, each.cue) == [":"]]
    assert len(headed) == speaks
