from __future__ import annotations

import random

import numpy as np
import pytest

from sayso.compare import copy_signatures
from sayso.compare.copies import candidates, copies, copy_sets, signature
from sayso.compare.copy_furniture import Furniture
from sayso.compare.copy_words import words
from tests.compare.reservoir import AGENCY, COMMENT, EXCERPT, OTHER, REWRITTEN, TRIMMED, document

TEXTS = {"a": AGENCY, "t": TRIMMED, "r": REWRITTEN, "e": EXCERPT, "c": COMMENT, "o": OTHER}
NOTE = (
    "Readers of this page may subscribe to the morning letter at any post office of the district, and"
    " will have it before breakfast on every day but Sunday, unless the ferry does not sail."
)


def invented(seed: int, count: int) -> str:
    """Words in no order that makes sense, others for each seed."""
    rng = random.Random(seed)  # noqa: S311
    return " ".join("".join(rng.choices("aeioubdfgklmnprst", k=6)) for _ in range(count))


def test_pairs_that_share_passages_are_found() -> None:
    pairs = candidates({name: signature(text) for name, text in TEXTS.items()})
    assert {("a", "t"), ("a", "r"), ("a", "e")} <= set(pairs)
    assert pairs == tuple(sorted(pairs))
    assert all(one < other for one, other in pairs)


def test_a_signature_is_small_and_the_same_whatever_case_and_marks() -> None:
    assert signature(AGENCY) == signature(AGENCY.upper().replace(",", " –"))
    assert len(signature(invented(1, 400))) < 4 * 160
    assert len(signature(invented(1, 100_000))) <= 4 * copy_signatures.MOST
    assert signature("Two words") == b""


def test_an_excerpt_of_a_twentieth_is_found() -> None:
    long = invented(2, 2_000)
    piece = " ".join(long.split()[700:800])
    assert candidates({"long": signature(long), "piece": signature(piece)}) == (("long", "piece"),)


def test_nothing_of_nothing() -> None:
    assert candidates({}) == ()
    assert candidates({"a": b"", "b": b""}) == ()
    assert candidates({"a": signature(AGENCY), "b": b""}) == ()


def test_a_crowd_makes_few_pairs_and_stays_one_set() -> None:
    many = 4 * copy_signatures.CROWD
    made = {f"{k:03}": signature(AGENCY + invented(k, 20)) for k in range(many)}
    pairs = candidates(made)
    assert len(pairs) <= many * copy_signatures.PARTNERS
    united = {"000"}
    for _ in made:
        united |= {name for pair in pairs for name in pair if not united.isdisjoint(pair)}
    assert united == set(made)


def test_a_phrase_that_a_crowd_uses_makes_no_pair() -> None:
    phrase = "at the end of the day nothing was left of it"
    made = {
        f"{k}": signature(f"{invented(k, 150)} {phrase} {invented(k + 999, 150)}")
        for k in range(99)
    }
    assert candidates(made) == ()


def test_partners_are_the_likeliest() -> None:
    made = {f"{k:02}": signature(AGENCY + invented(k, 20)) for k in range(40)}
    made |= {"least": signature(TRIMMED[:500] + invented(99, 100))}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(copy_signatures, "PARTNERS", 3)
        pairs = candidates(made)
    assert 20 <= len(pairs) <= 3 * len(made)


def test_a_note_that_unrelated_texts_have_does_not_count() -> None:
    documents = [document(f"{invented(k, 40)}.\n\n{NOTE}") for k in range(12)]
    assert copy_sets(copies(documents[:3])) != ()
    assert copies(documents) == ()
    kept = {each.id: signature(each.text) for each in documents}
    assert copies(documents[:3], signatures=kept) == ()


def test_what_related_texts_share_counts() -> None:
    shared = invented(0, 60)
    documents = [document(f"{shared} {NOTE} {invented(k, 10)}") for k in range(12)]
    assert len(copy_sets(copies(documents))) == 1


def test_a_passage_of_which_others_have_other_halves_is_no_furniture() -> None:
    first, second, third = (" ".join(NOTE.split()[k : k + 12]) for k in (0, 11, 22))
    texts = [f"{invented(k, 40)} {(first, second, third)[k % 3]}" for k in range(18)]
    is_furniture = Furniture({str(k): signature(text) for k, text in enumerate(texts)})
    told = words(f"{invented(50, 40)} {NOTE}")
    assert not is_furniture(told, (40, len(told)))


def test_furniture_forgets_when_it_knows_too_much() -> None:
    texts = [f"{invented(k, 40)}.\n\n{NOTE}" for k in range(12)]
    is_furniture = Furniture({str(k): signature(text) for k, text in enumerate(texts)})
    told = words(texts[0])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sayso.compare.copy_furniture.KNOWN_PASSAGES", 0)
        assert is_furniture(told, (40, len(told)))
        assert not is_furniture(told, (0, 40))
    assert not is_furniture(told, (0, 2))


def test_a_large_set_is_one_without_comparing_each_with_each() -> None:
    documents = [document(AGENCY + invented(k, 15)) for k in range(30)]
    found = copies(documents)
    assert copy_sets(found) == (frozenset(each.id for each in documents),)
    assert len(found) < 30 * 29 / 2


@pytest.mark.parametrize(
    ("text", "count"),
    [("東京は雨。", 4), ("It's 3.5 m, 1,000 and 9/11.", 8), ("Ёлка; ёлка", 2), ("", 0)],
)
def test_what_a_word_is(text: str, count: int) -> None:
    assert len(words(text)) == count


def test_words_know_their_places_sentences_and_quotations() -> None:
    told = words("He left. “We stay here,” she said.", "en")
    assert told.place(2, 5) == (10, 22)
    assert told.sentences == ((0, 2), (2, 7))
    assert np.flatnonzero(told.quoted).tolist() == [2, 3, 4]
    assert len(told.grams) == 5
