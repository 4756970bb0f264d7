from __future__ import annotations

from importlib import resources

import msgspec
import pytest

from sayso.annotate.assertions import all_claims
from sayso.annotate.certainty import add_certainty
from sayso.annotate.claims import attributions, claims
from sayso.annotate.evidence import find_evidence, statements
from sayso.annotate.facts import find_facts
from sayso.annotate.lexicon.evidence_words import EvidenceWords, Statement, load_evidence
from sayso.annotate.nesting import deepen
from sayso.annotate.sources import find_sources
from sayso.errors import UsageError
from sayso.records import Attribution, Claim, Evidence
from tests.annotate.paper import LEXICON, at, parts, raw, related
from tests.show.builder import document

LANGUAGES = sorted(
    each.name.removeprefix("evidence_").removesuffix(".toml")
    for each in resources.files("sayso.annotate.lexicon").iterdir()
    if each.name.startswith("evidence_") and each.name.endswith(".toml")
)
ENTRIES = [(code, each) for code in LANGUAGES for each in load_evidence(code).statements]


def marked(text: str, language: str = "en") -> list[tuple[str, str]]:
    """Return kind and cue of each statement about evidence in a text."""
    return [(each.kind, text[slice(*each.cue)]) for each in statements(parts(text), language)]


def found(text: str, *said: object) -> tuple[tuple[Evidence, ...], list[Claim]]:
    """Return the statements about evidence and the claims of a text with these attributions."""
    made = document(("paragraph", text))
    segments = parts(text)
    given = deepen(related(text, *said), segments, LEXICON, lambda texts: [[] for _ in texts])  # type: ignore[arg-type]
    sources, ids = find_sources(given, segments, LEXICON)
    told = attributions(given, ids, segments, LEXICON)
    hits = find_facts(segments, sources, None, LEXICON)
    spoken = statements(segments, "en")
    aside = [each.sentence for each in spoken]
    bare = all_claims(claims(told, LEXICON), told, made, segments, hits, "en", aside)
    every = add_certainty(bare, told, segments, LEXICON)
    return find_evidence(spoken, every, told, sources, segments, "en"), every


@pytest.mark.parametrize(("language", "entry"), ENTRIES)
def test_each_phrase_is_found_in_its_example(language: str, entry: Statement) -> None:
    assert [kind for kind, _ in marked(entry.example, language)] == [entry.kind]


@pytest.mark.parametrize(
    ("language", "kind", "text"),
    [(code, each.kind, text) for code, each in ENTRIES for text in each.never],
)
def test_a_phrase_is_not_found_where_it_says_something_else(
    language: str, kind: str, text: str
) -> None:
    assert kind not in {found for found, _ in marked(text, language)}


@pytest.mark.parametrize(
    "text",
    [
        "If confirmed, it would be the first find of its kind.",
        "The senate confirmed the judge on Tuesday.",
        "There were 12 confirmed cases in the valley.",
        "He wants the ministry to confirm the visit.",
        "It has never been denied a licence.",
        "Demand declined in the spring.",
        "He denied her the visa.",
        "The patients did not respond to the drug.",
        "It is clear that the bridge was closed.",
        "They reached the island in the morning without a word.",
        "The booking was confirmed by mail.",
        "The verified account has many followers.",
    ],
)
def test_what_only_looks_like_it_is_not_found(text: str) -> None:
    assert marked(text) == []


def test_it_tells_who_denies_and_what() -> None:
    text = "Holm said the ferry sank off Kelmouth. The ministry denied that the ferry sank."
    (denial,), every = found(
        text,
        raw(text, "Holm", "said", "the ferry sank off Kelmouth"),
        raw(text, "The ministry", "denied", "that the ferry sank"),
    )
    assert (denial.id, denial.kind, denial.attribution) == ("e1", "denied", "a2")
    assert denial.source == "s2"
    assert denial.claims == (every[0].id,)
    assert [each.text for each in denial.cues] == ["denied"]


def test_this_report_is_the_last_one_with_all_that_stands_on_it() -> None:
    text = (
        "Holm said the ferry sank off Kelmouth. Vogt said the pier fell, and the yard was sold. "
        "Independent confirmation of this report does not exist."
    )
    (statement,), every = found(
        text,
        raw(text, "Holm", "said", "the ferry sank off Kelmouth"),
        raw(text, "Vogt", "said", "the pier fell, and the yard was sold"),
    )
    assert (statement.kind, statement.source) == ("unconfirmed", None)
    assert statement.claims == tuple(each.id for each in every if each.attribution == "a2")
    assert [each.text for each in statement.spans] == [
        "Independent confirmation of this report does not exist."
    ]


def test_who_declines_need_not_be_an_attribution() -> None:
    text = "Holm said the ferry sank. Asked about it, Holm declined to comment."
    (statement,), _ = found(text, raw(text, "Holm", "said", "the ferry sank"))
    assert (statement.kind, statement.attribution) == ("declined", None)


