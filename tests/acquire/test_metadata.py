from __future__ import annotations

import json

import pytest
from lxml import html

from sayso.acquire.metadata import PageFacts, facts, iso_date, names


def said(head: str, url: str | None = None) -> PageFacts:
    return facts(html.document_fromstring(f"<html><head>{head}</head><body>x</body></html>"), url)


def linked(**fields: object) -> str:
    node = {"@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("By Ana Brandt and Tom Okafor, Reuters", ("Ana Brandt", "Tom Okafor", "Reuters")),
        ("Von Ruth Amsel und Jan Petersen", ("Ruth Amsel", "Jan Petersen")),
        ("Analysis by Ana Brandt | The Courier", ("Ana Brandt", "The Courier")),
        ("Ana Brandt Monday, March 4, 2031", ("Ana Brandt",)),
        ("https://www.facebook.com/ana", ()),
        ("ana-brandt", ()),
        ("admin", ()),
        ("", ()),
    ],
)
def test_names_are_read_from_bylines(byline: str, expected: tuple[str, ...]) -> None:
    assert names(byline) == expected


def test_the_outlet_is_no_author() -> None:
    assert names("Ana Brandt, The Courier", "The Courier") == ("Ana Brandt",)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2031-03-04T05:06:07Z", "2031-03-04T05:06:07+00:00"),
        ("2031-03-04T05:06:07.123+02:00", "2031-03-04T05:06:07+02:00"),
        ("2031-03-04 05:06", "2031-03-04"),
        ("2031-03-04", "2031-03-04"),
        ("20310304", "2031-03-04"),
        ("2031-03-04T99:99", "2031-03-04"),
        ("0001-01-01", None),
        ("9999-01-01", None),
        ("2031-13-01", None),
        ("March 4", None),
        (20310304, None),
        (None, None),
    ],
)
def test_a_date_is_iso_or_not_known(value: object, expected: str | None) -> None:
    assert iso_date(value) == expected


def test_an_agency_that_claims_to_publish_is_not_the_outlet() -> None:
    head = linked(publisher={"name": "Associated Press"})
    head += '<meta property="og:site_name" content="The Courier | News">'
    assert said(head, "https://courier.example/a").about.outlet == "The Courier"


def test_the_outlet_is_whoever_shares_its_name_with_the_site() -> None:
    head = linked(publisher={"name": "Blog Platform"})
    head += '<meta property="og:site_name" content="Island Gazette">'
    assert said(head, "https://www.islandgazette.example/a").about.outlet == "Island Gazette"


def test_a_date_is_looked_for_in_meta_tags_and_the_address() -> None:
    head = '<meta name="parsely-pub-date" content="2031-03-04T05:06:07Z">'
    assert said(head).about.published == "2031-03-04T05:06:07+00:00"
    found = said("", "https://courier.example/2019/03/04/ship").about
    assert found.published == "2019-03-04"


def test_what_is_not_said_is_not_known() -> None:
    found = said("")
    assert (found.about.url, found.about.outlet, found.about.published) == (None, None, None)
    assert (found.about.byline, found.titles, found.claimed_language) == ((), (), None)


@pytest.mark.parametrize("href", ["", "x", "javascript:1", "http://[", "//", "mailto:a@b.example"])
def test_a_canonical_address_that_is_none_is_left_out(href: str) -> None:
    assert said(f'<link rel="canonical" href="{href}">').about.url is None
