"""A small article read rightly, and the same with one thing wrong: the laws must tell them apart."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from sayso.records import (
    Annotations,
    Attribution,
    ChainLink,
    Claim,
    Evidence,
    Fact,
    Source,
)
from sayso.spans import Span, span
from tests.annotate.laws import lawful
from tests.show.builder import document

TITLE = "The pier is shut"
BODY = (
    "Ada Palme told the Post that the pier had been shut. It had stood there since 2018."
    " This could not be confirmed."
)
PAPER = document(("title", TITLE), ("paragraph", BODY))
SAID, HELD = "the pier had been shut", "It had stood there since 2018"

Replaced = dict[str, object]


def at(words: str) -> Span:
    start = PAPER.text.index(words)
    return span(PAPER.text, start, start + len(words))


def said(name: str, source: str, who: str, what: str, **more: object) -> Attribution:
    values: Replaced = {
        "source_spans": (at(who),) if who else (),
        "cue_spans": (at("told"),) if who else (),
        "content_spans": (at(what),),
        "manner": "indirect",
        "act": "say",
        "score": 0.9,
    }
    return Attribution(id=name, source=source, **(values | more))  # type: ignore[arg-type]


CREDIT = ChainLink(source="s3", attribution=None, via="credit")
POST = ChainLink(source="s1", attribution="a1", via="text")
PALME = ChainLink(source="s2", attribution="a2", via="text")
STILL = ChainLink(source="s2", attribution="a3", via="text")

LAWFUL = Annotations(
    document=PAPER,
    sources=(
        Source(id="s1", name="Post", type="outlet", named=True, mentions=(at("the Post"),)),
        Source(id="s2", name="Ada Palme", type="person", named=True, mentions=(at("Ada Palme"),)),
        Source(id="s3", name="Reuters", type="agency", named=True, mentions=()),
    ),
    attributions=(
        said("a1", "s1", "the Post", SAID, inferred=True),
        said("a2", "s2", "Ada Palme", SAID, parent="a1"),
        said("a3", "s2", "", HELD, parent="a1", scope="continued", continues="a2"),
    ),
    claims=(
        Claim(
            id="c1",
            spans=(at(TITLE),),
            attribution=None,
            chain=(CREDIT,),
            origin="s3",
            place="headline",
            restates="c2",
        ),
        Claim(id="c2", spans=(at(SAID),), attribution="a2", chain=(POST, PALME), origin="s2"),
        Claim(
            id="c3",
            spans=(at(HELD),),
            attribution="a3",
            chain=(POST, STILL),
            origin="s2",
            facts=(Fact(kind="date", span=at("2018"), value="2018"),),
        ),
    ),
    evidence=(
        Evidence(
            id="e1",
            kind="unconfirmed",
            spans=(at("This could not be confirmed"),),
            cues=(at("could not be confirmed"),),
            claims=("c3",),
        ),
    ),
)


def test_what_is_read_rightly_is_lawful() -> None:
    lawful(LAWFUL)


def source(number: int, **values: object) -> Annotations:
    return put("sources", number, **values)


def attribution(number: int, **values: object) -> Annotations:
    return put("attributions", number, **values)


def claim(number: int, **values: object) -> Annotations:
    return put("claims", number, **values)


def evidence(**values: object) -> Annotations:
    return put("evidence", 1, **values)


def put(records: str, number: int, **values: object) -> Annotations:
    """Return the annotations with some values of one record replaced, counted from one."""
    found = list(getattr(LAWFUL, records))
    found[number - 1] = msgspec.structs.replace(found[number - 1], **values)
    return msgspec.structs.replace(LAWFUL, **{records: tuple(found)})


def twice(records: str, number: int, **values: object) -> Annotations:
    """Return the annotations with one record there once more, some of its values replaced."""
    found = getattr(LAWFUL, records)
    again = msgspec.structs.replace(found[number - 1], **values)
    return msgspec.structs.replace(LAWFUL, **{records: (*found, again)})


WRONG: dict[str, Callable[[], Annotations]] = {
    "two sources of one name": lambda: twice("sources", 1),
    "a source without a name": lambda: source(1, name=" "),
    "mentions out of order": lambda: source(2, mentions=(at("Ada Palme"), at("Ada"))),
    "a mention that is not the source's": lambda: source(2, mentions=(at("the Post"),)),
    "a source that nobody uses": lambda: twice("sources", 1, id="s4"),
    "two attributions of one name": lambda: twice("attributions", 3),
    "a source that is not there": lambda: attribution(2, source="s9"),
    "words of a source without a source": lambda: attribution(2, source=None),
    "no cue": lambda: attribution(2, cue_spans=()),
    "no content": lambda: attribution(1, content_spans=()),
    "pieces that overlap": lambda: attribution(2, content_spans=(at(SAID), at("been shut"))),
    "a score beyond one": lambda: attribution(2, score=1.5),
    "a parent that is not there": lambda: attribution(2, parent="a9"),
    "a ring of parents": lambda: attribution(1, parent="a2"),
    "continued from nothing": lambda: attribution(3, continues=None),
    "explicit, and yet continued": lambda: attribution(2, continues="a1"),
    "continued from what is not there": lambda: attribution(3, continues="a9"),
    "continued by another source": lambda: attribution(3, continues="a1"),
    "continued through other hands": lambda: attribution(3, parent=None),
    "two claims of one name": lambda: twice("claims", 3),
    "a claim of an attribution that is not there": lambda: claim(2, attribution="a9"),
    "a claim beside the content": lambda: claim(2, spans=(at("This could"),)),
    "the farther hand first": lambda: claim(2, chain=(PALME, POST)),
    "one hand twice": lambda: claim(2, chain=(POST, POST, PALME)),
    "a hand that is another source's": lambda: claim(
        2, chain=(msgspec.structs.replace(POST, source="s2"), PALME)
    ),
    "a hand beside the line": lambda: claim(2, chain=(POST, STILL)),
    "a credit behind the text": lambda: claim(2, chain=(POST, PALME, CREDIT), origin="s3"),
    "a credit with an attribution": lambda: claim(
        1, chain=(msgspec.structs.replace(CREDIT, attribution="a1"),)
    ),
    "a hand of the text in the article's own claim": lambda: claim(
        1, chain=(CREDIT, POST), origin="s1"
    ),
    "an origin that is not the last hand": lambda: claim(2, origin="s1"),
    "an origin of the article's own claim that is not the last hand": lambda: claim(1, origin="s1"),
    "an origin without a chain": lambda: claim(3, attribution=None, chain=(), origin="s2"),
    "a claim that states what is not there": lambda: claim(1, restates="c9"),
    "a claim that states itself": lambda: claim(1, restates="c1"),
    "a fact beside its claim": lambda: claim(2, facts=(Fact(kind="date", span=at("2018")),)),
    "two statements of one name": lambda: twice("evidence", 1),
    "evidence without words": lambda: evidence(spans=()),
    "evidence of a claim that is not there": lambda: evidence(claims=("c9",)),
    "evidence of somebody who is not there": lambda: evidence(source="s9"),
    "evidence in an attribution that is not there": lambda: evidence(attribution="a9"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_wrong_breaks_a_law(wrong: str) -> None:
    broken = WRONG[wrong]()
    with pytest.raises((AssertionError, KeyError)):
        lawful(broken)
