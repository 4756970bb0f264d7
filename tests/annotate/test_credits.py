from __future__ import annotations

import time

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.acquire.text import exact
from sayso.annotate.credits import find_credits
from sayso.records import BlockKind, Credit, Link, Outlet
from tests.show.builder import document

STORY = "The harbour was shut for two days after the storm, and nobody was told why."


def given_by(kind: BlockKind, text: str, *links: Link) -> list[Credit]:
    first = ("paragraph", STORY) if kind in {"notice", "caption"} else ("title", "Harbour shut")
    made = document(first, (kind, text), links=links)  # type: ignore[arg-type]
    return find_credits(made)


def names(kind: BlockKind, text: str) -> list[tuple[str, str]]:
    return [(each.kind, each.name) for each in given_by(kind, text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The harbour on Tuesday. (Photo: Mara Lindqvist)", "Mara Lindqvist"),
        ("The harbour on Tuesday. (Photo: Reuters)", "Reuters"),
        ("The harbour on Tuesday. Photo: Mara Lindqvist/Nordbild", "Mara Lindqvist/Nordbild"),
        ("The harbour on Tuesday. Photograph: Mara Lindqvist", "Mara Lindqvist"),
        ("The harbour on Tuesday. Photo by Mara Lindqvist", "Mara Lindqvist"),
        ("The harbour on Tuesday. Image courtesy of Nordbild", "Nordbild"),
        ("The harbour on Tuesday. © Nordbild", "Nordbild"),
        ("The harbour on Tuesday. (Mara Lindqvist/AFP)", "Mara Lindqvist/AFP"),
        ("The harbour on Tuesday. REUTERS/Mara Lindqvist", "REUTERS/Mara Lindqvist"),
        ("The harbour on Tuesday. Mara Lindqvist for the Kelmouth Times", "Mara Lindqvist"),
        ("Der Hafen am Dienstag. Foto: Mara Lindqvist", "Mara Lindqvist"),
    ],
)
def test_a_caption_credits_its_picture(text: str, name: str) -> None:
    assert names("caption", text) == [("photo", name)]


@pytest.mark.parametrize(
    "text", ["The harbour on Tuesday.", "A photo of the mayor.", "The mayor at Reuters in May"]
)
def test_a_caption_may_credit_nobody(text: str) -> None:
    assert names("caption", text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("KELMOUTH (Reuters) - The harbour was shut.", "Reuters"),
        ("KELMOUTH, May 3 (AP) — The harbour was shut.", "AP"),
        ("Kelmouth (dpa) - The harbour was shut.", "dpa"),
        ("KELMOUTH (Nordbild) - The harbour was shut.", "Nordbild"),
    ],
)
def test_a_dateline_names_the_agency(text: str, name: str) -> None:
    assert names("paragraph", text) == [("agency", name)]


@pytest.mark.parametrize(
    "text",
    [
        "KELMOUTH - The harbour was shut.",
        "The harbour (Kelmouth) was shut.",
        "The Alliance of Ports (AP) - it was said - was shut.",
    ],
)
def test_not_every_bracket_is_an_agency(text: str) -> None:
    assert [name for kind, name in names("paragraph", text) if name != "AP"] == []


def test_a_dateline_stands_at_the_start_of_the_story_only() -> None:
    made = document(("paragraph", STORY), ("paragraph", "KELMOUTH (Reuters) - It was shut."))
    assert find_credits(made) == []


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        (
            "Originally appeared at Der Hafenbote, translated by Ines Vogt",
            "translated_from",
            "Der Hafenbote",
        ),
        ("This article was first published in the Kelmouth Times.", "republished_from", "Kelmouth Times"),
        ("Republished with permission from The Quay", "republished_from", "The Quay"),
        ("This article was adapted from the Quay Post.", "republished_from", "Quay Post"),
        ("Translated from Der Hafenbote by Ines Vogt", "translated_from", "Der Hafenbote"),
        ("Zuerst erschienen im Hafenboten.", "republished_from", "Hafenboten"),
        ("Source: Reuters", "agency", "Reuters"),
        ("Copyright 2021 The Associated Press. All rights reserved.", "agency", "Associated Press"),
        ("With files from Reuters", "contributed", "Reuters"),
    ],
)  # fmt: skip
def test_a_notice_tells_where_a_text_is_from(text: str, kind: str, name: str) -> None:
    assert (kind, name) in names("notice", text)


