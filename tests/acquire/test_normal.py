from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.acquire.normal import clean, fold, one_line, tidy

ANY = st.text(st.characters(), max_size=60)


@given(ANY)
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert tidy(tidy(text)) == tidy(text)


@given(ANY)
def test_normalised_text_is_composed_and_holds_in_utf8(text: str) -> None:
    tidied = tidy(text)
    assert unicodedata.is_normalized("NFC", tidied)
    assert tidied.encode("utf-8").decode("utf-8") == tidied
    assert "  " not in tidied
    assert tidied == tidied.strip(" \n")


@given(ANY)
def test_one_line_has_no_line_end(text: str) -> None:
    assert "\n" not in one_line(text)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("no\u00a0break\u2009thin\u3000wide\ttab", "no break thin wide tab"),
        (
            "soft\u00adhyphen zero\u200bwidth \ufeffmark \u202eturned\u202c",
            "softhyphen zerowidth mark turned",
        ),
        ("nul\0bell\x07", "nulbell"),
        ("e\u0301 and \u00e9", "\u00e9 and \u00e9"),
        (
            "half \u00bd, ligature \ufb01, squared \u00b2",
            "half \u00bd, ligature \ufb01, squared \u00b2",
        ),
        (
            "\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
            "\u0646\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        ),
        ("lone \ud800 half", "lone \ufffd half"),
        ("  runs   of \n  blanks  ", "runs of\nblanks"),
    ],
)
def test_characters_become_what_a_reader_sees(raw: str, expected: str) -> None:
    assert tidy(raw) == expected


def test_fold_compares_letters_and_digits_only() -> None:
    assert fold("\u201cStra\u00dfe 7\u201d!") == fold("STRASSE 7")
