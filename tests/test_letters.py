from __future__ import annotations

import re
import sys

from sayso.letters import CAPITALS, is_capital, lowered


def test_the_set_holds_every_capital_of_the_plane_and_nothing_else() -> None:
    pattern = re.compile(f"[{CAPITALS}]")
    plane = [chr(number) for number in range(0x10000)]
    assert [each for each in plane if bool(pattern.match(each)) != is_capital(each)] == []


def test_scripts_without_capitals_have_none() -> None:
    assert not any(map(is_capital, "中한あقאไअ"))


def test_beyond_the_plane_a_letter_can_still_be_asked() -> None:
    assert is_capital(chr(0x1E900))
    assert not is_capital(chr(sys.maxunicode))


def test_a_text_in_lower_case_has_each_letter_at_its_place() -> None:
    text = "".join(chr(number) for number in range(sys.maxunicode + 1))
    assert len(lowered(text)) == len(text)
    assert lowered("Ärger in İzmir: NEWS") == "ärger in izmir: news"
