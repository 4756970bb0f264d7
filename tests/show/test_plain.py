from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.records import document_id
from sayso.show.plain import file_stem, one_line, printable, web_address


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//host/path",
        "https://",
        "https://[broken/",
        "https://host/a b",
        "https://host/\x9b",
    ],
)
def test_no_other_address_can_be_followed(url: str | None) -> None:
    assert web_address(url) is None


@pytest.mark.parametrize("url", ["https://host/a?b=1&c=%20#d", "HTTP://host", "http://[::1]/"])
def test_web_addresses_can(url: str) -> None:
    assert web_address(url) == url


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("Old bridge “was sound”", "old-bridge-was-sound"),
        ("../../etc/passwd\x00", "etc-passwd"),
        ("CON", "con"),
        (".hidden", "hidden"),
        ("", "article"),
        ("<>:|?*", "article"),
        ("Мост «был цел»", "мост-был-цел"),
        ("word " * 40, "-".join(["word"] * 16)),
    ],
)
def test_a_file_name_is_words_and_a_hash(title: str, stem: str) -> None:
    assert file_stem(title, "sha256:" + "ab12" * 16) == f"{stem}-ab12ab12"


@given(st.text(), st.text())
def test_no_title_and_no_id_names_a_path(title: str, text: str) -> None:
    stem = file_stem(title, document_id(text))
    assert len(stem.encode("utf8")) < 100
    assert all(
        character.isalnum() or character == "-" or ord(character) > 127 for character in stem
    )


@given(st.text(alphabet=st.characters(codec=None)))
def test_printing_keeps_the_length(text: str) -> None:
    assert len(printable(text)) == len(text)
    assert "\x1b" not in one_line(text)
    assert "\n" not in one_line(text)
