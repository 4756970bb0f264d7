from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest

from sayso.show.wording import Plural, Wording, wording

SHOW = Path(__file__).parents[2] / "src" / "sayso" / "show"


def test_every_word_is_used_and_every_word_used_is_there() -> None:
    sources = [*SHOW.glob("*.py"), *(SHOW / "templates").rglob("*.jinja")]
    text = "\n".join(path.read_text("utf8") for path in sources)
    for table in ("common", "page", "index", "story"):
        used = set(re.findall(rf"(?:words|self)\.{table}(?:\.|\[['\"])(\w+)", text))
        assert used == set(getattr(wording(), table)), table


def test_a_value_without_a_word_is_refused() -> None:
    values = msgspec.to_builtins(wording())
    del values["act"]["deny"]
    with pytest.raises(msgspec.ValidationError, match="deny"):
        msgspec.convert(values, Wording)


def test_numbers_have_their_forms() -> None:
    sources = Plural("{n} source", "{n} sources")
    assert [sources(1), sources(0), sources(1200)] == ["1 source", "0 sources", "1,200 sources"]
