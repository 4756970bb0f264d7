"""What the rules do where the examples of their pages do not lead: on annotations made by hand."""

from __future__ import annotations

import msgspec
import pytest

from sayso.checks import Article
from sayso.records import Block, ChainLink, Credit, Input, Link, Outlet
from tests.checks.made import Made, number, place, restated


@pytest.mark.parametrize(
    ("head", "body", "differ"),
    [
        (("500", "exact"), ("300", "exact"), True),
        (("500", "about"), ("480", "exact"), False),
        (("500", "about"), ("300", "exact"), True),
        (("300", "at_least"), ("500", "exact"), False),
        (("500", "at_least"), ("300", "exact"), True),
        (("500", "at_most"), ("300", "exact"), False),
        (("300", "exact"), ("300", "about"), False),
        (("hundreds", "exact"), ("300", "exact"), False),
    ],
)
def test_figures_disagree_as_they_are_hedged(
    made: Made, head: tuple[str, str], body: tuple[str, str], *, differ: bool
) -> None:
    below = made.claim(facts=(number(made, *body), place(made)))
    restated(made, below, facts=(number(made, *head), place(made)))
    assert bool(made.found("FA401")) == differ


def test_a_figure_that_is_denied_disagrees_with_none(made: Made) -> None:
    for own, other in (("negative", "positive"), ("positive", "negative")):
        below = made.claim(facts=(number(made, "300"), place(made)), polarity=other)
        restated(made, below, facts=(number(made, "500"), place(made)), polarity=own)
    assert made.found("FA401") == ()


def test_figures_of_claims_that_share_nothing_else_are_not_compared(made: Made) -> None:
    restated(made, made.claim(facts=(number(made, "300"),)), facts=(number(made, "500"),))
    assert made.found("FA401") == ()


@pytest.mark.parametrize(
    ("kind", "told"),
    [("denied", "says is denied"), ("doubted", "says is doubted"), ("unverified", "unconfirmed")],
)
def test_a_headline_may_not_state_what_the_text_speaks_against(
    made: Made, kind: str, told: str
) -> None:
    below = made.claim(made.says(made.source("Per Holm")), facts=(place(made),))
    restated(made, below, facts=(place(made),))
    made.tells(kind, below)
    (finding,) = made.found("CE201")
    assert told in finding.message
    assert finding.claims == ("c2", "c1")


def test_a_headline_may_not_state_what_an_unnamed_source_says_or_its_source_denies(
    made: Made,
) -> None:
    unnamed = made.claim(made.says(made.source("a source", "unnamed")), facts=(place(made),))
    denied = made.claim(
        made.says(made.source("Per Holm")), polarity="negative", facts=(place(made),)
    )
    believed = made.claim(
        made.says(made.source("people", "unnamed"), act="believe"), facts=(place(made),)
    )
    for below in (unnamed, denied, believed):
        restated(made, below, facts=(place(made),))
    first, second = made.found("CE201")
    assert "has from an unnamed source" in first.message
    assert "has denied by its source" in second.message


@pytest.mark.parametrize(
    ("where", "words", "found"),
    [
        ("lead", "A pier is shut.", True),
        (None, "A pier is shut.", False),
        (None, "It rained.", True),
    ],
)
def test_a_headline_states_what_its_lead_does_or_what_is_said_in_its_words(
    made: Made, where: str | None, words: str, *, found: bool
) -> None:
    source = made.source("a source", "unnamed")
    below = made.claim(made.says(source), facts=(place(made),), place=where)
    restated(made, below, facts=(place(made),), spans=(made.words(words),))
    assert bool(made.found("CE201")) == found


def test_a_claim_of_no_words_is_like_no_other(made: Made) -> None:
    wordless = made.claim(spans=(made.words("…"),))
    assert Article(made.annotations()).alike(wordless, made.claim()) == 0


