from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.annotate.assertions import all_claims
from sayso.annotate.claims import attributions, claims
from sayso.annotate.evidence import statements
from sayso.annotate.facts import find_facts
from sayso.annotate.lexicon.assertion_words import load_assertions
from sayso.annotate.nesting import deepen
from sayso.annotate.predicates import Predicates
from sayso.annotate.segments import segment
from sayso.annotate.sources import find_sources
from sayso.errors import UsageError
from sayso.records import BlockKind, Claim
from tests.annotate.paper import LEXICON, parts, raw, related
from tests.show.builder import document

LONG_AGO = "2019-05-14"


def found(*blocks: tuple[BlockKind, str], said: tuple[object, ...] = ()) -> list[Claim]:
    """Return all claims of an article with these blocks and these attributions."""
    made = document(*blocks, published=LONG_AGO)
    segments = parts(made.text)
    given = deepen(
        related(made.text, *said),  # type: ignore[arg-type]
        segments,
        LEXICON,
        lambda texts: [[] for _ in texts],
    )
    sources, ids = find_sources(given, segments, LEXICON)
    told = attributions(given, ids, segments, LEXICON)
    hits = find_facts(segments, sources, made.published, LEXICON)
    aside = [each.sentence for each in statements(segments, "en")]
    return all_claims(claims(told, LEXICON), told, made, segments, hits, "en", aside)


def own(text: str) -> list[str]:
    """Return what a paragraph asserts itself."""
    return [words(each) for each in found(("paragraph", text)) if each.attribution is None]


def words(claim: Claim) -> str:
    return " … ".join(each.text for each in claim.spans)


@pytest.mark.parametrize(
    "text",
    [
        "The ferry sank off Kelmouth in March 2018.",
        "Holm Shipping has 340 employees.",
        "Two sailors were arrested in Bergen on Tuesday.",
        "Ines Vogt bought the yard from the city of Kelmouth in 2011.",
        "The new pier will probably be built of the cheapest wood.",
        "This suggests that nobody looked after the engine.",
    ],
)
def test_an_assertion_that_can_be_checked_is_the_articles_own(text: str) -> None:
    assert own(text) == [text.rstrip(".")]


@pytest.mark.parametrize(
    "text",
    [
        "Did the ferry sink off Kelmouth in March 2018?",
        "How the ferry sank off Kelmouth in March 2018.",
        "If the ferry sank off Kelmouth in March 2018, nobody saw it.",
        "Read the report of the Kelmouth inquiry of March 2018 here.",
        "We sailed to Kelmouth in March 2018 with our children.",
        "The council of Kelmouth should have closed the pier in 2018.",
        "A cold night in Kelmouth, March 2018.",
        "The sea was calm and the sky was grey.",
        "The pier was reportedly closed in March 2018.",
        "The pier was closed in March 2018, said the harbour master.",
        "Killed: Per Holm was found in the harbour in March 2018.",
        "“The pier was closed in March 2018.”",
        "More at https://kelmouth.example/pier, where it was shown in 2018.",
        "The sinking in March 2018 could not be independently confirmed.",
        "The pier of Kelmouth was closed in March 2018 (Photo: Mara Lindqvist).",
    ],
)
def test_what_asserts_nothing_or_is_somebodys_is_not(text: str) -> None:
    assert own(text) == []


def test_only_blocks_of_the_story_assert() -> None:
    text = "The ferry sank off Kelmouth in March 2018."
    for kind in ("caption", "notice", "heading", "quote"):
        assert not found(("paragraph", "Rain."), (kind, text))
    assert found(("paragraph", "Rain."), ("paragraph", text))


def test_a_dateline_is_no_part_of_the_assertion() -> None:
    text = "KELMOUTH (Coastal Press) – The ferry sank off Kelmouth in March 2018."
    assert own(text) == ["The ferry sank off Kelmouth in March 2018"]


def test_a_short_form_keeps_its_full_stop() -> None:
    assert own("Two sailors were flown in 2018 to the U.S.") == [
        "Two sailors were flown in 2018 to the U.S."
    ]


def test_the_clause_before_somebodys_words_is_the_articles_own() -> None:
    text = "The pier was closed in 2018 after inspectors said it was rotten."
    (before, said) = found(
        ("paragraph", text), said=(raw(text, "inspectors", "said", "it was rotten"),)
    )
    assert (words(before), before.attribution) == ("The pier was closed in 2018", None)
    assert said.attribution == "a1"


def test_what_is_measured_by_somebodys_words_is_no_assertion() -> None:
    text = "The news of 2018 came a day after inspectors said it was rotten."
    claims_ = found(("paragraph", text), said=(raw(text, "inspectors", "said", "it was rotten"),))
    assert [each.attribution for each in claims_] == ["a1"]


def test_in_a_comment_a_name_makes_nothing_checkable() -> None:
    comment = "We should be honest. I find it sad. You know why. "
    assert own(comment * 3 + "Per Holm was a sprinter in a marathon.") == []
    assert own(comment * 3 + "Per Holm sold 40 boats.") == ["Per Holm sold 40 boats"]


