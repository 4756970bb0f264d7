"""German texts of our own -> who says what in them, by rules and words alone."""

from __future__ import annotations

import time
from functools import cache
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.acquire.text import exact
from sayso.annotate import Annotator
from sayso.annotate.lexicon import load
from sayso.annotate.lexicon.rule_words import load_rules
from sayso.annotate.nouns import as_written, known, names_apart
from sayso.annotate.phrases import describe
from sayso.annotate.rules import rules_for
from sayso.annotate.segments import segment
from sayso.settings import Settings
from tests.annotate.laws import lawful

if TYPE_CHECKING:
    from sayso.records import Annotations

GERMAN = load("de")


@cache
def annotator() -> Annotator:
    return Annotator(Settings(), threads=1)


def reading(text: str) -> Annotations:
    return annotator()(msgspec.structs.replace(exact(text), language="de"))


def told(text: str) -> list[tuple[str, str, str]]:
    """Source, cue and content of each attribution, pieces joined by " … "."""
    return [
        tuple(  # type: ignore[misc]
            " … ".join(piece.text for piece in part)
            for part in (each.source_spans, each.cue_spans, each.content_spans)
        )
        for each in reading(text).attributions
    ]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "Bürgermeister Karl Wendt sagte, dass die Schleuse sicher sei.",
            "Bürgermeister Karl Wendt",
            "sagte",
            "dass die Schleuse sicher sei",
        ),
        (
            "Am Montag teilte die Polizei in Altwerda mit, dass niemand verletzt wurde.",
            "die Polizei",
            "teilte … mit",
            "dass niemand verletzt wurde",
        ),
        (
            "Die Fähre fährt ab Mai wieder, gab der Betreiber bekannt.",
            "der Betreiber",
            "gab … bekannt",
            "Die Fähre fährt ab Mai wieder",
        ),
        ("Die Schleuse sei sicher, sagte Wendt.", "Wendt", "sagte", "Die Schleuse sei sicher"),
        (
            "„Wir haben von den Rissen nichts gewusst“, sagte Petra Holm der „Laune-Zeitung“.",
            "Petra Holm",
            "sagte",
            "„Wir haben von den Rissen nichts gewusst“",
        ),
        (
            "Holm fügte hinzu: »Das Wasser stand im Keller bis zur Decke.«",
            "Holm",
            "fügte hinzu",
            "»Das Wasser stand im Keller bis zur Decke.«",
        ),
        (
            "Die Landrätin hat gefordert, die Brücke sofort zu sperren.",
            "Die Landrätin",
            "hat gefordert",
            "die Brücke sofort zu sperren",
        ),
        (
            "Laut Feuerwehr brannten zwei Boote.",
            "Feuerwehr",
            "Laut",
            "brannten zwei Boote",
        ),
        (
            "Laut der Agentur Harna, die sich auf Kreise beruft, ist der Vertrag gekündigt.",
            "der Agentur Harna",
            "Laut",
            "ist der Vertrag gekündigt",
        ),
        (
            "Nach Angaben des Ministeriums sind drei Pfeiler betroffen.",
            "des Ministeriums",
            "Nach … Angaben",
            "sind drei Pfeiler betroffen",
        ),
        (
            "Der Schaden war einem Bericht der Agentur Harna zufolge seit Mai bekannt.",
            "einem Bericht der Agentur Harna",
            "zufolge",
            "Der Schaden war … seit Mai bekannt",
        ),
        (
            "Wie der Betreiber mitteilte, bleibt der Hafen bis Freitag zu.",
            "der Betreiber",
            "Wie … mitteilte",
            "bleibt der Hafen bis Freitag zu",
        ),
        (
            "Die Arbeiten dauern noch zwei Wochen, so der Sprecher des Amtes.",
            "der Sprecher des Amtes",
            "so",
            "Die Arbeiten dauern noch zwei Wochen",
        ),
        (
            "Der Sprecher des Ministeriums, Hans Meier, erklärte, die Lage sei ernst.",
            "Der Sprecher des Ministeriums, Hans Meier",
            "erklärte",
            "die Lage sei ernst",
        ),
        (
            "Holm ist der Ansicht, dass die Schleuse erneuert werden muss.",
            "Holm",
            "Ansicht",
            "dass die Schleuse erneuert werden muss",
        ),
    ],
)
def test_german_has_many_ways_to_say_who_says_it(
    text: str, source: str, cue: str, content: str
) -> None:
    assert told(text) == [(source, cue, content)]


