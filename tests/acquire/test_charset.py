from __future__ import annotations

import random
import time

import pytest

from sayso.acquire.charset import decode
from sayso.errors import InputError

GERMAN = "Der Sprecher erklärte, die Behörde prüfe „alle“ Fälle \u2013 für 5 € je Stück. " * 5
RUSSIAN = "Представитель министерства заявил, что сообщение не подтверждено. " * 8
JAPANESE = "報道官は、その報告は確認されていないと述べた。" * 10


@pytest.mark.parametrize(
    ("text", "coding", "media_type"),
    [
        (GERMAN, "utf-8", ""),
        (GERMAN, "utf-8-sig", ""),
        (GERMAN, "utf-16", ""),
        (GERMAN, "utf-16-le", ""),
        (GERMAN, "utf-16-be", ""),
        (GERMAN, "cp1252", "text/html; charset=ISO-8859-1"),
        (GERMAN, "cp1252", ""),
        (RUSSIAN, "cp1251", 'text/html; charset="windows-1251"'),
        (RUSSIAN, "koi8-r", "text/html; charset=koi8-r"),
        (JAPANESE, "shift_jis", "text/html; charset=Shift_JIS"),
        (JAPANESE, "iso2022_jp", "text/html; charset=iso-2022-jp"),
        (JAPANESE, "euc_jp", "text/html;charset=euc-jp"),
    ],
)
def test_text_comes_back_from_its_coding(text: str, coding: str, media_type: str) -> None:
    assert decode(text.encode(coding), media_type) == text


@pytest.mark.parametrize("claim", ["iso-8859-1", "utf-7", "punycode", "rot13", "hex", "no-such"])
def test_a_lying_charset_does_not_spoil_utf8(claim: str) -> None:
    assert decode(GERMAN.encode(), f"text/html; charset={claim}") == GERMAN


def test_the_pages_own_charset_is_believed_without_a_header() -> None:
    page = f'<html><head><meta charset="windows-1251"></head><p>{RUSSIAN}</p>'
    assert RUSSIAN in decode(page.encode("cp1251"))


def test_a_few_broken_bytes_are_replaced() -> None:
    data = GERMAN.encode()[:200] + b"\xff\xfe\xfa" + GERMAN.encode()[201:]
    assert "Sprecher" in decode(data)


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 20,
        b"PK\x03\x04" + random.Random(1).randbytes(5000),  # noqa: S311 - no secret
        b"\0" * 5000,
    ],
)
def test_binary_data_is_no_text(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        decode(data)
    assert caught.value.reason == "not text"


def test_detection_takes_bounded_time() -> None:
    data = b"plain " * 200_000 + b"\xe4\xf6\xfc " * 500_000
    start = time.monotonic()
    decode(data)
    assert time.monotonic() - start < 10