def test_the_text_may_say_why_a_name_is_withheld(made: Made) -> None:
    why = made.words("for fear of reprisal")
    source = made.source("a source", "unnamed", anonymity=why)
    made.claim(made.says(source), place="lead", facts=(place(made),))
    (finding,) = made.found("SO101")
    assert "The text says why the name is withheld" in finding.message


def test_who_also_has_a_named_source_rests_on_more(made: Made) -> None:
    below = made.claim(made.says(made.source("Per Holm")), facts=(place(made),))
    source = made.source("a source", "unnamed")
    made.claim(made.says(source), place="lead", facts=(place(made),), restates=below.id)
    assert made.found("SO101") == ()


def test_what_somebody_named_tells_soon_after_does_not_rest_on_the_unnamed(made: Made) -> None:
    source = made.source("a source", "unnamed")
    made.claim(made.says(source), place="lead", facts=(place(made),))
    made.claim(made.says(made.source("people", "unnamed")))
    said = made.says(made.source("Per Holm"))
    block = Block(kind="paragraph", start=0, end=len(made.text))
    assert len(made.found("SO101", blocks=(block,))) == 1
    made.claim(said)
    assert made.found("SO101", blocks=(block,)) == ()
    assert len(made.found("SO101")) == 1


@pytest.mark.parametrize("act", ["believe", "report", "other"])
def test_who_gives_no_word_is_no_source_to_rest_on(made: Made, act: str) -> None:
    by = made.says(made.source("a source", "unnamed"), act=act)
    made.claim(by, place="lead", facts=(place(made),))
    assert made.found("SO101") == ()


def test_an_agency_whose_text_it_is_is_no_step(made: Made) -> None:
    agency = made.source("Nordbild", "agency", outlet="Nordbild")
    official = made.source("Per Holm")
    made.claim(made.says(agency, official), agency, official)
    assert len(made.found("SO104")) == 1
    made.credits.append(Credit(kind="agency", name="Nordbild"))
    assert made.found("SO104") == ()


def test_who_is_not_known_or_tells_nothing_is_no_step(made: Made) -> None:
    outlet = made.source("Hafenbote", "outlet", outlet="Hafenbote")
    official = made.source("Per Holm")
    someone = made.source("he", resolved=False)
    unlisted = made.source("his editor", "outlet")
    paper = made.source("a paper", "outlet", named=False)
    made.claim(made.says(outlet, someone), outlet, someone)
    made.claim(made.says(unlisted, official), unlisted, official)
    made.claim(made.says(paper, official, act="cite"), paper, official)
    for act in ("believe", "report"):
        made.claim(made.says(outlet, official, act=act), outlet, official)
    nothing = made.claim(made.says(outlet, official), outlet, official)
    hands = tuple(ChainLink(source=s.id, attribution=None, via="text") for s in (outlet, official))
    made.claims[-1] = msgspec.structs.replace(nothing, chain=hands)
    assert made.found("SO104") == ()
    made.claim(made.says(outlet, official), outlet, official)
    assert len(made.found("SO104")) == 1
    assert made.found("SO104", outlet=Outlet(name="Hafenbote")) == ()


def test_a_link_to_the_first_hand_may_lie_anywhere(made: Made) -> None:
    outlet = made.source("BBC", "outlet", outlet="BBC")
    official = made.source("Per Holm")
    made.claim(made.says(outlet, official), outlet, official)
    at = outlet.mentions[0].start
    for link in (
        Link(start=at, end=at + 3, url="https://kelmouth.example/a"),
        Link(start=0, end=1, url="https://www.bbc.co.uk/news/1"),
    ):
        made.links = [link]
        assert made.found("SO104") == ()
    made.links = []
    made.claims.clear()
    made.claim(made.says(outlet, official, url="https://orlenz.example/a"), outlet, official)
    assert made.found("SO104") == ()


