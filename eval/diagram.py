"""Bins of scores in, a reliability diagram as SVG text out, readable on light and on dark ground.

A point is the share of right ones in a bin; the line through it is where that share lies with 95%
confidence (Wilson 1927), so that a bin with few attributions is not read as if it had many.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from math import sqrt

SIDE = 240
"""Width and height of the square that is the plot of a panel, in pixels."""

_LEFT, _TOP, _GAP, _BARS, _BOTTOM = 56, 56, 26, 60, 48
_PANEL = _LEFT + SIDE + 24
_STYLE = """
  svg { font: 12px system-ui, sans-serif; fill: #1f2328; background: #ffffff }
  .ground { fill: #ffffff }
  .grid { stroke: #d0d7de; fill: none }
  .perfect { stroke: #6e7781; stroke-dasharray: 4 4 }
  .range { stroke: #0b61c4; stroke-width: 1.5 }
  .dot { fill: #0b61c4 }
  .bar { fill: #0b61c4; opacity: .35 }
  .title { font-weight: 600 }
  .small { font-size: 10px }
  @media (prefers-color-scheme: dark) {
    svg { fill: #e6edf3; background: #0d1117 }
    .ground { fill: #0d1117 }
    .grid { stroke: #3d444d }
    .perfect { stroke: #9198a1 }
    .range { stroke: #79b8ff }
    .dot, .bar { fill: #79b8ff }
  }
"""


@dataclass(frozen=True, slots=True)
class Panel:
    """One diagram: its heading, a line below it, and its bins of equal width from 0 to 1."""

    title: str
    note: str
    bins: list[tuple[float, float, float]]
    """Mean score, share of right ones, count; where the count is 0, nothing is drawn."""


def drawing(panels: list[Panel]) -> str:
    """Return an SVG with the panels side by side: the diagram above, counts of the bins below."""
    width, height = _PANEL * len(panels), _TOP + SIDE + _GAP + _BARS + _BOTTOM
    told = "; ".join(f"{panel.title}: {panel.note}" for panel in panels)
    drawn = "\n".join(
        f'<g transform="translate({number * _PANEL + _LEFT} {_TOP})">\n{_panel(panel)}\n</g>'
        for number, panel in enumerate(panels)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"'
        f' width="{width}" height="{height}" role="img">\n'
        f"<title>Reliability diagram</title>\n<desc>{escape(told)}</desc>\n<style>{_STYLE}</style>\n"
        f'<rect class="ground" width="{width}" height="{height}"/>\n{drawn}\n</svg>\n'
    )


def _panel(panel: Panel) -> str:
    return "\n".join(
        [
            f'<text class="title" y="-32">{escape(panel.title)}</text>',
            f'<text y="-14">{escape(panel.note)}</text>',
            *_axes(),
            f'<path class="perfect" d="M0 {SIDE}L{SIDE} 0"/>',
            *(_point(*each) for each in panel.bins if each[2]),
            *_bars([count for _, _, count in panel.bins]),
        ]
    )


def wilson(share: float, count: float) -> tuple[float, float]:
    """Return the ends of Wilson's interval, 95%, for a share of so many."""
    z = 1.96
    middle = (share + z * z / 2 / count) / (1 + z * z / count)
    half = z / (1 + z * z / count) * sqrt(share * (1 - share) / count + z * z / 4 / count / count)
    return max(0.0, middle - half), min(1.0, middle + half)


def _point(score: float, share: float, count: float) -> str:
    low, high = wilson(share, count)
    x, y, bottom, top = score * SIDE, (1 - share) * SIDE, (1 - low) * SIDE, (1 - high) * SIDE
    return (
        f'<path class="range" d="M{x:.1f} {top:.1f}V{bottom:.1f}"/>'
        f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>'
    )


def _axes() -> list[str]:
    result = []
    for tick in range(0, 11, 2):
        at = tick / 10 * SIDE
        result += [
            f'<path class="grid" d="M{at:.0f} 0V{SIDE}M0 {at:.0f}H{SIDE}"/>',
            f'<text class="small" x="-8" y="{SIDE - at + 3:.0f}" text-anchor="end">{tick / 10}</text>',
            _text(at, SIDE + _GAP + _BARS + 14, f"{tick / 10}"),
        ]
    middle = SIDE / 2
    turned = f'transform="translate(-38 {middle:.0f}) rotate(-90)" text-anchor="middle"'
    return [
        *result,
        f"<text {turned}>share that annotators marked</text>",
        f'<text x="{middle:.0f}" y="{SIDE + _GAP + _BARS + 34}" text-anchor="middle">score</text>',
    ]


def _bars(counts: list[float]) -> list[str]:
    """Return bars below the plot, each with the number of attributions above it."""
    base, broad = SIDE + _GAP + _BARS, SIDE / max(1, len(counts))
    result = []
    for number, count in enumerate(counts):
        high = count / max(*counts, 1) * (_BARS - 8)
        x, y, wide = number * broad + 1, base - high, broad - 2
        result += [
            f'<rect class="bar" x="{x:.1f}" y="{y:.1f}" width="{wide:.1f}" height="{high:.1f}"/>',
            _text((number + 0.5) * broad, y - 3, f"{count:.0f}"),
        ]
    label = f'<text class="small" x="-8" y="{base}" text-anchor="end">how many</text>'
    return [*result, label, f'<path class="grid" d="M0 {base}H{SIDE}"/>']


def _text(x: float, y: float, words: str) -> str:
    return f'<text class="small" x="{x:.1f}" y="{y:.1f}" text-anchor="middle">{words}</text>'
