from __future__ import annotations

from sayso.compare.phrasings import MOST, phrasings
from sayso.traces import Judgement, JudgementKind


def judged(*subjects: str, kind: JudgementKind = "same_claim") -> Judgement:
    return Judgement(kind=kind, subjects=subjects)


def test_what_is_the_same_as_the_same_is_the_same() -> None:
    given = [judged("C", "D"), judged("B", "C"), judged("A", "B"), judged("X", "Y")]
    assert phrasings("A", given) == ("A", "B", "C", "D")
    assert phrasings("D", given[::-1])[0] == "D"
    assert set(phrasings("D", given[::-1])) == {"A", "B", "C", "D"}
    assert phrasings("Z", given) == ("Z",)


def test_capitals_white_space_and_a_full_stop_make_no_other_claim() -> None:
    assert phrasings("The  dam fell.", [judged("the dam\nfell", "It broke")]) == (
        "The  dam fell.",
        "It broke",
    )


def test_documents_and_other_judgements_are_no_phrasings() -> None:
    given = [judged("A", f"sha256:{'0' * 64}"), judged("A", "B", kind="merge")]
    assert phrasings("A", given) == ("A",)


def test_only_so_many_are_compared() -> None:
    assert len(phrasings("0", [judged(*map(str, range(3 * MOST)))])) == MOST