def test_an_own_claim_has_no_chain_and_is_asserted() -> None:
    (claim,) = found(("paragraph", "Rain fell."), ("paragraph", "The ferry sank in March 2018."))
    assert (claim.chain, claim.origin, claim.evidentiality) == ((), None, "asserted")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            "the pier was closed, and the ferry was sold",
            ["the pier was closed", "the ferry was sold"],
        ),
        (
            "the pier was closed and that the ferry was sold",
            ["the pier was closed", "that the ferry was sold"],
        ),
        ("the pier was closed; nobody had asked", ["the pier was closed", "nobody had asked"]),
        ("the pier was closed and it would be sold", ["the pier was closed", "it would be sold"]),
        (
            "the pier, the ferry and the yard were sold",
            ["the pier, the ferry and the yard were sold"],
        ),
        ("if the pier was closed, and the ferry was sold, he would go", None),
        ("he left because the pier was closed, and the ferry was sold", None),
        ("the man who had built the pier, and had sold the ferry", None),
        ("he met Anna, and the men from the yard", None),
    ],
)
def test_a_content_is_parted_where_a_clause_has_its_own_subject_and_verb(
    content: str, expected: list[str] | None
) -> None:
    text = f"Holm said {content}."
    made = found(("paragraph", text), said=(raw(text, "Holm", "said", content),))
    assert [words(each) for each in made] == (expected or [content])
    assert {each.attribution for each in made} == {"a1"}
    assert len({each.chain for each in made}) == 1


def test_each_sentence_of_a_long_content_is_a_claim_and_questions_stay_with_what_they_follow() -> (
    None
):
    said = "“The pier was closed. The ferry was sold. Why not? A pity. Nobody was asked.”"
    text = f"{said} Holm said."
    made = found(("paragraph", text), said=(raw(text, "Holm", "said", said),))
    assert [words(each) for each in made] == [
        "“The pier was closed.",
        "The ferry was sold. Why not? A pity.",
        "Nobody was asked.”",
    ]
    assert [each.id for each in made] == ["c1", "c2", "c3"]


def test_claims_are_named_in_the_order_of_the_text() -> None:
    text = "Holm said it rained. The pier was closed in 2018. Vogt said it snowed."
    made = found(
        ("paragraph", text),
        said=(raw(text, "Vogt", "said", "it snowed"), raw(text, "Holm", "said", "it rained")),
    )
    assert [(each.id, words(each)) for each in made] == [
        ("c1", "it rained"),
        ("c2", "The pier was closed in 2018"),
        ("c3", "it snowed"),
    ]


HEADLINE = "Rotten pier collapses in Kelmouth"
BODY = "On Monday people woke up to a loud noise."
SECOND = "The rotten pier of Kelmouth collapsed in the night, the harbour master said."


def under(title: str, *said: str) -> list[Claim]:
    """Return all claims of the article with this headline, in which one thing is said."""
    blocks: tuple[tuple[BlockKind, str], ...] = (
        ("title", title),
        ("paragraph", BODY),
        ("paragraph", SECOND),
    )
    text = "\n\n".join(words for _, words in blocks)
    return found(*blocks, said=(raw(text, *said),))


def test_a_headline_states_the_claim_of_the_body_that_is_nearest() -> None:
    content = "The rotten pier of Kelmouth collapsed in the night"
    made = under(HEADLINE, "the harbour master", "said", content)
    headline, claim = made[0], made[-1]
    assert (headline.place, headline.attribution, words(headline)) == ("headline", None, HEADLINE)
    assert (headline.restates, claim.place) == (claim.id, None)


def test_a_headline_of_somebody_elses_words_keeps_its_source() -> None:
    title = "Pier was rotten, harbour master says"
    made = under(title, "harbour master", "says", "Pier was rotten")
    assert (made[0].place, made[0].attribution) == ("headline", "a1")
    assert [each.place for each in made].count("headline") == 1


@pytest.mark.parametrize(
    "title",
    [
        "Why the pier of Kelmouth collapsed",
        "Is the pier of Kelmouth rotten?",
        "Kelmouth, my love",
        "Harbours of the northern coast",
    ],
)
def test_a_headline_that_states_nothing_is_no_claim(title: str) -> None:
    assert not [
        each for each in found(("title", title), ("paragraph", BODY)) if each.place == "headline"
    ]


def test_a_word_before_the_colon_is_no_part_of_the_headline() -> None:
    made = found(("title", "Report: Pier was sold to Holm Shipping"), ("paragraph", BODY))
    assert words(made[0]) == "Pier was sold to Holm Shipping"


def test_the_first_paragraph_is_the_lead_unless_one_stands_above_it() -> None:
    text = "The pier was closed in 2018."
    other = "The ferry was sold in Bergen in 2019."
    assert [each.place for each in found(("paragraph", text), ("paragraph", other))] == [
        "lead",
        None,
    ]
    assert [each.place for each in found(("lead", text), ("paragraph", other))] == ["lead", None]


def test_a_text_of_anything_takes_no_long() -> None:
    assert Predicates("", load_assertions("en")).asserts([]) is False
    for text in ("and the was " * 5_000, "The pier, and it was. " * 2_000, "“" * 9_000):
        begin = time.process_time()
        found(("paragraph", text))
        assert time.process_time() - begin < 5


def test_a_language_without_words_is_told() -> None:
    with pytest.raises(UsageError, match="words of assertions"):
        load_assertions("xx")


def test_segments_of_nothing_give_nothing() -> None:
    assert not statements(segment("", ()), "en")


@given(st.text(alphabet="ab’'., ;-_A1\n", max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_a_stretch_has_the_words_that_it_would_have_alone(text: str, one: int, other: int) -> None:
    predicates = Predicates(text, load_assertions("en"))
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    assert predicates.read((start, end)) == predicates.read_alone((start, end))
