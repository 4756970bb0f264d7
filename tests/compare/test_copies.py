from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.compare.copies import copies, copy_sets, is_copy, likeness, signature
from sayso.compare.copy_alignment import Shares
from sayso.records import Credit
from sayso.spans import check, span
from sayso.traces import Relation
from tests.compare.reservoir import (
    AGENCY,
    COMMENT,
    EXCERPT,
    OTHER,
    REWRITTEN,
    TRIMMED,
    document,
)

if TYPE_CHECKING:
    from sayso.records import Document

ALL = [document(text) for text in (AGENCY, TRIMMED, REWRITTEN, EXCERPT, COMMENT, OTHER)]


def between(later: str, earlier: str, found: tuple[Relation, ...]) -> Relation:
    ids = document(later).id, document(earlier).id
    (relation,) = [each for each in found if (each.later, each.earlier) == ids]
    return relation


def test_what_is_trimmed_from_the_bottom_is_a_copy() -> None:
    (found,) = copies([document(AGENCY), document(TRIMMED)])
    assert (found.kind, found.later) == ("copies", document(TRIMMED).id)
    assert found.share is not None
    assert found.share > 0.95
    assert found.inferred
    assert "of its words are the other's" in found.why


def test_a_rewrite_by_hand_is_found() -> None:
    found = between(REWRITTEN, AGENCY, copies(ALL))
    assert found.kind == "rewrites"
    assert is_copy(found)
    assert found.share is not None
    assert 0.5 < found.share < 0.95


