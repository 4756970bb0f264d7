from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from sayso.acquire import Raw, document
from sayso.errors import InputError
from sayso.settings import Settings

if TYPE_CHECKING:
    from sayso.records import Document

TEXT = "The council said that the bridge was safe.\n\nAn engineer denied it on Friday."


def read(line: object, media_type: str = "application/x-ndjson") -> Document:
    data = line if isinstance(line, bytes) else json.dumps(line).encode()
    return document(Raw(source="a.jsonl", data=data, media_type=media_type, id="7"), Settings())


def test_text_is_all_that_is_needed() -> None:
    found = read({"text": TEXT})
    assert found.text == TEXT
    assert found.input.id is None


def test_what_else_is_there_is_taken() -> None:
    found = read(
        {
            "id": 12,
            "url": "https://www.example.org/a?b=1",
            "title": "Bridge  is\u00a0safe",
            "text": TEXT,
            "outlet": "The Courier",
            "published": "2031-03-04T05:06:07Z",
            "language": "en-GB",
        }
    )
    assert found.text == f"Bridge is safe\n\n{TEXT}"
    assert (found.title, found.input.id) == ("Bridge is safe", "12")
    assert (found.outlet.name, found.outlet.domain) == ("The Courier", "example.org")
    assert found.published == "2031-03-04T05:06:07+00:00"
    assert found.language == "en"


def test_a_title_that_the_text_begins_with_is_not_repeated() -> None:
    assert (
        read({"title": "Bridge is safe!", "text": f"Bridge is safe\n\n{TEXT}"}).text.count("safe\n")
        == 1
    )


def test_an_outlet_may_be_an_object() -> None:
    found = read({"text": TEXT, "outlet": {"name": "The Courier", "domain": "courier.example"}})
    assert (found.outlet.name, found.outlet.domain) == ("The Courier", "courier.example")


@pytest.mark.parametrize(
    "wrong", [1, 1.5, True, None, [], {}, ["x"], {"name": 3}, "http://[", "\ud800"]
)
@pytest.mark.parametrize("key", ["id", "url", "title", "outlet", "published", "language"])
def test_a_field_of_the_wrong_type_is_as_if_it_were_not_there(key: str, wrong: object) -> None:
    assert TEXT in read({"text": TEXT, key: wrong}).text


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "broken line"),
        (b"[1]", "broken line"),
        (b'"text"', "broken line"),
        (b"\xff\xfe{}", "broken line"),
        (b"[" * 100_000, "broken line"),
        (b'{"a":' * 100_000, "broken line"),
        (b'{"text": ' + b"9" * 10_000 + b"}", "broken line"),
        (b"{}", "no text"),
        (b'{"text": null}', "no text"),
        (b'{"text": ["a"]}', "no text"),
        (b'{"text": " "}', "empty"),
        (b'{"text": "\\u0000\\u200b"}', "empty"),
    ],
)
def test_a_broken_line_says_why(line: bytes, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        read(line)
    assert caught.value.reason == reason
    assert str(caught.value).endswith(".")


def test_a_file_of_one_object_is_read_too() -> None:
    assert read({"text": TEXT}, "application/json").text == TEXT
