from __future__ import annotations

import pytest

from sayso.compare.copies import copies
from sayso.records import Credit, Document, Link, Outlet
from sayso.traces import Relation
from tests.compare.reservoir import AGENCY, COMMENT, REWRITTEN, TRIMMED, document, from_outlet

BODY = AGENCY.replace("KELMOUTH (Reuters) - ", "")
SAME = BODY.replace("Some forty", "Forty").replace("small firm", "tiny firm")


def found(one: Document, other: Document, *credits_: Credit) -> Relation:
    """What is found between the two; the credits are the first document's."""
    (relation,) = copies([one, other], {one.id: credits_})
    (turned,) = copies([other, one], {one.id: credits_})
    assert relation == turned
    return relation


def test_a_credit_tells_it_for_certain() -> None:
    earlier = from_outlet(TRIMMED, "Kelmouth Courier")
    later = document(BODY, published="2014-01-01")
    credit = Credit(kind="republished_from", name="Kelmouth Courier")
    relation = found(later, earlier, credit)
    assert (relation.later, relation.inferred) == (later.id, False)
    assert "credited to Kelmouth Courier" in relation.why


def test_a_credit_by_its_address() -> None:
    earlier, later = document(TRIMMED, url="https://kelmouth.example/1"), document(BODY)
    credit = Credit(kind="republished_from", name="a friend", url="https://kelmouth.example/1")
    assert found(later, earlier, credit).later == later.id


def test_a_photograph_tells_nothing() -> None:
    earlier, later = from_outlet(BODY, "Kelmouth Courier"), document(TRIMMED)
    credit = Credit(kind="photo", name="Kelmouth Courier")
    assert "credited" not in found(later, earlier, credit).why


def test_an_agencys_own_page_is_the_earlier() -> None:
    agency = from_outlet(TRIMMED, "Reuters")
    later = document(BODY)
    relation = found(later, agency, Credit(kind="agency", name="Reuters"))
    assert relation.later == later.id


def test_two_with_the_agencys_credit_are_told_by_something_else() -> None:
    one, other = document(BODY, published="2014-05-02"), document(TRIMMED, published="2014-05-01")
    agency = [Credit(kind="agency", name="Reuters")]
    (relation,) = copies([one, other], {one.id: agency, other.id: agency})
    assert (relation.later, relation.why.rpartition("; ")[2]) == (one.id, "it is dated later")


def test_a_link_tells_it_for_certain() -> None:
    earlier = document(TRIMMED, url="https://kelmouth.example/1")
    later = document(BODY, links=(Link(start=0, end=4, url="https://kelmouth.example/1"),))
    relation = found(later, earlier)
    assert (relation.later, relation.inferred) == (later.id, False)


def test_who_names_the_other_is_the_later() -> None:
    earlier = from_outlet(TRIMMED, "The Guardian")
    later = document(
        BODY + "\nAll this was first in the Guardian, which has sent a reporter to the valley."
    )
    relation = found(later, earlier)
    assert (relation.later, relation.inferred) == (later.id, True)
    assert "it names The Guardian" in relation.why


def test_a_signature_in_brackets_is_a_name_too() -> None:
    relation = found(document(AGENCY + REWRITTEN), document(COMMENT + "\n\n" + BODY))
    assert relation.earlier == document(AGENCY + REWRITTEN).id
    assert "it names Reuters" in relation.why


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2014-05-02", "2014-05-01"),
        ("2014-05-02T09:00:00+02:00", "2014-05-01"),
        ("2014-05-02T09:00:00+02:00", "2014-05-02T06:30:00+00:00"),
    ],
)
def test_dates_tell_it(one: str, other: str) -> None:
    later = document(BODY, published=one)
    relation = found(later, document(TRIMMED, published=other))
    assert relation.later == later.id
    assert relation.why.endswith("it is dated later")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2014-05-02", "2014-05-02"),
        ("2014-05-02T09:00:00", "2014-05-02T08:00:00+00:00"),
        ("2014-05-02T09:00:00", "2014-05-02T08:00:00"),
        ("2014-05-02", "in May"),
        ("2014-05-02", None),
    ],
)
def test_dates_that_tell_nothing(one: str, other: str | None) -> None:
    relation = found(document(BODY, published=one), document(TRIMMED, published=other))
    assert relation.later == document(TRIMMED).id
    assert "a greater part" in relation.why


def test_who_has_the_words_in_quotation_marks_is_the_later() -> None:
    piece = "\n\n".join(BODY.split("\n\n")[:2]).replace("the harbour master said ", "")
    later = document(
        f"“{piece.replace(chr(10) * 2, ' ')}” That is what hangs on the door of the inn."
    )
    relation = found(later, document(piece))
    assert relation.later == later.id
    assert "in quotation marks" in relation.why


def test_a_name_of_no_listed_outlet_is_its_own() -> None:
    earlier = from_outlet(TRIMMED, "Lindmoor Bugle")
    later = document(BODY)
    assert not found(
        later, earlier, Credit(kind="republished_from", name="Lindmoor Bugle")
    ).inferred
    by_domain = document(TRIMMED, outlet=Outlet(domain="bugle.example"))
    assert not found(
        later, by_domain, Credit(kind="republished_from", name="bugle.example")
    ).inferred


def test_of_texts_of_one_length_the_order_is_always_the_same() -> None:
    one, other = document(BODY), document(BODY.upper())
    relation = found(one, other)
    assert relation.later == max(one.id, other.id)
    assert "nothing tells" in relation.why


def test_the_longer_of_two_alike_is_the_earlier() -> None:
    assert found(document(SAME), document(BODY)).earlier == document(BODY).id
    assert found(document(REWRITTEN), document(BODY)).later == document(REWRITTEN).id
