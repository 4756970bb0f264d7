from __future__ import annotations

import msgspec
import pytest

from sayso.acquire.text import exact
from sayso.annotate.chains import complete, lineage, teller, text_chain
from sayso.annotate.claims import attributions, claims
from sayso.annotate.credits import find_credits
from sayso.annotate.media import Media
from sayso.annotate.nesting import deepen
from sayso.annotate.sources import find_sources
from sayso.records import Attribution, Block, Claim, Credit, Link, Outlet
from sayso.spans import span
from tests.annotate.paper import LEXICON, annotator, at, parts, raw, related

RAIN = "The mayor said it rained."
HOLM = Outlet(name="Holm Weekly", domain=None)


def chains(
    text: str,
    *found: object,
    credited: tuple[Credit, ...] = (),
    links: tuple[Link, ...] = (),
    outlet: Outlet = HOLM,
    own: str = "",
) -> list[list[tuple[str, str]]]:
    """Return for each claim the names in its chain with how each is known."""
    segments = parts(text)
    document = msgspec.structs.replace(exact(text), outlet=outlet, links=links)
    given = deepen(related(text, *found), segments, LEXICON, lambda texts: [[] for _ in texts])  # type: ignore[arg-type]
    media = Media(text, LEXICON, outlet, links)
    sources, ids = find_sources(given, segments, LEXICON, media)
    said = attributions(given, ids, segments, LEXICON, links)
    claimed = claims(said, LEXICON)
    if own:
        place = span(text, *at(text, own))
        claimed.append(Claim(id="c9", spans=(place,), attribution=None, chain=(), origin=None))
    done = complete(claimed, said, sources, credited, document, LEXICON)
    names = {each.id: each.name for each in done.sources}
    return [[(names[link.source], link.via) for link in each.chain] for each in done.claims]


def credit(kind: str, name: str, text: str = "") -> Credit:
    spans = (span(text, *at(text, name)),) if text else ()
    return Credit(kind=kind, name=name, spans=spans)  # type: ignore[arg-type]


def mayor(text: str) -> object:
    return raw(text, "The mayor", "said", "it rained")


@pytest.mark.parametrize("kind", ["republished_from", "translated_from", "agency"])
def test_who_gave_the_article_stands_before_all_others(kind: str) -> None:
    found = chains(RAIN, mayor(RAIN), credited=(credit(kind, "Kelmouth Times"),))
    assert found == [[("Kelmouth Times", "credit"), ("mayor", "text")]]


@pytest.mark.parametrize("kind", ["photo", "contributed"])
def test_who_gave_a_picture_or_a_hand_stands_in_no_chain(kind: str) -> None:
    found = chains(RAIN, mayor(RAIN), credited=(credit(kind, "Kelmouth Times"),))
    assert found == [[("mayor", "text")]]


def test_what_the_article_asserts_is_the_word_of_who_gave_it() -> None:
    text = "It rained all week in Holm."
    found = chains(text, credited=(credit("republished_from", "Reuters"),), own="It rained")
    assert found == [[("Reuters", "credit")]]


def test_the_nearest_comes_first() -> None:
    given = (credit("agency", "Reuters"), credit("republished_from", "The Guardian"))
    assert chains(RAIN, mayor(RAIN), credited=given) == [
        [("The Guardian", "credit"), ("Reuters", "credit"), ("mayor", "text")]
    ]


def test_several_agencies_leave_open_whose_word_it_is() -> None:
    given = (credit("agency", "Reuters"), credit("agency", "AFP"))
    assert chains(RAIN, mayor(RAIN), credited=given) == [[("mayor", "text")]]


def test_an_agency_under_two_names_is_one() -> None:
    given = (credit("agency", "AP"), credit("agency", "Associated Press"))
    (found,) = chains(RAIN, mayor(RAIN), credited=given)
    assert [via for _, via in found] == ["credit", "text"]


def test_the_articles_own_outlet_is_no_hand() -> None:
    text = "The mayor told Reuters that it rained."
    told = raw(text, "The mayor", "told", "that it rained")
    own = Outlet(name="Reuters", domain="reuters.com")
    given = (credit("agency", "Reuters"),)
    assert chains(text, told, credited=given, outlet=own) == [[("mayor", "text")]]
    assert chains(text, told) == [[("Reuters", "text"), ("mayor", "text")]]


def test_an_agency_that_signs_a_text_of_unknown_outlet_is_its_teller() -> None:
    given = (credit("agency", "Reuters"),)
    assert chains(RAIN, mayor(RAIN), credited=given, outlet=Outlet()) == [[("mayor", "text")]]
    document = exact(RAIN)
    assert teller(document, given).name == "Reuters"
    assert teller(document, ()).name is None


def test_whom_the_text_names_already_is_not_doubled() -> None:
    text = "Reuters reported that it rained."
    found = chains(
        text,
        raw(text, "Reuters", "reported", "that it rained"),
        credited=(credit("agency", "Reuters"),),
    )
    assert found == [[("Reuters", "text")]]


