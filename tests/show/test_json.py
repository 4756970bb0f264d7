from __future__ import annotations

import json as standard
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import msgspec
import pytest

from sayso.records import Annotations, json_schema
from sayso.show import json
from tests.show.builder import bridge, document, hostile

GOLDEN = Path(__file__).parent / "golden"


def small() -> Annotations:
    return Annotations(document=document(("title", "Bridge “sound”"), ("paragraph", "It fell. 🚢")))


def test_the_object_is_the_golden_one() -> None:
    assert json.indented(small()).decode() + "\n" == (GOLDEN / "small.json").read_text("utf8")


@pytest.mark.parametrize("made", [small(), bridge(), hostile()])
def test_both_forms_hold_the_record_and_pass_the_schema(made: Annotations) -> None:
    one, many = json.line(made), json.indented(made)
    assert b"\n" not in one
    assert standard.loads(one) == standard.loads(many)
    jsonschema.Draft202012Validator(json_schema()).validate(standard.loads(one))
    assert msgspec.json.decode(one, type=Annotations) == made


def test_what_is_not_known_is_null_and_not_left_out() -> None:
    document_ = standard.loads(json.line(small()))["document"]
    assert document_["url"] is None
    assert document_["outlet"] == {"name": None, "domain": None}


def test_no_byte_steers_a_terminal_or_splits_a_line() -> None:
    text = "a\x1b[2J\x7f\x9b31m\u2028\u2029\x85b"
    printed = json.line(Annotations(document=document(("paragraph", text))))
    decoded = printed.decode("utf8")
    assert len(decoded.splitlines()) == 1
    assert not any(ord(each) < 32 or 127 <= ord(each) < 160 for each in decoded)
    assert standard.loads(decoded)["document"]["text"] == text


def test_a_lone_surrogate_becomes_a_replacement_character() -> None:
    printed = standard.loads(json.line(Annotations(document=document(("lead", "a\ud800b")))))
    assert printed["document"]["text"] == "a\ufffdb"
