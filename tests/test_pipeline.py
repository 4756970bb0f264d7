from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso import pipeline
from sayso.annotate.models import SENTENCES, SHIPPED
from sayso.errors import UsageError
from sayso.reading import MOST_CORES
from sayso.records import Annotations, Drop
from sayso.settings import Settings
from tests.annotate.laws import lawful

STORY = Path(__file__).parents[1] / "examples" / "story"
GERMAN = (
    "Hafen bleibt geschlossen\n\n"
    "Der Hafen von Kelmouth bleibt nach Angaben der Behörde bis Freitag geschlossen. Das sagte ein"
    " Sprecher am Dienstag. Niemand wisse, wie lange der Sturm noch dauern werde.\n\n"
    "Der Hafen am Dienstag. (Foto: Mara Lindqvist)\n"
)
FRENCH = (
    "Le port reste fermé\n\n"
    "Le port de Kelmouth restera fermé jusqu'à vendredi, selon les autorités. C'est ce qu'a déclaré une"
    " porte-parole mardi. Personne ne sait combien de temps la tempête va durer.\n\n"
    "Le port mardi. (Photo: Mara Lindqvist)\n"
)
ENGLISH = "The mayor said on Tuesday that the harbour of {} was shut and would remain so.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of inputs of which some cannot be read."""
    for number, town in enumerate(["Kelmouth", "Harrow", "Orlenz", "Liesk"]):
        (tmp_path / f"{number}.txt").write_text(ENGLISH.format(town))
    (tmp_path / "1-empty.txt").write_text("")
    (tmp_path / "2-binary.html").write_bytes(b"\x00\x01PNG\xff" * 50)
    (tmp_path / "3.jsonl").write_text(
        json.dumps({"id": "x", "text": ENGLISH.format("Pradell")}) + '\n{"text": \n'
    )
    (tmp_path / "5.txt").write_text(GERMAN)
    return tmp_path


def read(source: Path, jobs: int = 1) -> list[Annotations | Drop]:
    return list(pipeline.read([str(source)], Settings(jobs=jobs)))


def test_what_cannot_be_read_is_dropped_with_its_reason_and_the_others_go_on(folder: Path) -> None:
    found = read(folder)
    dropped = [each for each in found if isinstance(each, Drop)]
    assert len(found) == 9
    assert len(dropped) == 3
    assert all(each.stage and each.reason and each.detail for each in dropped)
    assert "1-empty.txt" in dropped[0].detail
    assert dropped[0].reason == "empty"
    towns = ["Kelmouth", "Harrow", "Orlenz", "Liesk", "Pradell"]
    texts = " ".join(each.document.text for each in found if isinstance(each, Annotations))
    assert [town for town in towns if town not in texts] == []


@pytest.mark.parametrize("jobs", [0, 2, MOST_CORES + 1])
def test_many_jobs_give_what_one_gives_in_the_same_order(jobs: int, folder: Path) -> None:
    assert read(folder, jobs) == read(folder)


def test_who_is_done_first_still_comes_in_his_turn(tmp_path: Path) -> None:
    for number in range(6):
        text = ENGLISH.format(f"Port {number}") * (20 if number % 3 == 0 else 1)
        (tmp_path / f"{number}.txt").write_text(text)
    texts = [each.document.text for each in read(tmp_path, jobs=3) if isinstance(each, Annotations)]
    assert [text[text.index("Port") + 5] for text in texts] == [*"012345"]


def test_a_german_document_is_read_by_rules_and_says_so(folder: Path) -> None:
    (found,) = read(folder / "5.txt")
    assert isinstance(found, Annotations)
    lawful(found)
    assert found.document.language == "de"
    assert [(each.kind, each.name) for each in found.credits] == [("photo", "Mara Lindqvist")]
    assert [each.name for each in found.sources] == ["Behörde", "Sprecher"]
    assert (found.models, found.dropped) == ({"attribution": "rules-de"}, ())


def test_a_document_in_a_language_without_words_gets_its_credits_and_is_told_why_no_more(
    folder: Path,
) -> None:
    (folder / "6.txt").write_text(FRENCH)
    (found,) = read(folder / "6.txt")
    assert isinstance(found, Annotations)
    assert found.document.language == "fr"
    assert [(each.kind, each.name) for each in found.credits] == [("photo", "Mara Lindqvist")]
    assert (found.sources, found.attributions, found.claims, found.models) == ((), (), (), {})
    (why,) = found.dropped
    assert (why.stage, why.reason) == ("attribution", "language")
    assert "(fr)" in why.detail


def test_an_english_document_is_marked_with_its_model(folder: Path) -> None:
    (found,) = read(folder / "0.txt")
    assert isinstance(found, Annotations)
    lawful(found)
    assert found.models == {"attribution": SHIPPED}
    assert [source.name for source in found.sources] == ["mayor"]
    assert found.dropped == ()


def test_the_same_input_gives_the_same_output() -> None:
    assert read(STORY / "09-toravia-today.txt") == read(STORY / "09-toravia-today.txt")


def test_a_path_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        read(tmp_path / "missing.txt")


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_model_that_is_not_there_is_wrong_use(jobs: int, tmp_path: Path, folder: Path) -> None:
    settings = Settings(model=tmp_path / "no-model", jobs=jobs)
    with pytest.raises(UsageError):
        list(pipeline.read([str(folder)], settings))


def test_a_higher_least_score_finds_no_more() -> None:
    def count(least: float) -> int:
        settings = Settings(min_score=least, nesting=False)
        (found,) = pipeline.read([str(STORY / "09-toravia-today.txt")], settings)
        assert isinstance(found, Annotations)
        assert all(each.score >= least for each in found.attributions)
        return len(found.attributions)

    assert count(0) >= count(0.5) > count(0.95) >= count(1) == 0


def test_the_cards_are_of_the_models_that_ship() -> None:
    names = [f"{card.name}-{card.version}" for card in pipeline.models()]
    assert names == [SHIPPED, SENTENCES]
