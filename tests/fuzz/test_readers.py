"""Feeds every reader broken input: it becomes a document or one clear sentence.

SAYSO_FUZZ_SECONDS sets the time (5 seconds by default, 60 where CI is set), SAYSO_FUZZ_SEED the
seed.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import time
from typing import TYPE_CHECKING

import pytest

from sayso.acquire import Raw, document, raws
from sayso.errors import InputError
from sayso.records import Drop
from sayso.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SECONDS = float(os.environ.get("SAYSO_FUZZ_SECONDS", "60" if os.environ.get("CI") else "5"))
SEED = int(os.environ.get("SAYSO_FUZZ_SEED", "20310304"))
SLOWEST = 20.0  # seconds that one input may take, on a busy machine
LIMITS = Settings(max_bytes=400_000, max_characters=200_000)

SENTENCES = (
    "The ministry said on Tuesday that the dam was safe, citing a report that nobody has seen. ",
    "Der Sprecher erkl\u00e4rte, die Beh\u00f6rde pr\u00fcfe den Fall. ",
    "Совет заявил об этом. ",
    "\u5831\u9053\u5b98\u306f\u8ff0\u3079\u305f\u3002",
    "(Photo: Nordic Press) ",
    "With files from Nordic Press. ",
    "By Ana Brandt and Tom Okafor\n",
    "https://example.org/a?b=[c] ",
)
PIECES = (
    "<p>",
    "</p>",
    "<div class='caption byline lead'>",
    "</div>",
    "<a href='//x.example/%zz'>",
    "</a>",
    "<br><br>",
    "<h1>",
    "</h1>",
    "<figure><figcaption>",
    "</figure>",
    "<table><tr><td>",
    "<script type='application/ld+json'>",
    "</script>",
    '{"@type":"NewsArticle","author":[{"name":[',
    "<meta property='og:title' content='",
    "'>",
    "<base href='http://[::'>",
    "<html lang='x-'>",
    "<!--",
    "-->",
    "<![CDATA[",
    "<?xml encoding='utf-7'?>",
    "&#xD800;",
    "&nbsp;",
    "\0",
    "\ufeff",
    "\u202e",
    "<title>",
    "</title>",
    "<time datetime='9999-99-99'>",
    "<q>",
    "<svg><style>",
    "<plaintext>",
    "<template>",
)


def _page(chance: random.Random) -> bytes:
    parts = chance.choices((*PIECES, *SENTENCES), k=chance.randrange(1, 300))
    start = chance.choice(
        ["", "<html><body><article>", "<!doctype html><html><head><meta charset=big5>"]
    )
    return _coded(start + "".join(parts), chance)


def _text(chance: random.Random) -> bytes:
    ends = (" ", "\n", "\n\n", "\r\n", "\u2028", "\t\t", "")
    return _coded(
        "".join(
            chance.choice(SENTENCES) + chance.choice(ends) for _ in range(chance.randrange(200))
        ),
        chance,
    )


def _line(chance: random.Random) -> bytes:
    values: list[object] = [
        1,
        None,
        True,
        1e308,
        "",
        "x",
        [],
        {},
        {"name": []},
        "\ud800",
        "http://[",
        "2031-03-04",
        -(10**30),
        ["x"] * 20,
    ]
    keys = ["id", "url", "title", "outlet", "published", "language"]
    fields = {key: chance.choice(values) for key in keys if chance.random() < 0.7}
    fields["text"] = chance.choice([*values, *(SENTENCES[0] * n for n in (1, 5, 50))])
    return json.dumps(fields).encode()


def _coded(text: str, chance: random.Random) -> bytes:
    coding = chance.choice(["utf-8"] * 6 + ["cp1252", "utf-16", "shift_jis", "cp1251", "utf-7"])
    return text.encode(coding, "replace")


def _broken(data: bytes, chance: random.Random) -> bytes:
    """Return the bytes cut, doubled, overwritten or left as they are."""
    for _ in range(chance.randrange(4)):
        place = chance.randrange(len(data) + 1)
        match chance.randrange(5):
            case 0:
                data = data[:place]
            case 1:
                data = data[:place] + chance.randbytes(chance.randrange(30)) + data[place:]
            case 2:
                data = (
                    data[:place] + data[place : place + 50] * chance.randrange(200) + data[place:]
                )
            case 3:
                data = data[:place] + bytes([chance.randrange(256)]) + data[place + 1 :]
            case _:
                data = data.replace(data[place : place + 3], b"<", 5)
    return data[: LIMITS.max_bytes]


MAKERS: tuple[tuple[str, Callable[[random.Random], bytes]], ...] = (
    ("text/html", _page),
    ("text/plain", _text),
    ("application/x-ndjson", _line),
    ("application/json", _line),
)


def _checked(raw: Raw) -> bool:
    """Return whether the input became a document; if not, one sentence says why."""
    try:
        found = document(raw, LIMITS)
    except InputError as error:
        _clear(error)
        return False
    rest = list(found.text)
    for block in found.blocks:
        rest[block.start : block.end] = " " * (block.end - block.start)
    assert not "".join(rest).strip()
    assert found.text.encode()
    return True


@pytest.mark.fuzz
@pytest.mark.timeout(SECONDS + 120)
def test_every_reader_takes_anything(tmp_path: Path) -> None:
    print(f"seed {SEED}, {SECONDS:g} seconds")  # noqa: T201 - to run it again
    end = time.monotonic() + SECONDS
    number = documents = 0
    while time.monotonic() < end:
        number += 1
        chance = random.Random(f"{SEED}/{number}")  # noqa: S311 - no secret
        media_type, make = chance.choice(MAKERS)
        data = _broken(make(chance), chance)
        start = time.monotonic()
        charset = chance.choice(["", "; charset=utf-8", "; charset=gbk", "; charset=\x00"])
        url = chance.choice([None, "https://news.example/a"])
        raw = Raw(source="-", data=data, media_type=media_type + charset, id="1", url=url)
        documents += _checked(raw)
        if number % 10 == 0:
            _files(data, chance, tmp_path)
        spent = time.monotonic() - start
        assert spent < SLOWEST, f"input {number} of seed {SEED} took {spent:.0f} seconds"
    print(f"{number} inputs, {documents} documents")  # noqa: T201
    assert documents > 0


def _clear(error: InputError) -> None:
    assert str(error).endswith(".")
    assert error.reason


def _files(data: bytes, chance: random.Random, folder: Path) -> None:
    """Read the bytes as a file of any name, packed or not."""
    name = chance.choice(["a", "a.html", "a.txt", "a.jsonl", "a.json", "a.gz", "a.jsonl.gz"])
    packed = gzip.compress(data, 1)
    if chance.random() < 0.3:
        packed = _broken(packed, chance)
    path = folder / name
    path.write_bytes(packed if name.endswith(".gz") else data)
    for found in raws([str(folder)], LIMITS):
        if isinstance(found, Drop):
            assert found.detail
        else:
            _checked(found)
    path.unlink()
