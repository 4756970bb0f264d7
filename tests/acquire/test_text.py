from __future__ import annotations

import contextlib
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.acquire import Raw, document
from sayso.acquire.text import exact
from sayso.errors import InputError, TooLargeError
from sayso.settings import Settings

if TYPE_CHECKING:
    from sayso.records import Document

ARTICLE = """Harbour authority denies report of missing cargo ship

The Port of Veldmark is said to have lost contact with a freighter. Officials call it a rumour.

A freighter leaves the port of Veldmark, in March 2031. (Photo: Nordic Press Agency)

Originally appeared at The Veldmark Courier, translated by Ana Brandt for our readers

By Ana Brandt

VELDMARK (NPA) - The harbour authority said on Monday that no ship was missing, citing its log.

What the log shows

A harbour pilot told the Courier that he had seen the ship at noon, and that "nothing was wrong"
with it.

The spokeswoman wrote:

Read more: https://example.org/ships/missing.

With files from Nordic Press Agency
"""


def read(text: str, **settings: int) -> Document:
    raw = Raw(source="-", data=text.encode("utf-8", "surrogatepass"), media_type="text/plain")
    return document(raw, Settings(**settings))  # type: ignore[arg-type]


def blocks(text: Document) -> list[tuple[str, str]]:
    return [(each.kind, text.text[each.start : each.end]) for each in text.blocks]


def covers(read_text: Document) -> bool:
    """Return whether nothing but white space lies between blocks."""
    rest = list(read_text.text)
    for each in read_text.blocks:
        rest[each.start : each.end] = " " * (each.end - each.start)
    return not "".join(rest).strip()


def test_the_parts_of_an_article_are_told() -> None:
    found = blocks(read(ARTICLE))
    assert [kind for kind, _ in found] == [
        "title", "lead", "caption", "notice", "notice", "paragraph", "heading", "paragraph",
        "paragraph", "notice", "notice",
    ]  # fmt: skip
    assert read(ARTICLE).title == "Harbour authority denies report of missing cargo ship"
    assert read(ARTICLE).byline == ("Ana Brandt",)
    assert read(ARTICLE).language == "en"


def test_an_address_in_the_text_is_a_link_without_its_full_stop() -> None:
    found = read(ARTICLE)
    (link,) = found.links
    assert link.url == "https://example.org/ships/missing"
    assert found.text[link.start : link.end] == link.url


def test_hard_wrapped_lines_are_joined() -> None:
    wrapped = (
        "The ministry said on Tuesday that the bridge would stay closed until the\n"
        "inspectors had seen the report, which a newspaper had published in part\n"
        "before the council met.\n"
        "A member of the council said that she had not been told of the report and\n"
        "that nobody in the ministry had answered her letters since the beginning\n"
        "of the year.\n"
    )
    assert [kind for kind, _ in blocks(read(wrapped))] == ["paragraph", "paragraph"]
    assert "until the inspectors had seen" in read(wrapped).text


def test_long_lines_are_paragraphs_of_their_own() -> None:
    line = (
        "The mayor said that the report was wrong, and that he would answer it in full on Friday. "
        * 3
    )
    assert len(read(f"{line}\n{line}\n{line}").blocks) == 3


def test_a_blob_is_one_paragraph() -> None:
    assert [kind for kind, _ in blocks(read("One sentence. " * 200))] == ["paragraph"]


def test_an_introducing_line_is_no_heading() -> None:
    assert ("paragraph", "The spokeswoman wrote:") in blocks(read(ARTICLE))


@pytest.mark.parametrize("text", ["", " \n\t ", "\u200b\ufeff\u00ad"])
def test_a_text_of_nothing_is_empty(text: str) -> None:
    with pytest.raises(InputError) as caught:
        read(text)
    assert caught.value.reason == "empty"


def test_a_text_over_the_limit_is_too_large() -> None:
    with pytest.raises(TooLargeError):
        read("word " * 100, max_characters=400)


@given(st.text(st.characters(), min_size=1, max_size=400))
def test_blocks_cover_any_text_and_links_lie_within(text: str) -> None:
    try:
        found = read(text)
    except InputError as error:
        assert error.reason in {"empty", "not text"}  # noqa: PT017 - both are good answers
        return
    assert covers(found)
    assert all(found.text[link.start : link.end] == link.url for link in found.links)
    assert read(found.text).text == found.text


@given(st.text(st.characters(), min_size=1, max_size=400))
def test_exact_keeps_every_character(text: str) -> None:
    try:
        found = exact(text)
    except InputError:
        assert not text.strip()
        return
    assert found.text == text
    assert covers(found)


def test_exact_tells_blocks_too() -> None:
    kinds = [each.kind for each in exact("  " + ARTICLE).blocks]
    assert kinds[:4] == ["title", "lead", "caption", "notice"]


@pytest.mark.parametrize(
    "piece",
    [
        "(",
        "[Photo",
        "By A",
        "(Reporting by ",
        "a ",
        "A. ",
        "\u2014 ",
        "Photo: ",
        "/AP",
        "https://a.b/",
        ">",
        "1) ",
        "\n \n",
        "\u00a9 AP ",
        "'",
        "e\u0301",
    ],
)
def test_adversarial_text_takes_bounded_time(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    start = time.monotonic()
    with contextlib.suppress(InputError):
        read(text[:900_000])
    assert time.monotonic() - start < 20
