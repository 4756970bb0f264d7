from __future__ import annotations

from pathlib import Path

from sayso import pipeline
from sayso.records import Annotations
from sayso.settings import Settings

TEXT = (
    "Ferry crew left passengers behind in Harrow\n\n"
    "Passengers in Harrow, in July 2015. (Photo: Mara Lindqvist)\n\n"
    "The crew left eleven passengers behind, a spokesman said. They were brought home last week.\n"
)


def read(text: str, folder: Path) -> Annotations:
    path = folder / "a.txt"
    path.write_text(text)
    (found,) = pipeline.read([str(path)], Settings(jobs=1))
    assert isinstance(found, Annotations)
    return found


def test_a_caption_has_the_facts_in_its_words(tmp_path: Path) -> None:
    (caption,) = read(TEXT, tmp_path).captions
    assert caption.spans[0].text.startswith("Passengers in Harrow")
    assert [(each.kind, each.value) for each in caption.facts] == [
        ("place", "Harrow"),
        ("date", "2015-07"),
    ]


def test_a_text_without_pictures_has_no_captions(tmp_path: Path) -> None:
    assert read("It rained, the mayor said.\n", tmp_path).captions == ()
