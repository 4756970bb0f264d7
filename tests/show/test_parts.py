from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from jinja2 import DictLoader

import sayso.show
from sayso.show.page import environment
from sayso.show.report import article_values, place, report, spotlights
from sayso.show.story import Told
from sayso.show.story_report import PageLeads, story_report, story_values
from sayso.spans import Span
from sayso.traces import Trace
from tests.show.builder import bridge, hostile
from tests.show.lorries import lorries
from tests.show.pages import Page
from tests.show.tales import hostile_trace

PARTS = Path(sayso.show.__file__).with_name("templates") / "parts"
STORY = (
    *("story_verdict", "story_reasons", "story_findings", "story_sources", "story_deniers"),
    *("story_changes", "story_table", "story_words", "story_neutral"),
)
ARTICLE = (
    *("article_facts", "article_credits", "article_key", "article_text", "article_sources"),
    *("article_about",),
)


class Elsewhere:
    """Leads to the pages of a site of its own."""

    def to(self, told: Told, spans: Sequence[Span] = ()) -> str:
        return f"/article/{told.number}" + "".join(f"#{place(each)}" for each in spans[:1])

    def row(self, told: Told) -> str:
        return f"/row/{told.number}"

    def page(self, told: Told) -> str:
        return f"/article/{told.number}"

    def source(self, name: str) -> str:
        return f"/source/{len(name)}"


def made(parts: Sequence[str], values: object) -> str:
    """Return the parts in a base template of its own, which knows nothing of the reports'."""
    body = "".join('{% include "parts/' + each + '.html.jinja" %}' for each in parts)
    site = DictLoader(
        {
            "site": "{% block body %}{% endblock %}",
            "p": '{% extends "site" %}{% block body %}' + body + "{% endblock %}",
        }
    )
    return environment(site).get_template("p").render(**vars(values))


def flat(html: str) -> str:
    return re.sub(r"\s+", " ", html).strip()


@pytest.mark.parametrize(
    ("parts", "values", "shown"),
    [
        (STORY, story_values(lorries(), PageLeads({})), story_report(lorries())),
        (STORY, story_values(hostile_trace(), PageLeads({})), story_report(hostile_trace())),
        (ARTICLE, article_values(bridge()), report(bridge())),
        (ARTICLE, article_values(hostile()), report(hostile())),
    ],
)
def test_each_part_alone_gives_what_the_report_shows(
    parts: Sequence[str], values: object, shown: str
) -> None:
    for part in parts:
        assert flat(made([part], values)) in flat(shown)


@pytest.mark.parametrize("trace", [lorries(), hostile_trace()])
def test_a_site_leads_where_it_will(trace: Trace) -> None:
    page = Page(made(STORY, story_values(trace, Elsewhere())))
    assert {each[:5] for each in page.all("href")} <= {"/arti", "/row/", "/sour"}


def test_parts_bring_no_style_and_no_script() -> None:
    for path in PARTS.iterdir():
        assert not re.search(r"<style|<script|\bstyle=|\bon\w+=", path.read_text("utf8")), path
    for html in (
        made(STORY, story_values(hostile_trace(), PageLeads({}))),
        made(ARTICLE, article_values(hostile())),
    ):
        page = Page(html)
        assert not page.all("style")
        assert not {"style", "script"} & {name for name, _ in page.elements}


def test_spotlights_are_the_style_that_the_report_of_the_article_has() -> None:
    spans = [each.content_spans[0] for each in bridge().attributions]
    css = spotlights(bridge(), spans)
    assert f"#{place(spans[0])}:target" in css
    assert ".i-1a" in css
    assert "</" not in css
    page = Page(made(ARTICLE, article_values(bridge(), spans)))
    assert {place(each) for each in spans} <= set(page.all("id"))
    assert set(re.findall(r"#(p-[\d-]+):target", css)) <= set(page.all("id"))
    assert spotlights(bridge()) in css
    assert spotlights(bridge()) in report(bridge())


def test_rows_tell_a_script_what_they_are_about() -> None:
    rows = [values for name, values in Page(story_report(lorries())).elements if name == "tr"][1:]
    assert [each["data-stance"] for each in rows].count("denies") == 1
    assert {each["data-copy"] for each in rows} > {""}
    ids = {each.id for each in lorries().origins}
    assert {one for each in rows for one in (each["data-source"] or "").split()} <= ids
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", each["data-date"] or "") for each in rows)
    assert {each["data-certainty"] for each in rows} <= {
        "asserted",
        "attributed",
        "hedged",
        "denied",
        "",
    }
