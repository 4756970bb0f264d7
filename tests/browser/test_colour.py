"""What is read must stand out from what it stands on: WCAG 2.2 AA, in both schemes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

# Every element with words of its own, with its colour and what is painted behind it.
PAIRS = """[...document.querySelectorAll('body *')]
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
    .map(e => {
        let under = e, back = 'rgba(0, 0, 0, 0)';
        while (under && back === 'rgba(0, 0, 0, 0)') {
            back = getComputedStyle(under).backgroundColor;
            under = under.parentElement;
        }
        return [e.className + ' ' + e.textContent.slice(0, 20), getComputedStyle(e).color, back];
    })"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("place", ["bridge.html", "bridge.html#w-9a", "index.html"])
def test_words_can_be_read(
    page: Page, site: str, scheme: Literal["light", "dark"], place: str
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{site}/{place}")
    faint = [
        (name, round(ratio, 2))
        for name, ink, paper in page.evaluate(PAIRS)
        if (ratio := contrast(ink, paper)) < 4.5
    ]
    assert faint == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lines_can_be_seen(page: Page, site: str, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{site}/bridge.html")
    for number in range(7):
        line, paper = _resolved(page, number)
        assert contrast(line, paper) >= 3


def _resolved(page: Page, number: int) -> tuple[str, str]:
    """Return the colour of a voice and that of the paper, as the browser sees them."""
    value, paper = page.evaluate(
        "n => [getComputedStyle(document.documentElement).getPropertyValue('--c' + n),"
        " getComputedStyle(document.body).backgroundColor]",
        number,
    )
    value = value.strip().removeprefix("#")
    return f"rgb({int(value[:2], 16)}, {int(value[2:4], 16)}, {int(value[4:], 16)})", paper


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.2 of two colours as the browser writes them."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    numbers = [float(each) for each in re.findall(r"[\d.]+(?:e-\d+)?", colour)[:3]]
    parts = numbers if colour.startswith("color(srgb") else [each / 255 for each in numbers]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
