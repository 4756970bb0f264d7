"""No two voices may look alike, whoever looks: each pair of colours is told apart by everybody."""

from __future__ import annotations

import itertools
import math
import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[2] / "src" / "sayso" / "show" / "styles" / "page.css"

# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
SIGHT = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
Triple = tuple[float, float, float]


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_any_two_voices_differ(scheme: int, sight: str) -> None:
    part = CSS.read_text("utf8").split("@media screen and (prefers-color-scheme: dark)")[scheme]
    colours = re.findall(r"--c\d: (#[0-9a-f]{6})", part)
    assert len(colours) == 7
    seen = [_lab(_seen(colour, sight)) for colour in colours]
    # 2.3 is just noticeable (Mahy, Van Eycken and Oosterlinck 1994); thin lines need far more.
    assert min(_distance(*pair) for pair in itertools.combinations(seen, 2)) > 15


def _seen(colour: str, sight: str) -> Triple:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    red, green, blue = (
        sum(weight * part for weight, part in zip(row, linear, strict=True)) for row in SIGHT[sight]
    )
    return red, green, blue


def _lab(linear: Triple) -> Triple:
    """Return the colour in CIELAB, D65."""
    red, green, blue = linear
    x, y, z = (
        value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116
        for value in (
            (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047,
            0.2126 * red + 0.7152 * green + 0.0722 * blue,
            (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883,
        )
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _distance(one: Triple, other: Triple) -> float:
    return math.dist(one, other)