def test_the_first_subjunctive_goes_on_from_who_spoke_last() -> None:
    found = reading(
        "Die Polizei sagte, der Fahrer sei geflohen. Er habe Alkohol getrunken. "
        "Der Wagen steht noch am Ufer."
    )
    first, second = found.attributions
    assert (second.scope, second.continues, second.source) == ("continued", "a1", first.source)
    assert [piece.text for piece in second.cue_spans] == ["habe"]
    assert [piece.text for piece in second.content_spans] == ["Er habe Alkohol getrunken."]


def test_a_subjunctive_that_only_a_subordinate_clause_has_goes_on_from_nobody() -> None:
    found = reading(
        "Die Polizei sagte, der Fahrer sei geflohen. "
        "Der Richter prüft am Montag, ob er in Haft bleiben müsse."
    )
    assert [each.scope for each in found.attributions] == ["explicit"]


def test_what_is_said_to_be_so_without_a_source_is_hearsay() -> None:
    (found,) = reading("Ein Ingenieur soll die Risse schon vor Jahren gemeldet haben.").attributions
    assert (found.source, [piece.text for piece in found.cue_spans]) == (None, ["soll"])
    assert reading("Die Brücke soll im Mai wieder öffnen.").attributions == ()


def test_a_sentence_is_what_that_told() -> None:
    (found,) = told("Der Hafen bleibt geschlossen. Das teilte der Betreiber am Montag mit.")
    assert found == ("der Betreiber", "teilte … mit", "Der Hafen bleibt geschlossen … Das")


def test_a_day_ends_no_sentence() -> None:
    text = "Am 5. August und am 12. Mai war Markt."
    assert len(segment(text, GERMAN.abbreviations).sentences) == 1


@pytest.mark.parametrize(
    ("phrase", "name", "kind", "speaks_for"),
    [
        ("der Sprecher des Innenministeriums, Hans Meier", "Hans Meier", "official", True),
        ("Polizeisprecher Lars Beringer", "Lars Beringer", "official", True),
        ("die Landrätin Petra Holm", "Petra Holm", "official", False),
        ("das Bundesverfassungsgericht", "Bundesverfassungsgericht", "official", False),
        ("mehrere Zeugen", "Zeugen", "unnamed", False),
        ("die staatliche Nachrichtenagentur SANA", "SANA", "agency", False),
    ],
)
def test_a_capital_alone_makes_no_name(
    phrase: str, name: str, kind: str, *, speaks_for: bool
) -> None:
    found = describe(phrase, GERMAN)
    assert (found.name, found.type, found.speaks_for is not None) == (name, kind, speaks_for)


def test_joined_nouns_are_what_their_end_is() -> None:
    assert known("Regierungschef", GERMAN) == "regierungschef"
    assert known("Hafensprecher", GERMAN) == "sprecher"
    assert known("Zimmermann", GERMAN) is None
    assert names_apart("Polizeisprecher Hans Richter", GERMAN) == "polizei sprecher Hans Richter"
    assert as_written("sprecher", "der Hafensprecher", GERMAN) == "Hafensprecher"


def test_who_reads_is_told() -> None:
    assert reading("Wendt sagte, die Schleuse sei sicher.").models == {"attribution": "rules-de"}
    assert rules_for("fr") is None


def test_every_rule_has_a_score_and_every_separable_verb_its_forms() -> None:
    words = load_rules("de")
    assert words is not None
    assert all(0 < score <= 1 for score in words.scores.values())
    assert [verb for verb in words.verbs if verb.particle and not verb.final] == []
    forms = [form for verb in words.verbs for form in (*verb.finite, *verb.participle)]
    assert [form for form in forms if form != form.lower().strip()] == []


PARTS = [
    "sagte ",
    "dass ",
    "„",
    "“",
    ", ",
    "die Polizei ",
    "nach ",
    "Angaben ",
    "zufolge",
    ": ",
    "so ",
]


@given(
    st.lists(st.sampled_from([*PARTS, ". ", "\n", "Er sei ", "soll ", "haben", "(", ")"])).map(
        "".join
    )
)
@settings(deadline=None, max_examples=150)
def test_the_laws_hold_of_any_german(text: str) -> None:
    if text.strip():
        lawful(reading(text))


@pytest.mark.parametrize(
    "part", ["nach ", "sagte ", "der ", "Polizei ", "sagte, ", "so Meier, ", "(", "„"]
)
def test_no_text_takes_long(part: str) -> None:
    rules = rules_for("de")
    assert rules is not None
    segments = segment(part * 20_000, GERMAN.abbreviations)
    start = time.monotonic()
    rules(segments)
    assert time.monotonic() - start < 20