def test_a_clause_of_its_own_is_the_statement() -> None:
    text = "Holm said the ferry sank. The pier was closed in 2018, but the report could not be verified."
    (statement,), _ = found(text, raw(text, "Holm", "said", "the ferry sank"))
    assert [each.text for each in statement.spans] == ["the report could not be verified."]


def test_a_question_left_open_calls_nothing_unconfirmed() -> None:
    (asked,), _ = found("It is not clear whether the ferry has sunk.")
    (called,), _ = found("It is not confirmed that the ferry has sunk.")
    assert (asked.kind, asked.open, called.open) == ("unconfirmed", True, False)


def test_an_adjective_in_quoted_words_is_not_the_word_of_the_article() -> None:
    text = "Holm said: “They are unsourced, unverified and ridiculous.”"
    said = raw(text, "Holm", "said", "“They are unsourced, unverified and ridiculous.”")
    (quoted,), _ = found(text, said)
    (own,), _ = found("The unverified video shows a ferry.")
    assert (quoted.open, own.open) == (True, False)


@pytest.mark.parametrize("told", ["So I’m very sceptical.", "I am not convinced at all."])
def test_who_doubts_it_in_the_first_person_is_the_speaker(told: str) -> None:
    text = f"Vogt said the ferry sank. Holm said: “{told}”"
    (statement,), _ = found(
        text, raw(text, "Vogt", "said", "the ferry sank"), raw(text, "Holm", "said", f"“{told}”")
    )
    assert statement.kind == "doubted"
    assert statement.attribution == "a2"


def test_the_innermost_voice_says_it() -> None:
    text = "Holm told the Kelmouth Post: “We have no confirmation of the sinking.”"
    (statement,), _ = found(
        text,
        raw(text, "the Kelmouth Post", "told", "“We have no confirmation of the sinking.”"),
        raw(text, "Holm", "told", "“We have no confirmation of the sinking.”"),
    )
    assert statement.attribution is not None
    assert statement.source is not None


def test_nothing_is_said_of_claims_where_there_are_none() -> None:
    (statement,), every = found("The reports could not be confirmed.")
    assert (statement.claims, every) == ((), [])


def test_a_sentence_without_an_end_is_not_read() -> None:
    assert marked("and the report was denied by " * 1000) == []


def test_a_pattern_without_a_bound_is_refused() -> None:
    values = msgspec.to_builtins(load_evidence("en"))
    values["statements"][0]["pattern"] = "(?:a+)+ confirmed"
    with pytest.raises(msgspec.ValidationError, match="without a bound"):
        msgspec.convert(values, EvidenceWords)


def test_a_pattern_with_a_capital_is_refused_since_it_is_read_in_lower_case() -> None:
    values = msgspec.to_builtins(load_evidence("en"))
    values["statements"][0]["pattern"] = r"\bSenate\b"
    with pytest.raises(msgspec.ValidationError, match="a capital"):
        msgspec.convert(values, EvidenceWords)


def test_a_language_without_phrases_is_told() -> None:
    with pytest.raises(UsageError, match="phrases about evidence"):
        load_evidence("xx")


def test_who_confirms_is_not_whom_it_is_told_to() -> None:
    text = "Holm said the ferry sank. A sailor confirmed the story to the Kelmouth Echo on Monday."
    (statement,), _ = found(
        text,
        raw(text, "Holm", "said", "the ferry sank"),
        raw(text, "A sailor", "confirmed", "the story"),
    )
    said = Attribution(
        id="a1",
        source="s9",
        source_spans=(),
        cue_spans=statement.cues,
        content_spans=(),
        manner="indirect",
        act="confirm",
        score=0.9,
        inferred=True,
    )
    own = msgspec.structs.replace(said, id="a2", source="s1", inferred=False)
    (again,) = find_evidence(statements(parts(text), "en"), (), (said, own), (), parts(text), "en")
    assert (again.source, again.attribution) == ("s1", "a2")


def test_what_is_confirmed_is_what_the_statement_brings_and_not_the_claim_before_it() -> None:
    text = (
        "Holm said the old ferry sank off Kelmouth. "
        "Vogt confirmed that the ferry to Kelmouth had carried diesel drums."
    )
    (statement,), every = found(
        text,
        raw(text, "Holm", "said", "the old ferry sank off Kelmouth"),
        raw(text, "Vogt", "confirmed", "that the ferry to Kelmouth had carried diesel drums"),
    )
    assert statement.kind == "confirmed"
    assert statement.claims == tuple(each.id for each in every if each.attribution == "a2")


def test_what_is_confirmed_in_a_word_was_told_before() -> None:
    text = "Holm said the ferry sank off Kelmouth. Vogt confirmed the ferry sank."
    (statement,), every = found(
        text,
        raw(text, "Holm", "said", "the ferry sank off Kelmouth"),
        raw(text, "Vogt", "confirmed", at(text, "the ferry sank", 1)),
    )
    assert statement.claims == tuple(each.id for each in every if each.attribution == "a1")