def test_a_credited_outlet_is_a_source_and_its_mention_the_credit() -> None:
    text = f"{RAIN} From Reuters."
    document = msgspec.structs.replace(exact(text), outlet=HOLM)
    done = complete([], [], [], [credit("agency", "Reuters", text)], document, LEXICON)
    (source,) = done.sources
    assert (source.name, source.type, source.outlet) == ("Reuters", "agency", "Reuters")
    assert [each.text for each in source.mentions] == ["Reuters"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("This article first appeared in the Kelmouth Times.", [("Kelmouth Times", "credit")]),
        ("The photo first appeared in the Kelmouth Times.", []),
    ],
)
def test_of_the_whole_article_speaks_only_a_sentence_that_names_it(
    text: str, expected: list[tuple[str, str]]
) -> None:
    document = msgspec.structs.replace(
        exact(text),
        outlet=HOLM,
        blocks=(Block(kind="paragraph", start=0, end=len(text)),),
    )
    given = find_credits(document)
    assert given
    claim = Claim(id="c1", spans=(span(text, 0, 4),), attribution=None, chain=(), origin=None)
    done = complete([claim], [], [], given, document, LEXICON)
    names = {each.id: each.name for each in done.sources}
    assert [(names[e.source], e.via) for e in done.claims[0].chain] == expected


def linked(text: str, words: str, url: str = "https://www.theguardian.com/x") -> Link:
    start, end = at(text, words)
    return Link(start=start, end=end, url=url)


@pytest.mark.parametrize("words", ["Reports", "said"])
def test_reports_without_a_name_are_the_outlets_to_which_they_link(words: str) -> None:
    text = "Reports said that it rained."
    found = raw(text, "Reports", "said", "that it rained")
    assert chains(text, found, links=(linked(text, words),)) == [[("The Guardian", "link")]]


@pytest.mark.parametrize("words", ["Reports", "Media", "Media reports", "Several news reports"])
def test_without_a_name_and_a_link_they_are_nobody(words: str) -> None:
    text = f"{words} said that it rained."
    assert chains(text, raw(text, words, "said", "that it rained")) == [[]]


def test_who_speaks_where_the_link_leads_to_has_spoken_to_that_outlet() -> None:
    found = chains(RAIN, mayor(RAIN), links=(linked(RAIN, "said"),))
    assert found == [[("The Guardian", "link"), ("mayor", "text")]]


def test_a_link_to_the_outlet_that_is_named_adds_nothing() -> None:
    text = "The Guardian said that it rained."
    found = raw(text, "The Guardian", "said", "that it rained")
    assert chains(text, found, links=(linked(text, "said"),)) == [[("Guardian", "text")]]


@pytest.mark.parametrize("url", ["https://holm.example/a", "mailto:a@b", "https://[::1"])
def test_a_link_that_leads_to_no_outlet_tells_nothing(url: str) -> None:
    assert chains(RAIN, mayor(RAIN), links=(linked(RAIN, "said", url),)) == [[("mayor", "text")]]


def test_a_link_within_the_own_site_tells_nothing() -> None:
    own = Outlet(name=None, domain="theguardian.com")
    found = chains(RAIN, mayor(RAIN), links=(linked(RAIN, "said"),), outlet=own)
    assert found == [[("mayor", "text")]]


def told(name: str, parent: str | None, source: str | None) -> Attribution:
    return Attribution(
        id=name,
        source=source,
        source_spans=(),
        cue_spans=(),
        content_spans=(),
        manner="indirect",
        act="say",
        score=1.0,
        parent=parent,
    )


def test_a_lineage_ends_though_the_records_are_a_ring() -> None:
    ring = {"a1": told("a1", "a2", "s1"), "a2": told("a2", "a1", "s2")}
    assert [each.id for each in lineage(ring["a1"], ring)] == ["a2", "a1"]


def test_who_quotes_himself_is_one_hand() -> None:
    line = {"a1": told("a1", None, "s1"), "a2": told("a2", "a1", "s1")}
    (link,) = text_chain(line["a2"], line)
    assert (link.source, link.attribution) == ("s1", "a2")


def test_the_shipped_model_and_a_translated_article() -> None:
    text = "Holm floods\n\nIt rained, Mayor Ida Brandt said on Monday.\n\nThe river rose."
    document = msgspec.structs.replace(exact(text), outlet=HOLM, byline=("Reuters",), language="en")
    found = annotator()(document)
    names = {each.id: each.name for each in found.sources}
    (claim,) = [each for each in found.claims if each.attribution is not None]
    assert [names[link.source] for link in claim.chain] == ["Reuters", "Ida Brandt"]


def test_who_told_the_story_first_stands_before_what_the_article_tells_by_itself() -> None:
    text = "A goat sat there. The story was first reported by Reuters. The mayor said it rained."
    found = chains(
        text, raw(text, "Reuters", "reported by", "The story"), mayor(text), own="A goat"
    )
    assert found == [[("Reuters", "text")], [("mayor", "text")], [("Reuters", "credit")]]
    own = Outlet(name="Reuters", domain="reuters.com")
    given = raw(text, "Reuters", "reported by", "The story")
    assert chains(text, given, outlet=own, own="A goat")[-1] == []
