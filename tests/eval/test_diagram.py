from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from eval.diagram import SIDE, Panel, drawing, wilson

SVG = "{http://www.w3.org/2000/svg}"
BINS = [(0.05, 0.1, 12.0), (0.15, 0.0, 0.0), (0.95, 0.9, 345.0)]


def drawn(*panels: Panel) -> ET.Element:
    return ET.fromstring(drawing(list(panels)))  # noqa: S314  # our own drawing


def test_each_full_bin_is_a_point_at_score_and_share() -> None:
    points = drawn(Panel("Before", "error", BINS)).iter(f"{SVG}circle")
    places = [(float(each.attrib["cx"]), float(each.attrib["cy"])) for each in points]
    assert places == [(0.05 * SIDE, 0.9 * SIDE), (0.95 * SIDE, round(0.1 * SIDE, 1))]


def test_counts_axes_and_headings_can_be_read() -> None:
    words = [each.text for each in drawn(Panel("Before", "error", BINS)).iter(f"{SVG}text")]
    assert {"12", "0", "345", "score", "share that annotators marked", "Before"} <= set(words)


def test_panels_stand_side_by_side_and_are_told_to_who_cannot_see() -> None:
    both = drawn(Panel("Before", "error 1", BINS), Panel("<After>", "error 2", BINS))
    assert len(both.findall(f"{SVG}g")) == 2
    assert both.findtext(f"{SVG}desc") == "Before: error 1; <After>: error 2"
    assert "prefers-color-scheme: dark" in (both.findtext(f"{SVG}style") or "")


def test_a_share_of_few_is_less_certain_than_one_of_many() -> None:
    assert wilson(0.5, 10) == pytest.approx((0.2366, 0.7634), abs=1e-4)
    assert wilson(1, 1) == pytest.approx((0.2065, 1), abs=1e-4)
    assert wilson(0.5, 1000) == pytest.approx((0.469, 0.531), abs=1e-3)