def test_four_tenths_word_for_word_are_an_excerpt() -> None:
    half = " ".join(AGENCY.split()[: len(AGENCY.split()) * 2 // 5])
    (found,) = copies([document(AGENCY), document(half)])
    assert (found.kind, found.later) == ("excerpts", document(half).id)
    assert is_copy(found)


def test_a_part_is_told_and_makes_no_set() -> None:
    words = AGENCY.split()
    own = f"{COMMENT}\n\n{' '.join(words[: len(words) // 3])}"
    found = between(own, AGENCY, copies([document(AGENCY), document(own)]))
    assert found.kind == "excerpts"
    assert not is_copy(found)
    assert copy_sets([found]) == ()


def test_a_few_shared_words_are_not_told() -> None:
    piece = " ".join(AGENCY.split()[:26])
    found = copies([document(AGENCY), document(f"{COMMENT}\n\n{piece}\n\n{OTHER}")])
    assert found == ()


def test_a_short_piece_is_an_excerpt_and_a_copy() -> None:
    found = between(EXCERPT, AGENCY, copies(ALL))
    assert found.kind == "excerpts"
    assert found.share == 1.0
    assert is_copy(found)


def test_who_quotes_a_speaker_or_an_agency_has_a_text_of_his_own() -> None:
    sets = copy_sets(copies(ALL))
    assert sets == (frozenset(document(e).id for e in (AGENCY, TRIMMED, REWRITTEN, EXCERPT)),)


def test_evidence_are_the_exact_words_of_the_later_document() -> None:
    texts = {each.id: each.text for each in ALL}
    for relation in copies(ALL):
        assert 1 <= len(relation.evidence) <= 5
        check(texts[relation.later], relation.evidence)
    assert copies(ALL)[0].evidence == tuple(sorted(copies(ALL)[0].evidence))


def test_the_order_of_the_documents_changes_nothing() -> None:
    mixed = [*ALL, ALL[0]]
    for seed in range(4):
        random.Random(seed).shuffle(mixed)  # noqa: S311
        assert copies(mixed) == copies(ALL)


def test_signatures_that_a_case_keeps_are_taken() -> None:
    kept = {each.id: signature(each.text) for each in ALL}
    assert copies(ALL[:3], signatures=kept) == copies(ALL[:3])


def test_a_person_says_that_one_is_no_copy() -> None:
    apart = frozenset((document(AGENCY).id, document(TRIMMED).id))
    found = copies(ALL, not_copies=[apart])
    assert all({each.later, each.earlier} != apart for each in found)
    assert all(not apart <= each for each in copy_sets(found, [apart]))


def test_sets_keep_apart_what_a_person_parted() -> None:
    found = [link("b", "a", 0.9), link("c", "b", 0.8), link("d", "c", 0.7)]
    assert copy_sets(found) == (frozenset("abcd"),)
    assert copy_sets(found, [frozenset("ac")]) == (frozenset("ab"), frozenset("cd"))


def test_only_copies_make_sets() -> None:
    assert not copy_sets([link("b", "a", 0.3, "excerpts"), link("b", "a", None, "cites")])
    assert copy_sets([link("b", "a", 0.7, "excerpts")]) == (frozenset("ab"),)
    assert copy_sets([link("b", "a", None, "translates")]) == (frozenset("ab"),)
    assert copy_sets([link("b", "a", 0.9), link("b", "a", 0.9)]) == (frozenset("ab"),)


def link(
    later: str, earlier: str, share: float | None, kind: str = "copies"
) -> Relation:  # the ids of tests are letters
    return Relation(later=later, earlier=earlier, share=share, kind=kind)  # type: ignore[arg-type]


def test_a_translation_is_one_where_a_credit_says_so() -> None:
    there = "https://kelmouth.example/reservoir"
    text = "Der See bei Lindmoor ist vergiftet. Übersetzt aus dem Kelmouth Courier."
    source, german = document(AGENCY, url=there), document(text, language="de")
    words = (span(text, text.index("Über"), len(text)),)
    credit = Credit(kind="translated_from", name="Kelmouth Courier", spans=words, url=there)
    (found,) = copies([source, german], {german.id: [credit]})
    assert (found.kind, found.later, found.earlier) == ("translates", german.id, source.id)
    assert not found.inferred
    assert found.evidence == words
    elsewhere = Credit(kind="translated_from", name="Kelmouth Courier", url=there + "/2")
    assert not copies([source, german], {german.id: [elsewhere]})
    own = document(text, language="de", url=there)
    assert not copies([own], {own.id: [credit]})


def test_a_translation_with_shared_words_is_told_once() -> None:
    there = "https://kelmouth.example/reservoir"
    source, other = document(AGENCY, url=there), document(TRIMMED)
    credit = Credit(kind="translated_from", name="Courier", url=there)
    (found,) = copies([source, other], {other.id: [credit]})
    assert found.kind == "translates"


def test_likeness_asks_more_of_a_piece_than_of_a_whole() -> None:
    assert likeness(Shares(0.5, 0.5)) == pytest.approx(0.5)
    assert likeness(Shares(0.1, 0.6)) == likeness(Shares(0.6, 0.1)) < 0.5


def test_nothing_is_found_in_nothing() -> None:
    assert copies([]) == ()
    assert copies([document("")]) == ()
    assert copies([document(""), document("?"), document("One word.")]) == ()
    assert copy_sets([]) == ()


@pytest.mark.parametrize(
    "text",
    [
        "a " * 30_000,
        "“" * 5_000 + "no",
        "w" * 100_000,
        "x. " * 20_000,
        "東京" * 3_000,
        "\ud800 " * 500,
    ],
    ids=["one word", "marks", "one long word", "sentences of a letter", "no blanks", "surrogates"],
)
def test_hostile_texts_take_little_time(text: str) -> None:
    given: list[Document] = [document(text), document(text + "!"), document(text + " and more")]
    for each in copies(given):
        assert each.share is not None
        assert each.share <= 1


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.sampled_from([*AGENCY.split(" "), "“", "”", ". ", "\n\n"]), max_size=200), st.data()
)
def test_laws_of_shares_and_spans(pieces: list[str], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(pieces)))
    given = [document(AGENCY), document(" ".join(pieces)), document(" ".join(pieces[cut:]))]
    texts = {each.id: each.text for each in given}
    for each in copies(given):
        assert each.later != each.earlier
        assert each.share is not None
        assert 0 <= each.share <= 1
        check(texts[each.later], each.evidence)
