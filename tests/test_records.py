from __future__ import annotations

import pickle

import msgspec
import pytest

from sayso.errors import (
    AnchorError,
    FetchError,
    InputError,
    NotYetError,
    SaysoError,
    TooLargeError,
    UsageError,
)
from sayso.records import (
    Annotations,
    Block,
    Claim,
    Credit,
    Document,
    Fact,
    Finding,
    Input,
    Link,
    Source,
    document_id,
)
from sayso.spans import Span
from tests.show.builder import bridge

TEXT = "It rained. It poured."
GIVEN = Input(source="x.txt", sha256="0" * 64, media_type="text/plain")


def made(*blocks: tuple[int, int], links: tuple[tuple[int, int], ...] = ()) -> Document:
    return Document(
        id=document_id(TEXT),
        text=TEXT,
        input=GIVEN,
        blocks=tuple(Block(kind="paragraph", start=a, end=b) for a, b in blocks),
        links=tuple(Link(start=a, end=b, url="https://x.example/") for a, b in links),
    )


def test_the_same_text_is_the_same_document() -> None:
    assert document_id(TEXT) == document_id(TEXT) != document_id(TEXT + " ")
    assert document_id("").startswith("sha256:e3b0c442")
    assert document_id("\ud800") != document_id("\ufffd")


def test_blocks_in_order_and_apart_are_taken() -> None:
    assert len(made((0, 10), (10, 11), (12, 21)).blocks) == 3


@pytest.mark.parametrize(
    "blocks",
    [[(0, 22)], [(5, 5)], [(6, 5)], [(-1, 5)], [(0, 10), (9, 12)], [(11, 21), (0, 10)]],
)
def test_blocks_out_of_place_are_refused(blocks: list[tuple[int, int]]) -> None:
    with pytest.raises(AnchorError, match="out of place"):
        made(*blocks)


@pytest.mark.parametrize("link", [(0, 22), (5, 5), (-1, 3), (30, 31)])
def test_links_outside_of_the_text_are_refused(link: tuple[int, int]) -> None:
    with pytest.raises(AnchorError, match="link"):
        made(links=(link,))


WRONG = (Span(0, 2, "He"),)
RIGHT = (Span(0, 2, "It"),)


@pytest.mark.parametrize(
    "fields",
    [
        {"credits": (Credit(kind="photo", name="x", spans=WRONG),)},
        {"sources": (Source(id="s1", name="x", type="person", named=True, mentions=WRONG),)},
        {"claims": (Claim(id="c1", spans=WRONG, attribution=None, chain=(), origin=None),)},
        {
            "claims": (
                Claim(id="c1", spans=RIGHT, attribution=None, chain=(), origin=None, cues=WRONG),
            )
        },
        {
            "claims": (
                Claim(
                    id="c1",
                    spans=RIGHT,
                    attribution=None,
                    chain=(),
                    origin=None,
                    facts=(Fact(kind="date", span=WRONG[0]),),
                ),
            )
        },
        {"findings": (Finding(code="SO1", name="x", message="x", spans=WRONG),)},
    ],
)
def test_a_span_that_reads_other_words_is_refused_wherever_it_stands(
    fields: dict[str, object],
) -> None:
    with pytest.raises(AnchorError, match="0:2"):
        Annotations(document=made(), **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("role", ["source_spans", "cue_spans", "content_spans"])
def test_so_is_one_in_an_attribution(role: str) -> None:
    whole = bridge()
    spoiled = msgspec.structs.replace(whole.attributions[0], **{role: WRONG})
    with pytest.raises(AnchorError):
        msgspec.structs.replace(whole, attributions=(spoiled,))


def test_records_do_not_change_and_are_the_same_by_value() -> None:
    whole = bridge()
    assert whole == bridge()
    with pytest.raises(AttributeError):
        whole.document.text = "other"  # type: ignore[misc]


def test_records_go_from_one_process_to_another() -> None:
    whole = bridge()
    assert pickle.loads(pickle.dumps(whole)) == whole  # noqa: S301  # our own bytes


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (InputError("No."), "cannot be read"),
        (InputError("No.", reason="empty"), "empty"),
        (FetchError("No."), "not fetched"),
        (TooLargeError("No."), "too large"),
    ],
)
def test_so_do_errors_with_their_reason(error: InputError, reason: str) -> None:
    again = pickle.loads(pickle.dumps(error))  # noqa: S301  # our own bytes
    assert (type(again), str(again), again.reason) == (type(error), "No.", reason)


def test_every_error_has_its_place_in_the_tree() -> None:
    assert issubclass(NotYetError, UsageError)
    for error in (UsageError, InputError, AnchorError):
        assert error.__mro__[1] is SaysoError
