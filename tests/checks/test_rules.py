"""What the rules do where the examples of their pages do not lead: on annotations made by hand."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

import msgspec
import pytest

from sayso.checks import Article, checked, shipped
from sayso.records import (
    Annotations,
    Attribution,
    Block,
    Caption,
    ChainLink,
    Claim,
    Credit,
    Document,
    Evidence,
    Fact,
    Finding,
    Input,
    Link,
    Outlet,
    Source,
    Stance,
    document_id,
)
from sayso.spans import Span, span

SURE = Stance(certainty="full", polarity="positive")
OPEN = Stance(certainty="neutral")


@dataclass
class Made:
    """An article whose text grows with what is put into it."""

    text: str = ""
    claims: list[Claim] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    captions: list[Caption] = field(default_factory=list)
    credits: list[Credit] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def words(self, words: str) -> Span:
        start = len(self.text)
        self.text += words + "\n"
        return span(self.text, start, start + len(words))

    def fact(self, words: str, **values: object) -> Fact:
        return Fact(span=self.words(words), **values)  # type: ignore[arg-type]

    def source(self, name: str, kind: str = "person", **values: object) -> Source:
        made = Source(
            **{
                "id": f"s{len(self.sources) + 1}",
                "name": name,
                "type": kind,
                "named": kind != "unnamed",
                "mentions": (self.words(name),),
                **values,
            }  # type: ignore[arg-type]
        )
        self.sources.append(made)
        return made

    def says(self, *sources: Source, **values: object) -> Attribution:
        made = Attribution(
            **{
                "id": f"a{len(self.attributions) + 1}",
                "source": sources[-1].id if sources else None,
                "source_spans": sources[-1].mentions if sources else (),
                "cue_spans": (self.words("said"),),
                "content_spans": (self.words("it rained"),),
                "manner": "indirect",
                "act": "say",
                "score": 0.9,
                **values,
            }  # type: ignore[arg-type]
        )
        self.attributions.append(made)
        return made

    def claim(self, by: Attribution | None = None, *hands: Source, **values: object) -> Claim:
        every = [by.source] if by and by.source and not hands else [each.id for each in hands]
        attribution = by.id if by else None
        made = Claim(
            **{
                "id": f"c{len(self.claims) + 1}",
                "spans": by.content_spans if by else (self.words("The bridge fell."),),
                "attribution": attribution,
                "chain": tuple(
                    ChainLink(source=each, attribution=attribution, via="text") for each in every
                ),
                "origin": every[-1] if every else None,
                "evidentiality": "reported" if by else "asserted",
                "certainty": "full",
                "polarity": "positive",
                "author": OPEN if by else SURE,
                **values,
            }  # type: ignore[arg-type]
        )
        self.claims.append(made)
        return made

    def tells(self, kind: str, *claims: Claim, **values: object) -> Evidence:
        words = (self.words("It is so or not."),)
        made = Evidence(
            **{
                "id": f"e{len(self.evidence) + 1}",
                "kind": kind,
                "spans": words,
                "cues": words,
                "claims": tuple(each.id for each in claims),
                **values,
            }  # type: ignore[arg-type]
        )
        self.evidence.append(made)
        return made

    def annotations(self, **values: object) -> Annotations:
        given = Input(source="x.html", sha256="0" * 64, media_type="text/html")
        document = Document(
            **{
                "id": document_id(self.text),
                "text": self.text,
                "input": given,
                "links": tuple(self.links),
                **values,
            }  # type: ignore[arg-type]
        )
        return Annotations(
            document=document,
            credits=tuple(self.credits),
            sources=tuple(self.sources),
            attributions=tuple(self.attributions),
            claims=tuple(self.claims),
            evidence=tuple(self.evidence),
            captions=tuple(self.captions),
        )

    def found(self, code: str, **values: object) -> tuple[Finding, ...]:
        return checked(self.annotations(**values), [shipped()[code]]).findings


@pytest.fixture
def made() -> Made:
    return Made()


def restated(made: Made, below: Claim, place: str = "headline", **values: object) -> Claim:
    given = {"place": place, "restates": below.id, "spans": below.spans, **values}
    return made.claim(None, **given)


def number(made: Made, value: str, modifier: str = "exact") -> Fact:
    words = f"{modifier} {value} men"
    return made.fact(words, kind="quantity", value=value, modifier=modifier, unit="men")


def place(made: Made) -> Fact:
    return made.fact("Harrow", kind="place", value="Harrow")


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


@pytest.mark.parametrize(
    ("value", "words", "published", "found"),
    [
        ("2015-07", "July 2015", "2015-11-02", True),
        ("2015-10", "October 2015", "2015-11-02", False),
        ("2015-07", "July", "2015-11-02", False),
        ("2015", "2015", "2016-11-02", False),
        ("2015-07-01", "1 July 2015", None, False),
    ],
)
def test_a_picture_is_older_than_the_month_before(
    made: Made, value: str, words: str, published: str | None, *, found: bool
) -> None:
    fact = made.fact(words, kind="date", value=value)
    made.captions.append(Caption(spans=(fact.span,), facts=(fact, place(made))))
    assert bool(made.found("FA403", published=published)) == found


def test_a_portrait_without_a_place_is_taken_for_no_event(made: Made) -> None:
    fact = made.fact("July 2015", kind="date", value="2015-07")
    who = made.fact("Per Holm", kind="participant", value="Per Holm")
    made.captions.append(Caption(spans=(fact.span,), facts=(fact, who)))
    assert made.found("FA403", published="2015-11-02") == ()


def test_a_picture_of_the_time_that_the_text_tells_of_is_none_from_another(made: Made) -> None:
    fact = made.fact("July 2015", kind="date", value="2015-07")
    made.captions.append(Caption(spans=(fact.span,), facts=(fact, place(made))))
    made.claim(facts=(made.fact("on 3 October 2015", kind="date", value="2015-10-03"),))
    assert len(made.found("FA403")) == 1
    made.claim(facts=(made.fact("on 3 July 2015", kind="date", value="2015-07-03"),))
    assert made.found("FA403") == ()


def test_days_to_come_are_those_of_sure_claims_with_their_year(made: Made) -> None:
    facts = (made.fact("3 May 2016", kind="date", value="2016-05-03"),)
    made.claim(facts=facts)
    made.claim(facts=facts, certainty="partial")
    made.claim(facts=(made.fact("3 May", kind="date", value="2016-05-03"),))
    assert made.found("FA402") == ()
    (finding,) = made.found("FA402", published="2015-11-02")
    assert finding.claims == ("c1",)


@pytest.mark.parametrize(
    ("passes_on", "shares", "found"),
    [(True, False, True), (True, True, False), (False, False, False)],
)
def test_a_confirmation_has_a_fact_in_common_or_is_the_word_of_who_confirms(
    made: Made, *, passes_on: bool, shares: bool, found: bool
) -> None:
    outlet, sailor = made.source("Hafenbote", "outlet"), made.source("Ida Brook")
    about = made.claim(made.says(made.source("Per Holm")), facts=(place(made),))
    hands = (outlet, sailor) if passes_on else (outlet,)
    facts = (place(made),) if shares else (number(made, "3"),)
    said = made.claim(made.says(*hands), *hands, facts=facts)
    made.tells("confirmed", about, source=outlet.id, spans=said.spans)
    assert bool(made.found("CO302")) == found


def minds(made: Made, *sources: Source) -> None:
    for each in sources:
        made.claim(made.says(each, act="believe"), certainty="neutral")


def test_a_mind_is_read_once_and_only_a_persons(made: Made) -> None:
    body, short = made.source("Trade and Harbour"), made.source("TAH", "organisation")
    both = made.words("Ministry of Trade and Harbour (TAH)")
    made.sources[0] = Source(
        id=body.id, name=body.name, type="person", named=True, mentions=(both,)
    )
    holm = made.source("Per Holm")
    minds(made, body, short, holm, holm, made.source("he", resolved=False))
    (finding,) = made.found("CE204")
    assert "Per Holm" in finding.message


def test_no_mind_is_read_where_words_are_quoted_that_may_be_anybodys(made: Made) -> None:
    holm, brook = made.source("Per Holm"), made.source("Ida Brook")
    made.says(brook, manner="direct")
    minds(made, holm, brook)
    assert len(made.found("CE204")) == 1
    made.says(made.source("the cleric", "unnamed"), manner="direct")
    assert made.found("CE204") == ()


def test_a_question_left_open_calls_nothing_unconfirmed(made: Made) -> None:
    made.tells("unconfirmed", made.claim(), open=True)
    assert made.found("CO301") == ()
    made.tells("unconfirmed")
    assert len(made.found("CO301")) == 1


def told_about(made: Made, **values: object) -> Attribution:
    """Return an attribution without a source of which the content stands about the cue."""
    about, cue, told = made.words("The bridge"), made.words("is said"), made.words("to have sunk")
    return made.says(cue_spans=(cue,), content_spans=(about, told), **values)


def test_what_was_said_is_not_vouched_for_or_left_open(made: Made) -> None:
    for values in ({"author": SURE}, {"certainty": "neutral"}, {"evidentiality": "inferred"}):
        made.claim(told_about(made, act="report"), **values)
    made.claim(told_about(made, act="report", scope="continued"))
    made.claim(told_about(made, act="report", manner="direct"))
    made.claim(made.says(act="report"))
    made.claim(told_about(made, score=0.7))
    assert made.found("SO103") == ()
    made.claim(told_about(made))
    made.claim(told_about(made, act="report", score=0.7))
    assert len(made.found("SO103")) == 2


def test_a_link_or_a_source_beside_answers_who_reports(made: Made) -> None:
    by = told_about(made, act="report")
    made.claim(by)
    assert len(made.found("SO103")) == 1
    start, end = by.content_spans[0].start, by.content_spans[-1].end
    made.links.append(Link(start=start, end=end, url="https://kelmouth.example/"))
    assert made.found("SO103") == ()
    made.links.clear()
    made.claim(told_about(made, act="report", url="https://kelmouth.example/"))
    assert len(made.found("SO103")) == 1


@pytest.mark.parametrize(
    ("kind", "act", "place", "blocks", "found"),
    [
        ("outlet", "report", None, 1, False),
        ("unnamed", "report", None, 1, True),
        ("outlet", "say", None, 1, True),
        ("outlet", "report", None, 2, True),
        ("unnamed", "say", "lead", 2, True),
        ("person", "say", "lead", 2, False),
        ("outlet", "other", "lead", 2, True),
    ],
)
def test_who_reports_may_be_named_after_it(
    made: Made, kind: str, act: str, place: str | None, blocks: int, *, found: bool
) -> None:
    made.claim(told_about(made, act="report"), place=place)
    middle = len(made.text)
    made.says(made.source("Hafenbote", kind), act=act)
    end = len(made.text)
    ends = [(0, end)] if blocks == 1 else [(0, middle), (middle, end)]
    cut = tuple(Block(kind="paragraph", start=start, end=stop) for start, stop in ends)
    assert bool(made.found("SO103", blocks=cut)) == found


def test_who_speaks_before_a_report_may_speak_on(made: Made) -> None:
    made.says(made.source("Per Holm"))
    made.claim(told_about(made, act="report"))
    block = Block(kind="paragraph", start=0, end=len(made.text))
    assert made.found("SO103", blocks=(block,)) == ()
    assert len(made.found("SO103")) == 1


def test_words_between_blocks_stand_in_none(made: Made) -> None:
    claim = made.claim()
    last = made.words("The end.")
    blocks = (Block(kind="paragraph", start=last.start, end=last.end),)
    article = Article(made.annotations(blocks=blocks))
    assert article.block(claim.spans[0]) is None
    assert article.block(last) == blocks[0]
    assert article.block(span(article.annotations.document.text, last.end, last.end + 1)) is None


def test_many_statements_take_time_in_line_with_their_number(made: Made) -> None:
    outlet = made.source("Hafenbote", "outlet")
    for _ in range(1500):
        claim = made.claim(made.says(outlet), place="lead", facts=(place(made),))
        made.tells("unconfirmed", claim)
        made.tells("confirmed", claim, source=outlet.id)
        made.links.append(Link(start=0, end=1, url="https://orlenz.example/"))
    annotations = made.annotations()
    began = time.process_time()
    checked(annotations, shipped().values())
    assert time.process_time() - began < 3


LONG = "Nobody came to look at the old bridge."


def test_a_quotation_has_no_speaker_where_nobody_is_near(made: Made) -> None:
    made.says(content_spans=(made.words(LONG),), manner="direct")
    made.says(content_spans=(made.words("the bridge"),), manner="direct")
    made.says(content_spans=(made.words(LONG),), manner="direct", act="other")
    (finding,) = made.found("ID601")
    assert finding.spans[0].text == LONG


@pytest.mark.parametrize("who", ["source", "participant"])
def test_who_is_named_near_a_quotation_may_be_its_speaker(made: Made, who: str) -> None:
    made.says(content_spans=(made.words(LONG),), manner="direct")
    if who == "source":
        made.source("Per Holm")
    else:
        made.claim(facts=(made.fact("Per Holm", kind="participant", value="Per Holm"),))
    assert made.found("ID601") == ()


def test_who_is_named_in_a_quotation_or_far_from_it_is_not_its_speaker(made: Made) -> None:
    words = made.words(LONG)
    made.says(content_spans=(words,), manner="direct")
    made.source("nobody", mentions=(span(made.text, words.start, words.start + 6),))
    far = [made.words(f"It rained for {n} days.") for n in range(2, 5)]
    made.source("Per Holm")
    blocks = tuple(
        Block(kind="paragraph", start=each.start, end=each.end)
        for each in (words, *far, made.words("There was music."))
    )
    assert len(made.found("ID601", blocks=blocks)) == 1


def test_a_day_of_the_week_that_is_not_the_dates_is_found(made: Made) -> None:
    monday = made.fact("3 May 2016", kind="date", value="2016-05-03", weekday=1)
    tuesday = made.fact("3 May", kind="date", value="2016-05-03", weekday=2)
    span_of_days = made.fact("3 May", kind="date", value="2016-05", weekday=1)
    made.claim(facts=(monday, tuesday, span_of_days))
    (finding,) = made.found("FA402")
    assert "2016-05-03 is another day of the week" in finding.message