def test_what_an_outlet_is_told_is_no_step_where_it_may_be_the_publisher(made: Made) -> None:
    outlet = made.source("Hafenbote", "outlet", outlet="Hafenbote")
    official = made.source("Per Holm")
    made.says(outlet, inferred=True)
    by = made.says(official)
    claim = made.claim(by, outlet, official)
    first = ChainLink(source=outlet.id, attribution="a1", via="text")
    made.claims[-1] = msgspec.structs.replace(claim, chain=(first, claim.chain[1]))
    assert made.found("SO104") == ()
    assert len(made.found("SO104", outlet=Outlet(name="Orlenz Post"))) == 1
    made.says(made.source("BBC", "outlet", outlet="BBC"), inferred=True)
    assert len(made.found("SO104")) == 1
    made.attributions.pop()
    made.says(outlet, act="cite")
    assert len(made.found("SO104")) == 1


def test_an_outlet_need_not_link_itself_nor_what_it_links_elsewhere(made: Made) -> None:
    made.links.append(Link(start=0, end=3, url="https://www.bbc.co.uk/news/1"))
    for name in ("BBC", "Reuters", "The Guardian"):
        kind = "outlet" if name != "Reuters" else "agency"
        made.claim(made.says(made.source(name, kind, outlet=name)))
    (finding,) = made.found("SO105")
    assert "The Guardian" in finding.message
    assert finding.claims == ("c3",)
    assert made.found("SO105", outlet=Outlet(domain="www.theguardian.com")) == ()


def test_only_a_page_with_links_to_others_can_link_a_report(made: Made) -> None:
    made.claim(made.says(made.source("The Guardian", "outlet", outlet="The Guardian")))
    own = "https://kelmouth.example/bridge"
    made.links.append(Link(start=0, end=3, url=own + "?from=top#end"))
    assert made.found("SO105", url=own) == ()
    made.links.append(Link(start=0, end=3, url="https://kelmouth.example/gates"))
    assert len(made.found("SO105", url=own)) == 1
    plain = Input(source="x.txt", sha256="0" * 64, media_type="text/plain")
    assert made.found("SO105", url=own, input=plain) == ()


def test_what_is_linked_needs_no_other_source(made: Made) -> None:
    facts = (number(made, "300"), place(made))
    claim = made.claim(facts=facts)
    assert len(made.found("SO102")) == 1
    at = claim.spans[0].start
    made.links.append(Link(start=at, end=at + 3, url="https://kelmouth.example/"))
    assert made.found("SO102") == ()


def test_a_credit_with_an_address_or_no_outlet_leads_somewhere_or_is_none(made: Made) -> None:
    for name, url in (("BBC", "https://www.bbc.co.uk/"), ("Nov 20", None), ("BBC", None)):
        made.credits.append(Credit(kind="republished_from", name=name, url=url))
    made.source("Nov 20", "outlet")
    assert len(made.found("RE501")) == 1
    made.links.append(Link(start=0, end=3, url="https://www.bbc.co.uk/news/1"))
    assert made.found("RE501") == ()


def test_an_agency_s_text_may_not_be_signed_by_the_outlet(made: Made) -> None:
    own = Outlet(name="Harrow Post")
    staff = ("Harrow Post staff",)
    made.credits.append(Credit(kind="agency", name="Harrow Post", spans=(made.words("Post"),)))
    assert made.found("RE502", byline=staff, outlet=own) == ()
    made.credits += [
        Credit(kind="agency", name=name, spans=(made.words(name),)) for name in ("Reuters", "AFP")
    ]
    (finding,) = made.found("RE502", byline=staff, outlet=own)
    assert "“Reuters” and signed “Harrow Post staff”" in finding.message
    for byline in ((), ("Ida Brook",), (*staff, "Reuters")):
        assert made.found("RE502", byline=byline, outlet=own) == ()
    made.credits.append(Credit(kind="contributed", name="Per Holm"))
    assert made.found("RE502", byline=staff, outlet=own) == ()
