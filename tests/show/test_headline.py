from __future__ import annotations

import msgspec
import pytest

from sayso.records import Document
from sayso.show.headline import Headline, headline
from tests.show.builder import document

LONG = "The harbour master said on Tuesday, after a long night, that nobody had been on the bridge."


def test_a_title_stands_for_its_article_wherever_it_is_given() -> None:
    assert headline(document(("lead", "Rain."), title="Storm")) == Headline("Storm", given=True)
    assert headline(document(("title", "Storm"), ("lead", "Rain."))).given


def test_without_a_title_the_first_words_of_the_story_stand_for_it() -> None:
    made = headline(document(("notice", "By Ida Brook"), ("paragraph", LONG)))
    assert made == Headline(
        "The harbour master said on Tuesday, after a long night, that…", given=False
    )
    assert headline(document(("lead", "Rain."))).text == "Rain."


def test_writing_without_spaces_is_cut_too() -> None:
    assert headline(document(("lead", "港" * 200))).text == "港" * 60 + "…"


@pytest.mark.parametrize(("source", "name"), [("a/b.html", "b.html"), ("-", "-"), ("", "–")])
def test_without_words_the_file_s_name_stands_for_it(source: str, name: str) -> None:
    made = document(("lead", " \n "))
    given = msgspec.structs.replace(made.input, source=source)
    fields = {each: getattr(made, each) for each in made.__struct_fields__}
    assert headline(Document(**(fields | {"input": given}))).text == name