POST = "The Harbour Post reported that the ferry had been sold to a bank."
MAYOR = "The mayor said he had never seen the contract."
GUESS = "Historians speculate that the letter was forged by a monk."
SOLD = ("The Harbour Post", "reported", "that the ferry had been sold to a bank")
SEEN = ("The mayor", "said", "he had never seen the contract")
KNOWN = "It is known that the abbey sold the letter in 1911."
TRUE = ("", "is known", "that the abbey sold the letter in 1911")
FORGED = ("Historians", "speculate", "that the letter was forged by a monk")


@pytest.mark.parametrize(
    ("before", "said", "statement", "meant"),
    [
        (f"{POST} {MAYOR}", (SOLD, SEEN), "This report is a hoax.", SOLD),
        (f"{POST} {MAYOR}", (SOLD, SEEN), "The story could not be verified.", SOLD),
        (f"{POST} {MAYOR}", (SOLD, SEEN), "The minister dismissed the reports.", SOLD),
        (f"{MAYOR} {POST}", (SEEN, SOLD), "His statement could not be verified.", SEEN),
        (f"{GUESS} {MAYOR}", (FORGED, SEEN), "This thesis was denied.", FORGED),
        (
            f"{GUESS} {MAYOR}",
            (FORGED, SEEN),
            "This theory, which was new then, was confirmed by a curator.",
            FORGED,
        ),
        # What the article tells as known is no theory, whoever believes it.
        (f"{GUESS} {KNOWN}", (FORGED, TRUE), "This thesis was confirmed by a curator.", FORGED),
        (f"{MAYOR} {GUESS}", (SEEN, FORGED), "These claims are false.", SEEN),
        # Nothing fits: the nearest claim.
        (f"{MAYOR}", (SEEN,), "The speculation is baseless.", SEEN),
    ],
)
def test_a_noun_stands_for_the_nearest_claim_that_fits_it(
    before: str, said: tuple[tuple[str, str, str], ...], statement: str, meant: tuple[str, str, str]
) -> None:
    text = f"{before} {statement}"
    ((evidence,), every) = found(text, *(raw(text, *each) for each in said))
    (claim,) = [each for each in every if each.id in evidence.claims]
    assert " ".join(each.text for each in claim.spans) == meant[2]


def test_a_statement_about_evidence_is_nothing_that_a_noun_stands_for() -> None:
    text = f"{POST} The mayor said the report was a hoax. The bank called the report baseless."
    given = raw(text, *SOLD), raw(text, "The mayor", "said", "the report was a hoax")
    (_, second), every = found(text, *given)
    assert [each.spans[0].text for each in every if each.id in second.claims] == [SOLD[2]]


def test_who_is_called_a_report_is_what_the_report_means() -> None:
    text = (
        "Two reports said that the dam had burst at noon. The agency reported that rain had set in. "
        "The reports could not be verified."
    )
    burst = ("Two reports", "said", "that the dam had burst at noon")
    rain = ("The agency", "reported", "that rain had set in")
    ((evidence,), every) = found(text, raw(text, *burst), raw(text, *rain))
    meant = [each.spans[0].text for each in every if each.id in evidence.claims]
    assert meant == ["that the dam had burst at noon"]


def test_no_noun_stands_for_the_first_denial_of_a_text() -> None:
    text = f"{POST} The mayor called that sale of the ferry a hoax. The reports are false."
    denied = ("The mayor", "called", "that sale of the ferry a hoax")
    (*_, last), every = found(text, raw(text, *SOLD), raw(text, *denied))
    assert [each.spans[0].text for each in every if each.id in last.claims] == [SOLD[2]]


def test_a_first_denial_in_words_of_saying_is_passed_over() -> None:
    text = f"{MAYOR} The bank said the deal of the ferry was not confirmed. His statement is false."
    bank = ("The bank", "said", "the deal of the ferry was not confirmed")
    (*_, last), every = found(text, raw(text, *SEEN), raw(text, *bank))
    assert [each.spans[0].text for each in every if each.id in last.claims] == [SEEN[2]]


def test_a_determiner_of_another_phrase_makes_no_noun_stand_for_a_claim() -> None:
    text = f"{POST} {MAYOR} We have no evidence of this in our reports."
    ((evidence,), every) = found(text, raw(text, *SOLD), raw(text, *SEEN))
    assert [each.spans[0].text for each in every if each.id in evidence.claims] == [SEEN[2]]


@pytest.mark.parametrize("noun", ["ſtory", "ıdea", "claımſ"])
def test_letters_that_only_look_alike_make_no_noun_of_the_list(noun: str) -> None:
    text = f"{POST} This {noun} could not be verified."
    ((evidence,), _) = found(text, raw(text, *SOLD))
    assert evidence.kind == "unverified"
