from __future__ import annotations

import pytest

from sayso.annotate.claims import act, attributions, claims, manner
from sayso.annotate.nesting import deepen
from sayso.annotate.sources import find_sources
from sayso.records import Attribution, Claim, Link
from tests.annotate.paper import LEXICON, at, parts, raw, reading, related


def told(text: str, *found: object, links: tuple[Link, ...] = ()) -> list[Attribution]:
    """Return the records for attributions that are marked by hand."""
    segments = parts(text)
    given = deepen(related(text, *found), segments, LEXICON, lambda texts: [[] for _ in texts])  # type: ignore[arg-type]
    _, ids = find_sources(given, segments, LEXICON)
    return attributions(given, ids, segments, LEXICON, links)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the bridge was safe", "indirect"),
        ("“the bridge was safe”", "direct"),
        ('"The bridge," he said, "was safe"', "mixed"),
        ("the bridge was “quite safe” then", "mixed"),
        ("it stood", "indirect"),
    ],
)
def test_manner_is_how_much_stands_in_marks(text: str, expected: str) -> None:
    assert manner([(0, len(text))], [], parts(text)) == expected


def test_a_direct_quotation_around_its_cue_is_direct() -> None:
    text = "“The bridge,” he said, “was safe.”"
    content, cue = [at(text, "“The bridge,”"), at(text, "“was safe.”")], [at(text, "said")]
    assert manner(content, cue, parts(text)) == "direct"


def test_what_is_told_within_a_quotation_is_not_quoted_by_it() -> None:
    text = "“The minister said it rained,” he said."
    assert manner([at(text, "it rained")], [at(text, "said")], parts(text)) == "indirect"


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        ("said", "say"),
        ("told reporters", "say"),
        ("reported", "report"),
        ("according to", "cite"),
        ("claimed", "claim"),
        ("denied", "deny"),
        ("confirmed", "confirm"),
        ("speculates", "speculate"),
        ("believes", "believe"),
        ("asked", "ask"),
        ("Denied", "deny"),
        ("has denied having said", "say"),
        ("gurgled", "other"),
        ("", "other"),
    ],
)
def test_the_last_listed_word_of_the_cue_tells_the_act(cue: str, expected: str) -> None:
    assert act(cue, LEXICON) == expected


def test_a_record_is_named_by_its_place_and_points_at_its_words() -> None:
    text = "The mayor said it rained. Holm denied it."
    one, two = told(
        text, raw(text, "The mayor", "said", "it rained"), raw(text, "Holm", "denied", "it")
    )
    assert (one.id, one.source, one.manner, one.act) == ("a1", "s1", "indirect", "say")
    assert [each.text for each in one.content_spans] == ["it rained"]
    assert (two.id, two.source, two.act, two.parent) == ("a2", "s2", "deny", None)


@pytest.mark.parametrize(("where", "found"), [("said", True), ("mayor", True), ("rained", False)])
def test_a_link_on_cue_or_source_is_the_attributions(where: str, found: bool) -> None:  # noqa: FBT001
    text = "The mayor said it rained."
    start, end = at(text, where)
    url = "https://kelmouth.example/1"
    (one,) = told(
        text,
        raw(text, "The mayor", "said", "it rained"),
        links=(Link(start=start, end=end, url=url),),
    )
    assert one.url == (url if found else None)


def chains(found: list[Claim]) -> list[list[str]]:
    return [[link.source for link in each.chain] for each in found]


def test_a_content_is_a_claim_of_its_source() -> None:
    text = "The mayor said it rained."
    found = told(text, raw(text, "The mayor", "said", "it rained"))
    (claim,) = claims(found, LEXICON)
    assert (claim.id, claim.attribution, claim.origin) == ("c1", "a1", "s1")
    assert claim.evidentiality == "reported"
    assert (claim.certainty, claim.polarity, claim.facts) == (None, None, ())
    assert claim.spans == found[0].content_spans
    assert claim.cues == found[0].cue_spans


def test_what_nobody_is_named_for_has_no_origin() -> None:
    text = "It is said that the ferry sank."
    (claim,) = claims(told(text, raw(text, "", "is said", "that the ferry sank")), LEXICON)
    assert (claim.chain, claim.origin) == ((), None)


def test_what_a_relay_passes_on_is_one_claim_of_the_deepest() -> None:
    text = "A minister told the Kelmouth Times that it rained."
    (claim,) = claims(told(text, raw(text, "A minister", "told", "that it rained")), LEXICON)
    assert [link.via for link in claim.chain] == ["text", "text"]
    assert claim.origin == claim.chain[-1].source != claim.chain[0].source


def test_who_declines_to_comment_claims_nothing() -> None:
    text = "The mayor declined to comment on it."
    found = told(text, raw(text, "The mayor", "declined", "to comment on it"))
    assert len(found) == 1
    assert claims(found, LEXICON) == []


def test_one_who_cites_and_says_more_has_a_claim_of_his_own() -> None:
    text = "Ada said that it rained all week long and that Bo said it poured."
    found = told(
        text,
        raw(text, "Ada", "said", "that it rained all week long and that Bo said it poured"),
        raw(text, "Bo", at(text, "said", 1), "it poured"),
    )
    assert chains(claims(found, LEXICON)) == [["s1"], ["s1", "s2"]]


@pytest.mark.parametrize(
    ("text", "name", "manner_", "act_"),
    [
        ("“The bridge was safe,” Anna Reuss said on Friday.", "Anna Reuss", "direct", "say"),
        ("Anna Reuss said the bridge was safe on Friday.", "Anna Reuss", "indirect", "say"),
        ("The mayor denied that the money had been stolen.", "mayor", "indirect", "deny"),
        ("The Kelmouth Times reported that it was shut.", "Kelmouth Times", "indirect", "report"),
        ("Anna Reuss said the bridge was “quite safe” in May.", "Anna Reuss", "mixed", "say"),
    ],
)
def test_the_shipped_model_and_what_is_done_how(
    text: str, name: str, manner_: str, act_: str
) -> None:
    (found,) = reading(text).by(name)
    assert (found.manner, found.act) == (manner_, act_)