@pytest.mark.parametrize(
    ("name", "domain", "expected"),
    [
        ("The Guardian", "harrowpost.example", ["Guardian"]),
        ("The Guardian", "www.theguardian.com", []),
        ("The Guardian", None, []),
        ("Harrow Post", "kelmouthtimes.example", []),
        ("Reuters", "harrowpost.example", []),
    ],
)
def test_rights_of_another_outlet_tell_whose_text_it_is(
    name: str, domain: str | None, expected: list[str]
) -> None:
    made = document(
        ("paragraph", STORY), ("notice", f"Copyright © 2021 {name}. All rights reserved.")
    )
    page = msgspec.structs.replace(made, outlet=Outlet(domain=domain))
    found = [each.name for each in find_credits(page) if each.kind == "republished_from"]
    assert found == expected


def test_a_translation_out_of_a_language_names_no_outlet() -> None:
    assert names("notice", "Translated from German by Ines Vogt") == []


def test_a_german_paragraph_may_end_in_a_credit() -> None:
    text = "Der Hafen war zwei Tage lang geschlossen. (mit Material von dpa und Nordbild)"
    assert names("paragraph", text) == [("contributed", "dpa"), ("contributed", "Nordbild")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("With files from Reuters and AFP", ["Reuters", "AFP"]),
        ("Additional reporting by Ines Vogt and Tom Okafor in Kelmouth.", ["Ines Vogt", "Tom Okafor"]),
        ("Reporting by Ida Brook; Editing by Per Holm", ["Ida Brook", "Per Holm"]),
        ("Ines Vogt contributed to this report.", ["Ines Vogt"]),
    ],
)  # fmt: skip
def test_all_who_had_a_hand_in_it_are_named(text: str, expected: list[str]) -> None:
    assert names("notice", text) == [("contributed", name) for name in expected]


def test_a_name_out_of_an_address_is_written_as_words() -> None:
    (credit,) = given_by(
        "notice", "Originally appeared at Kelmouther-hafen-bote, translated by I. V."
    )
    assert credit.name == "Kelmouther Hafen Bote"
    assert [each.text for each in credit.spans] == ["Kelmouther-hafen-bote"]


def test_a_link_on_the_name_is_kept() -> None:
    text = "This article first appeared in Der Hafenbote."
    start = len(STORY) + 2 + text.index("Der")
    link = Link(start=start, end=start + 3, url="https://hafenbote.example/1")
    (credit,) = given_by("notice", text, link)
    assert credit.url == link.url


def test_one_name_is_credited_once_a_kind() -> None:
    made = document(
        ("caption", "The harbour. (Photo: Reuters)"), ("caption", "The bridge. (Photo: REUTERS)")
    )
    assert [each.name for each in find_credits(made)] == ["Reuters"]


@given(
    st.text(st.one_of(st.sampled_from("aB .,()/©:-\n"), st.characters()), min_size=1, max_size=80)
)
def test_credits_of_any_text_read_what_they_say(text: str) -> None:
    if not text.strip():
        return
    for credit in find_credits(exact(text)):
        assert credit.name.strip()
        for each in credit.spans:
            assert text[each.start : each.end] == each.text


def test_a_block_of_nothing_but_credits_is_read_at_once() -> None:
    text = "The story was first reported by the Kelmouth Echo. " * 3000
    began = time.process_time()
    assert [each.name for each in find_credits(exact(text))]
    assert time.process_time() - began < 3
