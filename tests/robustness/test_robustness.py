"""Some sixty short texts for what makes other tools stumble; ``texts.toml`` says what is right in each."""

from __future__ import annotations

import pytest

from tests.annotate.paper import reading
from tests.robustness.marking import Text, faults, texts


@pytest.mark.parametrize("text", texts(), ids=lambda text: text.name)
def test_a_text_is_read_as_a_careful_reader_reads_it(text: Text) -> None:
    wrong = faults(text)
    if text.known and not wrong:
        pytest.fail(f"“{text.name}” is read right now: take its line `known` out of texts.toml.")
    if text.known:
        pytest.xfail(f"{text.known}: {' ; '.join(wrong)}")
    assert not wrong, "\n".join([text.name, *wrong])


@pytest.mark.parametrize("text", texts(), ids=lambda text: text.name)
def test_every_span_reads_what_it_covers(text: Text) -> None:
    read = reading(text.text).found
    assert read.document.text == text.text
    assert all(text.text[each.start : each.end] == each.text for each in read.spans())


def test_the_marks_stand_in_the_texts() -> None:
    for text in texts():
        for said in text.said:
            readings = [said.content, *said.other.content]
            words = [said.source, *said.other.source, *(x for each in readings for x in each)]
            cues = [x for cue in (said.cue, *said.other.cue) for x in cue.split(" … ")]
            assert [x for x in (*words, *cues) if x not in text.text] == []


def test_no_name_is_given_twice() -> None:
    names = [text.name for text in texts()]
    assert len(names) == len(set(names)) > 30
