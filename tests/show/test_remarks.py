from __future__ import annotations

import io

import msgspec

from sayso.records import Annotations, Claim, Evidence, Source
from sayso.show import terminal
from sayso.show.reading import reading
from sayso.show.remarks import headline_states, own, remarks
from sayso.show.report import report
from tests.show.builder import Pencil, document

TITLE = "Ferry sank <b>twice</b>"
FIRST = "The harbour master said the ferry sank twice."
SECOND = "The owner denied the report. It could not be verified."
THIRD = "The ferry was built in 1961."


def ferry() -> Annotations:
    """Return an article with a headline of its own, a denial, and what nobody could verify."""
    made = document(("title", TITLE), ("lead", FIRST), ("paragraph", SECOND), ("paragraph", THIRD))
    pen = Pencil(made)
    at = pen.at
    pen.says("s1", [at("The harbour master")], [at("said")], [at("the ferry sank twice")])
    sources = [
        Source(id="s1", name="the harbour master", type="official", named=True, mentions=()),
        Source(id="s2", name="the owner", type="person", named=False, mentions=(at("The owner"),)),
    ]
    return Annotations(
        document=made,
        sources=tuple(sources),
        attributions=tuple(pen.attributions),
        claims=(
            claim("c1", pen, TITLE, place="headline", restates="c2"),
            claim("c2", pen, "the ferry sank twice", attribution="a1", place="lead"),
            claim("c3", pen, THIRD),
        ),
        evidence=(
            Evidence(
                id="e1",
                kind="denied",
                spans=(at("The owner denied the report."),),
                cues=(at("denied"),),
                source="s2",
                claims=("c2", "c2"),
            ),
            Evidence(
                id="e2",
                kind="unverified",
                spans=(at("It could not be verified."),),
                cues=(at("could not be verified"),),
                claims=("c3",),
            ),
        ),
    )


def claim(name: str, pen: Pencil, words: str, **fields: object) -> Claim:
    values: dict[str, object] = {"attribution": None, "chain": (), "origin": None, **fields}
    return Claim(id=name, spans=(pen.at(words),), **values)  # type: ignore[arg-type]


def printed(annotations: Annotations) -> str:
    stream = io.StringIO()
    terminal.show(annotations, terminal.console(stream, file=True))
    return stream.getvalue()


def test_a_statement_about_evidence_tells_who_makes_it_and_about_what() -> None:
    denial, other = remarks(reading(ferry()))
    assert (denial.who, [each.label for each in denial.about]) == ("the owner", ["1a"])
    assert (other.who, other.number, other.about) == (None, None, ())


def test_what_the_article_asserts_itself_is_told_with_the_statement_that_its_headline_states() -> (
    None
):
    read = reading(ferry())
    assert [each.words for each in own(read)] == [(TITLE,), (THIRD,)]
    states = headline_states(read)
    assert states is not None
    assert states.label == "1a"


def test_the_terminal_shows_both_in_plain_words() -> None:
    shown = printed(ferry())
    assert "What the article says of the evidence" in shown
    assert "denied · the owner (2) · about 1a" in shown
    assert "could not be verified" in shown
    assert "In the article’s own voice: 2 statements without a source" in shown
    assert "The headline states as its own what is said in 1a" in shown
    assert shown.count(THIRD) == 0, "the terminal only counts what the article asserts itself"


def test_the_report_leads_to_the_words_and_escapes_them() -> None:
    page = report(ferry())
    for anchor in ("e-1", "e-2", "o-1", "o-2"):
        assert f'href="#{anchor}"' in page
        assert f'id="{anchor}"' in page
    assert "<b>twice</b>" not in page
    assert page.index("says of the evidence") < page.index("own voice")


def test_an_article_without_them_shows_neither() -> None:
    bare = msgspec.structs.replace(ferry(), claims=ferry().claims[1:2], evidence=())
    for shown in (printed(bare), report(bare)):
        assert "evidence" not in shown.partition("<main")[2] or "<main" not in shown
        assert "own voice" not in shown


def test_of_a_content_in_parts_only_what_holds_of_all_is_shown() -> None:
    made = ferry()
    part = made.claims[1]
    sure = msgspec.structs.replace(part, certainty="full", polarity="positive")
    unsure = msgspec.structs.replace(part, id="c9", certainty="partial", polarity="positive")
    split = msgspec.structs.replace(made, claims=(sure, unsure))
    (statement,) = reading(split).statements
    assert statement.claim is not None
    assert (statement.claim.certainty, statement.claim.polarity) == (None, "positive")
